"""Every address there is, opened by someone who may, about a real record: none of them breaks.

``ROWS`` says who opens each, about what, and what it answers. An address without a row fails, and
so does a row whose address is gone. What the names of records mean is in ``tests/world.py``.
"""

import pytest
from django.db import connection, transaction

from casework.access.roles import ROLES
from casework.children.models import FileAccess
from casework.children.saving.form_tokens import TOKEN
from tests.children.typing import fill, forms_of, save, standing, token_of
from tests.conftest import KEEPS_A_LOOK
from tests.offers import refused
from tests.page_rows import ROWS, addresses, opened_by_role
from tests.world import HIDDEN, EmptyWorld, World

REFUSALS = {302, 403, 405}
"""What an empty form may also be answered with: done, not theirs, not to be posted."""


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    return tmp_path_factory.mktemp("documents")


@pytest.fixture(autouse=True)
def _quick_and_plain(_quick_and_plain, settings, papers):
    """The documents of the world stay where they are from test to test."""
    kept = settings.STORAGES["documents"]
    settings.STORAGES = settings.STORAGES | {
        "documents": kept | {"OPTIONS": {"location": str(papers)}}
    }


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The world, built once in a transaction that is never kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {"texts": {}, "kept": {}}
        transaction.set_rollback(True)


@pytest.fixture
def world(built, _quick_and_plain):
    yield from as_built(built, World)


@pytest.fixture
def empty_world(built, _quick_and_plain):
    yield from as_built(built, EmptyWorld)


def as_built(built, of):
    """The world as it was built: what a test writes is undone after it."""
    if of not in built:
        built[of] = of()
    with transaction.atomic():
        yield built[of]
        transaction.set_rollback(True)


def test_every_address_has_a_row_and_every_row_an_address():
    assert {*addresses()} - {*ROWS} == set(), "add them to tests/page_rows.py"
    assert {*ROWS} - {*addresses()} == set(), "these addresses are gone"


def test_every_role_opens_something():
    assert {*opened_by_role()} >= {*ROLES}


@pytest.mark.parametrize("name", ROWS)
def test_a_page_opens(client, world, built, name):
    statements: list[str] = []
    with connection.execute_wrapper(noting_looks(statements)):
        answer = opened(client, world, name)
        built["texts"][name] = text_of(answer)
    looks = FileAccess.objects.at_files([world.ruby.pk])
    built["kept"][name] = len(statements), looks.exists()
    assert answer.status_code == ROWS[name].answers, said(answer)


@pytest.mark.parametrize("name", ROWS)
def test_a_page_that_names_a_child_keeps_the_look_in_one_statement(client, world, built, name):
    if name not in built["kept"]:
        test_a_page_opens(client, world, built, name)
    statements, of_ruby = built["kept"][name]
    assert statements <= 1
    if world.ruby.number in built["texts"][name]:
        assert of_ruby


def noting_looks(statements: list[str]):
    """Puts each statement that keeps a look into the list."""

    def note(execute, sql, params, many, context):
        if KEEPS_A_LOOK in sql:
            statements.append(sql)
        return execute(sql, params, many, context)

    return note


@pytest.mark.parametrize("name", ROWS)
def test_no_page_names_a_child_its_reader_may_not_know_of(client, world, built, name):
    text = built["texts"].get(name) or text_of(opened(client, world, name))
    assert HIDDEN not in text


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.may_be_a_form])
def test_a_form_sent_empty_says_what_is_missing(client, world, name):
    row = ROWS[name]
    row.sign_in(client, world)
    answer = client.post(row.address(world, name), {})
    assert answer.status_code in {200, *REFUSALS, row.sent_empty}, said(answer)


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.post is not None])
def test_what_is_only_pressed_is_done(client, world, name):
    row = ROWS[name]
    row.sign_in(client, world)
    answer = client.post(row.address(world, name), row.sent(world))
    assert answer.status_code == row.then, said(answer)


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.opens_when_empty])
def test_a_page_opens_with_nothing_in_it(client, empty_world, name):
    row = ROWS[name]
    row.sign_in(client, empty_world)
    answer = row.get(client, empty_world, name)
    nothing_yet = {302, 403, 404} if row.about else set()
    assert answer.status_code in {row.answers, *nothing_yet}, said(answer)


@pytest.mark.long(sampled=False)
@pytest.mark.parametrize("role", ROLES)
def test_no_page_offers_a_role_what_it_may_not_do(client, world, role):
    assert refused(client, world, role) == []


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.may_be_a_form])
def test_every_form_with_more_than_a_line_keeps_what_is_typed(client, world, name):
    page = opened(client, world, name)
    forms = forms_of(page) if "<textarea" in text_of(page) else []
    kept = [place for place, form in enumerate(forms) if TOKEN in form.fields]
    assert bool(kept) == bool(forms), "draw it with {% form %}, which keeps what is typed"
    for place in kept:
        form = forms_of(opened(client, world, name))[place]
        typed = fill(form)
        assert save(client, token_of(form), typed).json()["says"] == "saved"
        again = opened(client, world, name)
        assert "govuk-error-summary" not in text_of(again)
        assert standing(forms_of(again)[place]) == typed


def opened(client, world, name):
    ROWS[name].sign_in(client, world)
    return ROWS[name].get(client, world, name)


def text_of(answer) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="ignore")


def said(answer) -> str:
    where = f" to {answer['Location']}" if answer.has_header("Location") else ""
    return f"{answer.status_code}{where}"
