"""Why something is late: written beside it, and late all the same."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.notices.deadline_notices import tell_of_deadlines
from casework.timescales.models import Deadline, LateReason
from casework.timescales.sweep import sweep
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    ChildFactory,
    RelationshipFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
WHY = "Alfie was in hospital until Friday. I will see him at home on Tuesday."


def late_assessment(child):
    AssessmentFactory(
        child=child, referral_received_on=TODAY - timedelta(days=120), child_seen_on=TODAY
    )
    sweep([child.pk])
    return Deadline.objects.get(child=child, code="assessment.complete")


@pytest.fixture
def late(child):
    return late_assessment(child)


@pytest.fixture
def brother(child, worker, late):
    """Late since the same day, for the same duty."""
    brother = ChildFactory(team=child.team, person__given_name="Alfie")
    AllocationFactory(child=brother, worker=worker)
    RelationshipFactory(person=child.person, relative=brother.person, kind="brother")
    late_assessment(brother)
    return brother


def test_a_reason_is_shown_beside_what_is_late(signed_in, worker, child, late):
    client = signed_in(worker)
    assert late.say_why in client.get(reverse("my_work")).content.decode()
    client.post(late.say_why, {"because": WHY})
    for page in ("my_work", reverse("due", args=[child.pk])):
        answer = client.get(reverse(page) if page == "my_work" else page)
        written = " ".join(answer.content.decode().split())
        assert WHY in written
        assert "Change why" in written


def test_what_has_a_reason_still_counts_as_late(signed_in, worker, late):
    signed_in(worker).post(late.say_why, {"because": WHY})
    sweep([late.child_id])
    assert list(Deadline.objects.overdue()) == [late]
    assert not Deadline.objects.met_in_time().exists()


def test_a_reason_outlives_the_row_the_sweep_writes(signed_in, worker, late):
    signed_in(worker).post(late.say_why, {"because": WHY})
    late.delete()
    sweep([late.child_id])
    (again,) = Deadline.objects.overdue().with_reason()
    assert again.late_because == WHY


@pytest.mark.parametrize("page", ["my_work", "notices", "due", "assessments", "child"])
def test_wherever_it_is_late_its_reason_stands_beside_it(signed_in, worker, late, page):
    client = signed_in(worker)
    tell_of_deadlines()
    address = {
        "child": late.child.get_absolute_url(),
        "due": reverse("due", args=[late.child_id]),
        "assessments": reverse("assessments", args=[late.child_id]),
    }.get(page) or reverse(page)
    assert WHY not in client.get(address).content.decode()
    client.post(late.say_why, {"because": WHY})
    client.get(address)  # says that it is saved
    assert f"Why: {WHY}" in client.get(address).content.decode()


def test_it_is_said_once_for_brothers_and_sisters(signed_in, worker, late, brother):
    client = signed_in(worker)
    form = client.get(late.say_why).context["form"]
    (other,) = form.fields["also"].queryset
    assert (other.child, form.initial["also"]) == (brother, [other.pk])
    client.post(late.say_why, {"because": WHY, "also": [other.pk]})
    assert set(LateReason.objects.values_list("child", "because")) == {
        (late.child_id, WHY),
        (brother.pk, WHY),
    }


def test_a_brother_for_whom_it_is_another_reason_is_left_out(signed_in, worker, late, brother):
    signed_in(worker).post(late.say_why, {"because": WHY})
    assert list(LateReason.objects.values_list("child", flat=True)) == [late.child_id]


def test_a_brother_the_worker_may_not_know_of_is_never_offered(signed_in, stranger, late, brother):
    AllocationFactory(child=late.child, worker=stranger, role="other")
    client = signed_in(stranger)
    assert "also" not in client.get(late.say_why).context["form"].fields
    other = Deadline.objects.get(child=brother, code=late.code)
    client.post(late.say_why, {"because": WHY, "also": [other.pk]})
    assert list(LateReason.objects.values_list("child", flat=True)) == [late.child_id]


def test_changing_a_reason_keeps_what_it_said(signed_in, worker, manager, late):
    signed_in(worker).post(late.say_why, {"because": WHY})
    signed_in(manager).post(late.say_why, {"because": "The hospital asked us to wait."})
    reason = LateReason.objects.get()
    assert (reason.because, reason.recorded_by) == ("The hospital asked us to wait.", manager)
    kept = LateReason.pgh_event_models["insert"].objects.filter(pgh_label="insert")
    assert [row.because for row in kept] == [WHY]


@pytest.mark.parametrize("because", ["", "   "])
def test_a_reason_says_something(signed_in, worker, late, because):
    page = signed_in(worker).post(late.say_why, {"because": because})
    assert "Say why it is late" in page.content.decode()
    assert not LateReason.objects.exists()


def test_what_is_in_time_has_no_reason_to_give(signed_in, worker, child):
    AssessmentFactory(child=child, referral_received_on=TODAY)
    sweep([child.pk])
    in_time = Deadline.objects.filter(code="assessment.complete").get()
    assert signed_in(worker).get(in_time.say_why).status_code == 404


def test_what_was_done_late_can_still_be_explained(signed_in, worker, late):
    Deadline.objects.filter(pk=late.pk).update(met_at=timezone.now())
    assert signed_in(worker).get(late.say_why).status_code == 200


def test_a_stranger_says_nothing_and_a_reader_may_not(signed_in, stranger, child, late):
    assert signed_in(stranger).get(late.say_why).status_code == 404
    reader = WorkerFactory(team=None, authority=child.authority, role="data_analyst")
    assert signed_in(reader).post(late.say_why, {"because": WHY}).status_code == 403
