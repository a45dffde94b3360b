"""Is this child known to us at all: enough to say yes and whom to ask, never more."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from casework.access.models import Worker
from casework.access.roles import ACROSS_THE_SERVICE, ROLES, Permission
from casework.children.codes import AllocationRole
from casework.interface.registry import Registry

OPEN, PLAN, ALERT = "open", "plan", "alert"
DECIDERS = [key for key, role in ROLES.items() if Permission.DECIDE in role.permissions]


@dataclass(frozen=True, kw_only=True)
class Sign:
    """What one app knows that makes a file open, or says there is a plan or an alert: ``exists``
    gives the records, each with a ``child``."""

    code: str
    says: str
    records: Callable[[], Any]

    def stands(self) -> Exists:
        return Exists(self.records().filter(child=OuterRef("pk")))


signs = Registry[Sign]("sign that a child is known", key="code")

if TYPE_CHECKING:
    QuerySetBase = QuerySet
else:
    QuerySetBase = object


class KnownQuerySetMixin(QuerySetBase):
    def known_to_authority(self, worker):
        """Every file of the worker's authority, with the least of each, to those who screen
        contacts or open files; to others none. Show it as a ``KnownFile``, which says of a
        restricted child only whom to ring."""
        if worker.is_anonymous or not worker.may(Permission.ASK_IF_KNOWN):
            return self.none()
        return self.filter(authority=worker.authority_id).with_the_least(worker)

    def with_the_least(self, worker):
        """``least_*``: may this worker open it; is it open, is there a plan, an alert; who works
        with the child, and whom to ring. Of a hidden restricted file only the last is read."""
        return self.with_whom_to_ring(worker).annotate(
            least_open=_where(_stands(OPEN, PLAN)),
            least_plan=_where(_stands(PLAN)),
            least_alert=_where(_stands(ALERT)),
            least_held=_where(Q(Exists(_holders()))),
        )

    def with_whom_to_ring(self, worker):
        known = apps.get_model("children.Child").objects.visible_to(worker)
        children = self.annotate(least_openable=Exists(known.filter(pk=OuterRef("pk"))))
        return children.annotate(least_team=Case(When(TOLD, then=F("team__name")))).with_ring()

    def with_ring(self):
        return self.annotate(least_ring=_whom_to_ring())


TOLD = Q(restricted=False) | Q(least_openable=True)


def _where(stands: Q) -> Case:
    return Case(When(TOLD & stands, then=Value(True)), default=Value(False))


def stands(*says: str) -> Case:
    """Whether any of these stands for a file, as an annotation of it."""
    return Case(When(_stands(*says), then=Value(True)), default=Value(False))


def _stands(*says: str) -> Q:
    any_of = Q(pk__in=[])
    for sign in signs:
        if sign.says in says:
            any_of |= Q(sign.stands())
    return any_of


def _name(of: str = ""):
    full = Trim(Concat(f"{of}first_name", Value(" "), f"{of}last_name"))
    return Coalesce(NullIf(full, Value("")), f"{of}username")


def _holders():
    """Who works with the child now: whoever leads first; of a restricted file, a manager first."""
    allocations = apps.get_model("children.Allocation").objects.open()
    held = allocations.filter(child=OuterRef("pk"), worker__in=Worker.objects.working().order_by())
    place = Case(
        When(child__restricted=True, worker__role__in=DECIDERS, then=Value(0)),
        When(role=AllocationRole.LEAD, then=Value(1)),
        When(role=AllocationRole.LEAD_PRACTITIONER, then=Value(2)),
        default=Value(3),
    )
    return held.order_by(place, "pk")


def _named_managers():
    """Of a restricted file, the managers named on it: they say who may open it."""
    grants = apps.get_model("children.FileGrant").objects.named()
    here = Worker.objects.working().filter(role__in=DECIDERS).order_by()
    return grants.filter(child=OuterRef("pk"), worker__in=here).order_by("pk")


def _whom_to_ring() -> Coalesce:
    """A manager named on a restricted file; who works with the child; else the manager of the
    team; else a manager of the service."""
    managers = Worker.objects.working().filter(role__in=DECIDERS)
    of_team = managers.filter(team=OuterRef("team"))
    of_service = managers.filter(authority=OuterRef("authority"), role__in=ACROSS_THE_SERVICE)
    return Coalesce(
        Case(
            When(
                restricted=True, then=Subquery(_named_managers().values(name=_name("worker__"))[:1])
            )
        ),
        Subquery(_holders().values(name=_name("worker__"))[:1]),
        Subquery(of_team.values(name=_name())[:1]),
        Subquery(of_service.values(name=_name())[:1]),
        Value("a service manager"),
    )
