"""The forms of every meeting: arranging it, who is asked, who came, and what went out after."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import ROLES, Permission
from casework.children.codes import Agency
from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.interface.forms import Checkboxes, DateTimeField, Radios
from casework.meetings.models import Attendee, Meeting
from casework.meetings.people import known_to

Attendance, Kind, Which = Attendee.Attendance, Meeting.Kind, Meeting.Which
OTHERS = (Agency.EDUCATION, Agency.HEALTH, Agency.POLICE, Agency.OTHER)
"""The agencies offered in the rows for people who are on no file."""
MOST_ROWS = 150
TOO_MANY_ROWS = {"too_many_forms": f"Write down {MOST_ROWS} people at most on one page"}
"""Each row asks the database several things: a page of thousands would hold everyone else up."""
WHAT = [
    *((f"{Kind.CONFERENCE}/{code}", label) for code, label in Which.choices),
    *((f"{kind}/", label) for kind, label in Kind.choices if kind != Kind.CONFERENCE),
]


class PlanForm(RecordForm):
    """When, where and about whom; who is asked is ticked from those on the child's file."""

    what = forms.ChoiceField(label="What kind of meeting?", choices=[("", "Choose one"), *WHAT])
    about = forms.ModelMultipleChoiceField(
        Child.objects.none(),
        widget=Checkboxes(inline=True),
        label="Which children is it about?",
        error_messages={"required": "Choose at least one child"},
    )
    asked = forms.MultipleChoiceField(
        required=False,
        widget=Checkboxes,
        label="Who to invite",
        help_text="From the file, and from the last meeting",
    )
    reports = forms.MultipleChoiceField(
        required=False,
        widget=Checkboxes,
        label="Who to ask for a report",
        help_text="The family reads each report before the meeting",
    )
    others = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Anyone else",
        help_text="One person a line, with the agency after a comma: Mrs Pell, school",
    )

    class Meta(RecordForm.Meta):
        model = Meeting
        fields = ["starts_at", "way", "place", "chair"]
        widgets = {"way": Radios(inline=True)}
        labels = {
            "starts_at": "When will it be?",
            "way": "How?",
            "place": "Where, or the link?",
            "chair": "Who will chair it?",
        }

    field_order = [
        "what",
        "about",
        "starts_at",
        "way",
        "place",
        "chair",
        "asked",
        "reports",
        "others",
    ]

    def __init__(self, *args, child, worker, siblings, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {known.key: known for known in known_to(child, worker)}
        self.fields["asked"].choices = [(known.key, known.label) for known in self.known.values()]
        self.fields["reports"].choices = [
            (known.key, known.label) for known in self.known.values() if known.report
        ]
        told = [known.key for known in self.known.values() if not known.not_told]
        self.initial.setdefault("asked", told)
        self.fields["about"].queryset = siblings
        self.fields["about"].label_from_instance = lambda child: child.first_name
        self.initial.setdefault("about", [child.pk])
        self.fields["chair"].queryset = (
            Worker.objects.of(self.instance.authority).working().or_holding(self.instance.chair_id)
        )

    def clean_starts_at(self):
        starts_at = self.cleaned_data["starts_at"]
        if starts_at and starts_at < timezone.now():
            raise ValidationError(
                "The meeting must be later than now. One that has been is recorded from the"
                " record menu"
            )
        return starts_at

    def clean(self):
        cleaned = super().clean()
        self.instance.kind, _, self.instance.which = cleaned.get("what", "").partition("/")
        chair = cleaned.get("chair")
        if self.instance.kind == Kind.CONFERENCE and chair and not independent(chair):
            self.add_error("chair", "Choose a conference chair: they are independent of the team")
        return cleaned

    def unchecked_fields(self):
        return super().unchecked_fields() | {"kind"}

    def people(self) -> list[Attendee]:
        """Everyone ticked in either list, then the names written."""
        reports = self.cleaned_data["reports"]
        ticked = {*self.cleaned_data["asked"], *reports}
        return [
            *(
                known.attendee(report_asked=key in reports)
                for key, known in self.known.items()
                if key in ticked
            ),
            *map(written, filter(str.strip, self.cleaned_data["others"].splitlines())),
        ]


def independent(worker) -> bool:
    return Permission.CHAIR in ROLES[worker.role].permissions


def written(line: str) -> Attendee:
    """“Mrs Pell, school”: what follows the comma is the agency, where it names one."""
    name, _, agency_words = line.strip().partition(",")
    agency = agency_called(agency_words)
    named = name if agency != Agency.OTHER else line
    return Attendee(name=named.strip()[:120], agency=agency)


CALLED = {
    "school": "education",
    "nursery": "education",
    "teacher": "education",
    "college": "education",
    "nurse": "health",
    "doctor": "health",
    "gp": "health",
    "health": "health",
    "midwife": "health",
    "camhs": "health",
    "police": "police",
    "housing": "housing",
    "probation": "probation",
    "youth": "youth_justice",
    "family": "family",
    "mum": "family",
    "dad": "family",
    "charity": "voluntary",
    "social": "social_care",
}


def agency_called(words: str) -> str:
    return next((CALLED[word] for word in words.lower().split() if word in CALLED), Agency.OTHER)


class AttendeeForm(RecordForm):
    """One person at the meeting: a row left as it was offered is nobody.

    ``key`` names someone on the file; they are looked up among those offered, so that no other
    person can be put there by hand.
    """

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta(RecordForm.Meta):
        model = Attendee
        fields = ["agency", "name", "attendance", "threshold", "view"]
        labels = {"name": "Name and job", "attendance": "Came?"}

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = known
        offered = known.get(self["key"].value() or "")
        self.who = str(self.instance) if self.instance.pk else offered.label if offered else ""
        attendance = self.fields["attendance"]
        attendance.choices = [
            choice for choice in Attendance.choices if choice[0] != Attendance.INVITED
        ]
        self.fields["view"].widget.attrs["rows"] = 1
        if self.who:
            self.known_already()

    def known_already(self):
        """Nothing is taken for granted about whether someone asked, or on the file, came."""
        attendance = self.fields["attendance"]
        attendance.choices = [
            ("", "Not said" if self.instance.pk else "Was not asked"),
            *attendance.choices,
        ]
        attendance.required, attendance.label = False, self.who
        if self.initial.get("attendance") == Attendance.INVITED:
            self.initial["attendance"] = ""
        del self.fields["agency"], self.fields["name"]

    def clean(self):
        cleaned = super().clean()
        if offered := self.known.get(cleaned.get("key")):
            self.instance.agency = offered.agency
            for name, value in offered.who.items():
                setattr(self.instance, name, value)
        return cleaned

    def clean_attendance(self):
        return self.cleaned_data["attendance"] or Attendance.INVITED

    def place_errors(self, errors):
        """A name that is missing is said beside the box for it."""
        if "name" in self.fields and hasattr(errors, "error_dict"):
            for error in errors.error_dict.pop("__all__", []):
                self.add_error("name", error)
        super().place_errors(errors)

    def unchecked_fields(self):
        """The meeting is made on saving."""
        return super().unchecked_fields() | {"meeting"}


def attendees_for(meeting, child, worker, data=None, *, thresholds=False):
    """Those invited; otherwise rows for anyone, then those on the child's file."""
    known = {} if meeting.pk else {known.key: known for known in known_to(child, worker)}
    empty = [{"agency": agency, "attendance": Attendance.CAME} for agency in OTHERS]
    offered = [{"key": key, "attendance": ""} for key in known]
    leave_out = [] if thresholds else ["threshold"]
    rows = inlineformset_factory(
        Meeting,
        Attendee,
        form=AttendeeForm,
        extra=len(empty) + len(offered),
        can_delete=False,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
        fields=[name for name in AttendeeForm.Meta.fields if name not in leave_out],
    )
    formset = rows(
        data,
        instance=meeting,
        prefix="attendees",
        initial=[*empty, *offered],
        queryset=Attendee.objects.known_to(worker).with_who(),
        form_kwargs={"known": known},
        error_messages=TOO_MANY_ROWS,
    )
    return formset


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


class MinutesSentForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Meeting
        fields = ["minutes_sent_on"]
        labels = {"minutes_sent_on": "When did the minutes go out?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["minutes_sent_on"].past = self.fields["minutes_sent_on"].required = True
        self.initial["minutes_sent_on"] = timezone.localdate()


class PutOffForm(forms.Form):
    """Why a meeting will not be on its day, and when it will be instead."""

    because = forms.CharField(
        label="Why will it not be held that day?",
        max_length=200,
        error_messages={"required": "Say why it will not be held that day"},
    )
    starts_at = DateTimeField(
        label="When will it be instead?",
        required=False,
        help_text="Leave empty if no day is agreed yet",
    )

    def clean_starts_at(self):
        starts_at = self.cleaned_data["starts_at"]
        if starts_at and starts_at < timezone.now():
            raise ValidationError("The new day must be later than now")
        return starts_at
