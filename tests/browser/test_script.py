"""What our script adds, in a real browser, under the strict policy. No server and no database:
pages are drawn here and handed to the browser as if one had sent them."""

import mimetypes
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines

from casework.interface import errors
from tests.browser.accessibility import faults
from tests.interface.forms import EveryField

pytestmark = pytest.mark.browser

SITE = "http://casework.example"
POLICY = "default-src 'self'; form-action 'self'; base-uri 'self'; object-src 'none'"
PAGE = """{% extends "base.html" %}{% load crispy_forms_tags %}
{% block title %}A visit{% endblock %}
{% block content %}<h1>A visit</h1><form method="post" novalidate>{{ form|crispy }}
{% include "components/preview_note.html" with lead="Next visit:" url="/next/" field="held_at" %}
<button class="govuk-button">Save visit</button></form>{% endblock %}"""


@pytest.fixture
def visit(browser):
    """``visit(form)`` opens a page with that form; ``.sent`` counts what the browser posted."""
    contexts = []

    def visit(form, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.said, page.sent = [], []
        page.on("console", lambda message: page.said.append(message.text))
        html = engines["django"].from_string(PAGE).render({"form": form})
        page.route(f"{SITE}/**", lambda route: answer(route, page, html))
        page.goto(f"{SITE}/visit/")
        return page

    yield visit
    for context in contexts:
        context.close()


def answer(route, page, html):
    address = route.request.url.removeprefix(SITE)
    if address.startswith("/static/"):
        file = Path(settings.BASE_DIR) / address.lstrip("/")
        kind = mimetypes.guess_type(file.name)[0] or "text/plain"
        return route.fulfill(body=file.read_bytes(), content_type=kind)
    if address.startswith("/next/"):
        return route.fulfill(body="<b>Due by Monday</b>", content_type="text/html")
    if route.request.method == "POST":
        page.sent.append(route.request.post_data)
        return route.fulfill(status=204)
    headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
    return route.fulfill(body=html, headers=headers)


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.className")


def test_after_an_error_the_summary_has_the_focus_and_each_link_gives_it_to_its_control(visit):
    form = EveryField({"born_on_day": "31", "born_on_year": "2019", "outcome": "police"})
    page = visit(form)
    assert "govuk-error-summary" in focused(page)
    for problem in errors.summary(form):
        page.locator(f".govuk-error-summary a[href='#{problem.target}']").first.click()
        assert focused(page) == problem.target
    assert page.said == []


def test_a_page_of_errors_breaks_no_rule_of_accessibility(visit):
    assert faults(visit(EveryField({}))) == []


def test_an_answer_opens_its_question_only_while_it_is_chosen(visit):
    page = visit(EveryField())
    assert not page.locator("#id_sent").is_visible()
    page.check("#id_outcome_1")
    assert page.locator("#id_sent").is_visible()
    page.check("#id_outcome_0")
    assert not page.locator("#id_sent").is_visible()


def test_without_script_every_question_shows(visit):
    assert visit(EveryField(), java_script_enabled=False).locator("#id_sent").is_visible()


def test_a_second_press_sends_nothing_twice(visit):
    page = visit(EveryField())
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("main button").dblclick()
    page.wait_for_timeout(200)
    assert len(page.sent) == 1


def test_what_a_date_will_start_is_asked_as_it_is_typed(visit):
    page = visit(EveryField())
    with page.expect_response("**/next/**") as asked:
        page.fill("#id_held_at_day", "23")
    assert "held_at_day=23" in asked.value.url
    assert "born_on" not in asked.value.url
    page.locator("[data-preview-url] b", has_text="Due by Monday").wait_for()
