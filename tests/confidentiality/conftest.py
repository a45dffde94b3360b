from datetime import timedelta

import pytest
from django.utils import timezone

from casework.children.models import Child
from tests import factories as make

TODAY = timezone.localdate()


def day(on, field="review_on"):
    return {f"{field}_day": on.day, f"{field}_month": on.month, f"{field}_year": on.year}


def knows(worker, child):
    return Child.objects.visible_to(worker).filter(pk=child.pk).exists()


def in_days(number):
    return TODAY + timedelta(days=number)


@pytest.fixture
def file(team, worker):
    """A child whose social worker is Amira."""
    child = make.ChildFactory(team=team, person__given_name="Ruby", person__family_name="Whitlow")
    make.AllocationFactory(child=child, worker=worker)
    return child


@pytest.fixture
def colleague(team):
    return make.WorkerFactory(team=team, username="ben", last_name="Okafor")
