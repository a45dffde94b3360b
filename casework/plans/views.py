from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from casework.access.roles import Permission
from casework.actions.forms import ActionForm
from casework.actions.models import Action
from casework.children.views import ChildPage, ChildRecordCreate, ChildRecordUpdate
from casework.interface import charts
from casework.plans.forms import (
    AuthoriseForm,
    ContingencyForm,
    NeedForm,
    NeedScoreForm,
    PlanEndForm,
    PlanForm,
    SharedForm,
    SubmitForm,
)
from casework.plans.models import Need, Plan, PlanAction
from casework.referrals.models import EpisodeOfNeed

ACTIONS = Prefetch(
    "actions",
    queryset=PlanAction.objects.select_related("action__owner_worker", "action__owner_person")
    .order_by("action__due_on", "pk"),
)  # fmt: skip


class PlanPage(ChildPage):
    """The child's plan: the open one, or one named by its number."""

    template_name = "plans/plan.html"
    page = "plan"
    looks_at = "the plan"

    def get_context_data(self, **kwargs):
        plan = self.get_plan()
        worker = self.request.user
        return super().get_context_data(
            plan=plan,
            needs=needs_of(plan) if plan else [],
            figures=figures(plan) if plan else [],
            contingencies=plan.contingencies.all() if plan else [],
            others=Plan.objects.of_child(self.child)
            .exclude(pk=plan.pk if plan else None)
            .newest_first()[:20],
            may_record=worker.may(Permission.RECORD) and plan is not None and not plan.ended_on,
            may_start=worker.may(Permission.RECORD) and (plan is None or plan.ended_on),
            may_authorise=worker.may(Permission.AUTHORISE),
            **kwargs,
        )

    def get_plan(self) -> Plan | None:
        plans = Plan.objects.of_child(self.child).select_related("authorised_by")
        if "pk" in self.kwargs:
            return get_object_or_404(plans, pk=self.kwargs["pk"])
        return plans.order_by("-ended_on", "-started_on", "-pk").first()


class FamilyCopy(PlanPage):
    """The plan in the family's words, for one printed page: nothing about anyone else."""

    template_name = "plans/family_copy.html"
    looks_at = "the family's copy of the plan"

    def get_plan(self):
        plan = super().get_plan()
        if plan is None:
            raise Http404
        return plan


def needs_of(plan) -> list[Need]:
    """The plan's needs with their scores drawn, and their actions."""
    needs = list(plan.needs.prefetch_related("scores", ACTIONS))
    for need in needs:
        scores = list(need.scores.all())
        if scores:
            first, last = scores[0], scores[-1]
            need.scale = charts.scale_line(first.score, last.score)
            need.change = charts.change_words(first.score, last.score, f"{first.scored_on:%B}")
    return needs


def figures(plan) -> list[dict]:
    """Four plain figures of the plan's actions, each with its denominator."""
    today = timezone.localdate()
    counted = Action.objects.filter(in_plan__need__plan=plan).aggregate(
        all=Count("pk"),
        dated=Count("pk", filter=Q(due_on__isnull=False)),
        for_child=Count("pk", filter=Q(for_child=True)),
        done=Count("pk", filter=Q(done_on__isnull=False)),
        late=Count("pk", filter=Q(done_on=None, dropped_on=None, due_on__lt=today)),
    )
    name, of = plan.child.first_name, counted["all"]
    if not of:
        return []
    return [
        {"number": counted["dated"], "of": of, "label": "actions have a person and a date"},
        {"number": counted["for_child"], "of": of, "label": f"are for {name}"},
        {"number": counted["done"], "of": of, "label": "done, and what changed is written"},
        {"number": counted["late"], "of": of, "label": "overdue"},
    ]


