"""How every list of the API can be narrowed: by child, by team, by each day it tells, and to what
changed since. One mechanism for all of them: a list says only the way from its records to a file.
"""

from datetime import date, datetime, time, timedelta
from functools import cache, reduce
from operator import or_
from typing import Any

import django_filters as filters
from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_field
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend

from casework.access.models import Team
from casework.children.bulk import changes
from casework.children.bulk.horizon import Since
from casework.children.file_numbers import number_of
from casework.children.models import Child
from casework.interface.plain_text import whole_number
from casework.interface.rows_as_json import paths_read

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
NO_DAY = "Give a day from 1900 to 2200, such as 2026-11-03"
NO_INSTANT = "Give an instant such as 2026-11-03T15:30:00Z, or a day such as 2026-11-03"
NO_NUMBER = "Give casework numbers such as C00042, with commas between several"
MOST = 500


class NumbersField(forms.CharField):
    """Casework numbers, with commas between."""

    def clean(self, value):
        written = [part.strip() for part in super().clean(value).split(",") if part.strip()]
        numbers = [number_of(part) for part in written]
        if 0 in numbers or len(numbers) > MOST:
            raise forms.ValidationError(NO_NUMBER)
        return numbers


class DayField(forms.DateField):
    input_formats = ["%Y-%m-%d"]

    def clean(self, value):
        day = super().clean(value)
        if day and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(NO_DAY)
        return day


class TeamField(forms.CharField):
    """A team's name as answers give it, or its number; which ones of them are looked up later."""


def of_files(rows, way: str, files):
    """Of these files; each record once, however many of them it is about."""
    if way == "pk" or not is_many(rows.model, way):
        return rows.filter(**{f"{way}__in": files.values("pk")})
    about = rows.model._default_manager.filter(**{f"{way}__in": files.values("pk")})
    return rows.filter(pk__in=about.order_by().values("pk"))


def is_many(model, way: str) -> bool:
    for part in way.split("__"):
        kind = model._meta.get_field(part)
        if kind.many_to_many or kind.one_to_many:
            return True
        model = kind.related_model
    return False


@extend_schema_field(OpenApiTypes.STR)
class OfChild(filters.Filter):
    """The old number of a merged file leads to the file that was kept."""

    field_class = NumbersField

    def filter(self, rows, numbers):
        if not numbers:
            return rows
        files = Child.objects.visible_to(self.parent.request.user).numbered(*numbers)
        return of_files(rows, self.field_name, files)


@extend_schema_field(OpenApiTypes.STR)
class OfTeam(filters.Filter):
    """The team that holds the child today."""

    field_class = TeamField

    def filter(self, rows, given):
        if not given:
            return rows
        worker = self.parent.request.user
        files = Child.objects.visible_to(worker).filter(team=self.team(worker, given))
        return of_files(rows, self.field_name, files)

    @staticmethod
    def team(worker, given: str) -> Team:
        teams = Team.objects.filter(authority=worker.authority_id)
        key = whole_number(given)
        team = teams.filter(models.Q(name__iexact=given) | models.Q(pk=key or 0)).first()
        if team is None:
            known = ", ".join(teams.values_list("name", flat=True))
            raise ValidationError({"team": f"No team is called that. Known: {known}"})
        return team


