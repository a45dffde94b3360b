from typing import ClassVar

from django.db.models import Case, Exists, OuterRef, TextField, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from rest_framework import serializers

from casework.actions.models import NOT_NAMED, Action
from casework.children.api import ChildField, ReadOnlyViewSet, person_name
from casework.children.models import Child
from casework.interface.rows_as_json import Place


def owner_in_sql(place: Place) -> Case:
    """As ``Action.owner`` says it: another child is named only to whoever may know of them."""
    known = Child.objects.visible_to(place.worker)
    named = (
        place.when(owner_person__child__isnull=True)
        | place.when(owner_person__child=place("child"))
        | Exists(known.filter(person=OuterRef(place.path("owner_person"))))
    )
    return Case(
        When(~named, then=Value(NOT_NAMED)),
        When(place.when(owner_worker__isnull=False), then=worker_name(place, "owner_worker__")),
        When(place.when(owner_person__isnull=False), then=person_name(place, "owner_person__")),
        default=place("owner_name"),
        output_field=TextField(),
    )


def worker_name(place: Place, way: str):
    """As ``Worker.name`` says it."""
    first, last = place(f"{way}first_name"), place(f"{way}last_name")
    whole = Trim(Concat(first, Value(" "), last, output_field=TextField()))
    return Coalesce(NullIf(whole, Value("")), place(f"{way}username"), output_field=TextField())


class ActionSerializer(serializers.ModelSerializer):
    """A promise made for a child: who, by when, and what changed for the child."""

    child = ChildField()
    owner = serializers.CharField(read_only=True)
    in_sql: ClassVar = {"owner": owner_in_sql}

    class Meta:
        model = Action
        fields = [
            "id",
            "child",
            "source",
            "what",
            "for_child",
            "owner",
            "owner_agency",
            "agreed_on",
            "due_on",
            "due_event",
            "done_on",
            "what_changed",
            "dropped_on",
            "dropped_because",
            "recorded_at",
        ]


class ActionViewSet(ReadOnlyViewSet):
    serializer_class = ActionSerializer
    way_to_file = "child"
    tells_of_others = True
    related = ("child__person",)
    filterset_fields = ["source"]

    def get_queryset(self):
        return super().get_queryset().with_owner(self.request.user)
