"""A manager restricts a file and leaves a colleague out, in a real browser."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.browser.accessibility import faults, scrolls_sideways
from tests.factories import AllocationFactory, WorkerFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def press(page, name):
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def test_whoever_is_left_out_loses_the_file_and_whoever_stays_sees_why(
    sign_in, page, child, manager, worker
):
    colleague = WorkerFactory(team=child.team, username="ben", last_name="Okafor")
    AllocationFactory(child=child, worker=colleague, role="other")
    sign_in(manager).goto(reverse("restrict", args=[child.pk]))
    page.get_by_label("Why is it restricted?").fill("Threats were made against the carers")
    page.get_by_label("Okafor").uncheck()
    again = timezone.localdate() + timedelta(days=30)
    for part in ("day", "month", "year"):
        page.fill(f"[name=review_on_{part}]", str(getattr(again, part)))
    press(page, "Restrict the file")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page) == []
        assert not scrolls_sideways(page)
    text = page.locator("main").inner_text()
    assert "Threats were made against the carers" in text
    assert "Okafor" not in page.locator("main table").inner_text()
    assert sign_in(colleague).goto(child.get_absolute_url()).status == 404
    sign_in(worker).goto(child.get_absolute_url())
    assert "Restricted file" in page.locator(".cw-alerts").inner_text()
