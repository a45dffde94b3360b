"""Whom a manager supervises, what a worker holds, and everyone’s own supervision."""

from django.views.generic import TemplateView

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.supervision.models import Agreement, Observation, Session
from casework.supervision.people import own_team, supervised_by
from casework.supervision.regularity import (
    agreement_due,
    due_of,
    sample_due,
    teams_with_due,
    with_agreement_due,
    with_due,
)
from casework.supervision.sessions.base_views import OfWorker
from casework.supervision.sessions.queries import away, children_of, facts_of, written_late

NEWEST = 12


class SupervisionHome(PermissionMixin, TemplateView):
    """A manager's workers, by name and never ranked, with when each is due; and one's own."""

    permission = Permission.SUPERVISE
    template_name = "supervision/home.html"

    def get_context_data(self, **kwargs):
        manager = self.request.user
        whole = "all" in self.request.GET
        people = supervised_by(manager) if whole else own_team(manager)
        workers = list(with_due(people.order_by("last_name", "first_name", "pk")))
        facts, to_come = facts_of(manager, workers), self.next_of(workers)
        for worker in workers:
            worker.due, worker.facts = due_of(worker), facts[worker.pk]
            worker.next = to_come.get(worker.pk)
        senior = manager.may(Permission.SEE_WHOLE_SERVICE)
        return super().get_context_data(
            workers=workers,
            late=sum(worker.due.late for worker in workers),
            whole=whole,
            senior=senior,
            teams=[(team, due_of(team)) for team in self.teams(senior)],
            sample=due_of(sample_due(manager.authority_id)) if senior else None,
            **kwargs,
        )

    def next_of(self, workers) -> dict[int, Session]:
        """The next session of each; who leads it may be somebody else."""
        sessions = Session.objects.planned().filter(worker__in=workers)
        first = sessions.order_by("worker", "starts_at").distinct("worker")
        return {session.worker_id: session for session in first}

    def teams(self, senior: bool):
        teams = teams_with_due(self.request.user.authority_id)
        return teams if senior else teams.filter(pk=self.request.user.team_id)


class OwnSupervision(PermissionMixin, TemplateView):
    """Everyone's own: when it is next, what was agreed, and what waits for their signature."""

    template_name = "supervision/own.html"
    permission = Permission.READ_FILES

    @classmethod
    def opens_to(cls, worker) -> bool:
        return worker.works_here

    def get_context_data(self, **kwargs):
        worker = self.request.user
        mine = Session.objects.filter(worker=worker).with_people()
        (row,) = with_agreement_due(with_due(Worker.objects.filter(pk=worker.pk)))
        agreements = Agreement.objects.filter(worker=worker).with_people().newest_first()
        watched = Observation.objects.filter(worker=worker).with_people().newest_first()
        return super().get_context_data(
            due=due_of(row),
            to_come=mine.to_come()[:NEWEST],
            earlier=mine.exclude(held_on=None, missed_because="").newest_first()[:NEWEST],
            agreement=agreements.first(),
            agreement_due=agreement_due(row),
            observations=watched[:NEWEST],
            **kwargs,
        )


class WorkerSupervision(OfWorker, TemplateView):
    """What a manager has beside them: whom the worker holds, how much that is, what is late."""

    template_name = "supervision/worker.html"

    def get_context_data(self, **kwargs):
        worker, reader = self.worker, self.request.user
        sessions = Session.objects.filter(worker=worker).with_people()
        agreed = Agreement.objects.filter(worker=worker).with_people().newest_first()
        late, of = written_late(worker)
        watched = Observation.objects.of_two(reader).filter(worker=worker)
        return super().get_context_data(
            due=due_of(worker),
            children=children_of(worker, reader),
            facts=facts_of(reader, [worker])[worker.pk],
            written_late=late,
            written=of,
            away=away(worker),
            to_come=sessions.to_come()[:NEWEST],
            earlier=sessions.exclude(held_on=None, missed_because="").newest_first()[:NEWEST],
            agreement=agreed.first(),
            agreement_due=agreement_due(worker),
            observations=watched.newest_first()[:NEWEST],
            **kwargs,
        )
