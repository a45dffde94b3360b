"""Audits as other systems read them: what was asked, found, decided again, and put right."""

from rest_framework import serializers
from rest_framework.permissions import BasePermission

from audits.models import Audit, CorrectiveAction, Moderation, Score, SectionGrade, SelfView
from casework.access.roles import Permission
from casework.children.api import ChildField, MayReadFiles, ReadOnlyViewSet


class MayReadAudits(BasePermission):
    message = "Your role does not read audits of practice."

    def has_permission(self, request, view):
        return request.user.is_authenticated and request.user.may(Permission.READ_AUDITS)


class ScoreSerializer(serializers.ModelSerializer):
    """``asked`` holds the question in the words it was judged by, once the audit is finished."""

    class Meta:
        model = Score
        fields = ["criterion", "asked", "answer", "reason", "evidence", "final"]


class SectionGradeSerializer(serializers.ModelSerializer):
    class Meta:
        model = SectionGrade
        fields = ["section", "grade", "reason"]


class SelfViewSerializer(serializers.ModelSerializer):
    worker = serializers.CharField(source="worker.username", read_only=True)

    class Meta:
        model = SelfView
        fields = ["worker", "works", "would_change", "difference", "helps", "written_on"]


class ModerationSerializer(serializers.ModelSerializer):
    moderator = serializers.CharField(source="moderator.username", read_only=True)

    class Meta:
        model = Moderation
        fields = [
            "id",
            "stage",
            "moderator",
            "because",
            "asked_on",
            "grade_before",
            "grade",
            "reason",
            "panel",
            "done_on",
            "auditor_agrees",
            "auditor_says",
        ]


class CorrectiveActionSerializer(serializers.ModelSerializer):
    """``action`` is read in full under actions; its check is here."""

    checker = serializers.CharField(source="checker.username", read_only=True)
    due_on = serializers.DateField(source="action.due_on", read_only=True)
    done_on = serializers.DateField(source="action.done_on", read_only=True)

    class Meta:
        model = CorrectiveAction
        fields = [
            "id",
            "action",
            "criterion",
            "due_on",
            "done_on",
            "checker",
            "checked_on",
            "check_evidence",
        ]


FOUND = (
    "scores",
    "section_grades",
    "grade",
    "grade_reason",
    "difference",
    "strengths",
    "family_feedback",
    "talk_with_worker",
    "talk_with_manager",
)
"""What only its auditor reads until the audit is finished."""


class AuditSerializer(serializers.ModelSerializer):
    """``stage``: to_come, view, judging, moderation, actions or closed. ``final_grade`` counts;
    ``grade`` is the auditor's own. What was found is empty until the audit is finished."""

    child = ChildField()
    auditor = serializers.CharField(source="auditor.username", read_only=True)
    worker = serializers.CharField(source="worker.username", default=None, read_only=True)
    stage = serializers.CharField(read_only=True)
    self_view = SelfViewSerializer(read_only=True, default=None)
    scores = ScoreSerializer(many=True, read_only=True)
    section_grades = SectionGradeSerializer(many=True, read_only=True)
    moderations = ModerationSerializer(many=True, read_only=True)
    corrective_actions = CorrectiveActionSerializer(many=True, read_only=True)

    class Meta:
        model = Audit
        fields = [
            "id",
            "child",
            "programme",
            "follows",
            "kind",
            "edition",
            "sampling",
            "chosen_from",
            "chosen_because",
            "auditor",
            "worker",
            "stage",
            "started_on",
            "due_on",
            "graded",
            "self_view",
            "no_view_because",
            "talked_with_worker_on",
            "talk_with_worker",
            "talked_with_manager_on",
            "talk_with_manager",
            "feedback_from",
            "family_feedback",
            "no_feedback_because",
            "strengths",
            "grade",
            "grade_reason",
            "difference",
            "section_grades",
            "scores",
            "not_safe_at",
            "not_safe_because",
            "made_safe_at",
            "made_safe_by",
            "completed_on",
            "moderations",
            "final_grade",
            "final_on",
            "corrective_actions",
        ]

    def to_representation(self, audit):
        shown = super().to_representation(audit)
        if not audit.finished and audit.auditor_id != self.context["request"].user.pk:
            shown.update({name: [] if isinstance(shown[name], list) else "" for name in FOUND})
        return shown


class AuditViewSet(ReadOnlyViewSet):
    """Audits of practice. ``?kind=`` and ``?programme=`` keep some of them."""

    serializer_class = AuditSerializer
    permission_classes = [MayReadFiles, MayReadAudits]
    related = ("child__person", "auditor", "worker", "self_view__worker")
    prefetched = (
        "scores",
        "section_grades",
        "moderations__moderator",
        "corrective_actions__action",
        "corrective_actions__checker",
    )
    filterset_fields = ["kind", "programme", "final_grade"]

    def get_queryset(self):
        audits = Audit.objects.shown_to(self.request.user).with_stage()
        return audits.select_related(*self.related).prefetch_related(*self.prefetched)
