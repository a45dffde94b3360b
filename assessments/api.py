from typing import ClassVar

from django.db.models import Case, Value, When
from rest_framework import serializers

from assessments.models import Amendment, Assessment, Section47, StrategyDiscussion
from assessments.section_rows import asked_version, sections_in_sql, version_in_sql
from casework.approvals.api import state_in_sql
from casework.children.api import ChildField, ReadOnlyViewSet
from casework.interface.rows_as_json import Place


def amendment_state(place: Place) -> Case:
    """As ``Amendment.state`` says it."""
    return Case(
        When(place.when(authorised_on__isnull=False), then=Value("authorised")),
        When(place.when(declined_on__isnull=False), then=Value("declined")),
        default=Value("waiting"),
    )


class AmendmentSerializer(serializers.ModelSerializer):
    state = serializers.CharField(read_only=True)
    in_sql: ClassVar = {"state": amendment_state}

    class Meta:
        model = Amendment
        fields = [
            "id",
            "section",
            "said",
            "should_say",
            "why",
            "state",
            "recorded_at",
            "authorised_on",
            "declined_on",
            "declined_because",
        ]


class SectionSerializer(serializers.Serializer):
    """One section as the child's own record has it: asked in its version, and what was answered."""

    key = serializers.CharField(source="section.key")
    title = serializers.CharField()
    shared = serializers.BooleanField(source="section.shared")
    text = serializers.CharField()
    score = serializers.IntegerField(allow_null=True)


class AssessmentSerializer(serializers.ModelSerializer):
    child = ChildField()
    authorised_by = serializers.CharField(
        source="authorised_by.username", default=None, read_only=True
    )
    state = serializers.CharField(read_only=True)
    amendments = AmendmentSerializer(many=True, read_only=True)
    template_version = serializers.CharField(source="version", default=None, read_only=True)
    sections = SectionSerializer(source="written", many=True, read_only=True)
    in_sql: ClassVar = {
        "state": state_in_sql,
        "template_version": version_in_sql,
        "sections": sections_in_sql,
    }
    also_reads: ClassVar = {"sections": ("answers__text",)}

    class Meta:
        model = Assessment
        fields = [
            "id",
            "child",
            "episode",
            "family",
            "kind",
            "state",
            "referral_received_on",
            "started_on",
            "review_on",
            "child_seen_on",
            "factors",
            "daily_life",
            "own_words",
            "history_and_impact",
            "risk",
            "protection",
            "what_must_change",
            "brothers_and_sisters",
            "identity",
            "recommendation",
            "template_version",
            "sections",
            "advocate_offered",
            "advocate_because",
            "interpreter_offered",
            "interpreter_because",
            "outcome",
            "submitted_at",
            "authorised_on",
            "authorised_by",
            "manager_analysis",
            "late_because",
            "amendments",
            "recorded_at",
        ]


class AssessmentViewSet(ReadOnlyViewSet):
    """Assessments, each child's own."""

    serializer_class = AssessmentSerializer
    way_to_file = "child"
    related = ("child__person", "authorised_by")

    def get_queryset(self):
        rows = super().get_queryset().prefetch_related("amendments").with_sections()
        return rows.annotate(asked_version=asked_version())


class StrategyDiscussionSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = StrategyDiscussion
        fields = [
            "id",
            "child",
            "episode",
            "meeting",
            "held_on",
            "concern",
            "decision",
            "investigation",
            "reasons",
            "immediate_safety",
            "recorded_at",
        ]


class StrategyDiscussionViewSet(ReadOnlyViewSet):
    """What a strategy discussion decided for one child."""

    serializer_class = StrategyDiscussionSerializer
    way_to_file = "child"
    related = ("child__person",)


class Section47Serializer(serializers.ModelSerializer):
    child = ChildField()
    agreed_by = serializers.CharField(
        source="authorised_by.username",
        default=None,
        read_only=True,
        help_text="The manager who authorised the outcome",
    )
    state = serializers.CharField(read_only=True)
    in_sql: ClassVar = {"state": state_in_sql}

    class Meta:
        model = Section47
        fields = [
            "id",
            "child",
            "episode",
            "strategy",
            "started_on",
            "child_seen_on",
            "ended_on",
            "state",
            "findings",
            "recommended",
            "outcome",
            "conference_not_needed",
            "conference_target_on",
            "family_told_on",
            "agreed_by",
            "recorded_at",
        ]


class Section47ViewSet(ReadOnlyViewSet):
    """Enquiries under section 47 of the Children Act 1989."""

    serializer_class = Section47Serializer
    way_to_file = "child"
    related = ("child__person", "authorised_by")
