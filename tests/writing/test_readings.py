"""What the check found, kept so that it can be counted: read when it changes and not before."""

from datetime import date

import pytest

from casework.figures import passes
from casework.figures.counting import Question, Reader, tallies
from casework.figures.registry import figures
from casework.figures.spans import Span
from casework.writing import readings
from casework.writing.models import TextReading
from tests.factories import (
    ActionFactory,
    AssessmentFactory,
    ChildFactory,
    ContingencyFactory,
    NeedFactory,
    PlanActionFactory,
    PlanFactory,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)


@pytest.fixture
def plan(child):
    """A plan with one dated action and nothing if things do not change."""
    plan = PlanFactory(child=child, started_on=date(2026, 9, 1))
    need = NeedFactory(child=child, plan=plan, what_will_be_different="Ruby sleeps through")
    action = ActionFactory(
        child=child, source="plan", what="Take Ruby swimming", due_on=date(2026, 12, 1)
    )
    PlanActionFactory(need=need, action=action)
    return plan


def found(record):
    readings.read_all()
    return TextReading.objects.get(record_id=record.pk, record=record._meta.label_lower)


def counted(reader, code, **where):
    question = Question(figures[code], Span.of_months(12, ON))
    tally = tallies(Reader(reader, where), [question])[code, ""]
    return tally.counted, tally.of


def test_fields_and_words_are_read_together(plan):
    assert found(plan).found | {"for_child": 1, "measurable": 1} == {
        "actions": 1,
        "dated": True,
        "for_child": 1,
        "measurable": 1,
        "if_not": False,
    }


@pytest.mark.parametrize(
    ("what", "event", "dated"),
    [
        ("See the dentist", "before the review on 6 January", True),
        ("See the dentist by 3 December 2026", "when there is a place", True),
        ("See the dentist", "ongoing", False),
        ("See the dentist soon", "as needed", False),
    ],
)
def test_an_end_is_one_wherever_it_stands_and_ongoing_is_none(plan, child, what, event, dated):
    action = ActionFactory(child=child, source="plan", what=what, due_on=None, due_event=event)
    PlanActionFactory(need=plan.needs.get(), action=action)
    assert found(plan).found["dated"] == dated


def test_only_what_changed_is_read_again(plan):
    assert readings.read_all() == 1
    assert readings.read_all() == 0
    need = plan.needs.get()
    need.what_will_be_different = "Ruby sleeps in her own bed"
    need.save()
    assert readings.read_all() == 1


@pytest.fixture
def digests_afresh():
    readings.reader_digest.cache_clear()
    yield readings.reader_digest.cache_clear
    readings.reader_digest.cache_clear()


def test_a_changed_check_reads_everything_again(plan, monkeypatch, digests_afresh):
    readings.read_all()
    monkeypatch.setattr(readings, "check_digest", lambda: "another")
    digests_afresh()
    assert readings.read_all() == 1


@pytest.fixture
def another_check(monkeypatch, digests_afresh):
    """From now on the check is another, such as after new weights."""

    def change():
        monkeypatch.setattr(readings, "check_digest", lambda: "another-check")
        forgotten()

    def forgotten():
        """As in a process that starts: what each had worked out of the check before."""
        digests_afresh()
        passes.written.cache_clear()
        passes.reads_of.cache_clear()

    yield change
    forgotten()


def test_what_an_older_check_found_is_not_counted_beside_the_new_one(
    plan, child, service_manager, another_check
):
    """A change of the model is never read as a change of practice: until the night has read all
    again by the new check nothing is counted; then all of it is, the old plans too."""
    PlanFactory(child=child, started_on=date(2026, 3, 1), ended_on=date(2026, 8, 1))
    readings.read_all()
    assert counted(service_manager, "plan.dated") == (1, 1)
    another_check()
    assert counted(service_manager, "plan.dated") == (0, 0)
    later = PlanFactory(child=ChildFactory(team=child.team), started_on=date(2026, 10, 1))
    need = NeedFactory(child=later.child, plan=later)
    undated = ActionFactory(child=later.child, source="plan", due_on=None, due_event="ongoing")
    PlanActionFactory(need=need, action=undated)
    readings.read_all()
    assert counted(service_manager, "plan.dated") == (1, 2)
    assert set(TextReading.objects.values_list("version", flat=True)) == {"another-"}


