"""The letter's findings beside today's evidence, and what is said where there is none."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audits.criteria.editions import CriteriaError
from audits.criteria.letters import letter
from audits.models import Moderation
from audits.reports.self_evaluation import SelfEvaluation
from audits.second_readings import agreed_words
from casework.figures.registry import figures
from tests.factories import ChildVisitFactory, FileGrantFactory, ImprovementFactory, WorkerFactory
from tests.html import squeezed

HEAD = 'title = "T"\nsource = "S"\n[[finding]]\ncode = "S01"\nsays = "Said"\n'


@pytest.fixture
def evidence(of):
    """``evidence("S01")``: what is said of one finding."""

    def _evidence(code, **facts):
        own = SelfEvaluation(of(**facts).query)
        return next(finding for finding in own.findings if finding.finding.code == code)

    return _evidence


def test_the_letter_has_its_thirty_findings_each_with_questions():
    findings = letter().findings
    assert [finding.code for finding in findings] == [f"S{n:02}" for n in range(1, 31)]
    assert all(finding.criteria for finding in findings)
    assert {"rhi.offered", "rhi.in_72_hours"} <= set(letter().get("S16").figures)
    assert all(code in figures for finding in findings for code in finding.figures)


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        ('kind = "weakness"\ncriteria = ["HP.XX.9"]', "S01: criteria has no 'HP.XX.9'"),
        ('kind = "weakness"\ncriteria = []\nfigures = ["no.such"]', "S01: figures has no"),
        ('kind = "bad"\ncriteria = []', "S01: kind has no 'bad'"),
        ('kind = "weakness"\ncriteria = []\ncolour = "red"', "unexpected keyword"),
    ],
)
def test_a_code_that_nothing_has_is_refused_by_name(tmp_path, rest, words):
    file = tmp_path / "letter.toml"
    file.write_text(HEAD + rest)
    with pytest.raises(CriteriaError, match=words):
        letter(file)


def test_a_finding_counts_the_answers_to_its_questions_and_the_year_before(finished, evidence):
    finished([("HP.AS.4", "met"), ("HP.AS.5", "not_met"), ("HP.AS.1", "met")])
    finished([("HP.AS.4", "mostly_met"), ("HP.AS.5", "not_enough_evidence")])
    finished([("HP.AS.4", "not_met")], ago=500)
    finding = evidence("S03")
    assert (finding.now.in_words, finding.before.in_words, finding.no_evidence) == (
        "2 of 3",
        "0 of 1",
        1,
    )
    assert not finding.none


def test_where_there_is_no_evidence_it_is_said_plainly(evidence):
    assert evidence("S20").none
    assert evidence("S20").none_because == (
        "Casework has no evidence of this yet: no audit that you may read could judge HP.PLO.3,"
        " HP.PLO.4 and HP.PLO.7 in this time; and it does not hold the milestones of the work"
        " before proceedings."
    )
    assert "ask about the whole service" in evidence("S26").none_because


def test_a_figure_is_evidence_by_itself(evidence, child, today):
    ChildVisitFactory(child=child, held_on=today, seen_alone=True)
    finding = evidence("S24")
    assert not finding.none
    assert "visits.alone" in [line.figure.code for line in finding.lines]


def test_an_auditor_without_figures_is_not_shown_any(evidence, auditor):
    assert evidence("S24", worker=auditor).lines == []


def test_an_improvement_stands_beside_the_finding_it_answers(evidence, service_manager):
    improvement = ImprovementFactory(owner=service_manager, criterion="HP.PL.3")
    assert evidence("S08").improvements == [improvement]
    assert evidence("S01").improvements == []


def test_how_far_two_readings_agree_is_said(finished, of, today):
    query = of().query
    assert agreed_words(SelfEvaluation(query).agreement) == (
        "No file was read a second time by lot, or by two alone, in this time."
    )
    for grade in ("good", "good", "requires_improvement", "good", "inadequate", "good"):
        Moderation.objects.create(
            audit=finished(),
            moderator=WorkerFactory(),
            because="One in five",
            chosen="drawn",
            asked_on=today,
            grade_before="good",
            grade=grade,
            reason="Why",
            done_on=today,
        )
    words = agreed_words(SelfEvaluation(query).agreement)
    assert words.startswith(
        "Of 6 pairs of readings (6 moderations drawn by lot, 0 of auditors who read the same file"
        " alone), the grade was the same for 4, one step apart for 1 and further"
    )


def test_the_grades_add_up_with_what_is_pending_named(finished, of, today):
    for grade, number in (("good", 3), ("inadequate", 1)):
        for _ in range(number):
            finished(grade=grade, final_grade=grade, final_on=today)
    waiting = finished()
    Moderation.objects.create(
        audit=waiting, moderator=WorkerFactory(), because="-", asked_on=today, grade_before="good"
    )
    finished(grade="", graded=False)
    own = SelfEvaluation(of().query)
    lines = {line["label"]: line["number"] for line in own.grade_lines}
    assert sum(lines.values()) == own.number == 6
    assert (lines["Good"], lines["Being moderated"], lines["Not graded as a whole"]) == (3, 1, 1)


def test_an_auditor_is_told_that_these_are_not_all(signed_in, team, finished):
    priya = WorkerFactory(team=None, authority=team.authority, role="auditor")
    for number in range(5):
        audit = finished(**({"auditor": priya} if number < 2 else {}))
        if number < 2:
            FileGrantFactory(child=audit.child, worker=priya, until=audit.due_on)
            FileGrantFactory(
                child=audit.child, worker=priya, until=timezone.localdate() + timedelta(days=9)
            )
    page = squeezed(signed_in(priya).get(reverse("themes")).content.decode())
    assert "These are 2 of the 5 audits finished in this time" in page
    assert "3 are not open to you, and not counted" in page


def test_who_reads_all_is_told_that_these_are_all(signed_in, service_manager, finished):
    finished()
    page = squeezed(signed_in(service_manager).get(reverse("themes")).content.decode())
    assert "These are all the audits finished in this time" in page


def test_the_page_says_the_three_questions_and_every_finding(signed_in, service_manager, finished):
    for _ in range(6):
        finished([("HP.PL.3", "not_met"), ("HP.PL.2", "not_met")])
    response = signed_in(service_manager).get(reverse("self-evaluation"))
    page = response.content.decode()
    for words in ("What do you know", "How do you know it?", "What will you do", 'id="S30"'):
        assert words in page
    assert [theme.code for theme in response.context["own"].weakest] == ["HP.PL.3"]


def test_the_list_behind_a_finding_is_of_the_audits_counted(signed_in, service_manager, finished):
    audit = finished([("HP.AS.4", "met")])
    finished([("HP.AS.4", "not_applicable")])
    client = signed_in(service_manager)
    page = client.get(reverse("themes-behind"), {"finding": "S03"})
    assert list(page.context["object_list"]) == [audit]
    page = client.get(reverse("themes-behind"), {"measure": "audits.family", "counted": "yes"})
    assert not page.context["object_list"]


@pytest.mark.parametrize("role", ["social_worker", "data_analyst", "inspector", "administrator"])
def test_it_is_for_those_who_judge_or_oversee(signed_in, team, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert client.get(reverse("self-evaluation")).status_code == 403


@pytest.mark.parametrize("number", [1, 12])
def test_it_takes_few_queries_however_many_audits(
    signed_in, service_manager, finished, number, django_assert_max_num_queries
):
    for n in range(number):
        finished([("HP.PL.3", "met"), ("HP.AS.4", "not_met")], ago=20 * n)
        ImprovementFactory(owner=service_manager)
    client = signed_in(service_manager)
    with django_assert_max_num_queries(19 + 3):
        assert client.get(reverse("self-evaluation")).status_code == 200
