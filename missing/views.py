from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from casework.access.roles import Permission
from casework.children.views import (
    ChildPage,
    ChildRecordCreate,
    ChildRecordUpdate,
    PermissionMixin,
)
from casework.timescales.models import Deadline
from casework.writing.passages import Passage, to_think_about
from missing import day
from missing.deeds import tell_missing
from missing.forms import InterviewForm, MissingForm, OfferForm, ReturnForm
from missing.linking import this_week
from missing.log import LogEntry
from missing.models import MissingEpisode, ReturnInterview
from missing.steps import next_step, stands


class ToMissing:
    """After saving, back to the child's times away, where the next step stands."""

    looks_at = "times missing"

    def get_success_url(self):
        return reverse("missing", args=[self.child.pk])


class Missing(ChildPage):
    """Every time this child was missing: where each stands, and what comes next."""

    template_name = "missing/missing.html"
    page = "missing"
    looks_at = "times missing"
    size = 20

    def get_context_data(self, **kwargs):
        episodes = list(self.episodes()[: self.size + 1])
        clocks = Deadline.objects.of_child(self.child).filter(code=day.HELD)
        clocks = {
            clock.record_id: clock for clock in clocks.with_state().with_lateness().with_reason()
        }
        return super().get_context_data(
            lines=[
                {
                    "episode": one,
                    "clock": clocks.get(one.pk),
                    "step": next_step(one),
                    "stands": stands(one),
                    "log": one.log.all(),
                }
                for one in episodes[: self.size]
            ],
            older=episodes[self.size - 1].pk if len(episodes) > self.size else None,
            missing_now=any(not (one.returned_at or one.ended_on) for one in episodes),
            may_record=self.request.user.may(Permission.RECORD),
            may_decide=self.request.user.may(Permission.AUTHORISE),
            **kwargs,
        )

    def episodes(self):
        found = MissingEpisode.objects.of_child(self.child).with_offer().newest_first()
        found = found.select_related("no_interview_by").prefetch_related(
            Prefetch("log", LogEntry.objects.newest_first())
        )
        last = self.request.GET.get("before", "")
        if last.isdigit():
            before = get_object_or_404(MissingEpisode.objects.of_child(self.child), pk=last)
            found = found.filter(went_at__lt=before.went_at)
        return found


class MissingAdd(ToMissing, ChildRecordCreate):
    form_class = MissingForm
    title = "Missing"
    intro = "Write what is known now. You can add the rest when you know it."
    save_label = "Save: the child is missing"
    saved = "Saved. The child’s file now says missing at the top of every page."

    def done(self, form):
        tell_missing(self.object, by=self.request.user)


class MissingUpdate(ToMissing, ChildRecordUpdate):
    """What has become known while the child is still missing."""

    form_class = MissingForm
    title = "Missing: what we know now"
    save_label = "Save what we know"

    def get_queryset(self):
        return super().get_queryset().open().select_related("child__person")


class MissingReturn(ToMissing, ChildRecordUpdate):
    form_class = ReturnForm
    title = "Found or home"
    intro = (
        "When the child was safe: not when police closed their report. An interview must be offered"
        " after every return, and held within 72 hours."
    )
    save_label = "Save: the child is back"
    saved = "Saved. Next: offer an interview."

    def get_queryset(self):
        return super().get_queryset().open().select_related("child__person")


class InterviewOffer(ToMissing, ChildRecordUpdate):
    """Offers an interview after one return, or adds what the child answered."""

    form_class = OfferForm
    title = "Offer of a return home interview"
    save_label = "Save the offer"
    saved = "Saved."

    @cached_property
    def episode(self):
        back = MissingEpisode.objects.of_child(self.child).waiting_to_talk().with_offer()
        return get_object_or_404(back, pk=self.kwargs["pk"])

    def get_object(self, queryset=None):
        return self.episode.interview or ReturnInterview.on_file_of(self.child, self.request.user)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "episode": self.episode, "worker": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"intro": self.episode.said()}


class InterviewAdd(ToMissing, ChildRecordCreate):
    form_class = InterviewForm
    title = "Return home interview"
    save_label = "Save interview"
    saved = "Interview saved. Next: write down what you learned, one thing at a time."

    def get_success_url(self):
        return reverse("finding-add", args=[self.child.pk, self.object.pk])

    @cached_property
    def waiting(self):
        back = MissingEpisode.objects.of_child(self.child).waiting_to_talk().with_offer()
        return back.select_related("child__person").newest_first()

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "episodes": self.waiting, "worker": self.request.user}

    def get_initial(self):
        about = self.request.GET.get("about", "")
        return super().get_initial() | ({"about": [about]} if about.isdigit() else {})

    def get(self, request, *args, **kwargs):
        if not self.waiting:
            raise Http404
        return super().get(request, *args, **kwargs)


class Interview(ChildPage):
    template_name = "missing/interview.html"
    page = "missing"
    looks_at = "a return home interview"

    def get_context_data(self, **kwargs):
        held = ReturnInterview.objects.of_child(self.child).held().select_related("interviewer")
        interview = get_object_or_404(held, pk=self.kwargs["pk"])
        return super().get_context_data(
            interview=interview,
            episodes=MissingEpisode.objects.of_child(self.child)
            .talked_about_in(interview)
            .newest_first(),
            findings=interview.findings.with_all().oldest_first(),
            reviews=interview.reviews.newest_first().select_related("reviewer"),
            may_record=self.request.user.may(Permission.RECORD),
            to_think=self.to_think(interview),
            **kwargs,
        )

    def to_think(self, interview):
        """For whoever held it."""
        worker = self.request.user
        if interview.interviewer != worker or not worker.may(Permission.RECORD):
            return []
        interview.child = self.child
        about = f"What {self.child.first_name} told us"
        return to_think_about(
            [Passage(interview, "next_steps", InterviewForm.writing["next_steps"], about)], worker
        )


class MissingDay(PermissionMixin, TemplateView):
    """The coordinator's day."""

    permission = Permission.COORDINATE_MISSING
    template_name = "missing/day.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        missing, waiting = day.missing_now(worker), day.waiting(worker)
        return super().get_context_data(
            now=timezone.now(),
            greeting=day.greeting(missing, waiting),
            missing=missing,
            waiting=waiting,
            not_offered=sum(one.episode.interview_id is None for one in waiting),
            said_no=[
                {"episode": one, "step": next_step(one), "stands": stands(one)}
                for one in day.said_no(worker)
            ],
            retry=day.to_retry(worker),
            often=day.often(worker),
            unused=day.unused(worker),
            links=this_week(worker),
            **day.figures(worker),
            **kwargs,
        )
