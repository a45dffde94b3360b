"""The numbers of a month as they are published, for other systems."""

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from casework.dashboards.wall.numbers import month_ends, numbers_of
from casework.figures.api import MayReadFigures
from casework.figures.models import WallNumber


class MonthSerializer(serializers.Serializer):
    month = serializers.CharField(source="label")
    share = serializers.IntegerField(allow_null=True)
    said = serializers.CharField(source="words")

    def to_representation(self, month):
        return {"month": month["label"], "share": month["share"], "said": month["words"]}


class WallLineSerializer(serializers.Serializer):
    """``share`` is null where it would point at fewer than six children, and ``said`` says so."""

    code = serializers.CharField()
    title = serializers.CharField()
    said = serializers.CharField(source="in_words")
    share = serializers.IntegerField(allow_null=True)
    of_what = serializers.CharField(source="of")
    sentence = serializers.CharField()
    target = serializers.IntegerField(allow_null=True)
    target_said = serializers.CharField(source="target_words", allow_blank=True)
    reached = serializers.BooleanField(allow_null=True)
    months = MonthSerializer(source="trend", many=True)


class WallView(GenericAPIView):
    """The six numbers a council chose, over the 12 months to the end of ``month`` (such as
    2026-10; the last that is over, unless asked)."""

    permission_classes = [MayReadFigures]
    serializer_class = WallLineSerializer
    pagination_class = None
    queryset = WallNumber.objects.none()

    @extend_schema(parameters=[OpenApiParameter("month")], responses=WallLineSerializer(many=True))
    def get(self, request):
        ends = {f"{end:%Y-%m}": end for end in month_ends(timezone.localdate())}
        asked = request.query_params.get("month") or next(iter(ends))
        if asked not in ends:
            raise ValidationError({"month": ["Give one of the last 12 months that are over"]})
        lines = numbers_of(request.user.authority, ends[asked])
        return Response(self.get_serializer(lines, many=True).data)
