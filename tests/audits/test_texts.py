"""All that the check of writing makes of the texts of a section: for who judges or manages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audits.criteria.editions import edition
from audits.criteria.texts import READ
from tests.factories import (
    ActionFactory,
    AssessmentFactory,
    ChildFactory,
    ContingencyFactory,
    MissingEpisodeFactory,
    NeedFactory,
    PlanActionFactory,
    PlanFactory,
    ReturnInterviewFactory,
)
from tests.html import squeezed

pytestmark = pytest.mark.django_db
NIGHT = "At night Ruby lies under the bed and listens for the door."


@pytest.fixture
def judge(signed_in, auditor):
    return signed_in(auditor)


@pytest.fixture
def plan(child):
    plan = PlanFactory(child=child, started_on=date(2026, 9, 1))
    need = NeedFactory(child=child, plan=plan)
    action = ActionFactory(child=child, source="plan", what="Support to be offered to the family")
    PlanActionFactory(need=need, action=action)
    return plan


def page(client, url):
    return squeezed(client.get(url).content.decode())


def read(client, address, key):
    return page(client, address("audit-section-texts", key))


def test_every_section_that_has_texts_is_one_of_the_edition():
    assert set(READ) <= {section.key for section in edition().for_child}


def test_an_auditor_reads_what_was_found_in_the_newest_assessment_and_how_sure(
    judge, address, child
):
    AssessmentFactory(child=child, started_on=date(2026, 3, 1), daily_life="An older text")
    AssessmentFactory(child=child, started_on=date(2026, 9, 1), daily_life=NIGHT)
    said = read(judge, address, "assessment")
    assert "Found: an ordinary day or night for the child" in said
    assert "% sure" in said
    assert "listens for the door" in said
    assert "Neither asked for nor found:" in said
    assert "answers no question of the audit and proposes no grade" in said


def test_actions_done_and_not_done_and_what_happens_if_nothing_changes_are_read(
    judge, address, child, plan
):
    done = ActionFactory(
        child=child,
        source="plan",
        what="Take Ruby swimming",
        done_on=date(2026, 9, 9),
        what_changed="She swims",
    )
    PlanActionFactory(need=plan.needs.get(), action=done)
    ContingencyFactory(child=child, plan=plan, trigger="Ruby misses school", step="we will meet")
    said = read(judge, address, "plan")
    for text in ("Support to be offered to the family", "Take Ruby swimming", "we will meet"):
        assert text in said
    assert "Not found: what it does for the child" in said


def test_the_newest_interview_is_read(judge, address, child):
    interview = ReturnInterviewFactory(
        child=child, held_at=timezone.now(), own_words="I was at the arcade with Kayden all night."
    )
    MissingEpisodeFactory(child=child, interview=interview)
    assert "why, where, with whom and how" in read(judge, address, "missing")


def test_a_file_without_such_a_text_says_so(judge, address):
    assert "has no text of this kind" in read(judge, address, "plan")


def test_only_a_section_with_texts_leads_there(judge, address, audit):
    way = "What the check makes of each text"
    assert way in page(judge, address("audit-section", "plan"))
    assert way not in page(judge, address("audit-section", "harm"))
    assert judge.get(address("audit-section-texts", "harm")).status_code == 404
    assert judge.get(address("audit-section-texts", "no-such")).status_code == 404


def test_the_page_of_the_section_reads_no_text_until_it_is_asked_for(judge, address, plan):
    with CaptureQueriesContext(connection) as queries:
        judge.get(address("audit-section", "plan"))
    assert not [row for row in queries if 'FROM "plans_contingency"' in row["sql"]]


@pytest.mark.parametrize("number", [1, 6])
def test_it_takes_as_many_statements_however_much_was_written(
    judge, address, child, plan, number, django_assert_max_num_queries
):
    need = plan.needs.get()
    for _ in range(number):
        action = ActionFactory(child=child, source="plan", what="Take Ruby swimming")
        PlanActionFactory(need=need, action=action)
        ContingencyFactory(child=child, plan=plan)
    read(judge, address, "plan")
    with django_assert_max_num_queries(24):
        read(judge, address, "plan")


def test_it_is_for_who_judges_or_manages_and_never_for_whose_work_it_is(
    signed_in, address, audit, child, worker, manager, stranger
):
    audit.worker = worker
    audit.save()
    url = address("audit-section-texts", "plan")
    assert signed_in(manager).get(url).status_code == 200
    assert signed_in(worker).get(url).status_code == 403
    assert signed_in(stranger).get(url).status_code == 404


def test_an_audit_of_another_child_is_not_found_by_it(judge, audit, team):
    url = reverse("audit-section-texts", args=[ChildFactory(team=team).pk, audit.pk, "plan"])
    assert judge.get(url).status_code == 404


def test_a_manager_goes_there_from_a_finished_audit(signed_in, service_manager, finished, child):
    audit = finished([("HP.PL.3", "met")], child=child)
    said = page(signed_in(service_manager), reverse("audit", args=[child.pk, audit.pk]))
    assert reverse("audit-section-texts", args=[child.pk, audit.pk, "plan"]) in said
