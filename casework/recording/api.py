from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.recording.models import ChildNote, ChildVisit


class ChildVisitSerializer(serializers.ModelSerializer):
    """A visit as it was for one child; brothers and sisters seen with them share ``visit``."""

    child = ChildField()
    held_at = serializers.DateTimeField(source="visit.held_at", read_only=True)
    place = serializers.CharField(source="visit.place", read_only=True)
    planned = serializers.BooleanField(source="visit.planned", read_only=True)
    what_happened = serializers.CharField(source="visit.what_happened", read_only=True)
    worker_role = serializers.CharField(source="visit.worker_role", read_only=True)
    worker = serializers.CharField(source="visit.worker.username", read_only=True)

    class Meta:
        model = ChildVisit
        fields = [
            "id",
            "child",
            "visit",
            "held_at",
            "place",
            "planned",
            "purpose",
            "worker",
            "worker_role",
            "seen",
            "seen_alone",
            "bedroom_seen",
            "not_seen_because",
            "own_words",
            "what_is_different",
            "changed_because",
            "what_happened",
            "recorded_at",
        ]


class ChildVisitViewSet(ReadOnlyViewSet):
    serializer_class = ChildVisitSerializer
    way_to_file = "child"
    related = ("child__person", "visit__worker")
    filterset_fields = ["purpose", "seen"]


class ChildNoteSerializer(serializers.ModelSerializer):
    """A note on one child's file; brothers and sisters it is about share ``note``."""

    child = ChildField()
    kind = serializers.CharField(source="note.kind", read_only=True)
    happened_at = serializers.DateTimeField(source="note.happened_at", read_only=True)
    title = serializers.CharField(source="note.title", read_only=True)
    text = serializers.CharField(source="note.text", read_only=True)
    significant = serializers.BooleanField(source="note.significant", read_only=True)

    class Meta:
        model = ChildNote
        fields = [
            "id",
            "child",
            "note",
            "kind",
            "happened_at",
            "title",
            "text",
            "significant",
            "means",
            "own_words",
            "changed_because",
            "recorded_at",
        ]


class ChildNoteViewSet(ReadOnlyViewSet):
    serializer_class = ChildNoteSerializer
    way_to_file = "child"
    related = ("child__person", "note")
