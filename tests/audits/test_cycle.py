"""From the worker's view to the second look: who may do what, in which order, and what is kept."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from audits import operations
from audits.models import Audit, Moderation, SelfView
from casework.children.models import FileGrant
from casework.notices.models import Notice
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import AuditFactory, WorkerFactory

VIEW = {
    "works": "I know Ruby well",
    "would_change": "Write what happens next",
    "difference": "She sleeps",
    "helps": "",
}


@pytest.fixture
def own(audit, worker):
    """The audit of Amira's work with Ruby."""
    audit.worker = worker
    audit.save()
    return audit


@pytest.fixture
def service_manager(team):
    """Of no team, so independent of every one."""
    return WorkerFactory(role="service_manager", team=None, authority=team.authority)


@pytest.fixture
def second(team):
    """A second service manager and a second auditor, both in no team."""
    facts = {"team": None, "authority": team.authority}
    return {
        "manager": WorkerFactory(role="service_manager", last_name="Osei", **facts),
        "auditor": WorkerFactory(role="auditor", last_name="Frame", **facts),
    }


def finished(audit, grade="good", **facts):
    audit.grade, audit.grade_reason, audit.difference = grade, "Because", "She sleeps"
    for name, value in facts.items():
        setattr(audit, name, value)
    audit.save()
    operations.finish(audit)
    audit.refresh_from_db()
    return audit


def stage(audit):
    return Audit.objects.with_stage().get(pk=audit.pk).stage


# The worker's view


def test_the_worker_writes_their_view_before_anyone_judges(
    signed_in, own, worker, address, auditor
):
    assert stage(own) == "view"
    page = signed_in(worker).get(address("audit")).content.decode()
    assert "Write your view" in page
    assert signed_in(worker).post(address("audit-view"), VIEW).status_code == 302
    view = SelfView.objects.get()
    assert (view.worker, view.works) == (worker, "I know Ruby well")
    assert stage(own) == "judging"
    assert "I know Ruby well" in signed_in(auditor).get(address("audit")).content.decode()


def test_only_the_worker_whose_work_it_is_writes_the_view(signed_in, own, address, manager):
    assert signed_in(manager).get(address("audit-view")).status_code == 403
    stranger = WorkerFactory(team=own.child.team)
    assert signed_in(stranger).get(address("audit-view")).status_code == 404


def test_a_view_cannot_be_changed_once_the_audit_is_finished(signed_in, own, worker, address):
    signed_in(worker).post(address("audit-view"), VIEW)
    finished(own)
    assert signed_in(worker).post(address("audit-view"), VIEW).status_code == 403


def test_a_view_needs_its_three_answers(signed_in, own, worker, address):
    response = signed_in(worker).post(address("audit-view"), {**VIEW, "difference": ""})
    assert response.status_code == 200
    assert "I know Ruby well" in response.content.decode()
    assert not SelfView.objects.exists()


def test_giving_out_an_audit_asks_the_childs_worker_for_their_view(
    child, worker, auditor, service_manager, today
):
    audit = Audit.on_file_of(
        child,
        service_manager,
        auditor=auditor,
        edition="ilacs-2026",
        sampling="random",
        started_on=today,
        due_on=today + timedelta(days=20),
    )
    operations.give_out(audit)
    assert audit.worker == worker
    assert Notice.objects.get(worker=worker).about == "Your view is asked for before an audit"


# Talks


def test_a_talk_has_its_day_and_its_words(signed_in, own, auditor, address):
    response = signed_in(auditor).post(address("audit-talks"), {"talk_with_worker": "The plan"})
    assert response.context["form"].errors == {"talked_with_worker_on": ["Give the day you talked"]}


# Moderation


@pytest.mark.parametrize("grade", ["inadequate", "outstanding"])
def test_every_inadequate_and_outstanding_grade_is_moderated(own, service_manager, grade):
    finished(own, grade)
    assert own.moderations.get().moderator == service_manager
    assert (own.final_grade, stage(own)) == ("", "moderation")


def test_other_grades_are_drawn_in_the_share_that_was_set(team, auditor, service_manager):
    audits = [AuditFactory(child__team=team, auditor=auditor, grade="good") for _ in range(300)]
    drawn = sum(bool(operations.why_moderate(audit)) for audit in audits)
    assert 35 <= drawn <= 90  # 20 in 100 of 300; beyond six standard deviations otherwise


def test_what_is_not_drawn_is_final_at_once(own, service_manager, monkeypatch):
    monkeypatch.setattr(operations, "why_moderate", lambda audit: "")
    finished(own)
    assert (own.final_grade, own.final_on) == ("good", own.completed_on)
    assert stage(own) == "closed"


