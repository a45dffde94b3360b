"""Whatever is done to a right file, it never crashes the import, nor loads by halves."""

import random
from io import BytesIO

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from assessments.models import Assessment, Section47
from casework.children.models import Child
from casework.conferences.models import Conference
from casework.plans.models import Plan
from casework.referrals.models import EpisodeOfNeed, Referral
from casework.returns.census import import_census
from casework.returns.reading import UnreadableFile
from casework.returns.registry import registry
from tests.returns.files import census, whole

pytestmark = pytest.mark.django_db

WORDS = st.one_of(
    st.sampled_from(
        [
            "",
            " ",
            "0",
            "1",
            "true",
            "-1",
            "99999999999",
            "2023-02-30",
            "0001-01-01",
            "9999-12-31",
            "2023-05-01T00:00:00",
            "1999-01-01",
            "2026-11-24",
            "RC2",
            "21",
            "NONE",
            "M",
            "<b/>",
            "É",
            "\u0660",
            "ABC1",
            "x" * 500,
        ]
    ),
    st.dates().map(str),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
)
MODELS = [Referral, EpisodeOfNeed, Assessment, Section47, Plan, Conference]


@st.composite
def spoilt(draw):
    """A right file with one to six of its elements lost, doubled, moved, renamed or rewritten."""
    root = etree.fromstring(census(whole("ABC1"), whole("ABC2"), whole("ABC3")).getvalue())
    for _ in range(draw(st.integers(1, 6))):
        elements = list(root.iter())[1:]
        if not elements:
            break
        element = elements[draw(st.integers(0, len(elements) - 1))]
        spoil(draw, element, elements)
    return etree.tostring(root)


def spoil(draw, element, elements):
    how = draw(st.sampled_from(["rewrite", "rewrite", "lose", "double", "move", "rename", "stray"]))
    if how == "rewrite":
        element.text = draw(WORDS)
    elif how == "lose":
        element.getparent().remove(element)
    elif how == "double":
        element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))
    elif how == "move":
        other = elements[draw(st.integers(0, len(elements) - 1))]
        if element not in other.iterancestors() and other is not element:
            other.append(element)
    elif how == "rename":
        element.tag = draw(st.sampled_from([one.tag for one in elements]))
    else:
        element.tail = draw(WORDS)


def loads_whole_or_not(text: bytes):
    """Import twice: what is told is what stands, all can be true, and again is nothing new."""
    try:
        report = import_census(BytesIO(text))
    except UnreadableFile:
        return
    for model in MODELS:
        named = [module.name for module in registry if module.model is model]
        assert model.objects.count() == sum(report.tally.created[name] for name in named)
        for record in model.objects.all():
            record.validate_constraints()
    assert Child.objects.count() == report.tally.created["children"]
    assert not [refusal for refusal in report.refused if "cannot stand" in refusal.reason]
    assert all(line["left_out"] <= len(report.refused) for line in report.modules())
    again = import_census(BytesIO(text))
    assert (again.tally.created, again.tally.changed, again.tally.kept) == ({}, {}, [])
    assert again.refused == report.refused


def rolled_back(test, text):
    with transaction.atomic():
        test(text)
        transaction.set_rollback(True)


@pytest.mark.long
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(spoilt())
def test_no_spoilt_file_crashes_or_loads_by_halves(text):
    rolled_back(loads_whole_or_not, text)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_no_file_with_bytes_changed_crashes_or_loads_by_halves(seed):
    chance = random.Random(seed)
    text = bytearray(census(whole("ABC1"), whole("ABC2")).getvalue())
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(text))
        text[place : place + chance.choice([0, 1, 1, 9])] = bytes(
            chance.choice(b"<>/&0123456789-ABCabc \xc3\n") for _ in range(chance.choice([0, 1, 3]))
        )
    rolled_back(loads_whole_or_not, bytes(text))
