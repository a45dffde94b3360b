"""How far two who read the same file agree, from readings that stand for all.

Agreement beyond chance can be said of pairs that were not chosen for what the first reading found:
auditors who read the same file alone, and moderations drawn by lot. A file moderated because its
grade was at an end, or because somebody asked, is there because of the grade: counted with the
others it would bend the answer (as partial verification bends a test's: Begg and Greenes 1983,
Biometrics 39, 207-215). How many of those there are is said.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from django.db.models import QuerySet

from audits.agreement import FEWEST, Agreement, agreement
from audits.models import Audit, Grade, Moderation

SCALE: list[str] = list(Grade)
Pair = tuple[str, str]


def second_readings(audits: QuerySet | list[Audit], blind: Iterable[Audit] = ()) -> Agreement:
    """Of finished audits: each grade beside that of its first moderation where it was drawn by lot,
    and the grades of every two who read one ``blind`` file alone."""
    drawn, left_out = moderated(audits)
    alone, files = read_alone(blind)
    agreed = agreement([*drawn, *alone], SCALE)
    kappa = agreed.kappa if len(drawn) + files >= FEWEST else None
    return replace(agreed, kappa=kappa, drawn=len(drawn), blind=len(alone), left_out=dict(left_out))


def moderated(audits) -> tuple[list[Pair], Counter]:
    """The pairs that were drawn by lot, and of the others how many there were of each sort."""
    done = Moderation.objects.filter(
        audit__in=audits, stage=Moderation.Stage.FIRST, done_on__isnull=False
    )
    first = done.exclude(grade_before="").order_by("audit", "pk").distinct("audit")
    rows = list(first.values_list("grade_before", "grade", "chosen"))
    lot = Moderation.Chosen.DRAWN
    others = Counter(Moderation.Chosen(chosen).label for *_, chosen in rows if chosen != lot)
    return [(before, after) for before, after, chosen in rows if chosen == lot], others


def read_alone(audits: Iterable[Audit]) -> tuple[list[Pair], int]:
    """Every two auditors of one file of one programme, and how many files there are: a kappa
    under five files is none, however many pairs they make."""
    by_file: dict[tuple, list[str]] = {}
    for audit in audits:
        if audit.grade:
            by_file.setdefault((audit.programme_id, audit.child_id), []).append(audit.grade)
    pairs = [pair for grades in by_file.values() for pair in combinations(grades, 2)]
    return pairs, sum(len(grades) > 1 for grades in by_file.values())


def agreed_words(agreed: Agreement) -> str:
    """How far two readings agreed, in words; with its interval where there are enough."""
    return " ".join([*_pairs_words(agreed), *_left_out_words(agreed)])


def _pairs_words(agreed: Agreement) -> list[str]:
    if not agreed.files:
        return ["No file was read a second time by lot, or by two alone, in this time."]
    words = [
        f"Of {agreed.files} pairs of readings ({agreed.drawn} moderations drawn by lot,"
        f" {agreed.blind} of auditors who read the same file alone), the grade was the same for"
        f" {agreed.same}, one step apart for {agreed.one_step} and further apart for"
        f" {agreed.further}.",
        f"The second reading was lower for {agreed.lowered} and higher for {agreed.raised}.",
    ]
    if agreed.kappa is None:
        return [*words, "Too few, or too alike, to say how far that is beyond chance."]
    k = agreed.kappa
    return [
        *words,
        f"Beyond chance (weighted kappa): {k.value:.2f}, between {k.low:.2f} and {k.high:.2f} with"
        " 95% confidence.",
    ]


def _left_out_words(agreed: Agreement) -> list[str]:
    if not agreed.left_out:
        return []
    number = sum(agreed.left_out.values())
    sorts = ", ".join(f"{of} {sort}" for sort, of in agreed.left_out.items())
    more = "more moderation is" if number == 1 else "more moderations are"
    return [f"{number} {more} not among them: {sorts}."]
