"""An audit from the draw to the second look, with five people in a real browser; every state is
read through the API on the way."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from audits.models import Audit, CorrectiveAction, Programme
from casework.actions.models import Action
from tests.browser.accessibility import faults
from tests.browser.desk import at_desk as at_desk
from tests.browser.desk import people as people
from tests.browser.desk import whitfields as whitfields
from tests.factories import ChildVisitFactory, WorkerFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.long]


@pytest.fixture
def independent(people, team):
    """The auditor and the service manager are of no team; a second auditor looks again."""
    for role in ("auditor", "service_manager"):
        people[role].team = None
        people[role].save()
    facts = {"role": "auditor", "team": None, "authority": team.authority}
    people["second_auditor"] = WorkerFactory(username="second.auditor", **facts)
    return people


@pytest.fixture
def stage(independent):
    """The state of an audit as another system reads it."""
    client = APIClient()
    client.force_login(independent["service_manager"], backend="casework.access.backends.WorksHere")
    return lambda audit: client.get(reverse("audit-record-detail", args=[audit.pk])).json()


def a_sample_is_drawn(desk) -> Audit:
    today = timezone.localdate()
    desk.open("programme-add").fill(title="Autumn whole files", kind="whole_file")
    desk.fill(sampling="random", size=1, moderated_share=100)
    desk.fill(moderator=desk.worker.pk, begins_on=today, due_on=today + timedelta(days=20)).press()
    round_ = Programme.objects.get()
    desk.press()
    assert "SHA-256" in desk.open("programme-proof", round_.pk).page.inner_text("main")
    return round_.audits.get()


def the_worker_writes_their_view(desk, audit):
    desk.open("audits").page.get_by_text("Write your view before the audit").click()
    desk.page.get_by_role("link", name="Write your view").click()
    desk.fill(works="She talks to me", would_change="See her sooner", difference="She sleeps")
    desk.press()


def the_file_is_judged(desk, audit, grade):
    desk.open("audit-talks", audit.child_id, audit.pk)
    desk.fill(talked_with_worker_on=timezone.localdate(), talk_with_worker="The plan")
    desk.fill(feedback_from="parent", family_feedback="She rings when she says").press()
    a_section_with_evidence_in_one_press(desk, audit, grade)
    desk.open("audit-grade", audit.child_id, audit.pk)
    desk.fill(grade=grade, grade_reason="Nobody wrote what happens next")
    desk.fill(difference="Little since July").press()


def a_section_with_evidence_in_one_press(desk, audit, grade):
    desk.open("audit-section", audit.child_id, audit.pk, "plan")
    assert faults(desk.page) == []
    for code in ("HP-PL-7", "HP-PL-11", "HP-PL-12"):
        said = "not_met" if code == "HP-PL-7" else "partly_met"
        desk.fill(**{f"{code}-answer": said, f"{code}-reason": "It is not written"})
        desk.page.locator("[data-use]").first.click()
    used = "Evidence for HP.PL.7, HP.PL.11 and HP.PL.12"
    assert used in desk.page.locator("[data-piece]").first.inner_text()
    desk.fill(**{"section-grade-grade": grade, "section-grade-reason": "Not written"}).press()
    assert all(one.evidence for one in audit.scores.all())


def something_will_be_put_right(desk, audit, people):
    desk.open("audit-action-add", audit.child_id, audit.pk)
    desk.fill(what="Write what happens if nothing changes by 15 January, with mum")
    desk.fill(owner_worker=people["social_worker"].pk, checker=people["team_manager"].pk)
    assert desk.page.input_value("[name=due_on_day]"), "a date is offered"
    desk.press()
    desk.open("audit-complete", audit.child_id, audit.pk).press()


def it_is_moderated_to_another_grade(desk, audit):
    reading = audit.moderations.get()
    desk.open("audits").page.get_by_text(
        "Moderate this audit: read the file and give your grade"
    ).click()
    desk.page.get_by_role("link", name="Give your grade").click()
    desk.fill(grade="inadequate", reason="She is not safe").press()
    return reading


def what_was_wrong_is_put_right_and_checked(at_desk, audit):
    child, action = audit.child_id, Action.objects.get(source="audit")
    worker = at_desk("social_worker")
    assert "write what happens if nothing" in worker.open("my_work").page.inner_text("main").lower()
    worker.open("action-close", child, action.pk)
    worker.fill(done_on=timezone.localdate(), what_changed="Mum can say what comes next").press()
    check = CorrectiveAction.objects.get()
    manager = at_desk("team_manager").open("audit-action-check", child, audit.pk, check.pk)
    manager.fill(checked_on=timezone.localdate(), check_evidence="Mum showed me her copy").press()


def test_from_the_draw_to_the_second_look(at_desk, whitfields, independent, stage):
    for child in whitfields:
        ChildVisitFactory(child=child)
    audit = a_sample_is_drawn(at_desk("service_manager"))
    assert stage(audit)["stage"] == "view"
    the_worker_writes_their_view(at_desk("social_worker"), audit)
    assert stage(audit)["stage"] == "judging"
    auditor = at_desk("auditor")
    the_file_is_judged(auditor, audit, "requires_improvement")
    something_will_be_put_right(auditor, audit, independent)
    assert stage(audit)["stage"] == "moderation"
    reading = it_is_moderated_to_another_grade(at_desk("service_manager"), audit)
    at_desk("auditor").open("audit-moderation-answer", audit.child_id, audit.pk, reading.pk).fill(
        auditor_agrees="yes"
    ).press()
    found = stage(audit)
    assert (found["stage"], found["grade"], found["final_grade"]) == (
        "actions",
        "requires_improvement",
        "inadequate",
    )
    what_was_wrong_is_put_right_and_checked(at_desk, audit)
    assert stage(audit)["stage"] == "closed"
    again = audit.reaudits.get()
    assert again.auditor == independent["second_auditor"]
    assert stage(again)["stage"] == "to_come"
    looked_at_again(at_desk, again)
    page = at_desk("service_manager").open("audit", audit.child_id, audit.pk).page
    assert "Re-audit: Requires improvement to be good" in page.inner_text("main")
    assert faults(page) == []


def looked_at_again(at_desk, again):
    """Three months on, as far as the file's opening goes."""
    today = timezone.localdate()
    Audit.objects.filter(pk=again.pk).update(started_on=today, no_view_because="On leave")
    again.auditor.grants.update(started_on=today)
    desk = at_desk("second_auditor")
    the_file_is_judged(desk, again, "requires_improvement")
    desk.open("audit-complete", again.child_id, again.pk).press()
    for reading in again.moderations.all():
        desk = at_desk("service_manager")
        desk.open("audit-moderate", again.child_id, again.pk, reading.pk)
        desk.fill(grade="requires_improvement", reason="It has begun to move").press()
