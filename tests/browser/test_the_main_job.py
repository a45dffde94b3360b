"""A family taken through the whole job in a real browser, each role at its own desk."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Section47
from audits.models import Audit
from casework.children.models import Child
from casework.plans.models import Need
from casework.timescales.models import Deadline
from missing.models import MissingEpisode
from tests.factories import AllocationFactory, ChildFactory, RelationshipFactory, WorkerFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.long]

TODAY = timezone.localdate()


def running(code):
    return Deadline.objects.open().filter(code=code).exists()


def stopped(code):
    return not running(code) and Deadline.objects.filter(code=code, met_at__isnull=False).exists()


def everything_kept() -> dict:
    """How many rows each table of the record holds, and how often one was changed."""
    tables = {model for model in apps.get_models() if "pgh_obj" in dir(model)}
    return {model.__name__: model.objects.count() for model in tables}


class Desk:
    """A worker at their browser: opens a page, fills what is asked, presses the button."""

    def __init__(self, page, worker):
        self.page, self.worker = page, worker
        page.set_default_timeout(8000)

    def due(self, code, child):
        """Follow the button of what is due."""
        self.page.goto(Deadline.objects.get(code=code, child=child).deed["url"])
        return self

    def open(self, name, *args):
        self.page.goto(reverse(name, args=args))
        return self

    def fill(self, **answers):
        for name, answer in answers.items():
            self.answer(name.replace("__", "-"), answer)
        return self

    def answer(self, name, answer):
        if isinstance(answer, bool) or answer in ("yes", "no"):
            value = {True: "yes", False: "no"}.get(answer, answer)
            tick = self.page.locator(f"main [name='{name}']")
            kind = tick.first.get_attribute("type")
            if kind == "checkbox":
                tick.first.set_checked(answer is True)
            else:
                self.page.locator(f"main [name='{name}'][value='{value}']").check()
            return
        if hasattr(answer, "year"):
            parts = {"day": answer.day, "month": answer.month, "year": answer.year}
            if hasattr(answer, "hour"):
                parts["time"] = f"{answer:%H:%M}"
            for box, value in parts.items():
                self.page.fill(f"main [name='{name}_{box}']", str(value))
            return
        field = self.page.locator(f"main [name='{name}']")
        kind = field.first.evaluate("one => one.type")
        if kind in ("radio", "checkbox"):
            for one in answer if isinstance(answer, list) else [answer]:
                self.page.locator(f"main [name='{name}'][value='{one}']").check()
        elif kind.startswith("select"):
            field.select_option(str(answer))
        else:
            field.fill(str(answer))

    def press(self):
        """The one green button of the page; then the same form sent again, and again."""
        with self.page.expect_request(lambda sent: sent.method == "POST") as sent:
            self.page.locator("main button.govuk-button:not(.cw-button--outline)").last.click()
        self.page.wait_for_load_state()
        self.rightly()
        self.send_again(sent.value)
        return self

    def send_again(self, sent, times=20):
        stand = everything_kept()
        for _ in range(times):
            reply = self.page.request.post(
                sent.url, data=sent.post_data_buffer, max_redirects=0,
                headers={"Content-Type": sent.headers["content-type"], "Referer": sent.url},
            )  # fmt: skip
            assert reply.status == 302
        assert everything_kept() == stand

    def rightly(self):
        wrong = self.page.locator(".govuk-error-summary").all_inner_texts()
        assert not wrong, (self.page.url, wrong)
        return self


@pytest.fixture
def people(team):
    return {
        role: WorkerFactory(team=team, role=role, username=role.replace("_", "."))
        for role in (
            "social_worker", "team_manager", "service_manager", "conference_chair",
            "missing_coordinator", "auditor",
        )
    }  # fmt: skip


@pytest.fixture
def whitfields(team, people):
    children = [
        ChildFactory(team=team, person__given_name=name, person__family_name="Whitfield")
        for name in ("Ruby", "Alfie", "Noah")
    ]
    for child in children:
        AllocationFactory(child=child, worker=people["social_worker"])
        for other in children:
            if other != child:
                RelationshipFactory(person=child.person, relative=other.person, kind="sibling")
    Child.objects.all().refresh_search()
    return children


@pytest.fixture
def at_desk(sign_in, people):
    return lambda role: Desk(sign_in(people[role]), people[role])


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
        desk.fill(child_seen_on=TODAY, own_words="I do the toast.", daily_life="She gets up first")
        desk.fill(recommendation="A plan", factors=["3B", "16A"], family_and_home="Two rooms")
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
        desk.fill(**{
            f"{child.number}__concern": "A bruise nobody could explain",
            f"{child.number}__decision": "section_47",
            f"{child.number}__investigation": "joint",
            f"{child.number}__reasons": "What was said does not fit",
        })  # fmt: skip
    desk.press()
    for child in children:
        enquiry = Section47.objects.get(child=child)
        desk.open("section47-finish", child.pk, enquiry.pk)
        desk.fill(child_seen_on=TODAY, findings="Someone hurt them", outcome="conference")
        desk.fill(ended_on=TODAY, agreed_by=desk.worker.pk).press()
    assert running("icpc.hold")


def a_conference_makes_a_plan(desk, children):
    ruby, *others = children
    desk.open("conference-add", ruby.pk)
    desk.fill(kind="initial", starts_at=now() - timedelta(minutes=30), way="person", held="yes")
    desk.fill(**{"attendees__0__name": "Amira Hussain", "attendees__1__name": "PC Lowe"})
    for child in children:
        if child != ruby:
            desk.fill(**{f"{child.number}__included": True})
        desk.fill(**{
            f"{child.number}__own_words": "I want Mum to get up first",
            f"{child.number}__decision": "plan",
            f"{child.number}__category": "NEG",
            f"{child.number}__reasons": "The harm goes on",
        })  # fmt: skip
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
    desk.fill(what="Fit a stair gate", owner_worker=desk.worker.pk, due_on=TODAY + timedelta(7))
    desk.press()
    desk.open("contingency-add", child.pk)
    desk.fill(trigger="Dean comes back", step="Ring the police", who="Mum", when="At once")
    desk.press()
    assert running("action.due")


def one_visit_covers_them_all(desk, children):
    desk.open("visit-add", children[0].pk)
    desk.fill(held_at=now() - timedelta(minutes=10), what_happened="All three were in")
    for child in children:
        desk.fill(**{
            f"{child.number}__seen": "yes", f"{child.number}__seen_alone": "yes",
            f"{child.number}__bedroom_seen": "yes", f"{child.number}__own_words": "I slept",
        })  # fmt: skip
    desk.press()
    assert "Visit saved for Ruby, Alfie and Noah." in desk.page.inner_text("body")
    assert running("cp_visit.next")


def a_child_goes_missing_and_is_talked_with(desk, child):
    desk.open("missing-add", child.pk).fill(kind="M", missing_from="home", risk="high")
    desk.fill(went_at=now() - timedelta(hours=9), circumstances="Left after tea")
    desk.fill(risk_reasons="She is seven").press()
    desk.open("missing-return", child.pk, MissingEpisode.objects.get().pk)
    back = now() - timedelta(hours=3)
    desk.fill(returned_on=back.date(), returned_time=f"{back:%H:%M}", returned_where="Home").press()
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
    desk.fill(grade="good", grade_reason="Mostly met", difference="She sleeps").press()
    desk.open("audit-complete", child.pk, audit.pk)
    desk.press()
    assert stopped("audit.complete")


def now():
    return timezone.localtime()


def test_three_children_from_a_contact_to_an_audit(at_desk, whitfields, people):
    ruby = whitfields[0]
    a_contact_is_taken(at_desk("social_worker"), whitfields)
    a_manager_decides(at_desk("team_manager"), whitfields)
    an_assessment_is_written(at_desk("social_worker"), whitfields)
    a_manager_authorises(at_desk("team_manager"), whitfields)
    a_strategy_discussion_is_held(at_desk("team_manager"), whitfields)
    a_conference_makes_a_plan(at_desk("conference_chair"), whitfields)
    a_plan_is_written(at_desk("social_worker"), ruby)
    one_visit_covers_them_all(at_desk("social_worker"), whitfields)
    a_child_goes_missing_and_is_talked_with(at_desk("missing_coordinator"), ruby)
    an_audit_is_given_out(at_desk("service_manager"), ruby, people["auditor"])
    an_audit_is_done(at_desk("auditor"), ruby, people["social_worker"], people["team_manager"])
    assert at_desk("auditor").page.said == []
