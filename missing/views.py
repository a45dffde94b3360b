from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from casework.access.list_views import KeyedList
from casework.access.roles import Permission
from casework.children.base_views import (
    ChildPage,
    ChildRecordCreate,
    ChildRecordUpdate,
    PermissionMixin,
)
from casework.interface.plain_text import whole_number
from casework.timescales.models import Deadline
from casework.writing.prompts.passages import Passage, to_think_about
from missing import coordinator
from missing.day import LISTS, Shown, whole
from missing.episode_forms import MissingForm, ReportForm, ReturnForm
from missing.findings.links import this_week
from missing.forms import InterviewForm, OfferForm
from missing.models import LogEntry, MissingEpisode, ReturnInterview
from missing.operations import tell_found, tell_missing, tell_risk
from missing.progress import interview_status, next_step, not_told_they_are_back, to_book, why_not
from missing.statutory_figures import FILES


class ToMissing:
    """After saving, back to the child's times away, where the next step stands."""

    logged_as = "times missing"

    def get_success_url(self):
        return reverse("missing", args=[self.child.pk])


class Missing(ChildPage):
    """Every time this child was missing: where each stands, and what comes next."""

    template_name = "missing/missing.html"
    page = "missing"
    logged_as = "times missing"
    size = 20

    def get_context_data(self, **kwargs):
        episodes = list(self.episodes()[: self.size + 1])
        clocks = Deadline.objects.of_child(self.child).filter(code=coordinator.HELD)
        clocks = {clock.record_id: clock for clock in clocks.shown()}
        away = [episode for episode in episodes if not (episode.returned_at or episode.ended_on)]
        running = coordinator.running(away, self.request.user) if away else {}
        return super().get_context_data(
            lines=[
                {
                    "episode": episode,
                    "clock": clocks.get(episode.pk),
                    "running": running.get(episode.pk, []),
                    "step": next_step(episode),
                    "booking": to_book(episode),
                    "not_told": not_told_they_are_back(episode, episode.log.all()),
                    "status": interview_status(episode),
                    "log": episode.log.all(),
                }
                for episode in episodes[: self.size]
            ],
            older=episodes[self.size - 1].pk if len(episodes) > self.size else None,
            can_be_missing=not why_not(self.child),
            may_record=self.request.user.may(Permission.RECORD),
            may_decide=self.request.user.may(Permission.AUTHORISE),
            **kwargs,
        )

    def episodes(self):
        episodes = MissingEpisode.objects.of_child(self.child).with_offer().newest_first()
        episodes = episodes.select_related("no_interview_by").prefetch_related(
            Prefetch("log", LogEntry.objects.newest_first())
        )
        last = whole_number(self.request.GET.get("before", ""))
        if last is not None:
            before = get_object_or_404(MissingEpisode.objects.of_child(self.child), pk=last)
            episodes = episodes.filter(went_at__lt=before.went_at)
        return episodes


class MissingAdd(ToMissing, ChildRecordCreate):
    form_class = ReportForm
    title = "Missing"
    intro = "Write what is known now. You can add the rest when you know it."
    save_label = "Save"

    def get_context_data(self, **kwargs):
        """Of a child who cannot be missing now, a time that is over can still be written down."""
        context = super().get_context_data(**kwargs)
        if reason := why_not(self.child):
            context["intro"] = f"{reason} Here you can write down an earlier time, that is over."
        return context

    def done(self, form):
        if self.object.returned_at is None:
            tell_missing(self.object, by=self.request.user)

    def get_saved_words(self):
        if self.object.returned_at:
            return "Saved. Next: offer an interview."
        return "Saved. The child’s file now says missing at the top of every page."


class MissingUpdate(ToMissing, ChildRecordUpdate):
    """What has become known while the child is still missing."""

    form_class = MissingForm
    title = "Missing: what we know now"
    save_label = "Save what we know"

    def done(self, form):
        if "risk" in form.changed_data and self.object.risk == MissingEpisode.Risk.HIGH:
            tell_risk(self.object, by=self.request.user)

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
    saved = "Saved, and those around the child are told. Next: offer an interview."

    def done(self, form):
        tell_found(self.object, by=self.request.user)

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
        return super().get_context_data(**kwargs) | {"intro": self.episode.when_away()}


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
        about = whole_number(self.request.GET.get("about", ""))
        return super().get_initial() | ({"about": [about]} if about else {})

    def get(self, request, *args, **kwargs):
        if not self.waiting:
            raise Http404
        return super().get(request, *args, **kwargs)


class Interview(ChildPage):
    template_name = "missing/interview.html"
    page = "missing"
    logged_as = "a return home interview"

    def get_context_data(self, **kwargs):
        held = (
            ReturnInterview.objects.of_child(self.child)
            .held()
            .select_related("interviewer", "provider", "acted_by")
        )
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
    template_name = "missing/coordinator.html"

    @property
    def whole(self) -> str:
        """The list that is asked for by itself."""
        name = self.request.GET.get("list", "")
        return name if name in LISTS else ""

    def get_template_names(self):
        return ["missing/day_list.html"] if self.whole else super().get_template_names()

    def get_context_data(self, **kwargs):
        worker = self.request.user
        if self.whole:
            lines = whole(self.whole, worker, self.request.GET.get("from", ""))
            return super().get_context_data(lines=lines, **kwargs)
        rows = {name: day_list.rows(worker) for name, day_list in LISTS.items()}
        missing, waiting = rows["missing"], rows["waiting"]
        return super().get_context_data(
            now=timezone.now(),
            greeting=coordinator.greeting(missing, waiting),
            not_offered=sum(line.episode.interview_id is None for line in waiting),
            links=this_week(worker),
            **{name: Shown(name, lines) for name, lines in rows.items()},
            **coordinator.figures(worker),
            **kwargs,
        )


class StatutoryFigures(PermissionMixin, KeyedList, TemplateView):
    """One of the files, to read and to take away."""

    permission = Permission.RUN_RETURNS
    template_name = "missing/statutory_figures.html"

    def get(self, request, *args, **kwargs):
        if kwargs["name"] not in FILES:
            raise Http404
        self.file = FILES[kwargs["name"]]
        self.list_title, self.order = self.file.title, self.file.order
        self.columns = list(self.file.columns)
        return super().get(request, *args, **kwargs)

    def all_rows(self):
        return self.file.rows(self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            title=self.list_title,
            headings=[column.heading for column in self.columns],
            files=[(name, file.title) for name, file in FILES.items()],
            **kwargs,
        )
        lines = [[column.reads(row) for column in self.columns] for row in context["object_list"]]
        return {**context, "lines": lines}
