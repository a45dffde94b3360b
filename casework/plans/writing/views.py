"""Writing a plan: the family's part once, then each child's needs, actions and what happens if."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from casework.access.requests import PageBase
from casework.actions.models import Action
from casework.actions.owners import owner_choices
from casework.children.base_views import ChildRecordCreate, ChildRecordUpdate
from casework.children.extensions.shared_records import for_file_of
from casework.children.models import Child
from casework.children.together.views import FamilyCreate
from casework.interface.words import counted, listed
from casework.plans.forms import (
    ChildPlanForm,
    ContingencyForm,
    CopiedNeedForm,
    FamilyPartForm,
    NeedForm,
    NeedScoreForm,
    NewNeedForm,
    OwnWordsForm,
    PlanActionForm,
    PlanForm,
    ReadingForm,
)
from casework.plans.models import (
    Contingency,
    FamilyPlan,
    Need,
    NeedScore,
    Plan,
    PlanAction,
    PlanReading,
)
from casework.referrals.models import EpisodeOfNeed
from casework.writing.prompts.forms import HelpsWriting

ROWS = 4
"""Actions that can be written down on one page; empty rows are none."""


class OfPlan(PageBase):
    """Goes back to the plan after saving."""

    child: Child
    page = "plan"
    logged_as = "the plan"

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

    def plans_beside(self) -> list[Plan]:
        """Open plans of the brothers and sisters this worker may know of."""
        siblings = Child.objects.visible_to(self.request.user).siblings_of(self.child)
        plans = Plan.objects.open().filter(child__in=siblings).select_related("child__person")
        return list(plans.order_by("child__person__born_on", "pk"))


class OnePlan(OfPlan, ChildRecordUpdate):
    def get_queryset(self):
        return Plan.objects.of_child(self.child).open()

    def get_object(self, queryset=None):
        plan = super().get_object(queryset)
        plan.child = self.child
        return plan


class PlanAdd(OfPlan, FamilyCreate):
    form_class = PlanForm
    part_class = ChildPlanForm
    title = "Start a child in need plan"
    intro = (
        "Write the family’s part once. Each child then has a plan of their own."
        " A child protection plan is started by a conference."
    )
    save_label = "Start the plan"
    saved = "Plan started. Write what the child needs next."

    def new_record(self):
        return FamilyPlan(authority=self.child.authority, recorded_by=self.request.user)

    def done(self, form):
        for part in self.chosen():
            plan, child = part.instance, part.child
            plan.kind, plan.family = Plan.Kind.NEED, self.object
            plan.started_on = form.cleaned_data["started_on"]
            plan.episode = EpisodeOfNeed.objects.open().of_child(child).newest_first().first()
            plan.follows = Plan.objects.waiting_to_be_settled().of_child(child).first()
            plan.save()

    def get_saved_words(self):
        return f"Plan started for {self.for_whom()}. Write what each child needs next."


class FamilyPartEdit(OfPlan, ChildRecordUpdate):
    form_class = FamilyPartForm
    title = "The family’s part of the plan"

    @property
    def intro(self):
        names = [self.child.first_name, *(plan.child.first_name for plan in self.shared_with())]
        return f"This is in the plan and the family copy of {listed(names)}."

    def shared_with(self):
        family = self.open_plan().family_id
        return [plan for plan in self.plans_beside() if family and plan.family_id == family]

    def get_object(self, queryset=None):
        plan = self.open_plan()
        return plan.family or FamilyPlan(
            authority=self.child.authority, recorded_by=self.request.user
        )

    def done(self, form):
        plan = self.open_plan()
        if plan.family_id is None:
            plan.family = self.object
            plan.save()


class OwnWordsEdit(OnePlan):
    form_class = OwnWordsForm
    title = "In the child’s own words"


class NeedAdd(OfPlan, ChildRecordCreate):
    form_class = NewNeedForm
    title = "Something the child needs"
    save_label = "Save the need"
    saved = "Saved. Add the actions next."

    def new_record(self):
        plan = self.open_plan()
        return Need.on_file_of(
            self.child, self.request.user, plan=plan, position=plan.needs.count() + 1
        )

    def done(self, form):
        if form.cleaned_data["score"] is not None:
            NeedScore.on_file_of(
                self.child,
                self.request.user,
                need=self.object,
                score=form.cleaned_data["score"],
                scored_on=timezone.localdate(),
            ).save()


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


class NeedCopy(OneNeed, ChildRecordCreate):
    """The same need for a brother or sister: a choice for each, in words of their own."""

    form_class = CopiedNeedForm
    template_name = "plans/writing/copy_need.html"
    title = "The same for a brother or sister"
    intro = "Tick who needs this too, and make the words their own. Check he and she."
    save_label = "Save"

    def get_form(self, form_class=None):
        return self.get_parts()[0]

    def get_parts(self):
        if not hasattr(self, "_parts"):
            need, plans = self.need(), self.plans_beside()
            if not plans:
                raise Http404
            data = self.request.POST if self.request.method == "POST" else None
            self._parts = [
                CopiedNeedForm(
                    data,
                    prefix=plan.child.number,
                    first=False,
                    of=need,
                    instance=Need.on_file_of(plan.child, self.request.user, plan=plan),
                )
                for plan in plans
            ]
        return self._parts

    def post(self, request, *args, **kwargs):
        self.object = None
        parts = self.get_parts()
        valid = [part.is_valid() for part in parts]
        if all(valid) and not any(part.chosen for part in parts):
            parts[0].add_error("included", "Tick who needs this too")
            return self.form_invalid(parts[0])
        return self.form_valid(parts[0]) if all(valid) else self.form_invalid(parts[0])

    def get_context_data(self, **kwargs):
        parts = self.get_parts()
        return super().get_context_data(parts=parts, forms=parts, **kwargs)

    def form_valid(self, form):
        chosen = [part for part in self.get_parts() if part.chosen]
        self.copied = listed(part.child.first_name for part in chosen)
        for part in chosen:
            part.instance.position = part.instance.plan.needs.count() + 1
        return self.saved_all(chosen)

    def saved_all(self, chosen):
        first, *rest = chosen
        self.rest = rest
        return super().form_valid(first)

    def done(self, form):
        for part in self.rest:
            part.save()

    def get_saved_words(self):
        return f"Saved for {self.copied}. Each can now be changed by itself."


class NeedScoreAdd(OneNeed, ChildRecordCreate):
    form_class = NeedScoreForm
    title = "How is it going?"

    def new_record(self):
        model = self.form_class._meta.model
        return model.on_file_of(self.child, self.request.user, need=self.need())


class PlanActionsAdd(OfPlan, ChildRecordCreate):
    """Several actions on one page, each for one of the plan's needs."""

    form_class = PlanActionForm
    template_name = "plans/writing/actions_form.html"
    title = "Actions"
    intro = "Each has one person and one date. Leave a row empty if you do not need it."
    save_label = "Add the actions"

    def get_form(self, form_class=None):
        return self.get_rows()[0]

    def get_rows(self) -> list[PlanActionForm]:
        if not hasattr(self, "_rows"):
            self._rows = self.rows(self.open_plan())
        return self._rows

    def rows(self, plan):
        needs = list(plan.needs.all())
        first = next((need for need in needs if need.pk == self.kwargs.get("pk")), None)
        if not needs or ("pk" in self.kwargs and first is None):
            raise Http404
        data = self.request.POST if self.request.method == "POST" else None
        owners = owner_choices(self.child)
        return [
            PlanActionForm(
                data,
                prefix=f"a{number}",
                needs=needs,
                first=first,
                owners=owners,
                instance=Action.on_file_of(
                    self.child,
                    self.request.user,
                    source=Action.Source.PLAN,
                    agreed_on=timezone.localdate(),
                ),
            )
            for number in range(ROWS)
        ]

    def post(self, request, *args, **kwargs):
        self.object = None
        rows = self.get_rows()
        valid = [row.is_valid() for row in rows]
        self.written = [row for row in rows if row.has_changed()]
        if all(valid) and not self.written:
            rows[0].add_error("what", "Write at least one action")
            valid = [False]
        return self.form_valid(rows[0]) if all(valid) else self.form_invalid(rows[0])

    def form_valid(self, form):
        return super().form_valid(self.written[0])

    def done(self, form):
        for row in self.written:
            action = row.instance if row is form else row.save()
            PlanAction.objects.create(action=action, need=row.cleaned_data["need"])

    def get_saved_words(self):
        return f"{counted(len(self.written), 'actions')} added.".capitalize()

    def get_context_data(self, **kwargs):
        rows = self.get_rows()
        return super().get_context_data(rows=rows, forms=rows, **kwargs)


