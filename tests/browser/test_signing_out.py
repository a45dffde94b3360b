"""Signing out at a shared desk: whoever sits down next and presses *Back* reads no child's name."""

import pytest
from django.urls import reverse

from tests.browser.conftest import QUIET, chromium

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def page(browser, live_server):
    """As people's own browsers are: a test's usual one has no memory of the pages it left."""
    remembering = browser.browser_type.launch(
        executable_path=chromium(), args=QUIET, ignore_default_args=["--disable-back-forward-cache"]
    )
    yield remembering.new_context(base_url=live_server.url).new_page()
    remembering.close()


def test_back_after_signing_out_shows_no_child(page, sign_in, worker, child):
    sign_in(worker)
    name = child.person.given_name
    family = reverse("family", args=[child.pk])
    for address in (reverse("children"), child.get_absolute_url(), family):
        page.goto(address)
        assert name in page.content()
    page.goto(reverse("account_logout"))
    page.locator("main button").click()
    page.wait_for_load_state()
    for _ in range(4):
        page.go_back()
        page.wait_for_load_state()
        assert name not in page.content()
        assert page.locator("input[type=password]").count()
