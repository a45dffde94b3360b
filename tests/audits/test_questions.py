"""Every question listed and reachable; the council's own added, changed and ended without touching
what was judged before."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from audits.criteria import editions as criteria
from audits.models import Audit, LocalCriterion, Score
from tests.audits.conftest import boxes
from tests.factories import AuditFactory, ChildFactory, LocalCriterionFactory, WorkerFactory
from tests.html import squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(team):
    return WorkerFactory(team=team, role="administrator")


@pytest.fixture
def own(authority, today):
    return LocalCriterionFactory(authority=authority, begins_on=today)


@pytest.fixture
def send(signed_in, administrator, today):
    """Posts a question of the council's own."""

    def post(url=None, **answers):
        facts = {
            "code": "loc.neg1",
            "section": "plan",
            "asks": "What will {name} eat this week?",
            "good": "Meals are named",
            "look_in": "plan",
            **boxes("begins_on", today),
            **answers,
        }
        return signed_in(administrator).post(url or reverse("criterion-add"), facts)

    return post


def errors(response):
    return {
        field: [message for problem in problems for message in problem.messages]
        for field, problems in response.context["form"].errors.as_data().items()
    }


def test_all_102_questions_are_listed_and_each_has_its_page(signed_in, auditor):
    client = signed_in(auditor)
    page = client.get(reverse("criteria"))
    codes = [criterion.code for criterion in criteria.edition()]
    assert len(codes) == 102
    assert "102 questions." in page.text
    for code in codes:
        url = reverse("criterion", args=[code])
        assert f'href="{url}"' in page.text
        answer = client.get(url)
        assert answer.status_code == 200
        assert criteria.edition()[code].good in answer.context["criterion"].good


def test_a_question_says_what_good_looks_like_and_where_to_look(signed_in, auditor):
    page = signed_in(auditor).get(reverse("criterion", args=["HP.FD.1"]))
    assert "Did the first response fit the risk to the child" in page.text
    assert "Safety-critical" in page.text
    assert "contact, referral, record of the decision" in page.text
    assert "ilacs-2026" in page.text


def test_a_code_nobody_asks_is_not_there(signed_in, auditor):
    client = signed_in(auditor)
    assert client.get(reverse("criterion", args=["HP.ZZ.9"])).status_code == 404
    assert client.get(reverse("criteria") + "?edition=ilacs-1900").status_code == 404


def test_each_edition_can_be_read_without_the_councils_own(signed_in, auditor, own):
    page = signed_in(auditor).get(reverse("criteria") + "?edition=ilacs-2026")
    assert page.context["number"] == 102
    assert own.code not in page.text
    assert signed_in(auditor).get(reverse("criteria")).context["number"] == 103


def test_a_question_is_added_by_an_administrator(send, authority, today):
    assert send().status_code == 302
    question = LocalCriterion.objects.get()
    assert (question.code, question.authority, question.begins_on) == ("LOC.NEG1", authority, today)


@pytest.mark.parametrize(
    ("answers", "field", "words"),
    [
        ({"code": "HP.PL.1"}, "code", "This code is one of the edition’s: choose another"),
        ({"code": "NEG1"}, "code", "Begin with LOC. and add up to seven letters or numbers"),
        ({"section": ""}, "section", None),
        ({"good": ""}, "good", None),
        ({"section": "service"}, "section", None),
        (
            boxes("begins_on", date(2026, 1, 1)),
            "begins_on",
            "The date to ask it from must be today or later",
        ),
    ],
)
def test_what_is_wrong_with_a_question_is_said(send, answers, field, words):
    messages = errors(send(**answers))[field]
    assert words is None or words in messages
    assert not LocalCriterion.objects.exists()


def test_a_code_is_never_used_twice(send, own):
    assert errors(send())["__all__"] == ["This code has been used: choose another"]
    assert LocalCriterion.objects.count() == 1


def test_a_question_changes_until_an_audit_has_answered_it(
    send, own, administrator, signed_in, child
):
    url = reverse("criterion-change", args=[own.code])
    assert send(url, asks="Does {name} eat breakfast?").status_code == 302
    own.refresh_from_db()
    assert own.asks == "Does {name} eat breakfast?"
    audit = AuditFactory(child=child)
    Score.objects.create(audit=audit, criterion=own.code, answer="met")
    assert send(url).status_code == 403
    page = signed_in(administrator).get(reverse("criterion", args=[own.code]))
    assert "Change this question" not in page.text
    assert "Its words stay as they are" in page.text


def test_an_answer_of_another_council_does_not_fix_the_words(own, elsewhere):
    child = ChildFactory(team=elsewhere.team)
    Score.objects.create(audit=AuditFactory(child=child), criterion=own.code, answer="met")
    assert own.asked_already is False


def test_a_question_ends_from_a_day_to_come(send, own, today):
    url = reverse("criterion-end", args=[own.code])
    assert errors(send(url, **boxes("until", today - timedelta(days=1))))["until"] == [
        "The date to end it must be today or later"
    ]
    assert send(url, **boxes("until", today + timedelta(days=3))).status_code == 302
    own.refresh_from_db()
    assert own.until == today + timedelta(days=3)