def test_an_assessment_of_last_year_is_counted_by_the_check_of_today(
    child, service_manager, another_check
):
    old = AssessmentFactory(child=child, authorised=True, authorised_on=date(2026, 1, 10))
    readings.read_all()
    another_check()
    assert counted(service_manager, "assessment.lived_experience") == (0, 0)
    readings.read_all()
    assert TextReading.objects.get(record_id=old.pk).version == "another-"
    assert counted(service_manager, "assessment.lived_experience")[1] == 1


@pytest.mark.parametrize(
    "figure",
    [figure for figure in figures if figure.group == "writing"],
    ids=lambda figure: figure.code,
)
def test_every_figure_of_writing_names_the_check_that_read_it(figure):
    assert f"Check {readings.check_digest()[:8]}" in figure.source


def test_what_is_read_changed_in_its_own_app_reads_everything_again(
    plan, monkeypatch, tmp_path, digests_afresh
):
    """Such as another way to count an action as dated: the check itself is as it was."""
    readings.read_all()
    changed = tmp_path / "texts.py"
    changed.write_text("counted otherwise")
    monkeypatch.setattr(readings, "getfile", lambda reads: changed)
    digests_afresh()
    assert readings.read_all() == 1


def test_plans_are_counted_by_what_they_hold(plan, service_manager, child):
    readings.read_all()
    assert counted(service_manager, "plan.dated") == (1, 1)
    assert counted(service_manager, "plan.if_not") == (0, 1)
    assert counted(service_manager, "plan.plain") == (1, 1)
    ContingencyFactory(
        child=child,
        plan=plan,
        trigger="Ruby misses two days of school in a week",
        step="we will hold a meeting",
        who="Amira Hussain",
        when="within 3 working days",
    )
    readings.read_all()
    assert counted(service_manager, "plan.if_not") == (1, 1)


def test_words_the_family_may_not_know_make_a_plan_less_plain(plan, service_manager):
    need = plan.needs.get()
    need.what_will_be_different = (
        "Mum engages with the MARAC and the IDVA about disguised compliance"
    )
    need.save()
    assert found(plan).jargon >= 2
    assert counted(service_manager, "plan.plain") == (0, 1)


def test_an_element_counts_wherever_in_the_assessment_it_stands(child, service_manager):
    assessment = AssessmentFactory(
        child=child,
        authorised=True,
        authorised_on=date(2026, 10, 1),
        daily_life="",
        risk="Ruby wakes at six to a cold flat, makes toast for Alfie and walks him to school."
        " At night she lies awake listening for the shouting downstairs.",
    )
    assert found(assessment).found["lived_experience"]
    assert not found(assessment).found["cumulative_impact"]
    assert counted(service_manager, "assessment.lived_experience") == (1, 1)
    assert counted(service_manager, "assessment.cumulative_impact") == (0, 1)


def test_a_restricted_child_is_counted_only_for_who_may_know(
    restricted_child, stranger, service_manager
):
    assessment = AssessmentFactory(
        child=restricted_child, authorised=True, authorised_on=date(2026, 10, 1)
    )
    readings.read_all()
    assert TextReading.objects.filter(record_id=assessment.pk).exists()
    for one in (stranger, service_manager):
        assert counted(one, "assessment.lived_experience")[1] == 0


def test_the_night_says_how_many_it_read(plan):
    from casework.access.job_runs import Run
    from casework.writing.tasks import read_texts

    read_texts()
    assert Run.objects.get(name="texts").did == {"read": 1}
