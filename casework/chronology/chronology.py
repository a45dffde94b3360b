"""The events of what lies beneath every app: births, moves, names, workers and dangers."""

from django.db.models import Case, F, Func, Q, TextField, Value, When
from django.db.models.functions import Concat, Replace

from casework.children.codes import AllocationRole
from casework.children.models import Address, AgeStatement, Alert, Allocation, Child, PersonName
from casework.chronology.patterns import Repeats, before
from casework.chronology.registry import Events, registry

WORKER = Concat("worker__first_name", Value(" "), "worker__last_name")
PART = Case(
    *(
        When(role=code, then=Value(f"{label[:1].lower()}{label[1:]}"))
        for code, label in AllocationRole.choices
    )
)
NAME = Concat("given_name", Value(" "), "family_name")
ONE_LINE = Case(
    When(lines="", postcode="", then=Value("an address not written down yet")),
    When(lines="", then=F("postcode")),
    default=Replace("lines", Value("\n"), Value(", "), output_field=TextField()),
    output_field=TextField(),
)
AGE_SAID = Concat(
    Case(*(When(who=who, then=Value(label)) for who, label in AgeStatement.Who.choices)),
    Value(" on the age: "),
    Case(
        *(When(outcome=code, then=Value(label)) for code, label in AgeStatement.Outcome.choices),
        When(born_on=None, then=Value("no date given")),
        default=Func(F("born_on"), Value('"born "FMDD FMMonth YYYY'), function="to_char"),
        output_field=TextField(),
    ),
    output_field=TextField(),
)
MOVED = Case(
    When(kind=Address.Kind.STAYING, then=Value("Went to stay at ")),
    When(kind=Address.Kind.PLACEMENT, then=Value("Placed at ")),
    default=Value("Moved to "),
)


def of_person(model):
    """Rows about a person who is a child with a file."""
    return lambda: model.objects.filter(person__child__isnull=False)


registry.add(
    Events(
        code="born",
        order=1,
        records=Child.objects.all,
        happened="person__born_on",
        title="Born",
        significant=True,
        url="family",
        kind="family",
        child="pk",
    )
)

registry.add(
    Events(
        code="died",
        order=99,
        ends=True,
        records=Child.objects.all,
        happened="person__died_on",
        title="Died",
        significant=True,
        url="family",
        kind="family",
        child="pk",
    )
)

registry.add(
    Events(
        code="moved",
        happened="started_on",
        url="family",
        kind="family",
        child="person__child",
        records=lambda: of_person(Address)().exclude(kind=Address.Kind.OTHER),
        title=Concat(MOVED, ONE_LINE),
        significant=Q(kind=Address.Kind.PLACEMENT),
    )
)

registry.add(
    Events(
        code="age",
        happened="said_on",
        url="age",
        kind="family",
        records=AgeStatement.objects.all,
        title=AGE_SAID,
        detail="words",
        significant=Q(who="assessment"),
    )
)

registry.add(
    Events(
        code="named",
        records=of_person(PersonName),
        happened="until",
        url="family",
        kind="family",
        child="person__child",
        title=Concat(Value("New name; until then "), NAME),
    )
)

registry.add(
    Events(
        code="allocated",
        order=15,
        records=Allocation.objects.all,
        happened="started_on",
        url="family",
        kind="family",
        title=Concat(WORKER, Value(" became "), PART),
    )
)

registry.add(
    Events(
        code="allocation_ended",
        order=14,
        records=Allocation.objects.all,
        happened="ended_on",
        url="family",
        kind="family",
        title=Concat(WORKER, Value(" stopped being "), PART),
        detail="reason",
    )
)

registry.add(
    Events(
        code="danger",
        records=Alert.objects.all,
        happened="started_on",
        url="child",
        kind="family",
        title=Concat(Value("Danger written down: "), F("text")),
        significant=Q(danger=True),
    )
)

registry.add(
    Events(
        code="danger_ended",
        ends=True,
        records=Alert.objects.all,
        happened="ended_on",
        url="child",
        kind="family",
        title=Concat(Value("Danger over: "), F("text")),
    )
)

before.add(
    Repeats(
        code="workers",
        order=80,
        thing="social workers",
        short="",
        happened="started_on",
        records=lambda: Allocation.objects.filter(role=AllocationRole.LEAD),
        until="ended_on",
        title=WORKER,
        detail="reason",
        url="family",
    )
)
