"""The panel's sheet for other systems: as it stands now, and as it was kept."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import BasePermission
from rest_framework.response import Response

from casework.access.roles import Permission
from casework.children.api import ReadOnlyViewSet
from casework.children.models import Child
from casework.interface.rest.parameters import KnownParameters
from casework.preproceedings.models import KeptSheet
from casework.preproceedings.panel_sheet.operations import sheet_as_kept
from casework.preproceedings.panel_sheet.sheet import sheet


class MayChairPanels(BasePermission):
    message = "Your role does not read the panel’s sheet."

    def has_permission(self, request, view):
        worker = request.user
        return worker.is_authenticated and worker.may(Permission.CHAIR_PANEL)


class StepSerializer(serializers.Serializer):
    step = serializers.CharField(source="title")
    state = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    done_on = serializers.DateField(allow_null=True)
    days_since_the_step_before = serializers.IntegerField(source="days", allow_null=True)
    our_aim = serializers.CharField(source="aim")
    why_late = serializers.CharField(source="because")
    children = serializers.SerializerMethodField()

    def get_children(self, step) -> list[str]:
        numbers = self.context["numbers"]
        return [numbers[key] for key in self.context["lanes"].get(id(step), []) if key in numbers]


class SheetChildSerializer(serializers.Serializer):
    child = serializers.SerializerMethodField()
    began_on = serializers.DateField(allow_null=True)
    outcome = serializers.CharField()
    outcome_on = serializers.DateField(allow_null=True)
    extended_to = serializers.DateField(allow_null=True)

    def get_child(self, child) -> str:
        return self.context["numbers"].get(child.child_id, "")


class FamilySerializer(serializers.Serializer):
    family = serializers.CharField(source="name")
    process = serializers.IntegerField(source="key")
    weeks = serializers.IntegerField(source="week")
    state = serializers.CharField(source="status.words")
    next = serializers.CharField(source="next_words")
    next_by = serializers.CharField(source="next_owner")
    why_late = serializers.CharField()
    for_panel = serializers.CharField()
    children = SheetChildSerializer(many=True)
    steps = serializers.SerializerMethodField()

    @extend_schema(responses=StepSerializer(many=True))
    def get_steps(self, family) -> list[dict]:
        of_lane = {child.lane: child.child_id for child in family.children}
        lanes = {
            id(step): [of_lane[lane] for lane in step.lanes if lane in of_lane]
            for step in family.steps
        }
        context = {**self.context, "lanes": lanes}
        return [
            dict(step) for step in StepSerializer(family.steps, many=True, context=context).data
        ]


def families_as_data(families) -> list[dict]:
    """With each child's casework number: their names stay on the page."""
    keys = [child.child_id for family in families for child in family.children]
    numbers = {child.pk: child.number for child in Child.objects.filter(pk__in=keys)}
    return [
        dict(family)
        for family in FamilySerializer(families, many=True, context={"numbers": numbers}).data
    ]


class PanelSheetView(KnownParameters, GenericAPIView):
    """Every open family the reader may know of, most weeks first. It holds no legal advice."""

    permission_classes = [MayChairPanels]
    serializer_class = FamilySerializer
    pagination_class = None
    queryset = KeptSheet.objects.none()

    @extend_schema(responses=FamilySerializer(many=True), operation_id="panel_sheet_list")
    def get(self, request):
        return Response(families_as_data(sheet(request.user).families))


class KeptSheetSerializer(serializers.ModelSerializer):
    families = serializers.SerializerMethodField()
    kept_by = serializers.CharField(source="kept_by.name")

    class Meta:
        model = KeptSheet
        fields = ["id", "day", "chair", "note", "kept_by", "kept_at", "families"]

    @extend_schema(responses=FamilySerializer(many=True))
    def get_families(self, kept) -> list[dict]:
        """What it said; nothing on a list, so that a list costs no more for its length."""
        if self.context["view"].action != "retrieve":
            return []
        return families_as_data(sheet_as_kept(kept, self.context["request"].user).families)


class KeptSheetViewSet(ReadOnlyViewSet):
    """Panel sheets as they were kept, of the children the reader may know of."""

    permission_classes = [MayChairPanels]
    serializer_class = KeptSheetSerializer
    related = ("kept_by",)

    def retrieve(self, request, *args, **kwargs):
        """A sheet of which the reader may know no family is not found, as its page is not."""
        told = self.get_serializer(self.get_object()).data
        if not told["families"]:
            raise Http404
        return Response(told)
