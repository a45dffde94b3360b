"""What every letter may say, whatever it is about: the child, the family, who writes."""

from typing import cast

from django.utils import timezone

from casework.access.roles import ROLES
from casework.children.family.network import visible_relationships
from casework.documents.letters.blocks import in_a_line
from casework.documents.letters.registry import Facts, Source, registry
from casework.interface import words

PARENT_KINDS = ("mother", "father", "parent")
DEMONSTRATION: Facts = {
    "child": {
        "first_name": "Maya",
        "name": "Maya Example",
        "number": "C00000",
        "born_on": "4 May 2016",
        "age": "10",
    },
    "family": {"parents": ["Jo Example", "Sam Example"], "dear": "Jo and Sam"},
    "worker": {
        "name": "Alex Writer",
        "first_name": "Alex",
        "role": "Social worker",
        "team": "Family safeguarding team",
    },
    "council": "Example Council",
    "today": "23 November 2026",
}


def common(child, worker) -> Facts:
    born_on, today = child.person.born_on, timezone.localdate()
    about, unknown = child.person.about, "" if child.person.unborn else "not known"
    around = visible_relationships(child, worker)
    parents = [
        relationship.relative
        for relationship in around
        if relationship.kind in PARENT_KINDS and living(relationship.relative)
    ]
    return {
        "child": {
            "first_name": child.first_name,
            "name": child.name,
            "number": child.number,
            "born_on": f"{about}{words.full_day(born_on)}" if born_on else unknown,
            "age": f"{about}{words.age(born_on, today)}" if born_on else unknown,
        },
        "family": {
            "parents": [parent.name for parent in parents],
            "dear": words.listed(parent.first_name or parent.name for parent in parents),
        },
        "worker": {
            "name": worker.name,
            "first_name": worker.first_name or worker.name,
            "role": ROLES[worker.role].label,
            "team": worker.team.name if worker.team else "",
        },
        "council": child.authority.name,
        "today": words.full_day(today),
    }


def living(person) -> bool:
    return person.died_on is None


def facts_of(template, child, worker, key: str) -> Facts:
    source = cast(Source, registry.get(template.source))
    return plain(common(child, worker) | source.facts(child, worker, key))


def demonstration_of(source: str) -> Facts:
    letter_source = registry.get(source)
    return DEMONSTRATION | (letter_source.demonstration if letter_source else {})


def plain(value):
    """What people typed is read as words, never as a mark that makes a heading or a table."""
    if isinstance(value, dict):
        return {name: plain(held) for name, held in value.items()}
    if isinstance(value, list):
        return [plain(held) for held in value]
    return in_a_line(value) if isinstance(value, str) else value
