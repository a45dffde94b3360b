"""A record that is wrong is withdrawn, corrected or moved, whatever it is."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from casework.access.roles import Permission
from casework.children.access_log import log_look
from casework.children.extensions.mistakes import mistakes
from casework.children.models import MayBeWithdrawn, even_withdrawn
from casework.corrections.models import Correction, Withdrawal
from casework.corrections.operations import agree, and_beneath, ask_to_withdraw, move, refuse
from casework.notices.models import Notice
from casework.recording.models import ChildVisit
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from missing.models import LogEntry
from tests import factories as make

MODELS = [one for one in apps.get_models() if issubclass(one, MayBeWithdrawn)]


def address(name, child, record):
    return reverse(name, args=[child.pk, record._meta.label_lower, record.pk])


def withdraw(record, by, because="It is another child’s"):
    return ask_to_withdraw(record, child=record.child, because=because, by=by)


@pytest.mark.parametrize("model", MODELS, ids=lambda one: one._meta.label)
def test_every_model_of_a_file_says_how_it_is_put_right(model):
    kind = mistakes[model._meta.label_lower]
    model._meta.get_field(kind.of.partition("__")[0])
    if not kind.not_withdrawn:
        reverse(kind.url, args=[1])
        assert kind.word


@pytest.fixture
def visit(child):
    return make.ChildVisitFactory(child=child, what_is_different="Quince jam")


def test_a_withdrawn_visit_is_in_no_list_and_stays_in_the_history(client, child, worker, visit):
    client.force_login(worker)
    answer = client.post(address("withdraw", child, visit), {"because": "It was her cousin"})
    assert answer.status_code == 302
    for page in ("visits", "chronology", "child"):
        assert "Quince jam" not in client.get(reverse(page, args=[child.pk])).content.decode()
    told = client.get(reverse("mistakes", args=[child.pk])).content.decode()
    assert "Quince jam" in told
    assert "It was her cousin" in told
    assert "<s>" in told
    kept = even_withdrawn(ChildVisit).get(pk=visit.pk)
    assert (kept.withdrawn_by, kept.withdrawn_because) == (worker, "It was her cousin")
    assert kept.withdrawn_at


def test_a_reason_has_to_be_given(client, child, worker, visit):
    client.force_login(worker)
    answer = client.post(address("withdraw", child, visit), {"because": " "})
    assert answer.status_code == 200
    assert ChildVisit.objects.filter(pk=visit.pk).exists()


@pytest.fixture
def decided(child):
    return make.ReferralFactory(child=child, decision="assess", decided_on=timezone.localdate())


def test_what_was_authorised_waits_for_another_person(worker, manager, decided):
    asked = withdraw(decided, worker)
    assert asked.done_at is None
    assert type(decided).objects.filter(pk=decided.pk).exists()
    with pytest.raises(ValidationError, match="Another person"):
        agree(asked, by=worker)
    asked.refresh_from_db()
    agree(asked, by=manager)
    assert not type(decided).objects.filter(pk=decided.pk).exists()
    assert Notice.objects.filter(worker=worker, kind="mistake").exists()


def test_a_manager_who_does_not_agree_says_why_and_it_stays(worker, manager, decided):
    asked = withdraw(decided, worker)
    refuse(asked, because="It was hers", by=manager)
    assert type(decided).objects.filter(pk=decided.pk).exists()
    assert not Withdrawal.objects.waiting().exists()
    assert withdraw(decided, worker).done_at is None  # it can be asked again


def test_a_manager_is_asked_on_a_page_and_whoever_asked_cannot_answer(
    client, child, worker, manager, decided
):
    asked = withdraw(decided, manager)
    url = reverse("withdrawal-decide", args=[child.pk, asked.pk])
    client.force_login(manager)
    refused = client.get(url)
    assert refused.status_code == 403
    assert "You asked for this yourself" in refused.content.decode()
    client.force_login(worker)
    assert client.get(url).status_code == 403
    other = make.WorkerFactory(team=manager.team, role="team_manager")
    client.force_login(other)
    assert client.get(url).status_code == 200
    assert client.post(url, {"agreed": "no"}).status_code == 200
    assert client.post(url, {"agreed": "yes"}).status_code == 302
    assert not type(decided).objects.filter(pk=decided.pk).exists()


def test_the_manager_finds_it_in_the_queue(client, child, worker, manager, decided):
    withdraw(decided, worker)
    client.force_login(manager)
    assert "Referral recorded in error" in client.get(reverse("authorise")).content.decode()


def test_a_stranger_is_told_nothing(client, child, visit, stranger):
    client.force_login(stranger)
    for name in ("mistake", "withdraw", "correct", "move-to-right-child"):
        assert client.get(address(name, child, visit)).status_code == 404
    assert client.get(reverse("mistakes", args=[child.pk])).status_code == 404


def test_one_who_may_not_record_may_not_withdraw(client, child, visit, team):
    reader = make.WorkerFactory(team=team, role="auditor")
    assert not reader.may(Permission.RECORD)
    make.FileGrantFactory(child=child, worker=reader)
    client.force_login(reader)
    assert client.get(address("withdraw", child, visit)).status_code == 403


def test_what_hangs_beneath_goes_too(child, worker):
    episode = make.MissingEpisodeFactory(child=child)
    entry = LogEntry.on_file_of(
        child, worker, episode=episode, kind="looked", at=timezone.now(), said="At the park"
    )
    entry.save()
    assert entry in and_beneath(episode)
    withdraw(episode, worker)
    assert not type(entry).objects.filter(pk=entry.pk).exists()


def test_a_need_goes_without_the_action_that_was_withdrawn_before_it(child, worker):
    under = make.PlanActionFactory(need__child=child)
    still = make.PlanActionFactory(need=under.need)
    withdraw(under.action, worker)
    withdraw(under.need, worker)
    actions = even_withdrawn(type(still.action)).filter(child=child)
    assert [action.withdrawn_at is not None for action in actions] == [True, True]


def test_what_stands_by_itself_stays_and_says_no_more_of_it(child, worker):
    interview = make.ReturnInterviewFactory(child=child)
    episode = make.MissingEpisodeFactory(child=child, interview=interview)
    asked = withdraw(interview, worker)
    episode.refresh_from_db()
    assert episode.interview_id is None
    assert ["missing.missingepisode", episode.pk, "interview", interview.pk] in asked.links


@pytest.fixture
def other_child(worker, team):
    zora = make.PersonFactory(authority=team.authority, given_name="Zora", family_name="Quill")
    other = make.ChildFactory(person=zora, team=team)
    make.AllocationFactory(child=other, worker=worker)
    return other


def test_a_record_is_moved_and_the_wrong_file_keeps_no_words(
    client, child, worker, manager, visit, other_child
):
    log_look(manager, child, "the file")
    client.force_login(worker)
    url = address("move-to-right-child", child, visit)
    said = {"to": other_child.number, "because": "Same first name"}
    preview = client.post(url, said)
    assert other_child.name in preview.content.decode()
    visit.refresh_from_db()
    assert visit.child == child
    assert client.post(url, said | {"seen": other_child.pk}).status_code == 302
    visit.refresh_from_db()
    assert visit.child == other_child
    there = client.get(reverse("visits", args=[other_child.pk])).content.decode()
    assert "Quince jam" in there
    for page in ("mistakes", "visits", "chronology", "child"):
        here = client.get(reverse(page, args=[child.pk])).content.decode()
        assert "Quince jam" not in here
        assert "Same first name" not in here
        assert other_child.name not in here
    assert (
        "A record was moved away"
        in client.get(reverse("mistakes", args=[child.pk])).content.decode()
    )
    told = Notice.objects.get(worker=manager, child=child, kind="mistake")
    assert "Quince" not in told.about


def test_what_was_corrected_in_a_record_goes_with_it_to_the_right_file(
    client, child, worker, visit, other_child
):
    """Its first words, and why they were wrong, are words about the other child as well."""
    kept = Correction.on_file_of(
        child,
        worker,
        kind=visit._meta.label_lower,
        record=visit.pk,
        because="Damson, not quince",
        said=[["What happened", "Damson jam", "Quince jam"]],
    )
    kept.save()
    client.force_login(worker)
    said = {"to": other_child.number, "because": "Same first name", "seen": other_child.pk}
    client.post(address("move-to-right-child", child, visit), said)
    kept.refresh_from_db()
    assert kept.child == other_child
    here = client.get(reverse("mistakes", args=[child.pk])).content.decode()
    assert "Damson" not in here


def test_nothing_is_moved_to_a_file_the_worker_may_not_know_of(client, child, worker, visit):
    zora = make.PersonFactory(authority=child.authority, given_name="Zora", family_name="Quill")
    hidden = make.ChildFactory(person=zora, team=child.team, restricted=True)
    client.force_login(worker)
    said = {"to": hidden.number, "because": "Hers", "seen": hidden.pk}
    answer = client.post(address("move-to-right-child", child, visit), said)
    assert answer.status_code == 200
    assert hidden.name not in answer.content.decode()
    visit.refresh_from_db()
    assert visit.child == child


def sent(form_page) -> dict:
    """What a browser would send of the form it was shown."""
    data = {}
    for form in [*form_page.context["parts"], form_page.context["form"]]:
        for name, field in form.fields.items():
            bound = form[name]
            value = field.prepare_value(bound.value()) if hasattr(field, "prepare_value") else None
            value = bound.value() if value is None else value
            widget = field.widget
            if hasattr(widget, "boxes"):
                typed = widget.format_value(value) if value else {}
                data |= {f"{bound.html_name}_{box}": typed.get(box, "") for box, _ in widget.boxes}
            elif value not in (None, False):
                data[bound.html_name] = value
    return data


def test_a_correction_keeps_the_first_words(client, child, worker, visit):
    client.force_login(worker)
    url = address("correct", child, visit)
    page = client.get(url)
    said = sent(page) | {"own-what_is_different": "Plum jam", "because": "I misheard"}
    answer = client.post(url, said)
    assert answer.status_code == 302, [form.errors for form in answer.context["parts"]]
    visit.refresh_from_db()
    assert visit.what_is_different == "Plum jam"
    kept = Correction.objects.get(child=child)
    assert kept.said == [["What is different since last time", "Quince jam", "Plum jam"]]
    assert (kept.recorded_by, kept.because) == (worker, "I misheard")
    shown = client.get(address("mistake", child, visit)).content.decode()
    assert "Quince jam" in shown
    assert "I misheard" in shown


def test_a_clock_that_stopped_is_judged_by_what_was_corrected(client, child, manager, on_commit):
    referral = make.ReferralFactory(
        child=child, decided_on=make.MONDAY, decided_by=manager, decision="no_action"
    )
    sweep([child.pk])
    clock = Deadline.objects.get(code="referral.decision")
    assert clock.met_at
    assert clock.met_at <= clock.due_at
    client.force_login(manager)
    url = address("correct", child, referral)
    corrected = {"own-received_on_day": "1", "own-decision_reasons": "None", "because": "Misread"}
    with on_commit():
        client.post(url, sent(client.get(url)) | corrected)
    clock.refresh_from_db()
    assert timezone.localdate(clock.due_at) == date(2026, 1, 2)
    assert clock.met_at > clock.due_at


def test_a_correction_says_why(client, child, worker, visit):
    client.force_login(worker)
    url = address("correct", child, visit)
    said = sent(client.get(url)) | {"own-what_is_different": "Plum jam", "because": ""}
    assert client.post(url, said).status_code == 200
    visit.refresh_from_db()
    assert visit.what_is_different == "Quince jam"


def test_what_a_manager_decided_is_not_corrected_by_whoever_records(
    client, child, worker, manager, decided
):
    url = address("correct", child, decided)
    client.force_login(worker)
    assert client.get(url).status_code == client.post(url, {}).status_code == 403
    said = client.get(address("mistake", child, decided)).content.decode()
    assert "a manager corrects it" in " ".join(said.split())
    client.force_login(manager)
    assert client.get(url).status_code == 200


def test_a_step_still_to_be_taken_is_not_taken_by_a_correction(client, child, worker):
    client.force_login(worker)
    page = client.get(address("correct", child, make.ReferralFactory(child=child)))
    assert "received_on" in page.context["parts"][0].fields
    assert {"decision", "decided_on"}.isdisjoint(page.context["parts"][0].fields)


def state_of(child):
    sweep([child.pk])
    clocks = Deadline.objects.filter(child=child).values_list("code", "due_at", "met_at")
    return sorted(map(str, clocks))


def test_the_clocks_are_those_of_a_file_without_the_mistake(child, worker):
    before = state_of(child)
    referral = make.ReferralFactory(child=child)
    assert state_of(child) != before
    withdraw(referral, worker)
    assert state_of(child) == before


# Put back


def put_back_page(child, asked):
    return reverse("put-back", args=[child.pk, asked.pk])


def test_a_withdrawal_is_put_back_on_a_page_with_who_and_why(client, child, worker, visit):
    asked = withdraw(visit, worker)
    client.force_login(worker)
    listed = client.get(reverse("mistakes", args=[child.pk])).content.decode()
    assert put_back_page(child, asked) in listed
    assert client.post(put_back_page(child, asked), {"put_back_because": ""}).status_code == 200
    said = {"put_back_because": "It was this child after all"}
    assert client.post(put_back_page(child, asked), said).status_code == 302
    assert ChildVisit.objects.filter(pk=visit.pk).exists()
    asked.refresh_from_db()
    assert (asked.put_back_by, asked.put_back_because) == (worker, said["put_back_because"])
    listed = " ".join(client.get(reverse("mistakes", args=[child.pk])).content.decode().split())
    assert f"put back by {worker}" in listed
    assert client.get(put_back_page(child, asked)).status_code == 404
    assert withdraw(visit, worker).done_at  # it can be withdrawn again


def test_what_a_manager_agreed_to_withdraw_a_manager_puts_back(
    client, child, worker, manager, decided
):
    asked = withdraw(decided, worker)
    agree(asked, by=manager)
    client.force_login(worker)
    assert client.get(put_back_page(child, asked)).status_code == 403
    client.force_login(manager)
    client.post(put_back_page(child, asked), {"put_back_because": "It came once"})
    assert type(decided).objects.filter(pk=decided.pk).exists()


def test_what_something_else_stands_in_place_of_is_not_put_back(client, child, worker):
    plan = make.PlanFactory(child=child)
    asked = withdraw(plan, worker)
    make.PlanFactory(child=child)
    client.force_login(worker)
    answer = client.post(put_back_page(child, asked), {"put_back_because": "It was right"})
    assert "Something else stands in its place now" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.put_back_at is None


# What is settled moves with two people


def test_what_was_authorised_is_moved_once_another_person_agrees(
    client, child, worker, manager, decided, team
):
    right = make.ChildFactory(team=team, person__given_name="Ella")
    client.force_login(manager)
    said = {"to": right.number, "because": "It is Ella’s", "seen": str(right.pk)}
    client.post(address("move-to-right-child", child, decided), said)
    decided.refresh_from_db()
    asked = Withdrawal.objects.waiting().get()
    assert (decided.child, asked.moved_to) == (child, right)
    decide = reverse("withdrawal-decide", args=[child.pk, asked.pk])
    assert client.get(decide).status_code == 403
    client.force_login(make.WorkerFactory(team=team, role="team_manager", username="other"))
    assert "Ella" in client.get(decide).content.decode()
    assert client.post(decide, {"agreed": "yes"}).status_code == 302
    decided.refresh_from_db()
    assert decided.child == right
    asked.refresh_from_db()
    assert asked.child == child
    assert asked.done_at


def test_a_manager_agrees_to_no_move_to_a_file_they_may_not_open(
    client, child, worker, manager, decided
):
    right = make.ChildFactory(team__authority=child.authority, team__name="Elsewhere")
    make.AllocationFactory(child=right, worker=worker, role="other")
    asked = move(decided, child=child, to=right, because="It is theirs", by=worker)
    client.force_login(manager)
    decide = reverse("withdrawal-decide", args=[child.pk, asked.pk])
    answer = client.post(decide, {"agreed": "yes"}).content.decode()
    assert "You may not open the other child" in answer
    decided.refresh_from_db()
    assert decided.child == child
