"""The chronology of one child, or of the family, for other systems. It only reads, page by key."""

from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from casework.children.api import MayReadFiles
from casework.children.models import Child
from casework.chronology.forms import ChronologyFilter
from casework.chronology.registry import registry
from casework.chronology.timeline import Asked, page

NEWER = "up."


class EventSerializer(serializers.Serializer):
    """One event: whose, when, what, and whether and why it is significant."""

    child = serializers.SerializerMethodField()
    day = serializers.DateField(source="at")
    code = serializers.CharField()
    kind = serializers.SerializerMethodField()
    record = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    detail = serializers.CharField()
    significant = serializers.BooleanField()
    why = serializers.CharField(source="marked")

    def get_child(self, event) -> str:
        return self.context["family"][event.child_id].number

    def get_kind(self, event) -> str:
        return registry[event.code].kind


class ChronologyView(GenericAPIView):
    """``family=1`` adds the brothers and sisters the worker may know of. ``kind``, ``since``,
    ``until``, ``significant`` and ``q`` are those of the page; ``cursor`` comes from ``next``."""

    permission_classes = [MayReadFiles]
    serializer_class = EventSerializer
    pagination_class = None
    queryset = Child.objects.none()
    size, largest = 100, 1000

    def get(self, request, pk):
        known = Child.objects.visible_to(request.user).with_person()
        child = known.filter(pk=pk).first()
        if child is None:
            raise NotFound
        siblings = known.siblings_of(child) if request.query_params.get("family") else []
        family = {one.pk: one for one in [child, *siblings]}
        found = self.page(self.asked(request, family))
        events = self.get_serializer(found.events, many=True, context={"family": family})
        return Response({
            "next": self.beside(found.older),
            "previous": self.beside(found.newer, NEWER),
            "results": events.data,
        })  # fmt: skip

    def asked(self, request, family: dict) -> Asked:
        form = ChronologyFilter(request.query_params, list(family.values()))
        if not form.is_valid():
            raise ValidationError(form.errors)
        said = form.cleaned_data
        return Asked(
            tuple(said.get("child") or family), kinds=tuple(said["kind"]), since=said["since"],
            until=said["until"], significant=said["significant"], q=said["q"],
        )  # fmt: skip

    def page(self, asked: Asked):
        cursor, size = self.request.query_params.get("cursor", ""), self.asked_size()
        if cursor.startswith(NEWER):
            return page(asked, newer_than=cursor.removeprefix(NEWER), size=size)
        return page(asked, older_than=cursor, size=size)

    def asked_size(self) -> int:
        asked = self.request.query_params.get("page_size", "")
        return max(1, min(int(asked), self.largest)) if asked.isdecimal() else self.size

    def beside(self, key: str, side: str = "") -> str | None:
        if not key:
            return None
        query = self.request.query_params.copy()
        query["cursor"] = f"{side}{key}"
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")
