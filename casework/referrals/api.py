from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.referrals.models import EpisodeOfNeed, Referral


class ReferralSerializer(serializers.ModelSerializer):
    child = ChildField()
    decided_by = serializers.CharField(source="decided_by.username", default=None, read_only=True)
    episode = serializers.PrimaryKeyRelatedField(default=None, read_only=True)

    class Meta:
        model = Referral
        fields = [
            "id", "child", "received_on", "source", "primary_need", "reasons", "decision",
            "decided_on", "decided_by", "decision_reasons", "referrer_told_on",
            "no_further_action", "episode", "recorded_at",
        ]  # fmt: skip


class ReferralViewSet(ReadOnlyViewSet):
    """Requests for help, and what a manager decided."""

    serializer_class = ReferralSerializer
    related = ("child__person", "decided_by", "episode")


class EpisodeOfNeedSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = EpisodeOfNeed
        fields = [
            "id", "child", "referral", "started_on", "primary_need", "closed_on",
            "closure_reason", "closing_summary", "recorded_at",
        ]  # fmt: skip


class EpisodeOfNeedViewSet(ReadOnlyViewSet):
    """From an accepted referral to closure."""

    serializer_class = EpisodeOfNeedSerializer
    related = ("child__person",)
