"""What has happened before: each app declares what may repeat, one query gathers it.

A story told from its first page each time hides what repeats. Working Together (2026) and every
local review of a child's death ask for the same: read what is known, and say what it adds up to.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, DateField, F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator

from casework.children.extensions.shared_records import tell_rows, unknown_to
from casework.children.models import Child
from casework.chronology.expressions import day_of, expression, field_or_text, is_instant, text
from casework.chronology.repeats import Before, Group, Line
from casework.interface.registry import Registry

WORDS_TEXT = ArrayField(TextField())
WORDS = ("before_title", "before_detail")
LIMIT = 300


@dataclass(frozen=True, kw_only=True)
class Repeats:
    """One kind of thing that may have happened before.

    ``thing`` is its name in the plural ("referrals"), ``singular`` that of one where it is not
    just without its last letter, ``short`` its name beside the small drawing.
    ``happened`` and ``until`` are its days, ``title`` and ``detail`` its words, as a text or an
    expression. ``themes`` is a coded field, or an array of codes, of which ``labels`` gives the
    words; a theme that comes back is counted. ``theme`` joins a count and a theme into words.
    ``url`` names the page (taking the child) where it can be read; ``helped`` marks what tells how
    things got better.
    """

    code: str
    order: int
    thing: str
    short: str
    records: Callable[[], QuerySet]
    happened: Any
    until: Any = None
    title: Any
    detail: Any = ""
    themes: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    theme: str = "{count} for {theme}"
    url: str = "child"
    helped: bool = False
    singular: str = ""

    def rows(self, child_ids) -> QuerySet:
        rows = self.records().filter(child__in=child_ids).order_by()
        begins, ends = self.instants
        no_end = Cast(Value(None), DateField())
        return (
            rows.annotate(
                before_on=day_of(self.happened, instant=begins),
                before_until=day_of(self.until, instant=ends) if self.until else no_end,
                before_code=Value(self.code, CharField()),
                before_title=Cast(text(self.title), TextField()),
                before_detail=field_or_text(self.detail),
                before_themes=self._themes(),
            )
            .filter(before_on__isnull=False)
            .values(*COLUMNS)
        )

    @cached_property
    def instants(self) -> tuple[bool, bool]:
        records = self.records()
        return is_instant(self.happened, records), bool(
            self.until and is_instant(self.until, records)
        )

    def _themes(self):
        if not self.themes:
            return Value([], WORDS_TEXT)
        *path, last = self.themes.split("__")
        model = self.records().model
        for name in path:
            model = model._meta.get_field(name).related_model
        if isinstance(model._meta.get_field(last), ArrayField):
            return Cast(F(self.themes), WORDS_TEXT)
        theme = Func(Cast(expression(self.themes), TextField()), template="ARRAY[%(expressions)s]")
        return Cast(theme, WORDS_TEXT)


COLUMNS = (
    "before_on",
    "before_until",
    "before_code",
    "before_title",
    "before_detail",
    "before_themes",
    "pk",
    "child_id",
)


before = Registry[Repeats]("repeat", order="order")


def happened_before(child, worker, *, siblings=None, but: tuple[str, int] | None = None) -> Before:
    """What repeats for a child, and for the brothers and sisters the worker may know of.

    ``components/before.html`` shows it. ``but`` is the record being written, as its kind and key:
    it is not yet something that happened before. At most two queries, one where the page already
    has the ``siblings``; and two more where words were written for several children.
    """
    if siblings is None:
        siblings = Child.objects.visible_to(worker).siblings_of(child).with_person()
    family = {child.pk: child, **{sibling.pk: sibling for sibling in siblings}}
    rows = [row for row in _rows(list(family)) if (row["before_code"], row["pk"]) != but]
    tell_rows(rows, lambda row: model_of(row["before_code"]), WORDS, unknown_to(worker))
    rows.sort(key=lambda row: row["child_id"] != child.pk)
    groups = [_group(kind, rows, child, family) for kind in before]
    return Before(child, [sibling for sibling in family.values() if sibling != child], groups)


@cache
def model_of(code: str):
    return before[code].records().model


def _rows(child_ids) -> list[dict]:
    first, *others = [kind.rows(child_ids) for kind in before]
    rows = first.union(*others, all=True) if others else first
    return list(rows.order_by("-before_on", "-pk")[:LIMIT])


def _group(kind: Repeats, rows, child, family) -> Group:
    """Lines of one kind: what was said of several children on one day is one line of them all.

    The child's own rows come first, so that such a line has their words.
    """
    lines: dict[tuple, Line] = {}
    times: Counter[tuple] = Counter()
    for row in (row for row in rows if row["before_code"] == kind.code):
        same = (row["before_on"], row["before_title"], row["before_until"])
        times[same, row["child_id"]] += 1
        key = (same, times[same, row["child_id"]])
        line = lines.get(key) or lines.setdefault(key, _line(kind, row, family))
        line.add(family[row["child_id"]], mine=row["child_id"] == child.pk)
    newest = sorted(lines.values(), key=lambda line: line.on, reverse=True)
    return Group(kind, newest)


def _line(kind: Repeats, row, family) -> Line:
    return Line(
        on=row["before_on"],
        until=row["before_until"],
        title=row["before_title"],
        detail=Truncator(row["before_detail"]).words(30),
        themes=[kind.labels.get(code, code) for code in row["before_themes"] if code],
        url=reverse(kind.url, args=[row["child_id"]]),
    )
