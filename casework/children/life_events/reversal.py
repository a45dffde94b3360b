"""Undoing what a record ended when it was saved, where the record itself was a mistake."""

from django.apps import apps

from casework.children.merged_files import files_of
from casework.children.models import MayBeWithdrawn, even_withdrawn


def undo_what_the_same_save_did(record) -> None:
    """Each record of that file that was changed in the same save as this one says again what it
    said before, where nobody has changed it since.

    The history tells what the save did: everything saved at once shares one context of it.
    """
    contexts = _contexts_of(record)
    if not contexts:
        return
    for model in apps.get_models():
        if issubclass(model, MayBeWithdrawn) and hasattr(model, "pgh_event_models"):
            _undo_in(model, contexts, record)


def _contexts_of(record) -> list:
    events = record.pgh_event_models["insert"].objects.filter(pgh_obj=record.pk)
    return list(events.exclude(pgh_context=None).values_list("pgh_context", flat=True))


def _undo_in(model, contexts, record) -> None:
    events = model.pgh_event_models["update"].objects
    changed = events.filter(pgh_label="update", pgh_context__in=contexts).order_by("-pgh_id")
    if any(field.name == "child" for field in model._meta.fields):
        changed = changed.filter(child__in=files_of(record.child))
    for after in changed:
        if model is not type(record) or after.pgh_obj_id != record.pk:
            _undo_one(model, events, after)


def _undo_one(model, events, after) -> None:
    before = events.filter(pgh_obj=after.pgh_obj_id, pgh_id__lt=after.pgh_id).order_by("-pgh_id")
    was = before.first()
    now = even_withdrawn(model).filter(pk=after.pgh_obj_id).first()
    if was is None or now is None:
        return
    names = [
        field.attname
        for field in after._meta.concrete_fields
        if not field.name.startswith("pgh_") and not field.primary_key and field.attname != "id"
    ]
    back = {
        name: getattr(was, name)
        for name in names
        if getattr(was, name) != getattr(after, name)
        and getattr(now, name, None) == getattr(after, name)
    }
    if back:
        even_withdrawn(model).filter(pk=now.pk).update(**back)
