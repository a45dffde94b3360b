"""The children behind a figure of the clocks, worst first."""

from datetime import date

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.generic import TemplateView

from casework.access.lists import KeyedList
from casework.access.models import Team, Worker
from casework.children.views import PermissionMixin
from casework.dashboards.clocks import LABELS, NOBODY, STATES, Moment, dated
from casework.interface.exports import Column
from casework.timescales.registry import registry

COLUMNS = [
    Column("Child", lambda deadline: deadline.child.name),
    Column("Number", lambda deadline: deadline.child.number),
    Column("What is due", lambda deadline: deadline.title),
    Column("Due", lambda deadline: deadline.due_on),
    Column("How it stands", lambda deadline: LABELS.get(deadline.state, deadline.state)),
    Column("Social worker", lambda deadline: deadline.worker or "No one is allocated"),
]


class Behind(PermissionMixin, KeyedList, TemplateView):
    template_name = "dashboards/behind.html"
    list_title, columns = "Behind a figure", COLUMNS
    order = ("due_at", "pk")

    def all_rows(self):
        deadlines = self.moment.deadlines()
        for name in ("team", "worker"):
            if self.asked(name).isdigit() or self.asked(name) == NOBODY:
                deadlines = self.held_by(deadlines, name)
        if self.rule:
            deadlines = deadlines.filter(code=self.rule.code)
        if self.asked("state") in STATES:
            deadlines = deadlines.in_state(self.asked("state"), self.moment.instant)
        then = self.moment.instant if self.at else None
        return deadlines.with_state(then).with_lateness(then).with_reason().with_child()

    def held_by(self, deadlines, name):
        """Those of a team or a worker: on a past day, of those who held the child then."""
        who = None if self.asked(name) == NOBODY else self.asked(name)
        if self.moment.at is None:
            return deadlines.filter(**{name: who})
        rows = dated(deadlines, self.moment.at, name)
        return rows.filter(**{f"cut_{name}": who or ""})

    @property
    def moment(self) -> Moment:
        return Moment(self.request.user, self.at)

    @property
    def at(self) -> date | None:
        try:
            day = parse_date(self.asked("at"))
        except ValueError:
            day = None
        return day if day and day < timezone.localdate() else None

    @property
    def rule(self):
        return registry.get(self.asked("code"))

    def asked(self, name: str) -> str:
        return self.request.GET.get(name, "")

    def get_context_data(self, **kwargs):
        heading = self.rule.title if self.rule else "What is open now"
        return super().get_context_data(heading=heading, who=self.who(), at=self.at, **kwargs)

    def who(self) -> str:
        """What the figure counted, in words."""
        worker, team = self.asked("worker"), self.asked("team")
        mine = Worker.objects.of(self.request.user.authority)
        named = [
            LABELS.get(self.asked("state"), "Everything open"),
            *(["No one is allocated"] if worker == NOBODY else []),
            *mine.filter(pk=worker if worker.isdigit() else 0),
            *Team.objects.filter(
                pk=team if team.isdigit() else 0, authority=self.request.user.authority
            ),
        ]
        return ", ".join(str(one) for one in named)
