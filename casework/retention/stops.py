"""What stops a file that is due: work that goes on, a hold, or what another app says."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from casework.children.codes import SIBLING_KINDS
from casework.children.extensions.deletions import Stop, stops
from casework.children.models import Allocation, Child, Relationship
from casework.corrections.models import Withdrawal
from casework.disclosure.models import Disclosure
from casework.duplicates.models import Merge
from casework.plans.models import Plan
from casework.preproceedings.models import ChildPreProceedings
from casework.referrals.models import EpisodeOfNeed, FamilyHelp, Referral
from casework.retention.categories import Category
from casework.retention.dates import in_category
from casework.retention.models import Hold
from casework.timescales.models import Deadline


def of_file(rows) -> Exists:
    return Exists(rows.filter(child=OuterRef("pk")))


def works() -> Q:
    return (
        Q(of_file(EpisodeOfNeed.objects.open()))
        | Q(of_file(Allocation.objects.open()))
        | Q(of_file(Plan.objects.open()))
        | Q(of_file(FamilyHelp.objects.open()))
        | Q(of_file(ChildPreProceedings.objects.open()))
        | Q(of_file(Referral.objects.filter(decided_on=None, imported=False)))
        | Q(of_file(Deadline.objects.open()))
    )


def held_as_a_kind() -> Q:
    """A hold of a whole kind of files, of the file's own council."""
    held = Q(pk__in=[])
    for category in Category.values:
        holds = Hold.objects.standing().filter(category=category, authority=OuterRef("authority"))
        held |= Q(Exists(holds)) & in_category(category)
    return held


def sibling_held() -> Exists:
    """Brothers and sisters have a history in common: what is asked of one is asked of both."""
    held = Hold.objects.standing().filter(child__person=OuterRef("relative"))
    between = Relationship.objects.filter(
        Exists(held), person=OuterRef("person"), kind__in=SIBLING_KINDS
    )
    return Exists(between)


def merge_waits() -> Q:
    waiting = Merge._base_manager.filter(done_at=None, decided_at=None)
    either = waiting.filter(Q(child=OuterRef("pk")) | Q(absorbed=OuterRef("pk")))
    return Q(Exists(either))


stops.add(
    Stop(key="works", order=10, words="Work goes on: close it first", stands=works),
    Stop(
        key="held",
        order=20,
        words="A legal hold stands on this file",
        stands=lambda: of_file(Hold.objects.standing()),
    ),
    Stop(
        key="kind_held",
        order=30,
        words="A legal hold stands on all files of this kind",
        stands=held_as_a_kind,
    ),
    Stop(
        key="sibling_held",
        order=40,
        words="A legal hold stands on the file of a brother or sister",
        stands=sibling_held,
    ),
    Stop(
        key="merge",
        order=50,
        words="Whether it is one child’s with another file is not decided yet",
        stands=merge_waits,
    ),
    Stop(
        key="disclosure",
        order=55,
        words="Somebody has asked for its records, and was not answered yet",
        stands=lambda: of_file(Disclosure.objects.open()),
    ),
    Stop(
        key="correction",
        order=60,
        words="Whether something on it was recorded in error is not decided yet",
        stands=lambda: of_file(Withdrawal.objects.waiting()),
    ),
)


def stops_of(files: Iterable[int]) -> dict[int, list[str]]:
    """What stops each of these, in words; nothing of those that nothing stops."""
    in_order = sorted(stops, key=lambda stop: stop.order)
    asked = {f"stop_{stop.key}": stop.stands() for stop in in_order}
    some = Q(*[(name, True) for name in asked], _connector=Q.OR)
    rows = Child.objects.filter(pk__in=list(files)).annotate(**asked).filter(some)
    reasons: dict[int, list[str]] = defaultdict(list)
    for row in rows.values("pk", *asked):
        reasons[row["pk"]] = [stop.words for stop in in_order if row[f"stop_{stop.key}"]]
    return reasons
