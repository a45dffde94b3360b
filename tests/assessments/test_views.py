from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.codes import WITHDRAWN
from assessments.models import Assessment, FamilyAssessment, Section47
from casework.notices.models import Notice
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.assessments.written import in_full, typed
from tests.factories import (
    AssessmentFactory,
    ChildFactory,
    EpisodeOfNeedFactory,
    RelationshipFactory,
    Section47Factory,
    StrategyDiscussionFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(child, worker):
    family = FamilyAssessment.objects.create(authority=child.authority)
    return AssessmentFactory(
        child=child, episode=EpisodeOfNeedFactory(child=child), family=family, recorded_by=worker
    )


@pytest.fixture
def submitted(assessment, worker):
    assessment = in_full(assessment)
    assessment.submitted_at, assessment.submitted_by = timezone.now(), worker
    assessment.save()
    return assessment


@pytest.fixture
def alfie(child):
    other = ChildFactory(team=child.team, person__given_name="Alfie")
    RelationshipFactory(person=child.person, relative=other.person, kind="brother")
    return other


def page(name, assessment):
    return reverse(name, args=[assessment.child_id, assessment.pk])


def words_of(response):
    return " ".join(response.content.decode().split())


WRITTEN = typed(child_seen_on="2026-01-12", factors=["16A"])


EACH = [
    f"Write something under “{title}”"
    for title in (
        "Ruby’s daily life",
        "Ruby’s health",
        "Ruby’s learning",
        "How Ruby feels",
        "How Ruby is cared for",
        "What worries us, and why",
        "What protects Ruby",
        "Who Ruby is",
        "Brothers and sisters",
        "What needs to change, and by when",
        "What should happen next",
    )
]


# Writing


def test_half_an_assessment_can_be_saved(signed_in, worker, assessment):
    signed_in(worker).post(page("assessment-edit", assessment), {"daily_life": "Gets up first"})
    assessment.refresh_from_db()
    assert assessment.daily_life == "Gets up first"


def test_every_section_of_the_page_is_kept(signed_in, worker, assessment):
    client = signed_in(worker)
    form = client.get(page("assessment-edit", assessment)).context["form"]
    parts = [*form.parts, *form.shared_parts]
    texts = [part.target.removeprefix("part-") for part in parts]
    texts = [key for key in texts if not key.startswith("section_")]
    client.post(page("assessment-edit", assessment), {name: f"About {name}" for name in texts})
    assessment.refresh_from_db()
    kept = {
        name: getattr(assessment, name, None) or getattr(assessment.family, name) for name in texts
    }
    assert kept == {name: f"About {name}" for name in texts}
    assert len(texts) == 13


def test_the_family_is_written_once_for_brother_and_sister(signed_in, worker, assessment, alfie):
    his = AssessmentFactory(child=alfie, family=assessment.family)
    signed_in(worker).post(page("assessment-edit", his), {"family_and_home": "Two rooms"})
    assessment.family.refresh_from_db()
    assert assessment.family.family_and_home == "Two rooms"


def test_the_familys_words_in_an_authorised_assessment_stay_as_they_were(
    signed_in, worker, manager, assessment, alfie
):
    assessment.family.family_and_home = "Two rooms"
    assessment.family.save()
    his = AssessmentFactory(child=alfie, family=assessment.family)
    assessment.authorised_on, assessment.authorised_by = date(2026, 2, 2), manager
    assessment.outcome = "cin_plan"
    assessment.save()
    signed_in(worker).post(page("assessment-edit", his), {"family_and_home": "A house now"})
    his.refresh_from_db()
    assessment.refresh_from_db()
    assert assessment.family.family_and_home == "Two rooms"
    assert his.family.family_and_home == "A house now"


def test_withdrawn_factors_are_not_offered_and_not_lost(signed_in, worker, assessment):
    assessment.factors = ["18A"]
    assessment.save()
    client = signed_in(worker)
    form = client.get(page("assessment-edit", assessment)).context["form"]
    offered = {code for code, _ in form.fields["factors"].choices}
    assert not offered & WITHDRAWN
    client.post(page("assessment-edit", assessment), {"factors": ["18C"]})
    assessment.refresh_from_db()
    assert assessment.factors == ["18C", "18A"]


def test_none_of_these_stands_alone_and_says_so_beside_the_factors(signed_in, worker, assessment):
    response = signed_in(worker).post(
        page("assessment-edit", assessment), {"factors": ["21", "16A"]}
    )
    assert response.context["form"].errors == {
        "factors": ["Choose “None of these” on its own, or choose the factors"]
    }


def test_a_child_cannot_have_been_seen_tomorrow(signed_in, worker, assessment):
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = signed_in(worker).post(
        page("assessment-edit", assessment), {"child_seen_on": tomorrow.isoformat()}
    )
    assert "child_seen_on" in response.context["form"].errors


# Starting


START = {"kind": "update", "referral_received_on": "2026-01-05", "started_on": "2026-01-06"}


def test_an_assessment_starts_within_an_open_episode(signed_in, worker, child, alfie):
    episodes = [EpisodeOfNeedFactory(child=one) for one in (child, alfie)]
    signed_in(worker).post(
        reverse("assessment-add", args=[child.pk]), START | {"siblings": [alfie.pk]}
    )
    hers, his = Assessment.objects.order_by("pk")
    assert [hers.episode, his.episode] == episodes
    assert hers.family == his.family
    assert his.kind == "update"


def test_an_assessment_needs_an_open_episode(signed_in, worker, child):
    response = signed_in(worker).post(reverse("assessment-add", args=[child.pk]), START)
    assert "Ruby has no open episode of need: record a referral first" in words_of(response)
    assert not Assessment.objects.exists()


def test_a_second_assessment_waits_for_the_first(signed_in, worker, assessment):
    response = signed_in(worker).post(reverse("assessment-add", args=[assessment.child_id]), START)
    assert "already has an assessment open" in words_of(response)


def test_a_start_before_the_referral_is_said_beside_its_date(signed_in, worker, child):
    EpisodeOfNeedFactory(child=child)
    response = signed_in(worker).post(
        reverse("assessment-add", args=[child.pk]), START | {"started_on": "2026-01-04"}
    )
    assert response.context["form"].errors == {
        "started_on": ["It cannot start before the referral was received"]
    }


# Sending, authorising, sending back


@pytest.mark.parametrize("kind", ["update", "court", "prebirth", "child_and_family"])
def test_an_assessment_after_another_has_a_clock_of_its_own(
    signed_in, worker, manager, child, kind
):
    episode = EpisodeOfNeedFactory(child=child)
    AssessmentFactory(
        child=child,
        episode=episode,
        referral_received_on=date(2026, 1, 5),
        started_on=date(2026, 1, 5),
        authorised_on=date(2026, 2, 20),
        authorised_by=manager,
        outcome="cin_plan",
    )
    page, client = reverse("assessment-add", args=[child.pk]), signed_in(worker)
    form = client.get(page).context["form"]
    assert form["referral_received_on"].value() == timezone.localdate()
    asked = START | {"kind": kind, "started_on": "2026-11-02"}
    refused = client.post(page, asked | {"referral_received_on": "2026-02-19"})
    assert "20 February 2026" in refused.context["form"].errors["referral_received_on"][0]
    assert client.post(page, asked | {"referral_received_on": "2026-11-02"}).status_code == 302
    sweep([child.pk])
    clock = Deadline.objects.open().get(code="assessment.complete")
    assert timezone.localdate(clock.due_at) == date(2027, 1, 7)


def test_an_assessment_is_sent_with_what_a_manager_needs(signed_in, worker, manager, assessment):
    client = signed_in(worker)
    response = client.post(page("assessment-submit", assessment))
    asked = ("Say when Ruby was seen", "Write what Ruby said", "Choose the factors", *EACH)
    for words in asked:
        assert words in words_of(response)
    assessment.refresh_from_db()
    assert assessment.state == "draft"
    client.post(page("assessment-edit", assessment), WRITTEN)
    client.post(page("assessment-submit", assessment))
    assessment.refresh_from_db()
    assert (assessment.state, assessment.submitted_by) == ("submitted", worker)
    assert Notice.objects.get().worker == manager


def test_the_sections_left_empty_are_told_to_the_manager(signed_in, manager, submitted):
    said = words_of(signed_in(manager).get(page("assessment-authorise", submitted)))
    assert "The family’s own plan; " in said.partition("Not written: ")[2]


def test_a_sent_assessment_cannot_be_changed(signed_in, worker, submitted):
    response = signed_in(worker).post(page("assessment-edit", submitted), {"own_words": "Other"})
    assert response.status_code == 403
    assert "You can still read it" in words_of(response)
    submitted.refresh_from_db()
    assert submitted.own_words == "I do the toast."


def test_an_authorised_assessment_is_locked(signed_in, worker, manager, submitted):
    client = signed_in(manager)
    client.post(
        page("assessment-authorise", submitted),
        {"outcome": "cin_plan", "manager_analysis": "Ruby is heard in it"},
    )
    submitted.refresh_from_db()
    assert (submitted.authorised_by, submitted.authorised_on) == (manager, timezone.localdate())
    for name in (
        "assessment-edit",
        "assessment-submit",
        "assessment-authorise",
        "assessment-return",
    ):
        for send in (client.get, client.post):
            response = send(page(name, submitted), {"own_words": "Other"})
            assert response.status_code == 403
            assert "Authorised by Helen Cartwright" in words_of(response)
    submitted.refresh_from_db()
    assert submitted.own_words == "I do the toast."


def test_whoever_wrote_it_cannot_authorise_it(signed_in, manager, submitted):
    submitted.submitted_by = manager
    submitted.save()
    client = signed_in(manager)
    response = client.post(
        page("assessment-authorise", submitted), {"outcome": "cin_plan", "manager_analysis": "Good"}
    )
    assert response.status_code == 403
    assert "You sent this assessment: another manager must authorise it" in words_of(response)
    assert "You wrote this" in words_of(client.get(reverse("authorise")))


def test_the_database_refuses_an_author_who_authorises(submitted, worker):
    submitted.authorised_by, submitted.authorised_on = worker, date(2026, 2, 2)
    submitted.outcome = "cin_plan"
    with (
        pytest.raises(IntegrityError, match="assessment_authorised_by_another"),
        transaction.atomic(),
    ):
        submitted.save()


def test_what_is_not_sent_cannot_be_authorised(signed_in, manager, assessment):
    response = signed_in(manager).get(page("assessment-authorise", assessment))
    assert response.status_code == 403
    assert "not been sent" in words_of(response)


def test_an_assessment_sent_back_says_what_to_put_right(
    signed_in, client, manager, worker, submitted
):
    signed_in(manager).post(
        page("assessment-return", submitted), {"returned_because": "Say what Alfie means to her"}
    )
    submitted.refresh_from_db()
    assert (submitted.state, submitted.returned_by) == ("returned", manager)
    assert Notice.objects.get().worker == worker
    client.force_login(worker)
    assert "Say what Alfie means to her" in words_of(client.get(page("assessment-edit", submitted)))


def test_sending_back_needs_words(signed_in, manager, submitted):
    response = signed_in(manager).post(page("assessment-return", submitted), {})
    assert response.context["return_form"].errors["returned_because"]
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_a_late_assessment_is_authorised_with_a_reason(signed_in, manager, submitted):
    sweep([submitted.child_id])
    client = signed_in(manager)
    decision = {"outcome": "cin_plan", "manager_analysis": "Ruby is heard in it"}
    response = client.post(page("assessment-authorise", submitted), decision)
    assert response.context["form"].errors.keys() == {"late_because"}
    client.post(
        page("assessment-authorise", submitted), decision | {"late_because": "Dad was abroad"}
    )
    submitted.refresh_from_db()
    assert submitted.late_because == "Dad was abroad"


def test_an_assessment_in_time_is_not_asked_why_it_is_late(signed_in, manager, submitted):
    submitted.referral_received_on = submitted.started_on = timezone.localdate()
    submitted.save()
    sweep([submitted.child_id])
    response = signed_in(manager).get(page("assessment-authorise", submitted))
    assert "late_because" not in response.context["form"].fields


@pytest.mark.parametrize(
    ("outcome", "url"),
    [
        ("cin_plan", "plan-add"),
        ("strategy", "strategy-add"),
        ("no_action", "episode-close"),
        ("early_help", "episode-close"),
    ],
)
def test_the_outcome_leads_to_its_next_step(signed_in, manager, submitted, outcome, url):
    submitted.authorised_on, submitted.authorised_by = date(2026, 2, 2), manager
    submitted.outcome = outcome
    submitted.save()
    said = words_of(signed_in(manager).get(page("assessment", submitted)))
    assert f'href="{reverse(url, args=[submitted.child_id])}"' in said


def test_an_open_assessment_blocks_closing(signed_in, manager, submitted):
    client = signed_in(manager)
    Section47Factory(child=submitted.child)
    url = reverse("episode-close", args=[submitted.child_id])
    for response in (client.get(url), client.post(url, {"closed_on": "2026-02-02"})):
        assert "Finish the assessment started 5 January 2026" in words_of(response)
        assert "Finish the section 47 enquiry started 5 January 2026" in words_of(response)
    assert submitted.child.episodeofneeds.open().exists()


def test_brothers_and_sisters_wait_on_one_line(signed_in, manager, submitted, alfie, worker):
    AssessmentFactory(
        child=alfie, family=submitted.family, submitted_at=timezone.now(), submitted_by=worker
    )
    lines = signed_in(manager).get(reverse("authorise")).context["lines"]
    assert [line.label for line in lines] == ["Child and family assessment: Ruby and Alfie"]


def test_a_manager_sees_waiting_only_what_they_may_know_of(signed_in, submitted):
    other = WorkerFactory(role="team_manager", team__name="Another team")
    assert signed_in(other).get(reverse("authorise")).context["lines"] == []


# Enquiries


def finish(enquiry):
    return reverse("section47-finish", args=[enquiry.child_id, enquiry.pk])


FINISH = {"child_seen_on": "2026-01-06", "findings": "He fell", "recommended": "not_substantiated"}


def decide(enquiry, name="section47-authorise"):
    return reverse(name, args=[enquiry.child_id, enquiry.pk])


def test_the_outcome_of_an_enquiry_is_authorised_by_a_manager_who_is_told(
    signed_in, worker, manager, child
):
    """The worker recommends: it goes on, and nothing is decided, until a manager decides."""
    enquiry = Section47Factory(child=child)
    signed_in(worker).post(finish(enquiry), FINISH)
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.ended_on, enquiry.outcome) == ("submitted", None, "")
    assert Notice.objects.get().worker == manager
    assert signed_in(worker).post(finish(enquiry), FINISH).status_code == 403
    signed_in(manager).post(decide(enquiry), {"outcome": "conference"})
    enquiry.refresh_from_db()
    today = timezone.localdate()
    assert (enquiry.authorised_by, enquiry.authorised_on, enquiry.ended_on) == (
        manager,
        today,
        today,
    )
    assert (enquiry.outcome, enquiry.conference_not_needed) == ("conference", False)
    assert Notice.objects.filter(worker=worker, kind="authorised").count() == 1


