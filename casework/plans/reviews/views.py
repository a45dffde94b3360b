"""Going through a plan: its needs and actions one by one, in one save."""

from casework.access.roles import Permission
from casework.children.base_views import ChildRecordCreate
from casework.interface.plain_text import whole_number
from casework.plans.models import ManagementOversight, PlanReview
from casework.plans.presentation import needs_of
from casework.plans.reviews.forms import (
    MEANWHILE,
    NeedReviewForm,
    PlanOversightForm,
    PlanReviewForm,
    answered_meanwhile,
)
from casework.plans.writing.views import OfPlan

SAME_FOR_ALL = ("reviewed_on", "meeting", "next_review_on")


class PlanOversightAdd(OfPlan, ChildRecordCreate):
    """A manager looks at a plan that goes on; at a child protection plan, a senior manager."""

    form_class = PlanOversightForm
    title = "What you found in the plan"
    save_label = "Save what you found"
    logged_as = "the plan"

    def admits(self, worker) -> bool:
        return worker.may(looked_at_by(self.open_plan()))

    def new_record(self):
        return ManagementOversight.on_file_of(self.child, self.request.user, plan=self.open_plan())

    def get_saved_words(self):
        return f"Saved. {self.child.first_name}’s plan goes on, and is looked at again in 3 months."


def looked_at_by(plan) -> Permission:
    protects = plan.kind == plan.Kind.PROTECTION
    return Permission.OVERSEE_PROTECTION if protects else Permission.AUTHORISE


class PlanReviewAdd(OfPlan, ChildRecordCreate):
    form_class = PlanReviewForm
    template_name = "plans/reviews/review.html"
    title = "Go through the plan"
    save_label = "Save the review"
    logged_as = "a review of the plan"

    def new_record(self):
        self.plan = self.open_plan()
        return PlanReview.on_file_of(self.child, self.request.user, plan=self.plan)

    def get_initial(self):
        """What was said a moment ago of a brother or sister stands here already."""
        number = whole_number(self.request.GET.get("after", ""))
        reviews = PlanReview.objects.visible_to(self.request.user)
        after = reviews.filter(pk=number).first() if number else None
        return {name: getattr(after, name) for name in SAME_FOR_ALL} if after else {}

    def get_form(self, form_class=None):
        if not hasattr(self, "_form"):
            self._form = super().get_form(form_class)
        return self._form

    def get_parts(self) -> list[NeedReviewForm]:
        if not hasattr(self, "_parts"):
            data = self.request.POST if self.request.method == "POST" else None
            self._parts = [
                NeedReviewForm(data, need=need, worker=self.request.user)
                for need in needs_of(self.plan, self.request.user, self.child)
            ]
        return self._parts

    def answers(self):
        return [answer for part in self.get_parts() for answer in part.answers]

    def post(self, request, *args, **kwargs):
        self.object = None
        form = self.get_form()
        valid = [part.is_valid() for part in (form, *self.get_parts(), *self.answers())]
        if answered_meanwhile(request.POST, self.answers()):
            form.add_error(None, MEANWHILE)
            valid = [False]
        return self.form_valid(form) if all(valid) else self.form_invalid(form)

    def done(self, form):
        for part in self.get_parts():
            part.save(self.object, form.cleaned_data["scored_by"])

    def get_saved_words(self):
        return f"{self.child.first_name}’s plan is gone through."

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        parts = self.get_parts()
        together = [part_form for part in parts for part_form in (part, *part.answers)]
        return {**context, "plan": self.plan, "parts": parts, "forms": together}
