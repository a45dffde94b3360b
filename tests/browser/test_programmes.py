"""The pages of programmes and questions: no fault, none too wide; and a draw from plan to proof."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audits.models import Audit, Moderation, SectionGrade
from audits.programmes import operations
from tests.browser.test_every_page import walk
from tests.factories import (
    AllocationFactory,
    ChildFactory,
    LocalCriterionFactory,
    ProgrammeFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def boss():
    """A service manager, two auditors, and eight children of two teams."""
    teams = [TeamFactory(name=f"Safeguarding team {n}") for n in (1, 2)]
    people = {"team": None, "authority": teams[0].authority}
    for name in ("Priya", "Tom"):
        WorkerFactory(role="auditor", first_name=name, username=name.lower(), **people)
    for n in range(8):
        child = ChildFactory(team=teams[n % 2])
        AllocationFactory(child=child, worker=WorkerFactory(team=teams[n % 2]))
    return WorkerFactory(role="service_manager", **people)


@pytest.fixture
def drawn(boss):
    programme = ProgrammeFactory(
        authority=boss.authority, made_by=boss, sampling="stratified", drawn_within="team", size=4
    )
    operations.draw_sample(programme, boss)
    today = timezone.localdate()
    audit = Audit.objects.filter(programme=programme, auditor__username="priya").first()
    Audit.objects.filter(pk=audit.pk).update(
        grade="good", grade_reason="-", difference="-", completed_on=today, final_grade="good"
    )
    SectionGrade.objects.create(audit=audit, section="plan", grade="good", reason="-")
    Moderation.objects.create(
        audit=audit,
        moderator=boss,
        because="-",
        asked_on=today,
        grade_before="good",
        grade="good",
        reason="-",
        done_on=today,
    )
    return programme


@pytest.mark.long
def test_every_page_of_programmes(sign_in, boss, drawn):
    later = timezone.localdate() + timedelta(days=9)
    waiting = ProgrammeFactory(authority=boss.authority, made_by=boss, begins_on=later)
    audit = Audit.objects.filter(programme=drawn, completed_on=None).first()
    urls = [
        reverse("programmes"),
        reverse("programme-add"),
        waiting.get_absolute_url(),
        reverse("programme-change", args=[waiting.pk]),
        reverse("programme-auditor", args=[drawn.pk, audit.pk]),
        reverse("criteria"),
        reverse("criterion", args=["HP.PL.1"]),
    ]
    names = ("programme", "programme-proof", "programme-results")
    own = [reverse(name, args=[drawn.pk]) for name in names]
    page = sign_in(boss)
    assert not walk(page, [*urls, *own])
    assert not walk(sign_in(audit.auditor), [reverse("programmes"), *own])


@pytest.mark.long
def test_every_page_of_the_councils_own_questions(sign_in, boss):
    LocalCriterionFactory(authority=boss.authority)
    administrator = WorkerFactory(team=None, authority=boss.authority, role="administrator")
    page = sign_in(administrator)
    names = ("criterion", "criterion-change", "criterion-end")
    urls = [reverse(name, args=["LOC.NEG1"]) for name in names]
    assert not walk(page, [reverse("criteria"), reverse("criterion-add"), *urls])


def test_a_programme_is_planned_drawn_and_proved(sign_in, boss):
    page = sign_in(boss)
    page.goto(reverse("audits"))
    page.get_by_role("link", name="Programmes").first.click()
    page.get_by_role("link", name="Plan a programme").click()
    page.get_by_label("What to call it").fill("Autumn whole-file audits")
    page.get_by_label("At random from each group, in proportion").check()
    page.get_by_label("Team", exact=True).check()
    page.get_by_label("How many children").fill("4")
    today, end = timezone.localdate(), timezone.localdate() + timedelta(days=28)
    for name, day in (("begins_on", today), ("due_on", end)):
        for box in ("day", "month", "year"):
            page.fill(f"[name={name}_{box}]", str(getattr(day, box)))
    page.get_by_role("button", name="Save this programme").click()
    assert "8 children to sample from" in page.inner_text("main")
    page.get_by_role("button", name="Draw the sample").click()
    assert "4 children drawn, and each file opened to its auditor." in page.inner_text("main")
    page.get_by_role("link", name="Check the sample").click()
    assert "the same 4 children come out" in page.inner_text("main")
