"""What every letter may say, whatever it is about: the child, the family, who writes."""

from django.utils import timezone

from casework.access.roles import ROLES
from casework.children.pages import visible_relationships
from casework.documents.blocks import in_a_line
from casework.documents.registry import Facts, registry
from casework.interface import words

PARENT_KINDS = ("mother", "father", "parent")
DEMONSTRATION: Facts = {
    "child": {"first_name": "Maya", "name": "Maya Example", "number": "C00000",
              "born_on": "4 May 2016", "age": "10"},
    "family": {"parents": ["Jo Example", "Sam Example"], "dear": "Jo and Sam"},
    "worker": {"name": "Alex Writer", "first_name": "Alex", "role": "Social worker",
               "team": "Family safeguarding team"},
    "council": "Example Council",
    "today": "23 November 2026",
}  # fmt: skip


def common(child, worker) -> Facts:
    born_on, today = child.person.born_on, timezone.localdate()
    around = visible_relationships(child, worker)
    parents = [one.relative for one in around if one.kind in PARENT_KINDS and living(one.relative)]
    return {
        "child": {
            "first_name": child.first_name, "name": child.name, "number": child.number,
            "born_on": words.full_day(born_on) if born_on else "",
            "age": str(words.age(born_on, today)) if born_on else "",
        },
        "family": {
            "parents": [parent.name for parent in parents],
            "dear": words.listed(parent.first_name or parent.name for parent in parents),
        },
        "worker": {
            "name": worker.name, "first_name": worker.first_name or worker.name,
            "role": ROLES[worker.role].label, "team": worker.team.name if worker.team else "",
        },
        "council": child.authority.name,
        "today": words.full_day(today),
    }  # fmt: skip


def living(person) -> bool:
    return person.died_on is None


def facts_of(template, child, worker, key: str) -> Facts:
    return plain(common(child, worker) | registry.get(template.source).facts(child, worker, key))


def demonstration_of(source: str) -> Facts:
    found = registry.get(source)
    return DEMONSTRATION | (found.demonstration if found else {})


def plain(found):
    """What people typed is read as words, never as a mark that makes a heading or a table."""
    if isinstance(found, dict):
        return {name: plain(held) for name, held in found.items()}
    if isinstance(found, list):
        return [plain(held) for held in found]
    return in_a_line(found) if isinstance(found, str) else found
