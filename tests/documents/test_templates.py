"""Templates: written by an administrator, versioned, and able to do nothing but fill in fields."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from casework.documents.letters.default_templates import ship
from casework.documents.letters.facts import demonstration_of
from casework.documents.letters.registry import shipped as letters_shipped
from casework.documents.letters.template_language import check, merged
from casework.documents.models import LetterTemplate
from tests.factories import TeamFactory, WorkerFactory

FIELDS = demonstration_of("child")


SHIPPED = [
    "assessment-outcome",
    "childs-own-letter",
    "chronology",
    "conference-invitation",
    "family-copy",
    "letter-before-proceedings",
    "letter-before-proceedings-easy",
    "letter-of-issue",
    "letter-to-parents",
    "minutes",
    "referral-decision",
]


def test_these_templates_come_with_casework():
    assert sorted(template.code for template in letters_shipped) == SHIPPED


@pytest.mark.parametrize("code", SHIPPED)
def test_each_template_that_comes_with_casework_fills_in(code):
    template = letters_shipped[code]
    fields = demonstration_of(template.source)
    check(template.body, fields)
    said = merged(template.body, fields)
    assert "{" not in said
    assert "None" not in said
    assert fields["child"]["first_name"] in said


@pytest.mark.parametrize(
    "body",
    [
        "{% load static %}",
        "{% include 'base.html' %}",
        "{% extends 'base.html' %}",
        "{% debug %}",
        "{% csrf_token %}",
        "{% url 'people' %}",
        "{% now 'Y' %}",
        "{{ child.first_name|safe }}",
        "{{ child.first_name|add:'x' }}",
        "{% if child",
        "{% for a in family.parents %}x",
        "{{ child._state }}",
        "{{ child.__class__ }}",
        "{{ child.first_name.upper }}",
        "{{ child.items }}",
        "{{ child.frist_name }}",
        "{{ settings.SECRET_KEY }}",
        "{{ request.user }}",
        "{% if settings.DEBUG %}x{% endif %}",
        "{% for a in child.name %}x{% endfor %}",
        "{% for a in secrets %}x{% endfor %}",
        "{% for a in family.parents %}{% for b in family.parents %}{% for c in family.parents %}x"
        "{% endfor %}{% endfor %}{% endfor %}",
    ],
)
def test_a_template_that_asks_for_more_is_refused(body):
    with pytest.raises(ValidationError):
        check(body, FIELDS)


def test_data_is_never_called_nor_looked_into_even_where_a_check_was_passed_over():
    called = []
    facts = {"child": {"first_name": "Ruby", "name": lambda: called.append(1)}}
    assert merged("{{ child.first_name.upper }}{{ child.items }}", facts) == ""
    merged("{{ child.name }}", facts)
    assert merged("{{ child.first_name }}", facts) == "Ruby"


def test_a_wrong_field_is_named_with_what_was_meant():
    with pytest.raises(ValidationError, match="Did you mean child.first_name"):
        check("{{ child.frist_name }}", FIELDS)


def test_what_is_filled_in_is_never_read_as_a_template():
    facts = {"child": {"first_name": "{{ settings }}{% debug %}"}}
    assert merged("{{ child.first_name }}", facts) == "{{ settings }}{% debug %}"


# Pages


@pytest.fixture
def admin(client, team):
    worker = WorkerFactory(team=team, role="administrator", username="administrator")
    client.force_login(worker)
    return client


URL = "childs-own-letter"


def typed(**more):
    return {
        "title": "Letter to a child",
        "kind": "letter",
        "offered": "on",
        "seen": "1",
        "body": "Hello {{ child.first_name }}, from us.",
        **more,
    }


@pytest.mark.django_db
def test_a_change_is_a_new_version_of_this_council_alone(admin, team):
    admin.post(reverse("letter-template", args=[URL]), typed())
    versions = LetterTemplate.objects.filter(code=URL).order_by("version")
    assert [(one.version, one.authority_id) for one in versions] == [
        (1, None),
        (2, team.authority_id),
    ]
    other = TeamFactory(authority__name="Elsewhere Council").authority
    assert LetterTemplate.objects.in_use(other).get(code=URL).version == 1
    assert LetterTemplate.objects.in_use(team.authority).get(code=URL).version == 2


@pytest.mark.django_db
def test_looking_saves_nothing_and_shows_the_demonstration_child(admin):
    page = admin.post(reverse("letter-template", args=[URL]), typed(look="yes")).content.decode()
    assert "Hello Maya, from us." in page
    assert LetterTemplate.objects.filter(code=URL).count() == 1


@pytest.mark.django_db
def test_a_fault_is_said_and_what_was_typed_stays(admin):
    page = admin.post(
        reverse("letter-template", args=[URL]), typed(body="Dear {{ child.nmae }} and all")
    ).content.decode()
    assert "There is no field called child.nmae" in page
    assert "Dear {{ child.nmae }} and all" in page


@pytest.mark.django_db
def test_the_second_to_save_is_told_and_overwrites_nothing(admin):
    admin.post(reverse("letter-template", args=[URL]), typed())
    page = admin.post(reverse("letter-template", args=[URL]), typed(body="Mine")).content.decode()
    assert "Someone saved version 2 of this while you wrote" in page
    assert LetterTemplate.objects.filter(code=URL).count() == 2


@pytest.mark.django_db
def test_only_who_looks_after_settings_writes_templates(client, worker, manager):
    for someone in (worker, manager):
        client.force_login(someone)
        for url in (
            reverse("letter-templates"),
            reverse("letter-template", args=[URL]),
            reverse("letter-template-add"),
        ):
            assert client.get(url).status_code == 403
            assert client.post(url, typed()).status_code == 403


@pytest.mark.django_db
def test_a_new_template_is_offered_once_its_words_are_written(admin, team):
    admin.post(
        reverse("letter-template-add"), {"title": "Thanks", "kind": "letter", "source": "child"}
    )
    made = LetterTemplate.objects.get(title="Thanks")
    assert (made.offered, made.authority) == (False, team.authority)
    admin.post(reverse("letter-template", args=[made.code]), typed(title="Thanks"))
    assert LetterTemplate.objects.in_use(team.authority).get(code=made.code).offered


@pytest.mark.django_db
def test_what_comes_with_casework_is_put_in_once(django_assert_max_num_queries):
    shipped = LetterTemplate.objects.filter(authority=None)
    assert set(shipped.values_list("code", flat=True)) == {
        template.code for template in letters_shipped
    }
    with django_assert_max_num_queries(3):
        assert ship() == 0
