"""Finding a child by part of any name, identifier, date of birth or postcode."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Func, Q, Value

CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

REFRESH = """
UPDATE children_child c SET search_text = s.text
FROM (
    SELECT k.id, lower(public.unaccent(concat_ws(' ',
        p.given_name, p.family_name, p.known_as,
        (SELECT string_agg(concat_ws(' ', n.given_name, n.family_name), ' ' ORDER BY n.id)
           FROM children_personname n WHERE n.person_id = p.id),
        'c' || lpad(k.id::text, greatest(5, length(k.id::text)), '0'),
        k.local_id, k.upn, k.former_upn, k.nhs_number,
        to_char(p.born_on, 'YYYY-MM-DD'),
        (SELECT string_agg(replace(a.postcode, ' ', ''), ' ' ORDER BY a.id)
           FROM children_address a WHERE a.person_id = p.id)))) AS text
    FROM children_child k JOIN children_person p ON p.id = k.person_id
    WHERE k.id = ANY(%s)
) s
WHERE c.id = s.id AND c.search_text IS DISTINCT FROM s.text
"""


class Folded(Func):
    """Lower case without accents, as ``search_text`` is kept."""

    template = "lower(public.unaccent(%(expressions)s))"


def terms(text: str) -> list[str]:
    """The separate things asked for: a date in any common form becomes one ISO date."""
    words = []
    for word in text.split():
        words.append(iso_date(word) or word)
    return join_postcode(words)


def iso_date(word: str) -> str | None:
    """A day typed as 14/3/2019, 14.03.2019 or 2019-03-14, as it is kept; None if it is no day."""
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", word)
    if not match:
        return None
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def join_postcode(words: list[str]) -> list[str]:
    """A postcode is kept without its space: NE33 2RL is one term."""
    joined = re.sub(r"\b([A-Za-z]{1,2}\d[A-Za-z\d]?) (\d[A-Za-z]{2})\b", r"\1\2", " ".join(words))
    return joined.split()


class SearchQuerySetMixin:
    def matching(self, text: str):
        """Children for whom every word asked for is part of a name, identifier, day or postcode."""
        found = self
        for term in terms(text):
            found = found.filter(search_text__contains=Folded(Value(term)))
        return found if terms(text) else self.none()

    def sounding_like(self, text: str):
        """Children whose names are close to a misspelt one, nearest first."""
        folded = " ".join(terms(text)).lower()
        return self.filter(search_text__trigram_word_similar=folded)

    def likely_duplicates(self, *, given_name, family_name, born_on=None, nhs_number="", upn=""):
        """Children who may be the one being added: same number, or a close name and birth date."""
        same = Q()
        for field, value in {"nhs_number": nhs_number, "upn": upn}.items():
            if value:
                same |= Q(**{field: value})
        alike = Q(
            person__given_name__trigram_similar=given_name,
            person__family_name__trigram_similar=family_name,
        )
        if born_on:
            alike &= Q(person__born_on=born_on) | Q(person__born_on=None)
            same |= Q(person__family_name__iexact=family_name, person__born_on=born_on)
        return self.filter(same | alike)

    def refresh_search(self, ids=None):
        """Rewrite ``search_text`` where it no longer says what the records say."""
        ids = list(self.values_list("pk", flat=True)) if ids is None else list(ids)
        with connection.cursor() as cursor:
            cursor.execute(REFRESH, [ids])


def upn_is_well_formed(upn: str) -> None:
    """Refuse a mistyped unique pupil number (CIN census rules 1510, 1540, 1550)."""
    if upn and not upn_is_valid(upn):
        raise ValidationError(
            {"upn": "This is not a unique pupil number: check each letter and digit"}
        )


def upn_is_valid(upn: str) -> bool:
    """Whether the check letter fits: sum of digit x position, modulo 23 (rule 1510)."""
    if not re.fullmatch(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]", upn):
        return False
    values = [int(d) if d.isdigit() else CHECK_LETTERS.index(d) for d in upn[1:]]
    total = sum(value * position for position, value in enumerate(values, start=2))
    return CHECK_LETTERS[total % 23] == upn[0]
