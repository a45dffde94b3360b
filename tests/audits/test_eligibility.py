"""Who can be drawn for a round, who judges, and that anyone can draw it again."""

import json
from collections import Counter
from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.models import Audit, Programme, is_independent
from audits.programmes import eligibility
from audits.programmes import operations as programme_operations
from audits.sampling import draw
from casework.access.models import Worker
from casework.children.models import Child
from tests.factories import (
    AllocationFactory,
    AuditFactory,
    ChildFactory,
    EpisodeOfNeedFactory,
    MissingEpisodeFactory,
    PlanFactory,
    ProgrammeFactory,
    ReturnInterviewFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def children(worker):
    """Eight children with a social worker now."""
    children = [ChildFactory(team=worker.team) for _ in range(8)]
    for child in children:
        AllocationFactory(child=child, worker=worker)
    return children


@pytest.fixture
def second(team):
    return WorkerFactory(
        team=None, authority=team.authority, role="auditor", username="tom", first_name="Tom"
    )


@pytest.fixture
def programme(authority, service_manager):
    return ProgrammeFactory(authority=authority, made_by=service_manager)


def frame_of(programme, worker):
    return {number for number, _ in eligibility.find(programme, worker).frame}


def test_a_sample_is_drawn_once_and_kept_with_what_proves_it(
    programme, children, auditor, service_manager, worker, today
):
    audits = programme_operations.draw_sample(programme, service_manager)
    programme.refresh_from_db()
    assert len(audits) == 3
    assert len(programme.frame) == 8
    assert draw(list(map(tuple, programme.frame)), 3, programme.seed) == [
        audit.child_id for audit in audits
    ]
    audit = Audit.objects.get(pk=audits[0].pk)
    assert (audit.auditor, audit.worker, audit.recorded_by) == (auditor, worker, service_manager)
    assert (audit.sampling, audit.chosen_from, audit.edition) == ("random", 8, "ilacs-2026")
    assert (audit.started_on, audit.due_on) == (today, programme.due_on)
    assert audit.child in Child.objects.visible_to(auditor)
    with pytest.raises(programme_operations.CannotDraw, match="drawn already"):
        programme_operations.draw_sample(programme, service_manager)


def test_a_programme_to_come_opens_no_file_before_it_begins(
    programme, children, auditor, service_manager, today
):
    programme.begins_on = today + timedelta(days=3)
    programme.save()
    audits = programme_operations.draw_sample(programme, service_manager)
    assert audits[0].started_on == programme.begins_on
    assert audits[0].child not in Child.objects.visible_to(auditor)


def test_the_database_refuses_a_draw_without_its_seed(programme):
    from django.db import IntegrityError
    from django.utils import timezone

    with pytest.raises(IntegrityError, match="programme_drawn_keeps_its_seed"):
        Programme.objects.filter(pk=programme.pk).update(drawn_at=timezone.now())


def test_files_go_to_who_has_the_fewest_open(programme, children, auditor, second, service_manager):
    for _ in range(3):
        AuditFactory(child=ChildFactory(team=children[0].team), auditor=auditor)
    programme.size = 5
    programme.save()
    audits = programme_operations.draw_sample(programme, service_manager)
    assert Counter(audit.auditor for audit in audits) == {auditor: 1, second: 4}


def test_a_restricted_file_is_never_drawn_even_by_who_may_open_it(
    programme, children, auditor, service_manager
):
    hidden = ChildFactory(team=children[0].team, restricted=True)
    AllocationFactory(child=hidden, worker=service_manager)
    assert hidden in Child.objects.visible_to(service_manager)
    assert frame_of(programme, service_manager) == {child.pk for child in children}


def test_a_file_being_audited_is_left_out_unless_several_judge_it(
    programme, children, auditor, second, service_manager
):
    AuditFactory(child=children[0], auditor=second)
    eligible = eligibility.find(programme, service_manager)
    assert (len(eligible.frame), eligible.being_audited) == (7, 1)
    WorkerFactory(team=None, authority=auditor.authority, role="auditor")
    programme.blind, programme.readers = True, 2
    assert len(frame_of(programme, service_manager)) == 8


def test_nobody_judges_one_file_twice_at_once(
    programme, children, auditor, second, service_manager
):
    AuditFactory(child=children[0], auditor=second)
    Programme.objects.filter(pk=programme.pk).update(blind=True, readers=2, size=8)
    programme.refresh_from_db()
    assert eligibility.find(programme, service_manager).nobody == [children[0].pk]


def test_a_blind_round_gives_each_file_to_several_and_no_one_twice(
    programme, children, auditor, second, service_manager
):
    Programme.objects.filter(pk=programme.pk).update(blind=True, readers=2)
    audits = programme_operations.draw_sample(programme, service_manager)
    assert Counter(audit.child_id for audit in audits) == {audit.child_id: 2 for audit in audits}
    assert {(audit.child_id, audit.auditor) for audit in audits} == {
        (audit.child_id, judge) for audit in audits for judge in (auditor, second)
    }


def test_children_nobody_independent_can_judge_are_said(
    programme, children, auditor, service_manager, signed_in
):
    AllocationFactory(child=children[0], worker=auditor, role="other")
    assert eligibility.find(programme, service_manager).nobody == [children[0].pk]
    before = signed_in(service_manager).get(programme.get_absolute_url())
    assert "1 child left out: too few independent auditors" in before.text
    programme_operations.draw_sample(programme, service_manager)
    after = signed_in(service_manager).get(programme.get_absolute_url())
    assert after.context["nobody"] == [children[0]]


def test_with_no_one_to_draw_nothing_is_drawn(programme, children, service_manager):
    with pytest.raises(programme_operations.CannotDraw, match="no one to sample"):
        programme_operations.draw_sample(programme, service_manager)
    assert not Audit.objects.exists()


def test_the_moderator_judges_nothing(programme, children, auditor, second, service_manager):
    Programme.objects.filter(pk=programme.pk).update(moderator=second)
    audits = programme_operations.draw_sample(programme, service_manager)
    assert {audit.auditor for audit in audits} == {auditor}


@pytest.mark.parametrize(
    ("kind", "role"), [("peer", "team_manager"), ("senior", "service_manager"), ("dip", "auditor")]
)
def test_who_judges_depends_on_the_kind(programme, team, kind, role):
    other = TeamFactory(authority=team.authority, name="Another team")
    for each_role in ("team_manager", "service_manager", "auditor", "social_worker"):
        WorkerFactory(team=other, role=each_role)
    programme.kind = kind
    assert {judge.role for judge in eligibility.auditors(programme)} == {role}


def test_a_peer_is_never_of_the_childs_own_team(programme, children, manager, service_manager):
    other = WorkerFactory(
        team=TeamFactory(authority=manager.authority, name="Another team"), role="team_manager"
    )
    Programme.objects.filter(pk=programme.pk).update(kind="peer")
    audits = programme_operations.draw_sample(programme, service_manager)
    assert {audit.auditor for audit in audits} == {other}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_asked_together_or_one_by_one_the_same_are_independent(db, data):
    """``who_may_judge`` answers for many what ``is_independent`` answers for one."""
    teams = [TeamFactory(name=f"Team {n}") for n in range(2)]
    programme = ProgrammeFactory(authority=teams[0].authority)
    judges = [
        WorkerFactory(
            team=data.draw(st.sampled_from([*teams, None])),
            role="auditor",
            authority=teams[0].authority,
        )
        for _ in range(3)
    ]
    children = [ChildFactory(team=data.draw(st.sampled_from(teams))) for _ in range(3)]
    for child in children:
        for judge in judges:
            if data.draw(st.booleans()):
                AllocationFactory(child=child, worker=judge, role="other")
    able = eligibility.who_may_judge(programme, [(child.pk, child.team_id) for child in children])
    everyone = list(Worker.objects.filter(role="auditor"))
    for child in children:
        assert {judge.pk for judge in able[child.pk]} == {
            reader.pk for reader in everyone if is_independent(reader, child)
        }


def test_which_children_each_population_holds(programme, team, auditor, service_manager, today):
    kids = {name: ChildFactory(team=team) for name in ("need", "cp", "neglect", "closed")}
    PlanFactory(child=kids["need"], kind="need", started_on=today - timedelta(days=40))
    PlanFactory(
        child=kids["cp"],
        kind="protection",
        latest_category="EMO",
        initial_category="NEG",
        started_on=today - timedelta(days=40),
    )
    PlanFactory(
        child=kids["neglect"],
        kind="protection",
        latest_category="NEG",
        initial_category="NEG",
        started_on=today - timedelta(days=40),
    )
    EpisodeOfNeedFactory(
        child=kids["closed"],
        started_on=today - timedelta(days=99),
        closed_on=today - timedelta(days=20),
        closure_reason="RC1",
    )
    expected = {
        "in_need": {"need"},
        "protected": {"cp", "neglect"},
        "neglect": {"neglect"},
        "closed": {"closed"},
        "worked_with": set(),
    }
    for population, names in expected.items():
        programme.population = population
        assert frame_of(programme, service_manager) == {kids[name].pk for name in names}, population


@pytest.mark.parametrize(("days", "inside"), [(89, True), (91, False)])
def test_an_interview_counts_for_90_days(programme, team, auditor, service_manager, days, inside):
    from django.utils import timezone

    child, at = ChildFactory(team=team), timezone.now() - timedelta(days=days)
    interview = ReturnInterviewFactory(
        child=child,
        offered_at=at,
        answered_at=at,
        held_at=at,
        answer="accepted",
        own_words="I went to my cousin’s",
    )
    MissingEpisodeFactory(
        child=child,
        went_at=at - timedelta(days=2),
        returned_at=at - timedelta(days=1),
        interview=interview,
    )
    programme.population = "interviewed"
    assert (child.pk in frame_of(programme, service_manager)) is inside


def test_a_main_need_can_be_chosen(programme, children, auditor, service_manager):
    EpisodeOfNeedFactory(child=children[0], primary_need="N2")
    programme.population = "need:N2"
    assert frame_of(programme, service_manager) == {children[0].pk}
    assert "disability" in eligibility.population_words(programme)


@pytest.mark.parametrize("group", ["team", "need", "age", "ethnicity"])
def test_each_group_keeps_its_share(programme, children, auditor, service_manager, group):
    Programme.objects.filter(pk=programme.pk).update(sampling="stratified", drawn_within=group)
    audits = programme_operations.draw_sample(programme, service_manager)
    programme.refresh_from_db()
    assert len(audits) == 3
    assert all(words for _, words in programme.frame)
    assert audits[0].sampling == "stratified"


@given(
    st.lists(
        st.tuples(st.integers(1, 999), st.sampled_from(["North", "South, by the sea", ""])),
        min_size=1,
        max_size=30,
        unique_by=lambda pair: pair[0],
    ),
    st.integers(1, 12),
    st.text("0123456789abcdef", min_size=16, max_size=16),
    st.randoms(),
)
def test_kept_as_json_and_in_any_order_a_frame_draws_and_digests_the_same(
    frame, size, seed, chance
):
    kept = json.loads(json.dumps(frame))
    chance.shuffle(kept)
    assert draw(list(map(tuple, kept)), size, seed) == draw(frame, size, seed)
    assert eligibility.digest(kept) == eligibility.digest(frame)


def test_the_digest_is_that_of_the_written_frame_whatever_its_order():
    """Worked with ``printf '7,North\\n12,South\\n' | sha256sum``."""
    expected = "cf93aaa948c8b6359e1629be90da53212767ca4dd39005bc48d88f9a831c3151"
    assert eligibility.digest([(12, "South"), (7, "North")]) == eligibility.digest(
        [[7, "North"], [12, "South"]]
    )
    assert eligibility.digest([(12, "South"), (7, "North")]) == expected


def test_an_auditor_is_changed_until_judging_begins(
    programme, children, auditor, second, service_manager, signed_in
):
    audits = programme_operations.draw_sample(programme, service_manager)
    audit = next(audit for audit in audits if audit.auditor == auditor)
    url = reverse("programme-auditor", args=[programme.pk, audit.pk])
    client = signed_in(service_manager)
    assert client.post(url, {"auditor": second.pk}).status_code == 302
    audit.refresh_from_db()
    assert audit.auditor == second
    assert audit.child in Child.objects.visible_to(second)
    assert audit.child not in Child.objects.visible_to(auditor)
    audit.scores.create(criterion="HP.PL.1", answer="met")
    assert client.get(url).status_code == 403


def test_only_the_independent_can_take_an_audit_over(
    programme, children, auditor, second, service_manager, signed_in, worker
):
    audit = programme_operations.draw_sample(programme, service_manager)[0]
    taker = second if audit.auditor == auditor else auditor
    AllocationFactory(child=audit.child, worker=taker, role="other")
    url = reverse("programme-auditor", args=[programme.pk, audit.pk])
    for someone in (taker, worker):
        response = signed_in(service_manager).post(url, {"auditor": someone.pk})
        assert "auditor" in response.context["form"].errors
