"""One child with two files, in a real browser: known to us, proposed, compared, merged after a
preview, and two children again."""

from datetime import date

import pytest
from django.urls import reverse

from casework.children.models import Child
from casework.duplicates.models import Merge
from tests.browser.accessibility import faults, scrolls_sideways
from tests.factories import ChildFactory, ChildNoteFactory, TeamFactory, WorkerFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
BORN = date(2017, 4, 2)


def press(page, name):
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()
    assert page.locator(".govuk-error-summary").all_inner_texts() == []


def follow(page, name):
    page.get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def well_made(page):
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page) == []
        assert not scrolls_sideways(page)


def main(page) -> str:
    return page.locator("main").inner_text()


@pytest.fixture
def files(team):
    """Ruby, opened by the team, and Ruby again, by another team's front door."""
    names = {"person__given_name": "Ruby", "person__family_name": "Whitlow"}
    first = ChildFactory(team=team, person__born_on=BORN, **names)
    other = TeamFactory(authority=team.authority, name="Another team")
    second = ChildFactory(team=other, person__born_on=BORN, **names)
    Child.objects.all().refresh_search()
    return first, second


def test_a_second_file_is_found_proposed_merged_and_undone(sign_in, page, worker, files, team):
    first, second = files
    note = ChildNoteFactory(child=second)
    chief = WorkerFactory(team=team, role="service_manager", username="chief")

    sign_in(worker).goto(reverse("is-known"))
    page.get_by_label("First name").fill("Ruby")
    page.get_by_label("Last name").fill("Whitlow")
    for part in ("day", "month", "year"):
        page.fill(f"main [name=born_on_{part}]", str(getattr(BORN, part)))
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    said = main(page)
    assert first.number in said
    assert second.number in said
    assert "Another team" in said
    well_made(page)

    page.locator(f"a[href*='{reverse('duplicates-propose')}']").click()
    page.wait_for_load_state()
    page.locator("main [name=because]").fill("One birth date, and one mother")
    well_made(page)
    press(page, "Propose it")
    proposed = Merge.objects.get()
    assert {proposed.child, proposed.absorbed} == {first, second}

    sign_in(chief).goto(proposed.get_absolute_url())
    assert "One birth date, and one mother" in main(page)
    well_made(page)
    follow(page, f"They are one child: keep {first.number}")
    assert "What will move" in main(page)
    assert "Note: 1" in main(page)
    well_made(page)
    for question in page.locator("main form fieldset").all():
        question.locator("input[type=radio]").first.check()
    press(page, "Merge the two files")
    note.refresh_from_db()
    assert note.child == first
    assert f"{second.number} was merged into {first.number}" in main(page)
    assert page.goto(f"/children/{second.number}/").status == 200
    assert page.url.endswith(f"/children/{first.number}/")

    page.goto(proposed.get_absolute_url())
    follow(page, "Undo it: they are two children")
    page.locator("main [name=because]").fill("Cousins of one name")
    well_made(page)
    press(page, "Undo it")
    note.refresh_from_db()
    assert note.child == second
    page.goto(f"/children/{second.number}/")
    assert page.url.endswith(f"/children/{second.number}/")
    assert page.said == []
