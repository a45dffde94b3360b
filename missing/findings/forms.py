"""The forms of a finding: writing it down, and saying what will happen because of it."""

from django import forms
from django.utils import timezone

from casework.actions.models import Action
from casework.actions.owners import owner_choices, owner_facts
from casework.actions.plan_needs import need_choices, put_under_need
from casework.children.forms import RecordForm
from casework.interface.forms import DateField, DateTimeField, Radios, Textarea
from casework.meetings.models import Meeting
from missing.models import Finding, Subject, area_of

Ending = Finding.Ending
NAMED = set(Subject.Kind.values)


class FindingForm(RecordForm):
    """One thing learned. What recurs is named, so that it is seen when another child names it."""

    postcode = forms.CharField(
        label="For a place: its postcode, or the first half", required=False, max_length=8
    )

    class Meta(RecordForm.Meta):
        model = Finding
        fields = ["kind", "text", "named", "own_words"]
        help_texts = {
            "named": "For a person, place, vehicle or account: a nickname, a street, a number plate"
        }
        widgets = {"kind": Radios, "text": Textarea(rows=2), "own_words": Textarea(rows=2)}

    field_order = ["kind", "text", "named", "postcode", "own_words"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Finding.Kind.choices
        self.fields["own_words"].label = f"{self.instance.child.first_name}’s own words"
        self.fields["own_words"].required = False

    def clean_postcode(self):
        typed = self.cleaned_data["postcode"]
        if typed and not area_of(typed):
            raise forms.ValidationError("Give a postcode such as NE1 4AB, or its first half")
        return typed

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") in NAMED and not cleaned.get("named"):
            self.add_error("named", "Say what it is called, or what people call it")
        return cleaned

    def save(self, commit=True):
        finding, data = self.instance, self.cleaned_data
        if data["kind"] in NAMED:
            finding.subject = Subject.named(finding.authority_id, data["kind"], data["named"])
        else:
            finding.named = ""
        if data["kind"] == Finding.Kind.PLACE:
            finding.area = area_of(data["postcode"])
        return super().save()


FIELDS = {
    Ending.ACTION: ("what", "owner", "due_on", "need"),
    Ending.RISK: ("risk_because",),
    Ending.STRATEGY: ("strategy_at",),
    Ending.PARTNER: ("partner", "partner_name", "sent"),
    Ending.CONSIDERED: ("considered_because",),
}
ASKED = {
    "what": "Say what will be done",
    "owner": "Choose who will do it: one person, by name",
    "due_on": "Give the date it must be done by",
    "risk_because": "Say what changes in how we see the risk",
    "strategy_at": "Say when the strategy discussion is",
    "partner": "Choose who you pass it to",
    "sent": "Write what you will send",
    "considered_because": "Say why nothing changes",
}


class UseForm(RecordForm):
    """One of five endings; choosing one opens only its own questions."""

    what = forms.CharField(
        label="What will be done?", required=False, widget=Textarea(rows=2), max_length=500
    )
    owner = forms.ChoiceField(label="Who will do it?", required=False)
    due_on = DateField(label="By what date?", named="date to do it by", required=False)
    need = forms.ChoiceField(label="Which need does it answer?", required=False)
    risk_because = forms.CharField(
        label="What changes in how we see the risk?", required=False, widget=Textarea(rows=3)
    )
    strategy_at = DateTimeField(
        label="When is it?", named="time of the strategy discussion", required=False
    )
    considered_because = forms.CharField(
        label="Why does nothing change?", required=False, widget=Textarea(rows=3)
    )

    class Meta(RecordForm.Meta):
        model = Finding
        fields = ["ending", "partner", "partner_name", "sent"]
        help_texts = {
            "sent": "The child’s name is left out unless you write it",
            "partner_name": "The person, and how to reach them",
        }
        widgets = {"sent": Textarea(rows=3)}

    field_order = ["ending", *(name for names in FIELDS.values() for name in names)]

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        child = self.instance.child
        choices = need_choices(child)
        reveals = dict(FIELDS)
        if choices:
            self.fields["need"].choices = [("", "None of these"), *choices]
        else:
            del self.fields["need"]
            reveals[Ending.ACTION] = FIELDS[Ending.ACTION][:-1]
        self.fields["owner"].choices = owner_choices(child)
        self.fields["ending"].choices = Ending.choices
        self.fields["ending"].required = True
        self.fields["ending"].error_messages["required"] = "Choose what will happen"
        self.fields["ending"].widget = Radios(reveals=reveals)
        self.fields["ending"].widget.choices = Ending.choices
        self.initial["sent"] = self.instance.sent or self.instance.text

    def clean(self):
        cleaned = super().clean()
        for name in FIELDS.get(cleaned.get("ending"), ()):
            if name in ASKED and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, ASKED[name])
        today = timezone.localdate()
        if cleaned.get("ending") == Ending.ACTION and (cleaned.get("due_on") or today) < today:
            self.add_error("due_on", "The date to do it by must be today or later")
        return cleaned

    def unchecked_fields(self):
        """What an ending needs is said beside its own fields."""
        return super().unchecked_fields() | {"partner", "sent", "because", "ending"}

    def fill_and_check(self):
        """Only the chosen ending's answers are kept."""
        data, ending = self.cleaned_data, self.cleaned_data.get("ending")
        for name in ("partner", "partner_name", "sent"):
            if ending != Ending.PARTNER and name in data:
                data[name] = ""
        self.instance.because = data.get(f"{ending}_because") or ""
        super().fill_and_check()

    def validate_constraints(self):
        """The database keeps them; each is asked for above in its own words."""

    def save(self, commit=True):
        finding, data = self.instance, self.cleaned_data
        finding.ended_on, finding.ended_by = timezone.localdate(), self.worker
        if finding.ending == Ending.ACTION:
            finding.action = self.make_action()
        if finding.ending == Ending.STRATEGY:
            finding.meeting = self.plan_strategy()
        finding = super().save()
        if finding.action_id and data.get("need"):
            put_under_need(finding.action, data["need"])
        return finding

    def make_action(self) -> Action:
        data = self.cleaned_data
        action = Action.on_file_of(
            self.instance.child,
            self.worker,
            source=Action.Source.INTERVIEW,
            what=data["what"],
            due_on=data["due_on"],
            agreed_on=timezone.localdate(),
            **owner_facts(data["owner"]),
        )
        action.save()
        return action

    def plan_strategy(self) -> Meeting:
        """The one already planned for this child at that time, or a new one."""
        child, at = self.instance.child, self.cleaned_data["strategy_at"]
        planned = child.meetings.planned().filter(kind=Meeting.Kind.STRATEGY, starts_at=at)
        if meeting := planned.first():
            return meeting
        meeting = Meeting.objects.create(
            authority_id=child.authority_id,
            kind=Meeting.Kind.STRATEGY,
            starts_at=at,
            recorded_by=self.worker,
        )
        meeting.children.add(child)
        return meeting
