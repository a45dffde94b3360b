import re

from hypothesis import given
from hypothesis import strategies as st

from casework.interface import charts

counts = st.integers(0, 5000)


@given(counts, counts, counts)
def test_a_bar_fills_its_width_and_shows_everyone(on_time, due_soon, overdue):
    bar = charts.clock_bar(on_time, due_soon, overdue)
    assert bar.total == on_time + due_soon + overdue
    shown = [part.count for part in bar.parts]
    assert shown == [count for count in (on_time, due_soon, overdue) if count]
    assert all(part.width >= charts.LEAST for part in bar.parts)
    if bar.parts:
        end = bar.parts[-1].x + bar.parts[-1].width
        assert abs(end - bar.width) < 0.5


def test_parts_of_a_bar_never_touch():
    first, second, third = charts.clock_bar(31, 5, 2).parts
    assert round(second.x - first.x - first.width, 1) == charts.GAP
    assert round(third.x - second.x - second.width, 1) == charts.GAP


def test_a_bar_says_its_numbers():
    assert charts.clock_bar(31, 5, 2).title == "31 on time, 5 due soon, 2 overdue, out of 38"


@given(st.floats(0, 500), st.floats(3, 300))
def test_stripes_stay_inside_their_box(x, width):
    path = charts.stripes(x, width, 16)
    for left, top in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", path):
        assert x - 0.1 <= float(left) <= x + width + 0.1
        assert -0.1 <= float(top) <= 16.1


def test_a_limit_is_marked_and_going_over_it_is_said():
    assert charts.limit_bar(16, 18).title == "16 of 18"
    over = charts.limit_bar(21, 18)
    assert over.title == "21 of 18, over"
    assert over.bar > over.mark


@given(st.integers(0, 10), st.integers(0, 10))
def test_a_scale_stays_on_its_line(start, now):
    scale = charts.scale_line(start, now)
    assert scale.left <= min(scale.start_x, scale.now_x)
    assert max(scale.start_x, scale.now_x) <= scale.right


def test_a_change_is_said_in_words():
    assert charts.change_words(2, 4, "October") == "Up 2 since October"
    assert charts.change_words(4, 3, "October") == "Down 1 since October"
    assert charts.change_words(2, 2, "October") == "No change"


def test_a_month_too_small_to_show_leaves_a_gap_in_the_line():
    points = [charts.Point("May", 50), charts.Point("June", None), charts.Point("July", 60)]
    chart = charts.line_chart(points)
    assert chart.lines == []
    assert [mark.y is None for mark in chart.marks] == [False, True, False]
    assert chart.last.label == "July"


@given(st.lists(st.one_of(st.none(), st.integers(0, 100)), max_size=24))
def test_every_mark_of_a_line_stays_in_its_drawing(values):
    chart = charts.line_chart([charts.Point(str(i), value) for i, value in enumerate(values)])
    for mark in chart.marks:
        assert chart.left <= mark.x <= chart.right
        assert mark.y is None or 0 <= mark.y <= chart.base
    assert (chart.last is None) is all(value is None for value in values)


def test_shares_run_from_nothing_to_everyone():
    assert [label for _, label in charts.line_chart([]).grid] == ["0%", "50%", "100%"]
