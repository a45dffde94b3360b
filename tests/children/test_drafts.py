"""What is typed and not yet saved: kept, private, sealed, given back, and gone when saved."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core.signing import TimestampSigner
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Alert, Draft, FileAccess
from casework.children.saving.form_tokens import COUNT, TOKEN
from casework.children.tasks import delete_old_drafts
from tests.children.typing import fill, forms_of, opened, save, standing, token_of
from tests.factories import AllocationFactory, ChildFactory, RelationshipFactory, WorkerFactory

pytestmark = pytest.mark.django_db

WORDS = "Kirsty said Dean rang twice on Saturday."


@pytest.fixture
def path(child):
    return reverse("note-add", args=[child.pk])


@pytest.fixture
def mine(signed_in, worker):
    return signed_in(worker)


def typed_in(form, words=WORDS):
    return standing(form) | {"text": [words]}


def keep(client, path, words=WORDS, count=1):
    form = opened(client, path)
    save(client, token_of(form), typed_in(form, words), count)
    return token_of(form)


def words_in(client, path):
    return standing(opened(client, path))["text"][0]


def test_what_is_typed_is_there_when_the_form_is_opened_again(mine, path):
    keep(mine, path)
    response = mine.get(path)
    assert words_in(mine, path) == WORDS
    assert "Everything you typed is here" in response.content.decode()
    assert "govuk-error" not in response.content.decode()


def test_nothing_of_it_can_be_read_where_it_is_stored(mine, path, child):
    keep(mine, path)
    with connection.cursor() as cursor:
        cursor.execute("SELECT children_draft.*::text FROM children_draft")
        stored = str(cursor.fetchall())
    assert path in stored
    for word in ("Kirsty", "Saturday", "happened_at", "Write a note"):
        assert word not in stored


def test_a_row_put_under_another_name_opens_for_nobody(mine, path, child, manager):
    keep(mine, path)
    Draft.objects.update(worker=manager)
    mine.force_login(manager)
    assert words_in(mine, path) == ""
    assert "cannot be opened" in mine.get(path).content.decode()


def test_a_new_secret_still_opens_what_the_former_one_sealed(mine, path, settings):
    keep(mine, path)
    draft = Draft.objects.get()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret altogether"
    assert draft.typed["text"] == WORDS
    settings.SECRET_KEY_FALLBACKS = []
    assert draft.typed is None


def test_only_its_worker_ever_sees_it(mine, path, worker, manager):
    keep(mine, path)
    other = Client()
    other.force_login(manager)
    assert words_in(other, path) == ""
    assert WORDS not in other.get(reverse("drafts")).content.decode()
    assert list(Draft.objects.visible_to(manager)) == []
    assert Draft.objects.visible_to(worker).count() == 1


def test_a_worker_who_loses_sight_of_the_child_cannot_open_it_and_it_waits(mine, path, child):
    keep(mine, path)
    allocation = child.allocations.get()
    child.team = None
    child.save()
    allocation.ended_on = timezone.localdate()
    allocation.save()
    assert mine.get(path).status_code == 404
    listed = mine.get(reverse("drafts")).content.decode()
    assert "closed to you" in listed
    assert child.first_name not in listed
    assert path not in listed
    assert not Draft.objects.visible_to(allocation.worker).exists()
    allocation.ended_on = None
    allocation.save()
    assert words_in(mine, path) == WORDS


def test_a_stranger_finds_no_form_to_keep_a_draft_of(signed_in, stranger, path):
    assert signed_in(stranger).get(path).status_code == 404


def test_saving_the_form_deletes_the_words(mine, path, child):
    token = keep(mine, path)
    form = opened(mine, path)
    response = mine.post(path, note(form, token))
    assert response.status_code == 302
    assert child.childnotes.count() == 1
    assert not Draft.objects.kept().exists()
    assert "Kirsty" not in words_in(mine, path)


def note(form, token=None, count=5):
    """A note that can be saved."""
    answers = {
        "kind": "call",
        "happened_at_day": "2",
        "happened_at_month": "3",
        "happened_at_year": "2026",
        "happened_at_time": "9am",
        "title": "A call from school",
    }
    return typed_in(form) | answers | {TOKEN: token or token_of(form), COUNT: count}


def test_a_save_that_comes_late_brings_no_words_back(mine, path):
    form = opened(mine, path)
    mine.post(path, note(form, count=3))
    assert save(mine, token_of(form), typed_in(form), count=2).status_code == 200
    assert not Draft.objects.kept().exists()


def test_a_late_save_never_replaces_a_newer_one(mine, path):
    form = opened(mine, path)
    save(mine, token_of(form), typed_in(form, "newer"), count=2)
    save(mine, token_of(form), typed_in(form, "older"), count=1)
    assert words_in(mine, path) == "newer"


def test_going_back_to_a_saved_form_and_typing_more_is_kept(mine, path):
    form = opened(mine, path)
    mine.post(path, note(form, count=3))
    save(mine, token_of(form), typed_in(form, "more"), count=4)
    assert words_in(mine, path) == "more"


def test_two_pages_of_one_form_never_write_over_each_other(mine, path):
    first, second = opened(mine, path), opened(mine, path)
    save(mine, token_of(first), typed_in(first, "first"))
    answer = save(mine, token_of(second), typed_in(second, "second"))
    assert (answer.status_code, answer.json()["says"]) == (409, "elsewhere")
    assert words_in(mine, path) == "first"
    save(mine, token_of(second), typed_in(second, "second"), count=2, **{"cw-draft-over": "yes"})
    assert words_in(mine, path) == "second"


def test_saving_one_page_leaves_what_was_typed_in_another(mine, path):
    first, second = opened(mine, path), opened(mine, path)
    save(mine, token_of(second), typed_in(second, "second"))
    mine.post(path, note(first))
    assert words_in(mine, path) == "second"


def test_start_afresh_deletes_the_draft_and_opens_the_form_empty(mine, path):
    keep(mine, path)
    response = mine.get(path)
    assert "Start afresh" in response.content.decode()
    token = token_of(forms_of(response)[0])
    assert mine.post(reverse("draft-afresh"), {TOKEN: token}).url == path
    assert not Draft.objects.kept().exists()
    assert words_in(mine, path) == ""


def test_another_worker_cannot_delete_it(mine, path, manager):
    token = keep(mine, path)
    other = Client()
    other.force_login(manager)
    other.post(reverse("draft-afresh"), {TOKEN: token})
    assert words_in(mine, path) == WORDS


def test_what_was_wrong_is_still_a_draft_after_the_errors(mine, path):
    form = opened(mine, path)
    answers = note(form) | {"happened_at_day": "31", "happened_at_month": "2"}
    assert mine.post(path, answers).status_code == 200
    again = standing(opened(mine, path))
    assert again["text"] == [WORDS]
    assert again["happened_at_day"] == ["31"]


def test_a_form_that_the_server_fails_to_save_becomes_a_draft(mine, path):
    form = opened(mine, path)
    mine.raise_request_exception = False
    with mock.patch("casework.recording.forms.NoteForm.save_with", side_effect=RuntimeError):
        assert mine.post(path, note(form)).status_code == 500
    assert words_in(mine, path) == WORDS


# The session that ended


def test_saving_as_you_type_after_the_session_ended_keeps_the_words_and_says_so(mine, path):
    form = opened(mine, path)
    answer = save(Client(), token_of(form), typed_in(form))
    assert (answer.status_code, answer.json()["says"]) == (401, "signed_out")
    assert words_in(mine, path) == WORDS


def test_sending_the_form_after_the_session_ended_keeps_the_words_and_comes_back(mine, path):
    form = opened(mine, path)
    gone = Client(enforce_csrf_checks=True)
    response = gone.post(path, note(form, count=0))
    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={path}"
    assert "Your words are safe" in gone.get(response.url).content.decode()
    assert words_in(mine, path) == WORDS


def test_a_form_sent_after_signing_in_again_elsewhere_keeps_its_words(worker, path):
    client = Client(enforce_csrf_checks=True)
    client.force_login(worker)
    form = opened(client, path)
    response = client.post(path, note(form) | {"csrfmiddlewaretoken": "x" * 64})
    assert (response.status_code, response.url) == (302, path)
    again = client.get(path)
    assert "save it again" in again.content.decode()
    assert standing(forms_of(again)[0])["text"] == [WORDS]


def test_a_form_of_one_worker_sent_by_another_is_saved_under_neither_name(mine, path, manager):
    form = opened(mine, path)
    other = Client()
    other.force_login(manager)
    response = other.post(path, note(form))
    assert response.status_code == 302
    assert not FileAccess.objects.filter(worker=manager.pk).exists()
    assert words_in(other, path) == ""
    assert words_in(mine, path) == WORDS


def test_typing_in_another_workers_page_goes_to_their_draft_and_no_other(mine, path, manager):
    form = opened(mine, path)
    other = Client()
    other.force_login(manager)
    answer = save(other, token_of(form), typed_in(form))
    assert (answer.status_code, answer.json()["says"]) == (401, "someone_else")
    assert not Draft.objects.of(manager).exists()


@pytest.mark.parametrize(("days", "kept"), [(6.99, True), (7.01, False)])
def test_a_page_is_known_again_without_a_session_for_seven_days(mine, path, days, kept):
    then = timezone.now().timestamp() - days * 24 * 60 * 60
    with mock.patch("django.core.signing.time.time", return_value=then):
        form = opened(mine, path)
    answer = save(Client(), token_of(form), typed_in(form))
    assert answer.json()["says"] == ("signed_out" if kept else "not_kept")
    assert Draft.objects.exists() is kept
    assert save(mine, token_of(form), typed_in(form), count=2).json()["says"] == "saved"


@pytest.mark.parametrize(
    "token",
    ["", "nonsense", pytest.param(TimestampSigner().sign("nonsense"), id="signed nonsense")],
)
def test_a_page_that_is_not_ours_keeps_nothing(mine, token):
    assert save(mine, token, {"text": WORDS}).status_code == 401
    assert not Draft.objects.exists()


def test_the_words_of_a_worker_who_has_left_are_not_taken(mine, path, worker):
    form = opened(mine, path)
    worker.is_active = False
    worker.save()
    assert save(Client(), token_of(form), typed_in(form)).json()["says"] == "not_kept"
    assert not Draft.objects.exists()


# How long it is kept


@pytest.mark.parametrize(("days", "there"), [(29, True), (30, False)])
def test_a_draft_is_deleted_thirty_days_after_it_was_last_opened(mine, path, days, there):
    keep(mine, path)
    Draft.objects.update(expires_on=timezone.localdate() + timedelta(days=30 - days))
    assert Draft.objects.kept().exists() is there
    assert delete_old_drafts() == (0 if there else 1)


def test_opening_it_keeps_it_thirty_more_days(mine, path):
    keep(mine, path)
    Draft.objects.update(expires_on=timezone.localdate() + timedelta(days=1))
    mine.get(path)
    assert Draft.objects.get().expires_on == timezone.localdate() + timedelta(days=30)


@pytest.mark.parametrize(("days", "warned"), [(8, False), (7, True)])
def test_my_work_warns_a_week_before_it_is_deleted(mine, path, days, warned):
    keep(mine, path)
    day = timezone.localdate() + timedelta(days=days)
    Draft.objects.update(expires_on=day)
    page = " ".join(mine.get(reverse("my_work")).content.decode().split())
    assert f'href="{path}"' in page
    assert (f"This draft will be deleted on {day.day} {day:%B}" in page) is warned
    assert ("Open it to keep it 30 more days" in page) is warned


def test_an_empty_draft_is_kept_a_day_to_know_a_late_save_by(mine, path):
    mine.post(path, note(opened(mine, path)))
    assert (Draft.objects.count(), delete_old_drafts()) == (1, 0)
    Draft.objects.update(saved_at=timezone.now() - timedelta(hours=25))
    assert delete_old_drafts() == 1


# Its cost, and where it never is


def test_a_save_as_you_type_takes_four_queries_at_most(mine, path, django_assert_max_num_queries):
    form = opened(mine, path)
    typed = typed_in(form)
    save(mine, token_of(form), typed)
    with django_assert_max_num_queries(3):  # the session, the worker, one UPDATE
        save(mine, token_of(form), typed, count=2)


def test_typing_writes_no_history_and_touches_nothing_else(mine, path, child):
    keep(mine, path)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'children_draft'::regclass"
            " AND NOT tgisinternal"
        )
        assert cursor.fetchone() == (0,)
    assert not hasattr(child, "drafts")
    assert child.childnotes.count() == 0


def test_brothers_and_sisters_chosen_come_back_with_their_cards(mine, child, worker):
    noah = ChildFactory(team=child.team, person__given_name="Noah")
    AllocationFactory(child=noah, worker=worker)
    RelationshipFactory(person=child.person, relative=noah.person, kind="brother")
    path = reverse("visit-add", args=[child.pk])
    for address in (path, f"{path}?chosen=yes"):
        form = opened(mine, address)
        typed = fill(form)
        save(mine, token_of(form), typed, count=1, **{"cw-draft-over": "yes"})
        assert standing(opened(mine, path)) == typed
    assert noah.number not in str(typed)


def test_a_form_with_one_line_keeps_no_draft(signed_in, manager, child):
    page = signed_in(manager).get(reverse("alert-add", args=[child.pk]))
    assert TOKEN not in page.content.decode()
    assert Alert.objects.count() == 0


def test_a_worker_without_drafts_is_told_where_they_will_be(signed_in):
    page = " ".join(signed_in(WorkerFactory()).get(reverse("drafts")).content.decode().split())
    assert "Nothing you began to write is waiting" in page
