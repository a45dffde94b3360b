"""The first day of an empty Casework, in a real browser: from the sign-in page to people."""

import pytest
from django.urls import reverse

from casework.access.models import Authority, Worker
from casework.dashboards.first_day.operations import first_code
from casework.dashboards.models import FirstDay
from tests.browser.accessibility import faults, scrolls_sideways

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.long]
PASSWORD = "four quiet boats at noon"


def looked_at(page):
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page) == [], page.url
        assert not scrolls_sideways(page), page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def fill(page, **answers):
    for name, answer in answers.items():
        page.locator(f"main [name={name}]").fill(answer)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def test_from_an_empty_database_to_somebody_else_signing_in(page):
    page.set_default_timeout(8000)
    page.goto(reverse("account_login"))
    looked_at(page)
    page.get_by_role("link", name="Make your council").click()
    looked_at(page)
    fill(page, code="not it", name="Harbourside Council", la_code="888")
    fill(page, teams="North locality\nFront door", first_name="Sam", last_name="Okafor")
    fill(page, username="sam.okafor", email="sam@harbourside.example")
    fill(page, password=PASSWORD, again=PASSWORD)
    press(page, "Make this council")
    assert "This is not the code" in page.inner_text("main")
    assert page.locator("[name=name]").input_value() == "Harbourside Council"
    looked_at(page)
    fill(page, code=first_code(), password=PASSWORD, again=PASSWORD)
    press(page, "Make this council")
    assert "Before people sign in" in page.inner_text("h1")
    looked_at(page)
    page.get_by_role("link", name="Look at the clocks").click()
    looked_at(page)
    press(page, "We have looked at these: they are ours")
    assert FirstDay.objects.get().clocks_confirmed_by.username == "sam.okafor"
    page.get_by_role("link", name="Add someone").click()
    fill(page, first_name="Amira", last_name="Hussain", username="amira.hussain")
    page.locator("[name=role]").select_option("social_worker")
    page.locator("[name=team]").select_option(label="Front door")
    press(page, "Add them")
    assert Authority.objects.get().name == "Harbourside Council"
    assert Worker.objects.get(username="amira.hussain").works_here
    page.context.clear_cookies()
    page.goto(reverse("account_login"))
    assert "Make your council" not in page.inner_text("main")
    fill(page, login="sam.okafor", password=PASSWORD)
    press(page, "Sign in")
    assert "People and teams" in page.inner_text("h1")
    assert page.said == []
