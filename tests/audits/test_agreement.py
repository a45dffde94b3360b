"""Agreement of two readings, against figures of statsmodels 0.14 (``cohens_kappa``, linear)."""

import pytest

from audits.agreement import agreement, kappa_of, weighted_kappa

SCALE = ["outstanding", "good", "requires_improvement", "inadequate"]


@pytest.mark.parametrize(
    ("table", "value", "low", "high"),
    [
        # Two psychiatrists and three diagnoses: the example of Fleiss, Cohen and Everitt (1969).
        ([[88, 10, 2], [14, 40, 6], [18, 10, 12]], 0.4736842, 0.3669988, 0.5803696),
        ([[53, 5, 2], [11, 14, 5], [1, 6, 3]], 0.4923077, 0.3517255, 0.6328899),
        (
            [[4, 2, 0, 0], [1, 12, 3, 0], [0, 4, 15, 2], [0, 0, 1, 6]],
            0.7252747,
            0.5868748,
            0.8636747,
        ),
    ],
)
def test_weighted_kappa_and_its_interval(table, value, low, high):
    files = sum(map(sum, table))
    kappa = kappa_of([[n / files for n in row] for row in table], files)
    assert (kappa.value, kappa.low, kappa.high) == pytest.approx((value, low, high), abs=1e-6)


def test_readings_are_counted_by_how_far_apart_they_are():
    pairs = [
        ("good", "good"),
        ("good", "requires_improvement"),
        ("outstanding", "inadequate"),
        ("inadequate", "requires_improvement"),
        ("good", "good"),
    ]
    agreed = agreement(pairs, SCALE)
    assert (agreed.files, agreed.same, agreed.one_step, agreed.further) == (5, 2, 2, 1)
    assert (agreed.lowered, agreed.raised) == (2, 1)
    assert agreed.kappa.low <= agreed.kappa.value <= agreed.kappa.high


def test_few_files_have_no_kappa():
    assert agreement([("good", "good"), ("inadequate", "good")], SCALE).kappa is None
    assert agreement([], SCALE).files == 0


def test_where_all_have_one_grade_chance_would_agree_as_well():
    assert weighted_kappa([(1, 1)] * 9, 4) is None


def test_the_same_readings_agree_wholly():
    kappa = weighted_kappa([(0, 0), (1, 1), (2, 2), (3, 3), (1, 1)], 4)
    assert kappa.value == pytest.approx(1)
    assert kappa.low == kappa.high == pytest.approx(1)
