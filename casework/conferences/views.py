from django.urls import reverse
from django.utils import timezone

from assessments.strategy.meeting import MeetingCreate
from casework.access.roles import Permission
from casework.conferences.action_forms import agreed_rows, answers_for
from casework.conferences.forms import (
    ChildConferenceForm,
    ChildCoreGroupForm,
    ChildInNeedMeetingForm,
    ConferenceMeetingForm,
    CoreGroupMeetingForm,
    InNeedMeetingForm,
    MeetingForm,
)
from casework.conferences.operations import (
    keep_actions,
    keep_children,
    record_conference,
    record_core_group,
    record_in_need_meeting,
)
from casework.conferences.sequence import plan_to_end
from casework.interface.words import as_day, full_day
from casework.meetings.forms import attendees_for
from casework.meetings.models import Meeting, agencies_among
from casework.meetings.rules import quorum_words
from casework.plans.models import Plan
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from missing.models import Finding


class MeetingAdd(MeetingCreate):
    """A meeting about a child and those of their brothers and sisters who are ticked: one that was
    planned, where there is one, so that nothing is written twice."""

    form_class = MeetingForm
    template_name = "conferences/meeting_form.html"
    intro = "Write what was shared once. Then say what is true for each child."
    page = "child-meetings"
    thresholds = False
    clocks: tuple[str, ...] = ()

    def new_record(self):
        return self.planned() or super().new_record()

    def planned(self) -> Meeting | None:
        mine = Meeting.objects.visible_to(self.request.user).planned()
        return (
            mine.filter(children=self.child, kind=self.kind, starts_at__lte=timezone.now())
            .newest_first()
            .first()
        )

    def get_initial(self):
        return {"held": True}

    def offer_attendees(self, meeting, data):
        return attendees_for(
            meeting, self.child, self.request.user, data, thresholds=self.thresholds
        )

    def get_form(self, form_class=None):
        """One form a request: each child's part asks it whether the meeting was held."""
        if not hasattr(self, "_form"):
            self._form = super().get_form(form_class)
            self._form.came = self.came
        return self._form

    def came(self) -> set[str]:
        rows = self.get_attendees(self.get_form().instance)
        return agencies_among(
            row.instance for row in rows if row.is_valid() and row.has_changed() or row.instance.pk
        )

    def get_parts(self):
        if not hasattr(self, "_parts"):
            parts = super().get_parts()
            children, posted = [part.child for part in parts], self.request.method == "POST"
            data = self.request.POST if posted else None
            answers = self.gone_through(children, data)
            numbers = self.asked_about()
            for part in parts:
                part.shared, part.answers = self.get_form(), answers.get(part.child.pk, [])
                if part.child.pk in numbers and not part.first:
                    part.initial["included"] = True
        return self._parts

    def gone_through(self, children, data) -> dict:
        """For each child the open actions the meeting goes through: those of their plan."""
        return answers_for(children, self.request.user, data)

    def asked_about(self) -> set[int]:
        meeting = self.get_form().instance
        return set(meeting.children.values_list("pk", flat=True)) if meeting.pk else set()

    def get_agreed(self):
        if not hasattr(self, "_agreed"):
            data = self.request.POST if self.request.method == "POST" else None
            self._agreed = agreed_rows(self.get_children(), self.request.user, self.kind, data)
        return self._agreed

    def get_forms(self, form):
        answers = [answer for part in self.get_parts() for answer in part.answers]
        return [*super().get_forms(form), *answers, *self.get_agreed()]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "agreed": self.get_agreed(),
            "reviewed": any(part.answers for part in self.get_parts()),
            "quorum_words": quorum_words(context["form"].instance.rule),
            "unused": self.get_unused(),
        }

    def get_unused(self):
        """What these children told an interviewer and nobody has used yet."""
        children = [part.child for part in self.get_parts()]
        unused = Finding.objects.unused().filter(child__in=children)
        return unused.select_related("child__person").oldest_first()

    def done(self, form):
        meeting, chosen = form.instance, self.chosen()
        self.get_attendees(meeting).save()
        records = [part.instance for part in chosen]
        keep_children(meeting, [part.child for part in self.get_parts()], records)
        if meeting.held:
            keep_actions(meeting, chosen, self.get_agreed())
        self.record(form, records)
        sweep([record.child_id for record in records])

    def get_saved_words(self):
        sentence = f"{self.object} saved for {self.for_whom()}."
        if not self.object.held:
            return f"{sentence} It was not held, so it stops no clock: what was due is still due."
        due = Deadline.objects.of_child(self.child).open().filter(code__in=self.clocks)
        first = due.by_due_date().first()
        return f"{sentence} {first.title} due by {full_day(first.due_at)}." if first else sentence

    def get_success_url(self):
        """A plan that ended here is not left with its promises in the air: they come next."""
        ended = Plan.objects.waiting_to_be_settled().of_child(self.child).first()
        if ended and ended.ended_on == as_day(self.object.starts_at):
            return reverse("plan-settle", args=[self.child.pk, ended.pk])
        return reverse("child-meetings", args=[self.child.pk])


class ConferenceAdd(MeetingAdd):
    form_class = ConferenceMeetingForm
    part_class = ChildConferenceForm
    permission = Permission.CONFER
    thresholds = True
    title = "A child protection conference"
    save_label = "Save the conference"
    logged_as = "a new conference"
    kind = Meeting.Kind.CONFERENCE
    clocks = ("core_group.first", "cp_review.first", "cp_review.next")

    def record(self, form, conferences):
        record_conference(form.instance, conferences, form.cleaned_data["kind"])


class CoreGroupAdd(MeetingAdd):
    form_class = CoreGroupMeetingForm
    part_class = ChildCoreGroupForm
    title = "A core group"
    save_label = "Save the core group"
    logged_as = "a new core group"
    kind = Meeting.Kind.CORE_GROUP
    clocks = ("core_group.next",)

    def record(self, form, groups):
        record_core_group(form.instance, groups)


class InNeedMeetingAdd(MeetingAdd):
    form_class = InNeedMeetingForm
    part_class = ChildInNeedMeetingForm
    title = "A child in need meeting"
    save_label = "Save the meeting"
    logged_as = "a new child in need meeting"
    kind = Meeting.Kind.CHILD_IN_NEED
    clocks = ("cin_review.next",)

    def record(self, form, records):
        record_in_need_meeting(form.instance, records)

    def get_saved_words(self):
        waits = plan_to_end(self.child) and not self.request.user.may(Permission.AUTHORISE)
        sentence = super().get_saved_words()
        return f"{sentence} A manager decides whether the plan ends." if waits else sentence
