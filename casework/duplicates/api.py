from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.duplicates.models import Merge


class MergeSerializer(serializers.ModelSerializer):
    """Two files of one child: proposed, merged, refused or undone. ``child`` is the file kept."""

    child = ChildField()
    absorbed = serializers.CharField(source="absorbed.number", read_only=True)

    class Meta:
        model = Merge
        fields = [
            "id",
            "child",
            "absorbed",
            "because",
            "recorded_at",
            "decided_at",
            "not_agreed_because",
            "done_at",
            "undone_at",
            "undone_because",
        ]


class MergeViewSet(ReadOnlyViewSet):
    """Those of children whose files this worker may open, both of them until they are merged."""

    serializer_class = MergeSerializer
    related = ("child", "absorbed")
