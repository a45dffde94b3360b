from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.children.extensions.shared_records import tell_above
from casework.support.models import Group, GroupAttendance, GroupDay, GroupPlace, ShortBreak


class GroupDaySerializer(serializers.ModelSerializer):
    class Meta:
        model = GroupDay
        fields = ["id", "held_on", "about", "cancelled_because"]


class GroupSerializer(serializers.ModelSerializer):
    """A group with the days it meets. No child is in it."""

    worker = serializers.CharField(source="worker.username", read_only=True)
    sessions = GroupDaySerializer(many=True, read_only=True)

    class Meta:
        model = Group
        fields = [
            "id",
            "service",
            "name",
            "for_whom",
            "worker",
            "about",
            "starts_on",
            "ended_on",
            "what_came",
            "sessions",
        ]


class GroupViewSet(ReadOnlyViewSet):
    """Groups of services, with the days they meet."""

    serializer_class = GroupSerializer
    related = ("worker",)
    prefetched = ("sessions",)
    filterset_fields = ["service", "for_whom"]

    def get_object(self):
        return self.told([super().get_object()])[0]

    def paginate_queryset(self, queryset):
        return self.told(super().paginate_queryset(queryset))

    def told(self, groups) -> list[Group]:
        told = tell_above(groups, self.request.user)
        tell_above((day for group in told for day in group.sessions.all()), self.request.user)
        return told


class GroupAttendanceSerializer(serializers.ModelSerializer):
    class Meta:
        model = GroupAttendance
        fields = ["id", "session", "held_on", "came", "because", "noticed"]


class GroupPlaceSerializer(serializers.ModelSerializer):
    """One child’s place; ``relative_comes`` where it is for somebody of the family."""

    child = ChildField()
    relative_comes = serializers.SerializerMethodField()
    attendances = GroupAttendanceSerializer(many=True, read_only=True)

    class Meta:
        model = GroupPlace
        fields = [
            "id",
            "child",
            "group",
            "relative_comes",
            "hopes",
            "joined_on",
            "left_on",
            "left_because",
            "what_changed",
            "attendances",
            "recorded_at",
        ]

    def get_relative_comes(self, place) -> bool:
        return place.adult_id is not None


class GroupPlaceViewSet(ReadOnlyViewSet):
    """Places in groups, with each attendance."""

    serializer_class = GroupPlaceSerializer
    related = ("child__person",)
    prefetched = ("attendances",)
    filterset_fields = ["group"]


class ShortBreakSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = ShortBreak
        fields = [
            "id",
            "child",
            "service",
            "starts_on",
            "nights",
            "where",
            "status",
            "because",
            "own_words",
            "how_it_was",
            "recorded_at",
        ]


class ShortBreakViewSet(ReadOnlyViewSet):
    """Short breaks: booked, happened or cancelled."""

    serializer_class = ShortBreakSerializer
    related = ("child__person",)
    filterset_fields = ["status"]
