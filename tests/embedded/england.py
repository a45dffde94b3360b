"""A hundred and fifty-three small councils, all alike: made in the database that
``CASEWORK_DATA_DIR`` names. In each of them one child's assessment is late, another's is due soon,
and a third's has time.

    manage.py shell --no-imports -c "from tests.embedded.england import make; make(153, savers=2)"
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.endurance import council
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    AuthorityFactory,
    ChildFactory,
    TeamFactory,
    WorkerFactory,
)

DAYS_AGO = {"Ruby": 120, "Alfie": 60, "Noah": 7}
WRONG = timedelta(days=900)


def make(councils: int, *, savers: int) -> None:
    """Every clock that runs is then put wrong, so that the night has something to do in each."""
    council.make(savers)
    with transaction.atomic():
        for number in range(councils - 1):
            of_one(number)
    sweep()
    Deadline.objects.open().update(amber_from=timezone.now() + WRONG)


def of_one(number: int) -> None:
    authority = AuthorityFactory(name=f"Council {number:03d}", la_code=f"{200 + number}")
    team = TeamFactory(authority=authority)
    worker = WorkerFactory(team=team, username=f"worker.of.{number}")
    WorkerFactory(team=team, role="team_manager", username=f"manager.of.{number}")
    for name, days in DAYS_AGO.items():
        child = ChildFactory(team=team, person__given_name=name, person__born_on=date(2019, 3, 14))
        AllocationFactory(child=child, worker=worker)
        received = timezone.localdate() - timedelta(days=days)
        AssessmentFactory(child=child, referral_received_on=received)
