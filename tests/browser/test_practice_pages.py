"""Writing an assessment for brothers and sisters, and changing what it asks, in a real browser."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, FamilyAssessment
from casework.practice.default_templates import ship_all
from casework.practice.models import Template
from casework.practice.versions import draft_of
from tests.browser.test_every_page import file, walk  # noqa: F401
from tests.factories import AssessmentFactory, EpisodeOfNeedFactory, WorkerFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def sister(child):
    return next(one for one in type(child).objects.exclude(pk=child.pk) if one.team == child.team)


@pytest.fixture
def assessments(file):  # noqa: F811
    """An update for a child, with the last one authorised, beside a sister's own."""
    first = file.assessments.get()
    manager = WorkerFactory(team=file.team, role="team_manager")
    Assessment.objects.filter(pk=first.pk).update(
        daily_life="Ruby wakes before everyone.",
        authorised_on=timezone.localdate(),
        authorised_by=manager,
        outcome="cin_plan",
    )
    family = FamilyAssessment.objects.create(authority=file.authority)
    started = ((file, "update", "She sleeps now."), (sister(file), "child_and_family", ""))
    return [
        AssessmentFactory(
            child=one,
            family=family,
            kind=kind,
            daily_life=words,
            episode=one.episodeofneeds.first() or EpisodeOfNeedFactory(child=one),
        )
        for one, kind, words in started
    ]


def test_the_pages_of_an_assessment(sign_in, assessments):
    ruby = assessments[0]
    page = sign_in(ruby.child.allocations.get().worker)
    names = ("assessment-edit", "assessment", "assessment-submit")
    assert not walk(page, [reverse(name, args=[ruby.child_id, ruby.pk]) for name in names])


def test_one_form_keeps_what_each_child_has_of_their_own(sign_in, assessments):
    ruby, hers = assessments
    page = sign_in(ruby.child.allocations.get().worker)
    page.goto(reverse("assessment-edit", args=[ruby.child_id, ruby.pk]))
    page.fill("[name=daily_life]", "Ruby sleeps until seven.")
    page.fill(f"[name={hers.child.number}-daily_life]", "Max reads at night.")
    page.fill("[name=family_and_home]", "A flat over a shop.")
    page.get_by_role("button", name="Save for").click()
    ruby.refresh_from_db()
    hers.refresh_from_db()
    assert (ruby.daily_life, hers.daily_life) == ("Ruby sleeps until seven.", "Max reads at night.")
    assert hers.family.family_and_home == "A flat over a shop."


@pytest.mark.long
def test_the_pages_of_templates(sign_in, file):  # noqa: F811
    ship_all(file.authority)
    template = Template.objects.of(file.authority).first()
    draft = draft_of(template)
    page = sign_in(WorkerFactory(team=file.team, role="administrator"))
    section = draft.sections.get(key="section_how_safe")
    assert not walk(
        page,
        [
            reverse("templates"),
            reverse("template", args=[template.pk]),
            reverse("template-version", args=[draft.pk]),
            reverse("template-preview", args=[draft.pk]),
            reverse("section-add", args=[draft.pk]),
            reverse("section-edit", args=[draft.pk, section.pk]),
            reverse("template-publish", args=[draft.pk]),
        ],
    )