@pytest.fixture
def reading(own, service_manager) -> Moderation:
    finished(own, "outstanding")
    return own.moderations.get()


def test_both_grades_are_kept_and_the_last_counts(
    signed_in, reading, own, service_manager, address, auditor
):
    facts = {"grade": "good", "reason": "Sound, not more"}
    response = signed_in(service_manager).post(address("audit-moderate", reading.pk), facts)
    assert response.status_code == 302
    own.refresh_from_db()
    reading.refresh_from_db()
    assert (own.grade, own.final_grade) == ("outstanding", "good")
    assert (reading.grade_before, reading.grade, reading.moved) == ("outstanding", "good", True)
    page = signed_in(auditor).get(address("audit")).content.decode()
    assert "after moderation" in page
    assert "Say whether you agree" in page


@pytest.mark.parametrize("lacks", ["grade", "reason"])
def test_a_second_grade_needs_its_reason(signed_in, reading, service_manager, address, lacks):
    facts = {"grade": "good", "reason": "Sound"} | {lacks: ""}
    response = signed_in(service_manager).post(address("audit-moderate", reading.pk), facts)
    assert lacks in response.context["form"].errors


def test_nobody_else_moderates_and_nobody_twice(
    signed_in, reading, service_manager, auditor, manager, address
):
    url = address("audit-moderate", reading.pk)
    for reader in (auditor, manager):
        assert signed_in(reader).get(url).status_code == 403
    signed_in(service_manager).post(url, {"grade": "good", "reason": "Sound"})
    assert signed_in(service_manager).get(url).status_code == 403


def test_the_auditor_never_moderates_their_own_audit(own, team):
    """With no manager to ask, another auditor reads it; with nobody, the grade is final."""
    other = WorkerFactory(role="auditor", team=None, authority=team.authority)
    assert operations.moderator_for(own) == other
    other.is_active = False
    other.save()
    assert operations.moderator_for(own) is None


def test_where_two_do_not_agree_someone_who_has_not_read_it_decides(
    signed_in, reading, own, service_manager, second, auditor, address
):
    facts = {"grade": "good", "reason": "Sound, not more"}
    signed_in(service_manager).post(address("audit-moderate", reading.pk), facts)
    url = address("audit-moderation-answer", reading.pk)
    no = {"auditor_agrees": "no", "auditor_says": ""}
    refused = signed_in(auditor).post(url, no)
    assert refused.context["form"].errors["auditor_says"] == ["Say why you do not agree"]
    signed_in(auditor).post(url, no | {"auditor_says": "Her days are different"})
    decision = own.moderations.get(stage="decider")
    assert decision.moderator == second["manager"]
    facts = {"grade": "outstanding", "reason": "Her days are different"}
    signed_in(second["manager"]).post(address("audit-moderate", decision.pk), facts)
    own.refresh_from_db()
    assert own.final_grade == "outstanding"
    assert [moderation.grade for moderation in own.moderations.all()] == ["good", "outstanding"]
    assert signed_in(auditor).get(url).status_code == 403


def test_a_panel_says_who_was_on_it(signed_in, own, service_manager, second, address, monkeypatch):
    monkeypatch.setattr(operations, "why_moderate", lambda audit: "")
    finished(own)
    ask = {"stage": "panel", "moderator": second["manager"].pk, "because": "To calibrate"}
    assert signed_in(service_manager).post(address("audit-moderation-ask"), ask).status_code == 302
    reading = own.moderations.get()
    url = address("audit-moderate", reading.pk)
    facts = {"grade": "good", "reason": "We all say so", "panel": ""}
    refused = signed_in(second["manager"]).post(url, facts)
    assert refused.context["form"].errors["panel"] == ["Say who was on the panel"]
    signed_in(second["manager"]).post(url, facts | {"panel": "Osei, Frame, Cartwright"})
    reading.refresh_from_db()
    assert (reading.panel, reading.moved) == ("Osei, Frame, Cartwright", False)


def test_the_auditor_and_the_childs_team_are_not_asked_to_moderate(
    signed_in, own, service_manager, manager, auditor, address, monkeypatch
):
    monkeypatch.setattr(operations, "why_moderate", lambda audit: "")
    finished(own)
    for reader in (manager, auditor):
        ask = {"stage": "first", "moderator": reader.pk, "because": "To be sure"}
        response = signed_in(service_manager).post(address("audit-moderation-ask"), ask)
        assert "moderator" in response.context["form"].errors


# Re-audits


