from django import forms
from django.db import transaction
from django.utils import timezone

from casework.children.forms import RecordForm
from casework.interface.forms import DateField
from casework.timescales.models import Deadline, Target, WorkingDay

MOST_DAYS = 366
"""Of a council's own: a year and no more, so that no clock runs past the calendar."""


class TargetForm(RecordForm):
    """A council's own number for one rule."""

    class Meta(RecordForm.Meta):
        model = Target
        fields = ["amount", "effective_from", "why"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        allows = self.instance.rule.allows
        self.fields["amount"].label = f"How many {allows.unit}"
        self.fields["amount"].widget.attrs["class"] = "govuk-input--width-3"
        if self.instance.rule.basis != "local":
            self.fields["amount"].help_text = f"Fewer than the {allows.words} the rule allows"

    def clean_amount(self):
        amount, rule = self.cleaned_data["amount"], self.instance.rule
        if rule.basis != "local" and amount >= rule.allows.amount:
            raise forms.ValidationError(
                f"The rule allows {rule.allows.words}: your own number must be smaller"
            )
        most = MOST_DAYS * (24 if rule.allows.in_hours else 1)
        if amount > most:
            raise forms.ValidationError(f"At most {most:,} {rule.allows.unit}")
        return amount

    def clean_effective_from(self):
        day = self.cleaned_data["effective_from"]
        if day < timezone.localdate():
            raise forms.ValidationError(
                "Give today or a later day: what has begun is judged by what held then"
            )
        return day


class HolidayForm(forms.Form):
    """A bank holiday proclaimed after the calendar was made."""

    day = DateField(label="Which day", named="bank holiday")
    holiday = forms.CharField(label="What it is called", max_length=100)

    def clean_day(self):
        day = self.cleaned_data["day"]
        self.in_calendar = WorkingDay.objects.filter(pk=day).first()
        if self.in_calendar is None:
            raise forms.ValidationError("The calendar does not reach that day")
        if not self.in_calendar.working:
            known = self.in_calendar.holiday or "a weekend"
            raise forms.ValidationError(f"That day is no working day already: {known}")
        return day

    @transaction.atomic
    def save(self) -> int:
        """Count the working days again; return how many open deadlines will move: that is done in
        the background (``nights/night.py``)."""
        self.in_calendar.working, self.in_calendar.holiday = False, self.cleaned_data["holiday"]
        self.in_calendar.save()
        WorkingDay.objects.renumber()
        return Deadline.objects.open().running_through(self.in_calendar.day).count()
