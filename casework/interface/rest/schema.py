"""The description of the API (OpenAPI), made from the same declarations that answer.

What it says of null is read off the columns that a field leads to: a client generated from it must
read every answer. An example stands with each kind, and with each the problems it may answer.
"""

from typing import get_args, get_type_hints

from django.core.exceptions import FieldDoesNotExist
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample
from rest_framework import serializers
from rest_framework.fields import empty

from casework.interface.rest.examples import Examples
from casework.interface.rest.problems import MEDIA_TYPE, ProblemSerializer

WRONG = {
    "400": "A parameter cannot be read, or is not known here",
    "401": "Nobody is signed in, or the credential is not good",
    "403": "Not for this role, or outside the scope of the credential",
    "404": "Nothing here that you may know of",
    "429": "Asked too often",
}
DAYS = (serializers.DateField, serializers.DateTimeField)


class TruthfulSchema(AutoSchema):
    def get_override_parameters(self):
        if getattr(self.view, "action", "list") != "list":
            return []
        return [*getattr(self.view, "asks", ())]

    def _map_serializer_field(self, field, direction, bypass_extensions=False):
        if direction == "response" and may_be_null(field):
            field.allow_null = True
        return super()._map_serializer_field(field, direction, bypass_extensions)

    def _get_response_bodies(self, direction="response"):
        problem = self.resolve_serializer(ProblemSerializer, "response").ref
        content = {MEDIA_TYPE: {"schema": problem}}
        wrong = {code: {"description": words, "content": content} for code, words in WRONG.items()}
        return {**super()._get_response_bodies(direction), **wrong}

    def _get_examples(self, serializer, direction, media_type, status_code=None, extras=None):
        row = getattr(serializer, "child", serializer)
        if direction == "response" and isinstance(row, serializers.BaseSerializer) and not extras:
            shown = Examples(self.registry).of(self.resolve_serializer(row, direction).ref)
            extras = [OpenApiExample("An example", value=shown, media_type=media_type)]
        return super()._get_examples(serializer, direction, media_type, status_code, extras)


def without_marks(result, generator, request, public):
    """What the describing notes for itself is left out."""
    remove(result, "x-spec-enum-id")
    return result


def remove(part, key: str) -> None:
    if isinstance(part, dict):
        part.pop(key, None)
        for inner in part.values():
            remove(inner, key)
    elif isinstance(part, list):
        for inner in part:
            remove(inner, key)


def may_be_null(field) -> bool:
    """Whether an answer may say null here: by the field, or by a column on the way it reads."""
    if not isinstance(field, serializers.Field) or isinstance(field, serializers.ListSerializer):
        return False
    if field.allow_null or field.default is None:
        return True
    model = getattr(getattr(field.parent, "Meta", None), "model", None)
    method = isinstance(field, serializers.SerializerMethodField)
    if model is None or method or field.source in (None, "*"):
        return False
    return leads_to_nothing(model, field.source.split("."), field)


def leads_to_nothing(model, parts: list[str], field) -> bool:
    """A default stands for what lacks on the way, not for an empty column at its end."""
    lacking = field.default is empty
    for count, part in enumerate(parts, start=1):
        try:
            kind = model._meta.get_field(part)
        except FieldDoesNotExist:
            return said_to_be_null(model, part, field)
        if kind.is_relation and (kind.one_to_many or kind.many_to_many):
            return False
        null = kind.null if kind.concrete else True
        if null and (lacking or count == len(parts)):
            return True
        model = kind.related_model
    return False


def said_to_be_null(model, name: str, field) -> bool:
    """Of what is worked out: as its hint says; a day that nothing says of may be empty."""
    worked_out = getattr(model, name, None)
    work = getattr(worked_out, "fget", None) or getattr(worked_out, "func", None) or worked_out
    hint = get_type_hints(work).get("return") if callable(work) else None
    return isinstance(field, DAYS) if hint is None else type(None) in get_args(hint)
