"""Strategy discussions, and the section 47 enquiries they start."""

from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from assessments import prefill
from assessments.models import Section47, StrategyDiscussion
from assessments.operations import record_strategy
from assessments.strategy.forms import (
    MUST_TAKE_PART,
    ChildDiscussionForm,
    DiscussionForm,
    attendees_for,
)
from assessments.strategy.meeting import MeetingCreate
from casework.access.roles import Permission
from casework.children.base_views import ChildRecordList
from casework.interface.words import listed
from casework.meetings.models import Attendee, Meeting


class StrategyAdd(MeetingCreate):
    """A social worker's, with a manager in the chair (Working Together 2023, chapter 3)."""

    permission = Permission.SOCIAL_WORK
    form_class = DiscussionForm
    part_class = ChildDiscussionForm
    template_name = "assessments/strategy/strategy_form.html"
    title = "A strategy discussion"
    intro = "Write what was shared once. Then say what was decided for each child, and why."
    save_label = "Save the discussion"
    logged_as = "a new strategy discussion"
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
            known = prefill.from_referrals([part.child for part in parts])
            for part in parts:
                part.carry(known.get(part.child.pk))

    def offer_attendees(self, meeting, data):
        return attendees_for(meeting, data, prefill.who_is_known(self.child, self.request.user))

    def done(self, form):
        self.get_attendees(form.instance).save()
        discussions = [part.instance for part in self.chosen()]
        self.started = record_strategy(form.instance, discussions, self.request.user)

    def get_saved_words(self):
        sentence = f"Discussion saved for {self.for_whom()}."
        if not self.started:
            return sentence
        names = listed(enquiry.child.first_name for enquiry in self.started)
        return f"{sentence} An enquiry started that day for {names}."

    def get_success_url(self):
        return reverse("section47s", args=[self.child.pk])


class Section47s(ChildRecordList):
    """Enquiries and the strategy discussions before them, in full, the newest 20 of each."""

    model = Section47
    template_name = "assessments/strategy/enquiries.html"
    logged_as = "enquiries"
    page = "assessments"

    def get_queryset(self):
        return (
            super()
            .get_queryset()
            .with_people()
            .annotate(conferences_held=Count("conferences", Q(conferences__held=True)))
        )

    def get_context_data(self, **kwargs):
        attended = Attendee.objects.known_to(self.request.user).with_who()
        discussions = StrategyDiscussion.objects.of_child(self.child).newest_first()
        discussions = discussions.select_related("meeting__chair").prefetch_related(
            Prefetch("meeting__attendees", queryset=attended)
        )
        return super().get_context_data(
            discussions=[with_absent(discussion) for discussion in discussions[:20]],
            may_authorise=self.request.user.may(Permission.AUTHORISE),
            may_enquire=self.request.user.may(Permission.SOCIAL_WORK),
            may_confer=self.request.user.may(Permission.CONFER),
            **kwargs,
        )


def with_absent(discussion):
    """With the agencies that had to take part and did not."""
    came = {a.agency for a in discussion.meeting.attendees.all() if a.attendance == "came"}
    discussion.absent = [agency.label for agency in MUST_TAKE_PART if agency not in came]
    return discussion
