"""What stays of a file for counting: one line without a name, and its share of past figures."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from casework.children.models import Child
from casework.figures.deleted_files import keep_share
from casework.figures.passes import Count, Question, counts
from casework.figures.registry import figures
from casework.figures.spans import Span
from casework.referrals.models import EpisodeOfNeed
from casework.retention.dates import closed_on
from casework.retention.deletion.extent import Extent
from casework.retention.models import StatisticalLine

NO_DISABILITY = {"NONE"}
DAY = timedelta(days=1)


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


Share = tuple[date, Count]


def shares_of(child: Child) -> list[Share]:
    """What the file was counted for in each past month: read before it is held, for it takes
    longest, and such a file changes no more. Restricted files were counted in none."""
    if child.restricted:
        return []
    closed = Child.objects.filter(pk=child.pk).annotate(closed=closed_on()).get().closed
    known = Child.objects.filter(pk=child.pk)
    shares: list[Share] = []
    for year in years(first_day(child), closed):
        spans = {f"{span.first:%Y-%m}": span for span in year}
        asked = [Question(figure, span, slot) for slot, span in spans.items() for figure in figures]
        answers = counts(asked, known, {}, among=[child.pk])
        shares += [(spans[count.slot].first, count) for count in answers]
    return shares


def keep_figures(child: Child, shares: list[Share], line: StatisticalLine) -> None:
    """Added to those of other files, so that a published figure stays what it was."""
    for month, count in shares:
        keep_share(child.authority_id, month, count, line.pk)


def first_day(child: Child) -> date:
    """Records of before the file was opened here, as of a census, are counted as well."""
    first = EpisodeOfNeed.objects.filter(child=child).order_by("started_on").first()
    return min(child.opened_on, first.started_on) if first else child.opened_on


def years(first: date, last: date) -> Iterator[list[Span]]:
    """The months that are over, by years of the calendar: with a year after the last day, for a
    clock may fall due later than that. Each year is asked in the same words of every file."""
    end = min(after(last.replace(day=1), 13), timezone.localdate().replace(day=1))
    for year in range(first.year, end.year + 1):
        starts = [date(year, month, 1) for month in range(1, 13)]
        months = [Span(month, after(month, 1) - DAY) for month in starts if month < end]
        if months:
            yield months


def after(month: date, months: int) -> date:
    year, place = divmod(month.year * 12 + month.month - 1 + months, 12)
    return date(year, place + 1, 1)
