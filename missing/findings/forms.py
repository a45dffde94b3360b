"""The forms of a finding: writing it down, and saying what will happen because of it."""

from typing import cast

from django import forms
from django.utils import timezone

from casework.actions.models import Action
from casework.actions.owners import owner_choices, owner_facts
from casework.actions.plan_needs import need_choices, put_under_need
from casework.children.forms import RecordForm
from casework.interface import words
from casework.interface.forms import Checkboxes, DateField, DateTimeField, Radios, Textarea
from casework.meetings.models import Meeting
from missing.findings.likeness import alike, is_same
from missing.models import Finding, Subject, area_of

Ending = Finding.Ending
NAMED = set(Subject.Kind.values)


class FindingForm(RecordForm):
    """One thing learned. What recurs is named, so that it is seen when another child names it."""

    NEW = "new"
    same_as = forms.ChoiceField(
        label="Something like it was named before. Is it the same?",
        widget=Radios,
        error_messages={"required": "Say whether it is one that was named before"},
    )
    postcode = forms.CharField(
        label="For a place: its postcode, or the first half", required=False, max_length=8
    )

    class Meta(RecordForm.Meta):
        model = Finding
        fields = ["kind", "text", "named", "own_words"]
        help_texts = {
            "named": "For a person, place, vehicle or account: a nickname, a street, a number plate"
        }
        widgets = {
            "kind": Radios,
            "text": Textarea(rows=2),
            "own_words": Textarea(rows=2),
            "named": forms.TextInput({"list": "names-before"}),
        }

    field_order = ["kind", "text", "named", "same_as", "postcode", "own_words"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Finding.Kind.choices
        self.fields["own_words"].label = f"{self.instance.child.first_name}’s own words"
        self.fields["own_words"].required = False
        self.alike = {str(subject.pk): subject for subject in self.named_before()}
        if self.alike:
            known = [(key, words_about(subject)) for key, subject in self.alike.items()]
            self.fields["same_as"].choices = [*known, (self.NEW, "No, it is another")]
        else:
            del self.fields["same_as"]

    def named_before(self) -> list[Subject]:
        """Asked about once something was written: what reads like it, where none is it exactly."""
        kind, name = (self.data.get(self.add_prefix(field), "") for field in ("kind", "named"))
        known = alike(self.instance.recorded_by, kind, name)
        return [] if any(is_same(subject, name) for subject in known) else known

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
            same = self.alike.get(data.get("same_as", ""))
            finding.subject = same or Subject.named(
                finding.authority_id, data["kind"], data["named"]
            )
        else:
            finding.named = ""
        if data["kind"] == Finding.Kind.PLACE:
            finding.area = area_of(data["postcode"])
        return super().save()


def words_about(subject: Subject) -> str:
    return f"{subject}, in {words.counted(subject.interviews, 'interviews')}"


def what_was_named(finding: Finding) -> str:
    """Vehicle: Grey Corsa, NK18. Of a place, its area too. Nothing where nothing was named."""
    if not finding.named:
        return ""
    area = f", in {finding.area}" if finding.area else ""
    return f"{finding.get_kind_display()}: {finding.named}{area}"


FIELDS = {
    Ending.ACTION: ("what", "owner", "due_on", "need"),
    Ending.RISK: ("risk_because",),
    Ending.STRATEGY: ("strategy_at",),
    Ending.PARTNER: ("partner", "partner_name", "sent", "also_named"),
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
    also_named = forms.ModelMultipleChoiceField(
        queryset=Finding.objects.none(),
        label="What else was named in this interview? Tick what goes with it",
        widget=Checkboxes,
        required=False,
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
        named = what_was_named(self.instance)
        self.initial["sent"] = self.instance.sent or "\n".join(
            filter(None, [self.instance.text, named])
        )
        others = self.instance.interview.findings.exclude(named="").exclude(pk=self.instance.pk)
        if others:
            self.fields["also_named"].queryset = others.oldest_first()
            self.fields["also_named"].label_from_instance = what_was_named
        else:
            del self.fields["also_named"]
            reveals[Ending.PARTNER] = FIELDS[Ending.PARTNER][:-1]

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
        if data.get("sent"):
            more = [what_was_named(finding) for finding in data.get("also_named") or ()]
            data["sent"] = "\n".join(
                [data["sent"], *(named for named in more if named not in data["sent"])]
            )
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


class JoinForm(forms.Form):
    """Which of two names stands: the one a name is joined with."""

    into = forms.ChoiceField(label="Which one is it the same as?", required=False, widget=Radios)
    called = forms.CharField(
        label="Or write how the other is called",
        required=False,
        max_length=120,
        help_text="As it stands in a finding, in any order of its words",
    )

    def __init__(self, *args, subject: Subject, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject, self.worker = subject, worker
        known = alike(worker, subject.kind, str(subject), besides=subject)
        self.alike = {str(other.pk): other for other in known}
        if self.alike:
            named = [(key, words_about(known)) for key, known in self.alike.items()]
            into = cast(forms.ChoiceField, self.fields["into"])
            into.choices = [*named, ("", "None of these")]
        else:
            del self.fields["into"]
            self.fields["called"].label = "How is the other called?"

    def clean(self):
        cleaned = super().clean()
        chosen = self.alike.get(cleaned.get("into") or "")
        if name := cleaned.get("called"):
            known = alike(self.worker, self.subject.kind, name, besides=self.subject)
            chosen = next((subject for subject in known if is_same(subject, name)), None)
            if chosen is None:
                self.add_error("called", "Nothing of this kind that you may know of is called this")
        elif chosen is None:
            field = "into" if self.alike else "called"
            self.add_error(field, "Choose the one it is the same as, or write how it is called")
        cleaned["other"] = chosen
        return cleaned
