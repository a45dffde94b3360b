"""The expressions of which a row of JSON is made."""

import json
from collections.abc import Mapping

from django.db.models import F, Func, JSONField, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf

MOST_KEYS = 50
"""PostgreSQL takes a hundred arguments of a function: a key and a value for each field."""


class OneRow(Func):
    """An object, key after key, in the order given."""

    function = "json_build_object"
    output_field = JSONField()

    def __init__(self, fields: Mapping):
        if len(fields) > MOST_KEYS:
            raise ValueError(f"{len(fields)} fields are more than one row of JSON can hold")
        super().__init__(*(part for name, what in fields.items() for part in (Value(name), what)))

    def _resolve_output_field(self):
        return JSONField()


class ManyRows(Subquery):
    """A list of what a query gives, in its order; an empty one where it gives nothing."""

    template = "array_to_json(ARRAY(%(subquery)s))"
    output_field = JSONField()


class Instant(Func):
    """An instant as the API writes it: in the time of the country, to the second or finer."""

    function = "api_instant"
    output_field = TextField()


class LookUp(Func):
    """What a table of words says of a key; nothing where it does not say."""

    template = "(%(words)s::jsonb ->> (%(expressions)s))"
    output_field = TextField()

    def __init__(self, key, words: Mapping[str, str]):
        super().__init__(key)
        self.words = words

    def as_sql(self, compiler, connection, **extra):
        key, params = compiler.compile(self.source_expressions[0])
        return f"(%s::jsonb ->> ({key}))", [json.dumps(dict(self.words)), *params]


def first_said(*texts, otherwise: str):
    """The first of several texts that says something."""
    given = [NullIf(text, Value("")) for text in texts]
    return Coalesce(*given, Value(otherwise), output_field=TextField())


def number_of(key: str | F, *, letter: str, digits: int) -> Func:
    """A number with at least so many digits behind a letter, such as C00042."""
    pattern = "FM" + "9" * (18 - digits) + "0" * digits
    template = f"('{letter}' || to_char(%(expressions)s, '{pattern}'))"
    return Func(
        F(key) if isinstance(key, str) else key, template=template, output_field=TextField()
    )
