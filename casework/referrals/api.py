from typing import ClassVar

from django.db.models import BooleanField, Case, Value, When
from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.interface.rows_as_json import Place
from casework.referrals.models import ChildContact, EpisodeOfNeed, FamilyHelp, Referral


def no_further_action(place: Place) -> Case:
    """As ``Referral.no_further_action`` says it."""
    decisions = (Referral.Decision.NO_ACTION, Referral.Decision.EARLY_HELP)
    ended = When(place.when(decision__in=decisions), then=Value(True))
    return Case(ended, default=Value(False), output_field=BooleanField())


ENDED = ("child__episodeofneeds__closed_on",)
ASKED = ("child__referrals__received_on", "child__episodeofneeds__started_on")


class ReferralSerializer(serializers.ModelSerializer):
    child = ChildField()
    decided_by = serializers.CharField(source="decided_by.username", default=None, read_only=True)
    episode: serializers.PrimaryKeyRelatedField = serializers.PrimaryKeyRelatedField(
        default=None, read_only=True
    )
    re_referral = serializers.BooleanField(read_only=True)
    referred_before_on = serializers.DateField(read_only=True)
    helped_until = serializers.DateField(read_only=True)
    since_closing = serializers.BooleanField(read_only=True)
    in_sql: ClassVar = {"no_further_action": no_further_action}
    also_reads: ClassVar = {
        "re_referral": ASKED,
        "referred_before_on": ASKED,
        "helped_until": ENDED,
        "since_closing": ENDED,
    }

    class Meta:
        model = Referral
        fields = [
            "id",
            "child",
            "received_on",
            "source",
            "primary_need",
            "reasons",
            "decision",
            "decided_on",
            "decided_by",
            "decision_reasons",
            "referrer_told_on",
            "no_further_action",
            "episode",
            "re_referral",
            "referred_before_on",
            "helped_until",
            "since_closing",
            "recorded_at",
        ]


class ReferralViewSet(ReadOnlyViewSet):
    """Requests for help, and what a manager decided."""

    serializer_class = ReferralSerializer
    way_to_file = "child"
    related = ("child__person", "decided_by", "episode")

    def get_queryset(self):
        return super().get_queryset().with_re_referral()


class ContactSerializer(serializers.ModelSerializer):
    child = ChildField()
    received_at = serializers.DateTimeField(source="contact.received_at", read_only=True)
    source = serializers.CharField(source="contact.source", read_only=True)  # type: ignore[assignment]
    what_was_said = serializers.CharField(source="contact.what_was_said", read_only=True)
    family_knows = serializers.BooleanField(source="contact.family_knows", read_only=True)
    screened_by = serializers.CharField(source="screened_by.username", default=None, read_only=True)

    class Meta:
        model = ChildContact
        fields = [
            "id",
            "child",
            "received_at",
            "source",
            "what_was_said",
            "family_knows",
            "worry",
            "outcome",
            "screened_on",
            "screened_by",
            "reasons",
            "recorded_at",
        ]


class ContactViewSet(ReadOnlyViewSet):
    """What someone told us about each child, and what was decided."""

    serializer_class = ContactSerializer
    way_to_file = "child"
    related = ("child__person", "contact", "screened_by")


class FamilyHelpSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = FamilyHelp
        fields = [
            "id",
            "child",
            "contact",
            "declined_referral",
            "offered_on",
            "help_with",
            "answer",
            "answered_on",
            "started_on",
            "lead",
            "ended_on",
            "ended_because",
            "what_changed",
            "referral",
            "recorded_at",
        ]


class FamilyHelpViewSet(ReadOnlyViewSet):
    """Early or family help before any referral: no statutory clock."""

    serializer_class = FamilyHelpSerializer
    way_to_file = "child"
    related = ("child__person",)


class EpisodeOfNeedSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = EpisodeOfNeed
        fields = [
            "id",
            "child",
            "referral",
            "started_on",
            "primary_need",
            "closed_on",
            "closure_reason",
            "closing_summary",
            "for_family",
            "family_told_on",
            "goes_on",
            "recorded_at",
        ]


class EpisodeOfNeedViewSet(ReadOnlyViewSet):
    """From an accepted referral to closure."""

    serializer_class = EpisodeOfNeedSerializer
    way_to_file = "child"
    related = ("child__person",)
