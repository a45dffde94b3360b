"""Whoever is restricted after a copy was prepared is named in it no longer: it is asked again each
time it is read, agreed to or sent."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.approvals.operations import submit
from casework.children.models import Child
from casework.children.shared_words import LEFT_OUT, for_reader
from casework.disclosure.operations import allow, look_again, next_version, pick
from casework.disclosure.queries import standing_of
from casework.disclosure.third_parties import NOT_READ, NOT_SENT
from casework.documents.models import Sending
from tests.factories import (
    AllocationFactory,
    ChildFactory,
    ChildNoteFactory,
    DisclosureFactory,
    RelationshipFactory,
)
from tests.html import squeezed

pytestmark = pytest.mark.django_db

SAID = "He sang. Zephyrine wept. Then they slept."


@pytest.fixture
def sister(child, team):
    sister = ChildFactory(team=team, person__given_name="Zephyrine")
    RelationshipFactory(person=child.person, relative=sister.person, kind="sister")
    return sister


@pytest.fixture
def note(child):
    return ChildNoteFactory(child=child, note__text=SAID, note__title="A note")


@pytest.fixture
def disclosure(child, worker, note, sister):
    """Prepared while everybody may know of her."""
    disclosure = DisclosureFactory(
        child=child,
        recorded_by=worker,
        kind="court",
        entitlement="Ordered",
        received_on=timezone.localdate(),
    )
    pick(disclosure, {f"recording.childnote-{note.pk}"}, by=worker)
    record = disclosure.records.get()
    record.names = {}
    record.save()
    return disclosure


def restrict(sister) -> None:
    Child.objects.filter(pk=sister.pk).update(restricted=True)


def address(name, disclosure, *more):
    return reverse(name, args=[disclosure.child_id, disclosure.pk, *more])


def agreed(disclosure, worker, manager):
    submit(disclosure, by=worker)
    allow(disclosure, by=manager)
    return disclosure


def words(client, url) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return squeezed(answer.content.decode())


PAGES = ("disclosure", "disclosure-preview", "disclosure-names", "disclosure-record")


@pytest.mark.parametrize("page", PAGES)
def test_what_was_kept_before_she_was_restricted_names_her_to_nobody(
    signed_in, worker, disclosure, sister, page
):
    record = disclosure.records.get()
    record.names = {"Zephyrine": 1}
    record.save()
    record.redactions.create(words="Zephyrine wept", reason="confidence")
    more = [record.pk] if page == "disclosure-record" else []
    client = signed_in(worker)
    before = words(client, address(page, disclosure, *more))
    assert ("Zephyrine" in before) is (page in ("disclosure-names", "disclosure-record"))
    restrict(sister)
    assert "Zephyrine" not in words(client, address(page, disclosure, *more))


def test_it_is_neither_sent_to_a_manager_nor_agreed_to_until_it_was_looked_at_again(
    signed_in, worker, manager, disclosure, sister
):
    assert standing_of(disclosure, worker).lacking == []
    submit(disclosure, by=worker)
    restrict(sister)
    page = words(signed_in(manager), address("disclosure-decide", disclosure))
    assert "Zephyrine" not in page
    assert "Then they slept" in page
    refused = signed_in(manager).post(address("disclosure-decide", disclosure))
    assert "First look again at 1 record" in squeezed(refused.content.decode())
    look_again(disclosure, by=worker)
    assert [one.name for one in standing_of(disclosure, worker).unanswered] == []
    assert standing_of(disclosure, worker).lacking == []
    assert disclosure.records.get().text.endswith(f"He sang. {LEFT_OUT} Then they slept.")


def test_a_copy_that_is_made_names_nobody_who_was_restricted_a_moment_before(
    worker, manager, disclosure, sister
):
    from tests.disclosure.test_disclosures import given

    restrict(sister)
    assert "Zephyrine" not in given(agreed(disclosure, worker, manager))


def sending(at) -> dict:
    at = timezone.localtime(at)
    return {
        "who": "else",
        "recipient": "The court",
        "agency": "family",
        "how": "hand",
        "sent_at_day": at.day,
        "sent_at_month": at.month,
        "sent_at_year": at.year,
        "sent_at_time": f"{at:%H:%M}",
    }


@pytest.mark.parametrize("page", ["disclosure-send", "sending-add"])
def test_an_agreed_copy_that_names_her_says_so_and_is_not_sent(
    signed_in, worker, manager, disclosure, sister, page
):
    agreed(disclosure, worker, manager)
    client = signed_in(worker)
    assert NOT_SENT not in words(client, address("disclosure", disclosure))
    restrict(sister)
    assert NOT_SENT in words(client, address("disclosure", disclosure))
    key = disclosure.pk if page == "disclosure-send" else disclosure.document_id
    url = reverse(page, args=[disclosure.child_id, key])
    assert (NOT_SENT in words(client, url)) is (page == "disclosure-send")
    refused = client.post(url, sending(timezone.now()))
    assert NOT_SENT in squeezed(refused.content.decode())
    assert not Sending.objects.exists()


def test_that_it_was_given_while_she_might_be_named_is_written_down(
    signed_in, worker, manager, disclosure, sister, monkeypatch
):
    agreed(disclosure, worker, manager)
    history = Child.pgh_event_models["update"].objects.filter(pgh_obj_id=sister.pk)
    assert history.exists()
    restrict(sister)
    from casework.disclosure import third_parties

    monkeypatch.setattr(third_parties, "was_restricted", lambda child, at: False)
    sent = sending(timezone.now() - timedelta(minutes=5))
    signed_in(worker).post(address("disclosure-send", disclosure), sent)
    assert Sending.objects.count() == 1


def test_whether_she_was_restricted_then_is_read_from_her_history(sister):
    from casework.disclosure.third_parties import was_restricted

    before = timezone.now()
    restrict(sister)
    sister.refresh_from_db()
    history = Child.pgh_event_models["update"].objects.filter(pgh_obj_id=sister.pk)
    assert was_restricted(sister, timezone.now() + timedelta(days=1))
    assert history.filter(restricted=True).exists()
    assert was_restricted(sister, before - timedelta(days=400))  # before anything was kept


def test_the_next_version_is_looked_at_and_agreed_to_again(worker, manager, disclosure, sister):
    agreed(disclosure, worker, manager)
    restrict(sister)
    again = next_version(disclosure, by=worker)
    assert standing_of(again, worker).changed
    look_again(again, by=worker)
    assert standing_of(again, worker).lacking == []
    assert "Zephyrine" not in again.records.get().text
    assert "Zephyrine" in disclosure.records.get().text


def test_an_agreed_copy_is_opened_by_those_who_may_know_of_everyone_in_it(
    client, worker, manager, disclosure, sister
):
    agreed(disclosure, worker, manager)
    restrict(sister)
    file = disclosure.document.files.get()
    page = reverse("document-file", args=[disclosure.child_id, disclosure.document_id, file.pk])
    part = disclosure.document.children.get()
    bytes_ = reverse("document-bytes", args=[part.pk, file.pk])
    client.force_login(worker)
    assert NOT_READ in squeezed(client.get(page, follow=True).content.decode())
    assert client.get(bytes_).status_code == 403
    assert "Zephyrine" not in words(client, address("disclosure-preview", disclosure))
    AllocationFactory(child=sister, worker=worker)
    assert b"".join(client.get(page).streaming_content).startswith(b"%PDF")
    assert b"".join(client.get(bytes_).streaming_content).startswith(b"%PDF")
    assert "Zephyrine" in words(client, address("disclosure-preview", disclosure))


def test_a_child_written_about_together_is_a_third_party_though_no_relative(worker, child, team):
    from casework.disclosure.third_parties import not_to_be_given

    friend = ChildFactory(team=team, person__given_name="Zephyrine", restricted=True)
    part = ChildNoteFactory(child=child, note__text=SAID, note__title="A note")
    assert not_to_be_given(child, worker) == []
    ChildNoteFactory(child=friend, note=part.note)
    assert not_to_be_given(child, worker) == [friend]


def test_words_left_out_twice_are_left_out_as_once(child, sister):
    child.person.given_name = "Alma"
    text = "Alma rang. Zephyrine wept. Then they slept."
    once = for_reader(text, [child, sister])
    assert for_reader(for_reader(text, [child]), [sister]) == once
    assert for_reader(once, [child, sister]) == once == f"{LEFT_OUT} Then they slept."


TWICE = "He wept. Zephyrine wept. He slept and wept."
TYPED = ("Zephyrine", "Zephyrine sang", "danced")


@pytest.mark.parametrize("where", ["all", "nth", "throughout"])
@pytest.mark.parametrize("typed", TYPED)
def test_blacking_out_does_not_say_whether_a_name_stands_in_what_is_left_out(
    signed_in, worker, disclosure, sister, typed, where
):
    """The answer is the same whether the sentence holds what was typed or not."""
    restrict(sister)
    record = disclosure.records.get()
    asked = {"words": typed, "where": where, "place": "1", "reason": "confidence"}
    answers = []
    for said in ("Zephyrine sang and danced.", "Zephyrine."):
        record.text = f"He sat. {said} Then they slept."
        record.save()
        answer = signed_in(worker).post(address("disclosure-record", disclosure, record.pk), asked)
        answers.append(squeezed(answer.content.decode()))
    assert all("These words do not stand in this record" in answer for answer in answers)
    assert not record.redactions.exists()
    assert not disclosure.names.exists()


def test_the_times_that_words_stand_there_are_those_that_are_shown(
    signed_in, worker, disclosure, sister
):
    restrict(sister)
    record = disclosure.records.get()
    record.text = TWICE
    record.save()
    url = address("disclosure-record", disclosure, record.pk)
    asked = {"words": "wept", "where": "nth", "reason": "confidence"}
    refused = signed_in(worker).post(url, {**asked, "place": "3"})
    assert "They stand here 2 times only" in squeezed(refused.content.decode())
    signed_in(worker).post(url, {**asked, "place": "2"})
    assert record.redactions.get().place == 3
    assert "time 2" in words(signed_in(worker), url)
    shown = words(signed_in(worker), address("disclosure-preview", disclosure))
    assert "He wept." in shown
    assert "slept and wept" not in shown


def test_names_are_counted_in_what_is_shown(worker, disclosure, sister):
    record = disclosure.records.get()
    record.text = "Bob rang. Zephyrine and Bob wept. Zephyrine saw Carol."
    record.names = {"Bob": 2, "Carol": 1}
    record.save()
    disclosure.names.create(name="wept", answer="redact", reason="confidence")
    before = {entry.name: entry.count for entry in standing_of(disclosure, worker).found}
    restrict(sister)
    after = {entry.name: entry.count for entry in standing_of(disclosure, worker).found}
    assert before == {"Bob": 2, "Carol": 1, "wept": 1}
    assert after == {"Bob": 1}


def test_it_is_not_said_that_a_name_blacked_out_before_no_longer_stands_there(
    worker, disclosure, sister
):
    record = disclosure.records.get()
    record.redactions.create(words="Zephyrine wept", reason="confidence")
    restrict(sister)
    lacking = standing_of(disclosure, worker).lacking
    record.text = "He sang."
    record.save()
    assert standing_of(disclosure, worker).lacking == lacking
