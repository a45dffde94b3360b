"""A manager and a worker talk about a child: three old actions close with what they did, one is
carried, what an audit asked for is chased, and a new one is agreed."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.actions.models import Action
from casework.notices.models import Notice
from casework.supervision.models import ActionAnswer, AgreedAction, CaseSupervision
from tests.browser.accessibility import faults, scrolls_sideways
from tests.factories import ActionFactory, SessionFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
LOOK = os.environ.get("LOOK")
TODAY = timezone.localdate()
BY = TODAY + timedelta(days=14)


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


def answer(page, action, how, text, **also):
    name = f"a{action.pk}"
    page.check(f"[name='{name}-answer'][value={how}]")
    page.fill(f"[name='{name}-{'what_changed' if how == 'done' else 'moved_because'}']", text)
    for field, day in also.items():
        give_day(page, f"{name}-{field}", day)


@pytest.mark.long
def test_a_supervision_that_asks_what_changed(page, sign_in, child, worker, manager):
    agreed_on, due_on = TODAY - timedelta(days=35), TODAY - timedelta(days=5)
    facts = {"child": child, "agreed_on": agreed_on, "due_on": due_on, "source": "supervision"}
    three = [ActionFactory(what=f"See Ruby alone, {n}", **facts) for n in range(3)]
    carried = ActionFactory(what="Ask school for one person", **facts)
    of_audit = ActionFactory(
        **facts | {"source": "audit"},
        what="Write the chronology",
        owner_worker=worker,
        owner_name="",
    )
    session = SessionFactory(worker=worker, supervisor=manager, starts_at=timezone.now())
    sign_in(manager)

    page.goto(reverse("session-agenda", args=[session.pk]))
    page.check(f"[name=children][value='{child.pk}']")
    page.click("main button.govuk-button")
    looked_at(page, "session")
    page.click("text=It was held")
    page.check("[name=discussed]")
    page.click("main button.govuk-button")

    page.click("text=Write it")
    looked_at(page, "case-supervision")
    for number, action in enumerate(three):
        answer(page, action, "done", f"Ruby said mornings are the worst, {number}")
    answer(page, of_audit, "moved", "Half is written", new_due_on=BY)
    page.fill(f"[name='{child.number}-what_changed']", "Ruby goes in four days in five")
    page.check(f"[name='{child.number}-decision'][value=go_on]")
    page.fill(f"[name='{child.number}-decided_because']", "It works, and nan holds it")
    row = f"{child.number}-new0"
    page.fill(f"[name='{row}-what']", "Take Ruby to her nan every Wednesday")
    page.fill(f"[name='{row}-outcome']", "Ruby has one evening a week without shouting")
    page.select_option(f"[name='{row}-owner']", f"worker:{worker.pk}")
    give_day(page, f"{row}-due_on", BY)
    page.fill("[name=wrong]", "School sees her tired again next month")
    page.click("main form[method=post] button.govuk-button")

    assert "Say how it is now: Ask school for one person" in page.inner_text(
        "main, .govuk-error-summary"
    )
    assert not CaseSupervision.objects.exists()
    looked_at(page, "case-supervision-error")
    assert page.input_value(f"[name='{row}-what']").startswith("Take Ruby")

    answer(page, carried, "moved", "School was shut", new_due_on=BY)
    page.click("main form[method=post] button.govuk-button")
    page.wait_for_load_state()
    assert not page.locator(".govuk-error-summary").all_inner_texts()
    assert page.url.endswith(reverse("session", args=[session.pk]))

    talk = CaseSupervision.objects.get()
    answers = {row.action: row.answer for row in ActionAnswer.objects.all()}
    assert answers == dict.fromkeys(three, "done") | {carried: "carried", of_audit: "carried"}
    assert Action.objects.filter(done_on=TODAY).count() == 3
    assert AgreedAction.objects.get().outcome.startswith("Ruby has one evening")
    assert Notice.objects.filter(worker=worker, kind="audit").exists()
    page.goto(reverse("case-supervision", args=[child.pk, talk.pk]))
    looked_at(page, "case-supervision-read")
    page.goto(reverse("child-supervision", args=[child.pk]))
    looked_at(page, "child-supervision")
