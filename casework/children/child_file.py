from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.utils import timezone

from casework.access.forms import keeps_role
from casework.access.models import Absence
from casework.children.age_statements.operations import (
    no_longer_stands,
    stands_again,
    stands_corrected,
    stands_on_file_of,
)
from casework.children.ages import eighteen_soon
from casework.children.allocation.parts import LEADS
from casework.children.allocation.queries import holds_more_than_their_role_lets_them
from casework.children.codes import AllocationRole
from casework.children.extensions.banner_and_menu import BannerAlert, Fact, MenuItem, Page, parts
from casework.children.extensions.endings import Cause, Ends, endings
from casework.children.extensions.merges import Answer, Once, Then, answers, once
from casework.children.extensions.mistakes import Kind, always, mistakes, only
from casework.children.house_moves.operations import (
    keep_together,
    leave_the_others,
    moved_together,
    undo_house_move,
)
from casework.children.life_events.operations import undo_life_event, undo_move
from casework.children.models import (
    Address,
    AgeStatement,
    Alert,
    Allocation,
    Child,
    Draft,
    FileAccess,
    FileGrant,
    LifeEvent,
    Move,
    PersonJoin,
    PersonName,
    Relationship,
    Sign,
    signs,
)
from casework.children.models.known import ALERT, OPEN, PLAN, stands
from casework.interface.words import full_day


def _lead():
    return Allocation.objects.leading().filter(child=OuterRef("pk"))


def _name(of: str):
    return Concat(f"{of}first_name", Value(" "), f"{of}last_name")


def _away():
    """Whoever leads is away today."""
    leads = Allocation.objects.leading().filter(child=OuterRef(OuterRef("pk")))
    return Absence.objects.today().filter(worker__in=leads.values("worker"))


def _led_before():
    led = Allocation.objects.filter(child=OuterRef("pk"), role__in=LEADS, ended_on__isnull=False)
    return led.order_by("-ended_on", "-pk")


def _lead_annotations():
    here = Allocation.objects.of_those_here().leading().filter(child=OuterRef("pk"))
    return {
        "lead_name": Subquery(here.values(full=_name("worker__"))[:1]),
        "lead_since": Subquery(_lead().values("started_on")[:1]),
        "lead_part": Subquery(_lead().values("role")[:1]),
        "lead_away": Subquery(_away().values("until")[:1]),
        "lead_cover": Subquery(_away().values(full=_name("deputy__"))[:1]),
        "led_until": Subquery(_led_before().values("ended_on")[:1]),
        "file_open": stands(OPEN, PLAN),
    }


def _lead_words(child):
    if not child.lead_name and child.lead_since:
        return "No one now", "Who had it has left: a manager must hand over"
    if not child.lead_name and not child.file_open:
        until = f"Work ended {full_day(child.led_until)}" if child.led_until else ""
        return "No one", until or "Nothing is open on this file"
    if not child.lead_name:
        return "No one yet", "Waiting for a manager to allocate"
    if child.lead_away:
        return child.lead_name, f"Away until {full_day(child.lead_away)}: {child.lead_cover} covers"
    since = f"ince {child.lead_since:%-d %B %Y}"
    if child.lead_part == AllocationRole.LEAD_PRACTITIONER:
        return child.lead_name, f"Lead practitioner s{since}"
    return child.lead_name, f"S{since}"


def _alert_annotations():
    open_alerts = Alert.objects.open().filter(child=OuterRef("pk")).order_by("pk")
    every = Alert.objects.filter(child=OuterRef("pk"))
    return {"open_alerts": ArraySubquery(open_alerts.values("text")), "any_alert": Exists(every)}


def _eighteen_words(child) -> list[str]:
    if not child.eighteen_soon_on:
        return []
    if child.person.age_in_dispute:
        return []
    about, day = child.person.about, full_day(child.eighteen_soon_on)
    return [f"18 {about or 'on '}{day}: plans and dates end that day"]


def _age_words(child) -> list[str]:
    """What a reader must know before they trust an age."""
    if child.person.age_in_dispute:
        return ["Age disputed: treated as a child until it is decided"]
    unknown = child.person.born_on is None and not child.person.unborn
    return ["Date of birth not known"] if unknown else []


def _unborn(child) -> bool:
    return child.person.unborn


def _born(child) -> bool:
    return not child.person.unborn


