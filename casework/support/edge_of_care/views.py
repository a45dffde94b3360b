"""The pages of the work with one child on the edge of care, from the referral to twelve months."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import CreateView, UpdateView

from casework.access.roles import Permission
from casework.children.base_views import ChildForm, ChildMixin, ChildPage
from casework.children.extensions.shared_records import tell
from casework.children.together.views import FamilyCreate
from casework.support.edge_of_care.forms import (
    AnswersForm,
    ConsentForm,
    DecideForm,
    EdgeOfCareForm,
    EdgeReferralForm,
    EndForm,
    FollowUpForm,
    GoalForm,
    PlanForm,
    ReviewForm,
    StartForm,
)
from casework.support.edge_of_care.presentation import page_of
from casework.support.models import (
    MONTHS,
    EdgeOfCare,
    EdgeReferral,
    EdgeReview,
    FollowUp,
    Goal,
    SupportPlan,
)
from casework.support.operations import ask, decide, end, review, set_goal
from casework.support.suggestions import suggest


class EdgeAsk(FamilyCreate):
    """Help is asked for: for this child, and the brothers and sisters ticked."""

    form_class = EdgeReferralForm
    part_class = EdgeOfCareForm
    title = "Ask for help on the edge of care"
    intro = "Why care is near, who agreed to help, and what each child needs."
    save_label = "Ask for help"
    logged_as = "a referral to edge of care"

    def new_record(self):
        return EdgeReferral(authority=self.child.authority, recorded_by=self.request.user)

    def done(self, form):
        cases = [part.instance for part in self.chosen()]
        ask(form.instance, cases, by=self.request.user)

    def get_saved_words(self):
        return f"Asked for {self.for_whom()}. Whoever decides is told."

    def get_success_url(self):
        return reverse("edge", args=[self.child.pk])


class EdgeOfChild(ChildPage):
    """The child’s newest work, or that there is none."""

    template_name = "support/edge_of_care/none.html"
    logged_as = "edge of care"
    page = "edge"

    def get(self, request, *args, **kwargs):
        newest = EdgeOfCare.objects.of_child(self.child).newest_first().first()
        if newest:
            return redirect("edge-case", self.child.pk, newest.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        may_record = self.request.user.may(Permission.RECORD)
        return super().get_context_data(may_record=may_record, **kwargs)


class CaseMixin(ChildMixin):
    """A page about one piece of work with this child; another child’s is not found."""

    logged_as = "edge of care"
    page = "edge"

    def cases(self):
        return EdgeOfCare.objects.all()

    @cached_property
    def case(self) -> EdgeOfCare:
        cases = self.cases().of_child(self.child).filter(pk=self.kwargs["pk"])
        case = cases.select_related("referral__service", "referral__recorded_by", "key_worker")
        work = case.first()
        if work is None:
            raise Http404
        work.child = self.child
        return work

    def get_success_url(self):
        return reverse("edge-case", args=[self.child.pk, self.case.pk])


class OneCase(CaseMixin, ChildPage):
    template_name = "support/edge_of_care/case.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        return super().get_context_data(**page_of(tell([self.case], worker)[0], worker), **kwargs)


class CaseForm(CaseMixin, ChildForm):
    """A form about one step of it."""


class OfCase(CaseForm, UpdateView):
    def get_object(self, queryset=None):
        return self.case


class EdgeConsent(CaseForm, UpdateView):
    """Who agreed, for the whole referral."""

    form_class = ConsentForm
    title, saved = "Who agreed to it", "Saved for everyone of this referral."

    def cases(self):
        return EdgeOfCare.objects.open()

    def get_object(self, queryset=None):
        return self.case.referral


class EdgeAnswers(CaseForm, UpdateView):
    """What the service itself asks, for the whole referral: answered later, or put right."""

    form_class = AnswersForm
    title, saved = "What the service asks", "Saved for everyone of this referral."

    def cases(self):
        return EdgeOfCare.objects.open()

    def get_object(self, queryset=None):
        return self.case.referral


class EdgeDecide(OfCase):
    form_class = DecideForm
    permission = Permission.DECIDE
    title, save_label = "Accept or decline", "Save the decision"

    def cases(self):
        return EdgeOfCare.objects.open().filter(started_on=None)

    def done(self, form):
        decide(self.object, by=self.request.user)

    def get_saved_words(self):
        return f"{self.object.get_decision_display()}. Whoever asked is told."


class EdgeStart(OfCase):
    form_class = StartForm
    title, save_label = "The first meeting with the family", "Save the first meeting"
    saved = "Saved. Agree a support plan next."

    def cases(self):
        return EdgeOfCare.objects.open().accepted()


class EdgePlan(CaseForm, UpdateView):
    """The plan agreed, or the plan changed: what it said before is kept in its history."""

    form_class = PlanForm
    title, save_label = "Support plan", "Save the plan"
    intro = "Tailored to this family, in words they use. They keep a copy."

    def cases(self):
        return EdgeOfCare.objects.running()

    def get_object(self, queryset=None):
        plan = SupportPlan.objects.filter(case=self.case).first()
        return plan or SupportPlan.on_file_of(self.child, self.request.user, case=self.case)


class EdgeGoalAdd(CaseForm, CreateView):
    form_class = GoalForm
    title, save_label, saved = "What is to be different", "Save the goal", "Saved."

    def cases(self):
        return EdgeOfCare.objects.running()

    def get_form_kwargs(self):
        goal = Goal.on_file_of(self.child, self.request.user, case=self.case)
        return {**super().get_form_kwargs(), "instance": goal}

    def done(self, form):
        typed = form.cleaned_data
        set_goal(form.instance, typed["score"], on=typed["scored_on"], by=self.request.user)


class EdgeReviewAdd(CaseForm, CreateView):
    form_class = ReviewForm
    title, save_label = "Review the support plan", "Save the review"
    saved = "Saved. The next review is on your list."

    def cases(self):
        return EdgeOfCare.objects.running()

    def get_form_kwargs(self):
        held = EdgeReview.on_file_of(self.child, self.request.user, case=self.case)
        return {**super().get_form_kwargs(), "instance": held}

    def done(self, form):
        review(form.instance, form.scores, by=self.request.user)


class EdgeEnd(OfCase):
    form_class = EndForm
    title, save_label = "The work ends", "Save the ending"
    saved = "Saved. At 3, 6 and 12 months it is asked again how the child lives."

    def cases(self):
        return EdgeOfCare.objects.running()

    def done(self, form):
        end(self.object, form.scores, by=self.request.user)


class EdgeFollowUp(CaseForm, UpdateView):
    """How the child lives so many months later. What the record says is filled in, to confirm."""

    form_class = FollowUpForm
    template_name = "support/edge_of_care/follow_up.html"
    save_label = "Confirm and save"

    def cases(self):
        return EdgeOfCare.objects.ended()

    @property
    def title(self):
        return f"{self.months} months later"

    @property
    def months(self) -> int:
        months = self.kwargs["months"]
        if months not in MONTHS:
            raise Http404
        return months

    @cached_property
    def suggestion(self):
        return suggest(self.case, timezone.localdate())

    def get_object(self, queryset=None):
        known = FollowUp.objects.filter(case=self.case, months=self.months).first()
        return known or FollowUp.on_file_of(
            self.child, self.request.user, case=self.case, months=self.months
        )

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "suggestion": self.suggestion}

    def get_context_data(self, **kwargs):
        return super().get_context_data(suggestion=self.suggestion, **kwargs)
