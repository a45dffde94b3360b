"""Sending a plan to a manager, authorising it, or sending it back."""

from django.db import transaction

from casework.access.roles import Permission
from casework.actions.models import Action
from casework.plans.beside import passages_of
from casework.plans.comparing import beside_the_last, texts_of
from casework.plans.drawing import needs_of
from casework.plans.forms import AuthoriseForm, SubmitForm, what_is_missing
from casework.plans.models import Plan
from casework.plans.noticing import noticed
from casework.plans.writing import OnePlan
from casework.recording.authorising import mark_of
from casework.writing.passages import put_aside_in


class DecidedPlan(OnePlan):
    """One plan, held still while it is sent or decided on.

    ``refusal`` says why this page cannot be used now: the answer is then 403, in plain words.
    """

    def get_queryset(self):
        found = Plan.objects.of_child(self.child).open()
        if self.request.method == "POST":
            return found.select_for_update(of=("self",))
        return found.select_related("family", "submitted_by", "authorised_by")

    def get_object(self, queryset=None):
        """Read once a request."""
        if not hasattr(self, "_found"):
            self._found = super().get_object(queryset)
        return self._found

    def get(self, request, *args, **kwargs):
        return self.refused() or super().get(request, *args, **kwargs)

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        return self.refused() or super().post(request, *args, **kwargs)

    def refused(self):
        self.object = self.get_object()
        words = self.refusal(self.object)
        if not words:
            return None
        self.template_name = "plans/not_now.html"
        context = super(OnePlan, self).get_context_data(
            form=None, object=self.object, refusal=words
        )
        return self.render_to_response(context, status=403)


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
    template_name = "plans/authorise.html"
    title = "Authorise the plan"

    def refusal(self, plan):
        return plan.why_not_decide(self.request.user)

    def texts(self):
        """What the page shows; nobody can change it between the reading and the decision."""
        if not hasattr(self, "_texts"):
            if self.request.method == "POST":
                hold_all_of(self.object)
            self.needs = needs_of(self.object, self.child)
            self.contingencies = list(self.object.contingencies.all())
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
            missing=what_is_missing(self.object),
            put_aside=put_aside_in(passages_of(self.object, self.needs, self.contingencies)),
            noticed=noticed(self.object, self.needs, self.request.user),
            beside=beside_the_last(self.object, texts, way),
            as_written="plans/written.html",
            **kwargs,
        )

    def get_saved_words(self):
        if self.object.locked:
            return "Plan authorised. Whoever sent it is told."
        return "Plan sent back, with what to put right."


def hold_all_of(plan: Plan) -> None:
    """Hold every row whose words a manager reads; the plan itself is held already, so that
    nothing can be added to it."""
    of_plan = [plan.family._meta.model.objects.filter(pk=plan.family_id)] if plan.family_id else []
    of_plan += [plan.needs.all(), plan.contingencies.all()]
    of_plan.append(Action.objects.filter(pk__in=plan.needs.values("actions__action")))
    for rows in of_plan:
        list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
