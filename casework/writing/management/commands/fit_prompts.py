"""A council's own bounds for prompts, from what its writers put aside, on its own machine."""

from collections import defaultdict

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction

from casework.access.models import Authority
from casework.writing.checks.engine import check
from casework.writing.prompts.models import Dismissal, Reason
from casework.writing.vocabulary.models import PromptOff

WRONG = (Reason.WRONG, Reason.NOT_THIS)
PRECISION = 0.9
FEWEST = 20


class Command(BaseCommand):
    help = (
        "Show each prompt only where writers here did not call it wrong: read what they put aside"
        " with why, and set how sure the check must be. Nothing leaves this machine"
    )

    def add_arguments(self, parser):
        parser.add_argument("--authority", help="its code; every council where none is given")
        parser.add_argument("--fewest", type=int, default=FEWEST, help="put aside, to say anything")

    def handle(self, *, authority, fewest, **options):
        councils = Authority.objects.filter(**({"code": authority} if authority else {}))
        for council in councils:
            for (kind, code), seen in sorted(judged_of(council).items()):
                below = bound_of(seen, fewest)
                if below is not None:
                    keep(council, kind, code, below)
                    self.stdout.write(f"{council}: {kind} {code} below {below:.2f}, of {len(seen)}")


def judged_of(council) -> dict[tuple[str, str], list[tuple[float, bool]]]:
    """For each prompt about a whole text that was put aside: how likely the text held the label,
    and whether its writer called the prompt wrong."""
    seen: dict[tuple[str, str], list[tuple[float, bool]]] = defaultdict(list)
    for dismissal in Dismissal.objects.filter(authority=council, words="").iterator():
        text = text_of(dismissal)
        judgement = check(dismissal.kind, text).judged.get(dismissal.code) if text else None
        if judgement:
            wrong = dismissal.reason in WRONG
            seen[dismissal.kind, dismissal.code].append((judgement.sure, wrong))
    return seen


def text_of(dismissal) -> str:
    """The words as they stand now; none where the record or the field is gone."""
    try:
        row = apps.get_model(dismissal.record)._default_manager.get(pk=dismissal.record_id)
    except Exception as gone:
        if isinstance(gone, LookupError | ValueError) or type(gone).__name__ == "DoesNotExist":
            return ""
        raise
    return str(getattr(row, dismissal.field, "") or "")


def bound_of(seen: list[tuple[float, bool]], fewest: int) -> float | None:
    """Below it nine in ten were not called wrong; None where there is too little to tell, or
    where nothing has to change."""
    if len(seen) < fewest:
        return None
    tried = sorted({sure for sure, _ in seen}, reverse=True)
    for bound in [1.0, *tried]:
        below = [wrong for sure, wrong in seen if sure < bound]
        if not below or sum(below) <= (1 - PRECISION) * len(below):
            return None if bound == 1.0 else bound
    return tried[-1]


@transaction.atomic
def keep(council, kind: str, code: str, below: float) -> None:
    """Never over a prompt the council has turned off wholly."""
    stands = PromptOff.objects.of(council.pk).filter(kind=kind, code=code).first()
    if stands is None:
        PromptOff.objects.create(authority=council, kind=kind, code=code, below=below)
    elif stands.below is not None:
        stands.below = below
        stands.save()
