from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.voice.models import Advocate, HowChildTells, LifeStoryItem, Voice, VoiceAnswer


class VoiceSerializer(serializers.ModelSerializer):
    """What one child said or showed; brothers and sisters asked with them share ``work``."""

    child = ChildField()
    tool = serializers.CharField(source="work.tool", read_only=True)
    tool_words = serializers.CharField(source="work.tool_words", read_only=True)
    asked_by = serializers.CharField(source="work.asker", read_only=True)
    place = serializers.CharField(source="work.place", read_only=True)
    helped_by = serializers.ListField(source="work.helped_by", read_only=True)
    helper_name = serializers.CharField(source="work.helper_name", read_only=True)

    class Meta:
        model = Voice
        fields = [
            "id",
            "child",
            "work",
            "held_on",
            "tool",
            "tool_words",
            "asked_by",
            "place",
            "helped_by",
            "helper_name",
            "kind",
            "alone",
            "with_whom",
            "words",
            "language",
            "translation",
            "translated_by",
            "means",
            "picture",
            "kept_off",
            "recorded_at",
        ]


class VoiceViewSet(ReadOnlyViewSet):
    serializer_class = VoiceSerializer
    related = ("child__person", "work__asked_by", "work__own_tool")
    filterset_fields = ["kind", "language"]


class VoiceAnswerSerializer(serializers.ModelSerializer):
    """What became of it, where that stands, and when the child was told."""

    child = ChildField()

    class Meta:
        model = VoiceAnswer
        fields = [
            "id",
            "child",
            "voice",
            "outcome",
            "what",
            "answered_on",
            "again_on",
            "action",
            "plan",
            "meeting",
            "told_on",
            "told_how",
            "recorded_at",
        ]


class VoiceAnswerViewSet(ReadOnlyViewSet):
    serializer_class = VoiceAnswerSerializer
    related = ("child__person",)
    filterset_fields = ["outcome"]


class HowChildTellsSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = HowChildTells
        fields = [
            "id",
            "child",
            "written_on",
            "speech",
            "ways",
            "when_glad",
            "when_not",
            "helps",
            "recorded_at",
        ]


class HowChildTellsViewSet(ReadOnlyViewSet):
    serializer_class = HowChildTellsSerializer
    related = ("child__person",)


class AdvocateSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = Advocate
        fields = [
            "id",
            "child",
            "kind",
            "offered_on",
            "offered_how",
            "answer",
            "answered_on",
            "because",
            "name",
            "organisation",
            "started_on",
            "ended_on",
            "ended_because",
            "recorded_at",
        ]


class AdvocateViewSet(ReadOnlyViewSet):
    serializer_class = AdvocateSerializer
    related = ("child__person",)
    filterset_fields = ["kind", "answer"]


class LifeStoryItemSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = LifeStoryItem
        fields = [
            "id",
            "child",
            "kind",
            "title",
            "about_on",
            "to_them",
            "document",
            "voice",
            "visit",
            "note",
            "plan",
            "recorded_at",
        ]


class LifeStoryItemViewSet(ReadOnlyViewSet):
    serializer_class = LifeStoryItemSerializer
    related = ("child__person",)
    filterset_fields = ["kind"]
