"""Every figure, for other systems, asked as the page asks it."""

from dataclasses import replace
from datetime import date

from django.utils import timezone
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
from casework.interface.replica import from_replica
from casework.interface.rest.parameters import KnownParameters, asked
from casework.systems.models import Credential

YEAR, YEAR_END = 12, (3, 31)


class MayReadFigures(BasePermission):
    message = "Your role does not read figures."

    def has_permission(self, request, view):
        return request.user.is_authenticated and may_read_figures(request.user)


class TallySerializer(serializers.Serializer):
    """For a reader who may open no file a number that would point at fewer than six children is
    null, and so is the next that would give it away; ``said`` says so."""

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


class PartSerializer(serializers.Serializer):
    """Parts that add up to what the figure counts among."""

    words = serializers.CharField()
    number = serializers.IntegerField()


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
    parts = PartSerializer(many=True)


def settled(query: FigureQuery, form: FigureQueryForm) -> FigureQuery:
    """Of a year to 31 March: from two days, from years that overlap, or from a year and its parts,
    a number that is held back could be taken."""
    today = timezone.localdate()
    over = date(today.year, *YEAR_END)
    last = over if over < today else date(today.year - 1, *YEAR_END)
    at = form.cleaned_data.get("at") or last
    if (at.month, at.day) != YEAR_END or at > last:
        raise ValidationError({"at": ["Give 31 March of a year that is over"]})
    if query.months != YEAR:
        raise ValidationError({"months": ["Give 12, or leave it out"]})
    return replace(query, at=at)


def reads_figures_alone(credential) -> bool:
    """Whether a connected system asks that may read no child, however much it could see."""
    return isinstance(credential, Credential) and "children" not in credential.system.kinds


class FiguresView(KnownParameters, GenericAPIView):
    """``at`` is the day asked of, ``months`` the length of time counted over; the rest choose
    among the children, by the values the page's own address holds. Whoever may open no file is
    told the years to 31 March."""

    permission_classes = [MayReadFigures]
    serializer_class = LineSerializer
    pagination_class = None
    queryset = Published.objects.none()

    asks = asked("at", "months", "team", "worker", "age", "ethnicity", "disability", "need", "plan")

    @extend_schema(responses=LineSerializer(many=True))
    @from_replica
    def get(self, request):
        form = FigureQueryForm(request.query_params, worker=request.user)
        if not form.is_valid():
            raise ValidationError(form.errors)
        query = FigureQuery.read(form, request.user)
        if reads_figures_alone(request.auth):
            query = query.leaving
        if query.reader.holds_back:
            query = settled(query, form)
        results = tell(query, figures)
        return Response(self.get_serializer(results.lines, many=True).data)
