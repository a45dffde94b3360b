"""Authorised is locked; a correction keeps what it corrects; a manager sees what changed."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from assessments.authorising.comparison import last_authorised
from assessments.models import Amendment, Assessment, FamilyAssessment
from casework.approvals.models import decisions_of
from casework.interface.differences import GONE, NEW, difference
from casework.notices.models import Notice
from casework.timescales.sweep import sweep
from tests.assessments.written import in_full
from tests.factories import AssessmentFactory, ChildFactory, WorkerFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def authorised(child, manager):
    return AssessmentFactory(
        child=child,
        authorised_on=date(2026, 2, 2),
        authorised_by=manager,
        outcome="cin_plan",
        daily_life="Ruby makes the toast.",
        risk="Cold",
        own_words="I do it",
    )


def address(name, assessment):
    return reverse(name, args=[assessment.child_id, assessment.pk])


# Locked


@pytest.mark.parametrize(
    "change",
    [
        "daily_life = 'Nothing'",
        "outcome = 'no_action'",
        "authorised_on = NULL",
        "manager_analysis = 'Different'",
    ],
)
def test_not_even_the_database_lets_an_authorised_assessment_change(authorised, change):
    statement = f"UPDATE assessments_assessment SET {change} WHERE id = {authorised.pk}"
    with (
        pytest.raises(DatabaseError, match="locked"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Assessment.objects.get().daily_life == "Ruby makes the toast."


def test_what_is_no_part_of_the_judgement_may_still_be_kept_up(authorised):
    Assessment.objects.update(team=None)


def test_an_assessment_not_yet_authorised_is_not_locked(child):
    AssessmentFactory(child=child)
    Assessment.objects.update(daily_life="More")


@pytest.mark.parametrize("change", [{"outcome": "no_action"}, {"factors": ["1A"]}])
def test_one_that_a_census_brought_is_locked_as_any_other(authorised, change):
    Assessment.objects.update(imported=True)
    with pytest.raises(DatabaseError, match="locked"), transaction.atomic():
        Assessment.objects.update(**change)


# Corrections


CORRECTION = {"section": "daily_life", "should_say": "Noah makes the toast.", "why": "Wrong name."}


def ask(client, assessment, **changes):
    return client.post(address("amendment-add", assessment), CORRECTION | changes)


@pytest.fixture
def asked(signed_in, worker, authorised):
    ask(signed_in(worker), authorised)
    return Amendment.objects.get()


def decide(client, amendment, **answers):
    where = reverse("amendment-decide", args=[amendment.child_id, amendment.pk])
    return client.post(where, {"declined_because": "", **answers})


def test_a_correction_waits_for_a_manager_and_changes_nothing_yet(
    signed_in, worker, manager, authorised, asked
):
    page = signed_in(worker).get(address("assessment", authorised)).content.decode()
    assert "Ruby makes the toast." in page
    assert "Noah makes the toast." not in page
    assert asked.said == "Ruby makes the toast."
    assert Notice.objects.filter(worker=manager, kind="submitted").exists()
    queue = signed_in(manager).get(reverse("authorise")).content.decode()
    assert "Correction: the child’s daily life" in queue


def test_once_authorised_it_is_read_with_the_first_words_beneath(
    signed_in, worker, manager, authorised, asked
):
    assert decide(signed_in(manager), asked).status_code == 302
    page = signed_in(worker).get(address("assessment", authorised)).content.decode()
    assert page.index("Noah makes the toast.") < page.index("Ruby makes the toast.")
    assert "Wrong name." in page
    assert Assessment.objects.get().daily_life == "Ruby makes the toast."


def test_a_manager_who_leaves_it_says_why_and_the_worker_is_told(
    signed_in, worker, manager, authorised, asked
):
    refused = decide(signed_in(manager), asked, decline="yes")
    assert "Fill in" in refused.content.decode()
    decide(signed_in(manager), asked, decline="yes", declined_because="It was Ruby")
    asked.refresh_from_db()
    assert (asked.state, asked.declined_because) == ("declined", "It was Ruby")
    assert Notice.objects.filter(worker=worker, kind="returned").exists()


def test_nobody_decides_on_their_own_correction(signed_in, manager, authorised):
    client = signed_in(manager)
    ask(client, authorised)
    page = decide(client, Amendment.objects.get()).content.decode()
    assert "another manager must" in page
    assert Amendment.objects.get().state == "waiting"


def test_what_is_decided_is_not_decided_again(signed_in, manager, asked):
    client = signed_in(manager)
    decide(client, asked)
    assert decide(client, asked, decline="yes", declined_because="No").status_code == 404


def test_a_correction_that_corrects_nothing_is_refused(signed_in, worker, authorised):
    page = ask(signed_in(worker), authorised, should_say="Ruby makes the toast.").content.decode()
    assert "This is what it says now" in page
    assert not Amendment.objects.exists()


def test_what_is_still_being_written_needs_no_correction(signed_in, worker, child):
    draft = AssessmentFactory(child=child)
    assert ask(signed_in(worker), draft).status_code == 404


def test_strangers_neither_ask_nor_decide(signed_in, stranger, worker, asked, authorised):
    assert ask(signed_in(stranger), authorised).status_code == 404
    assert decide(signed_in(stranger), asked).status_code == 404
    assert decide(signed_in(worker), asked).status_code == 403


def test_the_api_gives_each_correction_with_its_state(signed_in, manager, authorised, asked):
    client = signed_in(manager)
    where = f"/api/v1/assessments/{authorised.pk}/"
    answer = client.get(where, headers={"accept": "application/json"}).json()
    assert answer["daily_life"] == "Ruby makes the toast."
    assert answer["amendments"][0]["state"] == "waiting"


# Every sending and return is kept


def test_a_second_return_does_not_take_away_the_first(signed_in, worker, manager, child):
    assessment = in_full(AssessmentFactory(child=child, child_seen_on=TODAY))
    for because in ("Where is Noah?", "By when?"):
        signed_in(worker).post(address("assessment-submit", assessment))
        signed_in(manager).post(
            address("assessment-return", assessment), {"returned_because": because}
        )
    found = [(one.what, one.because) for one in decisions_of(assessment)]
    assert found == [
        ("Sent to a manager", ""),
        ("Sent back", "Where is Noah?"),
        ("Sent to a manager", ""),
        ("Sent back", "By when?"),
    ]
    page = signed_in(worker).get(address("assessment", assessment)).content.decode()
    assert "Where is Noah?" in page


def test_the_writer_is_told_when_it_is_authorised(signed_in, worker, manager, child):
    assessment = AssessmentFactory(
        child=child,
        own_words="Hello",
        child_seen_on=TODAY,
        recommendation="A plan",
        factors=["21"],
        referral_received_on=TODAY,
        started_on=TODAY,
        submitted_by=worker,
        submitted_at=timezone.now(),
    )
    in_full(assessment)
    answer = {"outcome": "no_action", "manager_analysis": "Ruby is well cared for"}
    signed_in(manager).post(address("assessment-authorise", assessment), answer)
    assert Notice.objects.filter(worker=worker, kind="authorised").count() == 1


@pytest.fixture
def family(child, worker):
    """Ruby and Kai are ready to be sent; nobody has seen Elsie yet."""
    shared = FamilyAssessment.objects.create(authority=child.authority)
    ready = {
        "family": shared,
        "own_words": "I do it",
        "recommendation": "A plan",
        "factors": ["3B"],
        "referral_received_on": TODAY,
        "started_on": TODAY,
    }
    found = [in_full(AssessmentFactory(child=child, child_seen_on=TODAY, **ready))]
    for name, seen in (("Kai", TODAY), ("Elsie", None)):
        sibling = ChildFactory(team=child.team, person__given_name=name)
        found.append(in_full(AssessmentFactory(child=sibling, child_seen_on=seen, **ready)))
    Assessment.objects.filter(pk=found[2].pk).update(child_seen_on=None)
    return found


def test_brothers_and_sisters_who_are_ready_are_sent_together(signed_in, worker, family):
    ruby, kai, elsie = family
    client, path = signed_in(worker), address("assessment-submit", ruby)
    page = client.get(path).content.decode()
    assert kai.child.name in page
    assert "Elsie’s is not ready" in page
    answer = client.post(path, {"sent_with": [kai.child.number]}, follow=True)
    assert "Sent to a manager for Ruby and Kai" in answer.content.decode()
    assert [Assessment.objects.get(pk=one.pk).state for one in family] == [
        "submitted",
        "submitted",
        "draft",
    ]


def test_only_those_that_are_chosen_are_sent(signed_in, worker, family):
    ruby, kai, _ = family
    signed_in(worker).post(address("assessment-submit", ruby), {"sent_with": []})
    assert Assessment.objects.get(pk=kai.pk).state == "draft"


def test_one_that_is_not_ready_cannot_be_slipped_in(signed_in, worker, family):
    ruby, _, elsie = family
    path = address("assessment-submit", ruby)
    answer = signed_in(worker).post(path, {"sent_with": [elsie.child.number]})
    assert "Choose one of the answers" in answer.content.decode()
    assert {one.state for one in Assessment.objects.all()} == {"draft"}


def test_a_manager_goes_from_one_child_to_the_next(signed_in, manager, worker, family):
    ruby, kai, _ = family
    signed_in(worker).post(address("assessment-submit", ruby), {"sent_with": [kai.child.number]})
    decision = {"outcome": "cin_plan", "manager_analysis": "Their voices are heard."}
    client = signed_in(manager)
    first = client.post(address("assessment-authorise", ruby), decision)
    assert first.url == address("assessment-authorise", kai)
    assert "Now Kai’s" in client.get(first.url).content.decode()
    last = client.post(first.url, decision)
    assert last.url == address("assessment", kai)


def test_what_runs_out_first_waits_at_the_top(signed_in, manager, worker, team):
    sent = [
        AssessmentFactory(
            child__team=team,
            referral_received_on=started,
            started_on=started,
            submitted_at=timezone.now() - timedelta(days=days),
            submitted_by=worker,
        )
        for started, days in ((TODAY, 3), (TODAY - timedelta(days=90), 1))
    ]
    sweep([one.child_id for one in sent])
    page = signed_in(manager).get(reverse("authorise"))
    assert [line.records[0] for line in page.context["lines"]] == sent[::-1]
    assert "late" in page.content.decode().split("<main", 1)[1]


# Beside the last one


@pytest.fixture
def second(child, worker, authorised):
    return AssessmentFactory(
        child=child,
        kind="update",
        referral_received_on=date(2026, 6, 1),
        submitted_by=worker,
        submitted_at=timezone.now(),
        daily_life="Ruby makes the toast for Noah.",
        risk="Cold",
    )


@pytest.mark.parametrize(
    ("way", "shown", "hidden"),
    [
        ("", "2 February 2026", "nothing"),
        ("changes", "The same as last time", "2 February 2026</h3>"),
        ("as-written", "Ruby makes the toast for Noah.", "<ins>"),
        ("sideways", "2 February 2026", "nothing"),
    ],
)
def test_a_manager_reads_it_beside_the_last_one(signed_in, manager, second, way, shown, hidden):
    page = signed_in(manager).get(address("assessment-authorise", second), {"read": way})
    words = page.content.decode().split("<main", 1)[1]
    assert shown in words
    assert hidden not in words


def test_a_first_assessment_has_nothing_to_stand_beside(signed_in, manager, child, worker):
    first = AssessmentFactory(child=child, submitted_at=timezone.now(), submitted_by=worker)
    page = signed_in(manager).get(address("assessment-authorise", first))
    assert page.context["beside"] is None


def test_an_authorised_one_stands_beside_the_one_before_it_never_a_later(authorised, child):
    later = AssessmentFactory(
        child=child,
        authorised_on=date(2026, 9, 1),
        outcome="no_action",
        authorised_by=WorkerFactory(username="m2"),
        referral_received_on=date(2026, 8, 1),
    )
    assert last_authorised(later) == authorised
    assert last_authorised(authorised) is None


def test_the_pages_ask_little_of_the_database(
    signed_in, manager, second, django_assert_max_num_queries
):
    client = signed_in(manager)
    for name in ("assessment-authorise", "assessment"):
        with django_assert_max_num_queries(15):
            client.get(address(name, second), {"read": "beside"})


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_difference_holds_all_of_both_texts(before, now):
    pieces = difference(before, now)

    def said(without):
        return "".join(piece.words for piece in pieces if piece.kind != without)

    assert said(GONE).split() == now.split()
    assert said(NEW).split() == before.split() or not before.strip()


def test_the_words_of_a_difference_are_those_that_changed():
    pieces = [(piece.kind, piece.words) for piece in difference("Mum gets up", "Dad gets up")]
    assert pieces == [("gone", "Mum"), ("new", "Dad"), ("same", " gets up")]
