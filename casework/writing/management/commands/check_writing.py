"""Texts in, what they hold out: one JSON object a line."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from casework.writing.checks.engine import KINDS, UnknownKind, check

SHOWN = ("code", "start", "end", "advice")


class Command(BaseCommand):
    help = "Check texts: JSON lines with id and text in, labels and findings out, in the same order"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("kind", help=", ".join(KINDS))
        parser.add_argument("file", nargs="?", help="standard input where none is given")

    def handle(self, *, kind, file, **options):
        if kind not in KINDS:
            raise CommandError(f"Unknown kind {kind!r}: one of {', '.join(KINDS)}", returncode=2)
        try:
            for line in _lines(file):
                self.stdout.write(json.dumps(answer(kind, line), ensure_ascii=False))
                self.stdout.flush()
        except BrokenPipeError:
            sys.stderr.close()


def _lines(file: str | None):
    if file is None:
        yield from (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
        return
    try:
        with Path(file).open(encoding="utf-8", errors="replace", newline="\n") as lines:
            yield from lines
    except OSError as wrong:
        raise CommandError(f"{file}: {wrong.strerror}") from None


def answer(kind: str, line: str) -> dict:
    """One text checked, or what is wrong with its line; an empty line is wrong too."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "This line is not JSON"}
    if not isinstance(row, dict):
        return {"id": None, "error": "This line is not an object"}
    if not isinstance(row.get("text"), str):
        return {"id": row.get("id"), "error": "There is no text, or it is not words"}
    checked = check(kind, row["text"])
    findings = [{name: asdict(finding)[name] for name in SHOWN} for finding in checked.shown()]
    return {"id": row.get("id"), "labels": checked.labels, "findings": findings}


__all__ = ["Command", "UnknownKind", "answer"]
