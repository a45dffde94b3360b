"""Strategy discussions, and the section 47 enquiries they start."""

from django import forms
from django.db.models import Prefetch
from django.forms import inlineformset_factory
from django.urls import reverse

from assessments.deeds import record_strategy
from assessments.models import Section47, StrategyDiscussion
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.codes import Agency
from casework.children.forms import RecordForm
from casework.children.views import ChildRecordList, ChildRecordUpdate
from casework.interface.forms import Radios
from casework.interface.words import listed
from casework.meetings.models import Attendee, Meeting
from casework.referrals.family import BesideMixin, ChildPartForm, FamilyCreate
from casework.referrals.forms import answer_now, day_of_decision

MUST_TAKE_PART = (Agency.SOCIAL_CARE, Agency.POLICE, Agency.HEALTH)
"""Working Together 2023, chapter 3: at the least children's social care, police and health."""
ROWS = 6


class DiscussionForm(RecordForm):
    """When and how the discussion was held, and what was said in it about all the children."""

    class Meta(RecordForm.Meta):
        model = Meeting
        fields = ["starts_at", "way", "place", "chair", "minutes"]
        widgets = {"way": Radios(inline=True)}
        labels = {
            "starts_at": "When was it held?", "way": "How?", "place": "Where?",
            "chair": "Who chaired it?", "minutes": "What was shared and said, for all the children",
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].past = True
        self.fields["chair"].queryset = managers_of(self.instance.authority)


def managers_of(authority):
    return Worker.objects.of(authority).who_may(Permission.AUTHORISE).working()


class AttendeeForm(BesideMixin, RecordForm):
    """One person: a row left as it was offered is nobody."""

    beside = {"attendee_is_someone": "name"}

    class Meta(RecordForm.Meta):
        model = Attendee
        fields = ["agency", "name", "attendance"]
        labels = {"name": "Name and job", "attendance": "Took part?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["attendance"].choices = [
            ("came", "Took part"), ("apologies", "Sent apologies"), ("absent", "Did not take part"),
        ]  # fmt: skip

    def _get_validation_exclusions(self):
        """The meeting is made on saving."""
        return super()._get_validation_exclusions() | {"meeting"}


AttendeeFormSet = inlineformset_factory(
    Meeting, Attendee, form=AttendeeForm, extra=ROWS, can_delete=False
)


def attendees_for(meeting, data=None):
    first = [{"agency": agency, "attendance": "came"} for agency in MUST_TAKE_PART]
    others = [{"agency": Agency.EDUCATION, "attendance": "came"}] * (ROWS - len(first))
    return AttendeeFormSet(data, instance=meeting, prefix="attendees", initial=first + others)


class ChildDiscussionForm(ChildPartForm):
    """What the discussion decided for one child."""

    made_on_saving = ("meeting", "held_on")

    class Meta(RecordForm.Meta):
        model = StrategyDiscussion
        fields = ["concern", "decision", "investigation", "reasons", "immediate_safety"]
        widgets = {"decision": Radios, "investigation": Radios}
        labels = {
            "concern": "What we are worried about for {name}",
            "immediate_safety": "What keeps {name} safe now",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        answer_now(self, "decision", StrategyDiscussion.Decision)
        answer_now(self, "investigation", StrategyDiscussion.Investigation)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == StrategyDiscussion.Decision.SECTION_47:
            self.check_enquiry(cleaned)
        return cleaned

    def check_enquiry(self, cleaned):
        if cleaned.get("investigation") == StrategyDiscussion.Investigation.NONE:
            self.add_error("investigation", "Say who will make the enquiry")
        if Section47.objects.open().of_child(self.child).exists():
            self.add_error(
                "decision",
                f"An enquiry about {self.child.first_name} is already open:"
                " finish that first, or choose another answer",
            )


class StrategyAdd(FamilyCreate):
    form_class = DiscussionForm
    part_class = ChildDiscussionForm
    template_name = "assessments/strategy_form.html"
    title = "A strategy discussion"
    intro = "Write what was shared once. Then say what was decided for each child, and why."
    save_label = "Save the discussion"
    looks_at = "a new strategy discussion"
    page = "assessments"

    def new_record(self):
        worker = self.request.user
        return Meeting(
            authority=self.child.authority, kind=Meeting.Kind.STRATEGY, held=True,
            recorded_by=worker,
        )  # fmt: skip

    def get_attendees(self, meeting):
        if not hasattr(self, "_attendees"):
            data = self.request.POST if self.request.method == "POST" else None
            self._attendees = attendees_for(meeting, data)
        return self._attendees

    def get_forms(self, form):
        return [form, self.get_attendees(form.instance), *self.get_parts()]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "attendees": self.get_attendees(context["form"].instance)}

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
        return super().get_queryset().select_related("agreed_by", "strategy")

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


class FinishForm(BesideMixin, RecordForm):
    """What an enquiry found, its outcome, and the manager who agreed it."""

    beside = {
        "section47_ends_after_it_starts": "ended_on",
        "section47_ends_with_an_outcome": "outcome",
    }

    class Meta(RecordForm.Meta):
        model = Section47
        fields = [
            "child_seen_on", "findings", "outcome", "ended_on", "family_told_on", "agreed_by",
        ]  # fmt: skip
        widgets = {"outcome": Radios}
        labels = {"outcome": "What was decided", "agreed_by": "Which manager agreed this?"}

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        answer_now(self, "outcome", Section47.Outcome)
        day_of_decision(self.fields["ended_on"], "day it finished")
        self.fields["child_seen_on"].past = self.fields["family_told_on"].past = True
        self.fields["findings"].required = self.fields["agreed_by"].required = True
        self.fields["agreed_by"].queryset = managers_of(self.instance.authority)
        if worker.may(Permission.AUTHORISE):
            self.fields["agreed_by"].initial = worker

    def clean_child_seen_on(self):
        seen_on, child = self.cleaned_data["child_seen_on"], self.instance.child
        if seen_on is None and not child.person.unborn:
            raise forms.ValidationError(f"Say when {child.first_name} was seen")
        return seen_on

    def save(self, commit=True):
        """The census asks whether a conference was not required: the outcome says so."""
        self.instance.conference_not_needed = self.instance.outcome != Section47.Outcome.CONFERENCE
        return super().save()


class Section47Finish(ChildRecordUpdate):
    form_class = FinishForm
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
        return {**super().get_form_kwargs(), "worker": self.request.user}

    def get_success_url(self):
        return reverse("section47s", args=[self.child.pk])
