"""The events of what lies beneath every app: births, moves, names, workers and dangers."""

from django.db.models import Case, F, Q, TextField, Value, When
from django.db.models.functions import Concat, Replace

from casework.children.codes import AllocationRole
from casework.children.models import Address, Alert, Allocation, Child, PersonName
from casework.chronology.before import Repeats, before
from casework.chronology.registry import Events, registry

WORKER = Concat("worker__first_name", Value(" "), "worker__last_name")
PART = Case(
    *(
        When(role=code, then=Value(f"{label[:1].lower()}{label[1:]}"))
        for code, label in AllocationRole.choices
    )
)
NAME = Concat("given_name", Value(" "), "family_name")
ONE_LINE = Replace("lines", Value("\n"), Value(", "), output_field=TextField())
MOVED = Case(
    When(kind=Address.Kind.STAYING, then=Value("Went to stay at ")),
    When(kind=Address.Kind.PLACEMENT, then=Value("Placed at ")),
    default=Value("Moved to "),
)


def of_person(model):
    """Rows about a person who is a child with a file."""
    return lambda: model.objects.filter(person__child__isnull=False)


registry.add(Events(
    code="born", records=Child.objects.all, happened="person__born_on", title="Born",
    significant=True, url="family", kind="family", child="pk",
))  # fmt: skip

registry.add(Events(
    code="died", records=Child.objects.all, happened="person__died_on", title="Died",
    significant=True, url="family", kind="family", child="pk",
))  # fmt: skip

registry.add(Events(
    code="moved", happened="started_on", url="family", kind="family", child="person__child",
    records=lambda: of_person(Address)().exclude(kind=Address.Kind.OTHER),
    title=Concat(MOVED, ONE_LINE), significant=Q(kind=Address.Kind.PLACEMENT),
))  # fmt: skip

registry.add(Events(
    code="named", records=of_person(PersonName), happened="until", url="family", kind="family",
    child="person__child", title=Concat(Value("New name; until then "), NAME),
))  # fmt: skip

registry.add(Events(
    code="allocated", records=Allocation.objects.all, happened="started_on", url="family",
    kind="family", title=Concat(WORKER, Value(" became "), PART),
))  # fmt: skip

registry.add(Events(
    code="allocation_ended", records=Allocation.objects.all, happened="ended_on", url="family",
    kind="family", title=Concat(WORKER, Value(" stopped being "), PART), detail="reason",
))  # fmt: skip

registry.add(Events(
    code="danger", records=Alert.objects.all, happened="started_on", url="child", kind="family",
    title=Concat(Value("Danger written down: "), F("text")), significant=Q(danger=True),
))  # fmt: skip

registry.add(Events(
    code="danger_ended", records=Alert.objects.all, happened="ended_on", url="child",
    kind="family", title=Concat(Value("Danger over: "), F("text")),
))  # fmt: skip

before.add(
    Repeats(
        code="workers", order=80, thing="social workers", short="", happened="started_on",
        records=lambda: Allocation.objects.filter(role=AllocationRole.LEAD), until="ended_on",
        title=WORKER, detail="reason", url="family",
    )
)  # fmt: skip