def test_an_enquiry_not_substantiated_needs_no_conference(signed_in, worker, manager, child):
    enquiry = Section47Factory(child=child)
    signed_in(worker).post(finish(enquiry), FINISH)
    signed_in(manager).post(decide(enquiry), {"outcome": "not_substantiated"})
    enquiry.refresh_from_db()
    assert enquiry.conference_not_needed is True


def test_nobody_authorises_the_enquiry_they_sent(signed_in, worker, manager, child):
    enquiry = Section47Factory(child=child)
    signed_in(manager).post(finish(enquiry), FINISH)
    answer = {"outcome": "conference"}
    assert signed_in(manager).post(decide(enquiry), answer).status_code == 403
    assert signed_in(worker).post(decide(enquiry), answer).status_code == 403
    enquiry.refresh_from_db()
    assert enquiry.ended_on is None


def test_an_enquiry_sent_back_is_finished_again(signed_in, worker, manager, child):
    enquiry = Section47Factory(child=child)
    signed_in(worker).post(finish(enquiry), FINISH)
    back = {"returned_because": "Who saw Noah?"}
    signed_in(manager).post(decide(enquiry, "section47-return"), back)
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.ended_on) == ("returned", None)
    client = signed_in(worker)
    assert "Who saw Noah?" in words_of(client.get(reverse("section47s", args=[child.pk])))
    assert client.post(finish(enquiry), FINISH).status_code == 302


