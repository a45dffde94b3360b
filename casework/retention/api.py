"""The rules, the holds and the certificates for other systems. A data team that has copies deletes
by the certificates what was deleted here."""

from rest_framework import serializers
from rest_framework.permissions import BasePermission

from casework.children.api import ReadOnlyViewSet
from casework.retention.deletion.operations import holds
from casework.retention.models import Certificate, Rule


class MayReadCertificates(BasePermission):
    message = "Your role does not read how long files are kept."

    def has_permission(self, request, view):
        worker = request.user
        return worker.is_authenticated and Certificate.objects.readable_by(worker)


class RuleSerializer(serializers.ModelSerializer):
    words = serializers.CharField(read_only=True)

    class Meta:
        model = Rule
        fields = [
            "id",
            "category",
            "counted_from",
            "years",
            "years_after_death",
            "words",
            "source",
            "confirmed_at",
        ]


class RuleViewSet(ReadOnlyViewSet):
    """How long each kind of file is kept, where it is written, and whether it was confirmed."""

    serializer_class = RuleSerializer
    permission_classes = [MayReadCertificates]
    about = ""


class CertificateSerializer(serializers.ModelSerializer):
    number = serializers.CharField(read_only=True)
    holds = serializers.SerializerMethodField(help_text="Whether it says what it said when made")

    class Meta:
        model = Certificate
        fields = [
            "id",
            "number",
            "keys",
            "category",
            "rule",
            "year",
            "begun_by",
            "authorised_by",
            "deleted_at",
            "tables",
            "history",
            "documents",
            "stays",
            "repeats",
            "holds",
        ]

    def get_holds(self, certificate) -> bool:
        return holds(certificate)


class CertificateViewSet(ReadOnlyViewSet):
    """Each file that was deleted, by its number: by which rule, on whose word, and what went. It
    names no child."""

    serializer_class = CertificateSerializer
    permission_classes = [MayReadCertificates]
    filterset_fields = ["category"]
    about = ""