def test_a_question_added_later_leaves_old_audits_as_they_were(child, authority, today):
    begun = AuditFactory(child=child, started_on=today - timedelta(days=1), due_on=today)
    LocalCriterionFactory(authority=authority, begins_on=today)
    assert "LOC.NEG1" not in {
        criterion.code for criterion in Audit.objects.get(pk=begun.pk).criteria
    }
    begun_since = AuditFactory(child=ChildFactory(team=child.team), started_on=today, due_on=today)
    assert "LOC.NEG1" in {criterion.code for criterion in begun_since.criteria}


def test_a_question_ended_is_still_asked_where_it_was_begun_with(child, own, today):
    audit = AuditFactory(child=child, started_on=today, due_on=today)
    own.until = today + timedelta(days=1)
    own.save()
    assert "LOC.NEG1" in {criterion.code for criterion in Audit.objects.get(pk=audit.pk).criteria}
    tomorrow = today + timedelta(days=1)
    later = AuditFactory(child=ChildFactory(team=child.team), started_on=tomorrow, due_on=tomorrow)
    assert "LOC.NEG1" not in {criterion.code for criterion in later.criteria}


def test_a_score_keeps_the_words_it_answered(child, own, today):
    audit = AuditFactory(child=child, started_on=today, due_on=today)
    score = Score.objects.create(
        audit=audit, criterion=own.code, answer="met", asked=own.as_criterion().asks_about(child)
    )
    LocalCriterion.objects.filter(pk=own.pk).update(asks="Something else?")
    score.refresh_from_db()
    assert score.asked == "Does the plan say what Ruby will eat this week?"


def answered(team, number, today, **facts):
    for _ in range(number):
        audit = AuditFactory(
            child=ChildFactory(team=team, **facts),
            grade="good",
            grade_reason="-",
            difference="-",
            completed_on=today - timedelta(days=5),
        )
        Score.objects.create(
            audit=audit, criterion="HP.PL.1", answer="met", reason="-", evidence="-", final=True
        )


@pytest.mark.parametrize(("number", "held"), [(5, True), (6, False)])
def test_few_answers_are_held_back_save_from_who_reads_all(
    team, auditor, service_manager, signed_in, today, number, held
):
    answered(team, number, today)
    url = reverse("criterion", args=["HP.PL.1"])
    assert ("Fewer than 6 children" in signed_in(auditor).get(url).text) is held
    answers = signed_in(service_manager).get(url).context["answers"]
    assert (answers["held_back"], answers["total"]) == (False, number)
    assert dict(answers["rows"])["Met"].counted == number


def test_one_answer_of_few_is_held_back_and_so_is_the_next(team, auditor, signed_in, today):
    answered(team, 9, today)
    scores = Score.objects.filter(criterion="HP.PL.1").order_by("pk")
    Score.objects.filter(pk__in=scores.values("pk")[:2]).update(answer="not_met")
    said = squeezed(signed_in(auditor).get(reverse("criterion", args=["HP.PL.1"])).text)
    assert "Fewer than 6" in said
    assert "Not shown" in said


def test_answers_older_than_a_year_and_of_restricted_files_are_not_counted(
    team, service_manager, signed_in, today
):
    answered(team, 2, today - timedelta(days=400))
    answered(team, 3, today, restricted=True)
    page = signed_in(service_manager).get(reverse("criterion", args=["HP.PL.1"]))
    assert page.context["answers"]["total"] == 0


@pytest.mark.parametrize(
    ("role", "reads", "keeps"),
    [
        ("auditor", 200, 403),
        ("service_manager", 200, 403),
        ("social_worker", 200, 403),
        ("administrator", 200, 200),
        ("inspector", 403, 403),
        ("data_analyst", 403, 403),
    ],
)
def test_who_reads_the_questions_and_who_keeps_them(signed_in, team, own, role, reads, keeps):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert client.get(reverse("criteria")).status_code == reads
    assert client.get(reverse("criterion", args=["HP.PL.1"])).status_code == reads
    assert client.get(reverse("criterion-add")).status_code == keeps
    for name in ("criterion-change", "criterion-end"):
        assert client.get(reverse(name, args=[own.code])).status_code == keeps


def test_another_councils_question_is_not_there(signed_in, own, elsewhere):
    theirs = WorkerFactory(team=elsewhere.team, role="administrator")
    client = signed_in(theirs)
    assert own.code not in client.get(reverse("criteria")).text
    for name in ("criterion", "criterion-change", "criterion-end"):
        assert client.get(reverse(name, args=[own.code])).status_code == 404


def test_the_list_takes_few_queries(signed_in, auditor, own, django_assert_max_num_queries):
    client = signed_in(auditor)
    for url in (reverse("criteria"), reverse("criterion", args=[own.code])):
        with django_assert_max_num_queries(8 + 2):
            assert client.get(url).status_code == 200
