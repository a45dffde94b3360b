"""Programmes and questions as other systems read them."""

from django.db.models import Prefetch
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.permissions import BasePermission
from rest_framework.response import Response
from rest_framework.views import APIView

from audits.api import MayReadAudits
from audits.criteria import editions as criteria
from audits.models import Audit, LocalCriterion, Programme
from audits.programmes import eligibility
from casework.access.roles import Permission
from casework.children.api import MayReadFiles, ReadOnlyViewSet
from casework.children.models import Child
from casework.interface.rest.parameters import KnownParameters, asked


class MayAudit(BasePermission):
    message = "Your role does not audit practice."

    def has_permission(self, request, view):
        return request.user.is_authenticated and request.user.may(Permission.AUDIT)


class ProgrammeSerializer(serializers.ModelSerializer):
    """``seed``, ``frame_size`` and ``frame_digest`` prove the sample; ``sample`` holds the children
    whose audits this reader may read. ``frame_digest`` is the SHA-256 of one line for each child of
    the frame, ``number,group``, in the order of the numbers."""

    moderator = serializers.CharField(source="moderator.username", default=None, read_only=True)
    made_by = serializers.CharField(source="made_by.username", read_only=True)
    frame_size = serializers.SerializerMethodField()
    frame_digest = serializers.SerializerMethodField()
    sample = serializers.SerializerMethodField()

    class Meta:
        model = Programme
        fields = [
            "id",
            "title",
            "kind",
            "question",
            "edition",
            "sections",
            "population",
            "sampling",
            "drawn_within",
            "given_from",
            "size",
            "graded",
            "blind",
            "readers",
            "moderator",
            "moderated_share",
            "begins_on",
            "due_on",
            "made_by",
            "drawn_at",
            "seed",
            "frame_size",
            "frame_digest",
            "sample",
        ]

    def get_frame_size(self, programme) -> int | None:
        return len(programme.frame) if programme.drawn_at else None

    def get_frame_digest(self, programme) -> str:
        return eligibility.digest(programme.frame) if programme.drawn_at else ""

    def get_sample(self, programme) -> list[str]:
        return sorted({Child(pk=audit.child_id).number for audit in programme.shown_audits})


class ProgrammeViewSet(ReadOnlyViewSet):
    """Programmes of audits. ``?kind=`` keeps some of them."""

    serializer_class = ProgrammeSerializer
    permission_classes = [MayReadFiles, MayAudit]
    filterset_fields = ["kind"]

    def get_queryset(self):
        audits = Audit.objects.shown_to(self.request.user).select_related(None)
        shown = Prefetch("audits", audits, to_attr="shown_audits")
        programmes = Programme.objects.visible_to(self.request.user)
        return programmes.select_related("moderator", "made_by").prefetch_related(shown)


class CriterionSerializer(serializers.Serializer):
    code = serializers.CharField()
    area = serializers.CharField()
    section = serializers.CharField()
    asks = serializers.CharField()
    good = serializers.CharField()
    look_in = serializers.CharField()
    safety_critical = serializers.BooleanField()
    compliance = serializers.BooleanField()
    local = serializers.SerializerMethodField()

    def get_local(self, criterion) -> bool:
        return criterion.area == "LOC"


class EditionSerializer(serializers.Serializer):
    edition = serializers.CharField(source="code")
    title = serializers.CharField()
    effective_from = serializers.DateField()
    areas = serializers.DictField(child=serializers.CharField())
    grades = serializers.DictField(child=serializers.CharField())
    criteria = CriterionSerializer(source="asked", many=True)


class CriteriaView(KnownParameters, APIView):
    """The questions audits begun today ask, the council's own among them; ``?edition=`` gives an
    edition as it was shipped."""

    permission_classes = [MayReadAudits]

    asks = asked("edition")

    @extend_schema(responses=EditionSerializer, operation_id="criteria_asked")
    def get(self, request):
        edition = self.edition(request)
        facts = {
            name: getattr(edition, name)
            for name in ("code", "title", "effective_from", "areas", "grades")
        }
        return Response(EditionSerializer({**facts, "asked": list(edition)}).data)

    def edition(self, request) -> criteria.Edition:
        today = timezone.localdate()
        if code := request.query_params.get("edition"):
            known = {edition.code: edition for edition in criteria.editions()}
            if code not in known:
                raise NotFound
            return known[code]
        own = LocalCriterion.objects.visible_to(request.user).in_force(today)
        return criteria.in_force(today).with_more([question.as_criterion() for question in own])
