"""GOV.UK-style form fields, and ``formfield``, which picks them for a model's own fields."""

from datetime import UTC, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from casework.interface import words
from casework.interface.times import (
    CannotRead,
    instant_in_london,
    read_day,
    read_time,
    zone_and_rest,
)
from casework.interface.widgets import DateBoxes, DateTimeBoxes, Textarea, YesNo

NOTHING_CHOSEN = "Choose one"


class DateField(forms.Field):
    """A date in three boxes. Errors name the box at fault; what was typed is shown again.

    ``named`` is what errors call it, such as "visit date"; otherwise the label in quotes.
    ``past`` refuses tomorrow and later.
    """

    widget = DateBoxes

    def __init__(self, *, named: str = "", past: bool = False, **kwargs):
        super().__init__(**kwargs)
        self.named, self.past = named, past

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if not isinstance(value, dict | str):
            return self.from_date(value)
        typed = self.widget.format_value(value)
        if not any(typed.values()):
            return None
        self.refuse_gaps(typed)
        try:
            return self.read(typed)
        except CannotRead as wrong:
            raise self._problem(f"Give {wrong} for {{about}}", *wrong.boxes) from None

    def read(self, typed):
        return read_day(typed["day"], typed["month"], typed["year"])

    def from_date(self, value):
        return words.as_day(value)

    def validate(self, value):
        super().validate(value)
        if value is not None and self.past and self.is_to_come(value):
            raise self._problem("{about} must be today or earlier")

    def is_to_come(self, value):
        return value > timezone.localdate()

    def refuse_gaps(self, typed):
        gaps = [box for box, _ in self.widget.boxes if not typed.get(box)]
        if gaps:
            raise self._problem(f"Give a {words.listed(gaps)} for {{about}}", *gaps)

    def _problem(self, message, *boxes):
        about = f"the {self.named}" if self.named else f"“{self.label or 'this date'}”"
        return ValidationError(
            words.capital(message.format(about=about)), code="invalid", params={"boxes": boxes}
        )

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


class DateTimeField(DateField):
    """A date and a time in London, as an instant in UTC: 9.15am, 09:15, noon, 1.15am GMT.

    An hour that never was is refused, and of one that came twice it is asked which. With
    ``time_may_be_unknown`` the box of the time may stay empty: then the answer is the day.
    """

    widget = DateTimeBoxes

    def __init__(self, *, time_may_be_unknown: bool = False, **kwargs):
        super().__init__(**kwargs)
        self.time_may_be_unknown = time_may_be_unknown

    def refuse_gaps(self, typed):
        unknown = self.time_may_be_unknown and not typed.get("time")
        super().refuse_gaps(typed | {"time": "unknown"} if unknown else typed)

    def read(self, typed):
        if self.time_may_be_unknown and not typed["time"]:
            return super().read(typed)
        answers: list = [_try(super().read, typed), _try(read_time, typed["time"])]
        wrong = [answer for answer in answers if isinstance(answer, CannotRead)]
        if wrong:
            boxes = [box for problem in wrong for box in problem.boxes]
            raise CannotRead(words.listed(wrong), *boxes)
        return instant_in_london(*answers, zone_and_rest(typed["time"])[0])

    def from_date(self, value):
        if isinstance(value, datetime):
            minute = value.replace(second=0, microsecond=0)
            return minute.astimezone(UTC) if minute.tzinfo else minute
        return datetime.combine(value, time(), tzinfo=words.LONDON)

    def is_to_come(self, value):
        if not isinstance(value, datetime):
            return super().is_to_come(value)
        return value > timezone.now()


def _try(read, typed):
    try:
        return read(typed)
    except CannotRead as wrong:
        return wrong


class YesNoField(forms.TypedChoiceField):
    """Yes or no, never assumed: unanswered is None."""

    widget = YesNo

    def __init__(self, **kwargs):
        super().__init__(
            choices=[("yes", "Yes"), ("no", "No")],
            coerce={"yes": True, "no": False}.__getitem__,
            empty_value=None,
            **kwargs,
        )

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value)

    def valid_value(self, value):
        return super().valid_value(self.prepare_value(value))

    def to_python(self, value):
        return super().to_python(self.prepare_value(value))

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (self.prepare_value(data) or "")


def formfield(field: models.Field, **kwargs):
    """The form field of a model's field; a ``ModelForm``'s ``formfield_callback``."""
    if isinstance(field, models.DateTimeField):
        return _plain(field, DateTimeField, kwargs)
    if isinstance(field, models.DateField):
        return _plain(field, DateField, kwargs)
    if isinstance(field, models.BooleanField) and field.null and not field.choices:
        return _plain(field, YesNoField, kwargs)
    if isinstance(field, models.TextField) and not field.choices:
        kwargs.setdefault("widget", Textarea(count=field.max_length))
    return _tidy(field.formfield(**kwargs), optional=field.blank)


def _plain(field, form_class, kwargs):
    """A form field with the model field's label, hint and default, for classes of our own."""
    kwargs.setdefault("required", not field.blank)
    kwargs.setdefault("label", words.capital(str(field.verbose_name)))
    kwargs.setdefault("help_text", field.help_text)
    if field.has_default():
        kwargs.setdefault("initial", field.default)
        kwargs.setdefault("show_hidden_initial", False)
    widget = kwargs.get("widget")
    if widget is not None and not _fits(widget, form_class.widget):
        del kwargs["widget"]
    kwargs.pop("form_class", None)
    return form_class(**kwargs)


def _fits(widget, wanted):
    kind = widget if isinstance(widget, type) else type(widget)
    return issubclass(kind, wanted) or kind is forms.HiddenInput


def _tidy(form_field, *, optional):
    """Blank choices in words; no hard stop at a length, so that nothing pasted is cut off."""
    if form_field is None:
        return None
    if isinstance(form_field, forms.ModelChoiceField) and form_field.empty_label is not None:
        form_field.empty_label = NOTHING_CHOSEN
    elif isinstance(form_field, forms.ChoiceField):
        form_field.choices = _choices(form_field, optional)
    if isinstance(form_field.widget, forms.Textarea):
        form_field.widget.attrs.pop("maxlength", None)
    return form_field


def _choices(form_field, optional):
    if isinstance(form_field.widget, forms.RadioSelect) and not optional:
        return [(value, label) for value, label in form_field.choices if value not in ("", None)]
    blank = "Not known yet" if isinstance(form_field.widget, forms.RadioSelect) else NOTHING_CHOSEN
    return [(value, blank if value in ("", None) else label) for value, label in form_field.choices]
