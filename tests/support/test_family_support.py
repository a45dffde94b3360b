"""Family support: work given with a purpose, a session once for several children, skills found."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Allocation
from casework.support.models import ChildSession, Programme, Skill, SupportSession
from casework.support.workers.queries import who_could_help
from tests.factories import (
    AllocationFactory,
    ChildFactory,
    ChildSessionFactory,
    RelationshipFactory,
    SkillFactory,
    SupportProgrammeFactory,
    TeamFactory,
    WorkerFactory,
)
from tests.html import squeezed as squeeze
from tests.support.conftest import TODAY, day_of, days_ago, moment_of

pytestmark = pytest.mark.django_db


def said(answer) -> str:
    return squeeze(answer.content.decode())


def session_facts(*children, **more) -> dict:
    facts = {
        **moment_of("held_at", timezone.now() - timedelta(hours=2)),
        "minutes": "50",
        "place": "home",
        "adults": "Kirsty, their mother",
        "tools": ["three_houses", "scaling"],
        "what_happened": "Drew the house of worries together",
        "chosen": "yes",
        "with": [child.number for child in children[1:]],
    }
    for child in children:
        facts |= {
            f"{child.number}-took_part": "yes",
            f"{child.number}-own_words": f"Words of {child.number}",
            f"{child.number}-what_changed": "Slept in his own bed",
        }
    return {**facts, **more}


@pytest.fixture
def brother(child, helper):
    other = ChildFactory(team=child.team, person__given_name="Noah")
    RelationshipFactory(person=child.person, relative=other.person, kind="brother")
    AllocationFactory(child=other, worker=helper, role="family_support")
    return other


@pytest.fixture
def desk(signed_in, helper):
    return signed_in(helper)


def test_a_manager_gives_work_with_its_purpose_beside_the_lead_worker(
    signed_in, manager, child, team
):
    helper = WorkerFactory(team=team, role="family_support")
    facts = {
        "worker": helper.pk,
        "purpose": "Mornings and school",
        "planned": "5",
        **day_of("started_on", TODAY),
    }
    signed_in(manager).post(reverse("support-programme-add", args=[child.pk]), facts)
    assert Programme.objects.get().purpose == "Mornings and school"
    held = Allocation.objects.open().of_child(child)
    assert held.get(worker=helper).role == "family_support"
    assert held.filter(role="lead").count() == 1


def test_only_a_manager_gives_work(desk, child):
    assert desk.get(reverse("support-programme-add", args=[child.pk])).status_code == 403


def test_one_session_is_written_once_for_several_children(desk, child, brother, helper):
    mine = SupportProgrammeFactory(child=child, worker=helper, started_on=days_ago(9))
    desk.post(reverse("support-session-add", args=[child.pk]), session_facts(child, brother))
    session = SupportSession.objects.get()
    assert session.tools == ["three_houses", "scaling"]
    assert session.worker == helper
    parts = {part.child_id: part for part in ChildSession.objects.all()}
    assert set(parts) == {child.pk, brother.pk}
    assert parts[brother.pk].own_words == f"Words of {brother.number}"
    assert parts[child.pk].programme == mine
    assert parts[brother.pk].programme is None
    page = said(desk.get(reverse("support-session", args=[child.pk, session.pk])))
    assert "Three houses, Scaling" in page
    assert brother.number in page or "Noah" in page


def test_who_may_not_know_of_a_brother_reads_nothing_of_him(desk, signed_in, child, brother, team):
    desk.post(reverse("support-session-add", args=[child.pk]), session_facts(child, brother))
    session = SupportSession.objects.get()
    other = WorkerFactory(team=TeamFactory(authority=team.authority), role="family_support")
    AllocationFactory(child=child, worker=other, role="other")
    page = said(signed_in(other).get(reverse("support-session", args=[child.pk, session.pk])))
    assert f"Words of {child.number}" in page
    assert f"Words of {brother.number}" not in page
    assert f"part-{brother.number}" not in page
    page = signed_in(other).get(reverse("support-session", args=[brother.pk, session.pk]))
    assert page.status_code == 404


def test_a_brother_one_may_not_know_of_cannot_be_written_for(signed_in, child, brother, team):
    other = WorkerFactory(team=TeamFactory(authority=team.authority), role="family_support")
    AllocationFactory(child=child, worker=other, role="other")
    page = signed_in(other).post(
        reverse("support-session-add", args=[child.pk]), session_facts(child, brother)
    )
    assert page.status_code == 200
    assert not SupportSession.objects.exists()


def test_a_session_cannot_be_to_come_and_what_was_typed_stays(desk, child):
    to_come = moment_of("held_at", timezone.now() + timedelta(days=2))
    page = said(
        desk.post(reverse("support-session-add", args=[child.pk]), session_facts(child, **to_come))
    )
    assert "must be today or earlier" in page
    assert "Drew the house of worries" in page
    assert not SupportSession.objects.exists()


def test_whether_the_child_took_part_is_never_assumed(desk, child):
    facts = session_facts(child)
    del facts[f"{child.number}-took_part"]
    page = said(desk.post(reverse("support-session-add", args=[child.pk]), facts))
    assert f"Say whether {child.first_name} took part" in page


def test_a_programme_counts_the_sessions_the_child_took_part_in(desk, child, helper):
    programme = SupportProgrammeFactory(child=child, worker=helper, planned=6)
    for took_part in (True, True, False):
        ChildSessionFactory(child=child, programme=programme, took_part=took_part)
    page = said(desk.get(reverse("support", args=[child.pk])))
    assert "2 of 6 sessions" in page
    assert "did not take part" in page


def test_a_programme_ends_only_with_what_changed(desk, child, helper):
    programme = SupportProgrammeFactory(child=child, worker=helper)
    end = reverse("support-programme-end", args=[child.pk, programme.pk])
    desk.post(end, {**day_of("ended_on", TODAY), "what_changed": ""})
    assert Programme.objects.open().exists()
    desk.post(end, {**day_of("ended_on", TODAY), "what_changed": "He goes to school most days"})
    assert not Programme.objects.open().exists()


@pytest.mark.parametrize("name", ["support", "support-session-add"])
def test_a_stranger_learns_nothing(signed_in, stranger, child, name):
    assert signed_in(stranger).get(reverse(name, args=[child.pk])).status_code == 404


def test_a_manager_finds_who_is_trained_and_speaks_the_language(signed_in, manager, team, child):
    trained = WorkerFactory(team=team, role="family_support", last_name="Trained")
    SkillFactory(worker=trained, what="perpetrators")
    SkillFactory(worker=trained, what="language", words="Urdu")
    run_out = WorkerFactory(team=team, role="family_support", last_name="Runout")
    SkillFactory(worker=run_out, what="perpetrators", until=days_ago(1))
    WorkerFactory(team=team, role="family_support", last_name="Plain")
    desk = signed_in(manager)
    everyone = said(desk.get(reverse("find-help")))
    assert "Plain" in everyone
    page = said(desk.get(reverse("find-help") + "?what=perpetrators&language=urdu"))
    assert "Trained" in page
    assert "Runout" not in page
    assert "Plain" not in page


def test_those_who_hold_least_come_first(team, child):
    busy = WorkerFactory(team=team, role="family_support")
    free = WorkerFactory(team=team, role="family_support")
    AllocationFactory(child=child, worker=busy, role="family_support")
    found = who_could_help(team.authority)
    assert [worker.pk for worker in found] == [free.pk, busy.pk]
    assert [worker.supports for worker in found] == [0, 1]


def test_those_of_another_council_are_not_found(team, elsewhere):
    SkillFactory(worker=elsewhere, what="trauma")
    assert elsewhere.pk not in {worker.pk for worker in who_could_help(team.authority)}


def test_only_a_manager_looks_for_who_could_help(desk):
    assert desk.get(reverse("find-help")).status_code == 403


def test_the_find_page_asks_as_much_for_many_as_for_one(
    signed_in, manager, team, django_assert_max_num_queries
):
    for _ in range(15):
        SkillFactory(worker=WorkerFactory(team=team, role="family_support"))
    desk = signed_in(manager)
    desk.get(reverse("find-help"))
    with django_assert_max_num_queries(14):
        desk.get(reverse("find-help"))


def test_a_worker_keeps_their_own_list_of_skills(desk, helper):
    desk.post(reverse("skills-own"), {"what": "language", "words": ""})
    assert not Skill.objects.exists()
    desk.post(reverse("skills-own"), {"what": "language", "words": "Polish"})
    skill = Skill.objects.get(worker=helper)
    assert "Speaks Polish" in said(desk.get(reverse("skills-own")))
    desk.post(reverse("skill-remove", args=[skill.pk]))
    assert not Skill.objects.exists()


def test_nobody_takes_a_skill_off_another(desk, worker):
    skill = SkillFactory(worker=worker)
    assert desk.post(reverse("skill-remove", args=[skill.pk])).status_code == 404
    assert Skill.objects.filter(pk=skill.pk).exists()


def test_the_caseload_of_a_team_says_whom_somebody_supports(signed_in, manager, team, child):
    helper = WorkerFactory(team=team, role="family_support")
    AllocationFactory(child=child, worker=helper, role="family_support", started_on=days_ago(9))
    ended = {"started_on": days_ago(20), "ended_on": days_ago(2)}
    AllocationFactory(child=ChildFactory(team=team), worker=helper, role="family_support", **ended)
    assert "1 as family support worker<" in said(signed_in(manager).get(reverse("team")))
