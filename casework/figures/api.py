"""Every figure, for other systems, asked as the page asks it."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import BasePermission
from rest_framework.response import Response

from casework.figures.counting import Tally
from casework.figures.models import Published
from casework.figures.presentation import tell
from casework.figures.query import FigureQuery, FigureQueryForm
from casework.figures.registry import figures
from casework.figures.views import may_read_figures
from casework.interface.rest.parameters import KnownParameters, asked


class MayReadFigures(BasePermission):
    message = "Your role does not read figures."

    def has_permission(self, request, view):
        return request.user.is_authenticated and may_read_figures(request.user)


class TallySerializer(serializers.Serializer):
    """A number that would point at fewer than six children outside their team is null, and
    ``said`` says so."""

    of = serializers.SerializerMethodField()
    counted = serializers.SerializerMethodField()
    share = serializers.IntegerField(allow_null=True)
    said = serializers.CharField(source="in_words")

    def get_of(self, tally: Tally) -> int | None:
        return None if tally.few_of or tally.hidden else tally.of

    def get_counted(self, tally: Tally) -> int | None:
        return None if tally.held_back else tally.counted


class PublishedSerializer(serializers.ModelSerializer):
    address = serializers.CharField(read_only=True)

    class Meta:
        model = Published
        fields = ["area", "period", "share", "source", "address"]


class LineSerializer(serializers.Serializer):
    code = serializers.CharField(source="figure.code")
    title = serializers.CharField(source="figure.title")
    group = serializers.CharField(source="figure.group")
    of_what = serializers.CharField(source="figure.of")
    which = serializers.CharField(source="figure.which")
    source = serializers.CharField(source="figure.source")  # type: ignore[assignment]
    now = TallySerializer()
    before = TallySerializer()
    published = PublishedSerializer(many=True)


class FiguresView(KnownParameters, GenericAPIView):
    """``at`` is the day asked of, ``months`` the length of time counted over; the rest choose
    among the children, by the values the page's own address holds."""

    permission_classes = [MayReadFigures]
    serializer_class = LineSerializer
    pagination_class = None
    queryset = Published.objects.none()

    asks = asked("at", "months", "team", "worker", "age", "ethnicity", "disability", "need", "plan")

    @extend_schema(responses=LineSerializer(many=True))
    def get(self, request):
        form = FigureQueryForm(request.query_params, worker=request.user)
        if not form.is_valid():
            raise ValidationError(form.errors)
        results = tell(FigureQuery.read(form, request.user), figures)
        return Response(self.get_serializer(results.lines, many=True).data)