class OfPlan:
    """Goes back to the plan after saving."""

    page = "plan"
    looks_at = "the plan"

    def get_success_url(self):
        return reverse("plan", args=[self.child.pk])

    def open_plan(self) -> Plan:
        """The plan being written in; a child without an open one is not found here."""
        plans = Plan.objects.of_child(self.child).open().order_by("-started_on", "-pk")
        plan = plans.first()
        if plan is None:
            raise Http404
        plan.child = self.child
        return plan


class PlanAdd(OfPlan, ChildRecordCreate):
    form_class = PlanForm
    title = "Start a child in need plan"
    intro = "A child protection plan is started by a conference."
    save_label = "Start the plan"
    saved = "Plan started. Write what the child needs next."

    def new_record(self):
        episode = EpisodeOfNeed.objects.open().of_child(self.child).newest_first().first()
        return Plan.on_file_of(self.child, self.request.user, kind=Plan.Kind.NEED, episode=episode)


class NeedAdd(OfPlan, ChildRecordCreate):
    form_class = NeedForm
    title = "Something the child needs"
    save_label = "Save the need"

    def new_record(self):
        plan = self.open_plan()
        return Need.on_file_of(
            self.child, self.request.user, plan=plan, position=plan.needs.count() + 1
        )


class OneNeed(OfPlan):
    def get_queryset(self):
        return Need.objects.of_child(self.child).filter(plan__ended_on=None)

    def need(self) -> Need:
        need = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        need.child = self.child
        return need


class NeedEdit(OneNeed, ChildRecordUpdate):
    form_class = NeedForm
    title = "Change what the child needs"

    def get_object(self, queryset=None):
        return self.need()


class NeedScoreAdd(OneNeed, ChildRecordCreate):
    form_class = NeedScoreForm
    title = "How is it going?"

    def new_record(self):
        model = self.form_class._meta.model
        return model.on_file_of(self.child, self.request.user, need=self.need())


class PlanActionAdd(OneNeed, ChildRecordCreate):
    form_class = ActionForm
    title = "An action"
    save_label = "Add the action"
    saved = "Action added."

    def new_record(self):
        self.found = self.need()
        return Action.on_file_of(
            self.child, self.request.user, source=Action.Source.PLAN,
            agreed_on=timezone.localdate(),
        )  # fmt: skip

    def done(self, form):
        PlanAction.objects.create(action=self.object, need=self.found)


class ContingencyAdd(OfPlan, ChildRecordCreate):
    form_class = ContingencyForm
    title = "If things do not change"

    def new_record(self):
        model = self.form_class._meta.model
        return model.on_file_of(self.child, self.request.user, plan=self.open_plan())


class OnePlan(OfPlan, ChildRecordUpdate):
    def get_queryset(self):
        return Plan.objects.of_child(self.child).open()

    def get_object(self, queryset=None):
        plan = super().get_object(queryset)
        plan.child = self.child
        return plan


class PlanShared(OnePlan):
    form_class = SharedForm
    title = "Read with the family"


class PlanSubmit(OnePlan):
    form_class = SubmitForm
    title = "Send the plan to your manager"
    save_label = "Send it"
    saved = "Sent to your manager."

    def get_queryset(self):
        return super().get_queryset().filter(submitted_at=None, authorised_on=None)

    def get_object(self, queryset=None):
        plan = super().get_object(queryset)
        plan.submitted_by = self.request.user
        return plan


class PlanAuthorise(OnePlan):
    form_class = AuthoriseForm
    permission = Permission.AUTHORISE
    template_name = "plans/authorise.html"
    title = "Authorise the plan"

    def get_queryset(self):
        return super().get_queryset().waiting_for_manager()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "manager": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            plan=self.object, needs=needs_of(self.object),
            contingencies=self.object.contingencies.all(), **kwargs,
        )  # fmt: skip

    def get_saved_words(self):
        return "Plan sent back." if self.object.returned_at else "Plan authorised."


class PlanEnd(OnePlan):
    form_class = PlanEndForm
    title = "End the plan"
    save_label = "End the plan"
    saved = "Plan ended. Its clocks have stopped."
