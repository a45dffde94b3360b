"""The pages on which an administrator looks after templates."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.practice.default_templates import ship_all, version_in_force
from casework.practice.models import Kind, Section, Template, Version
from casework.practice.versions import draft_of
from tests.factories import TeamFactory, WorkerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(team):
    return WorkerFactory(team=team, role="administrator", username="ada")


@pytest.fixture
def template(authority):
    ship_all(authority)
    return Template.objects.of(authority).get(kind="child_and_family")


@pytest.fixture
def authority(team):
    return team.authority


@pytest.fixture
def draft(template):
    return draft_of(template)


def addresses(draft):
    section = draft.sections.first()
    return {
        "templates": reverse("templates"),
        "template": reverse("template", args=[draft.template_id]),
        "template-draft": reverse("template-draft", args=[draft.template_id]),
        "template-version": reverse("template-version", args=[draft.pk]),
        "template-preview": reverse("template-preview", args=[draft.pk]),
        "section-add": reverse("section-add", args=[draft.pk]),
        "section-edit": reverse("section-edit", args=[draft.pk, section.pk]),
        "section-move": reverse("section-move", args=[draft.pk, section.pk]),
        "section-remove": reverse("section-remove", args=[draft.pk, section.pk]),
        "template-publish": reverse("template-publish", args=[draft.pk]),
    }


NEW = {
    "title": "{name}’s school day",
    "question": "How is school for {name}?",
    "prompt": "Ask a teacher",
    "kind": "text",
    "low_words": "",
    "high_words": "",
    "shared": "no",
    "required": "yes",
}


def add(client, draft, **changed):
    facts = {key: value for key, value in (NEW | changed).items() if value != "no"}
    return client.post(reverse("section-add", args=[draft.pk]), facts)


def publish(client, draft, day=None, why="School was missing"):
    day = day or timezone.localdate()
    address = reverse("template-publish", args=[draft.pk])
    return client.post(address, {"in_force_from": day.isoformat(), "what_changed": why})


def test_what_casework_comes_with_answers_the_inspectors_letter(template):
    keys = set(template.versions.get().sections.values_list("key", flat=True))
    assert keys >= {
        "daily_life",
        "own_words",
        "history_and_impact",
        "risk",
        "protection",
        "what_must_change",
        "brothers_and_sisters",
        "identity",
        "section_familys_own_plan",
    }


@pytest.mark.parametrize("kind", ["child_and_family", "update", "prebirth", "court"])
def test_every_kind_of_assessment_has_a_template_of_its_own(template, kind):
    version = version_in_force(template.authority, kind)
    assert version.template.kind == kind
    assert version.shipped
    assert version.sections.filter(required=True).exists()


def test_each_kind_asks_in_words_of_its_own(template):
    questions = {
        kind: version_in_force(template.authority, kind).sections.get(key="own_words").question
        for kind in Kind.values
    }
    assert len(set(questions.values())) == len(Kind.values)


@pytest.mark.parametrize(
    "name",
    [
        "templates",
        "template",
        "template-draft",
        "template-version",
        "template-preview",
        "section-add",
        "section-edit",
        "section-move",
        "section-remove",
        "template-publish",
    ],
)
@pytest.mark.parametrize("role", ["social_worker", "team_manager", "service_manager", "inspector"])
def test_only_an_administrator_opens_these_pages(client, team, draft, name, role):
    client.force_login(WorkerFactory(team=team, role=role))
    address = addresses(draft)[name]
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403
    assert draft.sections.count() == 20


def test_another_authoritys_templates_are_not_found(client, draft):
    other = TeamFactory(authority__name="Elsewhere")
    client.force_login(WorkerFactory(team=other, role="administrator"))
    for name, address in addresses(draft).items():
        if name != "templates":
            answers = {client.get(address).status_code, client.post(address).status_code}
            assert answers <= {404, 405}, name
    assert draft.sections.count() == 20


def test_a_draft_is_a_copy_and_there_is_one_at_a_time(client, admin, template):
    client.force_login(admin)
    address = reverse("template-draft", args=[template.pk])
    first = client.post(address)["Location"]
    assert client.post(address)["Location"] == first
    draft = template.versions.drafts().get()
    assert draft.number == 2
    keys = [
        list(version.sections.values_list("key", flat=True)) for version in template.versions.all()
    ]
    assert keys[0] == keys[1]


def test_a_section_is_added_to_the_draft_with_a_key_of_its_own(client, admin, draft):
    client.force_login(admin)
    assert add(client, draft).status_code == 302
    assert add(client, draft).status_code == 302
    keys = list(draft.sections.values_list("key", flat=True))[-2:]
    assert keys == ["section_s_school_day", "section_s_school_day_2"]


def test_a_scale_says_what_its_two_ends_mean(client, admin, draft):
    client.force_login(admin)
    page = add(client, draft, kind="scale", low_words="we must act")
    assert "Say what 0 means, and what 10 means" in page.content.decode()


def test_only_the_childs_name_may_stand_in_braces(client, admin, draft):
    client.force_login(admin)
    page = add(client, draft, title="{child} at school")
    assert "Only {name} may stand in braces" in page.content.decode()


def test_a_section_is_changed_moved_and_taken_out(client, admin, draft):
    client.force_login(admin)
    first, second = draft.sections.all()[:2]
    changed = {"title": "Why now", "question": "Why now?", "prompt": "", "required": "on"}
    client.post(reverse("section-edit", args=[draft.pk, first.pk]), changed)
    client.post(reverse("section-move", args=[draft.pk, first.pk]), {"down": "1"})
    assert [section.pk for section in draft.sections.all()[:2]] == [second.pk, first.pk]
    first.refresh_from_db()
    assert (first.title, first.required) == ("Why now", True)
    client.post(reverse("section-remove", args=[draft.pk, first.pk]))
    assert not Section.objects.filter(pk=first.pk).exists()


def test_a_published_version_is_never_changed(client, admin, draft):
    client.force_login(admin)
    publish(client, draft)
    before = list(draft.sections.values())
    for name, address in addresses(draft).items():
        if name.startswith("section-") or name == "template-publish":
            assert client.post(address, NEW).status_code == 404
    assert list(draft.sections.values()) == before


def test_publishing_says_what_changed_and_from_which_day(client, admin, draft):
    client.force_login(admin)
    yesterday = timezone.localdate() - timedelta(days=1)
    page = publish(client, draft, day=yesterday, why="").content.decode()
    assert "Give today or a later day" in page
    draft.refresh_from_db()
    assert not draft.published


@pytest.mark.parametrize(("days", "number"), [(0, 2), (1, 1)])
def test_a_version_is_in_force_from_its_day_on(client, admin, draft, days, number):
    client.force_login(admin)
    publish(client, draft, day=timezone.localdate() + timedelta(days=days))
    now = version_in_force(draft.template.authority, "child_and_family")
    assert now.number == number


def test_the_preview_asks_about_a_child_by_name(client, admin, draft):
    client.force_login(admin)
    page = client.get(reverse("template-preview", args=[draft.pk])).content.decode()
    assert "What is an ordinary day and night like for Ruby?" in page
    assert "{name}" not in page


def test_the_list_and_the_history_cost_the_same_whatever_their_length(
    client, admin, template, django_assert_max_num_queries
):
    client.force_login(admin)
    for _ in range(4):
        publish(client, draft_of(template))
    draft_of(template)
    client.get(reverse("templates"))
    for name, args in (("templates", []), ("template", [template.pk])):
        with django_assert_max_num_queries(8 + 3):  # session, worker, the guard's look at the night
            client.get(reverse(name, args=args))


def test_every_change_of_a_template_is_in_its_history(client, admin, draft):
    client.force_login(admin)
    publish(client, draft)
    events = Version.pgh_event_models["update"].objects.filter(pgh_obj=draft.pk)
    assert events.exclude(published_by=None).exists()
