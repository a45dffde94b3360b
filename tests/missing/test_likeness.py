"""Names that read alike: seen as they are typed, asked about when saved, joined and taken apart."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from missing.findings.likeness import alike, join, take_apart
from missing.findings.links import links
from missing.models import Finding, Subject
from tests.factories import ChildFactory, TeamFactory, WorkerFactory
from tests.html import squeezed
from tests.missing.test_findings import learn, talk_with, use
from tests.missing.test_links import named

pytestmark = pytest.mark.django_db
CARAVANS, TURNED = "Slake End caravan park", "Caravan park, Slake End"


@pytest.fixture
def talk(child, worker):
    return talk_with(child, interviewer=worker)


@pytest.fixture
def sister(team):
    return ChildFactory(team=team, person__given_name="Demi")


def place(client, talk, name, **typed):
    return learn(client, talk, kind="place", text="They meet there", named=name, **typed)


def test_a_place_is_one_in_whatever_order_its_words_stand(signed_in, worker, talk, sister):
    named(sister, CARAVANS, "place")
    assert place(signed_in(worker), talk, TURNED).status_code == 302
    assert Subject.objects.count() == 1
    assert Finding.objects.get(named=TURNED).subject.key == "slakeendcaravanpark"


def test_two_people_whose_names_are_turned_round_are_asked_about(signed_in, worker, talk, sister):
    named(sister, "Ali Hassan", "person")
    client = signed_in(worker)
    page = learn(client, talk, kind="person", text="An older boy", named="Hassan Ali")
    assert "Something like it was named before" in page.content.decode()
    learn(client, talk, kind="person", text="An older boy", named="Hassan Ali", same_as="new")
    assert Subject.objects.filter(kind="person").count() == 2


def test_what_reads_like_it_is_asked_about_and_the_answer_is_kept(signed_in, worker, talk, sister):
    known = named(sister, CARAVANS, "place").subject
    client = signed_in(worker)
    page = squeezed(place(client, talk, "Slake End caravans").content.decode())
    assert "Something like it was named before. Is it the same?" in page
    assert f"{CARAVANS}, in 1 interview" in page
    assert Finding.objects.count() == 1
    assert place(client, talk, "Slake End caravans", same_as=str(known.pk)).status_code == 302
    assert Finding.objects.get(named="Slake End caravans").subject == known


def test_no_one_is_asked_of_a_name_like_no_other(signed_in, worker, talk, sister):
    named(sister, CARAVANS, "place")
    assert place(signed_in(worker), talk, "The ice rink").status_code == 302


def test_as_it_is_typed_what_reads_like_it_is_shown(signed_in, worker, child, sister):
    named(sister, CARAVANS, "place")
    typed = reverse("finding-alike", args=[child.pk])
    client = signed_in(worker)
    page = client.get(typed, {"kind": "place", "named": "slake e"}).content.decode()
    assert f'<option value="{CARAVANS}">' in page
    for kind, name in (("vehicle", "slake e"), ("place", "sl"), ("pattern", "slake e")):
        assert CARAVANS not in client.get(typed, {"kind": kind, "named": name}).content.decode()


def test_what_a_child_named_of_whom_one_may_not_know_is_never_shown(
    signed_in, worker, talk, restricted_child, team
):
    named(restricted_child, CARAVANS, "place")
    elsewhere = ChildFactory(team=TeamFactory(authority=team.authority, name="Other"))
    named(elsewhere, "Slake End caravan site", "place")
    client = signed_in(worker)
    typed = reverse("finding-alike", args=[talk.child_id])
    page = client.get(typed, {"kind": "place", "named": CARAVANS}).content.decode()
    assert "Slake" not in page
    assert place(client, talk, "Slake End caravans").status_code == 302


def test_a_stranger_is_shown_nothing(signed_in, stranger, child):
    typed = reverse("finding-alike", args=[child.pk])
    assert signed_in(stranger).get(typed, {"kind": "place", "named": "Slake"}).status_code == 404


# Joining


@pytest.fixture
def two(child, sister):
    return named(child, "The blue car"), named(sister, "Dan’s Astra")


def test_two_names_joined_link_the_children_and_are_one_from_then_on(
    signed_in, coordinator, two, child, worker
):
    blue, astra = two
    client = signed_in(coordinator)
    assert not links(coordinator)
    address = reverse("missing-name-join", args=[blue.subject_id])
    assert client.post(address, {"called": "Dans Astra"}).status_code == 302
    assert [subject.children for subject in links(coordinator)] == [2]
    again = named(child, "the BLUE car")
    assert again.subject == astra.subject
    assert again.named == "the BLUE car"
    page = squeezed(client.get(reverse("missing-names")).content.decode())
    assert "Take apart" in page
    apart = reverse("missing-name-apart", args=[blue.subject_id])
    assert client.post(apart).status_code == 302
    assert not links(coordinator)
    again.refresh_from_db()
    assert again.subject == blue.subject


def test_what_is_joined_is_joined_with_all_that_was_joined_to_it(coordinator, two, team):
    blue, astra = two
    third = named(ChildFactory(team=team), "Vauxhall NK18")
    join(blue.subject, into=astra.subject, by=coordinator)
    join(astra.subject, into=third.subject, by=coordinator)
    assert set(Finding.objects.values_list("subject", flat=True)) == {third.subject_id}
    take_apart(Subject.objects.get(pk=blue.subject_id))
    blue.refresh_from_db()
    assert blue.subject == blue.subject_as_named


def test_two_joined_both_ways_at_once_are_joined_once(coordinator, two):
    blue, astra = two
    join(blue.subject, into=astra.subject, by=coordinator)
    join(astra.subject, into=blue.subject, by=coordinator)
    assert Subject.objects.standing().count() == 1


def test_a_name_one_may_not_know_of_is_not_found(signed_in, coordinator, restricted_child, two):
    hidden = named(restricted_child, "Hidden car").subject
    client = signed_in(coordinator)
    assert client.get(reverse("missing-name-join", args=[hidden.pk])).status_code == 404
    assert client.post(reverse("missing-name-apart", args=[hidden.pk])).status_code == 404
    page = client.post(
        reverse("missing-name-join", args=[two[0].subject_id]), {"called": "Hidden car"}
    )
    assert "Nothing of this kind that you may know of is called this" in page.content.decode()
    assert "Hidden" not in client.get(reverse("missing-names")).content.decode()


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "auditor"])
def test_only_the_coordinator_joins_names(signed_in, team, role, two):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert client.get(reverse("missing-names")).status_code == 403
    address = reverse("missing-name-join", args=[two[0].subject_id])
    assert client.get(address).status_code == 403


def test_names_are_found_by_a_part_and_by_their_kind(signed_in, coordinator, two, child):
    named(child, CARAVANS, "place")
    client = signed_in(coordinator)
    page = client.get(reverse("missing-names"), {"q": "astra"}).content.decode()
    assert "Dan’s Astra" in page
    assert "The blue car" not in page
    page = client.get(reverse("missing-names"), {"kind": "place"}).content.decode()
    assert CARAVANS in page
    assert "Astra" not in page


def test_the_names_take_few_queries_however_many(
    signed_in, coordinator, team, django_assert_max_num_queries
):
    for number in range(12):
        named(ChildFactory(team=team), f"Number {number} Quay Street", "place")
    client = signed_in(coordinator)
    with django_assert_max_num_queries(8):
        assert client.get(reverse("missing-names")).status_code == 200
    with django_assert_max_num_queries(8):
        assert len(alike(coordinator, "place", "Quay Street")) == 5


# What goes to the police


def test_what_was_named_goes_with_it_and_what_else_was_named_where_it_is_ticked(
    signed_in, worker, talk
):
    client = signed_in(worker)
    learn(client, talk, named="Grey Corsa, NK18")
    place(client, talk, CARAVANS, postcode="NE31 1AA")
    learn(client, talk, kind="person", text="He drives", named="Big Dan")
    corsa, caravans, dan = Finding.objects.order_by("pk")
    form = client.get(reverse("finding-use", args=[talk.child_id, corsa.pk])).context["form"]
    assert form.initial["sent"] == "A grey Corsa collects her\nVehicle: Grey Corsa, NK18"
    assert [one.pk for one in form.fields["also_named"].queryset] == [caravans.pk, dan.pk]
    use(
        client,
        corsa,
        ending="partner",
        partner="police",
        sent=form.initial["sent"],
        also_named=[caravans.pk],
    )
    page = client.get(reverse("finding-extract", args=[talk.child_id, corsa.pk])).content.decode()
    assert "Vehicle: Grey Corsa, NK18" in page
    assert f"Place: {CARAVANS}, in NE31" in page
    assert "Big Dan" not in page


def test_another_interviews_names_cannot_be_sent_with_it(signed_in, worker, talk, sister):
    client = signed_in(worker)
    learn(client, talk, named="Grey Corsa, NK18")
    other = named(sister, CARAVANS, "place")
    corsa = Finding.objects.get(named="Grey Corsa, NK18")
    use(client, corsa, ending="partner", partner="police", sent="A car.", also_named=[other.pk])
    corsa.refresh_from_db()
    assert CARAVANS not in corsa.sent


def test_the_day_of_a_name_is_kept(coordinator, child):
    old = named(child, CARAVANS, "place", days_ago=400)
    subject = Subject.objects.known_to(coordinator).get(pk=old.subject_id)
    assert subject.last_on < timezone.now() - timedelta(days=399)
