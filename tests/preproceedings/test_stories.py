"""The invented families say nothing that is not so in their own story."""

import pytest

from casework.preproceedings.demo.stories import CAME, LATE, NO_LETTER, STORIES, why_late

LOOKS = [(story, weeks) for story in STORIES if story.drifts for weeks in story.looks]


def test_some_drift_and_each_says_why_at_its_last_look():
    assert LOOKS
    for story in STORIES:
        if story.drifts:
            assert why_late(story, max(story.looks))


@pytest.mark.parametrize(("story", "weeks"), LOOKS)
def test_no_report_is_said_not_to_have_come_once_it_came(story, weeks):
    said = why_late(story, weeks)
    late = [(due, came) for _, ordered, due, came in story.assessments if ordered <= weeks > due]
    missing = [came for _, came in late if came is None or came > weeks]
    assert (said == LATE) is bool(missing and story.letters)
    if said == CAME:
        assert any(came is not None and came <= weeks for _, came in late)
    assert (said == NO_LETTER) is (not [sent for sent in story.letters if sent <= weeks])


def test_an_extension_for_a_late_report_was_decided_before_it_came():
    for story in STORIES:
        for _, weeks, decision in story.panels:
            if decision == "extend":
                assert any(came is None or came > weeks for *_, came in story.assessments)
