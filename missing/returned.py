"""What statutory returns ask about missing children, by their own names and codes.

SSDA903 (DfE, children looked after): file *Missing*. Standard safeguarding dataset: ssd_missing.
Annex A (Ofsted): the last columns of list 8, over twelve months; the offer and the answer are of
the last time missing only.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone
from django.views.generic import TemplateView

from casework.access.lists import KeyedList
from casework.access.roles import Permission
from casework.children.models import Child
from casework.children.views import PermissionMixin
from casework.interface.exports import Column
from casework.interface.words import as_day
from missing.figures import ACCEPTED
from missing.models import MissingEpisode

From, Kind = MissingEpisode.From, MissingEpisode.Kind
YEAR = timedelta(days=365)


def of(worker) -> QuerySet:
    episodes = MissingEpisode.objects.visible_to(worker).with_interview()
    return episodes.annotate(
        offered=Q(offered_at__isnull=False), accepted=ACCEPTED
    ).select_related("child__person")  # fmt: skip


def in_care(worker) -> QuerySet:
    """SSDA903 tells only of children looked after."""
    return of(worker).exclude(missing_from=From.HOME)


def children(worker) -> QuerySet:
    """Children missing from care in the last twelve months, with how often and what followed the
    last time."""
    lately = MissingEpisode.objects.exclude(missing_from=From.HOME).filter(
        child=OuterRef("pk"), went_at__gte=timezone.now() - YEAR
    )
    last = lately.filter(kind=Kind.MISSING).with_interview().annotate(accepted=ACCEPTED)
    last = last.order_by("-went_at")
    return Child.objects.visible_to(worker).filter(Exists(lately)).with_person().annotate(
        times_missing=_count(lately, Kind.MISSING), times_absent=_count(lately, Kind.AWAY),
        last_offered=Subquery(last.values("offered_at")[:1]),
        last_accepted=Subquery(last.values("accepted")[:1]),
        last_back=Subquery(last.values("returned_at")[:1]),
    )  # fmt: skip


def _count(lately, kind):
    of_kind = lately.filter(kind=kind).order_by().values("child")
    return Subquery(of_kind.annotate(times=Count("pk")).values("times"))


def day(instant) -> str:
    """As the files write a day: 28/02/2026."""
    return f"{as_day(instant):%d/%m/%Y}" if instant else ""


def born(person) -> str:
    return f"{person.born_on:%d/%m/%Y}" if person.born_on else ""


def answered(episode, said: bool) -> str:
    """Y, N, or NA where the child has not come back yet."""
    return "NA" if episode.returned_at is None else "Y" if said else "N"


def accepted(episode) -> str:
    return answered(episode, episode.accepted) if episode.offered else "NA"


@dataclass(frozen=True)
class Asked:
    """One file: its name, what it tells of, and its columns."""

    title: str
    rows: object
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ("-went_at", "-pk")


FILES = {
    "ssda903": Asked("SSDA903 Missing", in_care, (
        Column("CHILD", lambda one: one.child.number),
        Column("DOB", lambda one: born(one.child.person)),
        Column("MISSING", lambda one: one.kind),
        Column("MIS_START", lambda one: day(one.went_at)),
        Column("MIS_END", lambda one: day(one.returned_at)),
    )),
    "ssd": Asked("ssd_missing", of, (
        Column("miss_table_id", lambda one: one.pk),
        Column("miss_person_id", lambda one: one.child.number),
        Column("miss_missing_episode_start_date", lambda one: as_day(one.went_at)),
        Column("miss_missing_episode_type", lambda one: one.kind),
        Column("miss_missing_episode_end_date",
               lambda one: as_day(one.returned_at) if one.returned_at else ""),
        Column("miss_missing_rhi_offered", lambda one: answered(one, one.offered)),
        Column("miss_missing_rhi_accepted", accepted),
    )),
    "annex-a": Asked("Annex A list 8: missing", children, (
        Column("Child Unique ID", lambda one: one.number),
        Column("Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12"
               " months", lambda one: one.times_missing or 0),
        Column("Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12"
               " months", lambda one: one.times_absent or 0),
        Column("Was the child offered a Return Interview after their last missing episode (Y/N)?",
               lambda one: _offered(one)),
        Column("Did the child accept a Return Interview after their last missing episode (Y/N)?",
               lambda one: _accepted(one)),
    ), ("-pk",)),
}  # fmt: skip


def _offered(child) -> str:
    """Unknown while the child is still missing; empty for one never missing."""
    if not child.times_missing:
        return ""
    return "Unknown" if child.last_back is None else "Yes" if child.last_offered else "No"


def _accepted(child) -> str:
    if not child.times_missing or not child.last_offered:
        return ""
    return "Yes" if child.last_accepted else "No"


class MissingReturn(PermissionMixin, KeyedList, TemplateView):
    """One of the files, to read and to take away."""

    permission = Permission.RUN_RETURNS
    template_name = "missing/returned.html"

    @property
    def asked(self) -> Asked:
        if self.kwargs["name"] not in FILES:
            raise Http404
        return FILES[self.kwargs["name"]]

    @property
    def list_title(self) -> str:
        return self.asked.title

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.asked.columns

    @property
    def order(self) -> tuple[str, ...]:
        return self.asked.order

    def all_rows(self):
        return self.asked.rows(self.request.user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            title=self.list_title, headings=[one.heading for one in self.columns],
            files=[(name, one.title) for name, one in FILES.items()], **kwargs,
        )  # fmt: skip
        lines = [[column.reads(row) for column in self.columns] for row in context["object_list"]]
        return {**context, "lines": lines}
