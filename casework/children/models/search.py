"""Finding a child by part of any name, identifier, date of birth or postcode, or by a relative."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Exists, Func, OuterRef, QuerySet, Value

from casework.children.codes import PROFESSIONAL_KINDS

CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"

REFRESH = """
UPDATE children_child c SET search_text = s.text
FROM (
    SELECT k.id, lower(public.unaccent(concat_ws(' ',
        p.given_name, p.family_name, p.known_as,
        (SELECT string_agg(concat_ws(' ', n.given_name, n.family_name), ' ' ORDER BY n.id)
           FROM children_personname n
           WHERE n.person_id = p.id AND n.withdrawn_at IS NULL),
        'c' || lpad(k.id::text, greatest(5, length(k.id::text)), '0'),
        k.local_id, k.upn, k.former_upn, k.nhs_number,
        to_char(p.born_on, 'YYYY-MM-DD'),
        (SELECT string_agg(replace(a.postcode, ' ', ''), ' ' ORDER BY a.id)
           FROM children_address a
           WHERE a.person_id = p.id AND a.withdrawn_at IS NULL),
        (SELECT string_agg(concat_ws(' ',
                  'c' || lpad(m.id::text, greatest(5, length(m.id::text)), '0'),
                  m.local_id, m.upn, m.former_upn, m.nhs_number), ' ' ORDER BY m.id)
           FROM children_child m WHERE m.merged_into_id = k.id)))) AS text
    FROM children_child k JOIN children_person p ON p.id = k.person_id
    WHERE k.id = ANY(%s)
) s
WHERE c.id = s.id AND c.search_text IS DISTINCT FROM s.text
"""


WORDS = tuple(f"word{number}lookedfor" for number in range(6))
"""Stand in for what is looked for, where a statement is written once."""


class Folded(Func):
    """Lower case without accents, as ``search_text`` is kept."""

    template = "lower(public.unaccent(%(expressions)s))"


def terms(text: str) -> list[str]:
    """The separate things asked for: a date in any common form becomes one ISO date, and a
    telephone number one row of digits."""
    text = WRITTEN_DAY.sub(lambda match: iso_written(match) or match[0], text)
    text = PHONE.sub(lambda match: one_number(match[0]), text)
    words = []
    for word in text.split():
        words.append(iso_date(word) or word)
    return join_postcode(words)


MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = rf"({'|'.join(MONTHS)})[a-z]*\.?"
WRITTEN_DAY = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH},?\s+(\d{{4}})\b", re.IGNORECASE
)
PHONE = re.compile(r"(?<!\w)(?:\+|0)[\d ()-]{8,18}\d(?!\w)")


def iso_written(match: re.Match) -> str | None:
    """3 March 2015, 3rd of Mar 2015; None if it is no day."""
    try:
        typed = f"{match[1]} {match[2]} {match[3]}"
        return f"{datetime.strptime(typed, '%d %b %Y'):%Y-%m-%d}"
    except ValueError:
        return None


def one_number(typed: str) -> str:
    """A telephone number as it is kept: digits alone, from the nought on."""
    digits = re.sub(r"\D", "", typed.replace("(0)", ""))
    return re.sub(r"^(00)?44", "0", digits)


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


if TYPE_CHECKING:
    QuerySetBase = QuerySet
else:
    QuerySetBase = object


class SearchQuerySetMixin(QuerySetBase):
    def matching(self, text: str):
        """Children for whom every word asked for is part of a name, identifier, day or postcode."""
        children = self
        for term in terms(text):
            children = children.filter(search_text__contains=Folded(Value(term)))
        return children if terms(text) else self.none()

    def found_by(self, text: str, worker):
        """Children who match, and those of whom a relative does whom this worker may know of."""
        every: Any = self.model._default_manager.order_by()
        related = every.filter(person__in=kin_matching(text, worker).values("person"))
        return self.filter(pk__in=self._themselves(text, worker).union(related.values("pk")))

    def found_by_themselves(self, text: str, worker):
        """Children who match, by any name, number, phone or line of an address.

        ``by_seal`` says that who they were born as does.
        """
        sealed = sealed_matching(text, worker).filter(child=OuterRef("pk"))
        children = self.filter(pk__in=self._themselves(text, worker))
        return children.annotate(by_seal=Exists(sealed))

    def not_by_themselves(self, text: str, worker):
        return self.exclude(pk__in=self._themselves(text, worker))

    def _themselves(self, text: str, worker):
        every: Any = self.model._default_manager.order_by()
        selves = every.filter(person__in=people_matching(text)).values("pk")
        sealed = sealed_matching(text, worker).values("child")
        return every.matching(text).values("pk").union(selves, sealed)

    def sounding_like(self, text: str):
        """Children whose names are close to a misspelt one, nearest first."""
        folded = " ".join(terms(text)).lower()
        return self.filter(search_text__trigram_word_similar=folded)

    def refresh_search(self, ids=None):
        """Rewrite ``search_text`` where it no longer says what the records say."""
        ids = list(self.values_list("pk", flat=True)) if ids is None else list(ids)
        with connection.cursor() as cursor:
            cursor.execute(REFRESH, [ids])


def people_matching(text: str):
    """People for whom every word asked for is part of a name, phone number or address."""
    people = apps.get_model("children.Person").objects.order_by()
    for term in terms(text):
        people = people.filter(search_text__contains=Folded(Value(term)))
    return people if terms(text) else people.none()


def sealed_matching(text: str, worker):
    """Sealed identities this worker is named to read, that match."""
    return apps.get_model("children.SealedIdentity").objects.matching(terms(text), worker)


def kin_matching(text: str, worker):
    """What the people who match are to a child, as far as this worker may know of them."""
    known = apps.get_model("children.Relationship").objects.visible_to(worker)
    related = known.exclude(kind__in=PROFESSIONAL_KINDS)
    return related.filter(relative__in=people_matching(text))


def upn_is_well_formed(upn: str) -> None:
    """Refuse a mistyped unique pupil number (CIN census rules 1510, 1540, 1550)."""
    if upn and not upn_is_valid(upn):
        raise ValidationError(
            {"upn": "This is not a unique pupil number: check each letter and digit"}
        )


def upn_is_valid(upn: str) -> bool:
    """Whether the check letter fits: sum of digit x position, modulo 23 (rule 1510)."""
    if not re.fullmatch(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]", upn, re.ASCII):
        return False
    values = [int(d) if d.isdigit() else CHECK_LETTERS.index(d) for d in upn[1:]]
    total = sum(value * position for position, value in enumerate(values, start=2))
    return CHECK_LETTERS[total % 23] == upn[0]
