from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.dashboards.handover.operations import TITLE
from casework.recording.models import ChildNote, Note


class HandoverSerializer(serializers.ModelSerializer):
    child = ChildField()
    handed_over_at = serializers.DateTimeField(source="note.happened_at", read_only=True)
    title = serializers.CharField(source="note.title", read_only=True)
    summary = serializers.CharField(source="note.text", read_only=True)
    by = serializers.CharField(source="recorded_by.username", default=None, read_only=True)

    class Meta:
        model = ChildNote
        fields = ["id", "child", "handed_over_at", "title", "summary", "by"]


class HandoverViewSet(ReadOnlyViewSet):
    """What a worker who left handed over of each child, and the summary kept on the file."""

    serializer_class = HandoverSerializer
    related = ("child__person", "note", "recorded_by")

    def get_queryset(self):
        kept = {"note__kind": Note.Kind.MANAGEMENT, "note__title__startswith": TITLE.format("")}
        return super().get_queryset().filter(**kept)
