"""What a round found: counted from its audits, few held back, and nobody named."""

from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from audits.models import Audit, CorrectiveAction, Moderation, SectionGrade
from audits.programmes import eligibility
from audits.programmes import operations as programme_operations
from audits.programmes.results import ProgrammeResults
from audits.second_readings import agreed_words
from casework.timescales.sweep import sweep
from tests.audits.conftest import boxes
from tests.factories import (
    ActionFactory,
    AuditFactory,
    ChildFactory,
    FileGrantFactory,
    LocalCriterionFactory,
    ProgrammeFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(authority, service_manager):
    return ProgrammeFactory(
        authority=authority, made_by=service_manager, seed="5eed", drawn_at=timezone.now()
    )


@pytest.fixture
def finished(programme, team, auditor, today):
    """``finished("good", team=other)``: one audit of the round, finished."""

    def make(grade, **facts):
        child = facts.pop("child", None) or ChildFactory(team=facts.pop("team", team))
        facts = {"final_grade": grade, "auditor": auditor, **facts}
        return AuditFactory(
            child=child,
            programme=programme,
            grade=grade,
            grade_reason="-",
            difference="-",
            started_on=today - timedelta(days=20),
            due_on=today,
            completed_on=today,
            **facts,
        )

    return make


@pytest.fixture
def results(programme, service_manager):
    return lambda: ProgrammeResults(programme, service_manager)


def test_grades_are_those_that_count_after_moderation(finished, results):
    finished("good")
    finished("good", final_grade="inadequate")
    finished("", graded=False, final_grade="")
    (whole,) = results().grades()
    assert whole.counts == [0, 1, 0, 1, 1]
    assert whole.bar.title == "1 good, 1 inadequate, 1 not graded, or not looked at, out of 3"


def test_each_section_has_its_own_grades(finished, results):
    for grade in ("good", "requires_improvement"):
        audit = finished("good")
        SectionGrade.objects.create(audit=audit, section="plan", grade=grade, reason="-")
    rows = results().grades()
    assert [(row.title, row.total) for row in rows] == [
        ("Whole file", 2),
        ("The plan and its reviews", 2),
    ]


def test_each_teams_number_is_told_to_who_may_open_its_audits(programme, finished):
    reader = WorkerFactory(team=None, authority=programme.authority, role="service_manager")
    for name, number in (("North", 2), ("South", 7), ("West", 9)):
        team = TeamFactory(authority=programme.authority, name=name)
        for _ in range(number):
            finished("good", team=team)
    by_team = dict(ProgrammeResults(programme, reader).teams())
    assert {name: tally.in_words for name, tally in by_team.items()} == {
        "North": "2 of 2",
        "South": "7 of 7",
        "West": "9 of 9",
    }


def moderate(audit, grade, moderator, **facts):
    usual = {"stage": "first", "chosen": "drawn", "done_on": audit.completed_on, "reason": "-"}
    facts = {**usual, **facts}
    return Moderation.objects.create(
        audit=audit,
        moderator=moderator,
        because="-",
        asked_on=audit.completed_on,
        grade_before=audit.grade,
        grade=grade,
        **facts,
    )


def test_agreement_counts_the_first_second_reading_of_each_file(finished, results, service_manager):
    same, lower = finished("good"), finished("good")
    moderate(same, "good", service_manager)
    moderate(lower, "requires_improvement", service_manager)
    moderate(lower, "good", service_manager, stage="decider")
    moderate(finished("good"), "", service_manager, done_on=None)
    second = results().second_readings()
    assert (second.files, second.same, second.one_step, second.lowered) == (2, 1, 1, 1)
    assert second.kappa is None


def test_blind_readings_are_paired_by_child(programme, finished, results, auditor, team):
    programme.blind, programme.readers = True, 3
    programme.save()
    child = ChildFactory(team=team)
    for grade in ("good", "good", "inadequate"):
        other = WorkerFactory(team=None, authority=team.authority, role="auditor")
        finished(grade, child=child, auditor=other)
    finished("good")
    agreed = results().second_readings()
    assert (agreed.files, agreed.same, agreed.further, agreed.kappa) == (3, 1, 2, None)
    assert (agreed.blind, agreed.drawn) == (3, 0)


def test_agreement_is_of_what_was_drawn_by_lot_and_says_what_else_there_was(
    finished, results, service_manager
):
    """Kappa worked out by hand from the six pairs that were drawn: those chosen for their grade,
    which all agree, would make it look higher."""
    drawn = ["good", "good", "requires_improvement", "good", "inadequate", "good"]
    for second in drawn:
        moderate(finished("good"), second, service_manager)
    for chosen, number in (("grade", 4), ("answers", 2), ("asked", 1)):
        for _ in range(number):
            moderate(finished("inadequate"), "inadequate", service_manager, chosen=chosen)
    agreed = results().second_readings()
    assert (agreed.files, agreed.drawn, agreed.blind) == (6, 6, 0)
    assert agreed.same == sum(grade == "good" for grade in drawn)
    assert sum(agreed.left_out.values()) == 7
    words = agreed_words(agreed)
    assert "6 moderations drawn by lot" in words
    assert "7 more moderations are not among them" in words
    assert "4 because of the grade" in words


def weighted_kappa_by_hand(pairs):
    """Cohen's own words: one less the disagreement seen over that by chance, each in steps."""
    order = ["outstanding", "good", "requires_improvement", "inadequate"]
    places = [(order.index(first), order.index(second)) for first, second in pairs]
    seen = sum(abs(a - b) for a, b in places) / len(places)
    chance = sum(abs(a - b) for a, _ in places for _, b in places) / len(places) ** 2
    return 1 - seen / chance


def test_the_kappa_is_that_of_the_pairs_drawn_by_lot(finished, results, service_manager):
    chance = Random(18)
    pairs = []
    for _ in range(12):
        first, second = (
            chance.choice(["good", "requires_improvement", "inadequate"]) for _ in range(2)
        )
        chosen = chance.choice(["drawn", "drawn", "grade"])
        moderate(finished(first), second, service_manager, chosen=chosen)
        pairs += [(first, second)] if chosen == "drawn" else []
    agreed = results().second_readings()
    assert agreed.kappa.value == pytest.approx(weighted_kappa_by_hand(pairs))
    assert (agreed.drawn, sum(agreed.left_out.values())) == (len(pairs), 12 - len(pairs))


def test_a_section_nobody_looked_at_is_not_counted_as_judged(finished, results):
    for audit in (finished("good"), finished("good"), finished("inadequate")):
        if audit.grade == "good":
            SectionGrade.objects.create(audit=audit, section="plan", grade="good", reason="-")
    whole, plan = results().grades()
    assert dict(plan.cells)["Not graded, or not looked at"] == 1
    assert whole.total == plan.total == 3


def test_a_programme_says_the_dates_of_its_audits(signed_in, programme, finished, service_manager):
    audit = finished("good")
    Audit.objects.filter(pk=audit.pk).update(completed_on=None, final_grade="", final_on=None)
    later = audit.due_on + timedelta(days=12)
    url = reverse("audit-redate", args=[audit.child_id, audit.pk])
    assert signed_in(service_manager).post(url, boxes("due_on", later)).status_code == 302
    programme.refresh_from_db()
    assert (programme.begins_on, programme.due_on) == (audit.started_on, later)


def test_six_pairs_from_two_files_are_still_too_few(programme, finished, results, team):
    programme.blind, programme.readers = True, 3
    programme.save()
    for grades in (("good", "good", "inadequate"), ("good", "inadequate", "outstanding")):
        child = ChildFactory(team=team)
        for grade in grades:
            other = WorkerFactory(team=None, authority=team.authority, role="auditor")
            finished(grade, child=child, auditor=other)
    blind = results().second_readings()
    assert (blind.files, blind.kappa) == (6, None)


def test_what_was_to_be_put_right_is_counted_with_its_dates(finished, results, manager, today):
    audit = finished("requires_improvement")
    week, month = today - timedelta(days=7), today - timedelta(days=31)
    for due, checked in ((week, None), (today + timedelta(days=9), None), (month, week)):
        action = ActionFactory(
            child=audit.child,
            source="audit",
            agreed_on=month - timedelta(days=9),
            due_on=due,
            done_on=checked,
            what_changed="-" if checked else "",
        )
        CorrectiveAction.objects.create(
            audit=audit,
            action=action,
            checker=manager,
            checked_on=checked,
            check_evidence="-" if checked else "",
        )
    sweep([audit.child_id])
    right = results().put_right()
    assert (right.actions, right.dated, right.overdue, right.checked) == (3, 3, 1, 1)
    assert right.days == 33


def test_audited_again_says_whether_it_moved(finished, results, team, auditor, today):
    for before, after in (("inadequate", "good"), ("good", "good"), ("good", "inadequate")):
        first = finished(before)
        AuditFactory(
            child=first.child,
            follows=first,
            auditor=auditor,
            kind="reaudit",
            sampling="rule",
            chosen_because="-",
            grade=after,
            grade_reason="-",
            difference="-",
            started_on=today,
            due_on=today,
            completed_on=today,
        )
    again = results().re_audits()
    assert (again.better, again.same, again.lower, again.total) == (1, 1, 1, 3)


@pytest.mark.parametrize("number", [1, 12])
def test_the_page_takes_few_queries_however_many_audits(
    programme, finished, signed_in, service_manager, number, django_assert_max_num_queries
):
    for _ in range(number):
        moderate(finished("good"), "good", service_manager)
    client = signed_in(service_manager)
    with django_assert_max_num_queries(12 + 2):
        page = client.get(reverse("programme-results", args=[programme.pk]))
    assert page.status_code == 200
    assert "Amira" not in page.text.partition("<main")[2].partition("</main>")[0]


def test_an_auditor_counts_only_their_own(programme, finished, auditor, signed_in):
    other = WorkerFactory(team=None, authority=auditor.authority, role="auditor")
    for audit in (finished("good"), finished("inadequate", auditor=other)):
        FileGrantFactory(child=audit.child, worker=auditor, until=audit.due_on)
    page = signed_in(auditor).get(reverse("programme-results", args=[programme.pk]))
    assert page.context["grades"][0].counts == [0, 1, 0, 0, 0]


def test_a_stranger_finds_no_page(programme, elsewhere, signed_in, team):
    url = reverse("programme-results", args=[programme.pk])
    assert signed_in(elsewhere).get(url).status_code == 404
    outsider = WorkerFactory(team=None, authority=team.authority, role="auditor")
    assert signed_in(outsider).get(url).status_code == 404
    assert signed_in(WorkerFactory(team=team)).get(url).status_code == 403


@pytest.fixture
def api():
    def reader(worker):
        client = APIClient()
        client.force_authenticate(worker)
        return client

    return reader


def test_the_api_proves_a_draw(
    api, programme, service_manager, team, worker, auditor, django_assert_max_num_queries
):
    from tests.factories import AllocationFactory

    fresh = ProgrammeFactory(authority=programme.authority, made_by=service_manager, size=2)
    for _ in range(4):
        AllocationFactory(child=ChildFactory(team=team), worker=worker)
    audits = programme_operations.draw_sample(fresh, service_manager)
    fresh.refresh_from_db()
    with django_assert_max_num_queries(8):
        rows = api(service_manager).get("/api/v1/programmes/").json()["results"]
    record = next(row for row in rows if row["id"] == fresh.pk)
    assert record["seed"] == fresh.seed
    assert (record["frame_size"], record["frame_digest"]) == (4, eligibility.digest(fresh.frame))
    assert record["sample"] == sorted(audit.child.number for audit in audits)


def test_the_api_shows_an_auditor_their_own_part(api, programme, finished, auditor, elsewhere):
    mine = finished("good")
    finished("good", auditor=WorkerFactory(team=None, authority=auditor.authority))
    Audit.objects.filter(pk=mine.pk).update(completed_on=None, final_grade="", final_on=None)
    (record,) = api(auditor).get("/api/v1/programmes/").json()["results"]
    assert record["sample"] == []  # the file is not open to them: no grant was given
    assert api(elsewhere).get("/api/v1/programmes/").json()["results"] == []
    assert api(elsewhere).get(f"/api/v1/programmes/{programme.pk}/").status_code == 404
    assert api(WorkerFactory(team=elsewhere.team)).get("/api/v1/programmes/").status_code == 403


def test_the_api_lists_the_questions_with_the_councils_own(api, auditor, authority, today):
    LocalCriterionFactory(authority=authority, begins_on=today)
    answer = api(auditor).get("/api/v1/criteria/").json()
    assert (answer["edition"], len(answer["criteria"])) == ("ilacs-2026", 103)
    assert [criterion["code"] for criterion in answer["criteria"] if criterion["local"]] == [
        "LOC.NEG1"
    ]
    old = api(auditor).get("/api/v1/criteria/?edition=ilacs-2026").json()
    assert len(old["criteria"]) == 102
    assert api(auditor).get("/api/v1/criteria/?edition=x").status_code == 404


def test_who_reads_no_audits_reads_no_questions_through_the_api(api, team):
    reader = api(WorkerFactory(team=team, role="inspector"))
    assert reader.get("/api/v1/criteria/").status_code == 403
    assert APIClient().get("/api/v1/criteria/").status_code == 401
