"""A file is restricted on a page: by whom, why, to whom it stays open, and until when."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from casework.children.allocation.operations import allocate
from casework.children.models import Allocation, Child, FileGrant
from casework.confidentiality.models import Restriction, RestrictionReview
from casework.confidentiality.restrictions import operations
from casework.dashboards.handover.put_out import put_out_for
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.models import Notice
from casework.notices.recipients import around
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests import factories as make
from tests.confidentiality.conftest import day, knows

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
IN_A_MONTH = TODAY + timedelta(days=30)
WHY = "Threats were made against the carers"


def restricted(file, by, *named, **facts):
    asked = Restriction.on_file_of(file, by, because=WHY, review_on=IN_A_MONTH, **facts)
    return operations.restrict(asked, [by, *named], by=by)


def test_a_file_is_restricted_to_those_ticked_and_whoever_did_it(
    signed_in, manager, file, worker, colleague
):
    make.AllocationFactory(child=file, worker=colleague, role="other")
    desk = signed_in(manager)
    form = desk.get(reverse("restrict", args=[file.pk])).content.decode()
    assert worker.name in form
    assert colleague.name in form
    answer = desk.post(
        reverse("restrict", args=[file.pk]),
        {"because": WHY, "named": [worker.pk], **day(IN_A_MONTH)},
    )
    assert answer.status_code == 302
    assert [knows(one, file) for one in (manager, worker, colleague)] == [True, True, False]
    ended = Allocation.objects.get(child=file, worker=colleague)
    assert ended.ended_on == TODAY
    page = desk.get(reverse("restriction", args=[file.pk])).content.decode()
    assert WHY in page
    assert "Restricted file" in page


@pytest.mark.parametrize(
    ("role", "answer"),
    [("social_worker", 403), ("conference_chair", 403), ("service_manager", 200)],
)
def test_only_managers_restrict(signed_in, team, file, role, answer):
    someone = make.WorkerFactory(team=team, role=role)
    assert signed_in(someone).get(reverse("restrict", args=[file.pk])).status_code == answer


def test_it_says_beside_the_field_what_is_missing_and_keeps_what_was_typed(
    signed_in, manager, file
):
    facts = {"because": WHY, **day(TODAY)}
    page = signed_in(manager).post(reverse("restrict", args=[file.pk]), facts).content.decode()
    assert "Give a day that is to come" in page
    assert WHY in page
    assert not Restriction.objects.exists()


def test_whoever_is_put_out_finds_no_trace_of_the_child(signed_in, manager, file, colleague):
    sister = make.ChildFactory(team=file.team, person__given_name="Ella")
    make.AllocationFactory(child=sister, worker=colleague)
    make.RelationshipFactory(person=sister.person, relative=file.person, kind="sister")
    make.AllocationFactory(child=file, worker=colleague, role="other")
    Notice.on_file_of(file, None, worker=colleague, kind="allocated", about="Yours").save()
    restricted(file, manager)
    desk = signed_in(colleague)
    pages = [
        reverse("my_work"),
        reverse("children"),
        reverse("notices"),
        reverse("find") + "?q=Ruby",
        sister.get_absolute_url(),
        reverse("family", args=[sister.pk]),
    ]
    for address in pages:
        page = desk.get(address)
        assert page.status_code == 200
        assert "Ruby" not in page.content.decode().replace('value="Ruby"', "").replace(
            "“Ruby”", ""
        ), address
    assert desk.get(file.get_absolute_url()).status_code == 404
    assert desk.get(reverse("restriction", args=[file.pk])).status_code == 404


def test_what_they_still_hold_waits_for_the_manager_and_goes_to_someone_named(
    signed_in, manager, file, worker, colleague
):
    make.AllocationFactory(child=file, worker=colleague, role="other")
    action = make.ActionFactory(
        child=file, owner_worker=colleague, owner_person=None, owner_name=""
    )
    restricted(file, manager, worker)
    assert [one.worker for one in put_out_for(manager)] == [colleague]
    desk = signed_in(manager)
    address = reverse("hand-over", args=[colleague.pk]) + "?restricted"
    assert address in desk.get(reverse("my_work")).content.decode()
    outside = make.WorkerFactory(team=file.team)
    refused = desk.post(address, {"to": outside.pk}).content.decode()
    assert "may not open this restricted file" in refused
    assert desk.post(address, {"to": worker.pk}).status_code == 302
    action.refresh_from_db()
    assert action.owner_worker == worker
    assert put_out_for(manager) == []


def test_one_more_is_named_and_told_and_put_out_again_and_both_stay_known(
    signed_in, manager, file, worker, colleague
):
    restricted(file, manager, worker)
    desk = signed_in(manager)
    desk.post(
        reverse("restriction-name", args=[file.pk]),
        {"worker": colleague.pk, "because": "Covers for Amira"},
    )
    assert knows(colleague, file)
    assert Notice.objects.filter(worker=colleague, kind="restricted").exists()
    out = reverse("restriction-put-out", args=[file.pk, colleague.pk])
    assert desk.post(out, {"because": "Amira is back"}).status_code == 302
    assert not knows(colleague, file)
    page = desk.get(reverse("restriction", args=[file.pk])).content.decode()
    assert "Could open it before" in page
    assert "Amira is back" in page


def test_the_last_manager_cannot_be_put_out(signed_in, manager, file, worker):
    restricted(file, manager, worker)
    out = reverse("restriction-put-out", args=[file.pk, manager.pk])
    page = signed_in(manager).post(out, {"because": "On leave"}).content.decode()
    assert operations.LAST_MANAGER in page
    assert knows(manager, file)


@pytest.mark.parametrize(("days", "state"), [(-1, True), (1, False)])
def test_it_is_late_after_the_day_it_should_be_looked_at_and_stays_shut(
    manager, file, worker, days, state
):
    restriction = restricted(file, manager, worker)
    RestrictionReview.objects.update(due_on=TODAY + timedelta(days=days))
    sweep([file.pk])
    late = Deadline.objects.overdue().filter(code="restriction.review")
    assert late.exists() is state
    assert not knows(make.WorkerFactory(team=file.team), file)
    tell_of_deadlines()
    told = Notice.objects.filter(deadline__code="restriction.review", kind="overdue")
    assert set(told.values_list("worker", flat=True)) == ({manager.pk} if state else set())
    assert restriction.in_force


def test_looked_at_again_it_stays_until_another_day_or_opens(signed_in, manager, file, worker):
    restricted(file, manager, worker)
    desk, address = signed_in(manager), reverse("restriction-review", args=[file.pk])
    later = TODAY + timedelta(days=60)
    kept = {"decision": "keep", "because": "He still lives near", **day(later, "until")}
    assert desk.post(address, kept).status_code == 302
    sweep([file.pk])
    clocks = Deadline.objects.filter(code="restriction.review")
    assert clocks.open().count() == 1
    assert clocks.met_in_time().count() == 1
    assert RestrictionReview.objects.due().get().due_on == later
    stranger = make.WorkerFactory(team=file.team)
    assert not knows(stranger, file)
    desk.post(address, {"decision": "open", "because": "He has moved away"})
    assert knows(stranger, file)
    assert not FileGrant.objects.in_force().exists()
    file.refresh_from_db()
    assert not file.restricted
    page = desk.get(reverse("restriction", args=[file.pk])).content.decode()
    assert "He has moved away" in page
    assert "Restricted before" in page


def test_of_a_member_of_staffs_family_two_people_decide_at_the_start_and_at_the_end(
    signed_in, manager, file, worker, colleague
):
    other = make.WorkerFactory(team=file.team, role="service_manager", username="grace")
    asking = {"because": WHY, "named": [worker.pk], "family_of": colleague.pk, **day(IN_A_MONTH)}
    signed_in(manager).post(reverse("restrict", args=[file.pk]), asking)
    asked = Restriction.objects.get()
    assert not asked.in_force
    assert knows(colleague, file)
    agree = reverse("restriction-agree", args=[file.pk, asked.pk])
    assert signed_in(manager).get(agree).status_code == 403
    desk = signed_in(other)
    assert agree in desk.get(reverse("my_work")).content.decode()
    assert desk.post(agree, {"agreed": "yes"}).status_code == 302
    assert not knows(colleague, file)
    assert knows(other, file)
    with pytest.raises(ValidationError):
        operations.name(Restriction.objects.get(), colleague, because="x", by=manager)
    review = reverse("restriction-review", args=[file.pk])
    signed_in(manager).post(review, {"decision": "open", "because": "She has left"})
    assert not knows(colleague, file)
    end = reverse("restriction-end-agree", args=[file.pk, asked.pk])
    assert signed_in(manager).get(end).status_code == 403
    assert signed_in(other).post(end, {"agreed": "yes"}).status_code == 302
    assert knows(colleague, file)


def test_the_member_of_staff_hears_nothing_of_it_and_can_neither_ask_nor_agree(
    signed_in, team, manager, file
):
    concerned = make.WorkerFactory(team=team, role="team_manager", username="kin")
    asked = restricted(file, manager, family_of=concerned)
    desk = signed_in(concerned)
    agree = reverse("restriction-agree", args=[file.pk, asked.pk])
    assert agree not in desk.get(reverse("my_work")).content.decode()
    assert desk.get(agree).status_code == 404
    assert WHY not in desk.get(reverse("restriction", args=[file.pk])).content.decode()
    assert not Notice.objects.filter(worker=concerned).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Restriction.objects.update(decided_by=concerned)


def test_nobody_gives_a_member_of_staff_the_work_with_their_own_family(
    signed_in, manager, file, worker, colleague
):
    other = make.WorkerFactory(team=file.team, role="service_manager", username="grace")
    operations.agree(restricted(file, manager, worker, family_of=colleague), by=other)
    facts = {"role": "lead", "worker": colleague.pk, "reason": "Next", **day(TODAY, "started_on")}
    answer = signed_in(manager).post(reverse("allocate", args=[file.pk]), facts)
    said = f"{colleague} may not work with Ruby: it is their own family. Choose another"
    assert answer.context["form"].errors["worker"] == [said]
    with pytest.raises(ValidationError, match="their own family"):
        allocate([file], worker=colleague, part="other", on=TODAY, because="", by=manager)
    assert not knows(colleague, file)
    assert not Allocation.objects.filter(worker=colleague).exists()


def test_nobody_is_given_the_audit_of_their_own_familys_file(signed_in, manager, file, worker):
    other = make.WorkerFactory(team=file.team, role="service_manager", username="grace")
    auditor = make.WorkerFactory(team__authority=file.authority, role="auditor")
    operations.agree(restricted(file, manager, worker, other, family_of=auditor), by=other)
    facts = {
        "sampling": "worry",
        "number": file.number,
        "chosen_because": "A worry",
        "auditor": auditor.pk,
        "kind": "whole_file",
        **day(IN_A_MONTH, "due_on"),
    }
    answer = signed_in(other).post(reverse("audit-give"), facts)
    said = f"{auditor} may not work with Ruby: it is their own family. Choose another"
    assert answer.context["form"].errors["auditor"] == [said]
    assert not knows(auditor, file)


def test_what_somebody_leaves_is_not_handed_to_a_member_of_the_childs_family(
    signed_in, manager, file, worker, colleague
):
    other = make.WorkerFactory(team=file.team, role="service_manager", username="grace")
    operations.agree(restricted(file, manager, worker, family_of=colleague), by=other)
    answer = signed_in(manager).post(reverse("hand-over", args=[worker.pk]), {"to": colleague.pk})
    assert "it is their own family" in answer.content.decode()
    assert Allocation.objects.open().filter(child=file, worker=worker).exists()


def test_one_person_alone_cannot_restrict_a_member_of_staffs_family(manager, file, colleague):
    restricted(file, manager, family_of=colleague)
    for facts in ({"started_at": timezone.now()}, {"decided_by": manager}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Restriction.objects.update(**facts)


def test_not_agreed_it_is_not_restricted_and_whoever_asked_is_told_why(
    signed_in, manager, file, colleague
):
    other = make.WorkerFactory(team=file.team, role="service_manager", username="grace")
    asked = restricted(file, manager, family_of=colleague)
    agree = reverse("restriction-agree", args=[file.pk, asked.pk])
    assert "Say why" in signed_in(other).post(agree, {"agreed": "no"}).content.decode()
    signed_in(other).post(agree, {"agreed": "no", "because": "They are not related"})
    file.refresh_from_db()
    assert not file.restricted
    assert Notice.objects.filter(worker=manager, kind="restricted").exists()
    assert not Restriction.objects.standing().exists()


def test_a_named_manager_hears_what_the_teams_managers_would(manager, file, worker):
    restricted(file, manager, worker)
    file.refresh_from_db()
    assert set(around(file)) == {manager, worker}


def test_who_asks_if_the_child_is_known_is_told_to_ring_a_named_manager(
    manager, file, worker, colleague
):
    restricted(file, manager, worker)
    ring = Child.objects.known_to_authority(colleague).get(pk=file.pk).least_ring
    assert ring == manager.name


def test_the_api_says_why_to_whoever_may_open_it_only(manager, file, worker, colleague, client):
    restricted(file, manager, worker)
    answers = []
    for someone in (worker, colleague):
        client.force_login(someone)
        answers.append(client.get("/api/v1/restrictions/").json()["results"])
    assert [row["because"] for row in answers[0]] == [WHY]
    assert answers[0][0]["review_on"] == IN_A_MONTH.isoformat()
    assert answers[1] == []
