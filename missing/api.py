from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from missing.models import MissingEpisode, ReturnInterview


class ReturnInterviewSerializer(serializers.ModelSerializer):
    """The offer after a return, its answer, and the talk. ``covered_by``: held with another."""

    interviewer = serializers.CharField(source="interviewer.username", default=None, read_only=True)

    class Meta:
        model = ReturnInterview
        fields = [
            "id", "offered_at", "answer", "answered_at", "not_held_because", "parent_view",
            "held_at", "place", "interviewer", "independent", "own_words", "why_left",
            "where_and_who", "what_happened", "harm", "what_would_help", "immediate_risk",
            "next_steps", "covered_by",
        ]  # fmt: skip


class MissingEpisodeSerializer(serializers.ModelSerializer):
    child = ChildField()
    interview = ReturnInterviewSerializer(read_only=True)
    interviewed_at = serializers.DateTimeField(read_only=True)

    class Meta:
        model = MissingEpisode
        fields = [
            "id", "child", "kind", "missing_from", "went_at", "reported_at", "reported_by",
            "police_reference", "risk", "risk_reasons", "circumstances", "returned_at",
            "returned_time_known", "returned_where", "interviewed_at", "interview",
        ]  # fmt: skip


class MissingEpisodeViewSet(ReadOnlyViewSet):
    """Each time a child was missing, and the interview that followed."""

    serializer_class = MissingEpisodeSerializer
    related = ("child__person", "interview__interviewer")
    filterset_fields = ["kind", "risk"]

    def get_queryset(self):
        return super().get_queryset().with_interview()
