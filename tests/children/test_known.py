"""Is this child known? What the whole authority tells whoever screens a contact or adds a child."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from casework.access.roles import ROLES, Permission
from casework.children.known.operations import Question, ask
from casework.children.models import Ask, Child, FileAccess, PersonName
from casework.children.models.likeness import close
from tests.children.test_file import NEW
from tests.factories import (
    AlertFactory,
    AllocationFactory,
    AuthorityFactory,
    ChildFactory,
    EpisodeOfNeedFactory,
    FileGrantFactory,
    PersonNameFactory,
    PlanFactory,
    RelationshipFactory,
    TeamFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
ELLA = {"given_name": "Ella", "family_name": "Dhillon", "born_on": date(2014, 6, 3)}
ASKED = {
    "given_name": "Ella",
    "family_name": "Dhillon",
    "born_on_day": "3",
    "born_on_month": "6",
    "born_on_year": "2014",
}


@pytest.fixture
def elsewhere(team):
    return TeamFactory(authority=team.authority, name="Disabled children")


@pytest.fixture
def priya(elsewhere):
    return WorkerFactory(team=elsewhere, first_name="Priya", last_name="Nair")


def file_of(team, *, worker=None, **facts):
    child = ChildFactory(
        team=team,
        person__given_name="Ella",
        person__family_name="Dhillon",
        person__born_on=date(2014, 6, 3),
        **facts,
    )
    if worker:
        AllocationFactory(child=child, worker=worker)
    return child


@pytest.fixture
def theirs(elsewhere, priya):
    return file_of(elsewhere, worker=priya, nhs_number="9990000042")


@pytest.fixture
def hidden(elsewhere, priya):
    return file_of(elsewhere, worker=priya, restricted=True, nhs_number="9990000050")


def likely(worker, **typed):
    return list(Child.objects.known_to_authority(worker).likely_duplicates(**typed))


def words(page) -> str:
    return " ".join(page.content.decode().split())


# What each is told


def test_another_teams_child_is_told_of_with_whom_to_ring_and_no_more(signed_in, worker, theirs):
    AlertFactory(child=theirs, text="A dog that bites")
    PlanFactory(child=theirs)
    page = signed_in(worker).get(reverse("is-known"), ASKED)
    (file,) = page.context["files"]
    assert (file.is_open, file.plan, file.alert, file.held) == (True, True, True, True)
    assert (file.ring, file.team, file.url) == ("Priya Nair", "Disabled children", "")
    assert "Ring Priya Nair, Disabled children" in words(page)
    assert "dog" not in words(page)
    assert theirs.get_absolute_url() not in words(page)


def test_their_own_child_is_a_link_to_the_file(signed_in, worker, team):
    mine = file_of(team)
    page = signed_in(worker).get(reverse("is-known"), ASKED)
    assert page.context["files"][0].url == mine.get_absolute_url()


def test_a_closed_file_is_told_of_with_a_manager_to_ring(worker, elsewhere):
    boss = WorkerFactory(team=elsewhere, role="team_manager", first_name="Colin", last_name="Marsh")
    child = file_of(elsewhere)
    EpisodeOfNeedFactory(child=child, closed_on=date(2026, 2, 1), closure_reason="RC1")
    (file,) = ask(worker, Question(**ELLA), where=Ask.Where.PAGE)
    assert (file.is_open, file.held, file.ring) == (False, False, boss.name)


@pytest.mark.parametrize("role", ["team_manager", "service_manager"])
def test_where_nobody_holds_a_child_a_manager_who_works_here_is_named(worker, elsewhere, role):
    gone = WorkerFactory(team=elsewhere, last_name="Left", is_active=False)
    file_of(elsewhere, worker=gone)
    team = elsewhere if role == "team_manager" else worker.team
    boss = WorkerFactory(team=team, role=role, first_name="Colin", last_name="Marsh")
    (file,) = ask(worker, Question(**ELLA), where=Ask.Where.PAGE)
    assert (file.held, file.ring) == (False, boss.name)


def test_of_a_restricted_child_only_whom_to_ring_is_said(signed_in, worker, hidden):
    AlertFactory(child=hidden)
    PlanFactory(child=hidden)
    page = signed_in(worker).get(reverse("is-known"), ASKED | {"given_name": "Ela"})
    (file,) = page.context["files"]
    told = {name: value for name, value in vars(file).items() if value}
    assert told.pop("ask")  # by which whoever must open it in an emergency may, and gives a reason
    assert told == {"ring": "Priya Nair", "restricted": True}
    text = words(page)
    assert "There is a restricted file: ring Priya Nair" in text
    for secret in ("Ella", hidden.number, "Disabled children", "There is a plan", "alert"):
        assert secret not in text


def test_the_query_itself_says_nothing_more_of_a_restricted_child(worker, hidden):
    AlertFactory(child=hidden)
    PlanFactory(child=hidden)
    child = Child.objects.known_to_authority(worker).get()
    assert (child.least_open, child.least_plan, child.least_alert, child.least_held) == (
        False,
        False,
        False,
        False,
    )
    assert child.least_team is None


def test_who_is_allocated_to_a_restricted_child_finds_the_file(priya, hidden):
    (file,) = ask(priya, Question(**ELLA), where=Ask.Where.PAGE)
    assert (file.name, file.url) == ("Ella Dhillon", hidden.get_absolute_url())


def test_an_unknown_child_is_said_to_be_unknown(signed_in, worker):
    page = signed_in(worker).get(reverse("is-known"), ASKED)
    assert "No team has a file for this child" in words(page)


def test_another_councils_child_is_never_told_of(worker):
    other = TeamFactory(authority=AuthorityFactory(name="Elsewhere", la_code="301"))
    file_of(other, nhs_number="9990000042")
    assert likely(worker, **ELLA, numbers=("9990000042",)) == []


@pytest.mark.parametrize("role", ROLES)
def test_only_who_screens_or_adds_may_ask(signed_in, team, theirs, role):
    asker = WorkerFactory(team=team, role=role)
    may = Permission.ASK_IF_KNOWN in ROLES[role].permissions
    assert may == (Permission.RECORD in ROLES[role].permissions)
    page = signed_in(asker).get(reverse("is-known"), ASKED)
    assert page.status_code == (200 if may else 403)
    assert bool(likely(asker, **ELLA)) is may
    assert Ask.objects.exists() is may


# How alike


@pytest.mark.parametrize(
    "typed",
    [
        {"born_on": date(2014, 6, 3)},
        {"born_on": date(2014, 6, 4)},
        {"born_on": date(2015, 6, 3)},
        {"born_on": date(2014, 3, 6)},
        {"born_on": date(2014, 7, 3)},
        {"born_on": None},
        {"given_name": "Ela"},
        {"given_name": "Ellá", "family_name": "DHILLON"},
        {"given_name": "Dhillon", "family_name": "Ella"},
        {"given_name": "Zara"},
        {"given_name": "Someone", "family_name": "Else", "numbers": ("999 000 0042",)},
        {"given_name": "", "family_name": "", "born_on": None, "numbers": ("9990000042",)},
    ],
)
def test_what_is_near_enough_is_told(worker, theirs, typed):
    assert likely(worker, **ELLA | typed) == [theirs]


@pytest.mark.parametrize(
    "typed",
    [
        {"born_on": date(2009, 1, 20)},
        {"given_name": "Zara", "born_on": date(2014, 6, 4)},
        {"given_name": "Tom", "family_name": "Reilly"},
        {"given_name": "", "family_name": "", "born_on": None, "numbers": ("9990000099", "")},
        {"given_name": "", "family_name": "", "born_on": None, "numbers": ("C", "C0", "²")},
    ],
)
def test_what_is_not_near_is_not(worker, theirs, typed):
    assert likely(worker, **ELLA | typed) == []


def test_a_restricted_twin_is_not_given_away_by_a_last_name_and_a_day(worker, hidden):
    assert likely(worker, **ELLA | {"given_name": "Zara"}) == []


def test_a_former_name_and_a_baby_then_unborn_are_told(worker, theirs, elsewhere):
    PersonNameFactory(person=theirs.person, given_name="Ella", family_name="Rowe")
    assert likely(worker, **ELLA | {"family_name": "Rowe"}) == [theirs]
    baby = ChildFactory(
        team=elsewhere,
        person__given_name="Baby",
        person__family_name="Okafor",
        person__born_on=None,
        person__sex="U",
        person__expected_on=date(2026, 11, 20),
    )
    born = {"given_name": "", "family_name": "Okafor", "born_on": date(2026, 11, 12)}
    assert likely(worker, **born) == [baby]


@pytest.mark.parametrize("field", ["upn", "local_id", "former_upn"])
def test_every_number_is_asked(worker, elsewhere, field):
    child = ChildFactory(team=elsewhere, **{field: "H801200001001"})
    assert likely(worker, numbers=("h801200001001",)) == [child]
    assert likely(worker, numbers=(child.number,)) == [child]


def test_names_are_asked_by_their_index(worker, theirs, many_people):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Child.objects.known_to_authority(worker).likely_duplicates(**ELLA).order_by().explain()
    assert "Bitmap Index Scan on person_names_trigram" in plan
    assert "Seq Scan on children_person" not in plan
    before = PersonName.objects.filter(close("family_name", "Rowe"), close("given_name", "Ella"))
    assert "Bitmap Index Scan on person_before_trigram" in before.explain()


def test_a_number_is_asked_by_its_index(worker, theirs):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Child.objects.likely_duplicates(numbers=("9990000042",)).order_by().explain()
    for index in ("child_nhs_number_once", "child_upn_once", "child_former_upn", "child_local_id"):
        assert index in plan


# What is kept of it


def test_every_question_is_kept_whether_or_not_there_is_a_file(signed_in, worker, theirs):
    signed_in(worker).get(reverse("is-known"), ASKED)
    signed_in(worker).get(reverse("is-known"), ASKED | {"family_name": "Nobody"})
    second, first = Ask.objects.of_worker(worker)
    assert (first.typed, first.files, first.where) == (
        "Ella Dhillon, born 3 June 2014",
        [theirs.pk],
        "page",
    )
    assert (second.typed, second.files) == ("Ella Nobody, born 3 June 2014", [])


def test_a_page_opened_without_a_question_asks_nothing(signed_in, worker):
    signed_in(worker).get(reverse("is-known"))
    page = signed_in(worker).get(reverse("is-known"), {"given_name": "Ella"})
    assert "Give the last name" in words(page)
    assert not Ask.objects.exists()


@pytest.mark.parametrize("which", ["theirs", "hidden"])
def test_who_may_read_the_file_reads_who_asked_and_what(request, signed_in, worker, priya, which):
    child = request.getfixturevalue(which)
    signed_in(worker).get(reverse("is-known"), ASKED)
    assert FileAccess.objects.get(child=child.pk).worker_id == worker.pk
    looks = words(signed_in(priya).get(reverse("looks", args=[child.pk])))
    assert "Asked if known: Ella Dhillon, born 3 June 2014" in looks
    assert worker.name in looks


def test_what_one_asked_is_theirs_alone_to_read_again(signed_in, worker, priya, theirs):
    signed_in(worker).get(reverse("is-known"), ASKED)
    assert "Ella Dhillon, born 3 June 2014" in words(signed_in(worker).get(reverse("is-known")))
    assert "Ella" not in words(signed_in(priya).get(reverse("is-known")))


def test_as_many_queries_for_one_file_as_for_many(
    signed_in, worker, elsewhere, django_assert_max_num_queries
):
    for _ in range(8):
        file_of(elsewhere)
    client = signed_in(worker)
    with django_assert_max_num_queries(20):
        client.get(reverse("is-known"), ASKED)


# Before a second file is opened


def test_another_teams_child_is_said_before_a_second_file_is_made(signed_in, worker, theirs):
    client = signed_in(worker)
    page = client.post(reverse("child-add"), NEW)
    assert "Ring Priya Nair, Disabled children" in words(page)
    assert Child.objects.count() == 1
    assert Ask.objects.get().where == "adding"
    said = page.context["form"]["looked_for"].value()
    client.post(reverse("child-add"), NEW | {"not_the_same": "on", "looked_for": said})
    assert Child.objects.count() == 2


def test_a_restricted_child_is_said_before_a_second_file_is_made(signed_in, worker, hidden):
    page = signed_in(worker).post(reverse("child-add"), NEW)
    assert "There is a restricted file: ring Priya Nair" in words(page)
    assert hidden.number not in words(page)
    assert Child.objects.count() == 1


def test_a_different_child_was_said_of_the_names_typed_then(signed_in, worker, theirs):
    told = {"not_the_same": "on", "looked_for": "Zoe Somebody, born 1 May 2020"}
    page = signed_in(worker).post(reverse("child-add"), NEW | told)
    assert page.status_code == 200
    assert not page.context["form"]["not_the_same"].value()


@pytest.mark.parametrize(
    ("which", "number", "said"),
    [
        ("theirs", "999 000 0042", "has this NHS number: ring Priya Nair, Disabled children"),
        ("hidden", "9990000050", "There is a restricted file: ring Priya Nair"),
    ],
)
def test_a_number_on_another_file_is_said_beside_the_field(
    request, signed_in, worker, child, which, number, said
):
    other = request.getfixturevalue(which)
    facts = NEW | {"given_name": "Tom", "family_name": "Reilly", "nhs_number": number}
    for address in (reverse("child-add"), reverse("child-edit", args=[child.pk])):
        page = signed_in(worker).post(address, facts)
        assert said in str(page.context["form"].errors["nhs_number"])
        assert other.number not in words(page)
    assert FileAccess.objects.filter(child=other.pk, worker=worker.pk).count() == 2


def test_a_file_keeps_its_own_number_when_it_is_saved_again(signed_in, worker, child):
    Child.objects.filter(pk=child.pk).update(nhs_number="9990000042", upn="H801200001001")
    facts = NEW | {"nhs_number": "9990000042", "upn": "H801200001001"}
    assert signed_in(worker).post(reverse("child-edit", args=[child.pk]), facts).status_code == 302


@pytest.mark.parametrize("field", ["nhs_number", "upn", "local_id"])
def test_the_database_holds_a_number_once_in_an_authority(team, field):
    ChildFactory(team=team, **{field: "9990000042"})
    elsewhere = TeamFactory(authority=AuthorityFactory(name="Elsewhere", la_code="301"))
    ChildFactory(team=elsewhere, **{field: "9990000042"})
    ChildFactory(team=team)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChildFactory(team=team, **{field: "9990000042"})


# Brothers and sisters


@pytest.fixture
def brother(child, theirs):
    RelationshipFactory(person=child.person, relative=theirs.person, kind="brother")
    return theirs


@pytest.mark.parametrize(
    "name", ["child", "family", "contact-add-for", "visit-add", "note-add", "assessment-add"]
)
def test_a_brother_of_another_team_has_a_file_and_somebody_to_ring(
    signed_in, worker, child, brother, name
):
    page = words(signed_in(worker).get(reverse(name, args=[child.pk])))
    said = "Another child of the family has a file you cannot open: ring Priya Nair"
    assert f"{said}, Disabled children" in page
    for secret in ("Ella", brother.number):
        assert secret not in page
    Child.objects.filter(pk=brother.pk).update(restricted=True)
    page = words(signed_in(worker).get(reverse(name, args=[child.pk])))
    for secret in ("Another child of the family", "Priya", "Ella"):
        assert secret not in page


def test_who_may_open_the_brothers_file_sees_him_by_name(signed_in, worker, child, brother):
    FileGrantFactory(child=brother, worker=worker, until=date.today() + timedelta(days=1))
    page = words(signed_in(worker).get(child.get_absolute_url()))
    assert "Ella" in page
    assert "Another child of the family" not in page


@pytest.mark.parametrize("typed", ["Ella 2026-02-30", "Ella 0000-00-00", "Ella abcd-ef-gh", "C²"])
def test_what_only_looks_like_a_birth_date_is_no_birth_date(typed):
    assert Question.of_words(typed).born_on is None


def test_a_birth_date_in_the_line_is_asked_with():
    assert Question.of_words("Ella Reed 14/03/2019").born_on == date(2019, 3, 14)
