"""What has happened before: what repeats is counted, with its source, and nobody hidden shows."""

from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string

from casework.chronology.patterns import happened_before
from casework.chronology.repeats import length
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    ChildContactFactory,
    ChildFactory,
    EpisodeOfNeedFactory,
    MissingEpisodeFactory,
    PlanFactory,
    ReferralFactory,
    RelationshipFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alfie(child, worker):
    """A brother the worker may know of."""
    brother = ChildFactory(team=child.team, person__given_name="Alfie", person__sex="M")
    RelationshipFactory(person=child.person, relative=brother.person, kind="brother")
    return brother


def groups(child, worker, **kwargs):
    return {group.code: group for group in happened_before(child, worker, **kwargs).repeats}


def test_the_third_referral_for_neglect_says_so(child, worker):
    for day in (date(2022, 2, 1), date(2025, 11, 10), date(2026, 10, 12)):
        ReferralFactory(child=child, received_on=day, primary_need="N1", reasons="Hungry")
    ReferralFactory(child=child, received_on=date(2024, 6, 1), primary_need="N4")
    found = groups(child, worker)["referrals"]
    assert found.heading == "4 referrals"
    assert found.sentences == [
        "3 for abuse, neglect or exploitation over 4 years",
        "The last two, 11 months apart",
    ]
    assert [line.on.year for line in found.lines] == [2026, 2025, 2024, 2022]
    assert found.lines[0].detail == "Hungry"


def test_one_of_a_kind_is_no_repetition(child, worker):
    ReferralFactory(child=child, primary_need="N1")
    found = groups(child, worker)["referrals"]
    assert (found.heading, found.sentences) == ("1 referral", [])


def test_what_is_being_written_has_not_happened_before(child, worker):
    earlier = AssessmentFactory(child=child, authorised=True, factors=["3B", "16A"])
    now = AssessmentFactory(child=child, referral_received_on=date(2026, 9, 1))
    found = groups(child, worker, but=("assessments", now.pk))["assessments"]
    assert [line.on for line in found.lines] == [earlier.started_on]
    assert found.lines[0].themes == ["domestic abuse: a parent or carer is the subject", "neglect"]


def test_factors_that_come_back_are_counted(child, worker):
    for day in (date(2023, 5, 5), date(2025, 5, 5)):
        AssessmentFactory(child=child, referral_received_on=day, factors=["16A"])
    assert groups(child, worker)["assessments"].sentences[0] == "2 found neglect over 2 years"


def test_each_kind_of_thing_is_gathered(child, worker):
    ReferralFactory(child=child)
    PlanFactory(child=child, started_on=date(2021, 3, 1), ended_on=date(2021, 12, 1))
    PlanFactory(child=child, kind="need", initial_category="", latest_category="")
    MissingEpisodeFactory(child=child)
    ChildContactFactory(child=child, worry="Ruby saw the violence to her mum")
    ChildContactFactory(child=child, worry="Ruby was tired")
    found = groups(child, worker)
    assert {code: group.heading for code, group in found.items()} == {
        "referrals": "1 referral",
        "protection_plans": "1 child protection plan",
        "need_plans": "1 child in need plan",
        "domestic_abuse": "1 contact about domestic abuse",
        "missing": "1 missing episode",
        "workers": "1 social worker",
    }
    assert found["protection_plans"].lines[0].themes == ["neglect"]
    assert found["protection_plans"].lines[0].until == date(2021, 12, 1)


def test_a_night_is_told_by_its_london_day(child, worker):
    """11.30pm UTC in June is half past midnight in London, the next day."""
    MissingEpisodeFactory(child=child, went_at=datetime(2026, 6, 9, 23, 30, tzinfo=UTC))
    assert groups(child, worker)["missing"].lines[0].on == date(2026, 6, 10)


def test_a_referral_of_two_children_on_one_day_is_one_line_of_both(child, worker, alfie):
    for one in (alfie, child):
        ReferralFactory(child=one, received_on=date(2026, 2, 2), reasons=f"About {one}")
    ReferralFactory(child=alfie, received_on=date(2026, 3, 3))
    found = groups(child, worker)["referrals"]
    assert found.heading == "1 referral"
    assert found.sentences == ["1 more about Alfie alone"]
    assert [line.names for line in found.lines] == ["Alfie", "Alfie and Ruby"]
    assert found.lines[1].detail == "About Ruby Whitfield"


def test_what_only_a_brother_had_is_marked_as_his(child, worker, alfie):
    MissingEpisodeFactory(child=alfie)
    assert groups(child, worker)["missing"].heading == "1 missing episode about Alfie"


def test_a_restricted_brother_leaves_no_trace(child, worker, restricted_child):
    RelationshipFactory(person=child.person, relative=restricted_child.person, kind="brother")
    MissingEpisodeFactory(child=restricted_child)
    ReferralFactory(child=restricted_child, reasons="Nobody may read this")
    found = happened_before(child, worker)
    page = render_to_string("components/before.html", {"before": found})
    assert found.names == "Ruby"
    assert {group.code for group in found.repeats} == {"workers"}
    assert "Hidden" not in page
    assert "Nobody may read this" not in page


def test_how_it_got_better_before_is_told_apart(child, worker):
    EpisodeOfNeedFactory(
        child=child,
        closed_on=date(2026, 5, 5),
        closure_reason="RC8",
        closing_summary="Nan moved in for six weeks",
    )
    assert [line.detail for line in happened_before(child, worker).helped] == [
        "Nan moved in for six weeks"
    ]


def test_the_panel_asks_at_most_two_questions(child, worker, alfie, django_assert_max_num_queries):
    for _ in range(12):
        ReferralFactory(child=child)
        MissingEpisodeFactory(
            child=alfie,
            went_at=datetime(2024, 1, 1 + _, tzinfo=UTC),
            returned_at=datetime(2024, 1, 1 + _, 5, tzinfo=UTC),
        )
    with django_assert_max_num_queries(2):
        render_to_string("components/before.html", {"before": happened_before(child, worker)})


def test_workers_are_counted(child, worker):
    allocation = child.allocations.get()
    allocation.ended_on = date(2026, 6, 1)
    allocation.save()
    other = WorkerFactory(team=child.team, first_name="Dawn", last_name="Pickering")
    AllocationFactory(child=child, worker=other, started_on=date(2026, 6, 1))
    found = groups(child, worker)["workers"]
    assert found.heading == "2 social workers"
    assert found.lines[0].title == "Dawn Pickering"


def test_the_drawing_has_a_dot_a_year_and_says_the_same(child, worker):
    for year in (2021, 2024, 2024):
        ReferralFactory(child=child, received_on=date(year, 2, year % 20))
    drawing = happened_before(child, worker).drawing
    (_, label, dots), *_ = drawing.rows
    assert label == "Referral"
    assert [(dot.times, dot.title) for dot in dots] == [
        (1, "1 time in 2021"),
        (2, "2 times in 2024"),
    ]
    assert [year.label for year in drawing.years] == ["’21", "’22", "’23", "’24"]


def test_one_year_alone_is_not_drawn(child, worker):
    ReferralFactory(child=child)
    assert happened_before(child, worker).drawing is None


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 1, 1), date(2026, 1, 2), "1 day"),
        (date(2026, 1, 1), date(2026, 2, 28), "58 days"),
        (date(2026, 1, 1), date(2026, 3, 1), "2 months"),
        (date(2024, 1, 15), date(2026, 1, 14), "23 months"),
        (date(2024, 1, 15), date(2026, 1, 15), "2 years"),
    ],
)
def test_lengths_are_rounded_down(first, last, said):
    assert length(first, last) == said
