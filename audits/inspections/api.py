from rest_framework import serializers
from rest_framework.permissions import BasePermission

from casework.access.roles import Permission
from casework.children.api import ChildField, MayReadFiles, ReadOnlyViewSet
from casework.children.models import FileGrant


class MayHost(BasePermission):
    message = "Your role does not host inspections."

    def has_permission(self, request, view):
        return request.user.may(Permission.HOST_INSPECTION)


class InspectionFileSerializer(serializers.ModelSerializer):
    child = ChildField()
    sample = serializers.CharField(source="reason", read_only=True)
    inspector = serializers.CharField(source="worker.username", read_only=True)

    class Meta:
        model = FileGrant
        fields = ["id", "child", "sample", "inspector", "started_on", "until", "recorded_at"]


class InspectionFileViewSet(ReadOnlyViewSet):
    """Each file of a sample opened to an inspector, those closed again too: for whoever hosts."""

    serializer_class = InspectionFileSerializer
    permission_classes = [MayReadFiles, MayHost]
    related = ("child__person", "worker")

    def get_queryset(self):
        return super().get_queryset().filter(worker__role="inspector")
