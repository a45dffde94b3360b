"""What stands beside my work: what I sent, what is new on my children's files, what I was told."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from casework.access.models import Worker
from casework.approvals.queue import with_manager
from casework.children.family.siblings import by_family, children_of, names_of
from casework.chronology.recent_changes import newest_by_others
from casework.chronology.registry import registry
from casework.interface.words import as_day, counted, day
from casework.notices.models import Notice

NEW_FOR = timedelta(days=7)
SHOWN = 6


@dataclass
class PanelLine:
    """One line of a box: where it leads, whom it is about and what is said of them."""

    url: str
    children: list
    title: str
    note: str = ""
    status: dict | None = None
    called: str = ""

    @property
    def names(self) -> str:
        return self.called or names_of(self.children)


def sent(worker) -> list[PanelLine]:
    """What a manager has: what came back first, then what waits."""
    return [
        PanelLine(
            url=line.read_at,
            children=line.children,
            title=line.title,
            note=sent_back(line) if line.came_back else "",
            status=back() if line.came_back else waiting_since(line.since),
        )
        for line in with_manager(worker)
    ]


def sent_back(line) -> str:
    on = day_past(line.came_back)
    return f"Sent back by {line.returned_by}, {on}" if line.returned_by else f"Sent back {on}"


def back() -> dict:
    return {"state": "due_soon", "words": "Back to you", "when": None}


def waiting_since(when) -> dict:
    return {"state": "waiting", "words": f"Waiting since {day_past(when)}", "when": when}


def day_past(when) -> str:
    """Today, yesterday, the weekday of the last six days, else the weekday and date."""
    ago = (timezone.localdate() - as_day(when)).days
    if ago == 1:
        return "yesterday"
    return f"{as_day(when):%A}" if 1 < ago <= 6 else day(when, timezone.now())


# New on my children's files


def new_on_files(worker, held, families) -> list[PanelLine]:
    """What others recorded on these children's files in the last seven days, the newest first."""
    since = timezone.now() - NEW_FOR
    rows = newest_by_others(held, worker, since=since, size=SHOWN * 6)
    together: dict[tuple, list[dict]] = {}
    for row in rows:
        new = row["event_new"].replace(second=0, microsecond=0)
        key = (families[row["event_child"]], row["event_code"], row["event_title"], new)
        together.setdefault(key, []).append(row)
    shown = list(together.values())[:SHOWN]
    writers = Worker.objects.in_bulk({rows[0]["event_by"] for rows in shown}) if shown else {}
    return [new_line(rows, held, writers) for rows in shown]


def new_line(rows: list[dict], held: dict, writers: dict) -> PanelLine:
    first, children = (
        rows[0],
        [held[child] for child in sorted({row["event_child"] for row in rows})],
    )
    by, new = writers[first["event_by"]], first["event_new"]
    return PanelLine(
        url=reverse(registry[first["event_code"]].url, args=[children[0].pk]),
        children=children,
        title=first["event_title"],
        note=f"{by}, {day_past(new)}",
    )


# What I was told


def newest_notices(worker) -> list[Notice]:
    unread = Notice.objects.shown_to(worker).unread().select_related("child__person", "deadline")
    return list(unread.order_by("-recorded_at", "-pk")[: SHOWN * 6])


def notice_lines(notices, families) -> list[PanelLine]:
    alike = (
        lambda notice: notice.kind,
        lambda notice: notice.about,
        lambda notice: as_day(notice.happened_at),
    )
    of_many = [[notice] for notice in notices if notice.number]
    of_children = [notice for notice in notices if not notice.number]
    groups = [*of_many, *by_family(of_children, families, *alike)]
    groups.sort(key=lambda those: those[0].recorded_at, reverse=True)
    return [
        PanelLine(
            url=those[0].url,
            children=[] if those[0].number else children_of(those),
            called=counted(those[0].number, "things") if those[0].number else "",
            title=those[0].about,
            note=those[0].get_kind_display(),
        )
        for those in groups[:SHOWN]
    ]
