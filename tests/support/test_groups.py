"""Groups: a place on the child’s own file, one register for everyone, nobody named to strangers."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from casework.children.models import Allocation, Child, FileAccess
from casework.children.saving.conflicts import SEEN
from casework.corrections.operations import ask_to_withdraw, put_back
from casework.support.models import Group, GroupAttendance, GroupDay, GroupPlace, ShortBreak
from tests.factories import (
    AllocationFactory,
    ChildFactory,
    GroupAttendanceFactory,
    GroupDayFactory,
    GroupFactory,
    GroupPlaceFactory,
    PersonFactory,
    RelationshipFactory,
    ServiceFactory,
    ShortBreakFactory,
    TeamFactory,
    WorkerFactory,
)
from tests.html import squeezed as squeeze
from tests.support.conftest import TODAY, day_of, days_ago

pytestmark = pytest.mark.django_db


def said(answer) -> str:
    return squeeze(answer.content.decode())


@pytest.fixture
def group(team, helper):
    service = ServiceFactory(authority=team.authority, kind="group", name="Steady")
    return GroupFactory(worker=helper, service=service, name="Steady, spring")


@pytest.fixture
def day(group):
    return GroupDayFactory(group=group, held_on=days_ago(3), about="Calm evenings")


@pytest.fixture
def mother(child):
    person = PersonFactory(given_name="Kirsty", family_name="Hale")
    RelationshipFactory(person=child.person, relative=person, kind="mother")
    return person


@pytest.fixture
def desk(signed_in, helper):
    return signed_in(helper)


def seen_on(page) -> str:
    """Which versions the reader of a page saw, as the page says them."""
    return re.search(r'name="cw-seen" value="([^"]+)"', page.content.decode()).group(1)


def register(group, day) -> str:
    return reverse("support-group-session", args=[group.pk, day.pk])


def place_facts(group, **more) -> dict:
    facts = {"group": group.pk, "adult": "", "hopes": "Evenings without shouting"}
    return {**facts, **day_of("joined_on", days_ago(10)), **more}


def test_a_worker_adds_a_group_and_the_days_it_meets_at_once(desk, team, helper):
    service = ServiceFactory(authority=team.authority, kind="group")
    facts = {"name": "Steady, spring", "service": service.pk, "for_whom": "parents"}
    facts |= {"worker": helper.pk, **day_of("starts_on", days_ago(20))}
    desk.post(reverse("support-group-add"), facts)
    group = Group.objects.get()
    assert group.authority == team.authority
    days = {"many": "3", "weeks": "2", **day_of("first", days_ago(20))}
    desk.post(reverse("support-group-days", args=[group.pk]), days)
    desk.post(reverse("support-group-days", args=[group.pk]), days)
    held = list(group.sessions.values_list("held_on", flat=True))
    assert held == [days_ago(20), days_ago(6), TODAY + timedelta(days=8)]


def test_days_before_the_group_begins_are_refused(desk, group):
    before = {"many": "3", "weeks": "1", **day_of("first", group.starts_on - timedelta(days=1))}
    page = said(desk.post(reverse("support-group-days", args=[group.pk]), before))
    assert "not before" in page
    assert not group.sessions.exists()


def test_only_who_leads_it_or_a_manager_changes_a_group(signed_in, worker, manager, group, day):
    for name, about in (
        ("support-group-edit", [group.pk]),
        ("support-group-session", [group.pk, day.pk]),
    ):
        assert signed_in(worker).get(reverse(name, args=about)).status_code == 403
        assert signed_in(manager).get(reverse(name, args=about)).status_code == 200


def test_a_group_of_another_council_is_not_found(signed_in, elsewhere, group):
    assert signed_in(elsewhere).get(group.get_absolute_url()).status_code == 404


def test_a_place_is_given_to_a_mother_on_the_childs_file(desk, child, group, mother):
    address = reverse("group-place-add", args=[child.pk])
    desk.post(address, place_facts(group, adult=mother.pk))
    place = GroupPlace.objects.get()
    assert (place.child, place.adult) == (child, mother)
    page = said(desk.get(reverse("groups-of-child", args=[child.pk])))
    assert "Kirsty Hale" in page
    again = said(desk.post(address, place_facts(group, adult=mother.pk)))
    assert "They have a place in this group already" in again
    assert GroupPlace.objects.count() == 1


def test_nobody_outside_the_family_can_be_given_the_place(desk, child, group):
    other = PersonFactory()
    desk.post(reverse("group-place-add", args=[child.pk]), place_facts(group, adult=other.pk))
    assert not GroupPlace.objects.exists()


def test_one_register_for_everyone_writes_on_each_childs_own_file(
    desk, child, group, day, helper, mother
):
    brother = ChildFactory(team=child.team)
    RelationshipFactory(person=brother.person, relative=mother, kind="mother")
    other = ChildFactory(team=child.team, person__given_name="Zebedee")
    for kid in (brother, other):
        AllocationFactory(child=kid, worker=helper, role="other")
    for kid, adult in ((child, mother), (brother, mother), (other, None)):
        GroupPlaceFactory(child=kid, group=group, adult=adult)
    page = said(desk.get(register(group, day)))
    assert page.count('<fieldset class="cw-card"') == 2
    theirs = f"place-{GroupPlace.objects.get(child=other).pk}"
    facts = {
        f"adult-{mother.pk}-came": "came",
        f"adult-{mother.pk}-noticed": "Laughed with the others",
        f"{theirs}-came": "did_not",
        f"{theirs}-because": "Had a cold",
    }
    desk.post(register(group, day), facts)
    rows = {row.child_id: row for row in GroupAttendance.objects.all()}
    assert set(rows) == {child.pk, brother.pk, other.pk}
    assert rows[brother.pk].noticed == "Laughed with the others"
    assert rows[other.pk].because == "Had a cold"
    assert rows[child.pk].held_on == day.held_on
    own = said(desk.get(reverse("groups-of-child", args=[child.pk])))
    assert other.person.first_name not in own.split("<main")[1]
    assert "Came to 1 of 1 session" in own
    assert FileAccess.objects.filter(child=other, what="the register of a group").exists()


def test_why_somebody_did_not_come_is_asked_and_what_was_typed_stays(desk, child, group, day):
    place = GroupPlaceFactory(child=child, group=group)
    facts = {f"place-{place.pk}-came": "did_not", f"place-{place.pk}-noticed": "Rang before"}
    page = said(desk.post(register(group, day), facts))
    assert "Say why not, or that nobody knows" in page
    assert "Rang before" in page
    assert not GroupAttendance.objects.exists()


def test_whom_nobody_said_anything_of_stays_open(desk, child, group, day):
    GroupPlaceFactory(child=child, group=group)
    desk.post(register(group, day), {})
    assert not GroupAttendance.objects.exists()


def test_a_register_saved_again_writes_only_what_changed(desk, child, group, day):
    place = GroupPlaceFactory(child=child, group=group)
    facts = {f"place-{place.pk}-came": "came", f"place-{place.pk}-noticed": "Calm"}
    desk.post(register(group, day), facts)
    row = GroupAttendance.objects.get()
    desk.post(register(group, day), facts)
    assert row.events.count() == 1
    facts |= {SEEN: seen_on(desk.get(register(group, day))), f"place-{place.pk}-came": "not_known"}
    desk.post(register(group, day), facts)
    assert GroupAttendance.objects.get().came == "not_known"
    assert row.events.count() == 2


def test_of_two_who_keep_one_register_neither_undoes_the_other(desk, client, manager, group, day):
    ruby, noah = (ChildFactory(team=manager.team, authority=group.authority) for _ in range(2))
    places = [GroupPlaceFactory(child=child, group=group) for child in (ruby, noah)]
    first, second = (f"place-{place.pk}" for place in places)
    for child in (ruby, noah):
        AllocationFactory(child=child, worker=group.worker, role="other")
    address = register(group, day)
    client.force_login(manager)
    client.post(address, {f"{first}-came": "came", f"{second}-came": "came"})
    client.force_login(group.worker)
    mine = {f"{first}-came": "did_not", f"{first}-because": "Had a cold"}
    page = said(client.post(address, mine))
    assert "Helen Cartwright wrote at" in page
    assert "Had a cold" in page
    assert places[0].attendances.get().came == "came"
    client.post(address, mine | {SEEN: seen_on(client.post(address, mine))})
    assert places[0].attendances.get().because == "Had a cold"
    assert places[1].attendances.get().came == "came"


def test_what_another_wrote_where_i_wrote_nothing_stands(desk, child, group, day):
    place = GroupPlaceFactory(child=child, group=group)
    row = GroupAttendanceFactory(child=child, place=place, session=day, came="came")
    read = seen_on(desk.get(register(group, day)))
    GroupAttendance.objects.filter(pk=row.pk).update(noticed="Sang")
    desk.post(register(group, day), {f"place-{place.pk}-came": "came", SEEN: read})
    assert GroupAttendance.objects.get().noticed == "Sang"


def edited(group, leader) -> dict:
    facts = {"name": group.name, "service": group.service_id, "for_whom": group.for_whom}
    return facts | {"worker": leader.pk, **day_of("starts_on", group.starts_on)}


def test_another_leader_keeps_the_register_and_the_one_before_no_longer_has_the_file(
    signed_in, manager, child, group
):
    other = ChildFactory(team=child.team, restricted=True)
    place, unseen = (GroupPlaceFactory(child=kid, group=group) for kid in (child, other))
    was = AllocationFactory(child=child, worker=group.worker, role="other")
    GroupPlace.objects.filter(pk=place.pk).update(opened=was)
    leader = WorkerFactory(team=TeamFactory(authority=group.authority), role="family_support")
    assert not Child.objects.visible_to(leader).filter(pk=child.pk).exists()
    signed_in(manager).post(reverse("support-group-edit", args=[group.pk]), edited(group, leader))
    assert Group.objects.get().worker == leader
    assert Child.objects.visible_to(leader).filter(pk=child.pk).exists()
    was.refresh_from_db()
    assert was.ended_on == TODAY
    assert not Child.objects.visible_to(leader).filter(pk=other.pk).exists()
    unseen.refresh_from_db()
    assert unseen.opened is None


def test_a_leader_cannot_open_the_files_to_the_next_by_themselves(desk, child, group):
    GroupPlaceFactory(child=child, group=group)
    AllocationFactory(child=child, worker=group.worker, role="other")
    leader = WorkerFactory(team=TeamFactory(authority=group.authority), role="family_support")
    page = said(desk.post(reverse("support-group-edit", args=[group.pk]), edited(group, leader)))
    assert f"This opens 1 file to {leader}: a manager does that" in page
    assert Group.objects.get().worker == group.worker


def test_a_place_recorded_in_error_closes_the_file_it_opened_until_it_is_put_back(
    manager, team, group
):
    child = ChildFactory(team=team)
    place = GroupPlaceFactory(child=child, group=group)
    was = AllocationFactory(child=child, worker=group.worker, role="other")
    GroupPlace.objects.filter(pk=place.pk).update(opened=was)
    place.refresh_from_db()
    asked = ask_to_withdraw(place, child=child, because="Another child’s", by=manager)
    was.refresh_from_db()
    assert was.ended_on == TODAY
    put_back(asked, because="It was right", by=manager)
    was.refresh_from_db()
    assert was.ended_on is None


def test_a_day_to_come_or_cancelled_has_no_register(desk, group, day):
    GroupDay.objects.filter(pk=day.pk).update(cancelled_because="Snow")
    assert desk.get(register(group, day)).status_code == 302
    to_come = GroupDayFactory(group=group, held_on=TODAY + timedelta(days=1))
    assert desk.get(register(group, to_come)).status_code == 302


def test_a_day_with_a_register_keeps_its_day(desk, child, group, day):
    place = GroupPlaceFactory(child=child, group=group)
    GroupAttendanceFactory(child=child, place=place, session=day)
    facts = {**day_of("held_on", days_ago(2)), "about": "", "cancelled_because": ""}
    page = said(desk.post(reverse("support-group-session-edit", args=[group.pk, day.pk]), facts))
    assert "the day cannot be changed" in page


def test_who_may_not_know_of_a_child_reads_nothing_of_them_on_a_group(
    signed_in, child, group, day, worker
):
    hidden = ChildFactory(team=child.team, restricted=True, person__given_name="Zebedee")
    for kid in (child, hidden):
        place = GroupPlaceFactory(child=kid, group=group)
        GroupAttendanceFactory(child=kid, place=place, session=day)
    assert not Child.objects.visible_to(worker).filter(pk=hidden.pk).exists()
    page = said(signed_in(worker).get(group.get_absolute_url()))
    assert child.person.name in page
    assert hidden.person.name not in page
    assert hidden.number not in page
    assert "1 came, of 1 written down" in page
    assert "Came 1 of 1 time: 100%" in page


def test_a_relative_whose_own_file_one_may_not_know_of_is_not_named(desk, child, group):
    hidden = ChildFactory(team=child.team, restricted=True, person__given_name="Morgana")
    mother = hidden.person
    RelationshipFactory(person=child.person, relative=mother, kind="mother")
    GroupPlaceFactory(child=child, group=group, adult=mother)
    for address in (group.get_absolute_url(), reverse("groups-of-child", args=[child.pk])):
        page = said(desk.get(address))
        assert mother.name not in page
        assert "A relative" in page


def test_only_a_manager_opens_a_file_to_who_leads_the_group(signed_in, worker, manager, child):
    away = WorkerFactory(
        team=TeamFactory(authority=child.team.authority), role="family_support", first_name="Ada"
    )
    group = GroupFactory(worker=away)
    address = reverse("group-place-add", args=[child.pk])
    page = said(signed_in(worker).post(address, place_facts(group)))
    assert "a manager gives this place" in page
    assert not GroupPlace.objects.exists()
    signed_in(manager).post(address, place_facts(group))
    place = GroupPlace.objects.get()
    assert Child.objects.visible_to(away).filter(pk=child.pk).exists()
    ending = {**day_of("left_on", TODAY), "left_because": "finished", "what_changed": "Calmer"}
    signed_in(manager).post(reverse("group-place-end", args=[child.pk, place.pk]), ending)
    assert not Allocation.objects.open().of_child(child).filter(worker=away).exists()
    assert not Child.objects.visible_to(away).filter(pk=child.pk).exists()


def test_another_place_keeps_open_what_the_first_one_opened(signed_in, manager, child):
    away = WorkerFactory(team=TeamFactory(authority=child.team.authority), role="family_support")
    first, second = GroupFactory(worker=away), GroupFactory(worker=away)
    desk, address = signed_in(manager), reverse("group-place-add", args=[child.pk])
    for group in (first, second):
        desk.post(address, place_facts(group))
    ending = {**day_of("left_on", TODAY), "left_because": "finished", "what_changed": "Calmer"}
    for group, open_after in ((first, True), (second, False)):
        place = GroupPlace.objects.get(group=group)
        desk.post(reverse("group-place-end", args=[child.pk, place.pk]), ending)
        still = Allocation.objects.open().of_child(child).filter(worker=away)
        assert still.exists() is open_after


def test_a_place_ends_only_with_what_changed(desk, child, group):
    place = GroupPlaceFactory(child=child, group=group)
    end = reverse("group-place-end", args=[child.pk, place.pk])
    desk.post(end, {**day_of("left_on", TODAY), "left_because": "finished", "what_changed": ""})
    assert GroupPlace.objects.open().exists()


@pytest.mark.parametrize("name", ["groups-of-child", "group-place-add", "short-break-add"])
def test_a_stranger_learns_nothing(signed_in, stranger, child, name):
    assert signed_in(stranger).get(reverse(name, args=[child.pk])).status_code == 404


def test_the_pages_ask_as_much_for_many_as_for_few(
    desk, child, group, day, helper, django_assert_max_num_queries
):
    for _ in range(12):
        kid = ChildFactory(team=child.team)
        AllocationFactory(child=kid, worker=helper, role="other")
        place = GroupPlaceFactory(child=kid, group=group)
        GroupAttendanceFactory(child=kid, place=place, session=day)
    for address in (group.get_absolute_url(), register(group, day), reverse("support-groups")):
        desk.get(address)
        with django_assert_max_num_queries(16):
            desk.get(address)


def test_a_childs_page_of_groups_asks_as_much_for_many_days_as_for_few(
    desk, child, group, django_assert_max_num_queries
):
    place = GroupPlaceFactory(child=child, group=group)
    for days in range(12):
        held = GroupDayFactory(group=group, held_on=days_ago(3 + days))
        GroupAttendanceFactory(child=child, place=place, session=held)
        ShortBreakFactory(child=child, starts_on=days_ago(30 + days))
    desk.get(reverse("groups-of-child", args=[child.pk]))
    with django_assert_max_num_queries(14):
        desk.get(reverse("groups-of-child", args=[child.pk]))


def stay_facts(service, **more) -> dict:
    facts = {"service": service.pk, "nights": "2", "where": "With Jo", "status": "booked"}
    return {**facts, **day_of("starts_on", TODAY + timedelta(days=5)), **more}


def test_a_short_break_is_booked_and_said_to_have_happened_once_it_is_over(desk, child, team):
    service = ServiceFactory(authority=team.authority, kind="short_breaks")
    add = reverse("short-break-add", args=[child.pk])
    early = said(desk.post(add, stay_facts(service, status="happened")))
    assert "It is not over yet" in early
    assert not ShortBreak.objects.exists()
    desk.post(add, stay_facts(service))
    stay = ShortBreak.objects.get()
    change = reverse("short-break", args=[child.pk, stay.pk])
    over = {**day_of("starts_on", days_ago(4)), "status": "happened", "own_words": "I fed goats"}
    desk.post(change, stay_facts(service, **over))
    page = said(desk.get(reverse("groups-of-child", args=[child.pk])))
    assert "1 stay happened, 2 nights." in page
    assert "I fed goats" in page


def test_a_cancelled_short_break_says_why_and_counts_no_night(desk, child, team):
    service = ServiceFactory(authority=team.authority, kind="short_breaks")
    add = reverse("short-break-add", args=[child.pk])
    page = said(desk.post(add, stay_facts(service, status="cancelled")))
    assert "Say why it was cancelled" in page
    desk.post(add, stay_facts(service, status="cancelled", because="The carer was ill"))
    assert ShortBreak.objects.get().because == "The carer was ill"
    assert "happened, " not in said(desk.get(reverse("groups-of-child", args=[child.pk])))


def test_own_sessions_lists_the_registers_to_keep_and_nobody_elses_work(
    desk, child, group, day, helper
):
    GroupPlaceFactory(child=child, group=group, joined_on=days_ago(10))
    page = said(desk.get(reverse("sessions-own")))
    assert register(group, day) in page
    place = GroupPlace.objects.get()
    GroupAttendanceFactory(child=child, place=place, session=day)
    assert register(group, day) not in said(desk.get(reverse("sessions-own")))
    assert "Sessions</a>" in said(desk.get(reverse("sessions-own")))


def test_what_you_are_trained_in_is_a_press_from_your_own_page(desk):
    assert reverse("skills-own") in said(desk.get(reverse("you")))


def test_the_days_of_a_group_stand_in_the_order_they_meet(desk, child, group, day):
    earlier = GroupDayFactory(group=group, held_on=day.held_on - timedelta(days=7))
    later = GroupDayFactory(group=group, held_on=day.held_on + timedelta(days=7))
    page = desk.get(reverse("support-group", args=[group.pk]))
    assert list(page.context["sessions"]) == [earlier, day, later]
