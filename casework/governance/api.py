"""Looks that a rule found unusual, for the managers who ask about them. No connected system reads
them: they are about somebody's work."""

from django.utils.functional import cached_property
from rest_framework import serializers
from rest_framework.permissions import BasePermission

from casework.access.roles import Permission
from casework.children.api import ReadOnlyViewSet
from casework.children.models import Child
from casework.governance.models import LookReview


class MaySupervise(BasePermission):
    message = "Your role does not ask about looks."

    def has_permission(self, request, view):
        return request.user.is_authenticated and request.user.may(Permission.SUPERVISE)


class LookReviewSerializer(serializers.ModelSerializer):
    files = serializers.SerializerMethodField(help_text="How many files were looked at")
    known = serializers.SerializerMethodField(
        help_text="Of these files the numbers of those that the reader may know of"
    )

    class Meta:
        model = LookReview
        fields = [
            "id",
            "rule",
            "worker",
            "day",
            "why",
            "looks",
            "files",
            "known",
            "proposed_at",
            "closed_at",
            "closed_by",
            "found",
            "words",
        ]

    def get_files(self, review) -> int:
        return len(review.children)

    def get_known(self, review) -> list[str]:
        return [self._files[key].number for key in review.children if key in self._files]

    @cached_property
    def _files(self) -> dict[int, Child]:
        """Of every review on the page at once."""
        page = getattr(self.parent, "instance", None) or [self.instance]
        asked = {key for review in page for key in review.children}
        return Child.objects.visible_to(self.context["request"].user).in_bulk(asked)


class LookReviewViewSet(ReadOnlyViewSet):
    """Reviews of unusual looks, open and closed: of workers whose manager the reader is, and never
    of the reader's own looks."""

    serializer_class = LookReviewSerializer
    permission_classes = [MaySupervise]
    filterset_fields = ["rule", "found", "day"]
    about = ""
