"""A step of a family written down in error: withdrawn with what it made, or moved where it goes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.models import even_withdrawn
from casework.legal.models import LegalStatus
from casework.preproceedings.models import (
    Agreement,
    AssessmentOfChild,
    ChildInCourt,
    Hearing,
    LegalAdvice,
    LetterSent,
    Proceedings,
)
from casework.preproceedings.operations import apply_to_court, begin
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests import factories as make
from tests.html import squeezed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def ago(days: int):
    return TODAY - timedelta(days=days)


def said(day, name) -> dict:
    return {name: day.isoformat()}


def page(name, row, word, step) -> str:
    return reverse(name, args=[row.child_id, row.process_id, word, step.pk])


@pytest.fixture
def row(child, worker):
    row = make.ChildPreProceedingsFactory(child=child, started_on=None)
    begin(row, ago(100), by=worker)
    return row


@pytest.fixture
def other(worker):
    """Another family of the same worker, in pre-proceedings since 60 days ago: two children."""
    child = make.ChildFactory(team=worker.team)
    make.AllocationFactory(child=child, worker=worker)
    first = make.ChildPreProceedingsFactory(child=child, started_on=ago(60))
    sister = make.ChildFactory(team=worker.team)
    make.ChildPreProceedingsFactory(child=sister, process=first.process, started_on=ago(60))
    return first


# Withdrawn


@pytest.fixture
def court(row, worker):
    row.outcome, row.outcome_on, row.outcome_because = "apply", ago(30), "She is not safe"
    row.save()
    court = Proceedings(
        process=row.process,
        recorded_by=worker,
        applied_on=ago(28),
        issued_on=ago(27),
        case_number="NM26C1",
    )
    apply_to_court(court, [row], by=worker)
    make.HearingFactory(process=row.process, proceedings=court, listed_on=ago(10))
    return court


def standing(child) -> list:
    return sorted(
        LegalStatus.objects.of_child(child).filter(ended_on=None).values_list("kind", "started_on")
    )


def test_an_application_withdrawn_leaves_no_legal_status_behind(
    signed_in, worker, child, row, court
):
    assert standing(child) == [("proceedings", ago(27))]
    sweep([child.pk])
    assert Deadline.objects.open().filter(code="court.26_weeks").exists()
    url = page("plo-step-withdraw", row, "applications", court)
    assert signed_in(worker).post(url, {"because": "It was never sent"}).status_code == 302
    assert standing(child) == [("preproceedings", ago(100))]
    for model in (Proceedings, ChildInCourt, Hearing):
        assert not model.objects.exists()
        assert even_withdrawn(model).get().withdrawn_because == "It was never sent"
    row.refresh_from_db()
    assert row.applied_on is None
    sweep([child.pk])
    assert not Deadline.objects.filter(code__startswith="court.").exists()
    assert Deadline.objects.open().filter(code="plo.issue").exists()


def test_a_legal_status_of_another_day_is_not_touched(signed_in, worker, child, row, court):
    older = make.LegalStatusFactory(
        child=child,
        kind="proceedings",
        started_on=ago(900),
        ended_on=ago(800),
        ended_because="other",
    )
    url = page("plo-step-withdraw", row, "applications", court)
    signed_in(worker).post(url, {"because": "It was never sent"})
    older.refresh_from_db()
    assert (older.withdrawn_at, older.ended_on) == (None, ago(800))


def test_an_application_on_which_the_court_decided_is_not_withdrawn(signed_in, worker, row, court):
    ChildInCourt.objects.update(final_on=ago(1), final_order="care")
    url = page("plo-step-withdraw", row, "applications", court)
    answer = signed_in(worker).post(url, {"because": "It was never sent"})
    assert "take that away first" in squeezed(answer.content.decode())
    assert Proceedings.objects.exists()


def test_a_day_of_issue_put_right_moves_the_legal_status(signed_in, worker, child, row, court):
    sent = {"about": [row.pk], **said(ago(28), "applied_on"), **said(ago(25), "issued_on")}
    answer = signed_in(worker).post(page("plo-step", row, "applications", court), sent)
    assert answer.status_code == 302
    assert standing(child) == [("proceedings", ago(25))]
    before = LegalStatus.objects.of_child(child).get(kind="preproceedings")
    assert before.ended_on == ago(25)


def test_an_assessment_withdrawn_is_about_no_child_any_more(signed_in, worker, child, row):
    ordered = make.OrderedAssessmentFactory(process=row.process, ordered_on=ago(90), due_on=ago(50))
    make.AssessmentOfChildFactory(child=child, in_process=row, ordered=ordered)
    url = page("plo-step-withdraw", row, "assessments", ordered)
    signed_in(worker).post(url, {"because": "It was never ordered"})
    assert not AssessmentOfChild.objects.exists()
    timeline = signed_in(worker).get(reverse("plo", args=[child.pk, row.process_id]))
    assert timeline.status_code == 200
    assert "None ordered yet" in timeline.content.decode()


# Moved


def to(other, because="The wrong tab") -> dict:
    return {"to": other.child.number, "because": because}


def test_an_agreement_goes_to_the_family_it_is_about(signed_in, worker, row, other):
    for one in (row, other):
        make.ProcessMeetingFactory(child=one.child, in_process=one, kind="first", held_on=ago(55))
    agreed = make.AgreementFactory(process=row.process, agreed_on=ago(55), copied_on=ago(54))
    row.refresh_from_db()
    assert row.agreed_on == ago(55)
    answer = signed_in(worker).post(page("plo-step-move", row, "agreements", agreed), to(other))
    assert answer.url == reverse("plo", args=[row.child_id, row.process_id])
    assert Agreement.objects.get().process == other.process
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.agreed_on, other.agreed_on) == (None, ago(55))
    sweep([row.child_id, other.child_id])
    clocks = Deadline.objects.filter(code="plo.agreement")
    assert clocks.get(child=row.child).met_at is None
    assert clocks.get(child=other.child).met_at is not None
    moved = agreed.events.filter(pgh_label="update").latest("pgh_id").pgh_context.metadata
    assert (moved["moved_from_process"], moved["moved_because"]) == (
        row.process_id,
        "The wrong tab",
    )


def test_a_parent_takes_their_letters_along(signed_in, worker, row, other):
    father = make.ParentFactory(process=row.process, name="Dean Cole")
    make.LetterSentFactory(process=row.process, parent=father, sent_on=ago(57))
    signed_in(worker).post(page("plo-step-move", row, "parents", father), to(other))
    assert LetterSent.objects.get().process == other.process
    row.refresh_from_db()
    other.refresh_from_db()
    assert (row.letter_sent_on, other.letter_sent_on) == (None, ago(57))


def test_an_assessment_is_then_about_the_children_there(signed_in, worker, child, row, other):
    ordered = make.OrderedAssessmentFactory(process=row.process, ordered_on=ago(50), due_on=ago(9))
    make.AssessmentOfChildFactory(child=child, in_process=row, ordered=ordered)
    signed_in(worker).post(page("plo-step-move", row, "assessments", ordered), to(other))
    about = AssessmentOfChild.objects.filter(ordered=ordered).values_list("in_process", flat=True)
    assert set(about) == {one.pk for one in other.process.children.all()}
    assert len(about) == 2


@pytest.mark.parametrize("word", ["letters", "applications", "hearings"])
def test_what_goes_with_something_else_is_not_moved_and_its_page_says_why(
    signed_in, worker, row, court, word
):
    parent = make.ParentFactory(process=row.process)
    step = {
        "letters": make.LetterSentFactory(process=row.process, parent=parent, sent_on=ago(90)),
        "applications": court,
        "hearings": Hearing.objects.get(),
    }[word]
    client = signed_in(worker)
    assert client.get(page("plo-step-move", row, word, step)).status_code == 404
    text = squeezed(client.get(page("plo-step", row, word, step)).content.decode())
    assert "Move it" not in text
    assert "move the parent" in text or "record it on the right family" in text


def test_where_it_cannot_go_is_said_beside_the_field(signed_in, worker, team, row, other):
    agreed = make.AgreementFactory(process=row.process, agreed_on=ago(80))
    client, url = signed_in(worker), page("plo-step-move", row, "agreements", agreed)
    never = make.ChildFactory(team=team)
    hidden = make.ChildFactory(team=team, restricted=True)
    make.ChildPreProceedingsFactory(child=hidden, started_on=ago(100))
    for number, words in (
        (row.child.number, "on this family’s process already"),
        (other.child.number, "after this step"),
        (never.number, "never in pre-proceedings"),
        (hidden.number, "no file with this number"),
        ("", "casework number of one of the children"),
    ):
        answer = client.post(url, {"to": number, "because": "The wrong tab"})
        assert words in answer.context["form"].errors["to"][0], number
        assert "The wrong tab" in answer.content.decode()
    assert "because" in client.post(url, {"to": other.child.number}).context["form"].errors
    assert Agreement.objects.get().process == row.process


# Legal advice


@pytest.fixture
def advice(row):
    return make.LegalAdviceFactory(process=row.process, given_on=ago(90), advice="Wait a week")


def test_legal_advice_is_put_right_by_those_who_read_it(signed_in, worker, row, advice):
    client, edit = signed_in(worker), page("plo-step", row, "advice", advice)
    where = reverse("plo-advice", args=[row.child_id, row.process_id])
    assert edit in client.get(where).content.decode()
    sent = {"given_by": "Priya Nair", "advice": "Apply now", **said(ago(89), "given_on")}
    assert client.post(edit, sent).url == where
    advice.refresh_from_db()
    assert (advice.advice, advice.given_on) == ("Apply now", ago(89))
    client.post(page("plo-step-withdraw", row, "advice", advice), {"because": "Another family’s"})
    assert not LegalAdvice.objects.exists()
    assert "Apply now" not in client.get(where).content.decode()


def test_legal_advice_is_moved_to_the_family_it_is_about(signed_in, worker, row, other, advice):
    signed_in(worker).post(page("plo-step-move", row, "advice", advice), to(other))
    assert LegalAdvice.objects.get().process == other.process


@pytest.mark.parametrize("role", ["family_support", "conference_chair", "auditor"])
def test_nobody_else_puts_legal_advice_right_or_learns_that_there_is_any(
    signed_in, team, row, advice, role
):
    reader = make.WorkerFactory(team=team, role=role, username="other")
    make.FileGrantFactory(child=row.child, worker=reader)
    make.AllocationFactory(child=row.child, worker=reader, role="other", started_on=ago(90))
    client = signed_in(reader)
    for name in ("plo-step", "plo-step-withdraw", "plo-step-move"):
        url = page(name, row, "advice", advice)
        assert client.get(url).status_code in (403, 404)
        assert client.post(url, {"because": "x", "to": "C00001"}).status_code in (403, 404)
    advice.refresh_from_db()
    assert advice.withdrawn_at is None


def test_legal_advice_is_added_on_its_own_page_alone(signed_in, worker, row):
    add = reverse("plo-step-add", args=[row.child_id, row.process_id, "advice"])
    assert signed_in(worker).get(add).status_code == 404
