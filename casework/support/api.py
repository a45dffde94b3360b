from django.db.models import Prefetch
from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.support.models import (
    ChildSession,
    EdgeOfCare,
    EdgeReview,
    FollowUp,
    Goal,
    GoalScore,
    Programme,
    SupportPlan,
)


class SupportPlanSerializer(serializers.ModelSerializer):
    class Meta:
        model = SupportPlan
        fields = [
            "id",
            "agreed_on",
            "hopes",
            "help_given",
            "family_does",
            "if_it_gets_hard",
            "copied_on",
        ]


class EdgeReviewSerializer(serializers.ModelSerializer):
    class Meta:
        model = EdgeReview
        fields = ["id", "held_on", "who_came", "child_said", "what_changed", "what_next"]


class GoalScoreSerializer(serializers.ModelSerializer):
    class Meta:
        model = GoalScore
        fields = ["stage", "scored_on", "score"]


class GoalSerializer(serializers.ModelSerializer):
    scores = GoalScoreSerializer(many=True, read_only=True)

    class Meta:
        model = Goal
        fields = ["id", "words", "whose", "scores"]


class FollowUpSerializer(serializers.ModelSerializer):
    class Meta:
        model = FollowUp
        fields = ["id", "months", "known_on", "lives", "referred_again", "how_known", "words"]


class EdgeOfCareSerializer(serializers.ModelSerializer):
    """One child’s work on the edge of care; ``family`` is the same for brothers and sisters asked
    for together."""

    child = ChildField()
    family = serializers.IntegerField(source="referral_id", read_only=True)
    service = serializers.IntegerField(source="referral.service_id", read_only=True)
    asked_at = serializers.DateTimeField(source="referral.referred_at", read_only=True)
    threshold = serializers.CharField(source="referral.threshold", read_only=True)
    consent = serializers.CharField(source="referral.consent", read_only=True)
    answers = serializers.JSONField(source="referral.answers", read_only=True)
    key_worker = serializers.CharField(source="key_worker.username", default=None, read_only=True)
    plans = SupportPlanSerializer(source="supportplans", many=True, read_only=True)
    reviews = EdgeReviewSerializer(source="edgereviews", many=True, read_only=True)
    goals = GoalSerializer(many=True, read_only=True)
    follow_ups = FollowUpSerializer(source="followups", many=True, read_only=True)

    class Meta:
        model = EdgeOfCare
        fields = [
            "id",
            "child",
            "family",
            "service",
            "asked_at",
            "threshold",
            "consent",
            "answers",
            "needs",
            "lives",
            "own_words",
            "decision",
            "decided_on",
            "decided_because",
            "key_worker",
            "started_at",
            "plans",
            "reviews",
            "goals",
            "ended_on",
            "ended_because",
            "outcome",
            "outcome_words",
            "cost",
            "follow_ups",
            "recorded_at",
        ]


class EdgeOfCareViewSet(ReadOnlyViewSet):
    """Work with children on the edge of care, with how they live 3, 6 and 12 months later."""

    serializer_class = EdgeOfCareSerializer
    related = ("child__person", "referral", "key_worker")
    prefetched = ("supportplans", "edgereviews", "followups")
    filterset_fields = ["decision", "outcome"]

    def get_queryset(self):
        goals = Goal.objects.with_scores()
        return super().get_queryset().prefetch_related(Prefetch("goals", goals))


class SupportProgrammeSerializer(serializers.ModelSerializer):
    child = ChildField()
    worker = serializers.CharField(source="worker.username", read_only=True)

    class Meta:
        model = Programme
        fields = [
            "id",
            "child",
            "worker",
            "purpose",
            "planned",
            "started_on",
            "ended_on",
            "what_changed",
            "recorded_at",
        ]


class SupportProgrammeViewSet(ReadOnlyViewSet):
    """Work given to family support workers."""

    serializer_class = SupportProgrammeSerializer
    related = ("child__person", "worker")


class SupportSessionSerializer(serializers.ModelSerializer):
    """One child’s part of a session; ``session`` is the same for brothers and sisters."""

    child = ChildField()
    held_at = serializers.DateTimeField(source="session.held_at", read_only=True)
    minutes = serializers.IntegerField(source="session.minutes", read_only=True)
    worker = serializers.CharField(source="session.worker.username", read_only=True)
    tools = serializers.ListField(
        child=serializers.CharField(), source="session.tools", read_only=True
    )
    what_happened = serializers.CharField(source="session.what_happened", read_only=True)

    class Meta:
        model = ChildSession
        fields = [
            "id",
            "child",
            "session",
            "programme",
            "held_at",
            "minutes",
            "worker",
            "tools",
            "took_part",
            "own_words",
            "what_happened",
            "what_changed",
            "recorded_at",
        ]


class SupportSessionViewSet(ReadOnlyViewSet):
    """Sessions of family support, a record for each child."""

    serializer_class = SupportSessionSerializer
    related = ("child__person", "session__worker")
