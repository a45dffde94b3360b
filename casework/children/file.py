from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat

from casework.children.ages import eighteen_soon
from casework.children.endings import Cause, Ends, endings
from casework.children.models import Alert, Allocation
from casework.children.parts import BannerAlert, Deed, Fact, Page, parts
from casework.interface.words import full_day


def _lead():
    return Allocation.objects.leading().filter(child=OuterRef("pk"))


def _lead_annotations():
    name = Concat("worker__first_name", Value(" "), "worker__last_name")
    return {
        "lead_name": Subquery(_lead().values(full=name)[:1]),
        "lead_since": Subquery(_lead().values("started_on")[:1]),
    }


def _lead_words(child):
    if not child.lead_name:
        return "No one yet", "Waiting for a manager to allocate"
    return child.lead_name, f"Since {child.lead_since:%-d %B %Y}"


def _alert_annotations():
    open_alerts = Alert.objects.open().filter(child=OuterRef("pk")).order_by("pk")
    return {"open_alerts": ArraySubquery(open_alerts.values("text"))}


def _eighteen_words(child) -> list[str]:
    if not child.eighteen_soon_on:
        return []
    return [f"18 on {full_day(child.eighteen_soon_on)}: plans and dates end that day"]


def _unborn(child) -> bool:
    return child.person.unborn


parts.add(
    Fact(order=30, label="Social worker", annotations=_lead_annotations, reads=_lead_words),
    BannerAlert(order=20, annotations=_alert_annotations, reads=lambda child: child.open_alerts),
    BannerAlert(
        order=90, annotations=dict, danger=False,
        reads=lambda child: ["Restricted file"] if child.restricted else [],
    ),
    BannerAlert(order=80, annotations=eighteen_soon, danger=False, reads=_eighteen_words),
    Page(order=10, label="Overview", url="child"),
    Page(order=70, label="Family", url="family"),
    Page(order=88, label="Search", url="file-search", key="/"),
    Page(order=90, label="Who has looked", url="looks"),
    Deed(order=290, label="Someone in the family", url="relationship-add"),
    Deed(order=295, label="A danger others must see", url="alert-add"),
    Deed(order=70, label="The baby is born", url="birth", shown=_unborn),
    Deed(order=296, label="Moved here from another council", url="move-in"),
    Deed(order=297, label="Moved away to another council", url="move-out"),
    Deed(order=298, label="The pregnancy has ended", url="death", shown=_unborn),
    Deed(order=298, label="A death", url="death", shown=lambda child: not _unborn(child)),
)  # fmt: skip


def _end_allocation(allocation, ending) -> None:
    allocation.ended_on = ending.on_or_after(allocation.started_on)
    allocation.reason = ending.because
    allocation.save()


def _allocations_that_may_end():
    """A restricted file keeps its workers: without one, nobody could read it."""
    held = Allocation.objects.open().filter(child__restricted=False)
    return held.select_related("worker").order_by("pk")


endings.add(Ends(
    order=90, records=_allocations_that_may_end, end=_end_allocation,
    causes=frozenset({Cause.MOVED}),
    said=lambda held: f"{held.worker}’s work with {held.child.first_name}",
))  # fmt: skip

endings.add(Ends(
    order=91, end=_end_allocation, causes=frozenset({Cause.CLOSED}),
    records=lambda: Allocation.objects.open().select_related("worker", "child__person"),
    said=lambda held: f"{held.worker}, {held.get_role_display().lower()}",
))  # fmt: skip
