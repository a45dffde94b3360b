from rest_framework import serializers

from casework.actions.models import Action
from casework.children.api import ChildField, ReadOnlyViewSet


class ActionSerializer(serializers.ModelSerializer):
    """A promise made for a child: who, by when, and what changed for the child."""

    child = ChildField()
    owner = serializers.CharField(read_only=True)

    class Meta:
        model = Action
        fields = [
            "id",
            "child",
            "source",
            "what",
            "for_child",
            "owner",
            "owner_agency",
            "agreed_on",
            "due_on",
            "due_event",
            "done_on",
            "what_changed",
            "dropped_on",
            "dropped_because",
            "recorded_at",
        ]


class ActionViewSet(ReadOnlyViewSet):
    serializer_class = ActionSerializer
    related = ("child__person",)
    filterset_fields = ["source"]

    def get_queryset(self):
        return super().get_queryset().with_owner(self.request.user)
