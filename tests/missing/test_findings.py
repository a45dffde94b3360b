"""From interview to plan, without exception."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Export
from casework.actions.models import Action
from casework.meetings.models import Meeting
from casework.plans.models import PlanAction
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from missing.models import Finding, Subject
from tests.factories import (
    ChildFactory,
    MissingEpisodeFactory,
    NeedFactory,
    PlanFactory,
    ReturnInterviewFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
TODAY = timezone.localdate()


def talk_with(child, **facts):
    now = timezone.now()
    talk = ReturnInterviewFactory(
        child=child,
        offered_at=now - 5 * HOUR,
        held_at=now - HOUR,
        answer="accepted",
        own_words="He picks me up in his car.",
        **facts,
    )
    MissingEpisodeFactory(
        child=child, went_at=now - 20 * HOUR, returned_at=now - 8 * HOUR, interview=talk
    )
    return talk


@pytest.fixture
def talk(child, worker):
    return talk_with(child, interviewer=worker)


def learn(client, talk, **typed):
    data = {"kind": "vehicle", "text": "A grey Corsa collects her", "named": "Grey Corsa"}
    return client.post(reverse("finding-add", args=[talk.child_id, talk.pk]), data | typed)


def use(client, finding, **typed):
    return client.post(reverse("finding-use", args=[finding.child_id, finding.pk]), typed)


def typed_day(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.fixture
def finding(talk):
    return Finding.on_file_of(
        talk.child,
        talk.interviewer,
        interview=talk,
        kind="pattern",
        text="Goes when family time is cancelled",
    )


@pytest.fixture
def kept(finding):
    finding.save()
    return finding


def test_what_was_learned_is_written_down_one_thing_at_a_time(signed_in, worker, talk):
    client = signed_in(worker)
    answer = learn(client, talk)
    assert answer["Location"] == reverse("findings", args=[talk.child_id])
    finding = Finding.objects.get()
    assert (finding.named, finding.subject.key, finding.used) == ("Grey Corsa", "greycorsa", False)
    again = learn(client, talk, kind="pattern", text="On Fridays", named="", again="1")
    assert again["Location"] == reverse("finding-add", args=[talk.child_id, talk.pk])


def test_names_of_the_interview_wait_to_be_written_down(signed_in, worker, child):
    talk = talk_with(child, interviewer=worker, where_and_who="With Tyrone Bell at Canal Street.")
    client = signed_in(worker)
    address = reverse("finding-add", args=[child.pk, talk.pk])
    response = client.get(address)
    assert response.context["named_nowhere"] == ["Tyrone Bell", "Canal Street"]
    assert f">{child.name}</a>" in response.content.decode()
    learn(client, talk, kind="person", text="An older boy", named="tyrone bell")
    assert client.get(address).context["named_nowhere"] == ["Canal Street"]


@pytest.mark.parametrize("kind", ["person", "place", "vehicle", "account"])
def test_what_recurs_must_be_named(signed_in, worker, talk, kind):
    page = learn(signed_in(worker), talk, kind=kind, named="").content.decode()
    assert "Say what it is called, or what people call it" in page
    assert not Finding.objects.exists()


@pytest.mark.parametrize("spelled", ["grey corsa", "GREY-CORSA", " Grey  Corsa. "])
def test_two_spellings_are_one_name(signed_in, worker, talk, spelled):
    client = signed_in(worker)
    learn(client, talk)
    learn(client, talk, text="The car again", named=spelled)
    assert Subject.objects.count() == 1


def test_a_finding_waits_on_the_file_and_for_its_worker_until_it_is_used(
    signed_in, worker, child, kept
):
    sweep()
    clock = Deadline.objects.get(code="rhi.inform_plan")
    assert (clock.worker, clock.met_at) == (worker, None)
    client = signed_in(worker)
    assert kept.text in client.get(reverse("findings", args=[child.pk])).content.decode()
    use(client, kept, ending="considered", considered_because="Already in the plan.")
    sweep()
    clock.refresh_from_db()
    assert clock.met_at is not None


def test_a_finding_becomes_an_action_under_a_need_of_the_plan(signed_in, worker, child, kept):
    need = NeedFactory(child=child, plan=PlanFactory(child=child))
    due = TODAY + timedelta(days=14)
    use(
        signed_in(worker),
        kept,
        ending="action",
        what="Agree who takes her to family time",
        owner=f"worker:{worker.pk}",
        need=f"plan-{need.pk}",
        **typed_day("due_on", due),
    )
    kept.refresh_from_db()
    action = Action.objects.get()
    assert (kept.action, action.owner_worker, action.due_on) == (action, worker, due)
    assert action.source == "interview"
    assert PlanAction.objects.get().need == need
    page = signed_in(worker).get(reverse("plan", args=[child.pk])).content.decode()
    assert kept.text in page


def test_the_conference_shows_what_nobody_has_used(signed_in, chair, child, kept):
    address = reverse("conference-add", args=[child.pk])
    assert kept.text in signed_in(chair).get(address).content.decode()
    Finding.objects.update(ending="considered", because="Known.", ended_on=TODAY)
    assert kept.text not in signed_in(chair).get(address).content.decode()


def test_an_action_needs_someone_and_a_day(signed_in, worker, kept):
    page = use(signed_in(worker), kept, ending="action", what="").content.decode()
    for said in ("Say what will be done", "Choose who will do it", "Give the date it must be"):
        assert said in page
    kept.refresh_from_db()
    assert not kept.used


def test_a_finding_becomes_a_strategy_discussion(signed_in, worker, kept):
    at = timezone.localtime() + timedelta(days=1)
    use(
        signed_in(worker),
        kept,
        ending="strategy",
        strategy_at_time="10:00",
        **typed_day("strategy_at", at),
    )
    meeting = Meeting.objects.get()
    assert (meeting.kind, list(meeting.children.all())) == ("strategy", [kept.child])
    kept.refresh_from_db()
    assert kept.meeting == meeting


def test_a_finding_goes_to_a_partner_as_a_marked_extract_and_each_opening_is_kept(
    signed_in, worker, kept
):
    client = signed_in(worker)
    answer = use(
        client,
        kept,
        ending="partner",
        partner="police",
        partner_name="PC Lowther",
        sent="A grey Corsa collects children from the bus station.",
    )
    extract = reverse("finding-extract", args=[kept.child_id, kept.pk])
    assert answer["Location"] == extract
    page = client.get(extract).content.decode()
    assert "A grey Corsa collects children" in page
    assert "PC Lowther" in page
    assert Export.objects.filter(worker=worker, address=extract).count() == 1


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("risk", "Say what changes in how we see the risk"),
        ("strategy", "Say when the strategy discussion is"),
        ("partner", "Choose who you pass it to"),
        ("considered", "Say why nothing changes"),
        ("", "Choose what will happen"),
    ],
)
def test_every_ending_asks_for_its_own_answer(signed_in, worker, kept, ending, said):
    assert said in use(signed_in(worker), kept, ending=ending, sent="").content.decode()
    kept.refresh_from_db()
    assert kept.ending == ""


def test_a_used_finding_is_not_used_twice(signed_in, worker, kept):
    client = signed_in(worker)
    use(client, kept, ending="risk", risk_because="Now high.")
    assert use(client, kept, ending="considered", considered_because="x").status_code == 404


@pytest.mark.parametrize("role", ["auditor", "data_analyst", "administrator"])
def test_a_role_that_does_not_record_cannot_write_a_finding(signed_in, team, talk, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert learn(client, talk).status_code in (403, 404)
    assert not Finding.objects.exists()


def test_a_finding_of_another_child_is_not_found(signed_in, worker, team, kept):
    other = ChildFactory(team=team)
    address = reverse("finding-use", args=[other.pk, kept.pk])
    assert signed_in(worker).get(address).status_code == 404


@pytest.mark.parametrize("name", ["findings", "missing"])
def test_the_pages_take_few_queries_whatever_the_history(
    signed_in, worker, child, talk, name, django_assert_max_num_queries
):
    for number in range(15):
        Finding.on_file_of(
            child,
            worker,
            interview=talk,
            kind="place",
            text=f"Place {number}",
            subject=Subject.named(child.authority_id, "place", f"No {number}"),
        ).save()
    sweep()
    client = signed_in(worker)
    with django_assert_max_num_queries(15):  # 12, the look, the session and the worker
        assert client.get(reverse(name, args=[child.pk])).status_code == 200


def test_one_press_makes_a_name_of_the_interview_a_finding(signed_in, worker, child):
    talk = talk_with(child, interviewer=worker, where_and_who="With Tyrone Bell at Canal Street.")
    client = signed_in(worker)
    address = reverse("finding-add", args=[child.pk, talk.pk])
    assert client.post(address, {"from_interview": "Canal Street"})["Location"] == address
    finding = Finding.objects.get()
    assert (finding.kind, finding.named) == ("place", "Canal Street")
    assert "Tyrone Bell at Canal Street" in finding.text
    assert client.get(address).context["named_nowhere"] == ["Tyrone Bell"]


def test_a_press_on_what_the_interview_does_not_name_makes_nothing(signed_in, worker, child):
    talk = talk_with(child, interviewer=worker, where_and_who="With Tyrone Bell at Canal Street.")
    address = reverse("finding-add", args=[child.pk, talk.pk])
    signed_in(worker).post(address, {"from_interview": "Somebody Else"})
    assert not Finding.objects.exists()
