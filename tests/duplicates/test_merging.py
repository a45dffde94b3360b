"""From the proposal to the merged file and back, on the pages; and who may not."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Worker
from casework.children.access_log import log_look
from casework.children.known.operations import Question, ask, whose_number
from casework.children.models import Allocation, Child, Draft, FileAccess, Relationship, even_merged
from casework.children.saving.form_tokens import Opening
from casework.duplicates.forms import ProposeForm
from casework.duplicates.likely import likely_among
from casework.duplicates.models import Merge
from casework.duplicates.operations import GOES_ON, merge, propose, undo
from casework.notices.models import Notice
from casework.plans.models import Plan
from casework.recording.models import ChildNote
from tests import factories as make
from tests.duplicates.files import choices, merged

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(child):
    """Ruby again, opened by another door under a name spelt another way."""
    return make.ChildFactory(
        team=child.team, person__given_name="Rubie", person__born_on=child.person.born_on
    )


@pytest.fixture
def chief(team):
    return make.WorkerFactory(team=team, role="service_manager", username="chief")


def page(name, child, *args):
    return reverse(name, args=[child.pk, *args])


def test_two_files_are_proposed_compared_merged_and_undone(
    signed_in, child, second, worker, manager, on_commit
):
    make.PlanFactory(child=child)
    make.PlanFactory(child=second)
    note = make.ChildNoteFactory(child=second)
    client = signed_in(worker)
    said = {"other": second.number, "because": "The same mother and birth date"}
    assert client.post(page("merge-propose", child), said).status_code == 302
    proposed = Merge.objects.get()
    assert (proposed.child, proposed.absorbed) == (child, second)
    assert client.get(page("merge", child, proposed.pk)).status_code == 200
    assert client.get(page("merge-agree", child, proposed.pk)).status_code == 403

    client = signed_in(manager)
    assert f"Same child as {second.number}?" in client.get(reverse("authorise")).content.decode()
    agree = page("merge-agree", child, proposed.pk)
    asked = client.get(agree)
    assert "Note: 1" in asked.content.decode()
    assert {"given_name_family_name", f"plan_{second.plans.get().pk}"} <= set(
        asked.context["form"].fields
    )
    refused = client.post(agree, {})
    assert "Choose for “Name”" in refused.content.decode()
    with on_commit():
        answer = client.post(agree, choices(child, second))
    assert answer.status_code == 302

    note.refresh_from_db()
    assert note.child == child
    assert Plan.objects.open().of_child(child).count() == 1
    told = client.get(page("merge", child, proposed.pk)).content.decode()
    assert "Ruby Whitfield, as" in told
    undoing = page("merge-undo", child, proposed.pk)
    assert client.post(undoing, {"because": ""}).status_code == 200
    with on_commit():
        assert client.post(undoing, {"because": "Cousins"}).status_code == 302
    note.refresh_from_db()
    assert note.child == second
    assert Plan.objects.open().of_child(second).count() == 1
    assert "Cousins" in client.get(page("merges", child)).content.decode()


def test_whoever_proposed_it_does_not_agree(signed_in, child, second, manager):
    proposed = propose(child, second, because="One birth date", by=manager)
    client = signed_in(manager)
    assert client.get(page("merge-agree", child, proposed.pk)).status_code == 403
    with pytest.raises(ValidationError, match="Another person"):
        merge(proposed, chosen={}, said=[], by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Merge.objects.filter(pk=proposed.pk).update(decided_by=manager, decided_at=timezone.now())


def test_a_manager_who_may_not_open_both_files_meets_neither_pair_nor_page(
    signed_in, child, restricted_child, worker, manager
):
    proposed = propose(child, restricted_child, because="One birth date", by=worker)
    client = signed_in(manager)
    assert client.get(page("merge", child, proposed.pk)).status_code == 404
    assert client.get(page("merge-agree", child, proposed.pk)).status_code == 404
    assert restricted_child.number not in client.get(reverse("authorise")).content.decode()
    make.AllocationFactory(child=restricted_child, worker=manager, role="other")
    assert client.get(page("merge-agree", child, proposed.pk)).status_code == 200


def test_a_restricted_file_cannot_be_named_by_whoever_may_not_know_of_it(
    signed_in, child, restricted_child, worker
):
    said = {"other": restricted_child.number, "because": "One birth date"}
    answer = signed_in(worker).post(page("merge-propose", child), said)
    assert "There is no file with this number" in answer.content.decode()
    assert not Merge.objects.exists()


def test_two_files_of_another_team_are_proposed_by_whoever_is_told_of_them(
    signed_in, child, second, stranger
):
    client = signed_in(stranger)
    asked = {"given_name": "Ruby", "family_name": "Whitfield", "born_on": "2019-03-14"}
    known = client.get(reverse("is-known"), asked).content.decode()
    assert "Two of these are one child’s files" in known
    assert reverse("duplicates-propose") in known
    said = {"first": child.number, "other": second.number, "because": "One birth date"}
    assert client.post(reverse("duplicates-propose"), said).status_code == 302
    assert Merge.objects.waiting().count() == 1
    assert client.get(page("merge", child, Merge.objects.get().pk)).status_code == 404


def test_two_children_are_said_to_be_two_and_listed_no_more(
    signed_in, child, second, worker, manager, chief
):
    assert [(one.newer, one.older) for one in likely_among(chief).pairs] == [(second, child)]
    proposed = propose(child, second, because="One birth date", by=worker)
    client = signed_in(manager)
    refuse = page("merge-refuse", child, proposed.pk)
    assert client.post(refuse, {"because": ""}).status_code == 200
    assert client.post(refuse, {"because": "Cousins"}).status_code == 302
    assert likely_among(chief).pairs == []
    assert Notice.objects.filter(worker=worker, kind="merged").exists()
    assert Child.objects.filter(pk=second.pk).exists()


def test_twins_and_those_of_whom_one_may_not_know_are_on_no_list(
    child, second, chief, restricted_child
):
    make.RelationshipFactory(person=second.person, relative=child.person, kind="sister")
    assert likely_among(chief).pairs == []
    make.AllocationFactory(child=restricted_child, worker=chief, role="other")
    Relationship.objects.all().delete()
    restricted_child.person.given_name = "Ruby"
    restricted_child.person.save()
    seen = {(one.newer, one.older) for one in likely_among(chief).pairs}
    assert (restricted_child, child) in seen or (child, restricted_child) in seen
    other = make.WorkerFactory(team=child.team, role="team_manager")
    assert all(not one.newer.restricted for one in likely_among(other).pairs)


def test_the_very_same_name_with_a_mistyped_birth_date_is_listed(child, second, chief):
    second.person.given_name, second.person.born_on = "Rúby", date(2018, 3, 14)
    second.person.save()
    assert [one.newer for one in likely_among(chief).pairs] == [second]
    second.person.born_on = date(2011, 7, 2)
    second.person.save()
    assert likely_among(chief).pairs == []


def test_the_list_is_a_few_questions_however_many_pairs(
    signed_in, child, chief, django_assert_max_num_queries
):
    for spelling in ("Rubie", "Rubye", "Rubey"):
        make.ChildFactory(team=child.team, person__given_name=spelling)
    with django_assert_max_num_queries(24):
        shown = signed_in(chief).get(reverse("duplicates"))
    assert len(shown.context["likely"].pairs) == 6


@pytest.fixture
def done(child, second, worker, manager, on_commit):
    second.nhs_number = "9990000042"
    second.save()
    make.AllocationFactory(child=second, worker=worker)
    log_look(manager, second, "the file")
    with on_commit():
        return merged(child, second, proposer=worker, manager=manager)


def test_the_old_number_leads_to_the_file_that_is_kept(signed_in, child, second, worker, done):
    client = signed_in(worker)
    answer = client.get(page("visits", second) + "?page=1")
    assert (answer.status_code, answer.url) == (302, page("visits", child) + "?page=1")
    sent = client.post(page("alert-add", second), {"text": "A dog"})
    assert (sent.status_code, sent.url) == (307, page("alert-add", child))
    api = client.get(f"/api/v1/children/{second.pk}/")
    assert api.status_code == 301
    assert api.json()["merged_into"] == child.number
    assert api["Location"].endswith(f"/children/{child.pk}/")
    told = client.get(f"/api/v1/children/{second.pk}/chronology/")
    assert told.json()["merged_into"] == child.number
    found = client.get(reverse("find"), {"q": second.number})
    assert list(found.context["object_list"]) == [child]
    names = client.get(reverse("find"), {"q": "Rubie"})
    assert list(names.context["object_list"]) == [child]
    listed = client.get("/api/v1/children/").json()["results"]
    assert [row["number"] for row in listed] == [child.number]
    known = ask(worker, Question(numbers=(second.number,)), where="page")
    assert [file.number for file in known] == [child.number]


def test_a_stranger_is_led_nowhere(signed_in, second, stranger, done):
    client = signed_in(stranger)
    assert client.get(page("child", second)).status_code == 404
    assert client.get(f"/api/v1/children/{second.pk}/").status_code == 404


def test_a_number_of_either_file_is_no_third_child_s(child, second, worker, done):
    child.refresh_from_db()
    assert child.nhs_number == "9990000042"
    with pytest.raises(IntegrityError), transaction.atomic():
        make.ChildFactory(team=child.team, nhs_number="9990000042")
    assert whose_number(worker, "9990000042", field="nhs_number").number == child.number


def test_the_number_that_is_not_chosen_leads_to_the_kept_file_too(child, second, worker, manager):
    child.nhs_number, second.nhs_number = "9990000018", "9990000042"
    child.save()
    second.save()
    done = merged(child, second, proposer=worker, manager=manager, choice="absorbed")
    child.refresh_from_db()
    assert child.nhs_number == "9990000042"
    assert even_merged().get(pk=second.pk).nhs_number == "9990000018"
    assert whose_number(worker, "9990000018", field="nhs_number").number == child.number
    with pytest.raises(IntegrityError), transaction.atomic():
        make.ChildFactory(team=child.team, nhs_number="9990000018")
    undo(done, with_it=[], because="Cousins", by=manager)
    child.refresh_from_db()
    assert (child.nhs_number, even_merged().get(pk=second.pk).nhs_number) == (
        "9990000018",
        "9990000042",
    )


def test_looks_remain_and_readers_are_told(signed_in, child, second, worker, manager, done):
    assert FileAccess.objects.filter(child=second.pk, worker=manager).exists()
    shown = signed_in(worker).get(page("looks", child))
    assert manager in {look.worker for look in shown.context["object_list"]}
    told = Notice.objects.filter(kind="merged", child=child, about__contains="was merged")
    assert worker in {notice.worker for notice in told}


def test_nobody_can_open_the_kept_file_by_way_of_the_merge(
    child, restricted_child, worker, manager, stranger
):
    """A worker of the other file, and one to whom it was opened, could not open the restricted one;
    nor can the team once the two are one."""
    make.AllocationFactory(child=restricted_child, worker=manager, role="other")
    make.AllocationFactory(child=child, worker=stranger, role="family_support")
    make.FileGrantFactory(child=child, worker=make.WorkerFactory(team=child.team, role="auditor"))
    before = set(known_to(restricted_child))
    proposed = propose(restricted_child, child, because="One child", by=worker)
    chosen = choices(restricted_child, child) | {
        f"allocation_goes_on_{part.pk}": GOES_ON for part in child.allocations.all()
    }
    done = merge(proposed, chosen=chosen, said=[], by=manager, keep=restricted_child)
    assert set(known_to(restricted_child)) == before
    undo(done, with_it=[], because="Cousins", by=manager)
    assert set(known_to(restricted_child)) == before
    assert stranger in known_to(child)


def known_to(child):
    one = Child.objects.filter(pk=child.pk)
    return [someone for someone in Worker.objects.all() if one.visible_to(someone).exists()]


def test_a_part_goes_on_where_the_manager_says_so(child, second, worker, manager, stranger):
    part = make.AllocationFactory(child=second, worker=stranger, role="family_support")
    proposed = propose(child, second, because="One child", by=worker)
    chosen = choices(child, second)
    assert chosen[f"allocation_goes_on_{part.pk}"] == "ends"
    chosen[f"allocation_goes_on_{part.pk}"] = GOES_ON
    merge(proposed, chosen=chosen, said=[], by=manager)
    assert Allocation.objects.open().filter(child=child, worker=stranger).exists()
    assert stranger in known_to(child)


def test_what_was_written_since_stays_unless_it_is_the_other_child_s(
    signed_in, child, second, worker, manager, on_commit
):
    plan = make.PlanFactory(child=second)
    with on_commit():
        done = merged(child, second, proposer=worker, manager=manager)
    need = make.NeedFactory(child=child, plan=plan)
    stays, goes = make.ChildNoteFactory(child=child), make.ChildNoteFactory(child=child)
    client = signed_in(manager)
    asked = client.get(page("merge-undo", child, done.pk)).content.decode()
    assert f"recording.childnote:{stays.pk}" in asked
    said = {"because": "Cousins", "with_it": [f"recording.childnote:{goes.pk}"]}
    with on_commit():
        assert client.post(page("merge-undo", child, done.pk), said).status_code == 302
    assert ChildNote.objects.get(pk=stays.pk).child == child
    assert ChildNote.objects.get(pk=goes.pk).child == second
    need.refresh_from_db()
    assert need.child == second


def test_the_later_merge_is_undone_first(child, second, worker, manager):
    third = make.ChildFactory(team=child.team, person__given_name="Rubi")
    first = merged(child, second, proposer=worker, manager=manager)
    later = merged(third, child, proposer=worker, manager=manager)
    first.refresh_from_db()
    assert first.child == third
    assert Child.objects.numbered(second.pk).get() == third
    with pytest.raises(ValidationError, match="later merge"):
        undo(first, with_it=[], because="No", by=manager)
    undo(later, with_it=[], because="No", by=manager)
    first.refresh_from_db()
    assert first.child == child
    undo(first, with_it=[], because="No", by=manager)
    assert Child.objects.count() == 3


def test_words_not_yet_saved_go_on_with_the_file(child, second, worker, manager):
    opening = Opening(worker.pk, page("note-add", second), second.pk, "A note")
    Draft.objects.keep(opening, QueryDict("text=Half+a+sentence"), 1)
    done = merged(child, second, proposer=worker, manager=manager)
    draft = Draft.objects.get()
    assert (draft.child, draft.path) == (child, page("note-add", child))
    assert draft.typed["text"] == "Half a sentence"
    undo(done, with_it=[], because="No", by=manager)
    draft = Draft.objects.get()
    assert (draft.child, draft.path) == (second, page("note-add", second))
    assert draft.typed["text"] == "Half a sentence"


def test_what_was_being_saved_meanwhile_follows(child, second, worker, manager, done, on_commit):
    with on_commit():
        note = make.ChildNoteFactory(child=second)
    note.refresh_from_db()
    assert note.child == child
    undo(done, with_it=[], because="No", by=manager)
    note.refresh_from_db()
    assert note.child == second


def test_two_people_who_propose_the_same_pair_at_once_are_told_so(
    signed_in, child, second, worker, manager, monkeypatch
):
    """The second looked before the first had saved: only the database knows."""
    propose(child, second, because="One birth date", by=manager)
    monkeypatch.setattr(ProposeForm, "clean_other", lambda form: form.named("other"))
    said = {"first": child.number, "other": second.number, "because": "One birth date"}
    client = signed_in(worker)
    for address in (page("merge-propose", child), reverse("duplicates-propose")):
        answer = client.post(address, said)
        assert answer.status_code == 200
        assert answer.context["form"].errors["other"] == ["Somebody has proposed this already"]
        assert "One birth date" in answer.content.decode()
    assert Merge.objects.count() == 1
