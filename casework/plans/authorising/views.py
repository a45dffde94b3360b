"""Sending a plan to a manager, authorising it, or sending it back."""

from django.db.models import QuerySet

from casework.access.roles import Permission
from casework.actions.models import Action
from casework.approvals.models import mark_of
from casework.approvals.views import HeldRecordUpdate
from casework.children.extensions.shared_records import tell
from casework.interface.words import possessive
from casework.plans.authorising.comparison import beside_the_last, texts_of
from casework.plans.forms import AuthoriseForm, SubmitForm
from casework.plans.models import FamilyPlan, Plan
from casework.plans.presentation import needs_of
from casework.plans.writing.prompts import passages_of
from casework.plans.writing.similarity import noticed
from casework.plans.writing.views import OfPlan
from casework.writing.prompts.passages import made_of, put_aside_in


class DecidedPlan(OfPlan, HeldRecordUpdate):
    """One plan, held still while it is sent or decided on."""

    called = "plan"
    once_authorised = "What changes from now on is written when you go through the plan."

    def get_queryset(self):
        plans = Plan.objects.of_child(self.child).open()
        if self.request.method == "POST":
            return plans.select_for_update(of=("self",))
        return plans.select_related("family", "submitted_by", "authorised_by")

    def refused_heading(self):
        whose = possessive(self.child.first_name)
        return f"{whose} {self.object.get_kind_display().lower()}"


class PlanSubmit(DecidedPlan):
    form_class = SubmitForm
    title = "Send the plan to your manager"
    intro = "Once it is sent, your manager reads it and authorises it or sends it back."
    save_label = "Send it"
    saved = "Sent to your manager."

    def refusal(self, plan):
        return plan.state if plan.state in ("authorised", "submitted") else ""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}


class PlanAuthorise(DecidedPlan):
    """The whole plan, beside the last one the child had, and the decision."""

    form_class = AuthoriseForm
    permission = Permission.AUTHORISE
    template_name = "plans/authorising/authorise.html"
    title = "Authorise the plan"

    def refusal(self, plan):
        return plan.why_not_decide(self.request.user)

    def texts(self):
        """What the page shows; nobody can change it between the reading and the decision."""
        if not hasattr(self, "_texts"):
            if self.request.method == "POST":
                hold_all_of(self.object)
            self.needs = needs_of(self.object, self.request.user, self.child)
            self.contingencies = list(self.object.contingencies.all())
            tell([self.object], self.request.user)
            self._texts = texts_of(self.object, self.needs, self.contingencies)
        return self._texts

    def get_form_kwargs(self):
        decided = {"manager": self.request.user, "mark": mark_of(self.texts())}
        return {**super().get_form_kwargs(), **decided}

    def get_context_data(self, **kwargs):
        texts, way = self.texts(), self.request.GET.get("read", "")
        return super().get_context_data(
            plan=self.object,
            needs=self.needs,
            contingencies=self.contingencies,
            missing=self.object.missing(),
            put_aside=put_aside_in(passages_of(self.object, self.needs, self.contingencies)),
            made=made_of(passages_of(self.object, self.needs, self.contingencies)),
            noticed=noticed(self.object, self.needs, self.request.user),
            beside=beside_the_last(self.object, texts, way, self.request.user),
            as_written="plans/authorising/_words.html",
            **kwargs,
        )

    def get_saved_words(self):
        if self.object.locked:
            return "Plan authorised. Whoever sent it is told."
        return "Plan sent back, with what to put right."


def hold_all_of(plan: Plan) -> None:
    """Hold every row whose words a manager reads; the plan itself is held already, so that
    nothing can be added to it."""
    of_plan: list[QuerySet] = [FamilyPlan.objects.filter(children=plan)]
    of_plan += [plan.needs.all(), plan.contingencies.all()]
    of_plan.append(Action.objects.filter(pk__in=plan.needs.values("actions__action")))
    for rows in of_plan:
        list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
