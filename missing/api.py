from typing import ClassVar

from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from missing.models import (
    Finding,
    InterviewReview,
    LogEntry,
    MissingEpisode,
    PoliceSheet,
    ReturnInterview,
)


class ReturnInterviewSerializer(serializers.ModelSerializer):
    """The offer after a return, its answer, and the talk. ``covered_by``: held with another."""

    acted_by = serializers.CharField(source="acted_by.username", default=None, read_only=True)
    interviewer = serializers.CharField(source="interviewer.username", default=None, read_only=True)
    provider = serializers.CharField(source="provider.name", default=None, read_only=True)

    class Meta:
        model = ReturnInterview
        fields = [
            "id",
            "offered_at",
            "answer",
            "answered_at",
            "not_held_because",
            "parent_view",
            "planned_at",
            "held_at",
            "place",
            "interviewer",
            "provider",
            "provider_person",
            "independent",
            "own_words",
            "why_left",
            "where_and_who",
            "what_happened",
            "harm",
            "exploitation",
            "online",
            "substances",
            "health",
            "what_would_help",
            "immediate_risk",
            "next_steps",
            "acted_at",
            "acted_by",
            "what_was_done",
            "parent_asked_at",
            "shared_at",
            "covered_by",
        ]


class InterviewSerializer(ReturnInterviewSerializer):
    """The same on its own, with the child."""

    child = ChildField()

    class Meta(ReturnInterviewSerializer.Meta):
        fields = ["child", *ReturnInterviewSerializer.Meta.fields]


class InterviewViewSet(ReadOnlyViewSet):
    """Each offer of a return home interview, its answer, and what was said."""

    serializer_class = InterviewSerializer
    way_to_file = "child"
    related = ("child__person", "interviewer", "provider", "acted_by")


class LogEntrySerializer(serializers.ModelSerializer):
    class Meta:
        model = LogEntry
        fields = ["id", "kind", "at", "whom", "said"]


class MissingEpisodeSerializer(serializers.ModelSerializer):
    child = ChildField()
    interview = ReturnInterviewSerializer(read_only=True)
    log = LogEntrySerializer(many=True, read_only=True)
    interviewed_at = serializers.DateTimeField(read_only=True)
    also_reads: ClassVar = {
        "interviewed_at": ("interview__held_at", "interview__covered_by__held_at")
    }

    class Meta:
        model = MissingEpisode
        fields = [
            "id",
            "child",
            "kind",
            "missing_from",
            "went_at",
            "reported_at",
            "reported_by",
            "police_reference",
            "risk",
            "risk_reasons",
            "circumstances",
            "returned_at",
            "returned_time_known",
            "returned_where",
            "told_us_at",
            "no_interview_because",
            "no_interview_at",
            "ended_on",
            "ended_because",
            "interviewed_at",
            "interview",
            "log",
        ]


class MissingEpisodeViewSet(ReadOnlyViewSet):
    """Each time a child was missing, and the interview that followed."""

    serializer_class = MissingEpisodeSerializer
    way_to_file = "child"
    related = (
        "child__person",
        "interview__interviewer",
        "interview__provider",
        "interview__acted_by",
    )
    filterset_fields = ["kind", "risk"]

    def get_queryset(self):
        return super().get_queryset().with_interview().prefetch_related("log")


class FindingSerializer(serializers.ModelSerializer):
    """What an interview taught us and what came of it. Findings of one ``subject`` name the
    same person, place, vehicle or account; ``subject_as_named`` is what it was before two names
    were joined."""

    child = ChildField()

    class Meta:
        model = Finding
        fields = [
            "id",
            "child",
            "interview",
            "kind",
            "text",
            "own_words",
            "named",
            "area",
            "subject",
            "subject_as_named",
            "ending",
            "ended_on",
            "action",
            "meeting",
            "partner",
            "partner_name",
            "sent",
            "because",
            "recorded_at",
        ]


class FindingViewSet(ReadOnlyViewSet):
    """Each finding of a return home interview. ``?ending=`` keeps one ending."""

    serializer_class = FindingSerializer
    way_to_file = "child"
    related = ("child__person",)
    filterset_fields = ["kind", "ending"]


class PoliceSheetSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = PoliceSheet
        fields = [
            "id",
            "child",
            "looks",
            "wears",
            "reached",
            "people",
            "places",
            "health",
            "why_at_risk",
            "approach",
            "ring",
        ]


class PoliceSheetViewSet(ReadOnlyViewSet):
    """What helps police find a child: one a child."""

    serializer_class = PoliceSheetSerializer
    way_to_file = "child"


class InterviewReviewSerializer(serializers.ModelSerializer):
    """``marks`` holds an answer for each criterion: met, partly, not_met, not_enough_evidence."""

    child = ChildField()
    reviewer = serializers.CharField(source="reviewer.username", read_only=True)

    class Meta:
        model = InterviewReview
        fields = [
            "id",
            "child",
            "interview",
            "reviewer",
            "reviewed_on",
            "marks",
            "strength",
            "feedback",
            "sample",
        ]


class InterviewReviewViewSet(ReadOnlyViewSet):
    """Each reading of a return home interview against the criteria."""

    serializer_class = InterviewReviewSerializer
    way_to_file = "child"
    related = ("child__person", "reviewer")
