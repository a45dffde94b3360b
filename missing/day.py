"""The lists of the coordinator's day: the first of each on one page, the whole of one by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from casework.interface.plain_text import whole_number
from missing import coordinator
from missing.progress import interview_status, next_step

AT_FIRST, A_PAGE = 10, 50


@dataclass(frozen=True)
class DayList:
    title: str
    rows: Callable[[Any], list]
    template: str
    boxes: bool = False


def declined(worker) -> list[dict]:
    return [
        {"episode": episode, "step": next_step(episode), "status": interview_status(episode)}
        for episode in coordinator.declined(worker)
    ]


LISTS = {
    "missing": DayList(
        "Missing now", coordinator.missing_now, "missing/_missing_now.html", boxes=True
    ),
    "act_today": DayList(
        "Someone must act today", coordinator.act_today, "missing/_act_today_line.html"
    ),
    "waiting": DayList("Interviews waiting", coordinator.waiting, "missing/_to_hold_line.html"),
    "declined": DayList("Said no, or it was not possible", declined, "missing/_declined_line.html"),
    "retry": DayList("To try again", coordinator.to_retry, "missing/_retry_line.html"),
    "often": DayList(
        "Missing often: meeting to hold", coordinator.often, "missing/_often_line.html"
    ),
    "unused": DayList("Findings no one has used", coordinator.unused, "missing/_unused_line.html"),
}


class Shown(list):
    """The lines of a list that are on this page; ``more`` leads to those that are not."""

    def __init__(self, name: str, rows: list, *, start: int = 0, size: int = AT_FIRST) -> None:
        super().__init__(rows[start : start + size])
        of = LISTS[name]
        self.title, self.template, self.boxes = of.title, of.template, of.boxes
        self.number = f"{len(rows)} or more" if len(rows) >= coordinator.LISTED else len(rows)
        further = {"from": start + size} if start or size > AT_FIRST else {}
        self.more = f"?{urlencode({'list': name, **further})}" if start + size < len(rows) else ""


def whole(name: str, worker, start: str) -> Shown:
    """A page of one list, by itself."""
    rows = LISTS[name].rows(worker)
    return Shown(name, rows, start=whole_number(start) or 0, size=A_PAGE)
