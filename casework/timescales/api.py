from datetime import date
from typing import ClassVar

from django.db.models import Case, TextField, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.db.models.lookups import GreaterThanOrEqual
from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.interface.rows_as_json import LookUp, Place
from casework.timescales.models import Deadline
from casework.timescales.registry import registry
from casework.timescales.words import ENDED_BY, because


def title_in_sql(place: Place) -> LookUp:
    return LookUp(place("code"), {rule.code: rule.title for rule in registry})


def source_in_sql(place: Place) -> Case:
    """As ``Deadline.source`` says it: by the editions in force the day the clock began."""
    began = TruncDate(place("opened_at"))
    documents = {rule.editions for rule in registry if rule.editions}
    days = sorted({edition.effective_from for each in documents for edition in each.editions})
    since = [When(GreaterThanOrEqual(began, day), then=_sources(place, day)) for day in days[::-1]]
    return Case(*since, default=_sources(place, date.min), output_field=TextField())


def _sources(place: Place, day: date) -> LookUp:
    return LookUp(place("code"), {rule.code: rule.source_on(day) for rule in registry})


def ended_because_in_sql(place: Place) -> Case:
    why = {rule.code: rule.lapses_because for rule in registry}
    by, rule = LookUp(place("ended_by"), ENDED_BY), LookUp(place("code"), why)
    words = Coalesce(by, rule, output_field=TextField())
    lapsed = When(place.when(lapsed_at__isnull=False), then=words)
    return Case(lapsed, default=Value(""), output_field=TextField())


def late_because_in_sql(place: Place) -> Coalesce:
    return Coalesce(place("late_because"), Value(""), output_field=TextField())


class DeadlineSerializer(serializers.ModelSerializer):
    child = ChildField()
    title = serializers.CharField(read_only=True)
    state = serializers.CharField(read_only=True)
    ended_because = serializers.SerializerMethodField()
    source = serializers.CharField(  # type: ignore[assignment]
        read_only=True, help_text="Where the rule comes from, as it stood when this began"
    )
    late_because = serializers.SerializerMethodField(
        help_text="What a worker wrote of why it is late"
    )
    worker = serializers.CharField(source="worker.username", default=None, read_only=True)
    in_sql: ClassVar = {
        "title": title_in_sql,
        "source": source_in_sql,
        "ended_because": ended_because_in_sql,
        "late_because": late_because_in_sql,
    }
    team = serializers.CharField(source="team.name", default=None, read_only=True)

    class Meta:
        model = Deadline
        fields = [
            "id",
            "child",
            "code",
            "title",
            "source",
            "state",
            "opened_at",
            "due_at",
            "own_due_at",
            "amber_from",
            "time_known",
            "met_at",
            "lapsed_at",
            "ended_because",
            "late_because",
            "team",
            "worker",
        ]

    def get_late_because(self, deadline) -> str:
        return deadline.late_because or ""

    def get_ended_because(self, deadline) -> str:
        return because(deadline) if deadline.lapsed_at else ""


class DeadlineViewSet(ReadOnlyViewSet):
    """Every duty with a clock. ``?code=assessment.complete`` keeps one kind."""

    serializer_class = DeadlineSerializer
    way_to_file = "child"
    related = ("child__person", "worker", "team")
    filterset_fields = ["code"]

    def get_queryset(self):
        return super().get_queryset().with_state().with_reason()