def test_what_is_wrong_with_an_enquiry_is_said_beside_the_field(signed_in, manager, child):
    enquiry = Section47Factory(child=child)
    response = signed_in(manager).post(finish(enquiry), FINISH | {"child_seen_on": ""})
    assert response.context["form"].errors == {"child_seen_on": ["Say when Ruby was seen"]}


def test_a_finished_enquiry_is_not_finished_again(signed_in, manager, child):
    enquiry = Section47Factory(child=child, ended_on=date(2026, 1, 9), outcome="not_substantiated")
    assert signed_in(manager).get(finish(enquiry)).status_code == 404


def strategy_data(child, **own):
    facts = {
        "concern": "A bruise",
        "decision": "section_47",
        "investigation": "joint",
        "reasons": "It does not fit",
    } | own
    return {
        "attendees-TOTAL_FORMS": "0",
        "attendees-INITIAL_FORMS": "0",
        "starts_at": "2026-01-05T14:00",
        "way": "phone",
    } | {f"{child.number}-{name}": value for name, value in facts.items()}


def test_a_second_enquiry_waits_for_the_first(signed_in, manager, child):
    Section47Factory(child=child)
    response = signed_in(manager).post(
        reverse("strategy-add", args=[child.pk]), strategy_data(child)
    )
    assert "An enquiry about Ruby is already open" in words_of(response)
    assert Section47.objects.count() == 1


