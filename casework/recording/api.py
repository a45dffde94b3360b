from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.recording.models import ChildVisit


class ChildVisitSerializer(serializers.ModelSerializer):
    """A visit as it was for one child; brothers and sisters seen with them share ``visit``."""

    child = ChildField()
    held_at = serializers.DateTimeField(source="visit.held_at", read_only=True)
    place = serializers.CharField(source="visit.place", read_only=True)
    planned = serializers.BooleanField(source="visit.planned", read_only=True)
    what_happened = serializers.CharField(source="visit.what_happened", read_only=True)
    worker = serializers.CharField(source="visit.worker.username", read_only=True)

    class Meta:
        model = ChildVisit
        fields = [
            "id", "child", "visit", "held_at", "place", "planned", "purpose", "worker", "seen",
            "seen_alone", "bedroom_seen", "not_seen_because", "own_words", "what_is_different",
            "changed_because", "what_happened", "recorded_at",
        ]  # fmt: skip


class ChildVisitViewSet(ReadOnlyViewSet):
    serializer_class = ChildVisitSerializer
    related = ("child__person", "visit__worker")
    filterset_fields = ["purpose", "seen"]
