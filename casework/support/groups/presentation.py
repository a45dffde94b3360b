"""What the page of a group, and a child’s page of groups and short breaks, show."""

from django.db.models import Count, Prefetch, Q, Sum

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.extensions.shared_records import tell, tell_above
from casework.children.models import Child
from casework.interface.words import counted
from casework.support.groups.queries import name_adults, places_in
from casework.support.models import Group, GroupAttendance, GroupPlace, ShortBreak

NEWEST = 20


def group_page(group: Group, worker: Worker) -> dict:
    """Its days, and the places of children this worker may know of, with how often they came."""
    reads = worker.may(Permission.READ_FILES)
    places = list(places_in(group, worker).with_share()) if reads else []
    mine = Q(attendances__place__in=[place.pk for place in places])
    told = Count("attendances", filter=mine & Q(attendances__withdrawn_at=None))
    came = Count(
        "attendances", filter=mine & Q(attendances__came="came", attendances__withdrawn_at=None)
    )
    sessions = group.sessions.annotate(told=told, came=came).order_by("held_on", "pk")
    return {
        "group": tell_above([group], worker)[0],
        "places": name_adults(places, worker),
        "sessions": tell_above(sessions, worker),
        "share": share_of(places),
        "keeps": worker.may(Permission.RECORD) and group.kept_by(worker),
        "reads": reads,
    }


def share_of(places: list) -> str:
    """Of everyone listed together; those of whom it is not known are said, never counted."""
    came, known = sum(p.came for p in places), sum(p.known for p in places)
    unknown = sum(p.unknown for p in places)
    if not known:
        return ""
    words = f"Came {came} of {counted(known, 'times')}: {round(100 * came / known)}%."
    return f"{words} Of {unknown} more it is not known." if unknown else words


def file_page(child: Child, worker: Worker) -> dict:
    attendances = GroupAttendance.objects.select_related("session").newest_first()
    places = GroupPlace.objects.of_child(child).with_share().newest_first()
    places = places.select_related("group__service", "group__worker", "adult", "child__person")
    places = list(places.prefetch_related(Prefetch("attendances", attendances))[:NEWEST])
    breaks = ShortBreak.objects.of_child(child)
    happened = breaks.happened().aggregate(stays=Count("pk"), nights=Sum("nights"))
    return {
        "places": name_adults(tell(places, worker), worker),
        "breaks": breaks.select_related("service").newest_first()[:NEWEST],
        "breaks_words": in_words(happened["stays"], happened["nights"] or 0),
        "may_record": worker.may(Permission.RECORD),
    }


def in_words(stays: int, nights: int) -> str:
    return f"{counted(stays, 'stays')} happened, {counted(nights, 'nights')}." if stays else ""
