"""What the pages say of how files stand: by rule, and of those that are due, one by one."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils import timezone

from casework.children.models import Child
from casework.retention.categories import Category
from casework.retention.dates import Due, due, undated
from casework.retention.models import Rule
from casework.retention.stops import stops_of


@dataclass
class RuleLine:
    rule: Rule
    due: int = 0
    stopped: int = 0

    @property
    def free(self) -> int:
        return self.due - self.stopped


def standing_now(worker) -> dict:
    """How many files are due by each rule, and how many of those something stops: numbers, of every
    file of the council."""
    rules = list(Rule.objects.of(worker.authority).select_related("confirmed_by"))
    order = list(Category)
    rules.sort(key=lambda rule: order.index(Category(rule.category)))
    files = Child.objects.filter(authority=worker.authority)
    over = list(due(rules, files, timezone.localdate()))
    stopped = stops_of(file.file for file in over)
    lines = {rule.pk: RuleLine(rule) for rule in rules}
    for file in over:
        lines[file.rule].due += 1
        lines[file.rule].stopped += file.file in stopped
    keys = [file.file for file in over]
    seen = Child.objects.visible_to(worker).filter(pk__in=keys).count()
    return {
        "lines": list(lines.values()),
        "missing_rules": len(rules) < len(Category),
        "to_confirm": sum(rule.confirmed_at is None for rule in rules),
        "due": len(over),
        "free": sum(line.free for line in lines.values()),
        "unseen": len(over) - seen,
        "undated": sum(1 for _ in undated(rules, files)),
    }


@dataclass
class DueLine:
    child: Child
    why: Due
    rule: Rule
    stops: list[str] = field(default_factory=list)


def before(worker, most: int) -> dict:
    """Of the files this worker may know of, those that are due: which, why, and what stops each."""
    rules = {rule.pk: rule for rule in Rule.objects.of(worker.authority)}
    known = Child.objects.visible_to(worker)
    over = list(due(rules.values(), known, timezone.localdate()))
    stopped = stops_of(file.file for file in over)
    shown = over[:most]
    children = known.with_person().in_bulk([file.file for file in shown])
    nobody_knows = list(undated(rules.values(), known))
    unknown = known.with_person().in_bulk([file.file for file in nobody_knows[:most]])
    reasons = Counter(reason for words in stopped.values() for reason in words)
    return {
        "lines": [
            DueLine(children[file.file], file, rules[file.rule], stopped.get(file.file, []))
            for file in shown
        ],
        "number": len(over),
        "free": len(over) - len(stopped),
        "reasons": sorted(reasons.items(), key=lambda pair: -pair[1]),
        "most": most,
        "unknown": list(unknown.values()),
    }
