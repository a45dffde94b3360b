"""A relative is one person however many children they are related to."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Child, Person, PersonJoin, Relationship, even_withdrawn
from casework.children.relatives.queries import not_to_be_told, relationships_seen
from casework.documents.models import ContactLimit
from casework.meetings.people import known_to
from tests.children.families import person, relate
from tests.factories import AddressFactory, ChildFactory, RelationshipFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def alfie(child):
    return ChildFactory(team=child.team, person__given_name="Alfie")


@pytest.fixture
def mother(child, alfie):
    kirsty = person(child, "Kirsty", "F", date(1995, 2, 1), phone="07700 900123")
    for kid in (child, alfie):
        relate(kid.person, kirsty, "mother", parental_responsibility=True)
        relate(kirsty, kid.person, "child")
    return kirsty


@pytest.fixture
def page(signed_in, worker, child):
    def _page(name, *parts, to=child, **facts):
        client, url = signed_in(worker), reverse(name, args=[to.pk, *parts])
        return client.post(url, facts) if facts else client.get(url)

    return _page


WHO = {"given_name": "Kirsty", "family_name": "Marsh", "sex": "F", "languages": "Polish"}


def test_edited_once_she_is_changed_on_every_file(page, child, alfie, mother):
    facts = {**WHO, "needs_interpreter": "on", "other_phone": "0113 496 0001"}
    assert page("relative-edit", mother.pk, **facts).status_code == 302
    for kid in (child, alfie):
        text = " ".join(page("relative", mother.pk, to=kid).content.decode().split())
        assert "Kirsty Marsh" in text
        assert "needs an interpreter" in text
        assert "Former name: Kirsty Whitfield" in text
    mother.refresh_from_db()
    assert "01134960001" in mother.search_text


def test_a_relative_who_died_is_asked_to_nothing_and_lives_nowhere(page, worker, child, mother):
    AddressFactory(person=mother)
    AddressFactory(person=child.person)
    assert page("relative-edit", mother.pk, **WHO, died_on=TODAY.isoformat()).status_code == 302
    assert f"person:{mother.pk}" not in {known.key for known in known_to(child, worker)}
    assert "With Ruby" not in page("family").content.decode()


def test_what_she_is_ends_for_both_children_and_from_both_sides(page, child, alfie, mother):
    tie, his = (
        Relationship.objects.get(person=kid.person, relative=mother) for kid in (child, alfie)
    )
    facts = {"kind": "mother", "ended_on": TODAY.isoformat(), "ended_because": "Adopted"}
    assert page("relationship-edit", mother.pk, tie.pk, **facts, also=[his.pk]).status_code == 302
    ended = Relationship.objects.filter(ended_on=TODAY, ended_because="Adopted")
    assert ended.count() == 4


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"ended_on": TODAY.isoformat()}, "Say why it ended"),
        ({"responsibility_held": "order"}, "Say that they have parental responsibility"),
        (
            {"started_on": "2026-05-01", "ended_on": "2026-04-01", "ended_because": "x"},
            "It cannot have ended before it began",
        ),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(page, child, mother, facts, says):
    tie = Relationship.objects.get(person=child.person, relative=mother)
    answer = page("relationship-edit", mother.pk, tie.pk, kind="mother", **facts)
    assert says in answer.content.decode()


def test_a_half_brother_is_said_once(page, child, alfie):
    relate(child.person, alfie.person, "brother")
    relate(alfie.person, child.person, "sibling")
    tie = Relationship.objects.get(person=child.person, relative=alfie.person)
    page("relationship-edit", alfie.person_id, tie.pk, kind="half_sibling")
    assert set(Relationship.objects.values_list("kind", flat=True)) == {"half_sibling"}


def test_a_couple_parts_and_the_children_keep_both(page, child, mother):
    dad = person(child, "Craig", "M")
    relate(child.person, dad, "father")
    relate(mother, dad, "partner")
    relate(dad, mother, "partner")
    facts = {"other": dad.pk, "ended_on": TODAY.isoformat(), "because": "Kirsty said so"}
    assert page("separated", mother.pk, **facts).status_code == 302
    assert not Relationship.objects.standing().filter(kind="partner").exists()
    assert Relationship.objects.standing().filter(person=child.person).count() == 2


def test_her_page_names_only_the_children_the_reader_may_see(
    page, worker, child, alfie, mother, restricted_child
):
    relate(restricted_child.person, mother, "mother")
    seen = {row.person_id for row in relationships_seen(mother, worker)}
    assert seen == {child.person_id, alfie.person_id}
    assert "Hidden" not in page("relative", mother.pk).content.decode()
    assert page("relative", mother.pk, to=restricted_child).status_code == 404
    assert page("relative", person(child, "Stranger", "M").pk).status_code == 404


@pytest.mark.parametrize("ended", [None, TODAY])
def test_a_limit_in_force_keeps_her_unticked(signed_in, manager, worker, child, mother, ended):
    ContactLimit.on_file_of(
        child,
        worker,
        person=mother,
        limit="No contact",
        basis="court",
        started_on=date(2026, 1, 1),
        ended_on=ended,
    ).save()
    form = signed_in(manager).get(reverse("meeting-plan", args=[child.pk])).context["form"]
    ticked = f"person:{mother.pk}" in form.initial["asked"]
    assert ticked is bool(ended)
    assert not_to_be_told(child) == (set() if ended else {mother.pk})
    assert (
        "no contact"
        in signed_in(worker)
        .get(reverse("relative", args=[child.pk, mother.pk]))
        .content.decode()
        .lower()
    )


# Joined


@pytest.fixture
def twice(child, alfie, mother):
    """Kirsty entered again for Alfie, with a phone nobody else has and a limit."""
    again = person(
        child, "Kirsti", "F", family_name="Whitfield", phone="07700 900999", languages="Polish"
    )
    relate(alfie.person, again, "mother")
    relate(alfie.person, again, "carer")
    AddressFactory(person=again)
    return again


def joined(page, mother, twice, **facts):
    said = {"with": twice.pk, "because": "Her mother told us", "take_phone": "other"}
    answer = page("relative-join", mother.pk, **{**said, "take_given_name": "kept", **facts})
    assert answer.status_code == 302, answer.content.decode()
    return PersonJoin.objects.get()


def everything():
    models = (Person, Relationship)
    rows = [list(even_withdrawn(model).order_by("pk").values()) for model in models]
    return rows, list(twice_addresses().values())


def twice_addresses():
    return Person.objects.order_by("pk").filter(addresses__isnull=False).distinct()


def test_the_preview_compares_and_changes_nothing(signed_in, worker, child, mother, twice):
    before = everything()
    url = reverse("relative-join", args=[child.pk, mother.pk])
    assert "Kirsti Whitfield" in signed_in(worker).get(url).content.decode()
    text = signed_in(worker).get(url, {"with": twice.pk}).content.decode()
    assert "07700 900123" in text
    assert "07700 900999" in text
    assert "Carer of Alfie" in " ".join(text.split())
    assert everything() == before


def test_joined_there_is_one_person_and_undone_two_as_they_were(page, child, alfie, mother, twice):
    before = everything()
    made = joined(page, mother, twice)
    mother.refresh_from_db()
    assert (mother.given_name, mother.phone, mother.languages) == (
        "Kirsty",
        "07700 900999",
        "Polish",
    )
    kinds = Relationship.objects.filter(person=alfie.person, relative=mother)
    assert set(kinds.values_list("kind", flat=True)) == {"mother", "carer"}
    assert not Relationship.objects.filter(relative=twice).exists()
    assert "Kirsti" in page("relative", mother.pk).content.decode()
    answer = page("join-undo", mother.pk, made.pk, go="on")
    assert answer.status_code == 302
    assert everything() == before
    made.refresh_from_db()
    assert made.undone_at


def test_whoever_has_a_file_is_kept_and_two_files_are_not_joined(page, child, alfie):
    entered = person(child, "Alfy", "M", family_name="Whitfield")
    relate(child.person, entered, "brother")
    joined_with = page("relative-join", entered.pk, **{"with": alfie.person_id, "because": "Same"})
    assert not PersonJoin.objects.exists()
    assert "Which of these" in joined_with.content.decode()
    relate(child.person, alfie.person, "sibling")
    answer = page("relative-join", entered.pk, **{"with": alfie.person_id, "because": "Same"})
    assert answer.status_code in (200, 302)
    assert Child.objects.get(pk=alfie.pk).person_id == alfie.person_id
    choices = page("relative-join", alfie.person_id).context["choices"]
    assert child.person not in choices


# Brothers and sisters


def test_twelve_are_linked_in_one_step(page, child, django_assert_max_num_queries):
    kids = [ChildFactory(team=child.team, person__given_name=f"Kid{n}") for n in range(11)]
    numbers = " ".join(kid.number for kid in kids)
    with django_assert_max_num_queries(60):
        assert page("siblings", numbers=numbers).status_code == 302
    assert Relationship.objects.count() == 12 * 11
    assert Child.objects.siblings_of(kids[3]).count() == 11
    text = page("family").content.decode()
    assert all(kid.name in text for kid in kids)


def test_twins_and_half_brothers_are_told_of_each_other(page, child):
    mother, dad = person(child, "Mum", "F"), person(child, "Dad", "M")
    twin, half, other_half = kids = [
        ChildFactory(team=child.team, person__given_name=name) for name in ("Tom", "Hal", "Oz")
    ]
    for kid in (child, *kids):
        relate(kid.person, mother, "mother")
    for kid in (half, other_half):
        relate(kid.person, dad, "father")
    said = {"twin": twin, "half_sibling": half}
    facts = {f"sibling_{kid.person_id}": kind for kind, kid in said.items()}
    facts[f"sibling_{other_half.person_id}"] = "half_sibling"
    assert page("siblings", **facts).status_code == 302
    kinds = {
        (row.person.given_name, row.relative.given_name): row.kind
        for row in Relationship.objects.exclude(kind__in=("mother", "father"))
    }
    assert kinds["Ruby", "Tom"] == kinds["Tom", "Ruby"] == "twin"
    assert kinds["Tom", "Hal"] == kinds["Hal", "Tom"] == "half_sibling"
    assert kinds["Hal", "Oz"] == kinds["Oz", "Hal"] == "sibling"


def test_a_child_the_worker_cannot_see_is_not_linked(page, restricted_child):
    text = page("siblings", numbers=restricted_child.number).content.decode()
    assert "No child you can see has the number" in text
    assert not RelationshipFactory._meta.model.objects.exists()
