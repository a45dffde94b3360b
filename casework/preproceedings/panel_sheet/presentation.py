"""What the sheet says at its head, and its rows as a spreadsheet has them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from casework.figures.counting import Question, tallies
from casework.figures.query import FigureQuery
from casework.figures.registry import figures
from casework.interface.exports import Column
from casework.interface.words import counted, listed, named_day, spelled
from casework.preproceedings.panel_sheet.families import LATEST, USUAL, Family, Step
from casework.preproceedings.panel_sheet.sheet import Sheet, aim_words
from casework.timescales.models import Target

CAME_BACK = "plo.came_back"
SHOWN: dict[str, tuple[str, Callable[[Sheet], list[Family]]]] = {
    "past": (f"Families past week {LATEST}", lambda sheet: sheet.past_latest),
    "near": (f"Families in weeks {USUAL} to {LATEST}", lambda sheet: sheet.near_end),
    "late": ("Families with a late step", lambda sheet: sheet.late),
}
"""What of the sheet an address may ask for: its words and its families."""


NO_PANEL = "No panel is arranged. "


def opening(sheet: Sheet, panel) -> str:
    """Which panel, and of how many: in a sentence or two."""
    who = f", chaired by {panel.chair}" if panel and panel.chair else ""
    when = f"Panel on {named_day(panel.starts_at, sheet.day)}{who}. " if panel else NO_PANEL
    if not sheet.families:
        return f"{when}No family you may know of is in pre-proceedings."
    families = counted(len(sheet.families), "families")
    children = counted(len(sheet.children), "children")
    unborn = f", {spelled(sheet.unborn)} not yet born" if sheet.unborn else ""
    return f"{when}{families} and {children}{unborn}."


def counts(sheet: Sheet, worker, url: str) -> list[dict]:
    whole, late = len(sheet.families), sheet.overdue_steps
    extended = [family for family in sheet.past_latest if family.extended_to]
    return [
        {
            "number": len(sheet.past_latest),
            "of": whole,
            "label": f"Past week {LATEST}",
            "url": f"{url}?show=past",
            "note": f"{len(extended)} extended with a reason" if sheet.past_latest else "",
        },
        {
            "number": len(sheet.near_end),
            "of": whole,
            "label": f"Weeks {USUAL} to {LATEST}",
            "url": f"{url}?show=near",
        },
        {
            "number": late,
            "label": "Late step" if late == 1 else "Late steps",
            "url": f"{url}?show=late",
            "note": f"in {counted(len(sheet.late), 'families')}" if late else "",
        },
        _to_letter(sheet, worker),
        _came_back(worker),
    ]


def _to_letter(sheet: Sheet, worker) -> dict:
    usual = sheet.usual_days_to_letter
    targets = list(Target.objects.of(worker.authority).filter(code="plo.letter_sent"))
    aim = aim_words("plo.letter_sent", targets, sheet.day)
    return {
        "number": "None yet" if usual is None else counted(round(usual), "days"),
        "label": "Decision to letter, usual",
        "url": "",
        "note": f"our aim: {aim}",
    }


def _came_back(worker) -> dict:
    figure, query = figures[CAME_BACK], FigureQuery(worker)
    tally = tallies(query.reader, [Question(figure, query.span)])[CAME_BACK, ""]
    shown = not tally.held_back
    return {
        "number": tally.counted if shown else tally.in_words,
        "of": tally.of if shown else None,
        "label": "Came back in 12 months",
        "url": query.address(reverse("figure", args=[CAME_BACK])),
        "note": "of children who began this year",
    }


@dataclass(frozen=True)
class SheetLine:
    """One step of one family: a row of the spreadsheet."""

    family: Family
    step: Step

    @property
    def about(self) -> str:
        names = [child.name for child in self.family.children if child.lane in self.step.lanes]
        return listed(names)


def lines(sheet: Sheet) -> Iterator[SheetLine]:
    for family in sheet.families:
        for step in family.steps:
            yield SheetLine(family, step)


STATES = {
    "done": "Done in time",
    "done_late": "Done late",
    "overdue": "Late",
    "due_soon": "Due soon",
    "on_time": "Still to come",
}
COLUMNS = [
    Column("Family", lambda line: line.family.name),
    Column("Children", lambda line: listed(child.name for child in line.family.children)),
    Column("Weeks in process", lambda line: line.family.week),
    Column("How it stands", lambda line: line.family.status.words),
    Column("Next", lambda line: line.family.next_words),
    Column("Who does it", lambda line: line.family.next_owner),
    Column("Step", lambda line: line.step.title),
    Column("About", lambda line: line.about),
    Column("Due", lambda line: line.step.due_on or ""),
    Column("Done", lambda line: line.step.done_on or ""),
    Column("Days since the step before", lambda line: _number(line.step.days)),
    Column("Our aim", lambda line: line.step.aim),
    Column("State", lambda line: STATES.get(line.step.state, line.step.state)),
    Column("How late", lambda line: line.step.late_words),
    Column("Why this step is late", lambda line: line.step.because),
    Column("Why the family is late", lambda line: line.family.why_late),
    Column("For the panel", lambda line: line.family.for_panel),
]


def _number(days: int | None):
    return "" if days is None else days
