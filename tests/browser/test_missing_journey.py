"""From a Friday night to the plan, over the end of summer time, in a real browser."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.actions.models import Action
from casework.interface.words import LONDON
from casework.timescales.models import Deadline
from missing.models import Finding, MissingEpisode, ReturnInterview
from tests.browser.desk import at_desk as at_desk
from tests.browser.desk import people as people
from tests.browser.desk import whitfields as whitfields
from tests.factories import NeedFactory, PlanFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.long]


def end_of_summer_time() -> date:
    """The last Sunday of October, this year's or, before it has come, last year's."""
    today = timezone.localdate()
    year = today.year if today > date(today.year, 11, 7) else today.year - 1
    last = date(year, 10, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def at(day, hour, minute=0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


SUNDAY = end_of_summer_time()
FRIDAY, TUESDAY = SUNDAY - timedelta(days=2), SUNDAY + timedelta(days=2)
FOUND = at(SUNDAY, 0, 40)
"""Before the clocks go back: three days and an hour later by the clock on the wall."""
RUNS_OUT = at(TUESDAY, 23, 40)


def reported_missing_on_friday_night(desk, child):
    desk.open("missing-add", child.pk).fill(kind="M", missing_from="home", risk="high")
    desk.fill(went_at=at(FRIDAY, 22, 15), circumstances="Not home from town")
    desk.fill(risk_reasons="Older people collect her", reported_at=at(FRIDAY, 23, 5))
    desk.fill(reported_by="Her mum", police_reference="NM-2610-0114")
    desk.fill(told_us_at=at(FRIDAY, 23, 40)).press()
    desk.open("missing-log", child.pk, MissingEpisode.objects.get().pk)
    desk.fill(kinds=["parents", "manager"], at=at(FRIDAY, 23, 50), whom="By telephone").press()


def found_in_the_night_the_clocks_go_back(desk, child):
    episode = MissingEpisode.objects.get()
    desk.open("missing-return", child.pk, episode.pk)
    desk.fill(returned_on=SUNDAY, returned_on_time="00:40", returned_where="Quay Street")
    desk.page.locator("main [name=returned_where]").click()
    desk.page.get_by_text("due by 11.40pm").wait_for()
    desk.press()
    assert Deadline.objects.get(code="rhi.complete").due_at == RUNS_OUT


def talked_with_on_tuesday(desk, child):
    desk.open("interview-offer", child.pk, MissingEpisode.objects.get().pk)
    desk.fill(offered_at=at(SUNDAY, 11), answer="accepted", answered_at=at(SUNDAY, 11, 5)).press()
    desk.open("interview-add", child.pk)
    desk.fill(own_words="He picks me up by the arcade and we go to a flat.")
    desk.fill(held_at=RUNS_OUT, place="At home", independent="yes", immediate_risk="no").press()
    clock = Deadline.objects.get(code="rhi.complete")
    assert clock.met_at == clock.due_at == RUNS_OUT


def three_things_are_written_down(desk):
    for kind, text, name in (
        ("vehicle", "A grey Corsa collects her", "Grey Corsa, NK18"),
        ("place", "They go to a flat over the launderette", "Flat, Quay Street"),
        ("pattern", "She goes when family time is cancelled", ""),
    ):
        desk.fill(kind=kind, text=text)
        if name:
            desk.fill(named=name)
        desk.page.locator("main button[name=again]").click()
        desk.page.get_by_text("Finding saved.").wait_for()
        desk.rightly()
    assert Finding.objects.unused().count() == 3


def each_leads_to_something(desk, child, worker):
    corsa, flat, pattern = Finding.objects.order_by("pk")
    desk.open("finding-use", child.pk, pattern.pk).fill(ending="action")
    desk.fill(what="Ring her the night before family time is cancelled")
    desk.fill(owner=f"worker:{worker.pk}", due_on=timezone.localdate() + timedelta(days=7))
    desk.fill(need=f"plan-{child.open_need.pk}").press()
    desk.open("finding-use", child.pk, corsa.pk).fill(ending="partner", partner="police")
    desk.fill(partner_name="PC Lowther").press()
    assert "A grey Corsa collects her" in desk.page.inner_text("main")
    desk.open("finding-use", child.pk, flat.pk).fill(ending="considered")
    desk.fill(considered_because="Police closed the flat on Monday").press()
    assert not Finding.objects.unused().exists()


def test_from_a_friday_night_to_the_plan(at_desk, whitfields, people):
    ruby = whitfields[0]
    ruby.open_need = NeedFactory(child=ruby, plan=PlanFactory(child=ruby))
    worker = people["social_worker"]
    reported_missing_on_friday_night(at_desk("social_worker"), ruby)
    found_in_the_night_the_clocks_go_back(at_desk("missing_coordinator"), ruby)
    coordinator = at_desk("missing_coordinator")
    talked_with_on_tuesday(coordinator, ruby)
    three_things_are_written_down(coordinator)
    each_leads_to_something(at_desk("social_worker"), ruby, worker)
    plan = at_desk("social_worker").open("plan", ruby.pk).page.inner_text("main")
    assert "She goes when family time is cancelled" in plan
    assert Action.objects.get().findings.get().kind == "pattern"
    day = at_desk("missing_coordinator").open("missing_day").page
    said = day.locator("section", has=day.locator("#figures")).inner_text()
    assert said.count("1 of 1") == 4
    assert "3 of 3" in said
    assert ReturnInterview.objects.get().held_at == RUNS_OUT
    assert day.request.get(reverse("missing-links")).ok
