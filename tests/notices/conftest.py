from datetime import timedelta

import pytest
from django.utils import timezone

from casework.timescales.models import Deadline

HOUR = timedelta(hours=1)


@pytest.fixture
def due(child, worker):
    """``due(in_hours=-1)``: a duty to Ruby that falls due that many hours from now."""
    records = iter(range(1, 1000))

    def make(*, in_hours, amber_hours=48, code="assessment.complete", **facts):
        at = timezone.now() + in_hours * HOUR
        facts = {
            "record_id": next(records),
            "child": child,
            "team": child.team,
            "worker": worker,
            **facts,
        }
        return Deadline.objects.create(
            code=code,
            authority=child.authority,
            due_at=at,
            opened_at=at - timedelta(days=30),
            amber_from=at - amber_hours * HOUR,
            **facts,
        )

    return make
