from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from assessments.strategy import StrategyAdd
from casework.access.roles import Permission
from casework.children.views import PermissionMixin
from casework.conferences.deeds import (
    record_conference,
    record_core_group,
    record_in_need_meeting,
)
from casework.conferences.forms import (
    ChildConferenceForm,
    ChildCoreGroupForm,
    ChildInNeedMeetingForm,
    ConferenceMeetingForm,
    MeetingForm,
)
from casework.conferences.models import Conference
from casework.interface.words import as_day, full_day
from casework.meetings.models import Meeting
from casework.plans.models import Plan
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep

CHAIRS_CLOCKS = ("icpc.hold", "cp_review.first", "cp_review.next")


class MeetingAdd(StrategyAdd):
    """A meeting about a child and those of their brothers and sisters who are ticked."""

    form_class = MeetingForm
    template_name = "conferences/meeting_form.html"
    intro = "Write what was shared once. Then say what is true for each child."
    page = "child-meetings"
    kind: Meeting.Kind
    clocks: tuple[str, ...] = ()

    def new_record(self):
        return Meeting(
            authority=self.child.authority,
            kind=self.kind,
            held=True,
            recorded_by=self.request.user,
        )

    def get_form(self, form_class=None):
        """One form a request: each child's part asks it whether the meeting was held."""
        if not hasattr(self, "_form"):
            self._form = super().get_form(form_class)
        return self._form

    def get_parts(self):
        parts = super().get_parts()
        for part in parts:
            part.shared = self.get_form()
        return parts

    def done(self, form):
        self.get_attendees(form.instance).save()
        records = [part.instance for part in self.chosen()]
        self.record(form, records)
        sweep([record.child_id for record in records])

    def get_saved_words(self):
        said = f"{self.object} saved for {self.for_whom()}."
        due = Deadline.objects.of_child(self.child).open().filter(code__in=self.clocks)
        first = due.by_due_date().first()
        return f"{said} {first.title} due by {full_day(first.due_at)}." if first else said

    def get_success_url(self):
        """A plan that ended here is not left with its promises in the air: they come next."""
        ended = Plan.objects.waiting_to_be_settled().of_child(self.child).first()
        if ended and ended.ended_on == as_day(self.object.starts_at):
            return reverse("plan-settle", args=[self.child.pk, ended.pk])
        return reverse("child-meetings", args=[self.child.pk])


class ConferenceAdd(MeetingAdd):
    form_class = ConferenceMeetingForm
    part_class = ChildConferenceForm
    title = "A child protection conference"
    save_label = "Save the conference"
    looks_at = "a new conference"
    kind = Meeting.Kind.CONFERENCE
    clocks = ("core_group.first", "cp_review.first", "cp_review.next")

    def record(self, form, conferences):
        record_conference(form.instance, conferences, form.cleaned_data["kind"])


class CoreGroupAdd(MeetingAdd):
    part_class = ChildCoreGroupForm
    title = "A core group"
    save_label = "Save the core group"
    looks_at = "a new core group"
    kind = Meeting.Kind.CORE_GROUP
    clocks = ("core_group.next",)

    def record(self, form, groups):
        record_core_group(form.instance, groups)


class InNeedMeetingAdd(MeetingAdd):
    part_class = ChildInNeedMeetingForm
    title = "A child in need meeting"
    save_label = "Save the meeting"
    looks_at = "a new child in need meeting"
    kind = Meeting.Kind.CHILD_IN_NEED
    clocks = ("cin_review.next",)

    def record(self, form, records):
        record_in_need_meeting(form.instance, records)


class Conferences(PermissionMixin, TemplateView):
    """The chair's page: conferences and reviews due, the latest first, and those held lately."""

    permission = Permission.CHAIR
    template_name = "conferences/conferences.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        due = Deadline.objects.visible_to(worker).open().filter(code__in=CHAIRS_CLOCKS)
        soon = due.filter(due_at__lt=timezone.now() + timedelta(weeks=6))
        shown = soon.with_state().with_lateness().with_child().by_due_date()[:100]
        held = Conference.objects.visible_to(worker).held().newest_first()
        return super().get_context_data(
            lines=[line(deadline) for deadline in shown],
            held=held.select_related("child__person", "meeting")[:20],
            **kwargs,
        )


def line(deadline) -> dict:
    child = deadline.child
    return {
        "first": deadline,
        "children": [child],
        "names": child.first_name,
        "deed": deadline.deed,
    }
