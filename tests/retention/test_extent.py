"""Every table is thought of: what a child's records point at is shared, or the council's."""

from django.apps import apps
from django.db.models import ForeignKey

from casework.access.models import Authority, Team, Worker
from casework.children.models import Person
from casework.duplicates.tables import is_history
from casework.retention.deletion.extent import NOT_OF_A_FILE, SHARED, names_a_file


def pointed_at_by_files() -> set[str]:
    """What rows that name a child or a person point at, and that name none themselves."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        if is_history(model) or not names_a_file(model):
            continue
        for own in model._meta.local_fields:
            if isinstance(own, ForeignKey):
                found.add(own.related_model)
    council = {Authority, Team, Worker, Person}
    return {one._meta.label for one in found - council if not names_a_file(one)}


def test_whatever_a_childs_record_points_at_is_shared_or_the_councils():
    """A new one has to be answered in ``casework/retention/deletion/extent.py``."""
    assert pointed_at_by_files() - SHARED - NOT_OF_A_FILE == set()


def test_nothing_is_called_shared_that_is_not_there():
    assert all(apps.get_model(label) for label in SHARED | NOT_OF_A_FILE)
