"""A family taken through the whole job in a real browser, each role at its own desk."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Section47
from audits.models import Audit
from casework.plans.models import Need
from casework.timescales.models import Deadline
from missing.models import MissingEpisode
from tests.assessments.written import typed
from tests.browser.desk import at_desk as at_desk
from tests.browser.desk import people as people
from tests.browser.desk import whitfields as whitfields

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.long]

TODAY = timezone.localdate()


def running(code):
    return Deadline.objects.open().filter(code=code).exists()


def stopped(code):
    return not running(code) and Deadline.objects.filter(code=code, met_at__isnull=False).exists()


def a_contact_is_taken(desk, children):
    ruby, *others = children
    desk.open("contact-add-for", ruby.pk).fill(
        received_at=now() - timedelta(hours=2), source="2A", what_was_said="Hungry again."
    )
    desk.fill(**{f"{ruby.number}__worry": "She is tired"})
    for one in others:
        desk.fill(**{f"{one.number}__included": True, f"{one.number}__worry": "He is hungry"})
    desk.press()
    assert running("contact.screen")


def a_manager_decides(desk, children):
    for child in children:
        desk.due("contact.screen", child)
        desk.fill(outcome="referral", reasons="The third time this year", screened_on=TODAY)
        desk.press()
    assert stopped("contact.screen")
    desk.due("referral.decision", children[0])
    together = desk.page.locator("main [name='siblings']")
    for number in range(together.count()):
        together.nth(number).check()
    desk.fill(decision="assess", decision_reasons="They may be in need", primary_need="N1")
    desk.press()
    assert stopped("referral.decision")
    assert running("assessment.complete")


def an_assessment_is_written(desk, children):
    for child in children:
        assessment = Assessment.objects.get(child=child)
        desk.open("assessment-edit", child.pk, assessment.pk)
        desk.fill(**typed(child_seen_on=TODAY, factors=["3B", "16A"], family_and_home="Two rooms"))
        desk.press()
        desk.open("assessment-submit", child.pk, assessment.pk).press()


def a_manager_authorises(desk, children):
    for child in children:
        assessment = Assessment.objects.get(child=child)
        desk.open("assessment-authorise", child.pk, assessment.pk)
        assert "I do the toast." in desk.page.inner_text("main")
        desk.fill(outcome="strategy", manager_analysis="Her voice is heard")
        desk.press()
    assert stopped("assessment.complete")


def a_strategy_discussion_is_held(desk, children):
    ruby, *others = children
    desk.open("strategy-add", ruby.pk).fill(starts_at=now() - timedelta(hours=1), way="video")
    for row, name in enumerate(("Amira Hussain", "PC Lowe", "Dr Shah")):
        desk.fill(**{f"attendees__{row}__name": name})
    for child in children:
        if child != ruby:
            desk.fill(**{f"{child.number}__included": True})
        desk.fill(
            **{
                f"{child.number}__concern": "A bruise nobody could explain",
                f"{child.number}__decision": "section_47",
                f"{child.number}__investigation": "joint",
                f"{child.number}__reasons": "What was said does not fit",
            }
        )
    desk.press()
    for child in children:
        enquiry = Section47.objects.get(child=child)
        desk.open("section47-finish", child.pk, enquiry.pk)
        desk.fill(child_seen_on=TODAY, findings="Someone hurt them", recommended="conference")
        desk.press()
    assert running("icpc.hold")


def a_manager_authorises_the_enquiries(desk, children):
    for child in children:
        enquiry = Section47.objects.get(child=child)
        desk.open("section47-authorise", child.pk, enquiry.pk).press()
    assert stopped("s47.complete")


def a_conference_makes_a_plan(desk, children):
    ruby, *others = children
    desk.open("conference-add", ruby.pk)
    desk.fill(kind="initial", starts_at=now() - timedelta(minutes=30), way="person", held="yes")
    desk.fill(**{"attendees__0__name": "Amira Hussain", "attendees__1__name": "PC Lowe"})
    for child in children:
        if child != ruby:
            desk.fill(**{f"{child.number}__included": True})
        desk.fill(
            **{
                f"{child.number}__own_words": "I want Mum to get up first",
                f"{child.number}__decision": "plan",
                f"{child.number}__category": "NEG",
                f"{child.number}__reasons": "The harm goes on",
            }
        )
    desk.press()
    assert stopped("icpc.hold")
    assert running("core_group.first")
    assert running("cp_review.first")


def a_plan_is_written(desk, child):
    desk.open("need-add", child.pk)
    desk.fill(need="Ruby needs sleep", what_will_be_different="She sleeps five nights in seven")
    desk.fill(starting_point="Asleep at 11pm", how_we_will_know="Her star chart").press()
    need = Need.objects.get(child=child)
    desk.open("plan-action-add", child.pk, need.pk)
    desk.fill(a0__what="Fit a stair gate", a0__owner=f"worker:{desk.worker.pk}")
    desk.fill(a0__due_on=TODAY + timedelta(7)).press()
    desk.open("contingency-add", child.pk)
    desk.fill(trigger="Dean comes back", step="Ring the police", who="Mum", when="At once")
    desk.press()
    assert running("action.due")


def one_visit_covers_them_all(desk, children):
    desk.open("visit-add", children[0].pk)
    desk.fill(held_at=now() - timedelta(minutes=10), what_happened="All three were in")
    for child in children:
        desk.fill(
            **{
                f"{child.number}__seen": "yes",
                f"{child.number}__seen_alone": "yes",
                f"{child.number}__bedroom_seen": "yes",
                f"{child.number}__own_words": "I slept",
            }
        )
    desk.press()
    assert "Visit saved for Ruby, Alfie and Noah." in desk.page.inner_text("body")
    assert running("cp_visit.next")


def a_child_goes_missing_and_is_talked_with(desk, child):
    desk.open("missing-add", child.pk).fill(kind="M", missing_from="home", risk="high")
    desk.fill(went_at=now() - timedelta(hours=9), circumstances="Left after tea")
    desk.fill(risk_reasons="She is seven").press()
    desk.open("missing-return", child.pk, MissingEpisode.objects.get().pk)
    back = now() - timedelta(hours=3)
    desk.fill(
        returned_on=back.date(), returned_on_time=f"{back:%H:%M}", returned_where="Home"
    ).press()
    assert running("rhi.complete")
    desk.open("interview-offer", child.pk, MissingEpisode.objects.get().pk)
    desk.fill(offered_at=now() - timedelta(hours=2), answer="accepted").press()
    desk.open("interview-add", child.pk)
    desk.fill(own_words="It was loud", held_at=now() - timedelta(hours=1), place="School")
    desk.fill(independent="yes", immediate_risk="no").press()
    assert stopped("rhi.offer")
    assert stopped("rhi.complete")


def an_audit_is_given_out(desk, child, auditor):
    desk.open("audit-give").fill(sampling="theme", number=child.number, chosen_because="Neglect")
    desk.fill(auditor=auditor.pk, kind="dip", due_on=TODAY + timedelta(14)).press()


def an_audit_is_done(desk, child, owner, checker):
    """Every question of one section answered; a finished audit needs no more than was begun."""
    audit = Audit.objects.get()
    plan = audit.criteria.section("plan")
    desk.page.goto(reverse("audit-section", args=[child.pk, audit.pk, "plan"]))
    for summary in desk.page.locator("main form summary").all():
        summary.click()
    for code in plan.codes:
        prefix = code.replace(".", "__")
        desk.fill(**{f"{prefix}__answer": "mostly_met", f"{prefix}__reason": "Two goals are hers"})
        desk.fill(**{f"{prefix}__evidence": "The plan"})
    desk.press()
    desk.open("audit-action-add", child.pk, audit.pk)
    desk.fill(what="Ask Ruby what helps", owner_worker=owner.pk, due_on=TODAY + timedelta(10))
    desk.fill(checker=checker.pk).press()
    assert running("audit.action.due")
    desk.open("audit-grade", child.pk, audit.pk)
    desk.fill(grade_reason="Mostly met", difference="She sleeps").press()
    desk.open("audit-complete", child.pk, audit.pk)
    desk.press()
    assert stopped("audit.complete")


def now():
    return timezone.localtime()


def test_three_children_from_a_contact_to_an_audit(at_desk, whitfields, people):
    """Each form is sent twenty times more after it was saved."""
    ruby = whitfields[0]

    def desk(role):
        return at_desk(role, resend=20)

    a_contact_is_taken(desk("social_worker"), whitfields)
    a_manager_decides(desk("team_manager"), whitfields)
    an_assessment_is_written(desk("social_worker"), whitfields)
    a_manager_authorises(desk("team_manager"), whitfields)
    a_strategy_discussion_is_held(desk("team_manager"), whitfields)
    a_manager_authorises_the_enquiries(desk("service_manager"), whitfields)
    a_conference_makes_a_plan(desk("conference_chair"), whitfields)
    a_plan_is_written(desk("social_worker"), ruby)
    one_visit_covers_them_all(desk("social_worker"), whitfields)
    a_child_goes_missing_and_is_talked_with(desk("missing_coordinator"), ruby)
    an_audit_is_given_out(desk("service_manager"), ruby, people["auditor"])
    an_audit_is_done(desk("auditor"), ruby, people["social_worker"], people["team_manager"])
    assert desk("auditor").page.said == []
