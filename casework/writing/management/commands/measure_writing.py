"""How well the checks find what people labelled."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from casework.writing.checks.measure import Score, measure, together
from casework.writing.classifier.model import FOLDER


class Command(BaseCommand):
    help = (
        "Precision, recall and F1 of each label: of the model's card, on texts its model had not"
        " seen; or, given a file of labelled texts (JSON lines), on that"
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?")

    def handle(self, *, file, **options):
        if file is None:
            self.card()
        else:
            self.measured(file)

    def card(self):
        card = json.loads((FOLDER / "card.json").read_text(encoding="utf-8"))
        self.stdout.write(f"check {card['version']}, trained on {card['trained_on']}")
        self.stdout.write(f"{card['texts']}, {card['apart']} of them apart\n{card['not_for']}")
        for part, title in (("folds", "by the folds"), ("apart", "on the development part")):
            self.stdout.write(f"\n{title}\n{HEADING}  prompts  right")
            for kind, facts in card["kinds"].items():
                for code, figures in facts["labels"].items():
                    self.stdout.write(line_of_card(f"{kind} {code}", figures[part]))
        self.stdout.write("\nby form of text, every label together")
        for kind, facts in card["kinds"].items():
            for form, figures in facts["by_form"].items():
                self.stdout.write(
                    f"{kind} {form:16} {figures['judged']:6} judged  F1 {rounded(figures['f1'])}"
                )

    def measured(self, file):
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


def line_of_card(name: str, figures: dict) -> str:
    low, high = figures["interval"] or (0.0, 0.0)
    return (
        f"{name:44} {figures['hold']:9} {rounded(figures['precision']):>9}"
        f" {rounded(figures['recall']):>7} {rounded(figures['f1']):>6}  {low:.2f} to {high:.2f}"
        f"        {figures['prompts']:7}  {rounded(figures['prompts_right'])}"
    )


def rounded(share: float | None) -> str:
    return "-" if share is None else f"{share:.2f}"
