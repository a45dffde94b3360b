from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.confidentiality.models import Restriction
from casework.confidentiality.restrictions import operations
from casework.interface.forms import Checkboxes, DateField, Radios, Textarea

AT_MOST = timedelta(days=366)
KEEP, OPEN = "keep", "open"
REVIEWED_WITHIN_A_YEAR = "Look at it again within a year"


def why(label: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label, widget=Textarea(attrs={"rows": 3}), error_messages={"required": missing}
    )


def ahead(day):
    """A day on which a restriction is looked at again: to come, and within a year."""
    today = timezone.localdate()
    if day and day <= today:
        raise ValidationError("Give a day that is to come")
    if day and day > today + AT_MOST:
        raise ValidationError(REVIEWED_WITHIN_A_YEAR)
    return day


def those_who_read_files(authority):
    return Worker.objects.of(authority).who_may(Permission.READ_FILES)


def choices(workers, empty: str) -> list:
    named = [(worker.pk, f"{worker}, {worker.get_role_display().lower()}") for worker in workers]
    return [("", empty), *named]


class RestrictForm(forms.Form):
    """Why a file is restricted, who may still open it, and until when nobody looks again."""

    because = why("Why is it restricted?", "Say why it is restricted")
    named = forms.ModelMultipleChoiceField(
        Worker.objects.none(),
        required=False,
        widget=Checkboxes,
        label="Who can open it now, and may go on?",
        help_text="Anyone you leave out is put out at once, and what they do for the child ends. "
        "You are named yourself",
    )
    another = forms.ModelChoiceField(
        Worker.objects.none(),
        required=False,
        label="Name someone else as well",
        help_text="You can name more people afterwards",
    )
    review_on = DateField(
        label="When is it looked at again?",
        help_text="You are reminded. It does not open by itself",
        error_messages={"required": "Give the day it is looked at again"},
    )
    family_of = forms.ModelChoiceField(
        Worker.objects.none(),
        required=False,
        label="Is it the family of a member of staff? Whose?",
        help_text="Then another manager has to agree before the file is restricted",
    )

    def __init__(self, *args, child, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.child, self.by = child, by
        inside = [worker for worker in operations.may_open(child) if worker.pk != by.pk]
        self.offer("named", inside)
        self.fields["named"].choices = choices(inside, "")[1:]
        self.initial.setdefault("named", [worker.pk for worker in inside])
        if not inside:
            del self.fields["named"]
        others = those_who_read_files(by.authority_id).exclude(pk=by.pk)
        self.fields["another"].queryset = others
        self.fields["another"].choices = choices(others, "Nobody else")
        staff = Worker.objects.of(by.authority_id).working().exclude(pk=by.pk)
        self.fields["family_of"].queryset = staff
        self.fields["family_of"].choices = choices(staff, "No")

    def offer(self, field, workers):
        self.fields[field].queryset = Worker.objects.filter(
            pk__in=[worker.pk for worker in workers]
        )

    def clean_review_on(self):
        return ahead(self.cleaned_data["review_on"])

    def clean(self):
        cleaned = super().clean()
        theirs = cleaned.get("family_of")
        for field in ("named", "another"):
            chosen = cleaned.get(field) or []
            if theirs and theirs in (chosen if field == "named" else [chosen]):
                self.add_error(field, f"{theirs} may not open the file of their own family")
        return cleaned

    def save(self) -> Restriction:
        facts = self.cleaned_data
        restriction = Restriction.on_file_of(
            self.child,
            self.by,
            because=facts["because"],
            family_of=facts["family_of"],
            review_on=facts["review_on"],
        )
        named = [self.by, *facts.get("named", ()), facts["another"]]
        return operations.restrict(restriction, [worker for worker in named if worker], by=self.by)


class NameForm(forms.Form):
    """One more person who may open the file, and why."""

    worker = forms.ModelChoiceField(
        Worker.objects.none(),
        label="Who may open it as well?",
        error_messages={"required": "Choose a worker"},
    )
    because = why("Why?", "Say why they may open it")

    def __init__(self, *args, restriction, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.restriction, self.by = restriction, by
        inside = [worker.pk for worker in operations.may_open(restriction.child)]
        others = those_who_read_files(by.authority_id).exclude(pk__in=inside)
        others = others.exclude(pk=restriction.family_of_id)
        self.fields["worker"].queryset = others
        self.fields["worker"].choices = choices(others, "Choose one")

    def save(self) -> None:
        facts = self.cleaned_data
        because = facts["because"][:200]
        operations.name(self.restriction, facts["worker"], because=because, by=self.by)


class PutOutForm(forms.Form):
    because = why("Why?", "Say why they may open it no more")

    def __init__(self, *args, restriction, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.restriction, self.worker = restriction, worker

    def clean(self):
        cleaned = super().clean()
        left = operations.managers_of(self.restriction.child)
        if not any(manager != self.worker for manager in left):
            raise ValidationError(operations.LAST_MANAGER)
        return cleaned

    def save(self) -> None:
        operations.put_out(self.restriction, self.worker, because=self.cleaned_data["because"])


class ReviewForm(forms.Form):
    """Looked at again: it stays restricted until another day, or it ends."""

    decision = forms.ChoiceField(
        label="Must the file stay restricted?",
        widget=Radios(reveals={KEEP: "until"}),
        choices=[
            (KEEP, "Yes: look at it again on another day"),
            (OPEN, "No: the team may know of it again"),
        ],
        error_messages={"required": "Say whether it stays restricted"},
    )
    until = DateField(label="If yes, when is it looked at again?", required=False)
    because = why("Why?", "Say why")

    def __init__(self, *args, restriction, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.restriction, self.by = restriction, by

    def clean_until(self):
        return ahead(self.cleaned_data["until"])

    def clean(self):
        cleaned = super().clean()
        keeps = cleaned.get("decision") == KEEP
        if keeps and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", "Give the day it is looked at again")
        return cleaned

    def save(self) -> str:
        """What came of it, in words."""
        facts = self.cleaned_data
        if facts["decision"] == KEEP:
            operations.keep(
                self.restriction, until=facts["until"], because=facts["because"], by=self.by
            )
            return "Saved. The file stays restricted."
        if operations.open_again(self.restriction, because=facts["because"], by=self.by):
            return "The file is no longer restricted."
        return "Another manager is asked to agree. Until then the file stays restricted."


class AgreeForm(forms.Form):
    """A second person agrees, or says why not."""

    agreed = forms.ChoiceField(
        label="Do you agree?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios(reveals={"no": "because"}),
        error_messages={"required": "Say whether you agree"},
    )
    because = forms.CharField(
        label="If not, why?", required=False, widget=Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, restriction, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.restriction, self.by = restriction, by

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("agreed") == "no" and not cleaned.get("because"):
            self.add_error("because", "Say why you do not agree")
        return cleaned

    def save(self) -> None:
        facts = self.cleaned_data
        if facts["agreed"] == "yes":
            operations.agree(self.restriction, by=self.by)
        else:
            operations.refuse(self.restriction, because=facts["because"], by=self.by)
