from rest_framework import serializers
from rest_framework.permissions import BasePermission

from casework.access.roles import Permission
from casework.children.api import ChildField, MayReadFiles, ReadOnlyViewSet
from casework.disclosure.models import Disclosure
from casework.documents.models import Sending


class MayDisclose(BasePermission):
    def has_permission(self, request, view):
        return request.user.may(Permission.DISCLOSE)


class SentSerializer(serializers.ModelSerializer):
    class Meta:
        model = Sending
        fields = ["id", "recipient", "agency", "how", "sent_at", "despite"]


class DisclosureSerializer(serializers.ModelSerializer):
    """Who asked and who was given it; never the words of a record."""

    child = ChildField()
    state = serializers.CharField(read_only=True)
    sent = serializers.SerializerMethodField()

    class Meta:
        model = Disclosure
        fields = [
            "id",
            "child",
            "kind",
            "asked_by",
            "asker",
            "basis",
            "received_on",
            "due_on",
            "proof_asked_on",
            "proof_came_on",
            "extended_on",
            "extended_because",
            "ended_on",
            "ended_because",
            "version",
            "follows",
            "state",
            "authorised_on",
            "document",
            "sent",
            "recorded_at",
        ]

    def get_sent(self, disclosure) -> list[dict]:
        """To whom the copy went from this file, the first first."""
        if disclosure.document is None:
            return []
        given = disclosure.document.sendings.all()
        here = [entry for entry in given if entry.child_id == disclosure.child_id]
        here = [entry for entry in here if entry.withdrawn_at is None]
        return list(SentSerializer(sorted(here, key=lambda entry: entry.sent_at), many=True).data)


class DisclosureViewSet(ReadOnlyViewSet):
    """Records of a file that someone asked for, and to whom they went."""

    permission_classes = [MayReadFiles, MayDisclose]
    serializer_class = DisclosureSerializer
    related = ("child__person", "document")
    prefetched = ("document__sendings",)
