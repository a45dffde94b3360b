from hashlib import sha1
from typing import Any

from django import forms
from django.utils import timezone

from casework.approvals.operations import send_back
from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.disclosure.models import Disclosure, NameAnswer, Redaction
from casework.disclosure.names import TITLES, WORKERS, Found
from casework.disclosure.operations import allow, ask_to_agree, pick
from casework.disclosure.presentation import in_words
from casework.disclosure.reasons import KEEP, REDACT, reasons
from casework.disclosure.redaction import EVERYWHERE
from casework.disclosure.texts import Candidate
from casework.disclosure.third_parties import places_shown
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Checkboxes, DateField, FoldedCheckboxes, Radios, Textarea
from casework.interface.words import counted, full_day


class DisclosureForm(ConstraintErrorsMixin, RecordForm):
    """Who asked, for what, on what basis, and how it was made sure that they may have it."""

    beside = {
        "disclosure_access_is_counted": "due_on",
        "disclosure_due_after_it_came": "due_on",
        "disclosure_proof_after_it_came": "proof_asked_on",
        "disclosure_proof_was_asked_for": "proof_came_on",
    }

    class Meta(RecordForm.Meta):
        model = Disclosure
        fields = [
            "kind",
            "received_on",
            "due_on",
            "asked_by",
            "asker",
            "basis",
            "identity_words",
            "proof_asked_on",
            "proof_came_on",
            "entitlement",
        ]
        widgets = {
            "kind": Radios,
            "asked_by": Radios,
            "basis": Textarea(rows=2),
            "entitlement": Textarea(rows=3),
        }
        help_texts = {
            "due_on": "Leave it empty for a subject access request: one calendar month is counted"
            " from the day it came, or from the day the proof came that you had to ask for",
            "basis": "Such as: article 15 of the UK GDPR; order of 3 March, paragraph 4",
            "identity_words": "Such as: known to us for years; passport seen on 4 May",
            "proof_asked_on": "Only if you could not know without it who they are",
            "entitlement": "A parent: that they hold parental responsibility, and that the child"
            " agrees or is too young to decide. Someone acting for them: the written consent. A"
            " child: that they understand what they ask for",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("received_on", "proof_asked_on", "proof_came_on"):
            self.fields[name].past = True


class TickForm(forms.Form):
    """Which records are ticked beforehand; the answers stand in the address."""

    since = DateField(label="From", named="first day", required=False)
    until = DateField(label="Until", named="last day", required=False)
    label = forms.MultipleChoiceField(
        label="Only these", required=False, widget=Checkboxes(small=True)
    )

    def __init__(self, data, candidates: list[Candidate]):
        super().__init__(data)
        labels = sorted({entry.label for entry in candidates})
        label: Any = self.fields["label"]
        label.choices = [(name, name) for name in labels]
        self.asked = bool(data)

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be on or after the first")
        return cleaned

    def ticks(self, entry: Candidate) -> bool:
        data = self.cleaned_data
        since, until, day = data.get("since"), data.get("until"), entry.happened_on
        if data.get("label") and entry.label not in data["label"]:
            return False
        if day is None:
            return not (since or until)
        return (not since or since <= day) and (not until or day <= until)


class OfDisclosureForm(RecordForm):
    """Something done to a disclosure as a whole."""

    class Meta(RecordForm.Meta):
        model = Disclosure
        fields: list[str] = []

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker


class PickForm(OfDisclosureForm):
    records = forms.MultipleChoiceField(
        label="Which records go in?",
        widget=FoldedCheckboxes(small=True),
        error_messages={
            "required": "Tick at least one record",
            "invalid_choice": "One of these records is no longer on the file",
        },
    )

    def __init__(self, *args, candidates: list[Candidate], ticked: set[str], **kwargs):
        super().__init__(*args, **kwargs)
        records: Any = self.fields["records"]
        records.choices = [
            (label, [(entry.key, in_words(entry)) for entry in candidates if entry.label == label])
            for label in dict.fromkeys(sorted(entry.label for entry in candidates))
        ]
        self.initial["records"] = [entry.key for entry in candidates if entry.key in ticked]

    def save(self, commit=True):
        pick(self.instance, set(self.cleaned_data["records"]), by=self.worker)
        return self.instance


ALL, NTH, THROUGHOUT = "all", "nth", "throughout"


class RedactionForm(ConstraintErrorsMixin, RecordForm):
    """Words to black out: here each time, here once, or in every record that is given.

    Whether words stand there is said of what the reader is shown: of a sentence that is left out
    the answer is the same whether it holds them or not.
    """

    beside = {"redaction_other_says_why": "note"}

    where = forms.ChoiceField(
        label="Where?",
        choices=[
            (ALL, "Each time they stand in this record"),
            (NTH, "Only one of those times"),
            (THROUGHOUT, "In every record that is given"),
        ],
        initial=ALL,
        widget=Radios(reveals={NTH: "place"}),
    )
    place = forms.IntegerField(
        label="Which time? 1 is the first", required=False, min_value=1, max_value=9999
    )
    reason = forms.ChoiceField(
        label="Why?",
        choices=lambda: [reason.choice for reason in reasons(REDACT).values()],
        widget=Radios,
        error_messages={"required": "Say why they are blacked out"},
    )

    field_order = ["words", "where", "place", "reason", "note"]

    class Meta(RecordForm.Meta):
        model = Redaction
        fields = ["words", "note"]
        widgets = {"words": Textarea(rows=2)}
        help_texts = {
            "words": "Exactly as they stand in the record: a name, a sentence, a paragraph",
            "note": "For your colleagues; it is not given to anyone",
        }
        error_messages = {"words": {"required": "Write the words to black out"}}

    def __init__(self, *args, hidden: list[Child], **kwargs):
        super().__init__(*args, **kwargs)
        self.hidden = hidden

    def clean(self):
        cleaned = super().clean()
        words, where = cleaned.get("words", ""), cleaned.get("where")
        shown = places_shown(words, self.instance.record.text, self.hidden)
        times = len(shown)
        if words and not times:
            self.add_error("words", "These words do not stand in this record")
        if where == NTH and not cleaned.get("place"):
            self.add_error("place", "Say which time they are blacked out")
        elif where == NTH and times and cleaned["place"] > times:
            self.add_error("place", f"They stand here {counted(times, 'times')} only")
        if where == THROUGHOUT and len(words) > LONGEST_NAME:
            self.add_error("words", "For every record, write a name or a few words")
        counted_here = where == NTH and 0 < (cleaned.get("place") or 0) <= times
        self.instance.place = shown[cleaned["place"] - 1] if counted_here else EVERYWHERE
        self.instance.reason = cleaned.get("reason", "")
        return cleaned

    def save(self, commit=True):
        if self.cleaned_data["where"] != THROUGHOUT:
            return super().save()
        made = self.instance
        disclosure, by = made.record.disclosure, made.made_by
        return answer_name(disclosure, made.words, REDACT, made.reason, by, made.note)


LONGEST_NAME = 150


def answer_name(disclosure, name: str, answer: str, reason: str, by, note="") -> NameAnswer:
    facts = {"answer": answer, "reason": reason, "answered_by": by, "note": note}
    name = " ".join(name.split())
    return NameAnswer.objects.update_or_create(disclosure=disclosure, name=name, defaults=facts)[0]


class NamesForm(OfDisclosureForm):
    """What becomes of each name. Those who work here are proposed to stay; nothing is decided
    before it is saved."""

    def __init__(self, *args, found: list[Found], **kwargs):
        super().__init__(*args, **kwargs)
        self.there = {answer.name: answer for answer in self.instance.names.all()}
        self.asked = {field_of(entry.name): entry for entry in found}
        for field, entry in self.asked.items():
            self.fields[field] = forms.ChoiceField(
                label=entry.name,
                required=False,
                choices=[*ANSWERS, *self.own_reason(entry.name)],
                help_text=said_of(entry),
            )
            self.initial[field] = self.answer_to(entry)

    def answer_to(self, entry: Found) -> str:
        if answer := self.there.get(entry.name):
            return f"{answer.answer} {answer.reason}"
        return f"{KEEP} professional" if entry.who.group == WORKERS else ""

    def own_reason(self, name: str) -> list[tuple[str, str]]:
        """A reason that was written down where the words were blacked out: it can be kept."""
        answer = self.there.get(name)
        if answer is None or answer.reason != "other":
            return []
        return [(f"{answer.answer} other", f"Black out: {answer.note}")]

    @property
    def groups(self) -> list[tuple[str, list]]:
        """The fields under the heading of those they are about."""
        return [
            (title, [self[field] for field in self.fields_of(group)])
            for group, title in TITLES.items()
            if self.fields_of(group)
        ]

    def fields_of(self, group: str) -> list[str]:
        return [field for field, entry in self.asked.items() if entry.who.group == group]

    def save(self, commit=True):
        for field, entry in self.asked.items():
            answer, _, reason = self.cleaned_data[field].partition(" ")
            there = self.there.get(entry.name)
            if there and (there.answer, there.reason) == (answer, reason):
                continue
            if answer:
                answer_name(self.instance, entry.name, answer, reason, self.worker)
            elif there:
                there.delete()
        return self.instance


def field_of(name: str) -> str:
    return f"name_{sha1(name.encode(), usedforsecurity=False).hexdigest()[:12]}"


def said_of(entry: Found) -> str:
    who = f"{entry.who.words}; " if entry.who.words else ""
    return f"{who}{counted(entry.count, 'times')} in {counted(entry.records, 'records')}"


def answers(answer: str, verb: str) -> list[tuple[str, str]]:
    some = [reason for reason in reasons(answer).values() if reason.code != "other"]
    return [
        (f"{answer} {reason.code}", f"{verb}: {reason.words[:1].lower()}{reason.words[1:]}")
        for reason in some
    ]


ANSWERS = [("", "Not answered"), *answers(REDACT, "Black out"), *answers(KEEP, "Leave in")]


class SubmitForm(OfDisclosureForm):
    """Asks a manager, once everything is picked and answered."""

    def __init__(self, *args, lacking: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.lacking = lacking

    def clean(self):
        for words in self.lacking:
            self.add_error(None, f"First {words}")
        return super().clean()

    def save(self, commit=True):
        ask_to_agree(self.instance, by=self.worker)
        return self.instance


class DecideForm(SubmitForm):
    """A manager agrees to what the preview shows, or sends it back with what to put right."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta(RecordForm.Meta):
        model = Disclosure
        fields = ["returned_because"]
        labels = {"returned_because": "If you send it back: what to put right"}

    def __init__(self, *args, mark: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.mark, self.sends_back = mark, "send_back" in self.data
        self.before = self.instance.returned_because
        self.initial = {**self.initial, "returned_because": "", "shown": mark}
        if self.sends_back:
            self.lacking = []

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("shown") not in ("", self.mark):
            self.data = self.data.copy()
            self.data[self.add_prefix("shown")] = self.mark
            self.add_error(
                None, "It was changed while you were reading: read it again, then decide"
            )
        if self.sends_back and not cleaned.get("returned_because"):
            self.add_error("returned_because", "Say what to put right")
        if not self.sends_back:
            cleaned["returned_because"] = self.before
        return cleaned

    def save(self, commit=True):
        if self.sends_back:
            send_back(self.instance, by=self.worker)
        else:
            allow(self.instance, by=self.worker)
        return self.instance


class ExtendForm(ConstraintErrorsMixin, OfDisclosureForm):
    """Two months more for a complex request, told with the reason within the first month."""

    beside = {"disclosure_extended_says_why": "extended_because"}

    class Meta(RecordForm.Meta):
        model = Disclosure
        fields = ["extended_because", "extended_on"]
        widgets = {"extended_because": Textarea(rows=3)}
        help_texts = {"extended_because": "As you told them: what makes this request complex"}

    def __init__(self, *args, last_day, **kwargs):
        super().__init__(*args, **kwargs)
        self.last_day = last_day
        for name in self.fields:
            self.fields[name].required = True
        self.fields["extended_on"].past = True
        self.initial.setdefault("extended_on", timezone.localdate())

    def clean_extended_on(self):
        told = self.cleaned_data["extended_on"]
        if self.last_day and told > self.last_day:
            raise forms.ValidationError(
                f"They had to be told by {full_day(self.last_day)}: the time cannot be extended"
            )
        return told


class EndForm(ConstraintErrorsMixin, OfDisclosureForm):
    """Nothing is given: they asked no longer, or it was refused."""

    beside = {"disclosure_ended_says_why": "ended_on"}

    class Meta(RecordForm.Meta):
        model = Disclosure
        fields = ["ended_because", "ended_on"]
        widgets = {"ended_because": Textarea(rows=3)}
        help_texts = {
            "ended_because": "Such as: they asked no longer; refused, with the reason they were"
            " given and that they may complain to the Information Commissioner"
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].required = True
        self.fields["ended_on"].past = True
