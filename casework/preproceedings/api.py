"""What a client reads of pre-proceedings and court. Legal advice is privileged and not among it."""

from django.db.models import Prefetch
from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.preproceedings.models import (
    AssessmentOfChild,
    ChildInCourt,
    ChildPreProceedings,
    CourtExtension,
    Hearing,
    PanelDecision,
    ProcessMeeting,
)


class DecisionSerializer(serializers.ModelSerializer):
    class Meta:
        model = PanelDecision
        fields = ["id", "meeting", "check_at", "decided_on", "decision", "reasons", "new_end"]


class ProcessMeetingSerializer(serializers.ModelSerializer):
    class Meta:
        model = ProcessMeeting
        fields = ["id", "meeting", "kind", "held_on", "held", "what_changed"]


class AssessmentOfChildSerializer(serializers.ModelSerializer):
    kind = serializers.CharField(source="ordered.kind", read_only=True)
    expert = serializers.CharField(source="ordered.expert", read_only=True)
    cost = serializers.DecimalField(
        source="ordered.cost", max_digits=9, decimal_places=2, read_only=True
    )
    ordered_on = serializers.DateField(source="ordered.ordered_on", read_only=True)
    due_on = serializers.DateField(source="ordered.due_on", read_only=True)
    received_on = serializers.DateField(source="ordered.received_on", read_only=True)

    class Meta:
        model = AssessmentOfChild
        fields = [
            "id",
            "kind",
            "expert",
            "cost",
            "ordered_on",
            "due_on",
            "received_on",
            "used_in_court",
            "not_used_because",
        ]


class PreProceedingsSerializer(serializers.ModelSerializer):
    """One child’s way through it; ``family`` is the same for brothers and sisters in one
    process."""

    child = ChildField()
    family = serializers.IntegerField(source="process_id", read_only=True)
    asked_on = serializers.DateField(source="process.asked_on", default=None, read_only=True)
    urgent = serializers.BooleanField(source="process.urgent", default=False, read_only=True)
    no_letter = serializers.CharField(source="process.no_letter", default="", read_only=True)
    decisions = DecisionSerializer(many=True, read_only=True)
    meetings = ProcessMeetingSerializer(many=True, read_only=True)
    assessments = AssessmentOfChildSerializer(many=True, read_only=True)

    class Meta:
        model = ChildPreProceedings
        fields = [
            "id",
            "family",
            "child",
            "asked_on",
            "urgent",
            "no_letter",
            "started_on",
            "letter_sent_on",
            "letters_sent_on",
            "family_meeting_offered",
            "family_meeting_held",
            "family_meeting_on",
            "first_meeting_on",
            "agreed_on",
            "reviews_held",
            "last_review_on",
            "midpoint_on",
            "week_12_on",
            "extended_on",
            "extended_to",
            "outcome",
            "outcome_on",
            "outcome_because",
            "stepped_to",
            "applied_on",
            "letter_of_issue_on",
            "own_words",
            "decisions",
            "meetings",
            "assessments",
            "recorded_at",
        ]


class PreProceedingsViewSet(ReadOnlyViewSet):
    """Pre-proceedings, a record for each child."""

    serializer_class = PreProceedingsSerializer
    related = ("child__person", "process")
    filterset_fields = ["outcome"]

    def get_queryset(self):
        ordered = AssessmentOfChild.objects.select_related("ordered")
        return (
            super()
            .get_queryset()
            .prefetch_related("decisions", "meetings", Prefetch("assessments", ordered))
        )


class HearingSerializer(serializers.ModelSerializer):
    class Meta:
        model = Hearing
        fields = ["id", "kind", "listed_on", "held_on", "outcome", "not_held_because"]


class ExtensionSerializer(serializers.ModelSerializer):
    class Meta:
        model = CourtExtension
        fields = ["id", "ordered_on", "extends", "until", "because"]


class CareProceedingsSerializer(serializers.ModelSerializer):
    """One child in proceedings, from the application to the final order."""

    child = ChildField()
    pre_proceedings = serializers.IntegerField(source="in_process_id", read_only=True)
    applied_on = serializers.DateField(source="proceedings.applied_on", read_only=True)
    issued_on = serializers.DateField(source="proceedings.issued_on", read_only=True)
    court = serializers.CharField(source="proceedings.court", read_only=True)
    case_number = serializers.CharField(source="proceedings.case_number", read_only=True)
    short_notice = serializers.BooleanField(source="proceedings.short_notice", read_only=True)
    hearings = HearingSerializer(source="proceedings.hearings", many=True, read_only=True)
    extensions = ExtensionSerializer(many=True, read_only=True)

    class Meta:
        model = ChildInCourt
        fields = [
            "id",
            "child",
            "pre_proceedings",
            "applied_on",
            "issued_on",
            "court",
            "case_number",
            "short_notice",
            "hearings",
            "extensions",
            "initial_plan",
            "initial_plan_approved",
            "final_plan",
            "final_plan_approved",
            "final_on",
            "final_order",
            "recorded_at",
        ]


class CareProceedingsViewSet(ReadOnlyViewSet):
    serializer_class = CareProceedingsSerializer
    related = ("child__person", "proceedings")

    def get_queryset(self):
        return super().get_queryset().prefetch_related("proceedings__hearings", "extensions")