def test_an_inadequate_audit_is_booked_again_by_rule_with_another_auditor(
    signed_in, own, service_manager, second, auditor, address
):
    finished(own, "inadequate")
    reading = own.moderations.get()
    facts = {"grade": "inadequate", "reason": "It is"}
    signed_in(service_manager).post(address("audit-moderate", reading.pk), facts)
    own.refresh_from_db()
    again = own.reaudits.get()
    assert (again.auditor, again.kind, again.sampling) == (second["auditor"], "reaudit", "rule")
    months = (again.due_on.year - own.final_on.year) * 12 + again.due_on.month - own.final_on.month
    assert months == 3
    assert stage(again) == "to_come"
    grant = FileGrant.objects.get(worker=second["auditor"])
    assert grant.started_on == again.started_on > own.final_on
    assert (
        "To be re-audited by" in signed_in(service_manager).get(address("audit")).content.decode()
    )


def test_the_re_audits_clock_stops_when_it_is_finished_and_says_whether_it_moved(
    signed_in, own, service_manager, second, today, address
):
    Audit.objects.filter(pk=own.pk).update(
        completed_on=today,
        final_on=today,
        final_grade="inadequate",
        grade="inadequate",
        grade_reason="So",
        difference="None",
    )
    own.refresh_from_db()
    again = operations.book_again(own)
    sweep([own.child_id])
    clock = Deadline.objects.get(code="audit.reaudit", record_id=own.pk)
    assert clock.met_at is None
    assert clock.due_at.date() == again.due_on
    Audit.objects.filter(pk=again.pk).update(
        completed_on=today,
        final_on=today,
        final_grade="good",
        grade="good",
        grade_reason="So",
        difference="She sleeps",
    )
    sweep([own.child_id])
    clock.refresh_from_db()
    assert clock.met_at
    page = signed_in(service_manager).get(address("audit")).content.decode()
    assert "Re-audit" in page
    assert "It has not moved" not in page


# Not safe


def test_what_was_done_to_make_a_child_safe_stops_the_clock(
    signed_in, own, auditor, manager, worker, address
):
    signed_in(auditor).post(address("audit-not-safe"), {"not_safe_because": "No one has seen her"})
    sweep([own.child_id])
    clock = Deadline.objects.get(code="audit.immediate_risk")
    assert clock.due_at - Audit.objects.get().not_safe_at == timedelta(hours=24)
    url = address("audit-made-safe")
    assert signed_in(worker).get(url).status_code == 403
    assert signed_in(manager).post(url, {"made_safe_by": ""}).status_code == 200
    signed_in(manager).post(url, {"made_safe_by": "Amira saw her at 4pm; Nan is with her"})
    sweep([own.child_id])
    clock.refresh_from_db()
    assert clock.met_at


def test_nothing_is_made_safe_that_nobody_said_was_not(signed_in, own, manager, address):
    assert signed_in(manager).get(address("audit-made-safe")).status_code == 403


# Clocks and access


def test_moderation_has_ten_working_days(own, service_manager):
    finished(own, "inadequate")
    sweep([own.child_id])
    clock = Deadline.objects.get(code="audit.moderate")
    assert clock.met_at is None
    operations.moderate(_graded(own.moderations.get(), "inadequate"))
    sweep([own.child_id])
    clock.refresh_from_db()
    assert clock.met_at


def _graded(reading, grade):
    reading.grade, reading.reason = grade, "So"
    return reading


def test_a_moderator_reads_the_file_only_for_as_long_as_they_moderate(
    signed_in, own, second, today
):
    reader = second["auditor"]
    url = reverse("audit", args=[own.child_id, own.pk])
    assert signed_in(reader).get(url).status_code == 404
    finished(own)
    own.moderations.all().delete()
    operations.ask_again(own, reader, "To be sure")
    assert signed_in(reader).get(url).status_code == 200
    reader.grants.update(started_on=date(2026, 1, 1), until=today - timedelta(days=1))
    assert signed_in(reader).get(url).status_code == 404


def test_the_list_of_audits_says_what_is_asked_of_each(
    signed_in, own, worker, service_manager, auditor
):
    def asked(who):
        return [
            line["says"] for line in signed_in(who).get(reverse("audits")).context["waiting_on_you"]
        ]

    assert asked(worker) == ["Write your view before the audit"]
    finished(own, "outstanding")
    assert asked(worker) == []
    assert asked(service_manager) == ["Moderate this audit: read the file and give your grade"]
    operations.moderate(_graded(own.moderations.get(), "good"))
    assert asked(service_manager) == []
    assert asked(auditor) == ["Say whether you agree with the moderated grade"]
