from rest_framework import serializers

from casework.actions.models import Action
from casework.children.api import ChildField, ReadOnlyViewSet
from casework.plans.models import Contingency, Need, Plan


class ActionSerializer(serializers.ModelSerializer):
    owner = serializers.CharField(read_only=True)

    class Meta:
        model = Action
        fields = [
            "id", "what", "for_child", "owner", "due_on", "due_event", "done_on", "what_changed",
            "dropped_on",
        ]  # fmt: skip


class NeedSerializer(serializers.ModelSerializer):
    actions = serializers.SerializerMethodField()

    class Meta:
        model = Need
        fields = [
            "id", "position", "need", "what_will_be_different", "starting_point",
            "how_we_will_know", "actions",
        ]  # fmt: skip

    def get_actions(self, need) -> list[dict]:
        return ActionSerializer([link.action for link in need.actions.all()], many=True).data


class ContingencySerializer(serializers.ModelSerializer):
    class Meta:
        model = Contingency
        fields = ["id", "trigger", "step", "who", "when"]


class PlanSerializer(serializers.ModelSerializer):
    child = ChildField()
    needs = NeedSerializer(many=True, read_only=True)
    contingencies = ContingencySerializer(many=True, read_only=True)

    class Meta:
        model = Plan
        fields = [
            "id", "child", "episode", "kind", "started_on", "ended_on", "initial_category",
            "latest_category", "previous_plans", "authorised_on", "needs", "contingencies",
        ]  # fmt: skip


class PlanViewSet(ReadOnlyViewSet):
    serializer_class = PlanSerializer
    related = ("child",)
    prefetched = (
        "needs__actions__action__owner_worker",
        "needs__actions__action__owner_person",
        "contingencies",
    )
