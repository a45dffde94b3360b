"""A child whose file a reader may not know of is named to them by no meeting and no action."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.children.shared_words import LEFT_OUT
from casework.conferences.letters import _minutes
from casework.meetings.models import Meeting
from tests.factories import (
    ActionFactory,
    AttendeeFactory,
    ChildInNeedMeetingFactory,
    ConferenceFactory,
    MeetingFactory,
    NeedFactory,
    PlanActionFactory,
    PlanFactory,
    RelationshipFactory,
    StrategyDiscussionFactory,
)

pytestmark = pytest.mark.django_db
HIDDEN = "Hidden"


@pytest.fixture
def trusted(restricted_child):
    return restricted_child.allocations.get().worker


@pytest.fixture
def meeting(child, restricted_child):
    """Both sisters were asked to it; nobody was told yet."""
    meeting = MeetingFactory(authority=child.authority, held=True, minutes="What was said")
    meeting.children.set([child, restricted_child])
    for person in (restricted_child.person, child.person):
        AttendeeFactory(
            meeting=meeting,
            name="",
            person=person,
            agency="family",
            view="My view",
            report_asked=True,
        )
    ConferenceFactory(child=child, meeting=meeting)
    StrategyDiscussionFactory(child=child, meeting=meeting)
    return meeting


@pytest.fixture
def action(child, restricted_child):
    """For Ruby, by her sister."""
    action = ActionFactory(child=child, owner_person=restricted_child.person, owner_name="")
    need = NeedFactory(child=child, plan=PlanFactory(child=child))
    PlanActionFactory(need=need, action=action)
    return action


def page_of(client, worker, address) -> str:
    client.force_login(worker)
    return client.get(address).content.decode()


def surfaces(meeting, child) -> dict:
    return {
        "the meeting": reverse("meeting", args=[meeting.pk]),
        "the enquiries": reverse("section47s", args=[child.pk]),
        "the API’s meetings": reverse("meeting-record-list"),
        "the API’s meeting": reverse("meeting-record-detail", args=[meeting.pk]),
    }


@pytest.mark.parametrize("where", surfaces(Meeting(pk=1), Meeting(pk=1)))
def test_who_was_asked_is_named_to_those_who_may_know(
    client, worker, trusted, meeting, child, where
):
    address = surfaces(meeting, child)[where]
    assert HIDDEN not in page_of(client, worker, address)
    assert HIDDEN in page_of(client, trusted, address)


@pytest.mark.parametrize("where", ["the meeting", "the API’s meetings", "the API’s meeting"])
def test_what_was_said_of_a_child_is_read_by_those_who_may_know(
    client, worker, trusted, meeting, child, restricted_child, where
):
    """A sentence that names the restricted sister is left out for who may not know of her, and that
    something is left out is said; those who may know read the whole."""
    meeting.minutes = (
        "School sees both girls. Hidden’s bruise was\nold. hidden was quiet! Ruby ate well."
        f"\nC{restricted_child.pk:05d} is open."
    )
    meeting.save()
    meeting.attendees.filter(person=child.person).update(view="Hidden should stay. Ruby too.")
    address = surfaces(meeting, child)[where]
    told, whole = (page_of(client, reader, address) for reader in (worker, trusted))
    for words in ("School sees both girls.", "Ruby ate well.", "Ruby too."):
        assert words in told
        assert words in whole
    for words in (HIDDEN, "bruise", "was quiet", f"C{restricted_child.pk:05d}"):
        assert words not in told
        assert words in whole
    assert LEFT_OUT in told
    assert LEFT_OUT not in whole


def owned(child, action) -> dict:
    return {
        "the actions": reverse("actions", args=[child.pk]),
        "the plan": reverse("plan", args=[child.pk]),
        "the API’s actions": reverse("action-list"),
        "the API’s plans": reverse("plan-list"),
    }


@pytest.mark.parametrize("where", owned(Meeting(pk=1), None))
def test_who_will_do_it_is_named_to_those_who_may_know(
    client, worker, trusted, child, action, where
):
    address = owned(child, action)[where]
    words = page_of(client, worker, address)
    assert HIDDEN not in words
    assert "Someone not named here" in words
    assert HIDDEN in page_of(client, trusted, address)


def test_the_child_is_named_as_the_owner_of_their_own_action(client, worker, child, action):
    ActionFactory(child=child, owner_person=child.person, owner_name="", what="Ring nan")
    assert child.name in page_of(client, worker, reverse("actions", args=[child.pk]))


def test_the_family_copy_names_no_other_child_as_the_owner(client, trusted, child, action):
    address = reverse("plan-family-copy", args=[child.pk])
    assert HIDDEN not in page_of(client, trusted, address)


def test_the_page_of_an_invitation_is_not_there(client, worker, trusted, meeting, restricted_child):
    attendee = meeting.attendees.get(person=restricted_child.person)
    address = reverse("meeting-invitation", args=[meeting.pk, attendee.pk])
    for reader, answer in ((worker, 404), (trusted, 200)):
        client.force_login(reader)
        assert client.get(address).status_code == answer


def test_asking_everyone_asks_those_the_worker_may_know_of(client, worker, trusted, meeting):
    for reader, left in ((worker, 1), (trusted, 0)):
        client.force_login(reader)
        client.post(reverse("meeting-invite", args=[meeting.pk]))
        assert meeting.attendees.filter(invited_on=None).count() == left


def test_the_chair_chases_no_one_they_may_not_know_of(chair, trusted, meeting):
    counts = [
        Meeting.objects.with_missing(reader).get(pk=meeting.pk) for reader in (chair, trusted)
    ]
    assert [
        (meeting.people, meeting.not_invited, meeting.reports_missing) for meeting in counts
    ] == [(1, 1, 1), (2, 2, 2)]


def test_minutes_made_for_one_child_name_no_other_whose_file_is_restricted(
    trusted, meeting, child, restricted_child
):
    """Whoever may read Ruby's file may read her minutes: that the writer may know is not enough."""
    for about, named in ((child, [child.name]), (restricted_child, [HIDDEN, child.name])):
        people = [str(row["name"]) for row in _minutes(about, trusted, meeting.pk)["people"]]
        assert [name.split()[0] for name in people] == [name.split()[0] for name in named]


