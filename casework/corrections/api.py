from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.children.extensions.mistakes import mistakes
from casework.corrections.models import Correction, Withdrawal


class OfKindsTheyMayRead(ReadOnlyViewSet):
    related = ("child__person",)

    def get_queryset(self):
        worker = self.request.user
        hidden = [kind.label for kind in mistakes if not worker.may(kind.permission)]
        return super().get_queryset().exclude(kind__in=hidden)


class WithdrawalSerializer(serializers.ModelSerializer):
    """A record withdrawn as recorded in error, or moved away: why, by whom, and never what it said.

    Of one that was moved away neither its kind nor the reason stands here.
    """

    child = ChildField()
    kind = serializers.SerializerMethodField()
    because = serializers.SerializerMethodField()
    moved_away = serializers.SerializerMethodField()

    class Meta:
        model = Withdrawal
        fields = [
            "id",
            "child",
            "kind",
            "because",
            "moved_away",
            "recorded_at",
            "done_at",
            "put_back_at",
        ]

    def get_kind(self, gone) -> str:
        return "" if gone.moved_to_id else gone.kind

    def get_because(self, gone) -> str:
        return "" if gone.moved_to_id else gone.because

    def get_moved_away(self, gone) -> bool:
        return gone.moved_to_id is not None


class WithdrawalViewSet(OfKindsTheyMayRead):
    serializer_class = WithdrawalSerializer


class CorrectionSerializer(serializers.ModelSerializer):
    """A record corrected: when, and why. What it says now is read where the record is."""

    child = ChildField()

    class Meta:
        model = Correction
        fields = ["id", "child", "kind", "record", "because", "recorded_at"]


class CorrectionViewSet(OfKindsTheyMayRead):
    serializer_class = CorrectionSerializer