class WithOthers(OfPlan, ChildRecordCreate):
    """Written for this child, and the same for the brothers and sisters who are ticked."""

    def new_record(self):
        model = self.form_class._meta.model
        return model.on_file_of(self.child, self.request.user, plan=self.open_plan())

    def get_form_kwargs(self):
        self.others = self.plans_beside()
        return {**super().get_form_kwargs(), "others": self.others}

    def done(self, form):
        ticked = form.cleaned_data.get("also_for", [])
        for plan in self.others:
            if str(plan.pk) in ticked:
                facts = {name: getattr(self.object, name) for name in form._meta.fields}
                by = self.request.user
                facts = for_file_of(plan.child, [self.child], by, facts)
                copy = type(self.object).on_file_of(plan.child, by, plan=plan, **facts)
                if isinstance(form, HelpsWriting):
                    form.put_aside_on(copy)
                copy.save()


class ContingencyAdd(WithOthers):
    form_class = ContingencyForm
    title = "If things do not change"


class ContingencyEdit(OfPlan, ChildRecordUpdate):
    form_class = ContingencyForm
    title = "If things do not change"

    def get_queryset(self):
        return Contingency.objects.of_child(self.child).filter(plan__ended_on=None)


class PlanReadingAdd(WithOthers):
    form_class = ReadingForm
    title = "Read with the family"
    intro = "Print the family copy, read it with them, then write down with whom and when."
    model = PlanReading