def test_a_letter_of_minutes_leaves_out_what_names_a_restricted_child(
    trusted, meeting, child, restricted_child
):
    meeting.minutes = "Hidden told a teacher. Ruby ate well."
    meeting.save()
    for_ruby = _minutes(child, trusted, meeting.pk)["meeting"]["said"]
    assert for_ruby == f"{LEFT_OUT} Ruby ate well."
    assert HIDDEN in _minutes(restricted_child, trusted, meeting.pk)["meeting"]["said"]


def test_nobody_unknown_is_offered_to_be_asked(client, worker, child, restricted_child):
    RelationshipFactory(person=child.person, relative=restricted_child.person, kind="mother")
    for name in ("meeting-plan", "child-in-need-meeting-add"):
        assert HIDDEN not in page_of(client, worker, reverse(name, args=[child.pk]))


def test_writing_up_a_meeting_leaves_whom_the_writer_may_not_know_of_as_they_were(
    client, worker, child, restricted_child
):
    meeting = MeetingFactory(
        authority=child.authority,
        kind="child_in_need",
        held=False,
        starts_at=timezone.now() - timedelta(hours=2),
    )
    meeting.children.set([child, restricted_child])
    AttendeeFactory(meeting=meeting, name="", person=restricted_child.person, agency="family")
    assert HIDDEN not in page_of(
        client, worker, reverse("child-in-need-meeting-add", args=[child.pk])
    )
    assert ChildInNeedMeetingFactory._meta.model.objects.count() == 0
    assert meeting.attendees.filter(person=restricted_child.person, attendance="came").exists()


def test_a_baby_goes_home_to_no_parent_the_worker_may_not_know_of(
    client, worker, trusted, child, restricted_child
):
    from tests.factories import AddressFactory, AllocationFactory, ChildFactory

    baby = ChildFactory(
        team=child.team,
        person__given_name="Baby",
        person__born_on=None,
        person__sex="U",
        person__expected_on=timezone.localdate(),
    )
    AllocationFactory(child=baby, worker=worker)
    RelationshipFactory(person=baby.person, relative=restricted_child.person, kind="mother")
    AddressFactory(person=restricted_child.person)
    address = reverse("birth", args=[baby.pk])
    assert HIDDEN not in page_of(client, worker, address)
    assert HIDDEN in page_of(client, trusted, address)
