"""Opening a file, the family on it, and who works with the child."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from casework.children.looks import make_room
from casework.children.models import Allocation, Child, FileAccess, Person
from tests.factories import (
    AllocationFactory,
    ChildFactory,
    PersonFactory,
    RelationshipFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

NEW = {
    "given_name": "Ella", "family_name": "Dhillon", "born_on_day": "3", "born_on_month": "6",
    "born_on_year": "2014", "sex": "F", "ethnicity": "AIND", "postcode": "nm2 1aa",
}  # fmt: skip


def test_a_file_is_opened_with_its_address_and_its_worker(signed_in, worker):
    response = signed_in(worker).post(reverse("child-add"), NEW)
    child = Child.objects.get(person__given_name="Ella")
    assert response.url == child.get_absolute_url()
    assert child.person.addresses.get().postcode == "NM2 1AA"
    assert child.allocations.get().worker == worker
    assert child in Child.objects.visible_to(worker).matching("NM2 1AA")


def test_a_likely_duplicate_is_shown_before_a_second_file_is_made(signed_in, worker, team):
    known = ChildFactory(
        team=team, person__given_name="Ela", person__family_name="Dhillon",
        person__born_on=date(2014, 6, 3),
    )  # fmt: skip
    page = signed_in(worker).post(reverse("child-add"), NEW)
    assert page.context["form"].duplicates == [known]
    assert "Is this the same child?" in page.content.decode()
    signed_in(worker).post(reverse("child-add"), {**NEW, "not_the_same": "on"})
    assert Child.objects.filter(person__family_name="Dhillon").count() == 2


def test_a_duplicate_the_worker_may_not_know_of_is_not_shown(signed_in, worker, restricted_child):
    restricted_child.person.given_name = "Ella"
    restricted_child.person.family_name = "Dhillon"
    restricted_child.person.born_on = date(2014, 6, 3)
    restricted_child.person.save()
    assert signed_in(worker).post(reverse("child-add"), NEW).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"given_name": ""}, "given_name", "Give the child’s first name"),
        ({"born_on_year": "2999"}, "born_on", "year in full"),
        ({"born_on_year": "2090"}, "born_on", "today or earlier"),
        ({"nhs_number": "12"}, "nhs_number", "10 digits"),
        ({"upn": "A850728973744"}, "upn", "not a unique pupil number"),
        ({"disabilities": ["NONE", "AUT"]}, None, "No disability"),
    ],
)
def test_a_mistake_is_said_in_plain_words_and_what_was_typed_is_kept(
    signed_in, worker, wrong, field, words
):
    page = signed_in(worker).post(reverse("child-add"), {**NEW, **wrong})
    errors = page.context["form"].errors
    assert words in str(errors[field] if field else errors)
    assert "Dhillon" in page.content.decode()
    assert not Child.objects.exists()


def test_an_unborn_child_has_a_file_with_the_expected_date(signed_in, worker):
    due = timezone.localdate() + timedelta(days=90)
    facts = {"family_name": "Rowe", "given_name": "Baby", "sex": "U", "ethnicity": "NOBT",
             "expected_on_day": due.day, "expected_on_month": due.month,
             "expected_on_year": due.year}  # fmt: skip
    signed_in(worker).post(reverse("child-add"), facts)
    child = Child.objects.get()
    assert child.person.unborn
    assert "due" in signed_in(worker).get(child.get_absolute_url()).content.decode()


def test_a_changed_name_is_kept_as_a_former_name(signed_in, worker, child):
    facts = {**NEW, "given_name": "Ruby", "family_name": "Marsh"}
    signed_in(worker).post(reverse("child-edit", args=[child.pk]), facts)
    assert str(child.person.other_names.get()) == "Ruby Whitfield"
    assert child.person.events.count() >= 2


def test_someone_is_added_to_the_family(signed_in, worker, child):
    facts = {"kind": "mother", "given_name": "Kirsty", "family_name": "Whitfield",
             "lives_with": "on"}  # fmt: skip
    signed_in(worker).post(reverse("relationship-add", args=[child.pk]), facts)
    page = signed_in(worker).get(reverse("family", args=[child.pk])).content.decode()
    assert "Kirsty Whitfield" in page


def test_a_brother_with_a_file_sees_his_sister_from_his_side(signed_in, worker, child):
    alfie = ChildFactory(team=child.team, person__given_name="Alfie")
    facts = {"kind": "brother", "number": alfie.number}
    signed_in(worker).post(reverse("relationship-add", args=[child.pk]), facts)
    assert list(Child.objects.siblings_of(child)) == [alfie]
    assert list(Child.objects.siblings_of(alfie)) == [child]


def test_a_number_of_a_child_the_worker_may_not_know_of_is_refused(
    signed_in, worker, child, restricted_child
):
    facts = {"kind": "brother", "number": restricted_child.number}
    page = signed_in(worker).post(reverse("relationship-add", args=[child.pk]), facts)
    assert "No child you can see has this number" in page.content.decode()


def test_a_sibling_the_worker_may_not_know_of_is_neither_drawn_nor_counted(
    signed_in, worker, child, restricted_child
):
    RelationshipFactory(person=child.person, relative=restricted_child.person, kind="brother")
    for name in ("family", "child"):
        page = signed_in(worker).get(reverse(name, args=[child.pk])).content.decode()
        assert "Hidden" not in page


def test_thirty_brothers_and_sisters_fit_and_cost_no_more_questions(
    signed_in, worker, child, django_assert_max_num_queries
):
    for number in range(30):
        sibling = ChildFactory(team=child.team, person__given_name=f"Sibling {number}")
        RelationshipFactory(person=child.person, relative=sibling.person, kind="sibling")
    client = signed_in(worker)
    with django_assert_max_num_queries(15):
        page = client.get(reverse("child", args=[child.pk])).content.decode()
    assert "Sibling 29" in page


def test_allocating_ends_the_last_worker_and_moves_the_team(signed_in, manager, child, worker):
    other = WorkerFactory(team=TeamFactory(authority=child.authority, name="Children in need"))
    today = timezone.localdate()
    facts = {"worker": other.pk, "role": "lead", "reason": "Step down",
             "started_on_day": today.day, "started_on_month": today.month,
             "started_on_year": today.year}  # fmt: skip
    assert signed_in(manager).post(reverse("allocate", args=[child.pk]), facts).status_code == 302
    child.refresh_from_db()
    assert child.team == other.team
    assert Allocation.objects.leading().get(child=child).worker == other
    assert Allocation.objects.get(child=child, worker=worker).ended_on == today


def test_only_someone_who_decides_may_allocate(signed_in, worker, child):
    assert signed_in(worker).get(reverse("allocate", args=[child.pk])).status_code == 403


def test_a_child_has_one_social_worker_at_a_time(child):
    with pytest.raises(IntegrityError), transaction.atomic():
        AllocationFactory(child=child)


def test_nobody_dies_before_birth_and_the_words_say_so():
    person = PersonFactory.build(born_on=date(2020, 1, 2), died_on=date(2020, 1, 1))
    with pytest.raises(ValidationError, match="on or after the date of birth"):
        person.validate_constraints()


def test_history_says_who_changed_what(signed_in, worker, child):
    signed_in(worker).post(reverse("child-edit", args=[child.pk]), {**NEW, "religion": "Sikh"})
    event = child.person.events.filter(religion="Sikh").latest("pgh_id")
    assert event.pgh_context.metadata["user"] == worker.pk


def test_deleting_leaves_its_history_behind():
    person = PersonFactory()
    person_id = person.pk
    person.delete()
    labels = Person.events.rel.related_model.objects.filter(pgh_obj_id=person_id)
    assert set(labels.values_list("pgh_label", flat=True)) == {"insert", "delete"}


def test_looks_lie_in_a_partition_of_their_month():
    from django.db import connection

    assert len(make_room()) >= 3
    assert make_room() == [] or not FileAccess.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_inherits WHERE inhparent = 'children_fileaccess'::regclass"
        )
        assert cursor.fetchone()[0] >= 4


def test_who_has_looked_is_shown_newest_first(signed_in, worker, child):
    client = signed_in(worker)
    client.get(reverse("family", args=[child.pk]))
    page = client.get(reverse("looks", args=[child.pk])).content.decode()
    assert "The family" in page
