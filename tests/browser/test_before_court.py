"""A step down at week 14 after an extension and a late report; an urgent unborn child."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Child
from casework.legal.models import LegalStatus
from casework.plans.models import Plan
from casework.preproceedings.models import ChildPreProceedings
from tests import factories as make
from tests.browser.accessibility import faults, scrolls_sideways
from tests.browser.desk import Desk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
TODAY = timezone.localdate()
LOOK = os.environ.get("LOOK")


def ago(days):
    return TODAY - timedelta(days=days)


def just_after_midnight(days):
    now = timezone.localtime()
    return now.replace(hour=0, minute=1) - timedelta(days=days)


@pytest.fixture
def team():
    return make.TeamFactory()


@pytest.fixture
def manager(team):
    return make.WorkerFactory(team=team, role="team_manager", username="manager")


@pytest.fixture
def desk(page, sign_in, manager):
    sign_in(manager)
    return Desk(page, manager)


def looked_at(page, name):
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert not scrolls_sideways(page)
        assert faults(page) == []
        if LOOK:
            page.screenshot(path=Path(LOOK) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.fixture
def row(team):
    """Week 14: the letter, the first meeting and a report ordered that has not come."""
    child = make.ChildFactory(team=team, person__given_name="Jamie")
    row = make.ChildPreProceedingsFactory(
        child=child, started_on=ago(98), process__asked_on=ago(105)
    )
    of = {"process": row.process}
    mother = make.ParentFactory(**of, name="Kirsty Pryce")
    make.LetterSentFactory(**of, parent=mother, sent_on=ago(94))
    make.ProcessMeetingFactory(child=child, in_process=row, held_on=ago(82))
    make.AgreementFactory(**of, agreed_on=ago(82), copied_on=ago(80))
    make.LegalStatusFactory(child=child, kind="preproceedings", started_on=ago(98))
    ordered = make.OrderedAssessmentFactory(**of, ordered_on=ago(80), due_on=ago(38))
    make.AssessmentOfChildFactory(child=child, in_process=row, ordered=ordered)
    make.ActionFactory(child=child, source="panel", agreed_on=ago(98), due_on=ago(-7))
    return row


def panel(desk, child, days, **answers):
    number = child.number
    desk.open("plo-panel-add", child.pk)
    desk.fill(
        starts_at=just_after_midnight(days),
        **{name if name == "check_at" else f"{number}__{name}": a for name, a in answers.items()},
    )
    return desk.press()


@pytest.mark.long
def test_a_panel_steps_down_at_week_14_with_a_late_report_and_an_extension(desk, row):
    child = Child.objects.get(pk=row.child_id)
    panel(
        desk,
        child,
        14,
        check_at="week_12",
        decision="extend",
        new_end=ago(-28),
        reasons="The parenting assessment is three weeks late",
    )
    desk.open("plo", child.pk, row.process_id)
    desk.page.locator("main").get_by_role("link", name="Parenting assessment").click()
    desk.fill(
        late_because="The centre began late",
        received_on=ago(3),
        says="Kirsty can look after Jamie if Nan moves in",
    ).press()
    looked_at(desk.page, "plo-timeline")
    panel(
        desk,
        child,
        0,
        check_at="week_16",
        decision="step_down",
        stepped_to="need",
        reasons="The report supports him staying, and Nan has moved in",
    )
    assert desk.page.locator("h1").inner_text() == "What goes on in the plan"
    desk.press()
    row = ChildPreProceedings.objects.get(pk=row.pk)
    assert (row.outcome, row.outcome_on, row.extended_to) == ("step_down", TODAY, ago(-28))
    assert Plan.objects.open().get(child=child).kind == "need"
    assert not LegalStatus.objects.in_force().filter(child=child).exists()
    desk.open("plo", child.pk, row.process_id)
    assert "5 weeks late" in desk.page.locator("main").inner_text()
    assert "Stepped down" in desk.page.locator("main").inner_text()


@pytest.mark.long
def test_an_urgent_application_for_a_baby_not_yet_born(desk, team):
    baby = make.ChildFactory(
        team=team,
        person__given_name="Baby",
        person__born_on=None,
        person__sex="U",
        person__expected_on=TODAY + timedelta(days=20),
    )
    desk.open("plo-ask", baby.pk)
    desk.fill(
        urgent=True,
        threshold="Two older children were removed; the drinking goes on",
        tried="Nothing was taken up since the booking visit",
        wants="Whether to apply at birth",
    ).press()
    row = ChildPreProceedings.objects.get()
    looked_at(desk.page, "plo-asked")
    panel(
        desk,
        baby,
        0,
        check_at="start",
        decision="apply",
        reasons="The baby would not be safe for one night",
    )
    desk.open("plo-no-letter", baby.pk, row.process_id)
    desk.fill(
        no_letter="birth", no_letter_because="Labour may begin today", no_letter_on=TODAY
    ).press()
    desk.open("plo-step-add", baby.pk, row.process_id, "applications")
    desk.fill(
        applied_on=TODAY,
        short_notice=True,
        short_notice_because="Labour may begin today",
        issued_on=TODAY,
        case_number="NM26C00017",
    ).press()
    row.refresh_from_db()
    assert (row.outcome, row.applied_on, row.letter_sent_on) == ("apply", TODAY, None)
    status = LegalStatus.objects.in_force().get(child=baby)
    assert (status.kind, status.case_number) == ("proceedings", "NM26C00017")
    assert "Care proceedings" in desk.page.content()
    looked_at(desk.page, "plo-court")
    desk.go(reverse("plo", args=[baby.pk, row.process_id]))
