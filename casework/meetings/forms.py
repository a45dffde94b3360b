"""The forms of every meeting: arranging it, who is asked, who came, and what was sent after."""

from django import forms
from django.forms import inlineformset_factory
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.codes import Agency
from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.interface.forms import Checkboxes, DateField, DateTimeField, Radios
from casework.meetings.models import Attendee, Meeting, Sent
from casework.meetings.people import known_to

Attendance = Attendee.Attendance
EMPTY_ROWS = 3


def chairs_of(authority, kind):
    """A conference is chaired by someone independent; any other meeting by a worker here."""
    workers = Worker.objects.of(authority).working()
    if kind == Meeting.Kind.CONFERENCE:
        return workers & Worker.objects.who_may(Permission.CHAIR)
    return workers.exclude(role="administrator")


class PlanForm(RecordForm):
    """When, where and about whom; who is asked is ticked from those on the children's files."""

    children = forms.ModelMultipleChoiceField(
        Child.objects.none(), widget=Checkboxes, label="Which children is it about?",
        error_messages={"required": "Choose at least one child"},
    )  # fmt: skip
    asked = forms.MultipleChoiceField(
        required=False, widget=Checkboxes, label="Who to invite",
        help_text="Everyone on the file who works with the family or belongs to it",
    )  # fmt: skip
    reports = forms.MultipleChoiceField(
        required=False, widget=Checkboxes, label="Who will write a report",
        help_text="Each report is shared with the family before the meeting",
    )  # fmt: skip
    others = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 3}), label="Anyone else",
        help_text="One person a line: name, agency. Such as: Mrs Pell, school",
    )  # fmt: skip

    class Meta(RecordForm.Meta):
        model = Meeting
        fields = ["starts_at", "way", "place", "chair"]
        widgets = {"way": Radios(inline=True)}
        labels = {
            "starts_at": "When will it be?", "way": "How?", "place": "Where?",
            "chair": "Who will chair it?",
        }  # fmt: skip

    field_order = ["children", "starts_at", "way", "place", "chair", "asked", "reports", "others"]

    def __init__(self, *args, child, siblings, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {str(at): row for at, row in enumerate(known_to(child))}
        who = [(at, words_of(row)) for at, row in self.known.items()]
        self.fields["asked"].choices = self.fields["reports"].choices = who
        self.fields["children"].queryset = siblings
        self.fields["children"].label_from_instance = lambda one: one.first_name
        self.initial["children"] = [child.pk]
        self.fields["chair"].queryset = chairs_of(self.instance.authority, self.instance.kind)
        if not who:
            del self.fields["asked"], self.fields["reports"]

    def clean_starts_at(self):
        starts_at = self.cleaned_data["starts_at"]
        if starts_at and starts_at < timezone.now():
            raise forms.ValidationError("The meeting must be later than now. To record one that"
                                        " has been, choose it from the record menu")  # fmt: skip
        return starts_at

    def rows(self) -> list[Attendee]:
        """Everyone to invite: those ticked in either list, then the names written."""
        asked, reports = self.cleaned_data.get("asked", []), self.cleaned_data.get("reports", [])
        ticked = [at for at in self.known if at in asked or at in reports]
        return [
            *(invite(self.known[at], report_asked=at in reports) for at in ticked),
            *map(written, filter(str.strip, self.cleaned_data["others"].splitlines())),
        ]


def words_of(row) -> str:
    return f"{row.get('worker') or row['person']}, {row['is'].lower()}"


def invite(row, **facts) -> Attendee:
    who = {name: row[name] for name in ("worker", "person") if row.get(name)}
    return Attendee(**who, agency=row["agency"], **facts)


def written(line: str) -> Attendee:
    """“Mrs Pell, school”: what follows the comma is the agency, where it names one."""
    name, _, said = line.strip().partition(",")
    return Attendee(name=line.strip()[:120] if not said else name.strip()[:120],
                    agency=agency_called(said))  # fmt: skip


WORDS = {
    "school": "education", "nursery": "education", "teacher": "education", "college": "education",
    "nurse": "health", "doctor": "health", "gp": "health", "health": "health",
    "midwife": "health", "camhs": "health", "police": "police", "housing": "housing",
    "probation": "probation", "youth": "youth_justice", "family": "family",
    "charity": "voluntary", "social": "social_care",
}  # fmt: skip


def agency_called(said: str) -> str:
    words = said.lower().split()
    return next((WORDS[word] for word in words if word in WORDS), Agency.OTHER)


class AttendeeForm(RecordForm):
    """One person at the meeting: a row left as it was offered is nobody."""

    class Meta(RecordForm.Meta):
        model = Attendee
        fields = ["agency", "name", "attendance", "person", "worker"]
        labels = {"name": "Name and job", "attendance": "Came?"}
        widgets = {"person": forms.HiddenInput, "worker": forms.HiddenInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        who = self.instance if self.instance.pk else self.get_offered()
        self.who = str(who or "")
        self.fields["attendance"].choices = [
            choice for choice in Attendance.choices if choice[0] != Attendance.INVITED
        ]
        if self.who:
            self.known_already()
        if self.instance.pk:
            for name in ("agency", "name", "person", "worker"):
                del self.fields[name]

    def known_already(self):
        """Someone asked, or on the file: nothing is taken for granted about whether they came."""
        blank = "Not said" if self.instance.pk else "Was not asked"
        field = self.fields["attendance"]
        field.choices, field.required = [("", blank), *field.choices], False
        if self.instance.attendance == Attendance.INVITED:
            self.initial["attendance"] = ""
        self.fields["attendance"].label = self.who
        for name in ("agency", "name"):
            self.fields[name].widget = forms.HiddenInput()

    def get_offered(self):
        return self.initial.get("worker") or self.initial.get("person")

    def clean_attendance(self):
        return self.cleaned_data["attendance"] or Attendance.INVITED

    def _update_errors(self, errors):
        """A name that is missing is said beside the box for it."""
        for error in errors.error_dict.pop("__all__", []) if "name" in self.fields else []:
            self.add_error("name", error)
        super()._update_errors(errors)

    def _get_validation_exclusions(self):
        """The meeting is made on saving."""
        return super()._get_validation_exclusions() | {"meeting"}


def attendee_rows(extra: int):
    return inlineformset_factory(
        Meeting, Attendee, form=AttendeeForm, extra=extra, can_delete=False
    )


def attendees_for(meeting, child, data=None):
    """Those invited; for a meeting nobody arranged, those on the child's file, then empty rows."""
    offered = [] if meeting.pk else [offer(row) for row in known_to(child)]
    empty = [{"agency": Agency.OTHER, "attendance": Attendance.CAME}] * EMPTY_ROWS
    rows = attendee_rows(len(offered) + EMPTY_ROWS)
    return rows(
        data, instance=meeting, prefix="attendees", initial=[*offered, *empty],
        queryset=Attendee.objects.with_who(),
    )  # fmt: skip


def offer(row) -> dict:
    who = {name: row[name] for name in ("worker", "person") if row.get(name)}
    return {**who, "agency": row["agency"], "attendance": ""}


class InvitationForm(RecordForm):
    """When one person was asked, and where their report is."""

    class Meta(RecordForm.Meta):
        model = Attendee
        fields = ["invited_on", "report_asked", "report_on", "report_shared_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("invited_on", "report_on", "report_shared_on"):
            self.fields[name].past = True

    def save(self, commit=True):
        """A report that came was asked for."""
        self.instance.report_asked |= self.instance.report_on is not None
        return super().save(commit)


class MinutesForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Meeting
        fields = ["minutes"]
        labels = {"minutes": "What was said, for all the children"}


class SentForm(forms.Form):
    """What was sent, to whom of those who were asked, on what day."""

    what = forms.ChoiceField(
        label="What was sent?", widget=Radios(inline=True),
        error_messages={"required": "Say what was sent"},
    )  # fmt: skip
    to = forms.ModelMultipleChoiceField(
        Attendee.objects.none(), widget=Checkboxes, label="Who to?",
        error_messages={"required": "Choose who it was sent to"},
    )  # fmt: skip
    sent_on = DateField(label="When?", named="day it was sent", past=True, required=True)
    how = forms.ChoiceField(label="How?", choices=Sent.How.choices, widget=Radios(inline=True))

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        decides = meeting.kind == Meeting.Kind.CONFERENCE
        offered = [one for one in Sent.What.choices if decides or one[0] != Sent.What.DECISION]
        self.fields["what"].choices = offered
        if len(offered) == 1:
            self.initial["what"] = offered[0][0]
        self.fields["to"].queryset = meeting.attendees.with_who()
        self.initial.setdefault("sent_on", timezone.localdate())
        self.initial.setdefault("how", Sent.How.SECURE_MAIL)


class PutOffForm(forms.Form):
    """Why a meeting will not be on its day, and when it will be instead."""

    because = forms.CharField(
        label="Why will it not be held that day?", max_length=200,
        error_messages={"required": "Say why it will not be held that day"},
    )  # fmt: skip
    starts_at = DateTimeField(
        label="When will it be instead?", required=False,
        help_text="Leave empty if no day is agreed yet",
    )  # fmt: skip

    def clean_starts_at(self):
        starts_at = self.cleaned_data["starts_at"]
        if starts_at and starts_at < timezone.now():
            raise forms.ValidationError("The new day must be later than today")
        return starts_at
