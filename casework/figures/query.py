"""What a figure is asked: as at which day, over how long, of which children."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

from django import forms
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.functional import cached_property

from casework.children.filters import CHOOSE_A_TEAM
from casework.figures.counting import Reader, with_cut
from casework.figures.registry import CHILD, COUNTED, Figure, cuts, figures
from casework.figures.spans import Span
from casework.interface import words
from casework.interface.forms import DateField
from casework.interface.plain_text import plain_data

UNKNOWN = "-"
"""In an address, what is not known: an empty answer asks for everyone."""
WHICH = {"yes": True, "no": False}
MONTHS = [("12", "12 months"), ("6", "6 months"), ("3", "3 months"), ("1", "1 month")]


class FigureQueryForm(forms.Form):
    """A day, a length of time, and one choice for each cut."""

    at = DateField(label="As it stood on", named="date", past=True, required=False)
    months = forms.ChoiceField(label="Counted over", choices=MONTHS, required=False)

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        for cut in cuts:
            offered = cut.offered(worker, self.data) if cut.offered else cut.choices(worker)
            kept = [(value or UNKNOWN, words) for value, words in offered]
            self.fields[cut.name] = forms.ChoiceField(
                label=cut.label,
                choices=[("", "Any"), *kept],
                required=False,
                help_text=CHOOSE_A_TEAM if cut.offered and len(kept) == 1 else "",
            )

    def who(self, where: dict[str, str]) -> list[str]:
        """The children asked of, in words."""
        fields: dict[str, Any] = self.fields
        choices = {name: dict(fields[name].choices) for name in where}
        return [choices[name][value or UNKNOWN] for name, value in where.items()]


@dataclass(frozen=True)
class FigureQuery:
    """One worker's question: as at which day, counted over how many months, of which children."""

    worker: Any
    at: date = field(default_factory=timezone.localdate)
    months: int = int(MONTHS[0][0])
    where: dict[str, str] = field(default_factory=dict)
    leaves: bool = False

    @classmethod
    def read(cls, form: FigureQueryForm, worker) -> "FigureQuery":
        """The question of an address. A form that cannot be read asks the usual one."""
        data = form.cleaned_data if form.is_valid() else {}
        chosen = {cut.name: data.get(cut.name) for cut in cuts}
        return cls(
            worker,
            at=data.get("at") or timezone.localdate(),
            months=int(data.get("months") or MONTHS[0][0]),
            where={n: "" if value == UNKNOWN else value for n, value in chosen.items() if value},
        )

    @property
    def in_the_past(self) -> bool:
        return self.at < timezone.localdate()

    @property
    def span(self) -> Span:
        return Span.of_months(self.months, self.at)

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.worker, self.where, self.leaves)

    @property
    def leaving(self) -> "FigureQuery":
        """The same question, of which the answer goes further than whoever asks."""
        return replace(self, leaves=True)

    def address(self, path: str, **more) -> str:
        """A page asked the same, and ``more``."""
        parameters = {name: value or UNKNOWN for name, value in self.where.items()} | more
        if self.in_the_past:
            parameters["at"] = self.at.isoformat()
        if str(self.months) != MONTHS[0][0]:
            parameters["months"] = self.months
        return f"{path}?{urlencode(parameters)}" if parameters else path


def behind(figure: Figure, query: FigureQuery, data: QueryDict):
    """The rows behind a figure: all it counts among, or those counted, or the rest."""
    rows = query.reader.rows(figure, query.span)
    for cut in figure.own_cuts:
        if data.get(cut.name):
            value = str(data[cut.name]).replace(UNKNOWN, "")
            rows = with_cut(rows, cut).filter(**{f"cut_{cut.name}": value})
    if data.get("counted") in WHICH:
        rows = rows.filter(**{COUNTED: WHICH[str(data["counted"])]})
    return rows


def which_words(figure: Figure, data: QueryDict) -> str:
    return {"yes": figure.which, "no": figure.which_not}.get(data.get("counted", ""), "")


@dataclass(frozen=True)
class ListAgain:
    """The children behind a figure, asked again from the address of their list."""

    title: str
    children: list[int]


def list_again(address: str, worker) -> ListAgain | None:
    """What stands at this address for this worker; None where no figure's list does."""
    try:
        parts = urlsplit(address)
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    figure = figures.get(match.kwargs.get("code", ""))
    if match.url_name != "figure-behind" or figure is None:
        return None
    data = plain_data(QueryDict(parts.query))
    form = FigureQueryForm(data, worker=worker)
    query, which = FigureQuery.read(form, worker), which_words(figure, data)
    rows = behind(figure, query, data).order_by().values_list(CHILD, flat=True)
    who = ", ".join([*form.who(query.where), figure.of])
    title = f"{figure.heading}: {who}{f' that {which}' if which else ''}"
    return ListAgain(title + f", as at {words.full_day(query.at)}", sorted(set(rows)))
