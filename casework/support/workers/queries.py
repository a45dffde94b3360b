"""Who could help a family: what they are trained in, the languages they speak, what they hold."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from casework.access.models import Worker
from casework.children.codes import AllocationRole
from casework.children.extensions.shared_records import tell_above
from casework.children.models import Allocation
from casework.support.models import (
    ChildSession,
    Group,
    GroupAttendance,
    GroupDay,
    GroupPlace,
    Programme,
    Skill,
)

NEWEST = 30


def own_work(worker: Worker) -> dict:
    """Of the children this worker may know of today, and nobody else."""
    programmes = Programme.objects.visible_to(worker).open().filter(worker=worker)
    sessions = ChildSession.objects.visible_to(worker).filter(session__worker=worker)
    groups = Group.objects.running().filter(worker=worker).newest_first()
    return {
        "programmes": programmes.with_held().select_related("child__person").newest_first(),
        "sessions": sessions.with_session().select_related("child__person").newest_first()[:NEWEST],
        "groups": tell_above(groups, worker),
        "registers": registers_to_keep(worker),
    }


def registers_to_keep(worker: Worker):
    """Days a group of theirs met, on which nobody with a place is written down yet."""
    met = GroupDay.objects.filter(
        group__worker=worker, held_on__lte=timezone.localdate(), cancelled_because=""
    )
    had = GroupPlace.objects.visible_to(worker).filter(
        group=OuterRef("group"), joined_on__lte=OuterRef("held_on")
    )
    had = had.filter(Q(left_on=None) | Q(left_on__gte=OuterRef("held_on")))
    kept = GroupAttendance.objects.filter(session=OuterRef("pk"))
    return met.filter(Exists(had), ~Exists(kept)).select_related("group").order_by("held_on")


def who_could_help(authority, *, what: str = "", language: str = "", team=None):
    """Family support workers and those who have written down a skill, the least loaded first."""
    skills = Skill.objects.in_force()
    workers = Worker.objects.of(authority).working()
    helps = Q(role="family_support") | Q(Exists(skills.filter(worker=OuterRef("pk"))))
    workers = workers.filter(helps)
    if what:
        workers = workers.filter(Exists(skills.filter(worker=OuterRef("pk"), what=what)))
    if language:
        spoken = skills.filter(what=Skill.What.LANGUAGE, words__icontains=language)
        workers = workers.filter(Exists(spoken.filter(worker=OuterRef("pk"))))
    if team:
        workers = workers.filter(team=team)
    here = list(workers.prefetch_related(Prefetch("skills", skills, to_attr="in_force")))
    say_loads(here)
    return sorted(here, key=lambda worker: (worker.load, worker.last_name, worker.first_name))


def say_loads(workers: list) -> None:
    """How many children each leads the work for or supports, and how many programmes run."""
    people = [worker.pk for worker in workers]
    lead = dict(_by_worker(Allocation.objects.leading().filter(worker__in=people), "child"))
    beside = Allocation.objects.open().filter(worker__in=people, role=AllocationRole.FAMILY_SUPPORT)
    supports = dict(_by_worker(beside, "child"))
    running = dict(_by_worker(Programme.objects.open().filter(worker__in=people), "pk"))
    for worker in workers:
        worker.leads = lead.get(worker.pk, 0)
        worker.supports = supports.get(worker.pk, 0)
        worker.programmes = running.get(worker.pk, 0)
        worker.load = worker.leads + worker.supports


def _by_worker(rows, counted: str):
    return rows.order_by().values_list("worker").annotate(n=Count(counted, distinct=True))
