"""Strategy discussions, and the section 47 enquiries they start."""

from django.db.models import Prefetch
from django.urls import reverse

from assessments import carried
from assessments.deeds import record_strategy
from assessments.meeting import MeetingCreate
from assessments.models import Section47, StrategyDiscussion
from assessments.strategy_forms import (
    MUST_TAKE_PART,
    ChildDiscussionForm,
    DiscussionForm,
    FinishForm,
    attendees_for,
)
from casework.access.roles import Permission
from casework.children.views import ChildRecordList, ChildRecordUpdate
from casework.interface.words import listed
from casework.meetings.models import Attendee, Meeting


class StrategyAdd(MeetingCreate):
    form_class = DiscussionForm
    part_class = ChildDiscussionForm
    template_name = "assessments/strategy_form.html"
    title = "A strategy discussion"
    intro = "Write what was shared once. Then say what was decided for each child, and why."
    save_label = "Save the discussion"
    looks_at = "a new strategy discussion"
    page = "assessments"
    kind = Meeting.Kind.STRATEGY
    says_next = True

    def get_initial(self):
        """The manager who writes it down is offered as its chair."""
        chairs = self.request.user.may(Permission.AUTHORISE)
        return {"chair": self.request.user.pk} if chairs else {}

    def get_parts(self):
        made = hasattr(self, "_parts")
        parts = super().get_parts()
        if not made:
            self.carry_in(parts)
        return parts

    def carry_in(self, parts) -> None:
        """What the file knows of each child already."""
        if self.part_class is ChildDiscussionForm:
            known = carried.from_referrals([part.child for part in parts])
            for part in parts:
                part.carry(known.get(part.child.pk))

    def offer_attendees(self, meeting, data):
        return attendees_for(meeting, data, carried.who_is_known(self.child, self.request.user))

    def done(self, form):
        self.get_attendees(form.instance).save()
        discussions = [part.instance for part in self.chosen()]
        self.started = record_strategy(form.instance, discussions, self.request.user)

    def get_saved_words(self):
        said = f"Discussion saved for {self.for_whom()}."
        if not self.started:
            return said
        names = listed(enquiry.child.first_name for enquiry in self.started)
        return f"{said} An enquiry started that day for {names}."

    def get_success_url(self):
        return reverse("section47s", args=[self.child.pk])


class Section47s(ChildRecordList):
    """Enquiries and the strategy discussions before them, in full, the newest 20 of each."""

    model = Section47
    template_name = "assessments/enquiries.html"
    looks_at = "enquiries"
    page = "assessments"

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .select_related("agreed_by", "strategy")
            .prefetch_related("conferences")
        )

    def get_context_data(self, **kwargs):
        attended = Attendee.objects.select_related("worker", "person")
        discussions = StrategyDiscussion.objects.of_child(self.child).newest_first()
        discussions = discussions.select_related("meeting__chair").prefetch_related(
            Prefetch("meeting__attendees", queryset=attended)
        )
        return super().get_context_data(
            discussions=[with_absent(found) for found in discussions[:20]],
            may_record=self.request.user.may(Permission.RECORD),
            **kwargs,
        )


def with_absent(discussion):
    """With the agencies that had to take part and did not."""
    came = {a.agency for a in discussion.meeting.attendees.all() if a.attendance == "came"}
    discussion.absent = [agency.label for agency in MUST_TAKE_PART if agency not in came]
    return discussion


class Section47Finish(ChildRecordUpdate):
    form_class = FinishForm
    says_next = True
    title = "Finish the enquiry"
    save_label = "Finish the enquiry"
    looks_at = "an enquiry"
    page = "assessments"
    saved = "Enquiry finished."

    def get_queryset(self):
        return Section47.objects.of_child(self.child).open()

    def get_object(self, queryset=None):
        enquiry = super().get_object(queryset)
        enquiry.child = self.child
        return enquiry

    def get_form_kwargs(self):
        seen = carried.last_seen(self.object)
        return {**super().get_form_kwargs(), "worker": self.request.user, "seen": seen}

    def get_success_url(self):
        return reverse("section47s", args=[self.child.pk])
