"""A council's own bounds, from what its writers put aside."""

import io

import pytest
from django.core.management import call_command

from casework.writing.checks.engine import check
from casework.writing.management.commands.fit_prompts import bound_of
from casework.writing.vocabulary.models import PromptOff, Words

TEXT = "Home conditions were poor and there are concerns about attendance."


@pytest.mark.parametrize(
    ("seen", "bound"),
    [
        ([(0.1, True)] * 5, None),
        ([(0.1, False)] * 30, None),
        ([(0.1, False)] * 20 + [(0.3, True)] * 10, 0.3),
        ([(0.1, True)] * 30, 0.1),
    ],
)
def test_below_the_bound_nine_in_ten_were_not_called_wrong(seen, bound):
    assert bound_of(seen, fewest=20) == bound


def test_a_council_with_a_bound_is_told_only_where_the_check_is_surer():
    code = "lived_experience"
    assert code in {one.code for one in check("assessment_section", TEXT).shown()}
    words = Words(bounds=((("assessment_section", code), 0.0),))
    shown = check("assessment_section", TEXT, words=words).shown()
    assert code not in {one.code for one in shown}


@pytest.mark.django_db
def test_where_little_was_put_aside_nothing_is_set(authority):
    out = io.StringIO()
    call_command("fit_prompts", stdout=out)
    assert not out.getvalue()
    assert not PromptOff.objects.exists()
