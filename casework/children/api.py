"""What every view set of the API shares, and the children themselves. The API only reads."""

import json
from datetime import date
from typing import Any, ClassVar

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim
from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiParameter
from rest_framework import pagination, serializers, status, viewsets
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.reverse import reverse

from casework.access.roles import Permission
from casework.children.extensions import shared_records
from casework.children.extensions.shared_records import hidden_in, tell, unknown_to
from casework.children.merged_files import kept_file
from casework.children.models import Address, AgeStatement, Child, LifeEvent, Move, Relationship
from casework.children.rest.filters import ChangedSince, Narrowed, known_to
from casework.interface.plain_text import whole_number
from casework.interface.requests.names import note_children
from casework.interface.rest.parameters import KnownParameters
from casework.interface.rows_as_json import OneRow, Place, number_of, row_of

COMPACT = (",", ":")


class NewestFirst(pagination.CursorPagination):
    """Pages by key, newest first, with no exact total."""

    ordering = "-pk"
    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 1000

    def decode_cursor(self, request):
        """Of a place that is no number there is no page."""
        cursor = super().decode_cursor(request)
        if cursor and cursor.position is not None and whole_number(cursor.position) is None:
            raise NotFound(self.invalid_cursor_message)
        return cursor


class MayReadFiles(BasePermission):
    message = "Your role does not open children’s files."

    def has_permission(self, request, view):
        worker = request.user
        return worker.is_authenticated and worker.may(Permission.READ_FILES)


class ReadOnlyViewSet(KnownParameters, viewsets.ReadOnlyModelViewSet):
    """Only the rows about children this worker may know of; for anything else, 404."""

    permission_classes = [MayReadFiles]
    pagination_class = NewestFirst
    filter_backends = [Narrowed, ChangedSince]
    filterset_fields: ClassVar[list[str]] = []
    in_bulk = False
    changed_by: ClassVar[tuple[str, ...]] = ()
    """The columns that say when a row was written or changed, where no history is kept of it."""
    related: tuple[str, ...] = ()
    prefetched: tuple[str, ...] = ()
    about: str | None = None
    """The way from a record to the children it is about, where that is not its own ``child``."""
    way_to_file: str = ""
    """The way from a record to the file it is on. Given, the database writes the rows of a list
    itself, and gives them in bulk: see docs/api.md."""
    tells_of_others = False
    """Whether a row stands, or names somebody, by whether a second file may be known of. What
    changes when that file goes out of sight no history of the row keeps: it is pulled whole."""

    def __init_subclass__(cls, **kwargs):
        """What it is of, for the schema, which asks without a worker."""
        super().__init_subclass__(**kwargs)
        if cls.serializer_class:
            cls.queryset = cls.serializer_class.Meta.model.objects.none()

    @classmethod
    def way_to_child(cls) -> str:
        if cls.about is not None:
            return cls.about
        if cls.way_to_file:
            return cls.way_to_file
        model: Any = cls.serializer_class
        names = {field.name for field in model.Meta.model._meta.fields}
        return "child" if "child" in names else ""

    def known_parameters(self) -> list[str]:
        if self.action != "list":
            return []
        pages: Any = self.paginator
        paging = ["page_size", pages.cursor_query_param]
        return [*super().known_parameters(), *known_to(self), *paging]

    def get_queryset(self):
        rows = self.serializer_class.Meta.model.objects.visible_to(self.request.user)
        return rows.select_related(*self.related).prefetch_related(*self.prefetched)

    def get_object(self):
        return tell([super().get_object()], self.request.user)[0]

    def list(self, request, *args, **kwargs):
        rows = self.filter_queryset(self.get_queryset())
        if not self.way_to_file:
            told = tell(self.paginate_queryset(rows), request.user)
            return self.get_paginated_response(self.get_serializer(told, many=True).data)
        as_json, _ = row_as_json(self, rows)
        plain = rows.select_related(None).prefetch_related(None)
        as_text = Cast(as_json, TextField())
        page = self.paginate_queryset(
            plain.values("pk", whose_file=F(self.way_to_file), row_as_json=as_text)
        )
        note_children(row["whose_file"] for row in page)
        keys = {rows.model: [row["pk"] for row in page]}
        told = self.told_otherwise(hidden_in(keys, unknown_to(request.user)))
        links = {
            "next": self.paginator.get_next_link(),
            "previous": self.paginator.get_previous_link(),
        }
        results = ",".join(told.get(row["pk"], row["row_as_json"]) for row in page)
        body = f'{json.dumps(links, separators=COMPACT)[:-1]},"results":[{results}]}}'
        return HttpResponse(body, content_type="application/json")

    def told_otherwise(self, hidden: shared_records.HiddenIn) -> dict[int, str]:
        """Rows, by key, without the sentences that name ``hidden`` children; few, in Python."""
        records = self.get_queryset().filter(pk__in=[key for _, key in hidden])
        told = shared_records.tell_with(records if hidden else (), hidden)
        rows = [(record.pk, self.get_serializer(record).data) for record in told]
        return {key: JSONRenderer().render(row).decode() for key, row in rows}


