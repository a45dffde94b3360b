"""The register as a paper of two pages for commissioners, as PDF and as DOCX.

It leaves the house: it names no child and no worker, and numbers of fewer than six children are
held back by the one rule of the figures, with the next number that would give one away.
"""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

from django.db.models import F
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify

from casework.access.models import Export
from casework.documents.letters.as_pdf import as_pdf
from casework.documents.letters.blocks import HEADING, POINTS, SMALLER, TABLE, WORDS, Block
from casework.documents.letters.finalise import as_docx
from casework.documents.letters.letter import Paper
from casework.figures.counting import FEWEST, Tally, protect, with_cut
from casework.figures.cuts import AGES
from casework.figures.query import FigureQuery
from casework.figures.registry import CHILD, ON, cuts
from casework.interface.words import full_day
from casework.waits.models import GapEntry
from casework.waits.page.waits import Counted, waits_of
from casework.waits.register.gaps import GapLine, gap_lines, without_service

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"pdf": ("PDF", "application/pdf"), "docx": ("DOCX", DOCX)}
MAKES = {"pdf": as_pdf, "docx": as_docx}
TITLE = "Gaps in services for children"
HELD_BACK = "Held back"
NEWEST = 4
"""Entries of one gap that the paper has room for."""


def paper_of(worker, day: date) -> Paper:
    lines, query = gap_lines(worker, day), FigureQuery(worker, at=day)
    children = without_service(worker, day).values("child").distinct().count()
    every = Counted.of("All", waits_of(query), day, query.span)
    return Paper(
        title=TITLE,
        council=worker.authority.name,
        about=f"{TITLE}, as at {full_day(day)}. Names no child and no worker",
        made=f"Made on {full_day(timezone.localdate())}",
        dated=f"As at {full_day(day)}",
        addressed_to=[],
        blocks=[
            Block(WORDS, opening(children, every)),
            Block(HEADING, "What is missing, and for how many"),
            *_numbers(lines, children),
            *_ages(worker, day, children),
            Block(HEADING, "What was raised, and what was answered"),
            *_told(lines, day),
            Block(HEADING, "How long children wait for any help"),
            Block(WORDS, usual_words(every, query)),
            Block(HEADING, "How this was counted"),
            Block(POINTS, items=HOW),
        ],
    )


HOW = [
    "A child is counted where a worker found the need, looked for a service, and wrote down that"
    " none exists; and while help has not begun. A child with two such needs is counted for each,"
    " and once in the whole.",
    "The wait is counted from the day the need was found, not from the day somebody was asked.",
    "Half and nine in ten are estimated so that children who still wait are counted (Kaplan and"
    " Meier, 1958); whoever gave up, turned 18, moved or died counts up to that day.",
    f"Fewer than {FEWEST} children are not shown, nor the next number that would give one away.",
]


def said(number: int) -> str:
    return f"fewer than {FEWEST}" if 0 < number < FEWEST else str(number)


def opening(children: int, every: Counted) -> str:
    if not children:
        return "No child’s need stands without a service."
    many = "children have" if children != 1 else "child has"
    return (
        f"**{said(children).capitalize()} {many} a need that no service here answers**, of"
        f" {said(every.children)} who wait for help."
    )


def _numbers(lines: list[GapLine], whole: int) -> Iterator[Block]:
    if not lines:
        yield Block(WORDS, "Nothing is on the register.")
        return
    tallied = protect(
        [Tally(whole, line.children, few=0 < line.children < FEWEST) for line in lines]
    )
    rows = [
        [
            line.words,
            shown(tally),
            weeks_words(line.longest) if line.longest is not None and not tally.held_back else "–",
            full_day(line.gap.opened_on) if line.gap else "Not yet",
        ]
        for line, tally in zip(lines, tallied, strict=True)
    ]
    yield Block(TABLE, rows=[["Need", "Children", "Longest wait", "On the register since"], *rows])


def _ages(worker, day: date, whole: int) -> Iterator[Block]:
    """How old the children were when the need was found: whom a service would have to be for."""
    if whole < FEWEST:
        return
    needs = without_service(worker, day).order_by()
    aged = with_cut(needs.annotate(**{CHILD: F("child"), ON: F("identified_on")}), cuts["age"])
    held: dict[str, set[int]] = {}
    for band, child in aged.values_list("cut_age", "child_id"):
        held.setdefault(band, set()).add(child)
    bands = [(words, len(held[band])) for band, words in AGES if band in held]
    tallied = protect([Tally(whole, number, few=0 < number < FEWEST) for _, number in bands])
    rows = [[words, shown(tally)] for (words, _), tally in zip(bands, tallied, strict=True)]
    yield Block(TABLE, rows=[["Age when the need was found", "Children"], *rows])


def shown(tally: Tally) -> str:
    if tally.hidden:
        return HELD_BACK
    return said(tally.counted).capitalize()


def weeks_words(days: int) -> str:
    weeks = days // 7
    return f"{weeks} {'week' if weeks == 1 else 'weeks'}"


def _told(lines: list[GapLine], day: date) -> Iterator[Block]:
    gaps = {line.gap.pk: line.gap for line in lines if line.gap}
    if not gaps:
        yield Block(WORDS, "Nothing has been raised yet.")
    entries: dict[int, list[GapEntry]] = {}
    for entry in GapEntry.objects.filter(gap__in=gaps, happened_on__lte=day):
        entries.setdefault(entry.gap_id, []).append(entry)
    for gap in gaps.values():
        yield Block(SMALLER, gap.get_need_display())
        yield Block(WORDS, gap.missing)
        told = [
            f"{entry.get_kind_display()} {full_day(entry.happened_on)}"
            f"{f', {entry.whom}' if entry.whom else ''}: {entry.words}"
            for entry in entries.get(gap.pk, [])[-NEWEST:]
        ]
        answered = any(entry.kind == GapEntry.Kind.ANSWERED for entry in entries.get(gap.pk, []))
        waits = [] if answered else ["**Not answered yet.**"]
        yield Block(
            POINTS, items=[*told, *waits, f"To be looked at again by {full_day(gap.review_on)}."]
        )


def usual_words(every: Counted, query: FigureQuery) -> str:
    usual = every.usual
    if usual.waits < FEWEST:
        return f"Fewer than {FEWEST} needs were found in the year before: too few to say."
    half = (
        f"half began within {weeks_words(usual.median)}"
        if usual.median is not None
        else ("so few have begun that half is not reached yet")
    )
    nine = (
        f"nine in ten within {weeks_words(usual.ninetieth)}"
        if usual.ninetieth is not None
        else ("nine in ten is not reached yet")
    )
    return f"Of {usual.waits} needs found in the {query.months} months to that day, {half}; {nine}."


def answer(request, kind: str, paper: Paper) -> FileResponse:
    """The file, and the log of who took it."""
    Export.objects.create(worker=request.user, title=TITLE, address=request.get_full_path()[:1200])
    name = f"{slugify(TITLE)}-{timezone.localdate():%Y-%m-%d}.{kind}"
    return FileResponse(
        BytesIO(MAKES[kind](paper)), as_attachment=True, filename=name, content_type=KINDS[kind][1]
    )
