"""Two people in one record, as the second of them sees it."""

import pytest
from django.urls import reverse

from assessments.models import Assessment
from tests.browser.accessibility import faults, scrolls_sideways
from tests.factories import AssessmentFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

THEIRS = "Ruby wakes Noah, makes the toast and gets him to nursery before school."


@pytest.fixture
def collided(sign_in, worker, child):
    """The page of a worker whose words met a colleague's."""
    assessment = AssessmentFactory(child=child, daily_life="Ruby makes the toast.")
    page = sign_in(worker)
    page.goto(reverse("assessment-edit", args=[child.pk, assessment.pk]))
    written = Assessment.objects.get(pk=assessment.pk)
    written.daily_life = THEIRS
    written.save()
    page.fill("[name=daily_life]", "Ruby gets up first and does not eat.")
    page.fill("[name=risk]", "She could be burned.")
    page.locator("main button.govuk-button:not(.cw-button--outline)").last.click()
    page.wait_for_load_state()
    return page


def test_both_texts_stand_beside_each_other_and_a_choice_is_saved(collided):
    page = collided
    assert "Choose what to keep" in page.locator(".govuk-error-summary").inner_text()
    assert THEIRS in page.locator(".cw-collision").inner_text()
    assert page.input_value("[name=daily_life]") == "Ruby gets up first and does not eat."
    page.locator(".govuk-error-summary a").first.click()
    assert page.evaluate("document.activeElement.name") == "daily_life"
    page.get_by_label("Both, mine after theirs").check()
    page.locator("main button.govuk-button:not(.cw-button--outline)").last.click()
    page.wait_for_load_state()
    kept = Assessment.objects.get()
    assert kept.daily_life == f"{THEIRS}\n\nRuby gets up first and does not eat."
    assert kept.risk == "She could be burned."


@pytest.mark.parametrize("width", [320, 1280])
def test_the_choice_can_be_read_and_made_by_everyone(collided, width):
    collided.set_viewport_size({"width": width, "height": 900})
    assert faults(collided) == []
    assert not scrolls_sideways(collided)