def row_as_json(view, rows) -> tuple[OneRow, set[str]]:
    """One of these rows as the serializer writes it, and the paths that are read for it."""
    annotations = frozenset(rows.query.annotations)
    place = Place(rows.model, worker=view.request.user, annotations=annotations)
    return row_of(view.get_serializer(), place), place.reads


def file_number(key: F) -> Func:
    """A child's casework number, from the key of their file."""
    return number_of(key, letter="C", digits=5)


def person_name(place: Place, way: str = "", otherwise=None):
    """A name as ``Person.name`` says it."""
    first = Coalesce(NullIf(place(f"{way}known_as"), Value("")), place(f"{way}given_name"))
    words = Concat(first, Value(" "), place(f"{way}family_name"), output_field=TextField())
    whole = Trim(words)
    otherwise = otherwise or Value("Name not known")
    return Coalesce(NullIf(whole, Value("")), otherwise, output_field=TextField())


def child_first_name(place: Place):
    """As ``Child.first_name`` says it, where nobody else on the page is called so."""
    names = ("known_as", "given_name", "family_name")
    given = [NullIf(place(f"person__{name}"), Value("")) for name in names]
    number = Concat(Value("Child "), _own_or_number(place), output_field=TextField())
    return Coalesce(*given, number, output_field=TextField())


class ChildField(serializers.CharField):
    """The child's casework number. ``way`` leads to the child where the record is a person's."""

    def __init__(self, way: str = "child", **kwargs):
        self.way = way
        source = f"{way.replace('__', '.')}.number"
        super().__init__(source=source, read_only=True, **kwargs)

    def in_sql(self, place: Place) -> Func:
        return file_number(place(self.way))


def _own_or_number(place: Place):
    own = NullIf(place("local_id"), Value(""))
    return Coalesce(own, file_number(place("pk")), output_field=TextField())


class ChildSerializer(serializers.ModelSerializer):
    number = serializers.CharField(read_only=True)
    returns_id = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    born_on = serializers.DateField(source="person.born_on", read_only=True)
    birth_known = serializers.CharField(source="person.birth_known", read_only=True)
    expected_on = serializers.DateField(source="person.expected_on", read_only=True)
    died_on = serializers.DateField(source="person.died_on", read_only=True)
    sex = serializers.CharField(source="person.sex", read_only=True)
    gender = serializers.CharField(source="person.gender", read_only=True)
    ethnicity = serializers.CharField(source="person.ethnicity", read_only=True)
    disabilities = serializers.ListField(
        child=serializers.CharField(), source="person.disabilities", read_only=True
    )
    team = serializers.CharField(source="team.name", default=None, read_only=True)
    in_sql: ClassVar = {
        "number": lambda place: file_number(place("pk")),
        "returns_id": lambda place: _own_or_number(place),
        "name": lambda place: person_name(
            place,
            "person__",
            Concat(Value("Child "), _own_or_number(place), output_field=TextField()),
        ),
    }

    class Meta:
        model = Child
        fields = [
            "id",
            "number",
            "returns_id",
            "name",
            "born_on",
            "birth_known",
            "expected_on",
            "died_on",
            "sex",
            "gender",
            "ethnicity",
            "disabilities",
            "upn",
            "former_upn",
            "upn_unknown",
            "nhs_number",
            "school",
            "restricted",
            "team",
        ]


