"""The chronology of one child, or of the family, for other systems. It only reads, page by key."""

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from casework.children.api import MayReadFiles, moved_to_kept
from casework.children.models import Child
from casework.chronology.forms import ChronologyFilter
from casework.chronology.registry import registry
from casework.chronology.timeline import EventQuery, page
from casework.interface.plain_text import whole_number
from casework.interface.rest.parameters import KnownParameters, asked

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


class EventsSerializer(serializers.Serializer):
    """One page of a chronology."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = EventSerializer(many=True)


class ChronologyView(KnownParameters, GenericAPIView):
    """``family=1`` adds the brothers and sisters the worker may know of. ``kind``, ``since``,
    ``until``, ``significant`` and ``q`` are those of the page; ``cursor`` comes from ``next``."""

    permission_classes = [MayReadFiles]
    serializer_class = EventSerializer
    pagination_class = None
    queryset = Child.objects.none()
    asks = asked(
        "family", "child", "kind", "since", "until", "significant", "q", "cursor", "page_size"
    )
    size, largest = 100, 1000

    @extend_schema(responses=EventsSerializer)
    def get(self, request, pk):
        known = Child.objects.visible_to(request.user).with_person()
        child = known.filter(pk=pk).first()
        if child is None:
            if moved := moved_to_kept(request, str(pk), request.resolver_match.view_name):
                return moved
            raise NotFound
        siblings = known.siblings_of(child) if request.query_params.get("family") else []
        family = {child.pk: child for child in [child, *siblings]}
        events_page = self.page(self.event_query(request, family))
        events = self.get_serializer(events_page.events, many=True, context={"family": family})
        return Response(
            {
                "next": self.beside(events_page.older),
                "previous": self.beside(events_page.newer, NEWER),
                "results": events.data,
            }
        )

    def event_query(self, request, family: dict) -> EventQuery:
        form = ChronologyFilter(request.query_params, list(family.values()))
        if not form.is_valid():
            raise ValidationError(cast(dict[str, Any], form.errors))
        data = form.cleaned_data
        return EventQuery(
            tuple(data.get("child") or family),
            kinds=tuple(data["kind"]),
            since=data["since"],
            until=data["until"],
            significant=data["significant"],
            q=data["q"],
        )

    def page(self, query: EventQuery):
        cursor, size = self.request.query_params.get("cursor", ""), self.asked_size()
        if cursor.startswith(NEWER):
            newer_than = cursor.removeprefix(NEWER)
            return page(query, self.request.user, newer_than=newer_than, size=size)
        return page(query, self.request.user, older_than=cursor, size=size)

    def asked_size(self) -> int:
        size = whole_number(self.request.query_params.get("page_size", ""))
        return self.size if size is None else max(1, min(size, self.largest))

    def beside(self, key: str, side: str = "") -> str | None:
        if not key:
            return None
        query = self.request.query_params.copy()
        query["cursor"] = f"{side}{key}"
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")
