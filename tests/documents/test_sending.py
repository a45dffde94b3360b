"""What was given to whom: written down beside the document, and never without a warning."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from casework.documents.models import ContactLimit, Sending
from casework.documents.storage import WAIT, bytes_kept, delete_orphans, keep
from tests.factories import ChildDocumentFactory, PersonFactory, RelationshipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def amira(client, worker):
    client.force_login(worker)
    return client


@pytest.fixture
def part(child):
    return ChildDocumentFactory(child=child)


@pytest.fixture
def dad(child):
    dad = PersonFactory(given_name="Craig", family_name="Holroyd")
    RelationshipFactory(person=child.person, relative=dad, kind="father")
    return dad


@pytest.fixture
def limited(child, worker, dad):
    limit = ContactLimit.on_file_of(
        child,
        worker,
        person=dad,
        limit="Court order of 3 March: no letters",
        started_on=timezone.localdate(),
    )
    limit.save()
    return limit


def give(client, part, who, **more):
    at = timezone.localtime() - timedelta(minutes=5)
    typed = {
        "who": who,
        "agency": "family",
        "how": "post",
        "sent_at_day": at.day,
        "sent_at_month": at.month,
        "sent_at_year": at.year,
        "sent_at_time": f"{at:%H:%M}",
        **more,
    }
    return client.post(reverse("sending-add", args=[part.child_id, part.document_id]), typed)


def test_who_was_given_it_how_and_when_stands_beside_it(amira, worker, part, dad):
    give(amira, part, dad.pk, how="together")
    sending = Sending.objects.get()
    assert (sending.recipient, sending.person, sending.recorded_by) == (
        "Craig Holroyd",
        dad,
        worker,
    )
    page = amira.get(reverse("document", args=[part.child_id, part.document_id])).content.decode()
    assert "Craig Holroyd" in page
    assert "Read together" in page


def test_someone_else_is_named(amira, part):
    assert "Give the name" in give(amira, part, "else").content.decode()
    give(amira, part, "else", recipient="Mrs Pell", agency="education")
    assert Sending.objects.get().recipient == "Mrs Pell"


def test_where_contact_is_limited_it_is_said_first_and_why_is_kept(amira, part, dad, limited):
    page = give(amira, part, dad.pk).content.decode()
    assert "Contact with Craig Holroyd is limited: Court order of 3 March" in page
    assert not Sending.objects.exists()
    give(amira, part, dad.pk, despite="His solicitor asked for it through the court")
    assert Sending.objects.get().despite.startswith("His solicitor")


def test_typing_the_name_instead_is_warned_about_too(amira, part, limited):
    page = give(amira, part, "else", recipient="craig  HOLROYD").content.decode()
    assert "is limited" in page


def test_a_limit_that_ended_warns_no_longer(amira, part, dad, limited):
    limited.ended_on = timezone.localdate()
    limited.save()
    give(amira, part, dad.pk)
    assert Sending.objects.exists()


def test_what_the_family_must_not_be_given_is_warned_about(amira, part, dad):
    part.document.sensitivity = "not_family"
    part.document.save()
    assert "This document is marked" in give(amira, part, dad.pk).content.decode()
    assert not Sending.objects.exists()


def test_a_person_the_worker_may_not_know_of_is_not_offered(amira, part, child, restricted_child):
    RelationshipFactory(person=child.person, relative=restricted_child.person, kind="sister")
    url = reverse("sending-add", args=[child.pk, part.document_id])
    assert "Hidden" not in amira.get(url).content.decode()
    assert give(amira, part, restricted_child.person.pk).status_code == 200
    assert not Sending.objects.exists()


def test_a_limit_begins_with_the_relative_of_the_address_and_with_nobody_for_another_word(
    amira, child, dad
):
    url = reverse("contact-limit-add", args=[child.pk])
    assert amira.get(url, {"person": dad.pk}).context["form"]["person"].value() == dad.pk
    for said in ("9" * 4400, "9" * 20, "²", "-1", ""):
        page = amira.get(url, {"person": said})
        assert (page.status_code, page.context["form"]["person"].value()) == (200, None)


def test_a_limit_is_written_down_and_ended(amira, child, dad):
    today = timezone.localdate()
    day = {"day": today.day, "month": today.month, "year": today.year}
    typed = {
        "person": dad.pk,
        "limit": "No contact",
        "basis": "court",
        **{f"started_on_{k}": v for k, v in day.items()},
    }
    amira.post(reverse("contact-limit-add", args=[child.pk]), typed)
    limit = ContactLimit.objects.get()
    page = amira.post(reverse("contact-limit-add", args=[child.pk]), typed).content.decode()
    assert "already stands" in page
    amira.post(
        reverse("contact-limit-end", args=[child.pk, limit.pk]),
        {f"ended_on_{k}": v for k, v in day.items()},
    )
    assert not ContactLimit.objects.standing().exists()


def test_the_night_deletes_only_old_bytes_that_no_row_names(part, worker):
    from casework.documents.letters.finalise import add_file

    named = add_file(part.document, ContentFile(b"%PDF-"), "a.pdf", "pdf", version=1, by=worker)
    old, young = keep(ContentFile(b"old")).stored_as, keep(ContentFile(b"young")).stored_as
    before = (timezone.now() - WAIT - timedelta(hours=1)).timestamp()
    for name in (old, named.stored_as):
        os.utime(bytes_kept().path(name), (before, before))
    assert delete_orphans() == 1
    assert [bytes_kept().exists(name) for name in (old, young, named.stored_as)] == [
        False,
        True,
        True,
    ]


def test_bytes_are_kept_where_only_this_account_reads_them():
    path = bytes_kept().path(keep(ContentFile(b"x")).stored_as)
    assert os.stat(path).st_mode & 0o077 == 0
    assert os.stat(os.path.dirname(path)).st_mode & 0o077 == 0
    with pytest.raises(ValueError, match="no address"):
        bytes_kept().url("x")
