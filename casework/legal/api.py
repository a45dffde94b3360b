from typing import ClassVar

from django.db.models import BooleanField, Case, Q, TextField, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.interface.rows_as_json import LookUp, Place
from casework.legal.models import CODES, LegalStatus


def code_in_sql(place: Place) -> Coalesce:
    return Coalesce(LookUp(place("kind"), CODES), Value(""), output_field=TextField())


def in_force_in_sql(place: Place) -> Case:
    """As ``LegalStatus.in_force`` says it."""
    today = timezone.localdate()
    still: Q = place.when(ended_on__isnull=True) | place.when(ended_on__gt=today)
    holds = When(place.when(started_on__lte=today) & still, then=Value(True))
    return Case(holds, default=Value(False), output_field=BooleanField())


class LegalStatusSerializer(serializers.ModelSerializer):
    """``code`` is the legal status as the return on looked-after children spells it, where it has
    one."""

    child = ChildField()
    code = serializers.CharField(read_only=True)
    in_force = serializers.BooleanField(read_only=True)
    in_sql: ClassVar = {"code": code_in_sql, "in_force": in_force_in_sql}

    class Meta:
        model = LegalStatus
        fields = [
            "id",
            "child",
            "kind",
            "code",
            "started_on",
            "started_time",
            "court",
            "case_number",
            "until",
            "extended_on",
            "extended_until",
            "note",
            "ended_on",
            "ended_because",
            "in_force",
            "recorded_at",
        ]


class LegalStatusViewSet(ReadOnlyViewSet):
    """Orders, agreements and stages of the law."""

    serializer_class = LegalStatusSerializer
    way_to_file = "child"
    related = ("child__person",)
