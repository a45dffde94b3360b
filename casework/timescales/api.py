from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.timescales.models import Deadline
from casework.timescales.words import because


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
    related = ("child__person", "worker", "team")
    filterset_fields = ["code"]

    def get_queryset(self):
        return super().get_queryset().with_state().with_reason()
