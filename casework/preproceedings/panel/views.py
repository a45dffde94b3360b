from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from casework.access.roles import Permission
from casework.children.models import Child
from casework.children.together.record import tell_apart
from casework.conferences.action_forms import answers_to
from casework.conferences.views import MeetingAdd
from casework.meetings.models import Meeting
from casework.preproceedings.models import ChildPreProceedings, PanelDecision, ProcessMeeting
from casework.preproceedings.operations import hold_panel, open_directions, open_row
from casework.preproceedings.panel.forms import (
    DecisionForm,
    MeetingPartForm,
    PanelForm,
    ProcessMeetingForm,
)


class InProcess(MeetingAdd):
    """A meeting about the children of one open process: those still in it whom one may know of."""

    template_name = "preproceedings/meeting_form.html"
    logged_as = "pre-proceedings"
    page = "plo-child"

    @cached_property
    def row(self) -> ChildPreProceedings:
        row = open_row(self.child)
        if row is None:
            raise Http404
        return row

    @cached_property
    def rows(self) -> dict[int, ChildPreProceedings]:
        """The open rows of the process, by child."""
        rows = ChildPreProceedings.objects.open().visible_to(self.request.user)
        rows = rows.filter(process=self.row.process_id).oldest_child_first()
        return {row.child_id: row for row in rows.select_related("child__person", "child__team")}

    def get_children(self) -> list[Child]:
        others = [row.child for pk, row in self.rows.items() if pk != self.child.pk]
        return tell_apart([self.child, *others])

    def part_kwargs(self, child) -> dict:
        return {"row": self.rows[child.pk]}

    def gone_through(self, children, data) -> dict:
        """What earlier panels directed, to be gone through."""
        actions = [(child.pk, action) for child in children for action in open_directions(child)]
        return answers_to(actions, children, self.request.user, data)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "first": self.first_choice()}

    def first_choice(self) -> str:
        raise NotImplementedError

    def get_success_url(self):
        return reverse("plo", args=[self.child.pk, self.row.process_id])

    def get_saved_words(self):
        return f"{self.object} saved for {self.for_whom()}."


class PanelAdd(InProcess):
    """The legal planning meeting, and each panel after it: a decision for each child."""

    form_class = PanelForm
    part_class = DecisionForm
    permission = Permission.CHAIR_PANEL
    title = "Legal planning meeting or panel"
    intro = "Write down what was decided for each child, and why. Each direction has one owner and"
    intro += " a date."
    save_label = "Save what the panel decided"
    kind = Meeting.Kind.LEGAL_PLANNING

    def first_choice(self) -> str:
        """The check whose week it is."""
        checks, row = PanelDecision.Check, self.row
        if row.started_on is None:
            return checks.START
        if row.midpoint_on is None:
            return checks.WEEK_6
        return checks.WEEK_16 if row.week_12_on else checks.WEEK_12

    def record(self, form, decisions):
        if form.instance.held:
            check_at = form.cleaned_data["check_at"]
            hold_panel(form.instance, decisions, check_at=check_at, by=self.request.user)

    def get_success_url(self):
        """After a step down, what the panel directed goes on in the plan."""
        own = ChildPreProceedings.objects.get(pk=self.row.pk)
        if own.outcome == own.Outcome.STEP_DOWN and open_directions(self.child):
            return reverse("plo-goes-on", args=[self.child.pk, self.row.process_id])
        return super().get_success_url()


class ProcessMeetingAdd(InProcess):
    """The first meeting with the parents, a review, or the family’s own meeting."""

    form_class = ProcessMeetingForm
    part_class = MeetingPartForm
    title = "A meeting with the parents"
    save_label = "Save the meeting"
    kind = Meeting.Kind.PREPROCEEDINGS

    @cached_property
    def row(self):
        row = super().row
        if row.started_on is None:
            raise Http404
        return row

    def first_choice(self) -> str:
        kinds = ProcessMeeting.Kind
        return kinds.REVIEW if self.row.first_meeting_on else kinds.FIRST

    def record(self, form, meetings):
        for meeting in meetings:
            meeting.kind = form.cleaned_data["kind"]
            meeting.save()

    def get_saved_words(self):
        words = super().get_saved_words()
        return words if self.object.held else f"{words} It was not effective: it stops no clock."
