"""Words written once for several children that stand on each child's own record, or went on in a
record of some of them: they are still about all of them, and no reader is told of one of whom they
may not know."""

import pytest
from django.urls import reverse

from assessments.models import Assessment, FamilyAssessment
from casework.children.extensions.shared_records import for_file_of
from casework.children.shared_words import LEFT_OUT
from casework.conferences.action_forms import agreed_rows
from casework.plans.ending.operations import next_family_part
from casework.plans.models import FamilyPlan
from tests.children.test_shared_records import words_at
from tests.factories import AllocationFactory, AssessmentFactory, FamilyPlanFactory, PlanFactory
from tests.practice.templates import with_section

pytestmark = pytest.mark.django_db

SAID = "Both girls were in. Hidden’s bruise was old. Ruby ate well."
SCHOOL = "section_school"


@pytest.fixture
def trusted(child, restricted_child):
    """Works with both sisters."""
    worker = restricted_child.allocations.get().worker
    AllocationFactory(child=child, worker=worker, role="joint")
    return worker


def assessed(child, sister, *, shared=True):
    """Both sisters, with words in a section that the council's template adds."""
    with_section(child.authority, key=SCHOOL, shared=shared)
    family = FamilyAssessment.objects.create(authority=child.authority)
    both = [AssessmentFactory(child=one, family=family) for one in (child, sister)]
    for assessment in both:
        assessment.answers.filter(section__key=SCHOOL).update(text=SAID)
    return both[0]


def page(name, assessment):
    return reverse(name, args=[assessment.child_id, assessment.pk])


WHERE = {
    "the assessment": lambda one: page("assessment", one),
    "the assessment being written": lambda one: page("assessment-edit", one),
    "an assessment of the API": lambda one: reverse("assessment-detail", args=[one.pk]),
    "the assessments of the API": lambda one: reverse("assessment-list"),
    "a bulk pull": lambda one: reverse("bulk-assessments"),
    "a bulk pull by pages": lambda one: reverse("bulk-assessments") + "?page_size=10",
}


@pytest.mark.parametrize("where", WHERE)
def test_a_section_the_family_shares_names_no_hidden_sister(
    client, worker, trusted, child, restricted_child, where
):
    address = WHERE[where](assessed(child, restricted_child))
    told, whole = (words_at(client, reader, address) for reader in (worker, trusted))
    assert "Ruby ate well." in told
    assert LEFT_OUT in told
    assert "bruise" not in told
    assert "bruise" in whole
    assert LEFT_OUT not in whole


def test_it_is_not_found_by_what_is_left_out(client, worker, trusted, child, restricted_child):
    address = reverse("file-search", args=[child.pk])
    assessed(child, restricted_child)
    told, whole = (words_at(client, reader, f"{address}?q=bruise") for reader in (worker, trusted))
    assert "Hidden" not in told
    assert "bruise</mark>" not in told
    assert "bruise</mark>" in whole
    assert "girls</mark>" in words_at(client, worker, f"{address}?q=girls")


def test_a_section_that_is_one_childs_own_is_told_whole(client, worker, child, restricted_child):
    own = assessed(child, restricted_child, shared=False)
    for where in ("the assessment", "the assessments of the API"):
        assert "bruise" in words_at(client, worker, WHERE[where](own))
    assert "bruise</mark>" in words_at(
        client, worker, reverse("file-search", args=[child.pk]) + "?q=bruise"
    )


def test_the_last_assessment_is_told_the_same_beside_the_next(
    client, worker, trusted, child, restricted_child
):
    last = assessed(child, restricted_child)
    Assessment.objects.filter(pk=last.pk).update(
        authorised_on="2026-01-05", authorised_by=trusted, outcome="cin_plan"
    )
    with_section(child.authority, "update", key=SCHOOL, shared=True)
    following = AssessmentFactory(child=child, kind="update")
    for name in ("assessment", "assessment-edit"):
        address = page(name, following) + "?read=side-by-side"
        told, whole = (words_at(client, reader, address) for reader in (worker, trusted))
        assert "bruise" not in told, name
        assert "bruise" in whole, name


def test_a_familys_plan_that_goes_on_without_a_sister_is_still_about_her(
    client, worker, trusted, child, restricted_child
):
    family = FamilyPlanFactory(authority=child.authority, worries=SAID)
    ended, _ = (
        PlanFactory(child=one, family=family, ended_on="2026-09-01", end_reason="better")
        for one in (child, restricted_child)
    )
    part = next_family_part(ended, "need", ended.ended_on, trusted)
    PlanFactory(child=child, family=part, kind="need", initial_category="", started_on="2026-09-01")
    assert FamilyPlan.objects.get(pk=part.pk).begun_as == family
    for name in ("plan", "plan-family"):
        address = reverse(name, args=[child.pk])
        told, whole = (words_at(client, reader, address) for reader in (worker, trusted))
        assert "Ruby ate well." in told, name
        assert "bruise" not in told, name
        assert "bruise" in whole, name


def test_an_assessment_that_goes_on_without_a_sister_is_still_about_her(
    client, worker, trusted, child, restricted_child
):
    """Hers was authorised: what is written from then on stands in words of its own."""
    family = FamilyAssessment.objects.create(authority=child.authority, wider_family=SAID)
    own, hers = (AssessmentFactory(child=one, family=family) for one in (child, restricted_child))
    Assessment.objects.filter(pk=hers.pk).update(
        authorised_on="2026-01-05", authorised_by=trusted, outcome="cin_plan"
    )
    client.force_login(trusted)
    client.post(page("assessment-edit", own), {"wider_family": SAID, "family_and_home": "A flat."})
    own.refresh_from_db()
    assert own.family != family
    for where in ("the assessment", "the assessments of the API", "a bulk pull"):
        told, whole = (words_at(client, reader, WHERE[where](own)) for reader in (worker, trusted))
        assert "A flat." in told
        assert "bruise" not in told, where
        assert "bruise" in whole, where


def test_the_first_row_of_a_familys_words_deleted_leaves_the_next_one_the_first(authority):
    first = FamilyAssessment.objects.create(authority=authority)
    following = FamilyAssessment.objects.create(authority=authority, begun_as=first)
    assert FamilyAssessment.objects.get(pk=first.pk).begun_as == first
    first.delete()
    assert FamilyAssessment.objects.get(pk=following.pk).begun_as == following


def test_what_is_written_once_is_kept_on_each_file_without_the_others_who_are_restricted(
    trusted, child, restricted_child
):
    """Not even where whoever writes it may know of both: others read the file."""
    facts = {"what": SAID, "due_on": None}
    both = [child, restricted_child]
    assert LEFT_OUT in for_file_of(child, both, trusted, facts)["what"]
    assert for_file_of(restricted_child, both, trusted, facts) == facts
    assert for_file_of(child, [child], trusted, facts) == facts


def test_an_action_agreed_for_both_names_on_the_one_file_nobody_hidden(
    trusted, child, restricted_child
):
    both = [child, restricted_child]
    row = agreed_rows(both, trusted, "conference")[0]
    row.instance.what = SAID
    own, hers = (row.copy_for(of, both).what for of in both)
    assert "bruise" not in own
    assert hers == SAID
