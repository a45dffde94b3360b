"""My work: the page a worker opens on. What is due and where they must be, by day."""

from itertools import groupby

from django.utils import timezone

from casework.access.links import may_open
from casework.access.roles import Permission
from casework.children.family.siblings import by_family, children_of, families_of
from casework.children.models import Child
from casework.children.saving.autosave import drafts_of
from casework.dashboards import manager_work, side_panels
from casework.dashboards.caseload import holdings
from casework.dashboards.to_put_right import to_mend
from casework.dashboards.work_items import Line, covering, due_for, lines_for, meetings_for
from casework.interface import words
from casework.interface.words import capital, counted, spelled

DRAFTS_SHOWN = 6


class WorkPage:
    """What one worker's page is made of."""

    def __init__(self, worker):
        self.worker = worker
        held = Child.objects.visible_to(worker).allocated_to(worker).with_person()
        self.held = held.in_bulk()
        due, meetings = due_for(worker), meetings_for(worker)
        self.mend = to_mend(worker, size=24)
        self.notices = side_panels.newest_notices(worker)
        self.drafts = drafts_of(worker)
        self.sent = side_panels.sent(worker)
        authorises = worker.may(Permission.AUTHORISE)
        alone = manager_work.unallocated_for(worker) if authorises else []
        about = [*due, *self.notices, *map(manager_work.About, [mend.child for mend in self.mend])]
        held = holdings(worker, worker.team, timezone.localdate()) if authorises else {}
        of_team = {child for some in held.values() for child, _ in some}
        self.families = families_of(
            {
                *self.held,
                *of_team,
                *(child.pk for child in alone),
                *(record.child_id for record in about),
            }
        )
        self.lines = lines_for(worker, due, meetings, self.families)
        self.managing = None
        if authorises:
            waiting = manager_work.longest_waiting(worker)
            self.managing = manager_work.managers_part(worker, waiting, alone, held, self.families)

    @property
    def counts(self) -> list[dict]:
        """The strip: each jumps down the page."""
        parts = [("Today", "today"), ("Overdue", "overdue"), ("This week", "this_week")]
        strip = [
            {"number": len(self.lines[name]), "label": label, "url": f"#{name}"}
            for label, name in parts
        ]
        strip += [{"number": len(self.drafts), "label": "My drafts", "url": "#drafts"}]
        if self.managing:
            return [*self.managing["counts"], *strip]
        return [*strip, {"number": len(self.sent), "label": "With my manager", "url": "#sent"}]


def greeting(page: WorkPage) -> str:
    """The sentence the page opens with."""
    hour = timezone.localtime().hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    today, late = len(page.lines["today"]), len(page.lines["overdue"])
    needs = f"{capital(spelled(today))} thing{'s need' if today > 1 else ' needs'} you today"
    if not today:
        needs = "Nothing is due today"
    sentence = f"Good {part}, {page.worker.first_name or page.worker.name}. {needs}"
    sentence += f" and {spelled(late) if late else 'nothing'} {'are' if late > 1 else 'is'} late."
    if page.managing:
        sentence += f" {page.managing['sentence']}"
    for absence in covering(page.worker):
        until = words.day(absence.until, timezone.now())
        sentence += f" You cover for {absence.worker}, back after {until}."
    return f"{sentence} {holding(page)}".strip()


def holding(page: WorkPage) -> str:
    """You have 17 children in 9 families."""
    if not page.held:
        return "" if page.managing else "You have no children yet."
    families = len({page.families[child] for child in page.held})
    inside = f" in {counted(families, 'families')}" if families < len(page.held) else ""
    return f"You have {counted(len(page.held), 'children')}{inside}."


def next_date(lines: list[Line]) -> str:
    """What an empty day says: Your next date is Wednesday: core group for Ella."""
    if not lines:
        return ""
    first = min(lines, key=lambda line: line.on)
    on = words.day(first.on, timezone.now())
    return f"Your next date is {on}: {first.title[:1].lower()}{first.title[1:]} for {first.names}."


def mend_lines(mends, families, worker) -> list[side_panels.PanelLine]:
    """What is missing from the files and this worker can mend, brothers and sisters together."""
    mendable = [Missing(mend) for mend in mends if may_open(worker, mend.gap.action_link[1])]
    together = by_family(mendable, families, lambda missing: missing.mend.gap.code)
    return [
        side_panels.PanelLine(
            url=those[0].mend.url, children=children_of(those), title=those[0].mend.gap.short
        )
        for those in together[: side_panels.SHOWN]
    ]


class Missing(manager_work.About):
    def __init__(self, mend):
        super().__init__(mend.child)
        self.mend = mend


def weeks_of(lines: list[Line]) -> list[dict]:
    """By the week, Monday to Sunday, each in the order of its days."""
    lines = sorted(lines, key=lambda line: words.as_day(line.on))
    return [
        {"id": f"week-{year}-{week}", "title": week_title(year, week), "lines": list(those)}
        for (year, week), those in groupby(
            lines, key=lambda line: words.as_day(line.on).isocalendar()[:2]
        )
    ]


def week_title(year: int, week: int) -> str:
    today = timezone.localdate()
    monday = today.fromisocalendar(year, week, 1)
    if (year, week) == tuple(today.isocalendar()[:2]):
        return "This week"
    return f"Week of {words.named_day(monday, today)}"
