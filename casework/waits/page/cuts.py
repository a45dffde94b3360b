"""How waits may be divided besides the ways of every figure: by need, by provider and by area."""

from django.db.models import (
    Case,
    CharField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Upper

from casework.children.models import Address, Child
from casework.children.models.addresses import LIVING
from casework.figures.registry import CHILD, ON, Cut
from casework.support.services.needs import Need
from casework.waits.models import HelpReferral

NOT_ASKED = "Nobody asked yet"


POSTCODE = r"^([A-Z]{1,2}[0-9][A-Z0-9]?)\s*(?:[0-9][A-Z]{2})?$"


class District(Func):
    """The first half of a postcode: NM1 of NM1 4AB. Empty where it does not read as one."""

    template = f"coalesce(substring(%(expressions)s from '{POSTCODE}'), '')"
    output_field = CharField()


def area():
    """Where the child lived on the day the need was found: in a placement before at home."""
    person = Child.objects.filter(pk=OuterRef(OuterRef(CHILD))).values("person")
    begun = Q(started_on=None) | Q(started_on__lte=OuterRef(ON))
    there = Q(ended_on=None) | Q(ended_on__gt=OuterRef(ON))
    rank = Case(
        *(When(kind=kind, then=Value(place)) for place, kind in enumerate(LIVING)),
        default=Value(len(LIVING)),
        output_field=IntegerField(),
    )
    homes = Address.objects.filter(begun, there, person=Subquery(person), kind__in=LIVING)
    lived = homes.annotate(rank=rank, district=District(Upper(F("postcode"))))
    ordered = lived.order_by("rank", F("started_on").desc(nulls_last=True), "-pk")
    return Subquery(ordered.values("district")[:1])


def provider(day):
    """Who was asked last by this day."""
    asked = HelpReferral.objects.filter(need=OuterRef("pk"), referred_on__lte=day)
    last = asked.order_by("-referred_on", "-pk")
    named = last.annotate(who=Coalesce("service__provider", "provider"))
    return Coalesce(Subquery(named.values("who")[:1]), Value(""))


def as_they_come(worker) -> list[tuple[str, str]]:
    """Names nobody can list beforehand: those found stand in the order of the alphabet."""
    return []


def own_cuts(day) -> dict[str, Cut]:
    return {
        "help": Cut(
            name="help",
            label="Need for help",
            value=F("need"),
            choices=lambda worker: list(Need.choices),
        ),
        "provider": Cut(
            name="provider", label="Provider", value=provider(day), choices=as_they_come
        ),
        "area": Cut(name="area", label="Area", value=area(), choices=as_they_come),
    }


UNKNOWN = {"provider": NOT_ASKED, "area": "Not known"}