def test_an_enquiry_is_made_by_someone(signed_in, manager, child):
    response = signed_in(manager).post(
        reverse("strategy-add", args=[child.pk]), strategy_data(child, investigation="")
    )
    assert "Say who will make the enquiry" in words_of(response)


def test_without_an_enquiry_nobody_makes_one(signed_in, manager, child):
    signed_in(manager).post(
        reverse("strategy-add", args=[child.pk]),
        strategy_data(child, decision="no_section_47", investigation="joint"),
    )
    assert child.strategydiscussions.get().investigation == "none"
    assert not Section47.objects.exists()


# Who may


CHILD_PAGES = ["assessments", "assessment-add", "strategy-add", "section47s"]
RECORD_PAGES = [
    "assessment",
    "assessment-edit",
    "assessment-submit",
    "assessment-authorise",
    "assessment-return",
]


def addresses(assessment):
    enquiry = Section47Factory(child=assessment.child)
    return [
        *(reverse(name, args=[assessment.child_id]) for name in CHILD_PAGES),
        *(page(name, assessment) for name in RECORD_PAGES),
        finish(enquiry),
    ]


@pytest.mark.parametrize("who", ["stranger", "elsewhere"])
def test_a_stranger_finds_no_page(signed_in, request, submitted, who):
    client = signed_in(request.getfixturevalue(who))
    for url in addresses(submitted):
        assert client.get(url).status_code == 404, url
        assert client.post(url).status_code == 404, url


