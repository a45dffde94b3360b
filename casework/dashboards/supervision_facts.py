"""How much a worker holds, for whoever supervises them: weighed, against their own limit."""

from django.utils import timezone

from casework.children.family.siblings import families_of
from casework.children.models import Allocation
from casework.dashboards.caseload import held_children, weigh
from casework.dashboards.models import CaseloadWeights
from casework.interface.words import counted
from casework.supervision.sessions.queries import WorkerFact, worker_facts


def caseloads(reader, workers) -> dict[int, str]:
    """For each who holds a child this reader may know of: how many, what they weigh, and the most
    they should hold."""
    held = Allocation.objects.visible_to(reader).filter(worker__in=workers)
    children = held_children(held, timezone.localdate())
    families = families_of({child for some in children.values() for child, _ in some})
    weights = CaseloadWeights.of(reader.authority)
    return {
        worker.pk: _words(worker, children[worker.pk], families, weights)
        for worker in workers
        if children.get(worker.pk)
    }


def _words(worker, children, families, weights) -> str:
    """12 children in 7 families, weighing 9.5 of 18."""
    weight, number = weigh(children, families, weights)
    most = f" of {worker.caseload_limit}" if worker.caseload_limit else ""
    over = most and weight > worker.caseload_limit
    holds = f"{counted(len(children), 'children')} in {counted(number, 'families')}"
    return f"{holds}, weighing {weight.normalize():f}{most}{': over their limit' if over else ''}"


worker_facts.add(WorkerFact(code="caseload", label="Caseload", reads=caseloads))
