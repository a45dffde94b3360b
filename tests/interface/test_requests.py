"""What a page says when the database is away, and what is written down of a request."""

import json
import logging

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from psycopg2.errors import QueryCanceled

from casework.interface.requests.away import is_away
from casework.interface.requests.log import Lines

pytestmark = pytest.mark.django_db
KEY = "eyJ3b3JrZXIiOjEsInBhdGgiOiIvY2hpbGRyZW4vIn0:1xYKvG:2Rb0ZLq0O8FgJTR"
WORDS = "Ruby showed me her room & said “it is mine”"


@pytest.fixture
def away(monkeypatch, signed_in, worker):
    """A client, and a database that refuses every statement from then on."""
    client = signed_in(worker)
    client.raise_request_exception = False

    def refuse(*_, **__):
        raise OperationalError("connection refused: 10.1.2.3, key (nhs_number)=(9434765919)")

    def leave():
        monkeypatch.setattr(connection, "cursor", refuse)
        return client

    yield leave
    monkeypatch.undo()


def test_a_page_says_that_it_is_away_and_nothing_of_where(away, child):
    answer = away().get(child.get_absolute_url())
    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "Casework is not saving just now" in page
    assert "10.1.2.3" not in page
    assert child.get_absolute_url() in page


def test_every_word_that_was_typed_comes_back_and_one_button_sends_it_again(away, child):
    path = reverse("child-edit", args=[child.pk])
    sent = {"note": WORDS, "told": ["a", "b"], "password": "secret words", "cw-draft": KEY}
    answer = away().post(path, sent)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert page.count("Ruby showed me her room &amp; said “it is mine”") == 2
    assert page.count('name="told"') == 2
    assert page.count(KEY) == page.count(f'value="{KEY}"') == 1
    assert f'action="{path}"' in page
    assert "csrfmiddlewaretoken" in page
    assert "secret words" not in page


def test_a_statement_that_took_too_long_is_no_absence():
    fault = OperationalError("canceling statement")
    assert is_away(fault)
    fault.__cause__ = QueryCanceled()
    assert not is_away(fault)
    assert not is_away(ValueError())


def line_of(record) -> dict:
    return json.loads(Lines().format(record))


def test_a_line_says_the_page_and_never_its_address(client, worker, child, caplog, settings):
    settings.LOG_REQUESTS = True
    client.force_login(worker)
    with caplog.at_level(logging.INFO, "casework.requests"):
        answer = client.get(reverse("find"), {"q": child.name})
    line = line_of(next(one for one in caplog.records if one.name == "casework.requests"))
    assert (line["page"], line["status"], line["method"]) == ("find", 200, "GET")
    assert child.name not in json.dumps(line)
    assert len(answer["X-Request-ID"]) == 32


@pytest.mark.parametrize(
    ("given", "kept"), [("proxy-1234-abcd", True), ("x", False), ("<b>12345678</b>", False)]
)
def test_the_number_a_proxy_gives_is_kept_where_it_is_one(client, given, kept):
    answer = client.get(reverse("health"), headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given) is kept


def test_a_fault_is_known_by_its_kind_and_place_and_never_by_its_words(away, child, caplog):
    away().get(child.get_absolute_url())
    lines = [line_of(record) for record in caplog.records]
    faults = [line for line in lines if "fault" in line]
    assert faults
    assert {line["fault"] for line in faults} == {"OperationalError"}
    assert all(".py:" in place for place in faults[0]["through"])
    for words in ("9434765919", "10.1.2.3", child.get_absolute_url()):
        assert words not in json.dumps(lines)
