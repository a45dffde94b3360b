from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audits.criteria.editions import edition
from audits.learning.query import AuditQuery
from audits.learning.themes import CountedAudits
from audits.models import Audit
from tests.factories import (
    AuditFactory,
    ChildFactory,
    FileGrantFactory,
    ScoreFactory,
    WorkerFactory,
)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def auditor(team):
    return WorkerFactory(
        team=None,
        authority=team.authority,
        role="auditor",
        username="priya",
        first_name="Priya",
        last_name="Nair",
    )


@pytest.fixture
def audit(child, auditor, today) -> Audit:
    """An open audit of Ruby's file, with the file open to its auditor."""
    FileGrantFactory(child=child, worker=auditor, until=today + timedelta(days=14))
    return AuditFactory(
        child=child, auditor=auditor, started_on=today, due_on=today + timedelta(days=7)
    )


@pytest.fixture
def address(audit):
    """``address("audit-grade")``: a page of this audit."""

    def of(name, *more):
        return reverse(name, args=[audit.child_id, audit.pk, *more])

    return of


@pytest.fixture
def plan_section():
    return edition().section("plan")


@pytest.fixture
def finished(team, today):
    """``finished(met="HP.PL.3", child=...)``: a finished audit with these answers."""

    def _finished(answers=(), *, ago=30, **facts):
        facts.setdefault("child", ChildFactory(team=facts.pop("team", team)))
        facts.setdefault("grade", "good")
        day = today - timedelta(days=ago)
        audit = AuditFactory(
            started_on=day,
            due_on=day,
            completed_on=day,
            grade_reason="Why",
            difference="What",
            **facts,
        )
        for criterion, answer in answers:
            ScoreFactory(audit=audit, criterion=criterion, answer=answer)
        return audit

    return _finished


@pytest.fixture
def of(service_manager, today):
    def _of(worker=service_manager, months=12, **facts):
        return CountedAudits(AuditQuery(worker, (today, 12), today, months, **facts))

    return _of


def boxes(name, day):
    """A date as its three boxes post it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
