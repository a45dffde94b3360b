"""Controls that Django has not: date boxes, yes and no side by side, text with a count.

The pack in ``templates/govuk/`` draws them; here is what they read and what they show again.
"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape, escape
from django.utils.safestring import mark_safe

from casework.interface import words
from casework.interface.times import (
    ZONES,
    CannotRead,
    came_twice,
    read_day,
    read_time,
    was_shown_twice,
    zone_and_rest,
)


class DateBoxes(forms.Widget):
    """Day, month and year, posted as ``name_day``, ``name_month`` and ``name_year``.

    A whole ISO date under the plain name is taken too, for links and other systems.
    """

    template_name = "govuk/controls/date.html"
    use_fieldset = True
    boxes: tuple[tuple[str, str], ...] = (("day", "2"), ("month", "2"), ("year", "4"))

    def value_from_datadict(self, data, files, name):
        whole = data.get(name)
        if whole:
            return whole if isinstance(whole, str) else self.format_value(whole)
        return {box: (data.get(f"{name}_{box}") or "").strip() for box, _ in self.boxes}

    def value_omitted_from_data(self, data, files, name):
        return all(f"{name}_{box}" not in data for box, _ in self.boxes) and name not in data

    def id_for_label(self, id_):
        return f"{id_}_day" if id_ else id_

    def format_value(self, value) -> dict[str, str]:
        """What stands in each box: a date in its parts, or whatever was typed."""
        if isinstance(value, dict):
            return value
        if isinstance(value, str):
            return dict.fromkeys((box for box, _ in self.boxes), "") | split_iso(value)
        return split(value)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        shown = self.format_value(value)
        id_ = context["widget"]["attrs"].get("id", f"id_{name}")
        context["widget"]["boxes"] = [
            {
                "id": f"{id_}_{box}",
                "name": f"{name}_{box}",
                "label": box.capitalize(),
                "box": box,
                "width": width,
                "value": shown.get(box, ""),
            }
            for box, width in self.boxes
        ]
        return context


WHICH = (
    ("bst", "The first {0}, before the clocks went back"),
    ("gmt", "The second {0}, an hour later"),
)


class DateTimeBoxes(DateBoxes):
    """The date boxes and one for the time, posted as ``name_time``. Of a time that the clocks
    showed twice it is asked which, answered as ``name_which``."""

    boxes = (*DateBoxes.boxes, ("time", "5"))

    def value_from_datadict(self, data, files, name):
        typed = super().value_from_datadict(data, files, name)
        which = data.get(f"{name}_which")
        if isinstance(typed, dict) and which in ZONES and is_shown_twice(typed):
            typed["time"] = f"{zone_and_rest(typed['time'])[1]} {which.upper()}"
        return typed

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        widget, shown = context["widget"], self.format_value(value)
        if is_shown_twice(shown):
            zone, rest = zone_and_rest(shown["time"])
            widget["boxes"][-1]["value"] = rest
            widget["twice"] = [
                {
                    "id": f"{widget['attrs'].get('id', f'id_{name}')}_{answer}",
                    "name": f"{name}_which",
                    "value": answer,
                    "label": label.format(rest),
                    "checked": answer == zone,
                }
                for answer, label in WHICH
            ]
        return context


def is_shown_twice(typed: dict[str, str]) -> bool:
    """Whether what stands in the boxes is a time of the hour that came twice."""
    try:
        on = read_day(typed.get("day", ""), typed.get("month", ""), typed.get("year", ""))
        return came_twice(on, read_time(typed.get("time", "")))
    except CannotRead:
        return False


def split(value: date | datetime | None) -> dict[str, str]:
    if value is None:
        return {}
    value = words.local(value) if isinstance(value, datetime) else value
    parts = {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
    if not isinstance(value, datetime):
        return parts
    return parts | {"time": f"{words.clock(value)} {was_shown_twice(value)}".strip()}


def split_iso(text: str) -> dict[str, str]:
    """The boxes of an ISO date or date-time; anything else stays in the first box as typed."""
    try:
        whole = datetime.fromisoformat(text.strip())
    except ValueError:
        return {"day": text.strip()}
    if whole.tzinfo is None:
        whole = whole.replace(tzinfo=words.LONDON)
    parts = split(whole)
    return parts if len(text.strip()) > 10 else parts | {"time": ""}


class Radios(forms.RadioSelect):
    """Radios. ``inline`` puts them side by side, ``small`` makes them 24 pixels.

    ``reveals`` names a field of the same form that an answer opens, or several:
    ``{"no": "why_not_seen", "later": ("new_date", "why_later")}``.
    Without script the field simply shows.
    """

    def __init__(self, *args, inline=False, small=True, reveals=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.inline, self.small, self.reveals = inline, small, reveals or {}


class Checkboxes(forms.CheckboxSelectMultiple):
    """Checkboxes, with the same choices of look as ``Radios``."""

    def __init__(self, *args, inline=False, small=True, reveals=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.inline, self.small, self.reveals = inline, small, reveals or {}


class FoldedCheckboxes(Checkboxes):
    """Hundreds of them, each group of choices folded away under its heading, which says how many
    of it are ticked."""


class YesNo(Radios):
    """Yes and No beside their question, posted as ``yes`` and ``no``; neither chosen at first."""

    beside = True

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("choices", [("yes", "Yes"), ("no", "No")])
        super().__init__(*args, inline=True, **kwargs)

    def value_from_datadict(self, data, files, name):
        answer = super().value_from_datadict(data, files, name)
        return {"yes": True, "no": False}.get(answer, answer)

    def format_value(self, value):
        return super().format_value({True: "yes", False: "no"}.get(value, value))


class Textarea(forms.Textarea):
    """Text over several lines. ``count`` is the most characters it should hold, counted down as
    you type; a longer text can still be typed, so nothing pasted is cut off.
    """

    def __init__(self, attrs=None, *, count: int | None = None, rows: int = 5):
        super().__init__({"rows": rows, **(attrs or {})})
        self.count = count


class Drawn(DjangoTemplates):
    """Draws what nearly every form is made of by itself, letter for letter as Django's templates
    do: a choice of forty workers is forty templates otherwise."""

    def render(self, template_name, context, request=None):
        if draws := DRAWN.get(template_name):
            return mark_safe(draws(context["widget"]))
        return super().render(template_name, context, request)


def _text(value: Any) -> str:
    return conditional_escape(value) if isinstance(value, str) else escape(str(value))


def _attributes(attrs: dict[str, Any]) -> str:
    pairs = (
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'
        for name, value in attrs.items()
        if value is not False
    )
    return "".join(pairs)


def _input(widget: dict[str, Any]) -> str:
    value = widget["value"]
    given = "" if value is None else f' value="{_text(value)}"'
    begins = f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"'
    return f"{begins}{given}{_attributes(widget['attrs'])}>"


def _select(widget: dict[str, Any]) -> str:
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    name = _text(widget["name"])
    return f'<select name="{name}"{_attributes(widget["attrs"])}>{groups}\n</select>'


def _group(name: str | None, options: list[dict[str, Any]]) -> str:
    lines = "".join(
        f'\n  <option value="{_text(option["value"])}"{_attributes(option["attrs"])}>'
        f"{conditional_escape(option['label'])}</option>\n"
        for option in options
    )
    if not name:
        return lines
    return f'\n  <optgroup label="{conditional_escape(name)}">{lines}\n  </optgroup>'


_INPUTS = ("email", "hidden", "input", "number", "search", "tel", "text", "url")
DRAWN = {
    "django/forms/widgets/select.html": _select,
    **{f"django/forms/widgets/{kind}.html": _input for kind in _INPUTS},
}
