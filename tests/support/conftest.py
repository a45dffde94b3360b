"""A service on the edge of care, its people, and forms filled in as they are typed."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from casework.interface.words import LONDON
from tests.factories import AllocationFactory, ServiceFactory, WorkerFactory

TODAY = timezone.localdate()


def day_of(name: str, day) -> dict:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def moment_of(name: str, at: datetime) -> dict:
    here = at.astimezone(LONDON)
    return {**day_of(name, here.date()), f"{name}_time": f"{here:%H:%M}"}


def days_ago(days: int):
    return TODAY - timedelta(days=days)


@pytest.fixture
def service(team):
    return ServiceFactory(authority=team.authority, name="Families First")


@pytest.fixture
def helper(team, child):
    """A family support worker who works with the child."""
    worker = WorkerFactory(team=team, role="family_support", first_name="Dawn")
    AllocationFactory(child=child, worker=worker, role="family_support")
    return worker
