"""An interview is booked beforehand, with somebody who may hold it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Allocation
from casework.notices.models import Notice
from missing.models import InterviewProvider, ReturnInterview
from tests.factories import AllocationFactory, ReturnInterviewFactory, TeamFactory, WorkerFactory
from tests.html import squeezed
from tests.missing.test_missing import away, talk, typed

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def back(child):
    now = timezone.now()
    offer = ReturnInterviewFactory(child=child, offered_at=now - 8 * HOUR, answer="accepted")
    return away(child, now - 30 * HOUR, now - 9 * HOUR, interview=offer)


@pytest.fixture
def voices(team):
    return InterviewProvider.objects.create(
        authority=team.authority, name="Harbour Voices", reached="0191 498 0120"
    )


def address(back):
    return reverse("interview-book", args=[back.child_id, back.pk])


def book(client, back, at=None, **answers):
    at = at or timezone.localtime(timezone.now() + 5 * HOUR)
    return client.post(address(back), {**typed("planned_at", at), "place": "School", **answers})


def choices(client, back):
    queryset = client.get(address(back)).context["form"].fields["interviewer"].queryset
    return {worker.username for worker in queryset}


def test_a_booking_says_when_with_whom_and_tells_them(signed_in, coordinator, worker, back):
    client = signed_in(coordinator)
    assert book(client, back, interviewer=worker.pk).status_code == 302
    page = squeezed(client.get(reverse("missing", args=[back.child_id])).content.decode())
    assert "with Amira Hussain" in page
    assert "Change the booking" in page
    assert not ReturnInterview.objects.booked().get().independent
    told = Notice.objects.get(worker=worker)
    assert told.about.startswith("You are to talk with them: ")


def test_after_the_72_hours_it_says_so(signed_in, coordinator, worker, back, on_commit):
    from casework.timescales.sweep import sweep

    sweep()
    late = timezone.localtime(back.returned_at + 73 * HOUR)
    client = signed_in(coordinator)
    book(client, back, late, interviewer=worker.pk)
    page = client.get(reverse("missing", args=[back.child_id])).content.decode()
    assert "That is after the 72 hours" in page


def test_only_those_who_write_on_files_and_may_open_this_one_can_be_chosen(
    signed_in, coordinator, worker, manager, team, back
):
    elsewhere = TeamFactory(authority=team.authority, name="Elsewhere")
    for role, of in (
        ("auditor", team),
        ("administrator", team),
        ("data_analyst", team),
        ("family_support", team),
        ("social_worker", elsewhere),
    ):
        WorkerFactory(team=of, role=role, username=f"{role}.other")
    joy = WorkerFactory(team=elsewhere, role="family_support", username="joy")
    AllocationFactory(child=back.child, worker=joy, role="interviewer")
    found = choices(signed_in(coordinator), back)
    assert found == {"amira", "helen", "coordinator", "joy"}


def test_of_a_restricted_child_only_those_allocated(signed_in, restricted_child, manager):
    trusted = restricted_child.allocations.get().worker
    now = timezone.now()
    offer = ReturnInterviewFactory(
        child=restricted_child, offered_at=now - 8 * HOUR, answer="accepted"
    )
    back = away(restricted_child, now - 30 * HOUR, now - 9 * HOUR, interview=offer)
    assert choices(signed_in(trusted), back) == {trusted.username}


def test_who_was_left_out_of_the_list_is_refused_when_sent_all_the_same(
    signed_in, coordinator, team, back
):
    auditor = WorkerFactory(team=team, role="auditor")
    page = book(signed_in(coordinator), back, interviewer=auditor.pk)
    assert page.status_code == 200
    assert ReturnInterview.objects.booked().count() == 0


def test_an_organisation_can_hold_it_and_its_words_follow(signed_in, coordinator, back, voices):
    client = signed_in(coordinator)
    book(client, back, provider=voices.pk, provider_person="Priya Anand")
    add = reverse("interview-add", args=[back.child_id])
    initial = client.get(add, {"about": back.pk}).context["form"].initial
    assert (initial["provider"], initial["place"]) == (voices, "School")
    held = timezone.now() - HOUR
    written = talk(
        client,
        coordinator,
        [back],
        timezone.localtime(held),
        provider=voices.pk,
        provider_person="Priya Anand",
        interviewer="",
        independent="yes",
    )
    assert written.status_code == 302
    interview = ReturnInterview.objects.held().get()
    assert interview.held_by == "Priya Anand, Harbour Voices"
    page = client.get(reverse("interview", args=[back.child_id, interview.pk])).content.decode()
    assert "Priya Anand, Harbour Voices" in page


def test_it_is_with_one_of_the_two(signed_in, coordinator, worker, back, voices):
    client = signed_in(coordinator)
    page = book(client, back, provider=voices.pk, interviewer=worker.pk).content.decode()
    assert "not both" in page
    assert "Choose who talks with the child" in book(client, back).content.decode()
    assert not ReturnInterview.objects.booked().exists()


def test_a_talk_before_the_return_cannot_be_booked(signed_in, coordinator, worker, back):
    early = timezone.localtime(back.returned_at - HOUR)
    page = book(signed_in(coordinator), back, early, interviewer=worker.pk).content.decode()
    assert "before the child came back" in page


def test_what_was_refused_is_not_booked(signed_in, coordinator, back):
    back.interview.answer, back.interview.not_held_because = "declined", "No."
    back.interview.save()
    assert signed_in(coordinator).get(address(back)).status_code == 404


def test_a_worker_who_may_not_know_of_the_child_is_never_told(signed_in, coordinator, back, team):
    elsewhere = TeamFactory(authority=team.authority, name="Elsewhere")
    joy = WorkerFactory(team=elsewhere, role="family_support", username="joy")
    held = AllocationFactory(child=back.child, worker=joy, role="interviewer")
    client = signed_in(coordinator)
    book(client, back, interviewer=joy.pk)
    Allocation.objects.filter(pk=held.pk).update(ended_on=timezone.localdate())
    page = book(client, back, interviewer=joy.pk, place="Home")
    assert "may not open this file" in page.content.decode()


def test_an_organisation_that_stopped_is_not_offered(signed_in, coordinator, back, voices):
    client = signed_in(coordinator)
    edit = reverse("interview-provider-edit", args=[voices.pk])
    yesterday = timezone.localdate() - timedelta(days=1)
    answers = {"name": voices.name, "reached": voices.reached}
    day = {
        "ended_on_day": yesterday.day,
        "ended_on_month": yesterday.month,
        "ended_on_year": yesterday.year,
    }
    assert client.post(edit, answers | day).status_code == 302
    assert "provider" not in client.get(address(back)).context["form"].fields
    assert "Harbour Voices" in client.get(reverse("interview-providers")).content.decode()


def test_an_organisation_is_written_down_once(signed_in, coordinator, voices):
    add = reverse("interview-provider-add")
    page = signed_in(coordinator).post(add, {"name": "harbour voices", "reached": "0191"})
    assert "This organisation is written down already" in page.content.decode()


def test_another_councils_organisation_is_not_found(signed_in, coordinator):
    other = TeamFactory(authority__name="Elsewhere Council", name="Service").authority
    theirs = InterviewProvider.objects.create(authority=other, name="Theirs", reached="1")
    edit = reverse("interview-provider-edit", args=[theirs.pk])
    assert signed_in(coordinator).get(edit).status_code == 404


@pytest.mark.parametrize("role", ["social_worker", "auditor", "administrator"])
def test_only_the_coordinator_keeps_the_organisations(signed_in, team, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert client.get(reverse("interview-providers")).status_code == 403


def test_a_stranger_books_nothing(signed_in, stranger, back):
    assert signed_in(stranger).get(address(back)).status_code == 404
