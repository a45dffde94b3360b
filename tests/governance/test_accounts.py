"""What the account of the pages may do in the database, and what it may not."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from casework.children.access_log import log_look, make_room
from casework.children.models import FileAccess, Person
from casework.embedded.addresses import PAGES, database_url
from casework.governance.accounts import never_changed
from tests.factories import PersonFactory

ACCOUNT = "casework_pages"


@pytest.fixture
def as_pages(db):
    """From here on the test has the rights of the pages, and no more."""

    def become():
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {ACCOUNT}")

    yield become
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def refused(sql: str) -> bool:
    not_theirs = pytest.raises(ProgrammingError, match="permission denied|must be owner")
    with not_theirs, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return True


@pytest.mark.parametrize("table", sorted(never_changed()))
def test_the_account_of_the_pages_changes_no_log(as_pages, table):
    column = {"pghistory_context": "updated_at"}.get(table, "")
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    column = column or described[-1].name
    as_pages()
    for words in (
        f'UPDATE {table} SET "{column}" = "{column}"',
        f"DELETE FROM {table}",
        f"TRUNCATE {table}",
        f"ALTER TABLE {table} ADD COLUMN x integer",
        f"DROP TABLE {table}",
        f"SELECT * FROM {table} FOR UPDATE",
    ):
        assert refused(words), words
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")


def test_it_reaches_no_partition_of_the_looks_either(as_pages):
    as_pages()
    for words in ("UPDATE {} SET what = ''", "DELETE FROM {}", "SELECT * FROM {}"):
        assert refused(words.format("children_fileaccess_other"))


def test_it_cannot_switch_off_what_writes_the_history(as_pages):
    as_pages()
    assert refused("ALTER TABLE children_child DISABLE TRIGGER ALL")
    assert refused("SET session_replication_role = 'replica'")
    assert refused("CREATE TABLE x (y integer)")
    assert refused("DELETE FROM django_migrations")


def test_it_makes_no_temporary_table_that_would_be_taken_for_a_log(as_pages):
    as_pages()
    assert refused("CREATE TEMP TABLE pghistory_context (id uuid)")


@pytest.mark.parametrize("function", ["_pgh_attach_context", "children_make_room"])
def test_what_acts_for_the_owner_takes_no_temporary_table_for_one_of_ours(db, function):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proconfig, current_schema FROM pg_proc WHERE proname = %s AND prosecdef"
            " AND pronamespace = current_schema::regnamespace",
            [function],
        )
        (settings, schema) = cursor.fetchone()
    assert settings == [f"search_path={schema}, pg_temp"]


def test_who_changed_it_is_not_written_to_a_table_that_only_bears_the_name(db, worker):
    import pghistory

    person = PersonFactory()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE pghistory_context (LIKE pghistory_context) ON COMMIT DROP"
        )
    with pghistory.context(user=worker.pk):
        person.given_name = "Another"
        person.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_temp.pghistory_context")
        assert cursor.fetchone() == (0,)


def test_a_page_is_read_and_a_form_is_saved_with_it(as_pages, signed_in, worker, child):
    as_pages()
    client = signed_in(worker)
    assert client.get(reverse("child", args=[child.pk])).status_code == 200
    assert client.get(reverse("my_work")).status_code == 200
    edit = reverse("child-edit", args=[child.pk])
    assert client.get(edit).status_code == 200
    assert FileAccess.objects.filter(child=child.pk).count() == 2


def test_what_it_changes_has_its_history_with_who_and_from_which_page(as_pages, worker):
    import pghistory

    person = PersonFactory()
    as_pages()
    with pghistory.context(user=worker.pk, url="/here/"):
        person.given_name = "Another"
        person.save()
        with pghistory.context(more="words"):
            person.given_name = "Third"
            person.save()
    events = Person.pgh_event_models["update"].objects.filter(pgh_obj=person.pk)
    told = [event.pgh_context.metadata for event in events.filter(pgh_label="update")]
    assert all(words["user"] == worker.pk for words in told)
    assert any(words.get("more") for words in told)


def test_it_makes_room_for_the_looks_of_coming_months(as_pages, child, worker):
    as_pages()
    make_room()
    log_look(worker, child, "the file")
    assert make_room() == []


@pytest.mark.django_db(transaction=True)
def test_who_changed_it_is_written_once_and_a_later_save_stands_beside_it():
    import pghistory

    person = PersonFactory()
    with pghistory.context(command="one"):
        person.given_name = "First"
        person.save()
        with pghistory.context(more="words"):
            person.given_name = "Second"
            person.save()
    events = Person.pgh_event_models["update"].objects.filter(pgh_label="update")
    told = [event.pgh_context.metadata for event in events.order_by("pgh_id")]
    assert told == [{"command": "one"}, {"command": "one", "more": "words"}]


def test_the_account_of_the_pages_may_bear_another_name(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv(PAGES, "1")
    monkeypatch.setenv("CASEWORK_DATABASE_PAGES_ACCOUNT", "council_pages")
    assert database_url().startswith("postgresql://council_pages:")


def test_the_account_of_the_pages_writes_down_no_removal(as_pages):
    as_pages()
    assert refused(
        "INSERT INTO governance_removal (at, because, key, digest) VALUES (now(), '', '', '')"
    )
    assert refused("DELETE FROM governance_removedrow")
