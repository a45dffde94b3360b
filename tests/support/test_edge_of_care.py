"""A child on the edge of care: asked for, accepted, begun, reviewed, ended, asked after."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Allocation
from casework.legal.models import LegalStatus
from casework.notices.models import Notice
from casework.support.models import (
    EdgeOfCare,
    EdgeReferral,
    EdgeReview,
    FollowUp,
    Goal,
    GoalScore,
    Service,
    SupportPlan,
)
from casework.support.suggestions import suggest
from tests.factories import (
    ChildFactory,
    EdgeOfCareFactory,
    EdgeReferralFactory,
    EdgeReviewFactory,
    FileGrantFactory,
    FollowUpFactory,
    GoalFactory,
    GoalScoreFactory,
    ReferralFactory,
    RelationshipFactory,
    ServiceFactory,
    SupportPlanFactory,
    WorkerFactory,
)
from tests.html import squeezed as squeeze
from tests.support.conftest import TODAY, day_of, days_ago, moment_of

pytestmark = pytest.mark.django_db
NOW = timezone.now


def said(answer) -> str:
    return squeeze(answer.content.decode())


def asked(child, service, **more) -> dict:
    number = child.number
    return {
        "service": service.pk,
        **moment_of("referred_at", NOW() - timedelta(hours=1)),
        "threshold": "days",
        "why_now": "His mother asked for him to be taken tonight",
        "consent": "parent",
        "consent_by": "Kirsty, his mother",
        **day_of("consent_on", TODAY),
        f"{number}-needs": ["conflict", "parenting"],
        f"{number}-lives": "home",
        f"{number}-own_words": "I want them to stop shouting",
        **more,
    }


@pytest.fixture
def desk(signed_in, worker, child):
    return signed_in(worker)


@pytest.fixture
def case(child, service):
    referral = EdgeReferralFactory(service=service, referred_at=NOW() - timedelta(days=30))
    return EdgeOfCareFactory(child=child, referral=referral, begun=True)


@pytest.fixture
def over(child, service):
    referral = EdgeReferralFactory(service=service, referred_at=NOW() - timedelta(days=400))
    return EdgeOfCareFactory(child=child, referral=referral, over=True)


def address(name, case, *more):
    return reverse(name, args=[case.child_id, case.pk, *more])


def test_help_is_asked_for_with_threshold_and_consent(desk, child, service, manager, on_commit):
    with on_commit():
        desk.post(reverse("edge-ask", args=[child.pk]), asked(child, service))
    case = EdgeOfCare.objects.get()
    assert case.referral.threshold == "days"
    assert case.referral.agreed
    assert case.needs == ["conflict", "parenting"]
    assert case.asked_on == TODAY
    told = Notice.objects.filter(worker=manager, kind="submitted")
    assert told.count() == 1
    page = said(desk.get(address("edge-case", case)))
    assert "Waiting for a decision" in page
    assert "I want them to stop shouting" in page


def test_brothers_and_sisters_are_asked_for_once_each_with_a_part_of_their_own(
    desk, child, service
):
    brother = ChildFactory(team=child.team)
    RelationshipFactory(person=child.person, relative=brother.person, kind="brother")
    facts = asked(child, service) | {
        f"{brother.number}-included": "on",
        f"{brother.number}-needs": ["school"],
        f"{brother.number}-lives": "home",
    }
    desk.post(reverse("edge-ask", args=[child.pk]), facts)
    assert EdgeReferral.objects.count() == 1
    assert set(EdgeOfCare.objects.values_list("child", flat=True)) == {child.pk, brother.pk}


def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_stays(desk, child, service):
    facts = asked(child, service, consent_by="", **{f"{child.number}-needs": []})
    page = said(desk.post(reverse("edge-ask", args=[child.pk]), facts))
    assert "Say who agreed, by name, and on which day" in page
    assert "Say at least one need" in page
    assert "taken tonight" in page
    assert not EdgeOfCare.objects.exists()


def test_a_child_has_one_such_work_at_a_time(desk, case, child, service):
    page = said(desk.post(reverse("edge-ask", args=[child.pk]), asked(child, service)))
    assert "is asked for or goes on already" in page
    with pytest.raises(IntegrityError), transaction.atomic():
        EdgeOfCareFactory(child=child, referral=case.referral)


def test_an_accepted_child_gets_a_key_worker_beside_who_leads(
    signed_in, manager, child, service, team
):
    referral = EdgeReferralFactory(service=service, referred_at=NOW() - timedelta(hours=5))
    case = EdgeOfCareFactory(child=child, referral=referral)
    helper = WorkerFactory(team=team, role="family_support")
    facts = {"decision": "accepted", **day_of("decided_on", TODAY), "key_worker": helper.pk}
    signed_in(manager).post(address("edge-decide", case), facts)
    case.refresh_from_db()
    assert case.decision == "accepted"
    held = Allocation.objects.open().of_child(child)
    assert held.filter(worker=helper, role="family_support").exists()
    assert held.filter(role="lead").exists()


def test_nobody_is_accepted_before_somebody_agreed(signed_in, manager, child, service, helper):
    referral = EdgeReferralFactory(
        service=service, referred_at=NOW(), consent="not_yet", consent_by="", consent_on=None
    )
    case = EdgeOfCareFactory(child=child, referral=referral)
    facts = {"decision": "accepted", **day_of("decided_on", TODAY), "key_worker": helper.pk}
    page = said(signed_in(manager).post(address("edge-decide", case), facts))
    assert "Nobody agreed yet" in page
    consent = {"consent": "parent", "consent_by": "Kirsty", **day_of("consent_on", TODAY)}
    signed_in(manager).post(address("edge-consent", case), consent)
    signed_in(manager).post(address("edge-decide", case), facts)
    case.refresh_from_db()
    assert case.decision == "accepted"


def test_who_is_declined_is_told_why(signed_in, manager, child, service):
    case = EdgeOfCareFactory(child=child, referral__service=service)
    facts = {"decision": "declined", **day_of("decided_on", TODAY), "decided_because": ""}
    page = said(signed_in(manager).post(address("edge-decide", case), facts))
    assert "Say why it was declined" in page
    facts["decided_because"] = "No risk of care: the family group meets instead"
    signed_in(manager).post(address("edge-decide", case), facts)
    assert not EdgeOfCare.objects.open().exists()


def test_only_a_manager_decides(desk, child, service):
    case = EdgeOfCareFactory(child=child, referral__service=service)
    assert desk.get(address("edge-decide", case)).status_code == 403


def test_the_first_meeting_is_not_before_it_was_asked_for(desk, child, service):
    referral = EdgeReferralFactory(service=service, referred_at=NOW() - timedelta(hours=5))
    case = EdgeOfCareFactory(
        child=child, referral=referral, decision="accepted", decided_on=days_ago(0)
    )
    early = moment_of("started_at", NOW() - timedelta(days=3))
    assert "not before" in said(desk.post(address("edge-start", case), early))
    desk.post(address("edge-start", case), moment_of("started_at", NOW() - timedelta(hours=1)))
    case.refresh_from_db()
    assert case.started_on is not None
    assert case.running


def test_the_plan_is_agreed_once_and_changed_with_its_history(desk, case):
    facts = {
        **day_of("agreed_on", TODAY),
        "hopes": "Calm evenings",
        "help_given": "Dawn on Mondays until Easter",
        "if_it_gets_hard": "Ring Dawn",
    }
    desk.post(address("edge-plan", case), facts)
    desk.post(address("edge-plan", case), {**facts, "hopes": "Calm evenings, and school"})
    plan = SupportPlan.objects.get()
    assert plan.hopes == "Calm evenings, and school"
    assert plan.events.count() == 2
    early = {**facts, **day_of("agreed_on", days_ago(60))}
    assert "The work began" in said(desk.post(address("edge-plan", case), early))


def test_goals_are_scaled_at_the_start_at_a_review_and_at_the_end(desk, case):
    desk.post(
        address("edge-goal-add", case),
        {"words": "Eat together", "whose": "family", "score": "2", **day_of("scored_on", TODAY)},
    )
    goal = Goal.objects.get()
    SupportPlanFactory(child=case.child, case=case)
    desk.post(
        address("edge-review-add", case),
        {
            **day_of("held_on", TODAY),
            "who_came": "Kirsty",
            "what_changed": "Twice this week",
            "what_next": "Sundays too",
            f"score_{goal.pk}": "5",
        },
    )
    end = {
        **day_of("ended_on", TODAY),
        "ended_because": "done",
        "outcome": "home",
        "outcome_words": "They eat together most days",
        "cost": "2400",
        f"score_{goal.pk}": "8",
    }
    desk.post(address("edge-end", case), end)
    rows = GoalScore.objects.order_by("pk").values_list("stage", "score")
    assert list(rows) == [("start", 2), ("review", 5), ("end", 8)]
    page = said(desk.get(address("edge-case", case)))
    assert "From 2 to 8 of 10" in page
    assert "<svg" in page
    assert "At home safely" in page


def test_a_number_above_ten_is_refused_on_the_page_and_by_the_database(desk, case):
    facts = {"words": "Eat together", "whose": "family", "score": "11"}
    facts |= day_of("scored_on", TODAY)
    assert "To put right" in said(desk.post(address("edge-goal-add", case), facts))
    assert not Goal.objects.exists()
    goal = GoalFactory(child=case.child, case=case)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalScoreFactory(child=case.child, goal=goal, score=11)


def test_it_ends_only_with_why_and_where_the_child_lives(desk, case):
    page = said(desk.post(address("edge-end", case), day_of("ended_on", TODAY)))
    assert "To put right" in page
    assert EdgeOfCare.objects.running().exists()
    with pytest.raises(ValidationError, match="Say when it ended, why, and where"):
        EdgeOfCare(
            child=case.child, referral=case.referral, asked_on=TODAY, ended_on=TODAY, lives="home"
        ).validate_constraints()


def test_a_follow_up_is_filled_in_from_the_record_and_confirmed_by_a_person(desk, over):
    page = said(desk.get(address("edge-follow-up", over, 3)))
    assert "No legal status on the file says that the child is looked after" in page
    assert not FollowUp.objects.exists()
    desk.post(
        address("edge-follow-up", over, 3),
        {**day_of("known_on", TODAY), "lives": "home", "how_known": "Rang Kirsty"},
    )
    known = FollowUp.objects.get()
    assert (known.months, known.lives, known.referred_again) == (3, "home", False)
    assert "Rang Kirsty" in said(desk.get(address("edge-case", over)))


@pytest.mark.parametrize(
    ("kind", "ended", "lives"),
    [
        ("section_20", False, "care_planned"),
        ("care", False, "care_planned"),
        ("emergency", False, "care_crisis"),
        ("police", False, "care_crisis"),
        ("breaks", False, ""),
        ("supervision", False, ""),
        ("guardianship", False, "family"),
        ("care", True, ""),
    ],
)
def test_the_record_suggests_where_a_child_lives_from_the_law(over, kind, ended, lives):
    status = LegalStatus(child=over.child, kind=kind, started_on=days_ago(20))
    if ended:
        status.ended_on, status.ended_because = days_ago(2), "home"
    status.save()
    assert suggest(over, TODAY).lives == lives


def test_police_protection_before_a_care_order_means_a_crisis(over):
    police = LegalStatus(child=over.child, kind="police", started_on=days_ago(20))
    police.ended_on, police.ended_because = days_ago(18), "replaced"
    police.save()
    LegalStatus(child=over.child, kind="interim_care", started_on=days_ago(18)).save()
    assert suggest(over, TODAY).lives == "care_crisis"


@pytest.mark.parametrize(("ago", "again"), [(300, True), (310, False), (350, False)])
def test_a_referral_after_the_end_is_said_to_be_one(over, ago, again):
    """The work ended 310 days ago: a referral of that day is not one that came after it."""
    ReferralFactory(child=over.child, received_on=days_ago(ago))
    assert suggest(over, TODAY).referred_again is again


@pytest.mark.parametrize(
    "name",
    [
        "edge-case",
        "edge-consent",
        "edge-decide",
        "edge-start",
        "edge-plan",
        "edge-goal-add",
        "edge-review-add",
        "edge-end",
    ],
)
def test_a_stranger_learns_nothing(signed_in, stranger, elsewhere, manager, case, name):
    for who in (stranger, elsewhere):
        assert signed_in(who).get(address(name, case)).status_code == 404
    other = ChildFactory(team=case.child.team)
    wrong = reverse(name, args=[other.pk, case.pk])
    assert signed_in(manager).get(wrong).status_code == 404


def test_an_inspector_reads_and_writes_nothing(signed_in, team, case):
    inspector = WorkerFactory(team=team, role="inspector")
    FileGrantFactory(child=case.child, worker=inspector, until=TODAY + timedelta(days=3))
    desk = signed_in(inspector)
    assert desk.get(address("edge-case", case)).status_code == 200
    assert desk.get(address("edge-plan", case)).status_code == 403


def test_the_page_asks_no_more_of_the_database_for_a_long_piece_of_work(
    desk, case, django_assert_max_num_queries
):
    SupportPlanFactory(child=case.child, case=case)
    for n in range(12):
        review = EdgeReviewFactory(child=case.child, case=case, held_on=days_ago(n))
        goal = GoalFactory(child=case.child, case=case, words=f"Goal {n}")
        GoalScoreFactory(child=case.child, goal=goal, review=review, scored_on=days_ago(n))
    desk.get(address("edge-case", case))
    with django_assert_max_num_queries(30):
        desk.get(address("edge-case", case))


def test_the_file_says_that_help_goes_on(desk, case):
    page = said(desk.get(reverse("child", args=[case.child_id])))
    assert "On the edge of care: Families First works with the family" in page


def test_the_api_gives_the_work_with_its_steps(desk, over):
    FollowUpFactory(child=over.child, case=over, months=3)
    row = desk.get(reverse("edge-of-care-record-list")).json()["results"][0]
    assert row["child"] == over.child.number
    assert row["outcome"] == "home"
    assert [after["months"] for after in row["follow_ups"]] == [3]


def test_a_review_withdrawn_counts_no_more(case, worker):
    review = EdgeReviewFactory(child=case.child, case=case)
    review.withdrawn_at, review.withdrawn_by = NOW(), worker
    review.withdrawn_because = "The wrong child"
    review.save()
    assert not EdgeReview.objects.exists()
    assert not case.edgereviews.exists()


def test_the_words_of_the_work_are_found_by_a_search_of_the_file(desk, over):
    FollowUpFactory(child=over.child, case=over, words="Still hard some weeks")
    page = said(desk.get(reverse("file-search", args=[over.child_id]) + "?q=hard"))
    assert "After edge of care" in page


ASKS = ["Who in the family has helped before?", "When is somebody at home?"]


def test_the_services_own_questions_are_asked_and_shown_with_the_referral(desk, child, service):
    Service.objects.filter(pk=service.pk).update(asks=ASKS)
    address = reverse("edge-ask", args=[child.pk])
    page = said(desk.get(address))
    assert ASKS[0] in page
    assert ASKS[1] in page
    desk.post(address, asked(child, service, **{f"asks-{service.pk}-0": "Nan, last spring"}))
    case = EdgeOfCare.objects.get()
    assert case.referral.answers == [
        {"asked": ASKS[0], "answered": "Nan, last spring"},
        {"asked": ASKS[1], "answered": ""},
    ]
    page = said(desk.get(reverse("edge-case", args=[child.pk, case.pk])))
    assert "Nan, last spring" in page
    assert "Not answered yet" in page


def test_what_was_asked_stays_when_the_service_asks_something_else(desk, child, service):
    Service.objects.filter(pk=service.pk).update(asks=ASKS)
    desk.post(
        reverse("edge-ask", args=[child.pk]),
        asked(child, service, **{f"asks-{service.pk}-0": "Nan"}),
    )
    Service.objects.filter(pk=service.pk).update(asks=["What has been tried?"])
    case = EdgeOfCare.objects.get()
    address = reverse("edge-answers", args=[child.pk, case.pk])
    page = said(desk.get(address))
    assert all(question in page for question in [*ASKS, "What has been tried?"])
    desk.post(address, {"answer-0": "Nan", "answer-1": "After four", "answer-2": "A meeting"})
    case.referral.refresh_from_db()
    assert [row["answered"] for row in case.referral.answers] == ["Nan", "After four", "A meeting"]
    desk.post(
        reverse("edge-consent", args=[child.pk, case.pk]),
        {"consent": "parent", "consent_by": "Kirsty", **day_of("consent_on", TODAY)},
    )
    case.referral.refresh_from_db()
    assert len(case.referral.answers) == 3


def test_only_the_chosen_services_questions_are_kept(desk, child, service, team):
    Service.objects.filter(pk=service.pk).update(asks=ASKS)
    other = ServiceFactory(authority=team.authority, asks=["Is there a risk today?"])
    address = reverse("edge-ask", args=[child.pk])
    assert f"{other.name} asks: Is there a risk today?" in said(desk.get(address))
    typed = {f"asks-{service.pk}-0": "Nan", f"asks-{other.pk}-0": "No"}
    desk.post(address, asked(child, service, **typed))
    answers = EdgeOfCare.objects.get().referral.answers
    assert [row["asked"] for row in answers] == ASKS


def test_a_follow_up_is_a_key_workers_only_while_they_may_open_the_file(child, helper):
    case = EdgeOfCareFactory(child=child, over=True, key_worker=helper)
    assert list(EdgeOfCare.objects.ended().known_to_key_worker()) == [case]
    held = Allocation.objects.open().of_child(child).get(worker=helper)
    held.ended_on = TODAY
    held.save()
    assert not EdgeOfCare.objects.ended().known_to_key_worker().exists()
