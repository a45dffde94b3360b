"""What a date will start, said beside it before anything is saved: as the sweep will count it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.views.generic import View

from casework.interface.fields import DateField, DateTimeField
from casework.interface.words import moment, named_day
from casework.timescales.preview import CannotCount, due_at
from casework.timescales.registry import Timescale, registry

NOT_YET = "Give the date and this will say what is due when."
NOTHING = "Nothing is counted from this."
WRONG = "Put the date right and this will say what is due when."


@dataclass(frozen=True)
class Starting:
    """The note of one date: its words now, and where to ask again as the date is typed."""

    url: str
    field: str
    words: str
    lead: str = ""
    also: str = ""


if TYPE_CHECKING:
    FormBase = BaseForm
else:
    FormBase = object


class StartsClocks(FormBase):
    """For a form whose dates start clocks. ``starts`` gives the codes of each such field, and
    ``starts_if`` what else must be so, in words. Drawn by ``components/starting.html``."""

    starts: dict[str, tuple[str, ...]] = {}
    starts_if = ""

    @property
    def starting(self) -> list[Starting]:
        return [
            self._starting(name, codes)
            for name, codes in self.starts.items()
            if name in self.fields
        ]

    def _starting(self, name, codes) -> Starting:
        url = reverse("will-start", args=[",".join(codes), self.add_prefix(name)])
        rules, asked = kept(codes, lambda other: self[other].value())
        words = words_typed(rules, self.fields[name], self[name].value())
        return Starting(url, self.add_prefix(name), words, self.starts_if, " ".join(asked))


def kept(codes, answer_to: Callable[[str], Any]) -> tuple[list[Timescale], list[str]]:
    """The rules that will be kept as the form stands, and the other answers they hang on."""
    rules: list[Timescale] = []
    asked: list[str] = []
    for rule in map(registry.__getitem__, codes):
        answered = [code for field, answer, code in rule.unless if answer_to(field) == answer]
        asked += [field for field, _, _ in rule.unless]
        rules += [registry[code] for code in answered[:1] if code] if answered else [rule]
    return rules, asked


def words_typed(rules: list[Timescale], field, typed) -> str:
    """What a date starts, as far as it is typed."""
    try:
        start = field.to_python(typed)
    except ValidationError:
        return WRONG
    if not rules:
        return NOTHING
    return words_of(rules, start) if start else NOT_YET


def words_of(rules: list[Timescale], start: date | datetime) -> str:
    """One sentence a clock."""
    return " ".join(f"{rule.title}: {_due(rule, start)}." for rule in rules)


def _due(rule, start) -> str:
    try:
        due = due_at(rule, start)
    except CannotCount as why:
        return str(why)
    today = timezone.localdate()
    return f"due by {moment(due) if rule.allows.in_hours else named_day(due, today)}"


class WillStart(View):
    """The words of the note, asked for as the date is typed. It says nothing of any child."""

    http_method_names = ["get"]

    def get(self, request, codes, name):
        if not all(registry.get(code) for code in codes.split(",")):
            raise Http404
        rules, _ = kept(codes.split(","), request.GET.get)
        field = DateTimeField() if request.GET.get(f"{name}_time", "").strip() else DateField()
        typed = field.widget.value_from_datadict(request.GET, {}, name)
        return HttpResponse(escape(words_typed(rules, field, typed)))
