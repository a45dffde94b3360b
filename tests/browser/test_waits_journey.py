"""A need for therapy: declined by one service, unmet for nine weeks with nobody to ask, then begun;
seen on the plan, at its review, by managers and on the register of gaps."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.waits.models import HelpReferral, NeedForHelp, ServiceGap
from tests.browser.accessibility import faults, scrolls_sideways
from tests.factories import NeedFactory, PlanFactory, ServiceFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
LOOK = os.environ.get("LOOK")
TODAY = timezone.localdate()
SAVE = "main form[method=post] button.govuk-button"


def ago(days):
    return TODAY - timedelta(days=days)


def looked_at(page, name):
    """No fault at either width; a picture of it where somebody wants to look."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert not scrolls_sideways(page)
        if LOOK:
            page.screenshot(path=Path(LOOK) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert faults(page) == []


def give_day(page, name, day):
    for box, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.fill(f"[name='{name}_{box}']", str(value))


def saved(page):
    page.click(SAVE)
    page.wait_for_load_state()
    assert not page.locator(".govuk-error-summary").all_inner_texts()


def main(page, name, *args) -> str:
    page.goto(reverse(name, args=args))
    return " ".join(page.inner_text("main").split())


def test_a_need_for_therapy_from_the_day_it_was_found_to_the_first_session(
    page, sign_in, child, worker, manager
):
    plan = PlanFactory(child=child, started_on=ago(63))
    NeedFactory(child=child, plan=plan, need="Ruby is scared when a car stops outside")
    harbour = ServiceFactory(
        authority=child.authority, name="Harbour", kind="therapy", needs=["domestic_abuse"]
    )
    sign_in(worker)

    page.goto(reverse("plan", args=[child.pk]))
    page.click("main a:has-text('Needs help with this')")
    assert page.input_value("[name=words]") == "Ruby is scared when a car stops outside"
    page.select_option("[name=need]", "domestic_abuse")
    give_day(page, "identified_on", ago(63))
    looked_at(page, "need-add")
    saved(page)

    page.click("main a:has-text('Ask for help')")
    page.select_option("[name=service]", str(harbour.pk))
    give_day(page, "referred_on", ago(56))
    looked_at(page, "ask")
    saved(page)
    page.click("main a:has-text('Say what became of it')")
    page.check("[name=answer][value=declined]")
    give_day(page, "answered_on", ago(40))
    page.click(SAVE)
    page.wait_for_load_state()
    assert "Say why they declined" in page.inner_text(".govuk-error-summary")
    looked_at(page, "stands-error")
    page.select_option("[name=declined_because]", "stable")
    saved(page)

    page.click("main a:has-text('No such service exists')")
    give_day(page, "no_service_on", ago(30))
    page.fill("[name=no_service_because]", "Asked the hub, health and two charities")
    saved(page)
    page.click("main a:has-text('Say what helps meanwhile')")
    page.fill("[name=meanwhile]", "The school nurse sees Ruby on Tuesdays")
    give_day(page, "meanwhile_from", ago(20))
    saved(page)
    looked_at(page, "child-help")

    unmet = "Ruby has waited 63 days for help with this need"
    for name in ("plan", "plan-review", "child"):
        assert unmet in main(page, name, child.pk)
        assert "Declined by Harbour" in page.inner_text("main")
        looked_at(page, f"unmet-{name}")

    sign_in(manager)
    assert "For 1 of the needs no service exists" in main(page, "waits")
    assert "Living with domestic abuse, as a child" in page.inner_text("#longest ~ table")
    looked_at(page, "waits-few")
    page.click("main a:has-text('The register of gaps')")
    page.click("main a:has-text('Put it there')")
    page.fill("[name=missing]", "A specialist for children who live with domestic abuse")
    give_day(page, "review_on", ago(-60))
    saved(page)
    page.click("main a:has-text('Say what happened')")
    page.select_option("[name=kind]", "raised")
    page.fill("[name=whom]", "Integrated care board")
    page.fill("[name=words]", "Raised with the numbers")
    give_day(page, "review_on", ago(-60))
    saved(page)
    looked_at(page, "gap")
    assert "Ruby Whitfield" in page.inner_text("main")
    assert ServiceGap.objects.get().need == "domestic_abuse"

    sign_in(worker)
    page.goto(reverse("help-needs", args=[child.pk]))
    page.click("main a:has-text('Ask another service')")
    page.fill("[name=provider]", "Quay Street young minds")
    give_day(page, "referred_on", ago(10))
    saved(page)
    page.click("a:has-text('became of it: Quay Street')")
    page.check("[name=answer][value=accepted]")
    give_day(page, "answered_on", ago(5))
    give_day(page, "offered_on", TODAY)
    give_day(page, "first_session_on", TODAY)
    page.fill("[name=sessions]", "1")
    saved(page)

    assert "after 63 days" in main(page, "help-needs", child.pk)
    looked_at(page, "child-help-begun")
    for name in ("plan", "plan-review", "child"):
        assert "Unmet need" not in main(page, name, child.pk)
    need = NeedForHelp.objects.with_start().get()
    assert (need.started_on, need.service_found_on) == (TODAY, ago(10))
    assert [row.answer for row in HelpReferral.objects.in_turn()] == ["declined", "accepted"]
    sign_in(manager)
    assert "No child you may know of waits for help today" in main(page, "waits")
    assert page.said == []
