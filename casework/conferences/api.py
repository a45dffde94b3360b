from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.conferences.models import Conference


class ConferenceSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = Conference
        fields = [
            "id", "child", "kind", "held_on", "held", "section_47", "episode", "plan",
            "taking_part", "own_words", "decision", "category", "reasons", "disagreement",
        ]  # fmt: skip


class ConferenceViewSet(ReadOnlyViewSet):
    serializer_class = ConferenceSerializer
    related = ("child",)
