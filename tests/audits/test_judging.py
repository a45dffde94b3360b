from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audits.models import Audit, CorrectiveAction, Grade, Score
from casework.actions.models import Action
from casework.notices.models import Notice
from casework.timescales.models import Deadline, WorkingDay
from casework.timescales.sweep import sweep
from casework.writing.models import Dismissal
from tests.audits.conftest import boxes
from tests.factories import AllocationFactory, AuditFactory, ChildVisitFactory, WorkerFactory
from tests.html import squeezed

PAGES = [
    ("audit",),
    ("audit-grade",),
    ("audit-complete",),
    ("audit-not-safe",),
    ("audit-action-add",),
    ("audit-section", "plan"),
]


@pytest.fixture
def judge(signed_in, auditor):
    return signed_in(auditor)


def answer(code, **facts):
    return {f"{code.replace('.', '-')}-{name}": value for name, value in facts.items()}


def whole(code, given="met"):
    return answer(code, answer=given, reason="Two goals are hers", evidence="Plan, 14 July 2026")


def words_of(response, field):
    return [
        m for problem in response.context["form"].errors.as_data()[field] for m in problem.messages
    ]


# Judging a section


def test_each_question_names_the_child_and_offers_six_answers(judge, address):
    page = judge.get(address("audit-section", "plan")).content.decode()
    assert "Does the plan start from Ruby" in page
    for words in ("Met", "Mostly met", "Partly met", "Not met", "Does not apply"):
        assert f">{words}</label>" in page


def test_saving_keeps_an_answer_that_is_only_begun(judge, address, audit):
    judge.post(
        address("audit-section", "plan"),
        answer("HP.PL.1", answer="partly_met") | answer("HP.PL.2", reason="Ongoing, four times"),
    )
    kept = {score.criterion: (score.answer, score.reason) for score in audit.scores.all()}
    assert kept == {"HP.PL.1": ("partly_met", ""), "HP.PL.2": ("", "Ongoing, four times")}
    again = judge.get(address("audit-section", "plan")).content.decode()
    assert "Ongoing, four times" in again


def test_an_answer_emptied_again_is_taken_away(judge, address, audit):
    judge.post(address("audit-section", "plan"), whole("HP.PL.1"))
    judge.post(address("audit-section", "plan"), answer("HP.PL.1", answer="", reason=""))
    assert not audit.scores.exists()


def test_saving_one_section_leaves_the_others_alone(judge, address, audit):
    judge.post(address("audit-section", "plan"), whole("HP.PL.1"))
    judge.post(address("audit-section", "missing"), whole("HP.RHI.1"))
    assert audit.scores.count() == 2


def test_a_piece_of_the_record_is_added_to_the_evidence(judge, address, audit, child):
    ChildVisitFactory(child=child)
    pieces = judge.get(address("audit-section", "plan")).context["forms"][0].fields["piece"]
    piece = pieces.choices[1][0]
    judge.post(
        address("audit-section", "plan"), answer("HP.PL.12", evidence="Seen once", piece=piece)
    )
    assert audit.scores.get().evidence == f"Seen once\n{piece}"


def test_saving_goes_on_to_the_next_section_when_asked(judge, address):
    url = address("audit-section", "plan")
    assert judge.post(url, {"next": "yes"}).url == address("audit-section", "missing")
    assert judge.post(url, {}).url == url


def test_a_section_that_is_not_of_a_childs_audit_is_not_found(judge, address):
    assert judge.get(address("audit-section", "service")).status_code == 404
    assert judge.get(address("audit-section", "no-such")).status_code == 404


# The grade


def grade(judge, address, **facts):
    return judge.post(address("audit-grade"), facts)


def test_a_cap_offers_only_the_grades_still_open_and_says_why(judge, address):
    judge.post(address("audit-section", "plan"), whole("HP.PL.7", "not_met"))
    page = judge.get(address("audit-grade")).content.decode()
    assert 'value="good"' not in page
    assert 'value="requires_improvement"' in page
    assert "HP.PL.7" in page
    assert "You choose the grade; the system never does." in page


def test_a_grade_that_is_not_open_is_refused_with_its_cause(judge, address, audit):
    judge.post(address("audit-section", "plan"), whole("HP.PL.7", "not_met"))
    response = grade(judge, address, grade="good")
    assert words_of(response, "grade") == [
        "Good is not open: HP.PL.7 is safety-critical and you answered “Not met”"
    ]
    audit.refresh_from_db()
    assert audit.grade == ""


def test_without_a_cap_every_grade_is_offered_and_none_is_chosen(judge, address):
    page = judge.get(address("audit-grade")).content.decode()
    assert all(f'value="{grade}"' in page for grade in Grade)
    assert "checked" not in page.partition('name="grade"')[2]


