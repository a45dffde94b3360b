"""Many audits counted together, against counts made by hand."""

from datetime import date

import pytest
from django.urls import reverse

from audits.learning.query import last_quarter
from audits.learning.themes import (
    CountedAudits,
    Spread,
    about_anyone,
    questions,
    together,
    weakest_first,
)
from audits.measures import measured
from audits.models import Moderation
from casework.figures.counting import Tally
from tests.factories import (
    AuditFactory,
    ImprovementFactory,
    ScoreFactory,
    TeamFactory,
    WorkerFactory,
)

QUALITY, BOXES = "HP.PL.3", "HP.PL.2"


def test_answers_are_counted_by_question(finished, of):
    given = [
        "met",
        "met",
        "mostly_met",
        "partly_met",
        "not_met",
        "not_met",
        "not_enough_evidence",
        "not_applicable",
    ]
    for answer in given:
        finished([(QUALITY, answer), (BOXES, "met")])
    spread = of().spreads()[QUALITY]
    order = ["met", "mostly_met", "partly_met", "not_met", "not_enough_evidence"]
    assert [spread.counts[answer] for answer in order] == [2, 1, 1, 2, 1]
    assert (spread.tally.counted, spread.tally.of, spread.children) == (3, 6, 6)
    assert (of().spreads()[BOXES].tally.counted, of().spreads()[BOXES].tally.of) == (8, 8)


def test_an_open_audit_and_one_of_another_time_are_not_counted(finished, of, today):
    finished([(QUALITY, "met")], ago=400)
    finished([(QUALITY, "met")], ago=0)
    half = AuditFactory(completed_on=None, due_on=today, started_on=today)
    ScoreFactory(audit=half, final=False)
    assert of().spreads()[QUALITY].tally.of == 1
    assert of(months=24).spreads()[QUALITY].tally.of == 2


@pytest.mark.parametrize(("days", "counted"), [(0, 1), (1, 0)])
def test_the_span_holds_its_first_day_and_not_the_day_before(finished, of, today, days, counted):
    first = of(months=3).span.first
    finished([(QUALITY, "met")], ago=(today - first).days + days)
    assert of(months=3).audits().count() == counted


def test_a_blind_round_measures_auditors_and_is_not_counted(finished, of, authority):
    from audits.models import Programme

    blind = Programme.objects.create(
        authority=authority,
        title="Together",
        edition="ilacs-2026",
        sampling="random",
        size=1,
        blind=True,
        readers=2,
        begins_on=date(2026, 1, 5),
        due_on=date(2026, 1, 30),
        made_by=WorkerFactory(),
    )
    finished([(QUALITY, "met")], programme=blind)
    finished([(QUALITY, "met")])
    assert of().audits().count() == 1


def test_the_weakest_question_comes_first_and_one_judged_too_seldom_last(finished, of):
    for n in range(6):
        finished(
            [
                (QUALITY, "met" if n < 2 else "not_met"),
                (BOXES, "met"),
                *([("HP.PL.1", "not_met")] if n < 5 else []),
            ]
        )
    assert [spread.code for spread in weakest_first(of().spreads().values())] == [
        QUALITY,
        BOXES,
        "HP.PL.1",
    ]


def test_the_moderated_grade_counts_and_one_being_read_again_does_not(finished, of, today):
    finished(grade="good", final_grade="requires_improvement", final_on=today)
    finished(grade="good")
    waiting = finished(grade="outstanding")
    Moderation.objects.create(
        audit=waiting, moderator=WorkerFactory(), because="Outstanding", asked_on=today
    )
    finished(grade="", graded=False)
    (month,) = of().grades().values()
    assert month == {"requires_improvement": 1, "good": 1, "waiting": 1, "ungraded": 1}


def again(of):
    return {code: spread.again for code, spread in of.spreads().items()}


