"""Every form with more than a line of text keeps what is typed: each address is walked, so that a
new form is tested the day it is added."""

import re
from itertools import product

import pytest
from django.apps import apps
from django.urls import reverse

from casework.children.models import ChildRecord, Draft
from casework.children.saving.form_tokens import TOKEN
from tests.browser.test_every_page import file  # noqa: F401 (a child with something of everything)
from tests.children.typing import fill, forms_of, opened, save, standing, token_of
from tests.factories import AuditFactory, FileGrantFactory, WorkerFactory
from tests.test_strangers import child_pages, patterns

pytestmark = pytest.mark.django_db

ROLES = ["social_worker", "team_manager", "conference_chair", "missing_coordinator", "auditor"]
OF_NO_CHILD = {"child-add": "social_worker"}


@pytest.fixture
def workers(file):  # noqa: F811
    """The child's own worker, and one of each other role who may write."""
    others = [WorkerFactory(team=file.team, role=role) for role in ROLES[1:]]
    auditor = others[-1]
    FileGrantFactory(child=file, worker=auditor)
    AuditFactory(child=file, auditor=auditor)
    return [file.allocations.get().worker, *others]


def addresses(name, child):
    """The page of each record that a page of this name could be about."""
    takes = next(p.pattern.converters for p in patterns() if p.name == name)
    numbers, key = [key for key in takes if key not in ("child", "key")], {"key": "first"}
    for chosen in product(records_of(child), repeat=len(numbers)):
        found = dict(zip(numbers, chosen, strict=True)) | {"child": child.pk} | key
        yield reverse(name, kwargs={part: found[part] for part in takes})


def records_of(child):
    models = [model for model in apps.get_models() if issubclass(model, ChildRecord)]
    found = [model.objects.of_child(child).values_list("pk", flat=True) for model in models]
    return sorted({number for numbers in found for number in numbers})


def forms_at(client, workers, paths):
    """Each form at the first of these addresses that has any, and its worker signed in."""
    for worker, path in product(workers, paths):
        client.force_login(worker)
        response = client.get(path)
        if response.status_code == 200 and (found := forms_of(response)):
            return path, found
    return None, []


def comes_back(client, path, form):
    """Whether everything that can be answered in a form is there when it is opened again."""
    assert TOKEN in form.fields, f"{path}: put components/save_line.html in this form"
    typed = fill(form)
    assert save(client, token_of(form), typed).json()["says"] == "saved"
    again = client.get(path)
    assert "govuk-error-summary" not in again.content.decode()
    assert standing(next(f for f in forms_of(again) if TOKEN in f.fields)) == typed


@pytest.mark.long
@pytest.mark.parametrize("name", child_pages())
def test_every_form_of_a_file_comes_back_as_it_was_typed(client, file, workers, name):  # noqa: F811
    path, found = forms_at(client, workers, addresses(name, file))
    for form in found:
        comes_back(client, path, form)


@pytest.mark.parametrize(("name", "role"), OF_NO_CHILD.items())
def test_forms_about_no_child_yet_come_back_too(client, team, name, role):
    client.force_login(WorkerFactory(team=team, role=role))
    comes_back(client, reverse(name), opened(client, reverse(name)))
    assert Draft.objects.get().child is None


@pytest.mark.long
def test_no_other_page_has_a_form_with_more_than_a_line(client, file, workers):  # noqa: F811
    plain = {p.name: p for p in patterns() if p.name and not p.pattern.regex.groups}
    for name in sorted(set(plain) - set(OF_NO_CHILD)):
        if re.search("account|mfa|logout|api|schema|-list$|-detail$", name):
            continue
        _, found = forms_at(client, workers, [reverse(name)])
        assert all(TOKEN in form.fields for form in found), name
