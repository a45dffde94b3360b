from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audits import grading
from audits.models import Answer, Audit, Grade, Score

CRITICAL, ORDINARY = "HP.PL.7", "HP.PL.1"


@pytest.fixture
def answered(audit):
    def answer(code, given, *, reason="It is not written", evidence="The plan"):
        return Score.objects.create(
            audit=audit, criterion=code, answer=given, reason=reason, evidence=evidence
        )

    return answer


@pytest.fixture
def judged(audit):
    """The audit with a grade, why, and the difference made; done with the worker and the family."""
    audit.grade, audit.grade_reason = Grade.GOOD, "The plan is sound"
    audit.difference = "She sleeps through the night"
    audit.no_view_because, audit.no_feedback_because = "Ben has left", "It would not be safe"
    audit.save()
    for section in ("plan", "front_door"):
        audit.section_grades.create(section=section, grade=Grade.REQUIRES_IMPROVEMENT, reason="So")
    return audit


def still_open(audit):
    return grading.open_grades(bool(grading.caps(audit.criteria, grading.answers_of(audit))))


def left(audit):
    return [gap.words for gap in grading.left_to_do(audit, grading.answers_of(audit))]


def test_not_met_on_a_safety_critical_question_closes_good_and_outstanding(audit, answered):
    answered(CRITICAL, Answer.NOT_MET)
    assert still_open(audit) == [Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE]


@pytest.mark.parametrize(
    "given", ["met", "mostly_met", "partly_met", "not_applicable", "not_enough_evidence"]
)
def test_any_other_answer_to_it_leaves_every_grade_open(audit, answered, given):
    answered(CRITICAL, given)
    assert still_open(audit) == ["outstanding", "good", "requires_improvement", "inadequate"]


def test_not_met_on_an_ordinary_question_closes_nothing(audit, answered):
    answered(ORDINARY, Answer.NOT_MET)
    assert still_open(audit) == list(Grade)


def test_the_cause_of_a_cap_is_named(audit, answered):
    answered(CRITICAL, Answer.NOT_MET)
    answered(ORDINARY, Answer.NOT_MET)
    assert [
        criterion.code for criterion in grading.caps(audit.criteria, grading.answers_of(audit))
    ] == [CRITICAL]


def test_an_audit_with_nothing_in_it_cannot_be_finished(audit):
    assert left(audit) == [
        "Answer at least one question",
        "The worker has not written their view: wait for it, or say why there is none",
        "Talk with the worker, and say when and about what",
        "Say what the child or a parent told you, or why nobody was asked",
        "Choose a grade",
        "Say why you chose this grade",
        "Say what difference practice made for the child",
    ]


@pytest.mark.parametrize(
    ("facts", "lacks"),
    [
        ({"given": "", "reason": "Begun"}, "choose an answer"),
        ({"given": Answer.MET, "reason": ""}, "say why, and what it means for the child"),
        ({"given": Answer.MET, "evidence": ""}, "say where you saw it"),
    ],
)
def test_a_half_written_answer_is_named(judged, answered, facts, lacks):
    answered("HP.FD.2", **facts)
    assert f"HP.FD.2: {lacks}" in left(judged)


def test_too_little_evidence_needs_a_reason_but_no_evidence(judged, answered):
    answered("HP.TH.1", Answer.NOT_ENOUGH_EVIDENCE, evidence="")
    assert left(judged) == []


def test_a_section_once_begun_needs_its_safety_critical_questions_answered(judged, answered):
    answered(ORDINARY, Answer.MET)
    codes = [words.partition(":")[0] for words in left(judged)]
    assert codes == ["HP.PL.7", "HP.PL.11", "HP.PL.12"]


def test_a_grade_closed_by_a_later_answer_must_be_chosen_again(judged, answered):
    for code in ("HP.PL.11", "HP.PL.12"):
        answered(code, Answer.MET)
    answered(CRITICAL, Answer.NOT_MET)
    assert left(judged) == ["Choose another grade: Good is not open now"]


def test_the_database_keeps_a_final_answer_whole(audit, answered):
    score = answered(ORDINARY, Answer.MET, evidence="")
    with pytest.raises(IntegrityError, match="score_final"), transaction.atomic():
        Score.objects.filter(pk=score.pk).update(final=True)


def test_the_database_refuses_a_finished_audit_without_a_judgement(audit):
    with pytest.raises(IntegrityError, match="audit_complete"), transaction.atomic():
        Audit.objects.filter(pk=audit.pk).update(completed_on=date(2026, 2, 1))


def test_the_database_refuses_a_child_chosen_for_a_worry_without_saying_which(audit):
    with pytest.raises(IntegrityError, match="how_it_was_chosen"), transaction.atomic():
        Audit.objects.filter(pk=audit.pk).update(sampling=Audit.Sampling.WORRY)


def test_a_grade_is_chosen_for_each_section_that_was_judged(judged, answered):
    answered("HP.RHI.1", Answer.MET)
    for code in ("HP.RHI.4", "HP.RHI.5", "HP.RHI.7"):
        answered(code, Answer.MET)
    assert left(judged) == ["Choose a grade for “Missing, and return home interviews”"]
    judged.section_grades.create(section="missing", grade=Grade.GOOD, reason="Sound")
    assert left(judged) == []


def test_a_section_is_capped_by_its_own_answers(judged, answered):
    for code in ("HP.PL.11", "HP.PL.12"):
        answered(code, Answer.MET)
    answered(CRITICAL, Answer.NOT_MET)
    judged.grade = Grade.REQUIRES_IMPROVEMENT
    judged.section_grades.filter(section="plan").update(grade=Grade.GOOD)
    assert left(judged) == [
        "Choose another grade: Good is not open for “The plan and its reviews” now"
    ]


def test_a_child_not_safe_and_a_safety_critical_not_met_leave_only_inadequate():
    assert grading.open_grades(True, not_safe=True) == [Grade.INADEQUATE]
    assert grading.open_grades(False, not_safe=True) == list(Grade)


def test_what_good_usually_needs_is_said_and_nothing_is_refused(judged, answered):
    answered(CRITICAL, Answer.MOSTLY_MET)
    answered("HP.PL.1", Answer.PARTLY_MET)
    answered("HP.PL.2", Answer.MET)
    lacks = grading.good_lacks(judged.criteria, grading.answers_of(judged))
    assert lacks == [
        "HP.PL.7 is safety-critical and answered “mostly met”",
        "1 of 2 other answers are met or mostly met",
    ]
    assert Grade.GOOD in still_open(judged)


def test_a_look_without_a_grade_needs_neither_grade_nor_view(audit, answered):
    answered("HP.TH.1", Answer.MET)
    audit.graded, audit.grade_reason, audit.difference = False, "Consent is asked", "None yet"
    assert left(audit) == []