def test_a_repeat_is_the_same_question_weak_in_two_audits_of_one_child(finished, of, child):
    finished([(QUALITY, "not_met"), (BOXES, "met")], child=child, ago=200)
    finished([(QUALITY, "partly_met"), (BOXES, "not_met")], child=child, ago=20)
    finished([(QUALITY, "not_met")])
    assert again(of()) == {QUALITY: 1, BOXES: 0}
    assert again(of(months=1)) == {QUALITY: 1, BOXES: 0}, "the first time may be before the span"


def test_weak_then_good_is_no_repeat(finished, of, child):
    finished([(QUALITY, "not_met")], child=child, ago=200)
    finished([(QUALITY, "met")], child=child, ago=20)
    assert again(of()) == {QUALITY: 0}


def test_a_team_with_few_children_is_told_on_the_page_and_held_back_where_it_is_read_widely(
    finished, of, team, manager
):
    other = TeamFactory(authority=team.authority, name="Elsewhere")
    for _ in range(7):
        finished([(QUALITY, "met")], team=other)
    for _ in range(3):
        finished([(QUALITY, "met")])
    names = {str(team.pk): team.name, str(other.pk): other.name}
    assert [tally.in_words for _, tally in of().teams(names)] == ["3 of 3", "7 of 7"]
    by_team = dict(CountedAudits(of().query, widely=True).teams(names))
    assert by_team[str(team.pk)].in_words == "Fewer than 6"
    assert by_team[str(other.pk)].in_words == "Not shown"
    own = dict(of(worker=manager).teams(names))
    assert own[str(team.pk)].in_words == "3 of 3"
    assert str(other.pk) not in own, "a manager counts their own team alone"


def test_a_chosen_team_is_held_back_line_by_line_where_it_is_read_widely(finished, of, team):
    for _ in range(3):
        finished([(QUALITY, "met")])
    chosen = of(team=str(team.pk))
    assert CountedAudits(chosen.query, widely=True).spreads()[QUALITY].tally.held_back
    assert not chosen.spreads()[QUALITY].tally.held_back


def test_what_is_held_back_is_held_back_in_the_whole():
    assert together([Spread("A", tally=Tally(9, 3)), Spread("B", tally=Tally(1, 1))]).in_words == (
        "4 of 10"
    )
    assert together(
        [Spread("A", tally=Tally(9, 3)), Spread("B", tally=Tally(2, few_of=True))]
    ).held_back


def test_how_audits_are_done_is_counted(finished, of, today):
    done = finished(talked_with_worker_on=today, family_feedback="It helped", ago=10)
    finished(sampling="worry", chosen_because="A worry", ago=10)
    Moderation.objects.create(
        audit=done,
        moderator=WorkerFactory(),
        because="One in five",
        asked_on=today,
        grade_before="good",
        grade="requires_improvement",
        reason="Why",
        done_on=today,
    )
    finished(grade="requires_improvement", follows=done, child=done.child, ago=1)
    counts = {code: (tally.counted, tally.of) for code, tally in measured(of().audits()).items()}
    assert counts["audits.with_worker"] == (1, 3)
    assert counts["audits.family"] == (1, 3)
    assert counts["audits.drawn"] == (2, 3)
    assert counts["audits.read_again"] == (1, 3)
    assert counts["audits.same_grade"] == (0, 1)
    assert counts["audits.better"] == (0, 1)
    assert counts["audits.actions_dated"] == (0, 0)


def test_no_question_keeps_a_gap_for_a_name(authority):
    sentences = [about_anyone(criterion) for criterion in questions(authority.pk).values()]
    assert len(sentences) >= 102
    assert not [sentence for sentence in sentences if "{" in sentence]


def test_last_quarter_is_the_last_that_is_over(worker, monkeypatch):
    monkeypatch.setattr("audits.learning.query.timezone.localdate", lambda: date(2026, 11, 24))
    assert last_quarter(worker) == (date(2026, 9, 30), 3)
    monkeypatch.setattr("audits.learning.query.timezone.localdate", lambda: date(2027, 1, 1))
    assert last_quarter(worker) == (date(2026, 12, 31), 3)


# The pages