def test_a_half_written_judgement_is_kept(judge, address, audit):
    grade(judge, address, difference="She sleeps through the night")
    audit.refresh_from_db()
    assert (audit.difference, audit.grade) == ("She sleeps through the night", "")


# Finishing


@pytest.fixture
def ready(judge, address):
    section = {"section-grade-grade": "good", "section-grade-reason": "Help came soon"}
    judge.post(address("audit-section", "harm"), whole("HP.TH.1") | section)
    why_not = {"no_view_because": "Ben has left", "no_feedback_because": "It would not be safe"}
    judge.post(address("audit-talks"), why_not)
    grade(judge, address, grade="good", grade_reason="It is sound", difference="She is safer")


def test_the_finish_page_says_how_many_sections_were_not_looked_at(judge, address, audit, ready):
    every = audit.criteria.for_child
    answered = set(Score.objects.filter(audit=audit).values_list("criterion", flat=True))
    left = [section for section in every if not answered & set(section.codes)]
    page = squeezed(judge.get(address("audit-complete")).content.decode())
    assert f"{len(left)} of {len(every)} sections were not looked at" in page
    assert all(section.title in page for section in left)
    assert "this is an audit of the whole file" in page
    judge.post(address("audit-complete"))
    read = squeezed(judge.get(address("audit")).content.decode())
    judged = Score.objects.filter(audit=audit).exclude(answer__in=["not_applicable", ""])
    judged = judged.exclude(answer="not_enough_evidence").count()
    number = sum(1 for section in every for _ in section.codes)
    assert f"{judged} of {number} questions are judged" in read


def test_a_finished_audit_is_dated_final_and_stops_its_clock(
    judge, address, audit, ready, today, on_commit
):
    with on_commit():
        assert judge.post(address("audit-complete")).status_code == 302
    audit.refresh_from_db()
    assert audit.completed_on == today
    assert audit.scores.get().final
    assert Deadline.objects.get(code="audit.complete", record_id=audit.pk).met_at


def test_an_audit_with_something_left_is_not_finished_and_says_what(judge, address, audit):
    judge.post(address("audit-section", "harm"), answer("HP.TH.1", answer="met"))
    page = judge.post(address("audit-complete")).content.decode()
    assert "HP.TH.1: say why, and what it means for the child" in page
    audit.refresh_from_db()
    assert audit.completed_on is None


def test_a_finished_audit_can_be_read_but_not_changed(judge, address, audit, ready):
    judge.post(address("audit-complete"))
    assert "Two goals are hers" in judge.get(address("audit")).content.decode()
    for page in PAGES[1:]:
        assert judge.get(address(*page)).status_code == 403
    judge.post(address("audit-section", "harm"), answer("HP.TH.1", reason="Changed"))
    assert audit.scores.get().reason == "Two goals are hers"


def test_what_was_seen_is_hidden_from_managers_until_it_is_finished(
    judge, signed_in, address, manager, auditor, ready
):
    url = address("audit")
    before = signed_in(manager).get(url).content.decode()
    assert "is still judging" in before
    assert "She is safer" not in before
    signed_in(auditor).post(address("audit-complete"))
    assert "She is safer" in signed_in(manager).get(url).content.decode()


# What will be put right


@pytest.fixture
def put_right(judge, address, worker, manager, today):
    def post(**facts):
        sound = {
            "what": "Read the plan with mum",
            "owner_worker": worker.pk,
            "checker": manager.pk,
            "criterion": "",
            **boxes("due_on", today + timedelta(days=5)),
        }
        return judge.post(address("audit-action-add"), sound | facts)

    return post


def test_an_action_has_its_owner_its_date_and_its_checker(put_right, audit, worker, manager, child):
    assert put_right().status_code == 302
    corrective = CorrectiveAction.objects.get()
    assert (corrective.audit, corrective.checker) == (audit, manager)
    assert (corrective.action.owner_worker, corrective.action.source, corrective.action.child) == (
        worker,
        "audit",
        child,
    )


@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"owner_worker": ""}, "owner_worker", "Choose who will do this: one person, by name"),
        (
            {"due_on_day": "", "due_on_month": "", "due_on_year": ""},
            "due_on",
            "Give the date it must be done by",
        ),
        ({"checker": ""}, "checker", "Choose who will check it: someone else"),
        ({"what": ""}, "what", "Say what will be put right"),
    ],
)
def test_an_action_without_owner_date_or_checker_is_refused_beside_the_field(
    put_right, facts, field, words
):
    response = put_right(**facts)
    assert words_of(response, field) == [words]
    assert words in response.content.decode()
    assert not Action.objects.exists()
    assert not CorrectiveAction.objects.exists()


