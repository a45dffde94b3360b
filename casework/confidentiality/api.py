from rest_framework import serializers

from casework.access.roles import Permission
from casework.children.api import ChildField, ReadOnlyViewSet
from casework.children.models import SealedIdentity
from casework.confidentiality.models import GroupAccess, Opening, Restriction


class RestrictionSerializer(serializers.ModelSerializer):
    """A restricted file: why, since when, and when it is looked at again."""

    child = ChildField()
    review_on = serializers.SerializerMethodField()

    class Meta:
        model = Restriction
        fields = ["id", "child", "because", "asked_at", "started_at", "ended_at", "review_on"]

    def get_review_on(self, restriction) -> str | None:
        due = [review.due_on for review in restriction.reviews.all() if not review.reviewed_at]
        return due[0].isoformat() if due else None


class RestrictionViewSet(ReadOnlyViewSet):
    """Restrictions in force, to whoever may open the file; those before, and asked for, to whoever
    may restrict. To a member of staff none of their own family."""

    serializer_class = RestrictionSerializer
    related = ("child__person",)
    prefetched = ("reviews",)

    def get_queryset(self):
        worker = self.request.user
        rows = super().get_queryset().exclude(family_of=worker)
        return rows if worker.may(Permission.RESTRICT) else rows.in_force()


class SealedIdentitySerializer(serializers.ModelSerializer):
    """That who a child was born as is sealed, or was: never what it is."""

    child = ChildField()

    class Meta:
        model = SealedIdentity
        fields = ["id", "child", "sealed_at", "unsealed_at"]


class SealedIdentityViewSet(ReadOnlyViewSet):
    serializer_class = SealedIdentitySerializer
    related = ("child__person",)


class GroupAccessSerializer(serializers.ModelSerializer):
    """Who sees all the brothers and sisters of this child, and until which day."""

    child = ChildField()
    worker = serializers.CharField(source="request.worker", read_only=True)
    until = serializers.DateField(source="grant.until", default=None, read_only=True)

    class Meta:
        model = GroupAccess
        fields = ["id", "child", "worker", "recorded_at", "decided_at", "until"]


class GroupAccessViewSet(ReadOnlyViewSet):
    serializer_class = GroupAccessSerializer
    related = ("child__person", "request__worker", "grant")


class OpeningSerializer(serializers.ModelSerializer):
    """A file that somebody opened to themselves: who, why, until when, and what a manager found."""

    child = ChildField()
    worker = serializers.CharField(source="recorded_by", read_only=True)
    ended_at = serializers.DateTimeField(read_only=True)

    class Meta:
        model = Opening
        fields = [
            "id",
            "child",
            "worker",
            "kind",
            "because",
            "opened_at",
            "ended_at",
            "judged",
            "found",
            "reviewed_at",
        ]


class OpeningViewSet(ReadOnlyViewSet):
    serializer_class = OpeningSerializer
    related = ("child__person", "recorded_by", "grant")
