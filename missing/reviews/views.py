"""The coordinator reads interviews against the criteria and tells the writer."""

from collections import defaultdict

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from casework.access.roles import Permission
from casework.children.base_views import ChildRecordCreate, PermissionMixin
from casework.notices.kinds import Kind
from casework.notices.recipients import tell
from casework.writing.checks.engine import check
from missing.findings.links import NAMES
from missing.log.forms import ReviewForm
from missing.models import CRITERIA, InterviewReview, Mark, ReturnInterview, sample, to_review

LISTED, MONTHS = 50, 6


class Reviews(PermissionMixin, TemplateView):
    """Which interviews to read: five drawn by chance each month, then the rest; and how they
    stand by criterion and by month."""

    permission = Permission.COORDINATE_MISSING
    template_name = "missing/reviews/reviews.html"

    def get_context_data(self, **kwargs):
        worker, now = self.request.user, timezone.localdate()
        seed = f"{now:%Y-%m}"
        drawn = list(sample(worker, seed))
        rest = to_review(worker).exclude(pk__in=[interview.pk for interview in drawn])
        done = InterviewReview.objects.visible_to(worker).newest_first()
        done = list(done.select_related("interview__interviewer", "child__person", "reviewer"))
        return super().get_context_data(
            seed=seed,
            drawn=drawn,
            rest=rest[:LISTED],
            done=done[:LISTED],
            criteria=by_criterion(done),
            agreement=agreement(done),
            over_time=over_time(done),
            **kwargs,
        )


def by_criterion(reviews) -> list[dict]:
    """How many reviewed interviews met each criterion, of those where it could be told."""
    answered = (Mark.MET, Mark.PARTLY, Mark.NOT_MET)
    return [
        {
            "code": code,
            "label": criterion,
            "met": sum(review.marks.get(code) == Mark.MET for review in reviews),
            "of": sum(review.marks.get(code) in answered for review in reviews),
        }
        for code, criterion in CRITERIA.items()
    ]


def over_time(reviews) -> list[dict]:
    """How many answers were met, month by month and then interviewer by interviewer, by name."""
    months, people = defaultdict(list), defaultdict(list)
    for review in reviews:
        months[review.reviewed_on.replace(day=1)].append(review)
        people[str(review.interview.interviewer or "No one named")].append(review)
    return [
        *(_met(f"{month:%B %Y}", months[month]) for month in sorted(months, reverse=True)[:MONTHS]),
        *(_met(name, people[name]) for name in sorted(people)),
    ]


def _met(label: str, reviews) -> dict:
    marks = [mark for review in reviews for mark in review.marks.values() if mark != Mark.NOT_SEEN]
    return {"label": label, "read": len(reviews), "met": marks.count(Mark.MET), "of": len(marks)}


def agreement(reviews) -> dict:
    """How often two readers of one interview gave the same answer to the same question."""
    by_interview = defaultdict(list)
    for review in reviews:
        by_interview[review.interview_id].append(review.marks)
    pairs = [
        first.get(code) == other.get(code)
        for marks in by_interview.values()
        for first, other in zip(marks, marks[1:], strict=False)
        for code in CRITERIA
    ]
    return {"same": sum(pairs), "of": len(pairs)}


class ReviewAdd(ChildRecordCreate):
    permission = Permission.COORDINATE_MISSING
    form_class = ReviewForm
    template_name = "missing/reviews/review_form.html"
    logged_as = "a return home interview"
    page = "missing"
    title = "How good is this interview?"
    save_label = "Save, and tell the writer"
    saved = "Saved. The interviewer has been told."

    @cached_property
    def interview(self):
        held = ReturnInterview.objects.of_child(self.child).held().select_related("interviewer")
        return get_object_or_404(held, pk=self.kwargs["pk"])

    def new_record(self):
        worker, interview = self.request.user, self.interview
        if interview.interviewer_id == worker.pk:
            raise Http404
        return InterviewReview.on_file_of(
            self.child,
            worker,
            interview=interview,
            reviewer=worker,
            reviewed_on=timezone.localdate(),
            sample=self.request.GET.get("sample", "")[:20],
        )

    def get_context_data(self, **kwargs):
        prompts = check("rhi", self.interview.words).shown()
        prompts = [prompt.advice for prompt in prompts if prompt.code != NAMES]
        return super().get_context_data(interview=self.interview, prompts=prompts, **kwargs)

    def done(self, form):
        writer = self.object.interview.interviewer
        if writer:
            about = "Your return home interview was read against the criteria"
            tell([writer], child=self.child, kind=Kind.REVIEWED, about=about, by=self.request.user)

    def get_success_url(self):
        return reverse("interview-reviews")
