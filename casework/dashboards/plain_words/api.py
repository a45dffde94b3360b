"""Words in a hundred that a family may not know, for other systems."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from casework.access.roles import Permission
from casework.dashboards.plain_words.jargon import jargon_of
from casework.figures.api import MayReadFigures
from casework.figures.models import Published
from casework.figures.query import FigureQuery, FigureQueryForm


class MayOpenThem(MayReadFigures):
    def has_permission(self, request, view):
        return super().has_permission(request, view) and request.user.may(Permission.READ_FILES)


class WordsSerializer(serializers.Serializer):
    words = serializers.IntegerField()
    jargon = serializers.IntegerField()
    in_100 = serializers.FloatField(allow_null=True)


class JargonMonthSerializer(serializers.Serializer):
    month = serializers.CharField()
    counted = WordsSerializer()


class JargonSerializer(serializers.Serializer):
    texts = serializers.CharField(source="title")
    now = WordsSerializer()
    before = WordsSerializer()
    months = serializers.SerializerMethodField()

    @extend_schema(responses=JargonMonthSerializer(many=True))
    def get_months(self, jargon) -> list[dict]:
        rows = [{"month": label, "counted": words} for label, words in jargon.months]
        return list(JargonMonthSerializer(rows, many=True).data)


class JargonView(GenericAPIView):
    """Asked as the page asks it: ``at``, ``months``, and the choices of the figures."""

    permission_classes = [MayOpenThem]
    serializer_class = JargonSerializer
    pagination_class = None
    queryset = Published.objects.none()

    @extend_schema(
        parameters=[OpenApiParameter(name) for name in ("at", "months", "team")],
        responses=JargonSerializer(many=True),
    )
    def get(self, request):
        form = FigureQueryForm(request.query_params, worker=request.user)
        if not form.is_valid():
            raise ValidationError(form.errors)
        texts = jargon_of(FigureQuery.read(form, request.user))
        return Response(self.get_serializer(texts, many=True).data)
