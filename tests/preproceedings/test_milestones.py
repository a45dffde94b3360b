"""The milestone dates of each child are worked out from the family's steps."""

from datetime import date

import pytest

from casework.preproceedings.models import ChildPreProceedings
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def family():
    """A brother and a sister in one process, with a mother and a father."""
    jamie = make.ChildPreProceedingsFactory()
    keira = make.ChildPreProceedingsFactory(
        child=make.ChildFactory(authority=jamie.child.authority, team=jamie.child.team),
        process=jamie.process,
    )
    parents = [make.ParentFactory(process=jamie.process, name=name) for name in ("Kirsty", "Dean")]
    return jamie, keira, parents


def fresh(row):
    return ChildPreProceedings.objects.get(pk=row.pk)


def test_two_parents_have_a_letter_each_and_the_census_takes_the_first(family):
    jamie, _, (kirsty, dean) = family
    make.LetterSentFactory(parent=kirsty, process=jamie.process, sent_on=date(2026, 1, 8))
    assert fresh(jamie).letter_sent_on == date(2026, 1, 8)
    assert fresh(jamie).letters_sent_on is None
    make.LetterSentFactory(parent=dean, process=jamie.process, sent_on=date(2026, 1, 12))
    assert fresh(jamie).letter_sent_on == date(2026, 1, 8)
    assert fresh(jamie).letters_sent_on == date(2026, 1, 12)


def test_a_parent_who_gets_no_letter_with_a_reason_is_not_waited_for(family):
    jamie, _, (kirsty, dean) = family
    make.LetterSentFactory(parent=kirsty, process=jamie.process, sent_on=date(2026, 1, 8))
    dean.no_letter_because = "Nobody knows where he is"
    dean.save()
    assert fresh(jamie).letters_sent_on == date(2026, 1, 8)


def test_a_child_who_left_alone_shares_no_later_step(family):
    jamie, keira, (kirsty, _) = family
    keira.outcome, keira.outcome_on = "step_down", date(2026, 1, 6)
    keira.outcome_because, keira.stepped_to = "She lives with her dad", "need"
    keira.save()
    make.LetterSentFactory(parent=kirsty, process=jamie.process, sent_on=date(2026, 1, 8))
    make.AgreementFactory(process=jamie.process)
    assert fresh(keira).letter_sent_on is None
    assert fresh(keira).agreed_on is None
    assert fresh(jamie).agreed_on == date(2026, 1, 19)


def test_whether_the_family_met_is_said_once_it_was_offered(family):
    jamie, _, (kirsty, _) = family
    assert fresh(jamie).family_meeting_held is None
    make.LetterSentFactory(parent=kirsty, process=jamie.process)
    assert fresh(jamie).family_meeting_offered is True
    assert fresh(jamie).family_meeting_held is False
    make.ProcessMeetingFactory(child=jamie.child, in_process=jamie, kind="family_group")
    assert fresh(jamie).family_meeting_held is True


def test_reviews_are_counted_from_the_first_effective_meeting_on(family):
    jamie, keira, _ = family
    make.ProcessMeetingFactory(child=jamie.child, in_process=jamie, held=False)
    assert fresh(jamie).first_meeting_on is None
    assert fresh(jamie).reviews_held is None
    make.ProcessMeetingFactory(child=jamie.child, in_process=jamie)
    assert fresh(jamie).reviews_held == 0
    make.ProcessMeetingFactory(
        child=jamie.child, in_process=jamie, kind="review", held_on=date(2026, 2, 20)
    )
    assert fresh(jamie).reviews_held == 1
    assert fresh(jamie).last_review_on == date(2026, 2, 20)
    assert fresh(keira).first_meeting_on is None


def test_a_panel_that_extends_gives_the_new_end(family):
    jamie, *_ = family
    make.PanelDecisionFactory(
        child=jamie.child,
        in_process=jamie,
        check_at="week_12",
        decided_on=date(2026, 3, 30),
        decision="extend",
        new_end=date(2026, 5, 11),
    )
    assert fresh(jamie).week_12_on == date(2026, 3, 30)
    assert fresh(jamie).extended_to == date(2026, 5, 11)


def test_the_letter_of_issue_follows_the_application(family):
    jamie, keira, (kirsty, _) = family
    make.LetterSentFactory(
        parent=kirsty, process=jamie.process, kind="issue", sent_on=date(2026, 4, 22)
    )
    assert fresh(jamie).letter_of_issue_on is None
    court = make.ProceedingsFactory(process=jamie.process)
    make.ChildInCourtFactory(child=jamie.child, in_process=jamie, proceedings=court)
    assert fresh(jamie).applied_on == date(2026, 4, 20)
    assert fresh(jamie).letter_of_issue_on == date(2026, 4, 22)
    assert fresh(keira).applied_on is None


def test_a_step_withdrawn_as_a_mistake_leaves_the_milestones(family):
    jamie, _, (kirsty, _) = family
    letter = make.LetterSentFactory(parent=kirsty, process=jamie.process)
    worker = make.WorkerFactory(team=jamie.child.team)
    letter.withdrawn_at, letter.withdrawn_by = letter.recorded_at, worker
    letter.withdrawn_because = "Never sent"
    letter.save()
    assert fresh(jamie).letter_sent_on is None


def test_a_child_in_it_again_within_a_year_has_returned(family):
    jamie, *_ = family
    jamie.outcome, jamie.outcome_on = "step_down", date(2026, 3, 2)
    jamie.outcome_because, jamie.stepped_to = "Things changed", "need"
    jamie.save()
    again = make.ChildPreProceedingsFactory(child=jamie.child, started_on=date(2027, 3, 2))
    assert list(ChildPreProceedings.objects.returned_within_a_year()) == [again]
    again.started_on = date(2027, 3, 3)
    again.save()
    assert not ChildPreProceedings.objects.returned_within_a_year()
