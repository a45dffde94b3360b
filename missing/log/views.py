"""While a child is missing, and after: the log, a manager's decision, the sheet for police."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from casework.access.models import Export
from casework.access.roles import Permission
from casework.children.base_views import (
    ChildPage,
    ChildRecordCreate,
    ChildRecordUpdate,
    PermissionMixin,
)
from casework.children.family.homes import lives_at
from casework.children.models import Child
from missing.log.forms import ActedForm, LogForm, NoInterviewForm, SheetForm
from missing.models import Finding, LogEntry, MissingEpisode, PoliceSheet, ReturnInterview, Subject
from missing.progress import missing_now, why_not
from missing.views import ToMissing


class LogAdd(ToMissing, ChildRecordCreate):
    form_class = LogForm
    title = "Who was told, and what was done"
    save_label = "Save in the log"

    @cached_property
    def episode(self):
        episodes = MissingEpisode.objects.of_child(self.child)
        return get_object_or_404(episodes, pk=self.kwargs["pk"])

    def new_record(self):
        return LogEntry.on_file_of(self.child, self.request.user, episode=self.episode)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"intro": self.episode.when_away()}


class NoInterview(ToMissing, ChildRecordUpdate):
    """A manager decides that no interview is offered after one return, and says why."""

    permission = Permission.AUTHORISE
    form_class = NoInterviewForm
    title = "No interview after this return"
    save_label = "Save this decision"
    intro = (
        "An interview must be offered after every return. Where none is, a manager says why; the"
        " figures still count it as not offered."
    )

    def get_queryset(self):
        waiting = MissingEpisode.objects.of_child(self.child).to_offer_or_hold()
        return waiting.filter(interview=None)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}


class InterviewActed(ChildRecordUpdate):
    """Somebody acted on what the child told: it stands on the file, and the clock ends."""

    form_class = ActedForm
    title = "What was done today"
    save_label = "Save what was done"
    saved = "Saved. It stands with the interview."
    page = "missing"
    logged_as = "a return home interview"

    def get_queryset(self):
        return ReturnInterview.objects.of_child(self.child).not_acted()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"intro": self.object.next_steps}

    def get_success_url(self):
        return reverse("interview", args=[self.child.pk, self.object.pk])


FOUND_AT_MOST = 20


class Report(PermissionMixin, TemplateView):
    """Which child is missing: found among those one may know of, where they can be missing now."""

    permission = Permission.COORDINATE_MISSING
    template_name = "missing/log/report.html"

    def get_context_data(self, **kwargs):
        worker, asked = self.request.user, self.request.GET.get("q", "").strip()
        lines = []
        if asked:
            children = Child.objects.visible_to(worker).found_by(asked, worker)
            children = children.with_person().select_related("team").annotate(**missing_now())
            lines = [
                {"child": child, "why_not": why_not(child), "may_be": not why_not(child)}
                for child in children.by_name()[:FOUND_AT_MOST]
            ]
        return super().get_context_data(asked=asked, lines=lines, **kwargs)


USUAL = (Subject.Kind.PERSON, Subject.Kind.PLACE, Subject.Kind.VEHICLE, Subject.Kind.ACCOUNT)
LAST_TIMES = 5


class Sheet(ChildPage):
    """Everything police need on one page, ready to print. Each opening is kept."""

    template_name = "missing/log/police_sheet.html"
    page = "missing"
    logged_as = "the sheet for police"

    def get_context_data(self, **kwargs):
        away = MissingEpisode.objects.of_child(self.child).newest_first()
        learned = Finding.objects.of_child(self.child).filter(subject__isnull=False)
        learned = learned.with_all().newest_first()
        Export.objects.create(
            worker=self.request.user, title="Sheet for police", address=self.request.path
        )
        times = list(away[: LAST_TIMES + 1])
        now = [time for time in times if time.returned_at is None and time.ended_on is None]
        return super().get_context_data(
            sheet=PoliceSheet.of(self.child, self.request.user),
            now=next(iter(now), None),
            made_at=timezone.now(),
            times=[time for time in times if time not in now][:LAST_TIMES],
            named={kind.label: _named(learned, kind) for kind in USUAL},
            address=lives_at(self.child.person),
            may_record=self.request.user.may(Permission.RECORD),
            **kwargs,
        )


def _named(findings, kind) -> list[Finding]:
    """The newest finding of each thing of a kind."""
    return list(
        {
            finding.subject_id: finding for finding in reversed(findings) if finding.kind == kind
        }.values()
    )


class SheetEdit(ToMissing, ChildRecordUpdate):
    form_class = SheetForm
    title = "Sheet for police"
    intro = "Written while there is time, so that it is ready in one click."
    save_label = "Save the sheet"

    def get_object(self, queryset=None):
        return PoliceSheet.of(self.child, self.request.user)

    def get_success_url(self):
        return reverse("missing-sheet", args=[self.child.pk])
