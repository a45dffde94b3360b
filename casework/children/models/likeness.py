"""Whether a child may be one who has a file already: by a number, or by name and birth date."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import (
    CharField,
    F,
    FloatField,
    Func,
    Q,
    QuerySet,
    TextField,
    Transform,
    Value,
)
from django.db.models.lookups import GreaterThanOrEqual

from casework.children.models.search import people_matching
from casework.interface.plain_text import whole_number

CLOSE = 0.6
"""How alike both names must be where the birth date does not say the same."""
AROUND_BIRTH = timedelta(days=60)
WEEK = timedelta(days=7)
NUMBERS = ("nhs_number", "upn", "former_upn", "local_id")


@CharField.register_lookup
@TextField.register_lookup
class Plainly(Transform):
    """Lower case without accents, by a function that an index can be made on."""

    lookup_name = "plainly"
    function = "public.casework_plainly"
    output_field = TextField()


class Similarity(Func):
    function = "SIMILARITY"
    output_field = FloatField()


if TYPE_CHECKING:
    QuerySetBase = QuerySet
else:
    QuerySetBase = object


class LikenessQuerySetMixin(QuerySetBase):
    def likely_duplicates(
        self,
        *,
        given_name="",
        family_name="",
        born_on=None,
        expected_on=None,
        numbers=(),
        address="",
    ):
        """Children who may be the one meant: same number, close names and birth date, or an address
        where they live or lived.

        Each way of being alike is asked by an index of its own.
        """
        every = self.model._default_manager.order_by()
        alike = [every.filter(same) for number in numbers for same in same_number(number)]
        merged = type(self)(self.model).filter(merged_into__isnull=False)
        alike += [
            every.filter(pk__in=merged.filter(same).values("merged_into"))
            for number in numbers
            for same in same_number(number)
        ]
        if family_name:
            alike += [every.filter(q) for q in same_names(given_name, family_name, born_on)]
            alike += [
                every.filter(names & day_may_be(born_on, expected_on))
                for names in close_names(given_name, family_name)
            ]
        if address:
            alike.append(every.filter(person__in=people_matching(address)))
        if not alike:
            return self.none()
        first, *others = (likeness.values("pk") for likeness in alike)
        return self.filter(pk__in=first.union(*others) if others else first)


def same_number(number: str) -> list[Q]:
    """Any number a child is known by: of the NHS, the school, an earlier system, or our own."""
    number = number.replace(" ", "")
    if not number:
        return []
    typed = {number, number.upper()}
    same = [Q(**{f"{field}__in": typed}) for field in NUMBERS]
    ours = whole_number(number[1:]) if number[0] in "Cc" else None
    return [*same, Q(pk=ours)] if ours else same


def plainly(text) -> Plainly:
    """Of what was typed, or of a name that the query itself reads."""
    return Plainly(Value(text, TextField()) if isinstance(text, str) else text)


def similar(field: str, text) -> Q:
    return Q(**{f"{field}__plainly__trigram_similar": plainly(text)})


def close(field: str, text) -> Q:
    """So alike that a letter or two were mistyped; the index finds the similar first."""
    how = Similarity(Plainly(F(field)), plainly(text))
    return similar(field, text) & Q(GreaterThanOrEqual(how, CLOSE))


def pairs(given_name, family_name, alike) -> list[Q]:
    """Both names, as they stand, as the child likes to be called, the wrong way round, or as they
    were before. A baby without a first name yet is known by the last."""
    last = alike("person__family_name", family_name)
    if not given_name:
        return [last]
    first = alike("person__given_name", given_name)
    before = alike("person__other_names__family_name", family_name)
    return [
        first & last,
        alike("person__known_as", given_name) & last,
        alike("person__given_name", family_name) & alike("person__family_name", given_name),
        first & before,
        alike("person__other_names__given_name", given_name) & before,
    ]


def same_names(given_name: str, family_name: str, born_on: date | None) -> list[Q]:
    """Similar names with the very birth date; and the last name with it, whatever the first."""
    if born_on is None:
        return []
    day = Q(person__born_on=born_on)
    similars = [names & day for names in pairs(given_name, family_name, similar)]
    twins = close("person__family_name", family_name) & Q(restricted=False) & day
    return [*similars, twins] if given_name else similars


def close_names(given_name: str, family_name: str) -> list[Q]:
    return pairs(given_name, family_name, close)


def day_may_be(born_on: date | None, expected_on: date | None) -> Q:
    """A birth date that could be this one, mistyped; one not written down could be any."""
    unwritten = Q(person__born_on=None, person__expected_on=None)
    if born_on:
        span = (born_on - AROUND_BIRTH, born_on + AROUND_BIRTH)
        expected = Q(person__born_on=None, person__expected_on__range=span)
        return unwritten | expected | mistyped(born_on)
    if expected_on:
        span = (expected_on - AROUND_BIRTH, expected_on + AROUND_BIRTH)
        expected = Q(person__born_on=None, person__expected_on__range=span)
        return unwritten | expected | Q(person__born_on__range=span)
    return Q()


def mistyped(day: date) -> Q:
    """Within a week, two of its three parts right, or the day and month the other way round."""
    near = Q(person__born_on__range=(day - WEEK, day + WEEK))
    return near | parts_alike(day.year, day.month, day.day)


def parts_alike(year, month, of_month) -> Q:
    """Two of the three parts of a birth date right, or the day and month the other way round."""
    return (
        _parts(year=year, month=month)
        | _parts(year=year, day=of_month)
        | _parts(month=month, day=of_month)
        | _parts(year=year, month=of_month, day=month)
    )


def _parts(**same) -> Q:
    return Q(**{f"person__born_on__{part}": number for part, number in same.items()})
