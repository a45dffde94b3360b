"""The coordinator and a child at high risk who has been missing for 41 hours, in a real browser:
the card, the sheet, those told, found in the hour that came twice, an interview booked outside, and
somebody who must act today."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casework.notices.models import Notice
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from missing.models import (
    Finding,
    InterviewProvider,
    LogEntry,
    MissingEpisode,
    ReturnInterview,
    Subject,
)
from tests.browser.accessibility import faults, scrolls_sideways
from tests.browser.desk import at_desk as at_desk
from tests.browser.desk import people as people
from tests.browser.desk import whitfields as whitfields
from tests.missing.test_links import named

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.long]
HOUR = timedelta(hours=1)
FOUND = {"day": "26", "month": "10", "year": "2025", "time": "1.15am"}


def now():
    return timezone.localtime(timezone.now()).replace(second=0, microsecond=0)


def looked_at(desk):
    """The page as it is read: no fault at either width, and nothing scrolls sideways."""
    for width in (1280, 390):
        desk.page.set_viewport_size({"width": width, "height": 900})
        assert faults(desk.page) == [], desk.page.url
        assert not scrolls_sideways(desk.page), desk.page.url
    desk.page.set_viewport_size({"width": 1280, "height": 900})
    return desk


def another_is_reported(desk):
    desk.open("missing_day")
    desk.page.get_by_role("link", name="Report a child missing").click()
    desk.page.get_by_label("Part of a name").fill("Ruby Whitfield")
    desk.page.get_by_role("button", name="Find them").click()
    looked_at(desk)
    desk.page.get_by_role("link", name="Ruby is missing").click()
    desk.fill(kind="M", missing_from="home", went_at=now() - 41 * HOUR)
    desk.page.get_by_text("Strategy discussion about a missing child").wait_for()
    desk.fill(risk="high", risk_reasons="Older people collect her")
    desk.page.get_by_text("Strategy discussion about a high risk: due by").wait_for()
    desk.fill(circumstances="Red coat, last seen at the bus station")
    desk.fill(reported_at=now() - 40 * HOUR, reported_by="Her mum").press()


def the_card_says_what_is_late(desk):
    looked_at(desk.open("missing_day"))
    card = desk.page.locator(".cw-box", has_text="Ruby Whitfield").inner_text()
    for said in (
        "High risk",
        "missing 41 hours",
        "Strategy discussion about a high risk",
        "Late by 17 hours",
        "Manager told that a child is still missing",
        "Nobody is written down yet",
    ):
        assert said in card, said
    desk.page.get_by_role("link", name="Say who was told").click()
    desk.fill(kinds=["parents", "manager"], at=now(), whom="By telephone").press()
    card = desk.open("missing_day").page.locator(".cw-box", has_text="Ruby Whitfield").inner_text()
    assert "Their parents" in card
    assert "Manager told that a child is still missing" not in card


def the_sheet_prints_alone(desk):
    desk.page.get_by_role("link", name="Sheet for police").click()
    looked_at(desk)
    said = desk.page.inner_text("main")
    assert "Missing now, 41 hours" in said
    assert "Red coat, last seen at the bus station" in said
    assert "There is no photograph." in said
    desk.page.emulate_media(media="print")
    assert not desk.page.locator(".cw-child").is_visible()
    assert not desk.page.get_by_text("There is no photograph.").is_visible()
    assert desk.page.get_by_text("Red coat, last seen at the bus station").is_visible()
    desk.page.emulate_media(media="screen")


def found(desk, episode):
    desk.open("missing-return", episode.child_id, episode.pk)
    desk.fill(returned_on=now().date(), returned_where="Quay Street").press()
    assert Notice.objects.filter(kind="found", worker__role="social_worker").exists()


def an_earlier_time_in_the_hour_that_came_twice(desk, child):
    """A year ago, on the night the clocks went back: written down only now."""
    desk.open("missing-add", child.pk).fill(kind="M", missing_from="home", risk="low")
    for name, value in (("day", "25"), ("month", "10"), ("year", "2025"), ("time", "11pm")):
        desk.page.locator(f"[name=went_at_{name}]").fill(value)
    for name, value in FOUND.items():
        desk.page.locator(f"[name=returned_at_{name}]").fill(value)
    desk.fill(returned_where="Home")
    desk.page.locator("main button.govuk-button:not(.cw-button--outline)").last.click()
    desk.page.locator(".govuk-error-summary", has_text="showed it twice").wait_for()
    looked_at(desk)
    desk.page.get_by_label("The second 1.15am, an hour later").check()
    desk.press()
    earlier = MissingEpisode.objects.order_by("went_at").first()
    assert earlier.returned_at.isoformat() == "2025-10-26T01:15:00+00:00"


def booked_outside(desk, episode, provider):
    desk.open("interview-offer", episode.child_id, episode.pk)
    desk.fill(offered_at=now(), answer="accepted").press()
    desk.page.get_by_role("link", name="Book it").first.click()
    looked_at(desk)
    desk.fill(planned_at=now() + 20 * HOUR, provider=provider.pk)
    desk.fill(provider_person="Priya Anand", place="The youth centre").press()
    assert "with Priya Anand, Harbour Voices" in desk.open("missing_day").page.inner_text("main")


def somebody_must_act(desk, episode):
    desk.open("interview-add", episode.child_id)
    desk.fill(own_words="He takes me to the caravans.", held_at=now(), independent="yes")
    desk.fill(immediate_risk="yes", next_steps="Ring police about the caravans.").press()
    assert Notice.objects.filter(kind="not_safe", worker__role="team_manager").exists()


def what_reads_like_it_is_seen(desk):
    desk.fill(kind="place", text="They meet at the caravans")
    desk.page.locator("[name=named]").press_sequentially("Slake End caravans")
    desk.page.get_by_text("Slake End caravan park (1 interview)").wait_for()
    desk.page.locator("main button.govuk-button:not(.cw-button--outline)").last.click()
    looked_at(desk)
    desk.page.get_by_label("Slake End caravan park, in 1 interview").check()
    desk.press()
    assert Subject.objects.filter(kind="place").count() == 1


def it_goes_to_the_police(desk):
    finding = Finding.objects.get(named="Slake End caravans")
    desk.open("finding-use", finding.child_id, finding.pk).fill(ending="partner", partner="police")
    desk.fill(partner_name="PC Lowther").press()
    assert "Place: Slake End caravans" in looked_at(desk).page.inner_text("main")


def it_is_said_what_was_done(desk):
    interview = ReturnInterview.objects.get(immediate_risk=True)
    clock = Deadline.objects.get(code="rhi.act_today")
    assert "Someone must act today" in desk.open("missing_day").page.inner_text("main")
    desk.page.get_by_role("link", name="Say what was done").first.click()
    desk.fill(what_was_done="Police went at six.", acted_at=now()).press()
    clock.refresh_from_db()
    interview.refresh_from_db()
    assert clock.met_at == interview.acted_at


def test_a_child_at_high_risk_missing_for_41_hours(at_desk, whitfields, people):
    ruby, alfie, _ = whitfields
    provider = InterviewProvider.objects.create(
        authority=ruby.authority, name="Harbour Voices", reached="0191 498 0120"
    )
    named(alfie, "Slake End caravan park", "place")
    desk = at_desk("missing_coordinator")
    another_is_reported(desk)
    sweep()
    episode = MissingEpisode.objects.get()
    the_card_says_what_is_late(desk)
    the_sheet_prints_alone(desk)
    found(desk, episode)
    an_earlier_time_in_the_hour_that_came_twice(desk, ruby)
    booked_outside(desk, episode, provider)
    somebody_must_act(desk, episode)
    what_reads_like_it_is_seen(desk)
    it_goes_to_the_police(desk)
    it_is_said_what_was_done(desk)
    assert LogEntry.objects.filter(kind="manager").exists()
    looked_at(desk.open("missing-names"))
    assert desk.page.said == []
