from rest_framework import serializers

from casework.children.api import ChildField, ReadOnlyViewSet
from casework.preproceedings.models import LetterCopy


class LetterCopySerializer(serializers.ModelSerializer):
    child = ChildField()
    letter_version = serializers.IntegerField(source="letter.version", read_only=True)

    class Meta:
        model = LetterCopy
        fields = [
            "id",
            "child",
            "letter",
            "letter_version",
            "document",
            "kind",
            "language",
            "made_by",
            "made_on",
            "checked_by",
            "given_on",
            "recorded_at",
        ]


class LetterCopyViewSet(ReadOnlyViewSet):
    """Translated, easy-read and other copies of letters, each of one version."""

    serializer_class = LetterCopySerializer
    related = ("child__person", "letter")
