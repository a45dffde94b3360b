"""A warehouse that pulls at night, and a dashboard that had its day."""

from datetime import timedelta

from django.utils import timezone

from casework.access.models import Worker
from casework.systems import operations
from casework.systems.models import System, Use

order = 6
NIGHTS = 12


def load(world) -> None:
    people = Worker.objects.filter(authority=world.authority)
    administrator = people.get(role="administrator")
    analyst = people.filter(role="data_analyst").first()
    warehouse = operations.register(
        system=System(
            name="Data warehouse",
            purpose="The monthly report and the yearly returns; data protection assessment of May.",
            keeper=analyst,
            sight="system_service",
            kinds=["children", "front-door", "assessments", "plans", "recording", "clocks"],
            addresses="10.20.0.0/16",
        ),
        by=administrator,
    )
    credential, _ = operations.issue(system=warehouse, days=180, by=analyst)
    tonight = timezone.now().replace(hour=2, minute=10, second=0, microsecond=0)
    Use.objects.bulk_create(
        Use(
            credential=credential,
            minute=tonight - timedelta(days=nights),
            asked=24 + nights % 3,
            refused=int(nights == 4),
            refused_because="Outside what this system may read." if nights == 4 else "",
        )
        for nights in range(1, NIGHTS)
    )
    dashboard = operations.register(
        system=System(
            name="Dashboard of last year",
            purpose="Figures on the wall of the front door.",
            keeper=analyst,
            sight="system_figures",
            kinds=["figures"],
            most_a_minute=10,
        ),
        by=administrator,
    )
    operations.issue(system=dashboard, days=30, by=analyst)
    operations.end_system(system=dashboard, by=administrator)
