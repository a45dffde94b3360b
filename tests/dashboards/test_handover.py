"""A worker leaves: what they hold stands with their manager until somebody else has it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Worker
from casework.actions.models import Action
from casework.children.models import Allocation, Draft
from casework.children.models.drafts import box_of
from casework.dashboards.handover.queries import Holding, leavers_for
from casework.dashboards.to_put_right import to_mend
from casework.recording.models import ChildNote
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def leaver(team):
    """Twenty-three children, an action on each, and a last day in a week."""
    worker = make.WorkerFactory(
        team=team, username="ben", last_name="Okafor", leaves_on=TODAY + timedelta(days=7)
    )
    for number in range(23):
        child = make.ChildFactory(team=team, person__given_name=f"Child{number}")
        make.AllocationFactory(child=child, worker=worker)
        make.ActionFactory(child=child, owner_worker=worker, owner_person=None, owner_name="")
    return worker


@pytest.fixture
def taker(team):
    return make.WorkerFactory(team=team, username="carla", last_name="Reyes")


def handed_over(client, leaver, to, **changes):
    facts = {"to": to.pk, **changes}
    return client.post(reverse("hand-over", args=[leaver.pk]), facts)


def unheld(worker):
    held = Allocation.objects.open().filter(worker=worker)
    return held.count() + Action.objects.open().filter(owner_worker=worker).count()


def test_twenty_three_children_are_handed_over_in_two_pages_and_three_presses(
    signed_in, manager, leaver, taker
):
    """My work, Hand over; who takes it; Hand over. A press each, and one choice."""
    desk = signed_in(manager)
    page = desk.get(reverse("my_work")).content.decode()
    assert reverse("hand-over", args=[leaver.pk]) in page
    assert "23 children" in page
    answer = handed_over(desk, leaver, taker)
    assert answer.status_code == 302
    assert unheld(leaver) == 0
    assert Allocation.objects.leading().filter(worker=taker).count() == 23
    assert Action.objects.open().filter(owner_worker=taker).count() == 23
    assert ChildNote.objects.filter(note__title=f"Handed over to {taker}").count() == 23
    assert leavers_for(manager) == []


@pytest.mark.parametrize("access_ended", [False, True])
def test_whoever_left_stands_on_my_work_and_in_to_put_right_until_it_is_handed_over(
    signed_in, manager, team, worker, child, taker, access_ended
):
    assert leavers_for(manager) == []
    worker.is_active = not access_ended
    worker.leaves_on = None if access_ended else TODAY - timedelta(days=1)
    worker.save()
    assert leavers_for(manager) == [worker]
    assert "leaver.child" in {mend.gap.code for mend in to_mend(manager)}
    assert "To hand over" in signed_in(manager).get(reverse("my_work")).content.decode()
    handed_over(signed_in(manager), worker, taker)
    assert leavers_for(manager) == []
    assert "leaver.child" not in {mend.gap.code for mend in to_mend(manager)}


def test_a_child_can_go_to_someone_else_and_another_wait(signed_in, manager, leaver, taker, team):
    other = make.WorkerFactory(team=team, username="dina")
    first, second, *_ = [held.child for held in Holding(leaver, manager).children]
    chosen = {f"child_{first.pk}": other.pk, f"child_{second.pk}": "later"}
    answer = handed_over(signed_in(manager), leaver, taker, **chosen)
    assert answer.url == reverse("hand-over", args=[leaver.pk])
    assert Allocation.objects.leading().get(child=first).worker == other
    assert Allocation.objects.leading().get(child=second).worker == leaver
    assert [leaver] == leavers_for(manager)
    assert Allocation.objects.leading().filter(worker=taker).count() == 21


def test_nobody_takes_a_part_they_cannot_hold(signed_in, manager, leaver, team):
    helper = make.WorkerFactory(team=team, username="eve", role="family_support")
    answer = handed_over(signed_in(manager), leaver, helper)
    assert answer.status_code == 200
    assert "cannot be the social worker" in answer.content.decode()
    assert Allocation.objects.open().filter(worker=leaver).count() == 23


def test_the_banner_never_names_someone_who_is_gone(signed_in, manager, worker, child):
    page = signed_in(manager).get(child.get_absolute_url()).content.decode()
    assert worker.name in page
    Worker.objects.filter(pk=worker.pk).update(leaves_on=TODAY - timedelta(days=1))
    answer = signed_in(manager).get(child.get_absolute_url())
    facts = {fact["label"]: fact["value"] for fact in answer.context["banner"]["facts"]}
    assert facts["Social worker"] == "No one now"
    assert [held.worker for held in answer.context["workers"]] == []


def test_a_conference_goes_to_a_chair_and_an_audit_to_someone_independent(
    signed_in, service_manager, chair, team, taker
):
    leaving = make.WorkerFactory(
        role="conference_chair",
        username="old.chair",
        authority=team.authority,
        team=None,
        is_active=False,
    )
    child = make.ChildFactory(team=team)
    meeting = make.MeetingFactory(
        authority=team.authority,
        chair=leaving,
        kind="conference",
        held=False,
        starts_at=timezone.now() + timedelta(days=5),
    )
    meeting.children.add(child)
    assert leavers_for(service_manager) == [leaving]
    assert "leaver.chair" in {mend.gap.code for mend in to_mend(service_manager)}
    handed_over(signed_in(service_manager), leaving, taker, chair=chair.pk)
    meeting.refresh_from_db()
    assert meeting.chair == chair
    assert leavers_for(service_manager) == []


def test_the_words_of_a_draft_go_to_whoever_takes_over_and_open_for_them(
    signed_in, manager, worker, child, taker
):
    path = reverse("note-add", args=[child.pk])
    box = box_of(worker.pk, path)
    words = b"sealed words"
    draft = Draft.objects.create(
        worker=worker,
        child=child,
        path=path,
        page="p",
        count=1,
        saved_at=timezone.now(),
        expires_on=TODAY + timedelta(days=9),
        title=box.encrypt(b"A note").decode(),
        words=box.encrypt(words).decode(),
    )
    handed_over(signed_in(manager), worker, taker)
    draft.refresh_from_db()
    assert draft.worker == taker
    assert (draft.name, draft.unseal(draft.words)) == ("A note", words)


def test_a_restricted_file_the_manager_may_not_open_is_counted_and_not_named(
    signed_in, manager, restricted_child
):
    holder = restricted_child.allocations.get().worker
    Worker.objects.filter(pk=holder.pk).update(team=manager.team, is_active=False)
    page = signed_in(manager).get(reverse("hand-over", args=[holder.pk])).content.decode()
    assert "1 restricted file " in page
    assert "Hidden" not in page


def test_only_who_decides_hands_over(signed_in, worker, leaver):
    assert signed_in(worker).get(reverse("hand-over", args=[leaver.pk])).status_code == 403


def test_the_file_leads_to_the_page_that_hands_over(signed_in, manager, worker, child):
    address = reverse("hand-over-child", args=[child.pk])
    assert signed_in(manager).get(address).url == child.get_absolute_url()
    Worker.objects.filter(pk=worker.pk).update(is_active=False)
    assert signed_in(manager).get(address).url == reverse("hand-over", args=[worker.pk])


def test_the_summary_is_written_from_what_is_recorded(signed_in, manager, worker, child, taker):
    make.PlanFactory(child=child, kind="protection")
    make.AlertFactory(child=child, text="Two workers to visit")
    handed_over(signed_in(manager), worker, taker)
    text = ChildNote.objects.get(child=child, note__title=f"Handed over to {taker}").note.text
    assert "Child protection plan since" in text
    assert "Two workers to visit" in text


def test_any_selection_is_allocated_in_one_step(signed_in, manager, leaver, taker):
    desk = signed_in(manager)
    address = f"{reverse('allocate-some')}?worker={leaver.pk}"
    offered = list(desk.get(address).context["form"].fields["children"].queryset)
    assert len(offered) == 23
    facts = {
        "children": [child.pk for child in offered[:7]],
        "role": "lead",
        "worker": taker.pk,
        "started_on": TODAY.isoformat(),
        "reason": "Balance",
    }
    assert desk.post(address, facts).status_code == 302
    assert Allocation.objects.leading().filter(worker=taker).count() == 7
    assert Allocation.objects.leading().filter(worker=leaver).count() == 16


def test_a_selection_of_nobody_says_so(signed_in, manager, leaver, taker):
    address = f"{reverse('allocate-some')}?worker={leaver.pk}"
    facts = {"role": "lead", "worker": taker.pk, "started_on": TODAY.isoformat()}
    answer = signed_in(manager).post(address, facts)
    assert answer.context["form"].errors["children"] == ["Choose at least one child"]
