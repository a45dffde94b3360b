from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.legal.models import LegalStatus


class LegalStatusSerializer(serializers.ModelSerializer):
    """``code`` is the legal status as the return on looked-after children spells it, where it has
    one."""

    child = ChildField()
    code = serializers.CharField(read_only=True)
    in_force = serializers.BooleanField(read_only=True)

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
    related = ("child__person",)