def test_a_restricted_file_is_not_found_by_the_team(signed_in, manager, restricted_child):
    hidden = AssessmentFactory(child=restricted_child, submitted_at=timezone.now())
    client = signed_in(manager)
    for url in addresses(hidden):
        assert client.get(url).status_code == 404, url
    assert client.get(reverse("authorise")).context["lines"] == []


def test_an_assessment_is_found_only_on_its_own_childs_file(signed_in, manager, submitted, alfie):
    client = signed_in(manager)
    for name in RECORD_PAGES:
        url = reverse(name, args=[alfie.pk, submitted.pk])
        assert client.get(url).status_code in (404, 405), url


@pytest.mark.parametrize("name", ["assessment-authorise", "assessment-return"])
def test_only_a_manager_authorises(signed_in, worker, submitted, name):
    client = signed_in(worker)
    assert client.get(page(name, submitted)).status_code == 403
    assert client.post(page(name, submitted)).status_code == 403
    assert client.get(reverse("authorise")).status_code == 403
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_who_only_reads_cannot_write(signed_in, team, submitted):
    analyst = WorkerFactory(team=team, role="data_analyst")
    client = signed_in(analyst)
    for name in ("assessment-edit", "assessment-submit"):
        assert client.post(page(name, submitted)).status_code == 403
    assert "Send to a manager" not in words_of(client.get(page("assessment", submitted)))


# Query counts


def test_each_page_asks_little_whatever_the_history(
    signed_in, manager, submitted, alfie, django_assert_max_num_queries
):
    AssessmentFactory(child=alfie, family=submitted.family)
    for _ in range(25):
        AssessmentFactory(child=submitted.child, authorised=True)
        discussion = StrategyDiscussionFactory(child=submitted.child)
        Section47Factory(
            child=submitted.child,
            strategy=discussion,
            ended_on=date(2026, 1, 9),
            outcome="not_substantiated",
        )
    sweep([submitted.child_id])
    client = signed_in(manager)
    for url in addresses(submitted):
        # and, twice each, who the history says it was and whom a family's words may not name
        with django_assert_max_num_queries(3 + 2 + 4 + 10):
            assert client.get(url).status_code in (200, 403), url


def test_the_queue_asks_little_whatever_waits(
    signed_in, manager, team, django_assert_max_num_queries
):
    for _ in range(25):
        AssessmentFactory(child__team=team, submitted_at=timezone.now())
    client = signed_in(manager)
    with django_assert_max_num_queries(2 + 10):  # one for each kind of record that can wait
        assert len(client.get(reverse("authorise")).context["lines"]) == 25
