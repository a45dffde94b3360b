from django import forms
from django.db import transaction

from casework.children.extensions.shared_records import for_file_of
from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Checkboxes, Textarea
from casework.interface.words import full_day, listed
from casework.legal.models import LegalStatus

EXTEND = (
    "An emergency protection order stands already. Where a court extended it, it is the same order:"
    " extend it on the page before"
)


class LegalStatusForm(ConstraintErrorsMixin, RecordForm):
    """One order or agreement, the same for the brothers and sisters who are ticked."""

    beside = {"legal_once": "kind", "legal_lasts_after_it_starts": "until"}

    also = forms.ModelMultipleChoiceField(
        Child.objects.none(), required=False, widget=Checkboxes, label="Who else is it about?"
    )
    replaces = forms.ModelMultipleChoiceField(
        LegalStatus.objects.none(),
        required=False,
        widget=Checkboxes,
        label="What does it take the place of?",
        help_text="It ends on the day this begins",
    )

    class Meta(RecordForm.Meta):
        model = LegalStatus
        fields = ["kind", "started_on", "started_time", "court", "case_number", "until", "note"]
        widgets = {
            "note": Textarea(rows=4),
            "started_time": forms.TimeInput(attrs={"inputmode": "numeric"}),
        }
        labels = {"started_on": "From which day?", "started_time": "At what time, if you know it"}
        help_texts = {
            "started_time": "Such as 14:30. The 72 hours of police protection begin then",
            "court": "Such as: Northmoor Family Court; Kirsty, his mother",
            "until": "An emergency protection order that a court extends is not recorded again:"
            " extend it on the page before",
        }

    field_order = [*Meta.fields[:1], "replaces", *Meta.fields[1:], "also"]

    def __init__(self, *args, siblings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["started_on"].past = True
        self.fields["started_on"].named = "day it began"
        standing = LegalStatus.objects.of_child(self.instance.child).filter(ended_on=None)
        self.fields["replaces"].queryset = standing.strongest_first()
        if not standing:
            del self.fields["replaces"]
        self.fields["also"].queryset = siblings
        self.fields["also"].label_from_instance = lambda child: child.first_name
        if not siblings:
            del self.fields["also"]

    def clean_started_on(self):
        day, child = self.cleaned_data["started_on"], self.instance.child
        born_on = child.person.born_on
        if day and born_on and born_on > day:
            raise forms.ValidationError(
                f"{child.first_name} was born on {full_day(born_on)}: it cannot begin before that"
            )
        return day

    def clean(self):
        cleaned = super().clean()
        day = cleaned.get("started_on")
        standing = LegalStatus.objects.to_extend().of_child(self.instance.child)
        if cleaned.get("kind") == LegalStatus.Kind.EMERGENCY and standing.exists():
            self.add_error("kind", EXTEND)
        late = [old for old in cleaned.get("replaces", []) if day and old.started_on > day]
        if late:
            self.add_error(
                "replaces", f"{listed(map(str, late))} began later than this: check both days"
            )
        return cleaned

    @transaction.atomic
    def save(self, commit=True):
        status = self.instance
        for old in self.cleaned_data.get("replaces", []):
            end(old, status.started_on)
        status.save()
        self.about = [status.child]
        for child in self.cleaned_data.get("also", []):
            standing = LegalStatus.objects.of_child(child).filter(ended_on=None)
            if standing.filter(kind=status.kind).exists():
                continue
            kinds = [old.kind for old in self.cleaned_data.get("replaces", [])]
            for old in standing.filter(kind__in=kinds, started_on__lte=status.started_on):
                end(old, status.started_on)
            facts = {name: getattr(status, name) for name in self._meta.fields}
            facts = for_file_of(child, [status.child], status.recorded_by, facts)
            LegalStatus.on_file_of(child, status.recorded_by, **facts).save()
            self.about.append(child)
        return status


def end(old: LegalStatus, day) -> None:
    old.ended_on, old.ended_because = day, LegalStatus.Ended.REPLACED
    old.save()


class EndForm(ConstraintErrorsMixin, RecordForm):
    beside = {"legal_ends_after_it_starts": "ended_on", "legal_end_has_its_reason": "ended_because"}

    class Meta(RecordForm.Meta):
        model = LegalStatus
        fields = ["ended_on", "ended_because", "note"]
        widgets = {"note": Textarea(rows=3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("ended_on", "ended_because"):
            self.fields[name].required = True
        self.fields["ended_on"].past = True
        self.fields["ended_on"].named = "day it ended"


class ExtendForm(ConstraintErrorsMixin, RecordForm):
    """A court extended an emergency protection order: the same for the brothers and sisters ticked
    whose order stands too."""

    beside = {
        "legal_extended_whole": "extended_until",
        "legal_extended_while_it_stood": "extended_on",
        "legal_extended_by_seven_days": "extended_until",
    }

    also = forms.ModelMultipleChoiceField(
        LegalStatus.objects.none(), required=False, widget=Checkboxes, label="Whose as well?"
    )

    class Meta(RecordForm.Meta):
        model = LegalStatus
        fields = ["extended_on", "extended_until", "note"]
        widgets = {"note": Textarea(rows=3)}
        labels = {
            "extended_on": "When did the court extend it?",
            "extended_until": "Until and with which day?",
        }
        help_texts = {"extended_until": "Once, and by 7 days at most"}

    def __init__(self, *args, siblings, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("extended_on", "extended_until"):
            self.fields[name].required = True
        self.fields["extended_on"].past = True
        self.fields["extended_on"].named = "day the court extended it"
        others = LegalStatus.objects.to_extend().filter(child__in=siblings)
        others = others.filter(started_on=self.instance.started_on).select_related("child__person")
        self.fields["also"].queryset = others
        self.fields["also"].label_from_instance = lambda order: order.child.first_name
        if not others:
            del self.fields["also"]

    @transaction.atomic
    def save(self, commit=True):
        orders = [self.instance, *self.cleaned_data.get("also", [])]
        for order in orders:
            order.extended_on = self.instance.extended_on
            order.extended_until = self.instance.extended_until
            order.save()
        self.about = [order.child for order in orders]
        return self.instance
