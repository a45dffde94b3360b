"""Themes across audits and the improvement plan, for other systems."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import BasePermission
from rest_framework.response import Response

from audits.api import MayReadAudits
from audits.learning.presentation import themes
from audits.learning.query import AuditQuery, LearningForm, may_learn, this_year
from audits.learning.themes import CountedAudits
from audits.models import Improvement
from casework.children.api import MayReadFiles, ReadOnlyViewSet
from casework.interface.rest.parameters import KnownParameters, asked


class MayLearn(BasePermission):
    message = "Your role does not read the themes of audits."

    def has_permission(self, request, view):
        return request.user.is_authenticated and may_learn(request.user)


class ImprovementSerializer(serializers.ModelSerializer):
    owner = serializers.CharField(source="owner.username", read_only=True)

    class Meta:
        model = Improvement
        fields = [
            "id",
            "criterion",
            "kind",
            "what",
            "owner",
            "agreed_on",
            "due_on",
            "is_late",
            "answer",
            "done_on",
            "what_changed",
        ]


class ImprovementViewSet(ReadOnlyViewSet):
    """What is done because of what audits found."""

    serializer_class = ImprovementSerializer
    permission_classes = [MayReadFiles, MayReadAudits]
    related = ("owner",)


class ThemeSerializer(serializers.Serializer):
    """``of`` counts the answers that could be judged, ``counted`` those met or mostly met; both
    are null, and ``said`` says why, where they would point at fewer than six children."""

    code = serializers.CharField()
    asks = serializers.CharField()
    compliance = serializers.BooleanField()
    of = serializers.SerializerMethodField()
    counted = serializers.SerializerMethodField()
    share = serializers.IntegerField(source="spread.tally.share", allow_null=True)
    said = serializers.CharField(source="spread.tally.in_words")
    answers = serializers.SerializerMethodField()
    weak_again = serializers.IntegerField(source="again")

    def get_of(self, theme) -> int | None:
        return None if theme.spread.tally.held_back else theme.spread.tally.of

    def get_counted(self, theme) -> int | None:
        return None if theme.spread.tally.held_back else theme.spread.tally.counted

    def get_answers(self, theme) -> dict[str, int]:
        return {} if theme.spread.tally.held_back else theme.spread.counts


class ThemesView(KnownParameters, GenericAPIView):
    """Each question answered in finished audits, the weakest first, asked as the page asks it:
    ``at`` is the last day, ``months`` the length of time."""

    permission_classes = [MayReadFiles, MayLearn]
    serializer_class = ThemeSerializer
    pagination_class = None
    queryset = Improvement.objects.none()

    asks = asked("at", "months", "team", "kind")

    @extend_schema(responses=ThemeSerializer(many=True))
    def get(self, request):
        usual = this_year(request.user)
        form = LearningForm.of(request.query_params, request.user, usual)
        if not form.is_valid():
            raise ValidationError(form.errors)
        rows = themes(CountedAudits(AuditQuery.read(form, request.user, usual)))
        return Response(self.get_serializer(rows, many=True).data)
