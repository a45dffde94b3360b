"""The old number of a merged file, in every form that asks for a file's number, names the file that
was kept; and no form reads a number its own way."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from audits.forms import GiveOutForm
from audits.inspections.forms import SampleForm
from audits.models import Audit, Programme
from audits.programmes.forms import ProgrammeForm
from casework.children.file_numbers import file_numbered, files_numbered, number_of
from casework.children.forms import RelationshipForm
from casework.children.models import Child, Relationship
from casework.children.relatives.forms import SiblingsForm
from casework.corrections.forms import MoveForm
from casework.corrections.models import Withdrawal
from tests import factories as make
from tests.duplicates.files import merged

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(team):
    return make.WorkerFactory(team=team, role="service_manager", username="chief")


@pytest.fixture
def old(child, worker, chief):
    """The number of a file that was merged into the child's."""
    second = make.ChildFactory(team=child.team, person__given_name="Rubie")
    merged(child, second, proposer=worker, manager=chief)
    return second.number


@pytest.fixture
def sister(child):
    return make.ChildFactory(team=child.team, person__given_name="Ella")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("C00042", 42), (" c42 ", 42), ("42", 42), ("Ruby", 0), ("", 0), ("CC1", 0)],
)
def test_a_number_is_read_as_people_type_it(typed, number):
    assert number_of(typed) == number


def test_an_old_number_and_the_new_one_are_one_file_of_a_list(child, old, chief, sister):
    among = Child.objects.visible_to(chief)
    typed = files_numbered(f"{old}, {child.number};{sister.number}\nC99999 Ella", among)
    assert typed.files == [child, sister]
    assert typed.wrong == "No child you can see has the number C99999 and Ella"
    assert file_numbered(old, among) == child


def test_a_file_one_may_not_know_of_is_not_named_by_its_old_number(old, stranger):
    assert file_numbered(old, Child.objects.visible_to(stranger)) is None


def test_a_file_is_given_to_audit_by_its_old_number(child, old, chief):
    auditor = make.WorkerFactory(team=child.team, role="auditor")
    facts = {"sampling": "theme", "number": old, "chosen_because": "x", "auditor": auditor.pk}
    form = GiveOutForm(facts, worker=chief, instance=Audit())
    form.is_valid()
    assert "number" not in form.errors
    assert form.instance.child == child


def test_a_programmes_list_holds_the_file_that_was_kept(child, old, chief):
    form = ProgrammeForm({"sampling": "list", "numbers": old}, worker=chief, instance=Programme())
    form.is_valid()
    assert "numbers" not in form.errors
    assert form.instance.given == [child.pk]


def test_an_inspectors_list_opens_the_file_that_was_kept(child, old, chief):
    form = SampleForm({"how": "listed", "numbers": f"{old} {child.number}"}, by=chief)
    form.is_valid()
    assert "numbers" not in form.errors
    assert form.children == [child.pk]


def test_brothers_sisters_and_relatives_are_named_by_an_old_number(child, old, worker, sister):
    siblings = SiblingsForm({"numbers": old}, child=sister, worker=worker, people=[])
    assert siblings.is_valid(), siblings.errors
    assert siblings.cleaned_data["numbers"] == [child]
    facts = {"kind": "sister", "number": old}
    one = RelationshipForm(facts, child=sister, worker=worker, instance=Relationship())
    one.is_valid()
    assert one.cleaned_data["number"] == child


def test_a_record_is_moved_to_the_file_that_was_kept(child, old, worker, sister):
    facts = {"to": old, "because": "Hers"}
    form = MoveForm(facts, worker=worker, child=sister, instance=Withdrawal())
    form.is_valid()
    assert form.cleaned_data["to"] == child


def test_no_other_module_reads_a_files_number_its_own_way():
    """``lstrip("C")`` and the like stand in one place."""
    own_way = re.compile(r"""strip\(["']C["']\)|removeprefix\(["']C["']\)""")
    modules = [
        path
        for folder in ("casework", "assessments", "missing", "audits")
        for path in (Path(settings.BASE_DIR) / folder).rglob("*.py")
        if own_way.search(path.read_text())
    ]
    assert {path.stem for path in modules} <= {"file_numbers"}, modules
