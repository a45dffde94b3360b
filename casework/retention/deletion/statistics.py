"""What stays of a file for counting: one line without a name, and its share of past figures."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from casework.children.models import Child
from casework.figures.deleted_files import keep_share
from casework.figures.passes import Question, counts
from casework.figures.registry import figures
from casework.figures.spans import Span
from casework.referrals.models import EpisodeOfNeed
from casework.retention.dates import closed_on
from casework.retention.deletion.extent import Extent
from casework.retention.models import StatisticalLine

NO_DISABILITY = {"NONE"}


def keep_line(child: Child, category: str, extent: Extent) -> StatisticalLine:
    person = child.person
    closed = Child.objects.filter(pk=child.pk).annotate(closed=closed_on()).get().closed
    episodes = EpisodeOfNeed.objects.filter(child=child).exclude(primary_need="")
    born = person.born_on or person.expected_on
    return StatisticalLine.objects.create(
        authority=child.authority,
        category=category,
        born_in=born.year if born else None,
        sex=person.sex,
        ethnicity=person.ethnicity,
        disabled=bool(set(person.disabilities) - NO_DISABILITY),
        needs=sorted(set(episodes.values_list("primary_need", flat=True))),
        opened_in=child.opened_on.replace(day=1),
        closed_in=closed.replace(day=1),
        records=dict(
            Counter(
                {
                    model._meta.label: len(keys)
                    for model, keys in extent.rows.items()
                    if keys and model is not Child and not model._meta.auto_created
                }
            )
        ),
    )


def keep_figures(child: Child, line: StatisticalLine) -> int:
    """The share of each past month, so that a published figure stays what it was. Restricted files
    were counted in none."""
    if child.restricted:
        return 0
    closed = Child.objects.filter(pk=child.pk).annotate(closed=closed_on()).get().closed
    known = Child.objects.filter(pk=child.pk)
    kept = 0
    for year in years(first_day(child), closed):
        spans = {f"{span.first:%Y-%m}": span for span in year}
        asked = [Question(one, span, slot) for slot, span in spans.items() for one in figures]
        for count in counts(asked, known, {}, among=[child.pk]):
            keep_share(child.authority_id, spans[count.slot].first, count, line.pk)
            kept += 1
    return kept


def first_day(child: Child) -> date:
    """Records of before the file was opened here, as of a census, are counted as well."""
    first = EpisodeOfNeed.objects.filter(child=child).order_by("started_on").first()
    return min(child.opened_on, first.started_on) if first else child.opened_on


def years(first: date, last: date) -> Iterator[list[Span]]:
    """The months that are over, twelve at a time: with a year after the last day, for a clock may
    fall due later than that."""
    this_month = timezone.localdate().replace(day=1)
    month = first.replace(day=1)
    end = min(after(last.replace(day=1), 13), this_month)
    some: list[Span] = []
    while month < end:
        following = after(month, 1)
        some.append(Span(month, date.fromordinal(following.toordinal() - 1)))
        if len(some) == 12:
            yield some
            some = []
        month = following
    if some:
        yield some


def after(month: date, months: int) -> date:
    year, place = divmod(month.year * 12 + month.month - 1 + months, 12)
    return date(year, place + 1, 1)
