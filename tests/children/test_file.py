"""Opening a file, the family on it, and who works with the child."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from casework.children.access_log import make_room
from casework.children.models import Allocation, Child, FileAccess, Person
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    ChildFactory,
    PersonFactory,
    PlanFactory,
    RelationshipFactory,
    Section47Factory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

NEW = {
    "given_name": "Ella",
    "family_name": "Dhillon",
    "born_on_day": "3",
    "born_on_month": "6",
    "born_on_year": "2014",
    "sex": "F",
    "ethnicity": "AIND",
    "postcode": "nm2 1aa",
}


def test_a_file_is_opened_with_its_address_and_its_worker(signed_in, worker):
    response = signed_in(worker).post(reverse("child-add"), NEW)
    child = Child.objects.get(person__given_name="Ella")
    assert response.url == child.get_absolute_url()
    assert child.person.addresses.get().postcode == "NM2 1AA"
    assert child.allocations.get().worker == worker
    assert child in Child.objects.visible_to(worker).matching("NM2 1AA")


@pytest.mark.parametrize(("says", "part"), [({}, "other"), ({"mine": "on"}, "lead")])
def test_opening_a_file_makes_nobody_its_social_worker_unless_they_say_so(
    signed_in, worker, says, part
):
    signed_in(worker).post(reverse("child-add"), NEW | says)
    child = Child.objects.get(person__given_name="Ella")
    assert [held.role for held in child.allocations.all()] == [part]


def test_who_cannot_be_a_social_worker_is_not_asked_whether_they_are(signed_in, team):
    helper = WorkerFactory(team=team, role="family_support", username="helper")
    desk = signed_in(helper)
    assert "mine" not in desk.get(reverse("child-add")).context["form"].fields
    desk.post(reverse("child-add"), NEW | {"mine": "on"})
    assert Child.objects.get(person__given_name="Ella").allocations.get().role == "other"


def test_a_likely_duplicate_is_shown_before_a_second_file_is_made(signed_in, worker, team):
    known = ChildFactory(
        team=team,
        person__given_name="Ela",
        person__family_name="Dhillon",
        person__born_on=date(2014, 6, 3),
    )
    page = signed_in(worker).post(reverse("child-add"), NEW)
    assert page.context["form"].duplicates == [known]
    assert "Is this the same child?" in page.content.decode()
    signed_in(worker).post(reverse("child-add"), {**NEW, "not_the_same": "on"})
    assert Child.objects.filter(person__family_name="Dhillon").count() == 2


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
    facts = {
        "family_name": "Rowe",
        "given_name": "Baby",
        "sex": "U",
        "ethnicity": "NOBT",
        "expected_on_day": due.day,
        "expected_on_month": due.month,
        "expected_on_year": due.year,
    }
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
    facts = {
        "kind": "mother",
        "given_name": "Kirsty",
        "family_name": "Whitfield",
        "lives_with": "on",
    }
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
    facts = {
        "worker": other.pk,
        "role": "lead",
        "reason": "Step down",
        "started_on_day": today.day,
        "started_on_month": today.month,
        "started_on_year": today.year,
    }
    assert signed_in(manager).post(reverse("allocate", args=[child.pk]), facts).status_code == 302
    child.refresh_from_db()
    assert child.team == other.team
    assert Allocation.objects.leading().get(child=child).worker == other
    assert Allocation.objects.get(child=child, worker=worker).ended_on == today


def allocated(client, child, worker, **changes):
    facts = {"worker": worker.pk, "role": "lead", "started_on": timezone.localdate().isoformat()}
    return client.post(reverse("allocate", args=[child.pk]), facts | changes)


@pytest.mark.parametrize(
    ("role", "part", "can"),
    [
        ("social_worker", "lead", True),
        ("family_support", "lead", False),
        ("conference_chair", "lead", False),
        ("family_support", "lead_practitioner", True),
        ("family_support", "family_support", True),
        ("social_worker", "family_support", False),
        ("conference_chair", "chair", True),
        ("social_worker", "chair", False),
    ],
)
def test_only_who_can_hold_the_part_is_given_it(signed_in, manager, team, role, part, can):
    child, someone = ChildFactory(team=team), WorkerFactory(team=team, role=role, username="x")
    answer = allocated(signed_in(manager), child, someone, role=part)
    assert (answer.status_code == 302) is can
    assert child.allocations.filter(worker=someone, role=part).exists() is can


def test_a_lead_practitioner_takes_the_place_of_the_social_worker_and_holds_the_clocks(
    signed_in, manager, team, child, worker
):
    helper = WorkerFactory(team=team, role="family_support", first_name="Dawn", username="dawn")
    AssessmentFactory(child=child)
    sweep([child.pk])
    assert Deadline.objects.get(code="assessment.complete").worker == worker
    allocated(signed_in(manager), child, helper, role="lead_practitioner")
    assert [held.worker for held in Allocation.objects.leading().of_child(child)] == [helper]
    sweep([child.pk])
    assert Deadline.objects.get(code="assessment.complete").worker == helper
    assert not Child.objects.filter(pk=child.pk).without_lead().exists()
    banner = signed_in(helper).get(child.get_absolute_url()).content.decode()
    assert "Dawn" in banner
    assert "Lead practitioner since" in banner


@pytest.mark.parametrize("opens", [PlanFactory, Section47Factory])
def test_only_a_social_worker_leads_where_a_child_is_protected(
    signed_in, manager, team, child, opens
):
    opens(child=child)
    helper = WorkerFactory(team=team, role="family_support", username="dawn")
    refused = allocated(signed_in(manager), child, helper, role="lead_practitioner")
    assert "only a social worker leads" in refused.content.decode()
    assert not child.allocations.filter(worker=helper).exists()


@pytest.mark.parametrize(("day", "taken"), [("2023-12-14", False), ("2023-12-15", True)])
def test_someone_else_than_a_social_worker_leads_since_december_2023(
    signed_in, manager, team, day, taken
):
    child, helper = ChildFactory(team=team), WorkerFactory(team=team, role="family_support")
    allocated(signed_in(manager), child, helper, role="lead_practitioner", started_on=day)
    assert child.allocations.exists() is taken


def test_nobody_without_the_role_is_lead_by_a_correction_or_a_change_of_role(
    signed_in, manager, team, child, worker
):
    helper = WorkerFactory(team=team, role="family_support", username="dawn")
    held = AllocationFactory(child=child, worker=helper, role="family_support")
    worker.allocations.all().delete()
    held.role = "lead"
    with pytest.raises(ValidationError, match="cannot be the social worker"):
        held.full_clean()
    Allocation.objects.filter(pk=held.pk).update(role="lead_practitioner")
    administrator = WorkerFactory(team=team, role="administrator", username="admin")
    client, page = signed_in(administrator), reverse("worker-edit", args=[helper.pk])
    facts = {name: getattr(helper, name) for name in ("first_name", "last_name", "username")}
    changed = facts | {"role": "auditor", "team": team.pk, "is_active": "on"}
    said = client.post(page, changed).content.decode()
    assert "They are the lead practitioner of 1 child" in said


def test_nobody_who_opens_no_file_or_has_left_is_offered_and_each_stands_with_their_load(
    signed_in, manager, team, child, worker
):
    worker.caseload_limit = 18
    worker.save()
    for role in ("administrator", "data_analyst", "inspector", "auditor"):
        WorkerFactory(team=team, role=role, username=role, last_name=f"No{role}")
    WorkerFactory(team=team, username="gone", last_name="Nogone", is_active=False)
    page = signed_in(manager).get(reverse("allocate", args=[child.pk])).content.decode()
    assert f"{worker}, social worker: 1 child, at most 18" in page
    for name in ("Noadministrator", "Nodata_analyst", "Noinspector", "Noauditor", "Nogone"):
        assert name not in page


def test_brothers_and_sisters_are_allocated_in_the_same_step(signed_in, manager, team, child):
    brother = ChildFactory(team=team, person__given_name="Alfie")
    RelationshipFactory(person=child.person, relative=brother.person, kind="brother")
    taker = WorkerFactory(team=team, username="taker")
    allocated(signed_in(manager), child, taker, children=[brother.pk])
    held = Allocation.objects.leading().filter(worker=taker)
    assert {allocation.child for allocation in held} == {child, brother}


def test_after_giving_a_child_to_another_team_its_manager_stands_on_a_page_they_may_see(
    signed_in, manager, child
):
    other = WorkerFactory(
        team=TeamFactory(authority=child.authority, name="Elsewhere"), username="far"
    )
    answer = allocated(signed_in(manager), child, other)
    assert signed_in(manager).get(child.get_absolute_url()).status_code == 404
    assert signed_in(manager).get(answer.url, follow=True).status_code == 200


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
