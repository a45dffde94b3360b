from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.notices.models import Notice


class NoticeSerializer(serializers.ModelSerializer):
    child = ChildField(allow_null=True)
    told_at = serializers.DateTimeField(source="recorded_at", read_only=True)

    class Meta:
        model = Notice
        fields = [
            "id",
            "child",
            "kind",
            "about",
            "deadline",
            "code",
            "number",
            "happened_at",
            "told_at",
            "read_at",
        ]


class NoticeViewSet(ReadOnlyViewSet):
    """What the worker whose token this is was told in Casework. ``?kind=overdue`` keeps one.

    Where many things were told at once, ``number`` says how many and ``code`` of which duty (empty
    where of several); such a notice has no ``child``.
    """

    serializer_class = NoticeSerializer
    related = ("child",)
    changed_by = ("recorded_at", "read_at")
    filterset_fields = ["kind"]

    def get_queryset(self):
        return super().get_queryset().to(self.request.user).filter(in_app=True)
