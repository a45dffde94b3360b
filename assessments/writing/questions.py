"""What a form asks about one child, by name, from the sections of the template."""

from assessments.models import OF_THE_FAMILY

COLUMNS = (
    "daily_life",
    "own_words",
    "history_and_impact",
    "risk",
    "protection",
    "what_must_change",
    "brothers_and_sisters",
    "identity",
    "recommendation",
)


def of_the_family(section) -> bool:
    """Written once: a column the family shares, or an added section that says so."""
    return section.key in OF_THE_FAMILY or (section.in_rows and section.shared)


def in_page_order(answers) -> list:
    """The child's own first, then what the family shares."""
    return sorted(answers, key=lambda answer: of_the_family(answer.section))


def target_of(section) -> str:
    """Where a section is on the page of the form."""
    return f"part-{section.key}"
