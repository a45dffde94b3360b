"""Bulk pulls for data teams: every record of a kind that a worker may know of, as fast as the
database gives it. See docs/api.md.

Each kind is read off the view set that gives the same records page by page: its permission, whom
it shows, how it may be narrowed, and the fields of its serializer.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import URLPattern, path
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework import renderers, serializers, status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.views import APIView

from casework.children.api import COMPACT, ReadOnlyViewSet, row_as_json
from casework.children.bulk import changes, operations
from casework.children.bulk.horizon import Horizon
from casework.children.bulk.stream import Harvest, batches
from casework.children.models.looks import Pull
from casework.children.rest.filters import parameters_of
from casework.interface.replica import catch_up, from_replica
from casework.interface.rest.parameters import KnownParameters
from casework.interface.rest.problems import MEDIA_TYPE, ProblemSerializer

LINES = "application/x-ndjson"
PAGE, MOST = 1_000, 10_000
OURS = {"page_size", "cursor", "updated_since", "format"}
SALT = "bulk pull"


class Lines(renderers.JSONRenderer):
    """So that a client may say that it takes lines; an error is JSON all the same."""

    media_type = LINES
    format = "ndjson"


class BeginAgain(APIException):
    status_code = status.HTTP_410_GONE
    default_detail = (
        "That pull was made of another copy of the database, put back from a backup perhaps, which"
        " does not know what changed since: pull everything once more."
    )


@dataclass(frozen=True)
class Asked:
    """What a client asked for, and of which pull it is the next page or the sequel."""

    words: str
    size: int | None
    pull: Pull | None = None
    after: int = 0
    follows: Pull | None = None


class BulkView(KnownParameters, APIView):
    """One kind of record, whole or since a pull."""

    view_set: ClassVar[type[ReadOnlyViewSet]]
    records: ClassVar[str]
    renderer_classes = [renderers.JSONRenderer, Lines]

    @from_replica
    def get(self, request):
        asked = self.read(request)
        harvest = self.harvest(request)
        if asked.follows:
            harvest = self.since(harvest, asked.follows)
        if asked.size:
            return self.page(request, asked, harvest)
        return self.stream(request, asked, harvest)

    def harvest(self, request) -> Harvest:
        """The same rows as the ordinary view gives this worker, and nothing about whose."""
        view = self.ordinary_view(request)
        rows = view.filter_queryset(view.get_queryset())
        row, reads = row_as_json(view, rows)
        plain = rows.select_related(None).prefetch_related(None)
        return Harvest(plain, row, self.view_set.way_to_file, frozenset(reads), view)

    def ordinary_view(self, request) -> ReadOnlyViewSet:
        facts = {"action": "list", "in_bulk": True, "format_kwarg": None, "args": (), "kwargs": {}}
        return self.view_set(request=request, **facts)

    def since(self, harvest: Harvest, follows: Pull) -> Harvest:
        wrong = "No history says what changed of these: pull them whole, without updated_since"
        if self.view_set.tells_of_others:
            raise ValidationError({"updated_since": wrong})
        try:
            return harvest.changed(follows)
        except changes.NotTold as missing:
            raise ValidationError({"updated_since": wrong}) from missing

    # What was asked

    def read(self, request) -> Asked:
        given = request.query_params
        words = urlencode(sorted((k, v) for k, v in given.items() if k not in OURS))
        size = self.read_size(given.get("page_size"))
        if "cursor" in given:
            facts = self.facts(given["cursor"], "cursor", request)
            pull = facts["pull"]
            self.belongs(pull, words, "cursor")
            return Asked(words, size or PAGE, pull, facts["after"], pull.follows)
        follows = None
        if "updated_since" in given:
            follows = self.facts(given["updated_since"], "updated_since", request)["pull"]
            self.belongs(follows, words, "updated_since")
            self.ended(follows)
        return Asked(words, size, follows=follows)

    @staticmethod
    def read_size(given: str | None) -> int | None:
        if given is None:
            return None
        if not re.fullmatch("[0-9]{1,6}", given) or not 1 <= int(given) <= MOST:
            raise ValidationError({"page_size": f"Give a number from 1 to {MOST}"})
        return int(given)

    @staticmethod
    def facts(given: str, name: str, request) -> dict[str, Any]:
        yours = {name: "Give what an earlier pull of yours said"}
        try:
            facts = signing.loads(given, salt=SALT)
        except signing.BadSignature as wrong:
            raise ValidationError(yours) from wrong
        pulls = Pull.objects.select_related("worker", "follows")
        pull = pulls.filter(pk=facts["p"], begun_at=facts["b"]).first()
        if pull is None:
            raise BeginAgain
        if pull.worker_id != request.user.pk:
            raise ValidationError(yours)
        if pull.cluster != Horizon.now().cluster:
            raise BeginAgain
        return {"pull": pull, "after": facts.get("a", 0)}

    def belongs(self, pull: Pull, words: str, name: str) -> None:
        if (pull.records, pull.asked) != (self.records, words[:500]):
            raise ValidationError({name: "That pull asked for something else"})

    @staticmethod
    def ended(pull: Pull) -> None:
        if pull.ended_at is None:
            wrong = "That pull was not read to its end: make it again"
            raise ValidationError({"updated_since": wrong})

    def begin(self, request, asked: Asked) -> Pull:
        return operations.begin(
            worker=request.user, records=self.records, asked=asked.words, follows=asked.follows
        )

    # What is answered

    def stream(self, request, asked: Asked, harvest: Harvest) -> StreamingHttpResponse:
        pull = self.begin(request, asked)
        catch_up()  # what the pull says it saw
        operations.cover(pull, harvest.rows, harvest.child)
        response = StreamingHttpResponse(as_lines(harvest, pull), content_type=LINES)
        response["Cache-Control"] = "no-store"
        return response

    def page(self, request, asked: Asked, harvest: Harvest) -> HttpResponse:
        pull = asked.pull or self.begin(request, asked)
        catch_up()
        size = asked.size or PAGE
        read = harvest.page(asked.after, size + 1)
        rows, more = read[:size], len(read) > size
        operations.note_page(pull, (file for _, file, _ in rows), len(rows), last=not more)
        gone = list(harvest.gone(pull.follows)) if pull.follows and not asked.pull else []
        to_come = self.next_page(request, pull, rows[-1][0], size) if more else None
        ends = {"gone": gone, "next": to_come, "updated_since": None if more else token(pull)}
        results, links = ",".join(row for *_, row in rows), json.dumps(ends, separators=COMPACT)
        body = f'{{"results":[{results}],{links[1:]}'
        response = HttpResponse(body, content_type="application/json")
        response["Cache-Control"] = "no-store"
        return response

    @staticmethod
    def next_page(request, pull: Pull, after: int, size: int) -> str:
        query = request.query_params.copy()
        query.pop("updated_since", None)
        query["page_size"], query["cursor"] = str(size), token(pull, after)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def token(pull: Pull, after: int | None = None) -> str:
    """Says nothing to who holds it, and is good for nobody else."""
    facts = {"p": pull.pk, "b": pull.begun_at.isoformat()}
    if after is not None:
        facts["a"] = after
    return signing.dumps(facts, salt=SALT)


def as_lines(harvest: Harvest, pull: Pull) -> Iterator[str]:
    """What is gone, then the rows, then a line that says it is the end: without it the rest was
    lost on the way."""
    count, whole, files = 0, False, set[int]()
    try:
        if pull.follows:
            gone = [json.dumps(record) for record in harvest.gone(pull.follows)]
            yield "".join(f"{line}\n" for line in gone)
        for batch in batches(harvest):
            count += len(batch)
            files.update(file for _, file, _ in batch)
            yield "\n".join(row for *_, row in batch) + "\n"
        whole = True
    finally:
        operations.note_end(pull, files, count, whole=whole)
    yield json.dumps({"end": True, "rows": count, "updated_since": token(pull)}) + "\n"


# The addresses


class EndSerializer(serializers.Serializer):
    """The last line of a stream."""

    end = serializers.BooleanField()
    rows = serializers.IntegerField()
    updated_since = serializers.CharField()


def page_serializer(view_set, name: str) -> type[serializers.Serializer]:
    gone = serializers.ListField(child=serializers.DictField(), help_text="What to delete")
    fields = {
        "results": view_set.serializer_class(many=True),
        "gone": gone,
        "next": serializers.URLField(allow_null=True),
        "updated_since": serializers.CharField(allow_null=True),
    }
    return type(f"Bulk{name}Page", (serializers.Serializer,), fields)


PARAMETERS = [
    OpenApiParameter("page_size", int, description=f"Answer in pages of so many, at most {MOST}"),
    OpenApiParameter("cursor", str, description="The next page, as the last one said"),
    OpenApiParameter("updated_since", str, description="What an earlier pull ended with"),
]


def view_of(route: str, view_set) -> type[BulkView]:
    name = view_set.__name__.removesuffix("ViewSet")
    facts = {
        "view_set": view_set,
        "records": route,
        "permission_classes": view_set.permission_classes,
        "asks": (*PARAMETERS, *view_set.asks, *parameters_of(view_set)),
        "__doc__": f"{(view_set.__doc__ or name).strip()}\n\nAll of them at once, for data teams.",
    }
    view = type(f"Bulk{name}View", (BulkView,), facts)
    words = "A record a line; then a line that says `end`, and what to give as `updated_since`."
    another_copy = BeginAgain.default_detail
    answers = {
        (200, LINES): OpenApiResponse(view_set.serializer_class, description=words),
        (200, "application/json"): page_serializer(view_set, name),
        (410, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description=another_copy),
    }
    about = extend_schema(operation_id=f"bulk_{route.replace('-', '_')}", responses=answers)
    return extend_schema_view(get=about)(view)


def offered(router) -> dict[str, type[ReadOnlyViewSet]]:
    """The kinds of record that say how they hang on a child's file."""
    return {
        route: view_set
        for route, view_set, _ in router.registry
        if getattr(view_set, "way_to_file", "")
    }


def bulk_addresses(router) -> list[URLPattern]:
    return [
        path(f"bulk/{route}/", view_of(route, view_set).as_view(), name=f"bulk-{route}")
        for route, view_set in offered(router).items()
    ]
