from typing import ClassVar, cast

from django.db.models import OuterRef, Prefetch
from rest_framework import serializers

from casework.actions.api import owner_in_sql
from casework.actions.models import Action
from casework.approvals.api import state_in_sql
from casework.children.api import ChildField, ReadOnlyViewSet
from casework.interface.rows_as_json import ManyRows, Place, row_of
from casework.plans.models import (
    Contingency,
    ManagementOversight,
    Need,
    NeedScore,
    Plan,
    PlanAction,
    PlanReading,
    PlanReview,
    PlanVisitor,
)


class ActionSerializer(serializers.ModelSerializer):
    owner = serializers.CharField(read_only=True)
    in_sql: ClassVar = {"owner": owner_in_sql}

    class Meta:
        model = Action
        fields = [
            "id",
            "what",
            "for_child",
            "owner",
            "owner_agency",
            "due_on",
            "due_event",
            "agreed_on",
            "done_on",
            "what_changed",
            "dropped_on",
            "dropped_because",
        ]


class NeedScoreSerializer(serializers.ModelSerializer):
    class Meta:
        model = NeedScore
        fields = ["scored_on", "score", "scored_by"]


def actions_in_sql(place: Place) -> ManyRows:
    """As ``NeedSerializer.get_actions`` gives them."""
    standing = PlanAction.objects.filter(need=OuterRef(f"{place.way}pk"), left_on=None)
    link = place.beneath("actions", PlanAction)
    link.path("left_on")
    row = row_of(ActionSerializer(), link.beyond("action", Action))
    return ManyRows(standing.order_by("pk").values_list(row))


class NeedSerializer(serializers.ModelSerializer):
    actions = serializers.SerializerMethodField()
    scores = NeedScoreSerializer(many=True, read_only=True)
    in_sql: ClassVar = {"actions": actions_in_sql}

    class Meta:
        model = Need
        fields = [
            "id",
            "position",
            "need",
            "what_will_be_different",
            "starting_point",
            "how_we_will_know",
            "carried_from",
            "scores",
            "actions",
        ]

    def get_actions(self, need) -> list[dict]:
        """The actions that stand under the need: one that went on is under the next plan's."""
        standing = [link.action for link in need.actions.all() if link.left_on is None]
        return cast(list[dict], ActionSerializer(standing, many=True).data)


class ContingencySerializer(serializers.ModelSerializer):
    class Meta:
        model = Contingency
        fields = ["id", "trigger", "step", "who", "when"]


class PlanReviewSerializer(serializers.ModelSerializer):
    class Meta:
        model = PlanReview
        fields = ["id", "reviewed_on", "what_changed", "own_words", "next_review_on"]


class PlanOversightSerializer(serializers.ModelSerializer):
    looked_by = serializers.CharField(source="recorded_by.username", default=None, read_only=True)

    class Meta:
        model = ManagementOversight
        fields = ["id", "looked_on", "looked_by", "working", "found", "what_changes"]


class PlanReadingSerializer(serializers.ModelSerializer):
    class Meta:
        model = PlanReading
        fields = ["id", "read_on", "read_with", "said"]


class PlanVisitorSerializer(serializers.ModelSerializer):
    worker = serializers.CharField(source="worker.username", read_only=True)

    class Meta:
        model = PlanVisitor
        fields = ["id", "worker", "started_on", "until", "because"]


class PlanSerializer(serializers.ModelSerializer):
    child = ChildField()
    state = serializers.CharField(read_only=True)
    needs = NeedSerializer(many=True, read_only=True)
    contingencies = ContingencySerializer(many=True, read_only=True)
    reviews = PlanReviewSerializer(many=True, read_only=True)
    readings = PlanReadingSerializer(many=True, read_only=True)
    oversights = PlanOversightSerializer(many=True, read_only=True)
    visitors = PlanVisitorSerializer(many=True, read_only=True)
    ended_by = serializers.CharField(source="ended_by.username", default=None, read_only=True)
    in_sql: ClassVar = {"state": state_in_sql}

    class Meta:
        model = Plan
        fields = [
            "id",
            "child",
            "episode",
            "kind",
            "started_on",
            "ended_on",
            "initial_category",
            "latest_category",
            "previous_plans",
            "state",
            "submitted_at",
            "returned_at",
            "returned_because",
            "authorised_on",
            "end_because",
            "end_reason",
            "ended_by",
            "follows",
            "own_words",
            "needs",
            "contingencies",
            "reviews",
            "readings",
            "oversights",
            "visitors",
        ]


class PlanViewSet(ReadOnlyViewSet):
    serializer_class = PlanSerializer
    way_to_file = "child"
    tells_of_others = True
    related = ("child", "ended_by")
    prefetched = (
        "needs__scores",
        "contingencies",
        "reviews",
        "readings",
        "oversights__recorded_by",
        "visitors__worker",
    )

    def get_queryset(self):
        actions = Action.objects.with_owner(self.request.user)
        plans = super().get_queryset()
        return plans.prefetch_related(Prefetch("needs__actions__action", actions))
