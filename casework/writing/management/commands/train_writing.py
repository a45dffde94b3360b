"""The models of the writing check, made again from the labelled texts."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from casework.writing.checks.engine import KINDS
from casework.writing.checks.lists import own_files
from casework.writing.classifier import evaluation, model, texts

CARD = model.FOLDER / "card.json"


class Command(BaseCommand):
    help = "Train the writing check again: the same texts give the same files, to the last byte"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--kind", choices=KINDS, action="append", help="only these kinds")
        parser.add_argument("--label", action="append", default=[], help="only these labels")
        parser.add_argument("--to", type=Path, default=model.FOLDER, help="where to write")

    def handle(self, *, kind, label, to, **options):
        try:
            from casework.writing.classifier import trainer
        except ImportError as missing:
            raise CommandError(f"{missing}: pip install casework[train]") from None
        if own_files():
            raise CommandError("Unset CASEWORK_WRITING_LISTS: models are of the shipped lists")
        to.mkdir(parents=True, exist_ok=True)
        rows = texts.labelled()
        card = {}
        for kind_of_text in kind or KINDS:
            trained = trainer.train(kind_of_text, rows, label)
            written = "\n".join(trainer.lines(trained.model, trained.bounds)) + "\n"
            (to / f"{kind_of_text}.tsv").write_text(written, encoding="utf-8", newline="\n")
            card[kind_of_text] = of_kind(trained)
            self.stdout.write(f"{kind_of_text}: {len(trained.model.space.rarity)} features")
        if not kind and not label:
            write_card(to / CARD.name, card, rows)


def of_kind(trained) -> dict:
    labels = {}
    for code, bound in trained.bounds.items():
        labels[code] = {
            "holds_from": bound.holds_from,
            "prompts_below": bound.prompts_below,
            "folds": evaluation.figures(trained.folds[code]),
            "apart": evaluation.figures(trained.apart[code]),
        }
    every = [outcome for outcomes in trained.folds.values() for outcome in outcomes]
    every += [outcome for outcomes in trained.apart.values() for outcome in outcomes]
    return {"labels": labels, "by_form": evaluation.by_form(every)}


def write_card(file: Path, kinds: dict, rows) -> None:
    """The day is that of the first training that gave these weights."""
    model.version.cache_clear()
    version = model.version(file.parent)
    before = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    same = before.get("version") == version
    sources: dict[str, int] = {}
    for row in rows:
        sources[row.source] = sources.get(row.source, 0) + 1
    card = {
        "version": version,
        "trained_on": before["trained_on"] if same else str(timezone.localdate()),
        "texts": sources,
        "apart": sum(row.apart for row in rows),
        "not_for": evaluation.NOT_FOR,
        "kinds": kinds,
    }
    file.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8", newline="\n")
