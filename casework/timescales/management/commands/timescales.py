"""Lists every rule with a clock, and says when something would be due."""

import json
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand

from casework.timescales.allowances import LONDON
from casework.timescales.preview import CannotCount, due_at
from casework.timescales.registry import Timescale, registry


class BadLine(ValueError):
    """What was asked cannot be read."""


class Command(BaseCommand):
    help = (
        "List every rule (--json), or say when something is due: due CODE START. Without CODE"
        " and START, lines of them are read from standard input and answered one a line."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--json",
            action="store_true",
            help="the rules as JSON; how many, and their codes, as an aside",
        )
        parser.add_argument("subcommand", nargs="?", choices=["due"])
        parser.add_argument("code", nargs="?")
        parser.add_argument("start", nargs="?", help="a date, or a date-time with its zone")

    def handle(self, *, subcommand, code, start, json, **options):
        if subcommand != "due":
            return self.list_rules(as_json=json)
        lines = [f"{code} {start or ''}"] if code else sys.stdin
        bad = [self.answer(line) for line in lines if line.strip()]
        if any(bad):
            sys.exit(1)

    def answer(self, line: str) -> bool:
        """Write one answer; say whether the line was bad."""
        try:
            words = due_at(*read(line)).isoformat()
        except CannotCount as reason:
            words = f"none {reason}"
        except BadLine as reason:
            self.stdout.write(f"error {reason}")
            return True
        self.stdout.write(words)
        return False

    def list_rules(self, *, as_json: bool):
        if as_json:
            self.stdout.write(json.dumps(listing(), indent=2))
            self.stderr.write(f"{len(registry)} rules: {', '.join(rule.code for rule in registry)}")
            return
        for rule in registry:
            self.stdout.write(f"{rule.code:26} {rule.limit_words:24} {rule.title}")
        self.stdout.write(f"{len(registry)} rules")


def read(line: str) -> tuple[Timescale, date | datetime]:
    """The rule and the start that a line names."""
    parts = line.split(maxsplit=1)
    if len(parts) != 2:
        raise BadLine("give a code and a start, such as: assessment.complete 2026-11-23")
    code, start = parts[0], parts[1].strip()
    if code not in registry:
        raise BadLine(f"there is no timescale {code!r}")
    return registry[code], instant_or_day(start)


def instant_or_day(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return _instant(text)


def _instant(text: str) -> datetime:
    try:
        start = datetime.fromisoformat(text)
    except ValueError:
        raise BadLine(f"{text!r} is not a date or a date-time") from None
    if start.tzinfo is None:
        raise BadLine(f"{text!r} needs its zone, such as +00:00")
    return start.astimezone(ZoneInfo(LONDON))


def listing() -> list[dict]:
    """Every rule, and under its family's short name each that repeats."""
    rules = [describe(rule) for rule in registry]
    named = [
        {**describe(rule), "code": name, "stands_for": rule.code}
        for name, rule in registry.family_names().items()
    ]
    return sorted(rules + named, key=lambda rule: rule["code"])


def describe(rule: Timescale) -> dict:
    return {
        "code": rule.code,
        "title": rule.title,
        "limit": rule.allows.amount,
        "unit": rule.allows.unit,
        "count_code": rule.allows.count_code,
        "basis": rule.basis,
        "source": rule.source_today,
        "editions": [
            {
                "title": edition.title,
                "effective_from": edition.effective_from.isoformat(),
                "effective_to": edition.effective_to and edition.effective_to.isoformat(),
            }
            for edition in (rule.editions.editions if rule.editions else ())
        ],
        "status": rule.status,
        "effective_from": rule.effective_from.isoformat(),
        "effective_to": rule.effective_to and rule.effective_to.isoformat(),
        "responsible": rule.responsible,
    }