parts.add(
    Fact(order=30, label="Social worker", annotations=_lead_annotations, reads=_lead_words),
    BannerAlert(
        order=20,
        annotations=_alert_annotations,
        reads=lambda child: child.open_alerts,
        url="alerts",
    ),
    BannerAlert(order=70, annotations=dict, danger=False, reads=_age_words),
    BannerAlert(order=80, annotations=eighteen_soon, danger=False, reads=_eighteen_words),
    Page(order=10, label="Overview", url="child"),
    Page(order=70, label="Family", url="family"),
    Page(order=87, label="Dangers", url="alerts", shown=lambda child: child.any_alert),
    Page(order=88, label="Search", url="file-search", key="/"),
    Page(order=90, label="Who has looked", url="looks"),
    MenuItem(order=288, label="The family has moved house", url="house-move"),
    MenuItem(order=286, label="What is said of the age", url="age", shown=_born),
    MenuItem(order=290, label="Someone in the family", url="relationship-add"),
    MenuItem(order=295, label="A danger others must see", url="alert-add"),
    MenuItem(order=70, label="The baby is born", url="birth", shown=_unborn),
    MenuItem(order=296, label="Moved here from another council", url="move-in"),
    MenuItem(order=297, label="Moved away to another council", url="move-out"),
    MenuItem(order=298, label="The pregnancy has ended", url="death", shown=_unborn),
    MenuItem(order=298, label="A death", url="death", shown=lambda child: not _unborn(child)),
)


keeps_role.add(holds_more_than_their_role_lets_them)
signs.add(
    Sign(code="allocation", says=OPEN, records=Allocation.objects.leading),
    Sign(code="danger", says=ALERT, records=Alert.objects.open),
)


def _end_allocation(allocation, ending) -> None:
    allocation.ended_on = ending.on_or_after(allocation.started_on)
    allocation.reason = ending.because
    allocation.save()


def _allocations_that_may_end():
    """A restricted file keeps its workers: without one, nobody could read it."""
    held = Allocation.objects.open().filter(child__restricted=False)
    return held.select_related("worker").order_by("pk")


endings.add(
    Ends(
        order=90,
        records=_allocations_that_may_end,
        end=_end_allocation,
        causes=frozenset({Cause.MOVED}),
        label=lambda held: f"{held.worker}’s work with {held.child.first_name}",
    )
)

endings.add(
    Ends(
        order=91,
        end=_end_allocation,
        causes=frozenset({Cause.CLOSED}),
        records=lambda: Allocation.objects.open().select_related("worker", "child__person"),
        label=lambda held: f"{held.worker}, {held.get_role_display().lower()}",
    )
)


def _the_other_way_round(relationship):
    return Relationship.objects.filter(
        person=relationship.relative_id, relative=relationship.person_id
    )


mistakes.add(
    Kind(model=PersonName, called="name before", happened="until", of="person", url="family"),
    Kind(
        model=Address,
        called="address",
        happened="started_on",
        of="person",
        url="family",
        same_form=moved_together,
        follows=undo_house_move,
        moves=leave_the_others,
        keeps=keep_together,
    ),
    Kind(
        model=Relationship,
        called="someone in the family",
        happened="started_on",
        of="person",
        url="family",
        also=_the_other_way_round,
        not_moved="Two people are related or not: withdraw it, and write it on the right file",
    ),
    Kind(
        model=AgeStatement,
        called="what is said of the age",
        happened="said_on",
        url="age",
        follows=no_longer_stands,
        returns=stands_again,
        moves=stands_on_file_of,
        keeps=stands_corrected,
    ),
    Kind(model=Allocation, called="allocation", happened="started_on", settled=always),
    Kind(model=Alert, called="danger others must see", happened="started_on"),
    Kind(
        model=Move,
        called="move between councils",
        happened="moved_on",
        settled=lambda move: move.accepted_on is not None,
        follows=undo_move,
        not_put_back="Record the move again: what it ended ends with it",
    ),
    Kind(
        model=LifeEvent,
        called="birth or death",
        happened="happened_on",
        settled=always,
        follows=undo_life_event,
        not_put_back="Record it again: what it ended ends with it",
        not_corrected="The day of a birth or a death is the person’s: withdraw it, record it again",
        not_moved="Withdraw it, and record it on the right file: what it ended ends there",
    ),
)
only("Who may read a file is ended, not put right: who could read it stays known", FileGrant)


def _end_part(allocation, *, because, by) -> None:
    allocation.ended_on = max(timezone.localdate(), allocation.started_on)
    allocation.reason = because
    allocation.save()


answers.add(
    Answer(
        model=FileAccess,
        field="child",
        then=Then.STAYS,
        because="Who looked at what of which file is never rewritten",
    ),
    Answer(
        model=Draft,
        field="child",
        then=Then.BY_ITSELF,
        because="Its words are sealed with the address of their form, which is another one then",
    ),
    Answer(
        model=Child, field="person", then=Then.BY_ITSELF, because="Each file keeps its own person"
    ),
    Answer(
        model=Child, field="merged_into", because="What was merged into it leads on to the other"
    ),
    Answer(model=PersonName, field="person", because="A name the child had before, or has too"),
    *(
        Answer(
            model=PersonJoin,
            field=field,
            because="Whose two entries were joined is the one child, and they can be parted still",
        )
        for field in ("kept", "joined")
    ),
)
once.add(
    Once(
        model=Allocation,
        called="worker in this part",
        same=lambda kept, absorbed: kept.worker_id == absorbed.worker_id,
        ends=_end_part,
    ),
    Once(model=Relationship, same=always),
)