def test_what_its_writer_put_aside_is_kept_with_the_action(put_right):
    aside = {"what-beside": "1", "what-aside": "specific|not_this|"}
    assert put_right(**aside).status_code == 302
    kept = Dismissal.objects.about([Action.objects.get()])
    assert [(reason.code, reason.reason) for reason in kept] == [("specific", "not_this")]


def test_no_one_checks_their_own_action(put_right, manager):
    response = put_right(owner_worker=manager.pk, checker=manager.pk)
    assert words_of(response, "checker") == ["Choose someone other than the person who will do it"]


def test_whoever_comes_to_own_an_action_does_not_check_it(
    put_right, signed_in, address, manager, today
):
    """The owner may change after the checker was named."""
    put_right()
    corrective = CorrectiveAction.objects.get()
    corrective.action.owner_worker, corrective.action.done_on, corrective.action.what_changed = (
        manager,
        today,
        "Read",
    )
    corrective.action.save()
    url = address("audit-action-check", corrective.pk)
    facts = {"check_evidence": "I did it myself", **boxes("checked_on", today)}
    assert signed_in(manager).get(url).status_code == 403
    assert signed_in(manager).post(url, facts).status_code == 403
    corrective.refresh_from_db()
    assert corrective.checked_on is None
    with pytest.raises(ValidationError, match="someone other than the person who will do it"):
        corrective.full_clean()


def test_neither_owner_nor_checker_can_be_someone_who_cannot_open_the_file(put_right, stranger):
    response = put_right(owner_worker=stranger.pk)
    assert words_of(response, "owner_worker") == [
        f"{stranger} cannot open this file: choose someone who can"
    ]


def test_a_date_already_past_is_refused(put_right, today):
    response = put_right(**boxes("due_on", today - timedelta(days=1)))
    assert words_of(response, "due_on") == ["The date to do it by must be today or later"]


def test_an_action_is_checked_by_the_one_named_once_it_is_done(
    put_right, signed_in, address, manager, worker, auditor, today
):
    put_right()
    corrective = CorrectiveAction.objects.get()
    url = address("audit-action-check", corrective.pk)
    facts = {"check_evidence": "Mum showed me her copy", **boxes("checked_on", today)}
    assert signed_in(manager).post(url, facts).status_code == 403  # not done yet
    corrective.action.done_on, corrective.action.what_changed = today, "Mum knows what happens next"
    corrective.action.save()
    assert signed_in(auditor).post(url, facts).status_code == 403  # not the checker
    assert signed_in(worker).post(url, facts).status_code == 404  # not of their own work
    assert signed_in(manager).post(url, facts).status_code == 302
    corrective.refresh_from_db()
    assert (corrective.checked_on, corrective.check_evidence) == (today, "Mum showed me her copy")


def test_what_was_put_right_is_to_be_checked_within_five_working_days(
    put_right, signed_in, address, manager, auditor, today, on_commit
):
    put_right()
    corrective = CorrectiveAction.objects.get()
    sweep([corrective.action.child_id])
    assert not Deadline.objects.filter(code="audit.action.check").exists()
    corrective.action.done_on, corrective.action.what_changed = today, "Mum knows what happens next"
    with on_commit():
        corrective.action.save()
    clock = Deadline.objects.get(code="audit.action.check")
    begins = max(today, corrective.action.due_on)
    assert timezone.localtime(clock.opened_at).date() == begins
    assert (
        WorkingDay.objects.filter(
            day__gt=begins, day__lte=timezone.localtime(clock.due_at).date(), working=True
        ).count()
        == 5
    )
    facts = {"check_evidence": "Mum showed me her copy", **boxes("checked_on", today)}
    with on_commit():
        signed_in(manager).post(address("audit-action-check", corrective.pk), facts)
    assert Deadline.objects.met_in_time().filter(code="audit.action.check").exists()


def test_a_check_needs_what_was_seen(put_right, signed_in, address, manager, today):
    put_right()
    corrective = CorrectiveAction.objects.get()
    corrective.action.done_on, corrective.action.what_changed = today, "Mum knows"
    corrective.action.save()
    response = signed_in(manager).post(
        address("audit-action-check", corrective.pk), boxes("checked_on", today)
    )
    assert words_of(response, "check_evidence") == ["Say what you saw that shows it is done"]


# A child not safe today


def test_a_child_not_safe_is_told_at_once_to_those_who_can_act(
    judge, address, audit, worker, manager, service_manager, stranger, elsewhere
):
    response = judge.post(address("audit-not-safe"), {"not_safe_because": "Dean is back"})
    assert response.status_code == 302
    notices = Notice.objects.filter(kind="not_safe")
    assert {notice.worker for notice in notices} == {worker, manager, service_manager}
    assert not any("Ruby" in notice.about or "Dean" in notice.about for notice in notices)
    audit.refresh_from_db()
    assert audit.not_safe_at


