"""The wait for help for other systems: each need with its requests, and the register of gaps."""

from django.db.models import Prefetch
from rest_framework import serializers
from rest_framework.permissions import BasePermission

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.waits.models import GapEntry, HelpReferral, NeedForHelp, ServiceGap
from casework.waits.page.views import may_read_waits


class HelpReferralSerializer(serializers.ModelSerializer):
    to_whom = serializers.CharField(read_only=True)

    class Meta:
        model = HelpReferral
        fields = [
            "id",
            "to_whom",
            "service",
            "referred_on",
            "answer",
            "answered_on",
            "declined_because",
            "answer_words",
            "offered_on",
            "first_session_on",
            "sessions",
            "ended_on",
            "ended_because",
            "effect",
            "effect_words",
        ]


class NeedForHelpSerializer(serializers.ModelSerializer):
    child = ChildField()
    started_on = serializers.DateField(read_only=True)
    requests = HelpReferralSerializer(source="referrals", many=True, read_only=True)

    class Meta:
        model = NeedForHelp
        fields = [
            "id",
            "child",
            "need",
            "words",
            "identified_on",
            "source_kind",
            "source_number",
            "started_on",
            "meanwhile",
            "meanwhile_from",
            "no_service_on",
            "no_service_because",
            "service_found_on",
            "ended_on",
            "ended_because",
            "ended_words",
            "requests",
            "recorded_at",
        ]


class NeedForHelpViewSet(ReadOnlyViewSet):
    """Each need for help, since when it is known, whom it was asked of in turn, and when help
    began: empty while it has not."""

    serializer_class = NeedForHelpSerializer
    related = ("child__person",)
    filterset_fields = ["need"]

    def get_queryset(self):
        asked = Prefetch("referrals", HelpReferral.objects.with_service().in_turn())
        return super().get_queryset().with_start().prefetch_related(asked)


class MayReadWaits(BasePermission):
    message = "Your role does not read the register of gaps."

    def has_permission(self, request, view):
        worker = request.user
        return worker.is_authenticated and may_read_waits(worker)


class GapEntrySerializer(serializers.ModelSerializer):
    class Meta:
        model = GapEntry
        fields = ["kind", "happened_on", "whom", "words"]


class ServiceGapSerializer(serializers.ModelSerializer):
    entries = GapEntrySerializer(many=True, read_only=True)

    class Meta:
        model = ServiceGap
        fields = [
            "id",
            "need",
            "missing",
            "opened_on",
            "review_on",
            "closed_on",
            "closed_because",
            "entries",
        ]


class ServiceGapViewSet(ReadOnlyViewSet):
    """The register of gaps. It names no child."""

    serializer_class = ServiceGapSerializer
    permission_classes = [MayReadWaits]
    prefetched = ("entries",)
