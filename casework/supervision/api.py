"""What supervision left on a child's file. A worker's own supervision is in no answer here."""

from django.db.models import Prefetch
from rest_framework import serializers

from casework.actions.models import Action
from casework.children.api import ChildField, ReadOnlyViewSet
from casework.plans.models import ManagementOversight
from casework.supervision.models import ActionAnswer, AgreedAction, CaseSupervision, GroupDiscussion


class ActionAnswerSerializer(serializers.ModelSerializer):
    what = serializers.CharField(source="action.what", read_only=True)

    class Meta:
        model = ActionAnswer
        fields = ["action", "what", "answer", "because"]


class AgreedActionSerializer(serializers.ModelSerializer):
    what = serializers.CharField(source="action.what", read_only=True)
    owner = serializers.CharField(source="action.owner", read_only=True)
    due_on = serializers.DateField(source="action.due_on", read_only=True)
    done_on = serializers.DateField(source="action.done_on", read_only=True)
    what_changed = serializers.CharField(source="action.what_changed", read_only=True)

    class Meta:
        model = AgreedAction
        fields = ["action", "what", "outcome", "owner", "due_on", "done_on", "what_changed"]


class CaseSupervisionSerializer(serializers.ModelSerializer):
    child = ChildField()
    answers = ActionAnswerSerializer(many=True, read_only=True)
    agreed = AgreedActionSerializer(many=True, read_only=True)
    worker = serializers.CharField(source="discussion.worker.username", read_only=True)
    supervisor = serializers.CharField(source="recorded_by.username", default=None, read_only=True)
    hypotheses = serializers.CharField(source="discussion.hypotheses", read_only=True)
    feelings = serializers.CharField(source="discussion.feelings", read_only=True)
    bias = serializers.CharField(source="discussion.bias", read_only=True)
    wrong = serializers.CharField(source="discussion.wrong", read_only=True)

    class Meta:
        model = CaseSupervision
        fields = [
            "id",
            "child",
            "held_on",
            "worker",
            "supervisor",
            "what_changed",
            "danger",
            "strengths",
            "hypotheses",
            "feelings",
            "bias",
            "wrong",
            "answers",
            "agreed",
            "decision",
            "decided_because",
            "recorded_at",
        ]


class CaseSupervisionViewSet(ReadOnlyViewSet):
    """What was said of a child in supervision: what changed, what the last actions did, what is
    agreed and decided."""

    serializer_class = CaseSupervisionSerializer
    related = ("child__person", "discussion__worker", "recorded_by")

    def get_queryset(self):
        owned = Action.objects.with_owner(self.request.user)
        agreed = AgreedAction.objects.prefetch_related(Prefetch("action", queryset=owned))
        answers = ActionAnswer.objects.select_related("action")
        return (
            super()
            .get_queryset()
            .prefetch_related(Prefetch("agreed", agreed), Prefetch("answers", answers))
        )


class ManagementOversightSerializer(serializers.ModelSerializer):
    child = ChildField()
    looked_by = serializers.CharField(source="recorded_by.username", default=None, read_only=True)

    class Meta:
        model = ManagementOversight
        fields = [
            "id",
            "child",
            "about",
            "plan",
            "looked_on",
            "looked_by",
            "working",
            "found",
            "what_changes",
            "recorded_at",
        ]


class ManagementOversightViewSet(ReadOnlyViewSet):
    """What a manager found who looked, and what they decided: a record of its own."""

    serializer_class = ManagementOversightSerializer
    related = ("child__person", "recorded_by")
    filterset_fields = ["about"]


class GroupDiscussionSerializer(serializers.ModelSerializer):
    child = ChildField()
    kind = serializers.CharField(source="group.kind", read_only=True)

    class Meta:
        model = GroupDiscussion
        fields = ["id", "child", "kind", "held_on", "thought", "what_changes", "recorded_at"]


class GroupDiscussionViewSet(ReadOnlyViewSet):
    """What a group of colleagues thought about a child, and what will change."""

    serializer_class = GroupDiscussionSerializer
    related = ("child__person", "group")
