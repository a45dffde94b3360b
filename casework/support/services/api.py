from rest_framework import serializers

from casework.children.api import ReadOnlyViewSet
from casework.support.models import Service


class ServiceSerializer(serializers.ModelSerializer):
    """``needs`` are codes of the needs a service answers; ``asks`` what its referral form asks."""

    active = serializers.BooleanField(read_only=True)

    class Meta:
        model = Service
        fields = [
            "id",
            "name",
            "kind",
            "needs",
            "age_from",
            "age_to",
            "criteria",
            "capacity",
            "cost",
            "cost_per",
            "provider",
            "contact",
            "asks",
            "starts_on",
            "ends_on",
            "ended_because",
            "active",
        ]


class ServiceViewSet(ReadOnlyViewSet):
    """What help there is. No child is in it."""

    serializer_class = ServiceSerializer
    filterset_fields = ["kind"]
