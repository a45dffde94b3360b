"""A slow page is named in the log, with how long it took; nobody is."""

import logging

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
LOG = "casework.scale.slow_requests"


@pytest.fixture
def open_page(signed_in, worker, caplog):
    def open_page(address):
        client = signed_in(worker)
        with caplog.at_level(logging.WARNING, logger=LOG):
            response = client.get(address)
        return response, [record.getMessage() for record in caplog.records if record.name == LOG]

    return open_page


def test_a_page_that_takes_too_long_is_named_with_its_milliseconds_and_statements(
    open_page, settings
):
    settings.SLOW_PAGE_MS = 0
    _, lines = open_page(reverse("my_work"))
    assert len(lines) == 1
    assert lines[0].startswith("Slow page: GET my_work took ")
    assert " statements" in lines[0]


def test_a_quick_page_is_not_spoken_of(open_page, settings):
    settings.SLOW_PAGE_MS = 1_000_000
    assert open_page(reverse("my_work"))[1] == []


def test_the_log_names_neither_the_child_nor_what_was_looked_for(
    open_page, settings, child, worker
):
    settings.SLOW_PAGE_MS = 0
    lines = open_page(child.get_absolute_url())[1]
    lines += open_page(reverse("find") + "?q=Kirkbride")[1]
    told = " ".join(lines)
    assert "GET child took" in told
    assert "GET find took" in told
    for secret in ("Kirkbride", child.number, child.name, worker.username, worker.last_name):
        assert secret not in told


def test_an_address_that_is_no_page_is_not_copied_into_the_log(open_page, settings):
    settings.SLOW_PAGE_MS = 0
    response, lines = open_page("/children/Kirkbride/")
    assert response.status_code == 404
    assert "no page took" in lines[0]
    assert "Kirkbride" not in lines[0]


def test_while_debugging_the_browser_is_told_where_the_time_went(open_page, settings):
    settings.DEBUG = True
    response, _ = open_page(reverse("my_work"))
    assert response["Server-Timing"].startswith("app;dur=")
    assert "db;dur=" in response["Server-Timing"]


def test_otherwise_it_is_not(open_page):
    assert "Server-Timing" not in open_page(reverse("my_work"))[0]


def test_what_is_slow_is_a_second_unless_the_council_says_otherwise(settings):
    assert settings.SLOW_PAGE_MS == 1000
