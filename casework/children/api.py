"""What every view set of the API shares, and the children themselves. The API only reads."""

from rest_framework import pagination, serializers, viewsets
from rest_framework.permissions import BasePermission

from casework.access.roles import Permission
from casework.children.models import Child, LifeEvent, Move


class NewestFirst(pagination.CursorPagination):
    """Pages by key, newest first, with no exact total."""

    ordering = "-pk"
    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 1000


class MayReadFiles(BasePermission):
    message = "Your role does not open children’s files."

    def has_permission(self, request, view):
        worker = request.user
        return worker.is_authenticated and worker.may(Permission.READ_FILES)


class ReadOnlyViewSet(viewsets.ReadOnlyModelViewSet):
    """Only the rows about children this worker may know of; for anything else, 404."""

    permission_classes = [MayReadFiles]
    pagination_class = NewestFirst
    related: tuple[str, ...] = ()
    prefetched: tuple[str, ...] = ()

    def get_queryset(self):
        rows = self.serializer_class.Meta.model.objects.visible_to(self.request.user)
        return rows.select_related(*self.related).prefetch_related(*self.prefetched)


class ChildField(serializers.CharField):
    """The child's casework number."""

    def __init__(self, **kwargs):
        super().__init__(source="child.number", read_only=True, **kwargs)


class ChildSerializer(serializers.ModelSerializer):
    number = serializers.CharField(read_only=True)
    returns_id = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    born_on = serializers.DateField(source="person.born_on", read_only=True)
    expected_on = serializers.DateField(source="person.expected_on", read_only=True)
    died_on = serializers.DateField(source="person.died_on", read_only=True)
    sex = serializers.CharField(source="person.sex", read_only=True)
    gender = serializers.CharField(source="person.gender", read_only=True)
    ethnicity = serializers.CharField(source="person.ethnicity", read_only=True)
    disabilities = serializers.ListField(
        child=serializers.CharField(), source="person.disabilities", read_only=True
    )
    team = serializers.CharField(source="team.name", default=None, read_only=True)

    class Meta:
        model = Child
        fields = [
            "id", "number", "returns_id", "name", "born_on", "expected_on", "died_on", "sex",
            "gender", "ethnicity", "disabilities", "upn", "former_upn", "upn_unknown",
            "nhs_number", "school", "restricted", "team",
        ]  # fmt: skip


class ChildViewSet(ReadOnlyViewSet):
    serializer_class = ChildSerializer
    related = ("person", "team")


class MoveSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = Move
        fields = [
            "id", "child", "direction", "council", "moved_on", "told_on", "contact", "on_plan",
            "what_is_known", "conference_on", "accepted_on", "accepted_by", "recorded_at",
        ]  # fmt: skip


class MoveViewSet(ReadOnlyViewSet):
    """Moves between councils, and when responsibility passed."""

    serializer_class = MoveSerializer
    related = ("child__person",)


class LifeEventSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = LifeEvent
        fields = [
            "id", "child", "kind", "happened_on", "told_on", "told_by", "what_is_known",
            "recorded_at",
        ]  # fmt: skip


class LifeEventViewSet(ReadOnlyViewSet):
    """Births and deaths as they were recorded."""

    serializer_class = LifeEventSerializer
    related = ("child__person",)
