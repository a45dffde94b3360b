"""The forms of a strategy discussion and of the enquiry it may start."""

from django import forms
from django.forms import inlineformset_factory
from django.utils import timezone

from assessments.forms import ReturnForm
from assessments.models import Section47, StrategyDiscussion
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.approvals.operations import submit
from casework.children.codes import Agency
from casework.children.forms import RecordForm
from casework.children.together.forms import ChildPartForm
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.decisions import answer_now
from casework.interface.forms import Radios, Textarea
from casework.interface.words import full_day
from casework.meetings.forms import MOST_ROWS, TOO_MANY_ROWS
from casework.meetings.models import Attendee, Meeting
from casework.timescales.preview_views import StartsClocks

Decision, Investigation = StrategyDiscussion.Decision, StrategyDiscussion.Investigation
MUST_TAKE_PART = (Agency.SOCIAL_CARE, Agency.POLICE, Agency.HEALTH)
"""Working Together 2023, chapter 3: at the least children's social care, police and health."""
ROWS = 6


class DiscussionForm(StartsClocks, RecordForm):
    """When and how the discussion was held, and what was said in it about all the children."""

    starts = {"starts_at": ("s47.child_seen", "icpc.hold")}
    starts_if = "If an enquiry starts:"

    class Meta(RecordForm.Meta):
        model = Meeting
        fields = ["starts_at", "way", "place", "chair", "minutes"]
        widgets = {"way": Radios(inline=True), "minutes": Textarea(rows=14)}
        labels = {
            "starts_at": "When was it held?",
            "way": "How?",
            "place": "Where?",
            "chair": "Who chaired it?",
            "minutes": "What was shared and said, for all the children",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].past = True
        chairs = managers_of(self.instance.authority).or_holding(self.instance.chair_id)
        self.fields["chair"].queryset = chairs


def managers_of(authority):
    return Worker.objects.of(authority).who_may(Permission.AUTHORISE).working()


class AttendeeForm(ConstraintErrorsMixin, RecordForm):
    """One person: a row left as it was offered is nobody."""

    beside = {"attendee_is_someone": "name"}

    class Meta(RecordForm.Meta):
        model = Attendee
        fields = ["agency", "name", "attendance"]
        labels = {"name": "Name and job", "attendance": "Took part?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["attendance"].choices = [
            ("came", "Took part"),
            ("apologies", "Sent apologies"),
            ("absent", "Did not take part"),
        ]

    def unchecked_fields(self):
        """The meeting is made on saving."""
        return super().unchecked_fields() | {"meeting"}


AttendeeFormSet = inlineformset_factory(
    Meeting,
    Attendee,
    form=AttendeeForm,
    extra=ROWS,
    can_delete=False,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
)


def attendees_for(meeting, data=None, known=None):
    """A row for each agency that must take part, then for those the file knows. Who is on file is
    named as a suggestion; nobody is written down as having come."""
    known = known or {}
    agencies = list(dict.fromkeys([*MUST_TAKE_PART, *known]))[:ROWS]
    agencies += [Agency.OTHER] * (ROWS - len(agencies))
    offered = [{"agency": agency, "attendance": "came"} for agency in agencies]
    rows = AttendeeFormSet(
        data, instance=meeting, prefix="attendees", initial=offered, error_messages=TOO_MANY_ROWS
    )
    for row, agency in zip(rows, agencies, strict=False):
        if words := known.get(agency):
            row.fields["name"].help_text = words
    return rows


class ChildDiscussionForm(ChildPartForm):
    """What the discussion decided for one child."""

    made_on_saving = ("meeting", "held_on")

    class Meta(RecordForm.Meta):
        model = StrategyDiscussion
        fields = ["concern", "decision", "investigation", "reasons", "immediate_safety"]
        widgets = {
            "decision": Radios(reveals={Decision.SECTION_47.value: "investigation"}),
            "investigation": Radios,
        }
        labels = {
            "decision": "What was decided for {name}",
            "reasons": "Why, for {name}",
            "concern": "What we are worried about for {name}",
            "immediate_safety": "What keeps {name} safe now",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        answer_now(self, "decision", Decision)
        self.fields["investigation"].required = False
        self.fields["investigation"].choices = [
            choice for choice in Investigation.choices if choice[0] != Investigation.NONE
        ]
        self.initial["investigation"] = ""

    def carry(self, known):
        """The worry already on file, to be gone on from: where it is from is said beside it."""
        if known:
            self.initial["concern"] = known.words
            self.fields["concern"].help_text = f"{known.origin} Change it to what you know now."

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == Decision.SECTION_47:
            self.check_enquiry(cleaned)
        else:
            cleaned["investigation"] = Investigation.NONE
        return cleaned

    def check_enquiry(self, cleaned):
        if not cleaned.get("investigation"):
            self.add_error("investigation", "Say who will make the enquiry")
        if Section47.objects.open().of_child(self.child).exists():
            self.add_error(
                "decision",
                f"An enquiry about {self.child.first_name} is already open:"
                " finish that first, or choose another answer",
            )


def may_be_decided():
    stopped = Section47.Outcome.STOPPED
    return [choice for choice in Section47.Outcome.choices if choice[0] != stopped]


class FinishForm(RecordForm):
    """What an enquiry found and what its worker recommends: a manager decides."""

    class Meta(RecordForm.Meta):
        model = Section47
        fields = ["child_seen_on", "findings", "recommended", "family_told_on"]
        widgets = {"recommended": Radios}

    def __init__(self, *args, worker, seen=None, **kwargs):
        super().__init__(*args, **kwargs)
        if seen and not self.instance.child_seen_on:
            self.initial["child_seen_on"] = seen.held_on
            self.fields[
                "child_seen_on"
            ].help_text = (
                f"From the visit of {full_day(seen.held_on)}. Change it if it was another day"
            )
        self.worker = worker
        self.fields["recommended"].choices = may_be_decided()
        self.fields["recommended"].required = self.fields["findings"].required = True
        self.fields["child_seen_on"].past = self.fields["family_told_on"].past = True

    def clean_child_seen_on(self):
        seen_on, child = self.cleaned_data["child_seen_on"], self.instance.child
        if seen_on is None and not child.person.unborn:
            raise forms.ValidationError(f"Say when {child.first_name} was seen")
        return seen_on

    def save(self, commit=True):
        enquiry = super().save(commit=False)
        submit(enquiry, by=self.worker)
        return enquiry


class AuthoriseEnquiryForm(ConstraintErrorsMixin, RecordForm):
    """A manager's decision, which ends the enquiry today. The outcome is the manager's own."""

    as_seen = True
    beside = {"section47_ends_after_it_starts": "outcome"}

    class Meta(RecordForm.Meta):
        model = Section47
        fields = ["outcome"]
        widgets = {"outcome": Radios}
        labels = {"outcome": "What you decide"}

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        answer_now(self, "outcome", Section47.Outcome)
        self.fields["outcome"].choices = may_be_decided()
        self.initial["outcome"] = self.instance.recommended

    def clean(self):
        enquiry, today = self.instance, timezone.localdate()
        enquiry.authorised_by, enquiry.authorised_on, enquiry.ended_on = self.worker, today, today
        return super().clean()

    def save(self, commit=True):
        """The census asks whether a conference was not required: the outcome says so."""
        enquiry = self.instance
        enquiry.conference_not_needed = enquiry.outcome != Section47.Outcome.CONFERENCE
        return super().save()


class ReturnEnquiryForm(ReturnForm):
    class Meta(ReturnForm.Meta):
        model = Section47  # type: ignore[assignment]
