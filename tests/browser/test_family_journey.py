"""A family of twelve: linked in one step, moved in one form, drawn, with an order for all."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Relationship
from tests.browser.accessibility import faults, scrolls_sideways
from tests.children.families import person, relate
from tests.factories import (
    AddressFactory,
    AllocationFactory,
    ChildFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
ELDER = ["Ruby", "Alfie", "Noah", "Isla", "Tom", "Maisie"]
NAMES = [*ELDER, "Leo", "Freya", "Jack", "Poppy", "Max", "Ivy"]
DAY = timezone.localdate() - timedelta(days=4)
LOOK = os.environ.get("LOOK")


@pytest.fixture
def twelve():
    team = TeamFactory()
    worker = WorkerFactory(team=team, username="amira")
    kids = [
        ChildFactory(
            team=team,
            person__given_name=name,
            person__sex="FM"[number % 2],
            person__born_on=date(2010 + number, 3, 14),
        )
        for number, name in enumerate(NAMES)
    ]
    mother = person(kids[0], "Kirsty", "F", date(1990, 2, 1), phone="07700 900123")
    father = person(kids[0], "Dean", "M", date(1988, 2, 1))
    for kid in kids:
        AllocationFactory(child=kid, worker=worker)
        relate(kid.person, mother, "mother", parental_responsibility=True)
        relate(kid.person, father, "father")
        AddressFactory(person=kid.person, started_on=date(2024, 1, 1))
    AddressFactory(person=mother, started_on=date(2024, 1, 1))
    return worker, kids


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
        page.fill(f"[name={name}_{box}]", str(value))


@pytest.mark.long
def test_a_family_of_twelve(page, sign_in, twelve):
    worker, kids = twelve
    sign_in(worker)
    ruby = kids[0]
    page.goto(reverse("siblings", args=[ruby.pk]))
    for kid in kids[1:]:
        page.select_option(f"[name=sibling_{kid.person_id}]", "sibling")
    looked_at(page, "siblings")
    page.click("main button.govuk-button")
    assert Relationship.objects.filter(kind="sibling").count() == 12 * 11

    page.goto(reverse("house-move", args=[ruby.pk]))
    assert page.locator("[name=who]:checked").count() == 13
    give_day(page, "moved_on", DAY)
    page.fill("[name=lines]", "9 Slate Terrace")
    page.fill("[name=postcode]", "nm3 2jd")
    looked_at(page, "house-move")
    page.click("main button.govuk-button")
    assert "9 Slate Terrace" in page.inner_text("main")
    looked_at(page, "family")

    page.goto(reverse("legal-add", args=[ruby.pk]))
    page.check("[name=kind][value=interim_care]") if page.locator(
        "[name=kind][type=radio]"
    ).count() else page.select_option("[name=kind]", "interim_care")
    give_day(page, "started_on", DAY)
    page.fill("[name=court]", "Northmoor Family Court")
    looked_at(page, "legal-add")
    page.click("main button.govuk-button")
    assert "Interim care order" in page.inner_text("main")
    looked_at(page, "legal")
    mother = Relationship.objects.filter(kind="mother").first().relative
    page.goto(reverse("relative", args=[ruby.pk, mother.pk]))
    looked_at(page, "relative")
    page.goto(ruby.get_absolute_url())
    assert "Interim care order" in page.inner_text(".cw-child__facts")
    assert not page.said
