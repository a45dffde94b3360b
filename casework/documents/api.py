from django.http import Http404
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied

from casework.children.access_log import log_look
from casework.children.api import ChildField, ReadOnlyViewSet
from casework.documents.holds import why_not_opened
from casework.documents.models import ChildDocument, ContactLimit, DocumentFile
from casework.documents.views import called_as, look_of, streamed


class DocumentFileSerializer(serializers.ModelSerializer):
    class Meta:
        model = DocumentFile
        fields = ["id", "version", "format", "name", "size", "sha256", "added_at"]


class ChildDocumentSerializer(serializers.ModelSerializer):
    """A document on one child's file. Its bytes are at ``…/files/<file>/``."""

    child = ChildField()
    title = serializers.CharField(source="document.title", read_only=True)
    kind = serializers.CharField(source="document.kind", read_only=True)
    dated_on = serializers.DateField(source="document.dated_on", read_only=True)
    from_whom = serializers.CharField(source="document.from_whom", read_only=True)
    sensitivity = serializers.CharField(source="document.sensitivity", read_only=True)
    files = DocumentFileSerializer(source="document.files", many=True, read_only=True)

    class Meta:
        model = ChildDocument
        fields = [
            "id",
            "child",
            "document",
            "title",
            "kind",
            "dated_on",
            "from_whom",
            "sensitivity",
            "files",
            "recorded_at",
        ]

    def to_representation(self, instance):
        row = super().to_representation(instance)
        names = {file.pk: called_as(file).name for file in instance.document.file_list}
        row["files"] = [{**file, "name": names[file["id"]]} for file in row["files"]]
        return row


class ChildDocumentViewSet(ReadOnlyViewSet):
    serializer_class = ChildDocumentSerializer
    way_to_file = "child"
    related = ("child__person", "document")
    prefetched = ("document__files",)

    def get_queryset(self):
        return super().get_queryset().standing()

    @action(detail=True, url_path=r"files/(?P<file>\d+)", url_name="bytes")
    def file(self, request, pk=None, file=None, format=None):
        """The bytes, and the look is logged as a look on the page is."""
        part = self.get_object()
        stored = next((kept for kept in part.document.file_list if kept.pk == int(file)), None)
        if stored is None:
            raise Http404
        if why := why_not_opened(part.document, request.user):
            raise PermissionDenied(why)
        response = streamed(called_as(stored))
        log_look(request.user, part.child, look_of(self.get_queryset().get(pk=pk), request.user))
        return response


class ContactLimitSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = ContactLimit
        fields = [
            "id",
            "child",
            "person",
            "basis",
            "limit",
            "not_told",
            "started_on",
            "ended_on",
            "recorded_at",
        ]


class ContactLimitViewSet(ReadOnlyViewSet):
    """Who may not have contact with a child, or not be told, from when to when and why."""

    serializer_class = ContactLimitSerializer
    way_to_file = "child"
    related = ("child__person",)
