"""How well the checks find what people labelled."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from casework.writing.checks.measure import Score, measure, together


class Command(BaseCommand):
    help = "Precision, recall and F1 of each label against a file of labelled texts (JSON lines)"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *, file, **options):
        try:
            lines = Path(file).read_text(encoding="utf-8").splitlines()
            rows = [json.loads(line) for line in lines if line.strip()]
        except (OSError, ValueError) as wrong:
            raise CommandError(f"{file}: {wrong}") from None
        scores = measure(rows)
        self.stdout.write(f"{len(rows)} texts\n{HEADING}")
        for (kind, label), score in scores.items():
            self.stdout.write(line_of(f"{kind} {label}", score))
        self.stdout.write("\nby label, whatever the kind")
        for label, score in together(scores).items():
            self.stdout.write(line_of(label, score))


HEADING = (
    f"{'label':44} {'positives':>9} {'precision':>9} {'recall':>7} {'F1':>6}  95% interval of F1"
)


def line_of(name: str, score: Score) -> str:
    low, high = score.interval or (0.0, 0.0)
    return (
        f"{name:44} {score.positives:9} {rounded(score.precision):>9} {rounded(score.recall):>7}"
        f" {rounded(score.f1):>6}  {low:.2f} to {high:.2f}"
    )


def rounded(share: float | None) -> str:
    return "-" if share is None else f"{share:.2f}"