def test_a_restricted_child_not_safe_is_told_only_to_those_who_know_of_the_file(
    judge, address, child, worker, manager
):
    child.restricted = True
    child.save()
    judge.post(address("audit-not-safe"), {"not_safe_because": "Dean is back"})
    assert [notice.worker for notice in Notice.objects.all()] == [worker]


# Strangers


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_finds_no_audit(signed_in, address, stranger, elsewhere, team, worker, page):
    for someone in (stranger, elsewhere, WorkerFactory(team=team, role="administrator")):
        client = signed_in(someone)
        assert client.get(address(*page)).status_code == 404
        assert client.post(address(*page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_another_auditor_finds_no_audit(signed_in, address, team, page):
    other = WorkerFactory(team=team, role="auditor")
    assert signed_in(other).get(address(*page)).status_code == 404


@pytest.mark.parametrize("page", PAGES[1:])
def test_a_manager_reads_an_audit_but_judges_nothing(signed_in, address, manager, page):
    client = signed_in(manager)
    assert client.get(address("audit")).status_code == 200
    assert client.get(address(*page)).status_code == 403


def test_a_worker_reads_the_audits_of_their_own_work_and_no_others(
    signed_in, worker, audit, address
):
    client = signed_in(worker)
    assert client.get(reverse("audits-of-child", args=[audit.child_id])).status_code == 200
    assert client.get(address("audit")).status_code == 404
    Audit.objects.update(worker=worker)
    assert client.get(address("audit")).status_code == 200
    assert client.get(address("audit-grade")).status_code == 403


def test_an_auditor_sees_only_the_files_opened_to_them(judge, audit, team, restricted_child):
    other = AuditFactory(child__team=team)  # someone else's
    for child_id in (other.child_id, restricted_child.pk):
        assert judge.get(reverse("child", args=[child_id])).status_code == 404
        assert judge.get(reverse("audits-of-child", args=[child_id])).status_code == 404
    assert judge.get(reverse("audits-of-child", args=[audit.child_id])).status_code == 200


def test_an_audit_of_another_child_is_not_found_under_this_one(judge, audit, auditor, today, team):
    other = AuditFactory(child__team=team, auditor=auditor)
    url = reverse("audit", args=[audit.child_id, other.pk])
    assert judge.get(url).status_code == 404


def test_an_auditor_later_allocated_to_the_child_stops_judging(judge, address, audit, auditor):
    AllocationFactory(child=audit.child, worker=auditor, role="other")
    assert judge.get(address("audit-section", "plan")).status_code == 403


def test_when_the_file_closes_so_do_its_audits(judge, address, auditor, today):
    auditor.grants.update(started_on=today - timedelta(days=20), until=today - timedelta(days=1))
    assert judge.get(address("audit")).status_code == 404
    assert judge.get(reverse("audits")).context["unfinished"] == []


def test_audits_are_not_in_the_childs_chronology(judge, address, ready, child):
    from casework.chronology.timeline import newest

    judge.post(address("audit-complete"))
    events, _ = newest([child.pk], None)
    assert not any("audit" in event.code for event in events)


# How much each page asks of the database


@pytest.mark.parametrize("page", [*PAGES, ("audits-of-child",)])
def test_a_page_takes_few_queries_whatever_the_history(
    judge, address, audit, page, django_assert_max_num_queries
):
    for code in audit.criteria:
        Score.objects.create(
            audit=audit, criterion=code.code, answer="met", reason="So", evidence="There"
        )
    for _ in range(3):
        ChildVisitFactory(child=audit.child, visit__worker=audit.auditor)
        AuditFactory(child=audit.child, auditor=audit.auditor, sampling="random")
    url = address(*page) if page != ("audits-of-child",) else reverse(*page, args=[audit.child_id])
    # the session, who is signed in, the look, and who the history says it was, before each write
    with django_assert_max_num_queries(13 + 5):
        assert judge.get(url).status_code == 200


def test_the_audit_that_was_asked_for_is_the_one_shown(judge, address, audit):
    assert judge.get(address("audit")).context["audit"] == Audit.objects.get(pk=audit.pk)


@pytest.mark.parametrize("name", ["audit-redate", "audit-made-safe"])
def test_a_file_that_moved_to_the_auditors_team_stops_no_one_elses_deed(
    client, service_manager, audit, address, name
):
    """Independence is asked when the auditor is chosen; a child not safe is still made safe."""
    audit.not_safe_at, audit.not_safe_because = timezone.now(), "Nobody has seen Ruby"
    audit.save()
    audit.auditor.team = audit.child.team
    audit.auditor.save()
    client.force_login(service_manager)
    assert client.post(address(name), {}).status_code == 200
    done = {"made_safe_by": "Seen today, at nan's"}
    if name == "audit-made-safe":
        assert client.post(address(name), done).status_code == 302