class ChildViewSet(ReadOnlyViewSet):
    """The old number of a merged file answers 301, with the address and number of the file kept."""

    serializer_class = ChildSerializer
    way_to_file = "pk"
    related = ("person", "team")

    def retrieve(self, request, *args, **kwargs):
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            if moved := moved_to_kept(request, kwargs["pk"], "child-detail"):
                return moved
            raise


def moved_to_kept(request, number: str, name: str) -> Response | None:
    """Where this file was merged: the kept file, to those who may know of it."""
    kept = kept_file(whole_number(number) or 0, request.user)
    if kept is None:
        return None
    address = reverse(name, args=[kept.pk], request=request)
    body = {"merged_into": kept.number, "address": address}
    return Response(body, status=status.HTTP_301_MOVED_PERMANENTLY, headers={"Location": address})


class AddressSerializer(serializers.ModelSerializer):
    child = ChildField("person__child")
    moved_because = serializers.CharField(source="move.why", default="", read_only=True)

    class Meta:
        model = Address
        fields = [
            "id",
            "child",
            "kind",
            "lines",
            "postcode",
            "started_on",
            "ended_on",
            "moved_because",
        ]


class AddressViewSet(ReadOnlyViewSet):
    """Where children live and lived. ``?on=2026-08-01`` gives the addresses in force that day."""

    serializer_class = AddressSerializer
    way_to_file = "person__child"
    related = ("person__child__person", "move")

    asks = (OpenApiParameter("on", date),)

    def get_queryset(self):
        rows, on = super().get_queryset(), self.request.query_params.get("on", "")
        try:
            return rows.on(date.fromisoformat(on)) if on else rows
        except ValueError as wrong:
            raise ValidationError({"on": "Give a day such as 2026-08-01"}) from wrong


class RelationshipSerializer(serializers.ModelSerializer):
    child = ChildField("person__child")
    relative_id = serializers.IntegerField(read_only=True)
    relative_name = serializers.CharField(source="relative.name", read_only=True)
    in_sql: ClassVar = {"relative_name": lambda place: person_name(place, "relative__")}

    class Meta:
        model = Relationship
        fields = [
            "id",
            "child",
            "relative_id",
            "relative_name",
            "kind",
            "parental_responsibility",
            "responsibility_held",
            "note",
            "started_on",
            "ended_on",
            "ended_because",
        ]


class RelationshipViewSet(ReadOnlyViewSet):
    """Who is what to a child. One relative has one ``relative_id``, to however many children."""

    serializer_class = RelationshipSerializer
    way_to_file = "person__child"
    tells_of_others = True
    related = ("person__child__person", "relative")

    def get_queryset(self):
        children = Child.objects.visible_to(self.request.user)
        return super().get_queryset().filter(person__child__in=children)


class AgeStatementSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = AgeStatement
        fields = ["id", "child", "who", "said_on", "born_on", "outcome", "words", "recorded_at"]


class AgeStatementViewSet(ReadOnlyViewSet):
    """What is said of an age that is estimated or disputed, and what was decided."""

    serializer_class = AgeStatementSerializer
    way_to_file = "child"
    related = ("child__person",)


class MoveSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = Move
        fields = [
            "id",
            "child",
            "direction",
            "council",
            "moved_on",
            "told_on",
            "contact",
            "on_plan",
            "what_is_known",
            "conference_on",
            "accepted_on",
            "accepted_by",
            "recorded_at",
        ]


class MoveViewSet(ReadOnlyViewSet):
    """Moves between councils, and when responsibility passed."""

    serializer_class = MoveSerializer
    way_to_file = "child"
    related = ("child__person",)


class LifeEventSerializer(serializers.ModelSerializer):
    child = ChildField()

    class Meta:
        model = LifeEvent
        fields = [
            "id",
            "child",
            "kind",
            "happened_on",
            "told_on",
            "told_by",
            "what_is_known",
            "recorded_at",
        ]


class LifeEventViewSet(ReadOnlyViewSet):
    """Births and deaths as they were recorded."""

    serializer_class = LifeEventSerializer
    way_to_file = "child"
    related = ("child__person",)
