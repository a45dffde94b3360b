from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.transfers.models import Transfer


class TransferSerializer(serializers.ModelSerializer):
    child = ChildField()
    state = serializers.CharField(read_only=True)
    from_team = serializers.CharField(source="team.name", default=None, read_only=True)
    to_team = serializers.CharField(source="to_team.name", read_only=True)

    class Meta:
        model = Transfer
        fields = [
            "id",
            "child",
            "state",
            "from_team",
            "to_team",
            "asked_on",
            "why",
            "summary",
            "added",
            "accepted_at",
            "declined_at",
            "declined_because",
            "called_off_at",
            "recorded_at",
        ]


class TransferViewSet(ReadOnlyViewSet):
    """One team asking another to take a child over, and the answer."""

    serializer_class = TransferSerializer
    related = ("child__person", "team", "to_team")
