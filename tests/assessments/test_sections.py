"""What an assessment asks comes from its template, and it keeps the version it was written in."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, AssessmentSection, FamilyAssessment
from casework.practice.default_templates import version_in_force
from tests.factories import (
    AssessmentFactory,
    ChildFactory,
    EpisodeOfNeedFactory,
    RelationshipFactory,
)
from tests.practice.templates import with_section

pytestmark = pytest.mark.django_db
SCHOOL = "section_school"


@pytest.fixture
def alfie(child):
    other = ChildFactory(team=child.team, person__given_name="Alfie")
    RelationshipFactory(person=child.person, relative=other.person, kind="brother")
    return other


@pytest.fixture
def assessment(child, worker):
    return start(child, worker, FamilyAssessment.objects.create(authority=child.authority))


def start(child, worker, family, **facts):
    episode = child.episodeofneeds.first() or EpisodeOfNeedFactory(child=child)
    return AssessmentFactory(
        child=child, episode=episode, family=family, recorded_by=worker, **facts
    )


def page(name, assessment):
    return reverse(name, args=[assessment.child_id, assessment.pk])


def with_school(authority, kind="child_and_family", **facts):
    return with_section(authority, kind, key=SCHOOL, **facts)


def answer(assessment, key):
    return assessment.answers.get(section__key=key)


def test_a_new_version_never_changes_an_assessment_begun_before(assessment, alfie, worker):
    asked = [one.key for one in assessment.asked]
    version = with_school(assessment.authority)
    later = start(alfie, worker, None)
    assert [one.key for one in Assessment.objects.get(pk=assessment.pk).asked] == asked
    assert later.version == version
    assert SCHOOL in [one.key for one in later.asked]


def test_a_version_in_force_from_tomorrow_is_not_yet_asked(assessment, alfie, worker):
    version = with_school(assessment.authority)
    version.in_force_from = timezone.localdate() + timedelta(days=1)
    version.save()
    assert start(alfie, worker, None).version.number == 1


def test_one_begun_before_there_were_templates_keeps_the_sections_it_had(assessment):
    Assessment.objects.filter(pk=assessment.pk).update(version=None)
    asked = [one.key for one in Assessment.objects.get(pk=assessment.pk).asked]
    assert "daily_life" in asked
    assert not any(key.startswith("section_") for key in asked)


def test_one_that_a_census_authorised_asks_nothing(child):
    brought = AssessmentFactory(child=child, imported=True, authorised_on=date(2026, 2, 2))
    assert (brought.version, brought.asked) == (None, [])


def test_one_that_a_census_left_open_is_written_in_todays_template(client, worker, child):
    with_school(child.authority)
    brought = AssessmentFactory(child=child, imported=True)
    assert brought.version is None
    assert "own_words" in brought.still_needed
    client.force_login(worker)
    assert (
        "How is school for Ruby?" in client.get(page("assessment-edit", brought)).content.decode()
    )
    client.post(
        page("assessment-edit", brought), {f"{SCHOOL}-text": "Maths", "daily_life": "Toast"}
    )
    brought = Assessment.objects.get()
    assert brought.version == version_in_force(child.authority, brought.kind)
    assert (brought.daily_life, answer(brought, SCHOOL).text) == ("Toast", "Maths")


def test_a_section_the_template_adds_is_written_and_read(client, worker, child):
    with_school(child.authority)
    assessment = start(child, worker, None)
    client.force_login(worker)
    client.post(page("assessment-edit", assessment), {f"{SCHOOL}-text": "She loves maths"})
    assert answer(assessment, SCHOOL).text == "She loves maths"
    said = client.get(page("assessment", assessment)).content.decode()
    assert "How is school for Ruby?" in said
    assert "She loves maths" in said


@pytest.mark.parametrize(("number", "kept"), [("0", 0), ("10", 10), ("11", None), ("-1", None)])
def test_a_scale_goes_from_0_to_10(client, worker, assessment, number, kept):
    client.force_login(worker)
    client.post(page("assessment-edit", assessment), {"section_how_safe-score": number})
    assert answer(assessment, "section_how_safe").score == kept


def test_a_scale_is_read_with_what_its_ends_mean(client, worker, assessment):
    AssessmentSection.objects.filter(section__key="section_how_safe").update(score=3)
    client.force_login(worker)
    said = client.get(page("assessment", assessment)).content.decode()
    assert "3 out of 10" in said
    assert "we must act today to keep Ruby safe" in said


def test_what_the_template_requires_stands_in_the_way_of_a_decision(client, worker, child):
    with_school(child.authority, required=True)
    assessment = start(child, worker, None)
    client.force_login(worker)
    said = client.get(page("assessment-submit", assessment)).content.decode()
    assert "Write something under “Ruby at school”" in said
    client.post(page("assessment-submit", assessment))
    assert Assessment.objects.get(pk=assessment.pk).state == "draft"
    AssessmentSection.objects.filter(section__key=SCHOOL).update(text="Well")
    assert SCHOOL not in Assessment.objects.get(pk=assessment.pk).still_needed


def test_a_section_taken_out_of_a_template_is_not_asked(client, worker, child):
    draft = with_school(child.authority)
    draft.sections.filter(key="risk").delete()
    assessment = start(child, worker, None)
    client.force_login(worker)
    form = client.get(page("assessment-edit", assessment)).context["form"]
    assert "risk" not in form.fields
    assert "protection" in form.fields


def test_an_authorised_answer_is_locked_in_the_database(assessment, manager):
    from django.db import IntegrityError

    row = answer(assessment, "section_how_safe")
    assessment.authorised_on, assessment.authorised_by = timezone.localdate(), manager
    assessment.outcome = "cin_plan"
    assessment.save()
    row.score = 9
    with pytest.raises(IntegrityError):
        row.save()


def together(child, alfie, worker):
    family = FamilyAssessment.objects.create(authority=child.authority)
    return start(child, worker, family), start(alfie, worker, family)


def test_brothers_and_sisters_are_written_in_one_form(client, worker, child, alfie):
    ruby, his = together(child, alfie, worker)
    client.force_login(worker)
    words = client.get(page("assessment-edit", ruby)).content.decode()
    assert "What is an ordinary day and night like for Alfie?" in words
    number = alfie.number
    client.post(
        page("assessment-edit", ruby),
        {
            "with": [number],
            "daily_life": "Up first",
            f"{number}-daily_life": "Up last",
            "family_and_home": "A flat",
            "section_why_we_are_here-text": "School rang us",
            "section_how_safe-score": "4",
            f"{number}-section_how_safe-score": "6",
            f"{number}-factors": ["16A"],
            f"{number}-advocate_offered": "no",
            f"{number}-advocate_because": "He is 4",
        },
    )
    ruby, his = Assessment.objects.get(pk=ruby.pk), Assessment.objects.get(pk=his.pk)
    assert (ruby.daily_life, his.daily_life) == ("Up first", "Up last")
    assert ruby.family == his.family
    assert his.family.family_and_home == "A flat"
    assert (answer(ruby, "section_how_safe").score, answer(his, "section_how_safe").score) == (4, 6)
    assert answer(his, "section_why_we_are_here").text == "School rang us"
    assert (his.factors, his.advocate_offered, his.advocate_because) == (["16A"], False, "He is 4")


def test_a_brother_not_on_the_page_is_left_as_he_was(client, worker, child, alfie):
    ruby, his = together(child, alfie, worker)
    Assessment.objects.filter(pk=his.pk).update(daily_life="Up last")
    client.force_login(worker)
    client.post(page("assessment-edit", ruby), {"daily_life": "Up first"})
    his.refresh_from_db()
    assert his.daily_life == "Up last"


def test_a_brother_whose_assessment_was_sent_meanwhile_is_not_written_in(
    client, worker, child, alfie
):
    ruby, his = together(child, alfie, worker)
    Assessment.objects.filter(pk=his.pk).update(submitted_at=timezone.now(), submitted_by=worker)
    client.force_login(worker)
    said = client.post(
        page("assessment-edit", ruby),
        {"with": [alfie.number], "daily_life": "Up first", f"{alfie.number}-daily_life": "Up last"},
    )
    assert "was sent to a manager" in said.content.decode()
    his.refresh_from_db()
    assert his.daily_life == ""


def test_a_brother_the_worker_may_not_know_of_is_not_on_the_page(client, worker, child, alfie):
    ruby, his = together(child, alfie, worker)
    type(alfie).objects.filter(pk=alfie.pk).update(restricted=True)
    client.force_login(worker)
    assert "Alfie" not in client.get(page("assessment-edit", ruby)).content.decode()
    client.post(
        page("assessment-edit", ruby),
        {"with": [alfie.number], f"{alfie.number}-daily_life": "Up last"},
    )
    his.refresh_from_db()
    assert his.daily_life == ""


def test_an_update_starts_with_the_last_words_beside_it_and_its_own_boxes_empty(
    client, worker, child, manager
):
    last = start(child, worker, None, daily_life="She made the toast")
    Assessment.objects.filter(pk=last.pk).update(
        authorised_on=timezone.localdate(), authorised_by=manager, outcome="cin_plan"
    )
    update = start(child, worker, None, kind="update")
    client.force_login(worker)
    response = client.get(page("assessment-edit", update))
    assert "She made the toast" in response.content.decode()
    assert not response.context["form"]["daily_life"].value()


def test_a_child_not_yet_born_has_a_prebirth_assessment_beside_brothers_and_sisters(
    signed_in, worker, child, alfie
):
    from assessments.operations import start as start_together

    type(alfie.person).objects.filter(pk=alfie.person_id).update(
        born_on=None, sex="U", expected_on=timezone.localdate() + timedelta(days=60)
    )
    alfie.person.refresh_from_db()
    for one in (child, alfie):
        EpisodeOfNeedFactory(child=one)
    day = timezone.localdate()
    started = start_together(
        [child, alfie], worker, kind="update", referral_received_on=day, started_on=day
    )
    assert [one.kind for one in started] == ["update", "prebirth"]
    assert started[1].version.template.kind == "prebirth"
    client = signed_in(worker)
    form = client.get(page("assessment-edit", started[0])).context["form"]
    lines = {part.title: [line.name for line in part.lines] for part in form.parts}
    asked_of_alfie = [title for title, names in lines.items() if names == ["Alfie"]]
    assert asked_of_alfie == ["The pregnancy", "Children born before", "When the baby is born"]
    assert "Why we are here" in [part.title for part in form.shared_parts]
    said = "Due in January; every appointment kept."
    posted = {"with": [alfie.number], f"{alfie.number}-section_pregnancy-text": said}
    assert client.post(page("assessment-edit", started[0]), posted).status_code == 302
    assert answer(started[1], "section_pregnancy").text == said


def test_the_pages_cost_the_same_however_many_sections(
    client, worker, child, alfie, django_assert_max_num_queries
):
    ruby, _ = together(child, alfie, worker)
    client.force_login(worker)
    client.get(page("assessment", ruby))
    with django_assert_max_num_queries(16):  # the session, the worker, the look and its savepoint
        client.get(page("assessment", ruby))


def test_the_api_gives_sections_in_the_templates_order(client, worker, assessment):
    Assessment.objects.filter(pk=assessment.pk).update(daily_life="Up first")
    client.force_login(worker)
    row = client.get(reverse("assessment-detail", args=[assessment.pk])).json()
    assert [one["key"] for one in row["sections"]][:2] == ["section_why_we_are_here", "daily_life"]
    assert row["sections"][1] | {"shared": False} == {
        "key": "daily_life",
        "title": "Ruby’s daily life",
        "shared": False,
        "text": "Up first",
        "score": None,
    }
    assert row["template_version"] == "Child and family assessment, version 1"
