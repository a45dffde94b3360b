"""What was asked of the whole authority, for other systems."""

from django.db.models import Exists, OuterRef
from rest_framework import serializers
from rest_framework.permissions import BasePermission

from casework.access.roles import Permission
from casework.children.api import MayReadFiles, ReadOnlyViewSet
from casework.children.models import Child, SealedIdentity
from casework.children.models.asks import Ask


class MayAsk(BasePermission):
    message = "Your role does not ask whether children are known."

    def has_permission(self, request, view):
        return request.user.may(Permission.ASK_IF_KNOWN)


class AskSerializer(serializers.ModelSerializer):
    worker = serializers.CharField(source="worker.username", read_only=True)
    children = serializers.SerializerMethodField(
        help_text="Of the files that were told of, those you may open; none of whose birth identity"
        " is sealed, because what was typed may be the name of before"
    )

    class Meta:
        model = Ask
        fields = ["id", "worker", "at", "where", "typed", "children"]

    def get_children(self, ask) -> list[str]:
        known = Child.objects.visible_to(self.context["request"].user).filter(pk__in=ask.files)
        sealed = SealedIdentity.objects.sealed().filter(child=OuterRef("pk"))
        return [child.number for child in known.filter(~Exists(sealed)).order_by("pk")]


class AskViewSet(ReadOnlyViewSet):
    """What was asked of the whole authority: your own; across the service, everyone's."""

    serializer_class = AskSerializer
    permission_classes = [MayReadFiles, MayAsk]
    changed_by = ("at",)

    def get_queryset(self):
        worker = self.request.user
        asks = Ask.objects.filter(authority=worker.authority_id).select_related("worker")
        return asks if worker.may(Permission.SEE_WHOLE_SERVICE) else asks.filter(worker=worker)
