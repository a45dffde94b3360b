"""Nothing is left out of the stranger's walk: every record there is stands on the file."""

import pytest

from casework.children.models import Child, ChildRecord
from tests.factories import TeamFactory, WorkerFactory
from tests.strangers.world import File, about_a_child, our_models, to_be_made

pytestmark = pytest.mark.django_db


def test_every_record_can_be_made_for_one_child():
    team = TeamFactory()
    file = File(
        number=900001, word="Zzhidden", team=team, restricted=True, worker=WorkerFactory(team=team)
    ).fill()
    for model in to_be_made():
        assert model._default_manager.filter(pk=file.kept[model].pk).exists(), model._meta.label


def test_every_record_of_a_child_is_known_for_one():
    for model in our_models():
        names = {one.name for one in model._meta.fields if one.related_model is Child}
        if issubclass(model, ChildRecord) or names:
            assert about_a_child(model), model._meta.label
            assert model in to_be_made(), model._meta.label
