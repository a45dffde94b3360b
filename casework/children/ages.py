"""The day a person turns 18, asked of the database."""

from django.db.models import Case, DateField, Func, Q, When
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from casework.children.codes import BirthKnown


class EighteenOn(Func):
    """The 18th birthday. A person reaches an age at the start of the birthday (Family Law Reform
    Act 1969, section 9); one born on 29 February, on 1 March."""

    template = (
        "((%(expressions)s + interval '18 years' + CASE WHEN to_char(%(expressions)s, 'MMDD') ="
        " '0229' THEN interval '1 day' ELSE interval '0' END)::date)"
    )
    output_field = DateField()


class InMonths(Func):
    """So many months from today, by the day of the month."""

    template = "((now() AT TIME ZONE 'Europe/London')::date + make_interval(months => %(months)s))"
    arity = 0
    output_field = DateField()

    def __init__(self, months: int):
        super().__init__(months=months)


def grown_up(children):
    """Those who have turned 18. Whose age is disputed is a child until it is decided."""
    decided = children.exclude(person__birth_known=BirthKnown.DISPUTED)
    return decided.annotate(eighteen_on=EighteenOn("person__born_on")).filter(
        eighteen_on__lte=InMonths(0)
    )


def eighteen_soon(months: int = 6) -> dict:
    """Annotations of a child: the 18th birthday, where it is to come and so near. Told ahead."""
    birthday = EighteenOn("person__born_on")
    soon = Q(GreaterThan(birthday, InMonths(0)), LessThanOrEqual(birthday, InMonths(months)))
    return {"eighteen_soon_on": Case(When(soon, then=birthday), output_field=DateField())}
