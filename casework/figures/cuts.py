"""Who the children are: the ways every figure may be divided, each answered as of the row's day.

A team and a worker are those of the day, from the dates of allocations. What is found out about a
child rather than changes (ethnicity, disability) is what is on the file now.
"""

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Func
from django.db.models.fields import IntegerField
from django.db.models.functions import Coalesce

from casework.access.models import Team, Worker
from casework.access.roles import Permission
from casework.children.allocation.parts import LEADS
from casework.children.codes import Ethnicity
from casework.children.models import Allocation, Child
from casework.figures.registry import CHILD, ON, Cut, cuts
from casework.interface.plain_text import whole_number

AGES = [
    ("unborn", "Not born yet"),
    ("0", "Under 1"),
    ("1", "1 to 4"),
    ("5", "5 to 9"),
    ("10", "10 to 15"),
    ("16", "16 and over"),
    ("", "Age not known"),
]
ORIGINS = {
    "white": ("White", "W"),
    "mixed": ("Mixed", "M"),
    "asian": ("Asian", "A"),
    "black": ("Black", "B"),
}


class AgeOn(Func):
    """Whole years from a date of birth to a day."""

    function = "date_part"
    template = "date_part('year', age(%(expressions)s))::int"
    output_field = IntegerField()


def of_child_that_day(rows, until: str = "ended_on"):
    """Of a child's rows from ``started_on`` until a day, those that stood on the day asked of."""
    still = Q(**{until: None}) | Q(**{f"{until}__gt": OuterRef(ON)})
    return rows.filter(still, child=OuterRef(CHILD), started_on__lte=OuterRef(ON))


def led():
    """The social worker before the lead practitioner."""
    lead = Allocation.objects.filter(role__in=LEADS)
    return of_child_that_day(lead).order_by("role", "-started_on", "-pk")


def team():
    """The team of whoever led the work that day; where nobody did, the team that has the child."""
    now = Child.objects.filter(pk=OuterRef(CHILD)).values("team")
    return Coalesce(Subquery(led().values("team")[:1]), Subquery(now[:1]))


def age():
    """The age band on the day. DfE's, as the census tables show them."""
    child = Child.objects.filter(pk=OuterRef(CHILD)).annotate(
        years=AgeOn(OuterRef(ON), F("person__born_on"))
    )
    band = Case(
        When(Q(person__born_on=None) & Q(person__expected_on__isnull=False), then=Value("unborn")),
        When(person__born_on=None, then=Value("")),
        When(person__born_on__gt=OuterRef(ON), then=Value("unborn")),
        *[When(years__gte=years, then=Value(str(years))) for years in (16, 10, 5, 1)],
        default=Value("0"),
        output_field=CharField(),
    )
    return Subquery(child.annotate(band=band).values("band")[:1])


def ethnicity():
    """The broad groups of the census; China's people are counted Asian, as since 2011."""
    code = "person__ethnicity"
    unknown = (Ethnicity.REFU, Ethnicity.NOBT)
    group = Case(
        When(Q(**{f"{code}__in": unknown}), then=Value("")),
        When(Q(**{code: Ethnicity.CHNE}), then=Value("asian")),
        *[
            When(Q(**{f"{code}__startswith": letter}), then=Value(name))
            for name, (_, letter) in ORIGINS.items()
        ],
        default=Value("other"),
        output_field=CharField(),
    )
    return _of_child(group)


def disability():
    has = Case(
        When(person__disabilities=[], then=Value("")),
        When(person__disabilities=["NONE"], then=Value("no")),
        default=Value("yes"),
        output_field=CharField(),
    )
    return _of_child(has)


def _of_child(value):
    child = Child.objects.filter(pk=OuterRef(CHILD))
    return Subquery(child.annotate(cut_value=value).values("cut_value")[:1])


def teams(worker):
    rows = Team.objects.filter(authority=worker.authority).values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows] + [("", "No team")]


def workers(worker):
    """A named worker's figures are for those who decide on their work, and for themselves."""
    return _named(_may_ask_of(worker))


def some_workers(worker, data):
    """A council has a thousand: of the team asked for or the reader's own, and whoever is asked for
    already."""
    team = whole_number(data.get("team") or "") or worker.team_id
    of_team = Q(team=team) if team else Q(pk=None)
    asked = Q(pk=whole_number(data.get("worker") or "") or 0)
    return _named(_may_ask_of(worker).filter(of_team | asked))


def _may_ask_of(worker):
    held = Allocation.objects.filter(worker=OuterRef("pk"))
    people = Worker.objects.of(worker.authority).filter(Exists(held))
    if not worker.may(Permission.DECIDE):
        return people.filter(pk=worker.pk)
    if worker.may(Permission.SEE_WHOLE_SERVICE):
        return people
    return people.filter(team=worker.team_id)


def _named(people):
    named = people.order_by("last_name", "first_name")
    return [(str(person.pk), person.name) for person in named] + [("", "No social worker")]


def ever_with_team(value: str) -> Q:
    """Children whom the team has, or had: no other row is its own on any day."""
    led_by = Allocation.objects.filter(team=int(value))
    return Q(team=int(value)) | Q(pk__in=led_by.values("child"))


def ever_with_worker(value: str) -> Q:
    return Q(pk__in=Allocation.objects.filter(worker=int(value)).values("child"))


def declare() -> None:
    cuts.add(
        Cut(name="team", label="Team", value=team(), choices=teams, children=ever_with_team),
        Cut(
            name="worker",
            label="Social worker",
            choices=workers,
            offered=some_workers,
            value=Subquery(led().values("worker")[:1]),
            children=ever_with_worker,
        ),
        Cut(name="age", label="Age", value=age(), choices=lambda worker: AGES),
        Cut(
            name="ethnicity",
            label="Ethnicity",
            value=ethnicity(),
            choices=lambda worker: [
                *((name, words) for name, (words, _) in ORIGINS.items()),
                ("other", "Another group"),
                ("", "Not known"),
            ],
        ),
        Cut(
            name="disability",
            label="Disability",
            value=disability(),
            choices=lambda worker: [("yes", "Disabled"), ("no", "Not disabled"), ("", "Not known")],
        ),
    )