class Day(filters.DateFilter):
    """The whole of a day, in London, where the column holds an instant."""

    field_class = DayField
    lookup, days_more = "gte", 0

    def __init__(self, *args, instant: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.instant = instant

    def filter(self, rows, day):
        if not day:
            return rows
        bound = day + timedelta(days=self.days_more)
        if self.instant:
            return rows.filter(**{f"{self.field_name}__{self.lookup}": midnight(bound)})
        return rows.filter(**{f"{self.field_name}__{self.lookup}": bound})


class FromDay(Day):
    pass


class UntilDay(Day):
    lookup, days_more = "lt", 1


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class Narrowed(DjangoFilterBackend):
    def get_filterset_class(self, view, queryset=None):
        return narrowing_of(type(view))


@cache
def narrowing_of(view) -> type[FilterSet]:
    model = view.serializer_class.Meta.model
    declared: dict = {}
    if way := view.way_to_child():
        of_child = "Of these children: casework numbers, with commas between"
        declared["child"] = OfChild(field_name=way, label=of_child)
        of_team = "Of the children a team holds today: its name"
        declared["team"] = OfTeam(field_name=way, label=of_team)
    declared |= day_filters(view.serializer_class(), model)
    meta = type("Meta", (), {"model": model, "fields": list(view.filterset_fields)})
    return type(f"{view.__name__}Narrowing", (FilterSet,), {**declared, "Meta": meta})


def day_filters(serializer, model) -> dict[str, Day]:
    """Two for each day or instant that a row tells of a column: from, and until."""
    pairs = {}
    for name, field in serializer.fields.items():
        column = column_of(model, field.source)
        if not isinstance(column, models.DateField):
            continue
        facts = {
            "field_name": field.source.replace(".", "__"),
            "instant": isinstance(column, models.DateTimeField),
        }
        words = name.replace("_", " ")
        pairs[f"{name}_from"] = FromDay(label=f"{words}: that day or later", **facts)
        pairs[f"{name}_until"] = UntilDay(label=f"{words}: that day or before", **facts)
    return pairs


def column_of(model, source: str):
    kind = None
    for part in source.split("."):
        try:
            kind = model._meta.get_field(part) if model else None
        except FieldDoesNotExist:
            return None
        if kind is None or kind.many_to_many or kind.one_to_many:
            return None
        model = kind.related_model
    return kind


# What changed since


class ChangedSince(BaseFilterBackend):
    """``updated_since`` of an ordinary list: what was saved at that instant or later, whatever part
    of the record it was. In bulk it means the pull before: see docs/api.md."""

    def filter_queryset(self, request, rows, view):
        given = request.query_params.get("updated_since", "")
        if not given or view.in_bulk or not tells_changes(type(view)):
            return rows
        since = read_instant(given)
        if view.changed_by:
            columns = [models.Q(**{f"{name}__gte": since}) for name in view.changed_by]
            return rows.filter(reduce(or_, columns))
        touched = changes.touched(rows.model, paths_of(type(view)), Since(since))
        return rows.filter(pk__in=touched)

    def get_schema_operation_parameters(self, view):
        if not tells_changes(type(view)):
            return []
        words = "Saved at that instant or later, any part of the record"
        instant = {"type": "string", "format": "date-time"}
        facts = {"name": "updated_since", "in": "query", "required": False}
        return [{**facts, "description": words, "schema": instant}]


def read_instant(given: str) -> datetime:
    """Where no zone is given, London's."""
    try:
        whole = given if len(given) > len("2026-11-03") else f"{given}T00:00"
        instant = parse_datetime(whole.replace(" ", "+"))
        if instant and EARLIEST <= instant.date() <= LATEST:
            return instant if timezone.is_aware(instant) else timezone.make_aware(instant)
    except ValueError:
        pass
    raise ValidationError({"updated_since": NO_INSTANT})


@cache
def paths_of(view) -> frozenset[str]:
    return frozenset(paths_read(view.serializer_class(), view.serializer_class.Meta.model))


@cache
def tells_changes(view) -> bool:
    """Whether a history is kept of all that a row of this list says."""
    told = not changes.not_told(view.serializer_class.Meta.model, paths_of(view))
    return told or bool(view.changed_by)


def known_to(view) -> list[str]:
    """What this list can be narrowed by, in the order of the schema."""
    kind: Any = type(view)
    names = [*narrowing_of(kind).base_filters]
    return [*names, "updated_since"] if tells_changes(kind) else names


def parameters_of(view) -> list[OpenApiParameter]:
    """The same of a pull in bulk, whose ``updated_since`` is its own."""
    return [
        OpenApiParameter(
            name, date if isinstance(field, Day) else str, description=str(field.label)
        )
        for name, field in narrowing_of(view).base_filters.items()
    ]