def test_every_number_of_the_page_opens_as_many_audits(signed_in, service_manager, finished, child):
    finished([(QUALITY, "not_met")], child=child, ago=100)
    finished([(QUALITY, "partly_met")], child=child, ago=5)
    for _ in range(3):
        finished([(QUALITY, "met"), (BOXES, "mostly_met")])
    finished([(QUALITY, "not_applicable")])
    client = signed_in(service_manager)
    context = client.get(reverse("themes")).context

    def behind(url):
        return len(client.get(url).context["object_list"])

    (theme,) = context["weakest"]
    assert behind(theme.behind) == 5
    assert [behind(answer["url"]) for answer in theme.answers] == [3, 0, 1, 1, 0]
    assert [answer["number"] for answer in theme.answers] == [3, 0, 1, 1, 0]
    assert behind(theme.again_url) == theme.again == 1
    assert all(behind(row["url"]) == row["of"] for row in context["grades"])
    assert [theme.code for theme in context["boxes"]] == [BOXES]


@pytest.mark.parametrize(
    "role",
    [
        "social_worker",
        "family_support",
        "data_analyst",
        "inspector",
        "administrator",
        "conference_chair",
    ],
)
def test_themes_are_for_those_who_judge_or_oversee(signed_in, team, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    for address in ("themes", "themes-behind"):
        assert client.get(reverse(address)).status_code == 403
    assert client.get(reverse("theme", args=[QUALITY])).status_code == 403


def test_nobody_counts_what_they_may_not_read(
    signed_in, finished, auditor, restricted_child, elsewhere, manager
):
    finished([(QUALITY, "not_met")], child=restricted_child)
    other = TeamFactory(authority=manager.authority, name="Other")
    finished([(QUALITY, "not_met")], team=other)
    for worker in (auditor, elsewhere, manager):
        context = signed_in(worker).get(reverse("themes")).context
        assert context["number"] == 0
        assert not signed_in(worker).get(reverse("themes-behind")).context["object_list"]


def test_a_question_that_is_not_asked_is_not_found(signed_in, service_manager):
    assert signed_in(service_manager).get(reverse("theme", args=["HP.XX.9"])).status_code == 404


@pytest.mark.parametrize("query", ["months=7", "team=99999", "kind=x", "at_day=40", "month=x"])
def test_an_address_that_cannot_be_read_asks_the_usual(signed_in, service_manager, query, today):
    for name in ("themes", "themes-behind"):
        response = signed_in(service_manager).get(f"{reverse(name)}?{query}")
        assert response.status_code == 200
        assert response.context["query"].at == today


@pytest.mark.parametrize("number", [1, 12])
def test_the_themes_take_few_queries_however_many_audits(
    signed_in, service_manager, finished, number, django_assert_max_num_queries
):
    for n in range(number):
        finished([(QUALITY, "met"), (BOXES, "not_met")], ago=20 * n)
        ImprovementFactory(owner=service_manager)
    client = signed_in(service_manager)
    for url in (reverse("themes"), reverse("theme", args=[QUALITY]), reverse("themes-behind")):
        with django_assert_max_num_queries(10 + 2):  # the session, and who is signed in
            assert client.get(url).status_code == 200


def test_the_themes_are_taken_away_without_a_name(signed_in, service_manager, finished):
    from casework.access.models import Export

    audit = finished([(QUALITY, "not_met")])
    answer = signed_in(service_manager).get(reverse("themes"), {"as": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert QUALITY in text
    assert audit.child.person.family_name not in text
    assert Export.objects.get().title == "Themes of audits"


def test_a_month_is_drawn_only_where_enough_was_judged(signed_in, service_manager, finished, today):
    for _ in range(6):
        finished([(QUALITY, "met")], ago=0)
        finished([(QUALITY, "not_met")], ago=40)
    finished([(QUALITY, "not_met")], ago=100)
    trend = signed_in(service_manager).get(reverse("themes")).context["trend"]
    drawn = [point for point in trend["points"] if point.value is not None]
    assert [point.value for point in drawn] == [0, 100]
    assert "0 of 1" in [point.title for point in trend["points"]]
