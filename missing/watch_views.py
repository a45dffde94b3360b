"""While a child is missing, and after: the log, a manager's decision, the sheet for police."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from casework.access.models import TakenAway
from casework.access.roles import Permission
from casework.children.views import ChildPage, ChildRecordCreate, ChildRecordUpdate
from missing.findings import Finding, Subject
from missing.log import LogEntry
from missing.models import MissingEpisode
from missing.sheet import PoliceSheet
from missing.views import ToMissing
from missing.watch_forms import LogForm, NoInterviewForm, SheetForm


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
        return super().get_context_data(**kwargs) | {"intro": self.episode.said()}


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


USUAL = (Subject.Kind.PERSON, Subject.Kind.PLACE, Subject.Kind.VEHICLE, Subject.Kind.ACCOUNT)
LAST_TIMES = 5


class Sheet(ChildPage):
    """Everything police need on one page, ready to print. Each opening is kept."""

    template_name = "missing/sheet.html"
    page = "missing"
    looks_at = "the sheet for police"

    def get_context_data(self, **kwargs):
        away = MissingEpisode.objects.of_child(self.child).newest_first()
        learned = Finding.objects.of_child(self.child).filter(subject__isnull=False)
        learned = learned.with_all().newest_first()
        TakenAway.objects.create(
            worker=self.request.user, title="Sheet for police", address=self.request.path
        )
        return super().get_context_data(
            sheet=PoliceSheet.of(self.child, self.request.user),
            times=away[:LAST_TIMES],
            named={kind.label: _named(learned, kind) for kind in USUAL},
            address=self.child.person.addresses.current().first(),
            may_record=self.request.user.may(Permission.RECORD),
            **kwargs,
        )


def _named(findings, kind) -> list[Finding]:
    """The newest finding of each thing of a kind."""
    return list({one.subject_id: one for one in reversed(findings) if one.kind == kind}.values())


class SheetEdit(ToMissing, ChildRecordUpdate):
    form_class = SheetForm
    title = "Sheet for police"
    intro = "Written while there is time, so that it is ready in one click."
    save_label = "Save the sheet"

    def get_object(self, queryset=None):
        return PoliceSheet.of(self.child, self.request.user)

    def get_success_url(self):
        return reverse("missing-sheet", args=[self.child.pk])
