"""What a visit asks about each child, by name and fitted to their age."""

from datetime import date

from casework.interface import words
from casework.recording.models import TOO_YOUNG_TO_SAY
from casework.recording.pronouns import pronouns_of


def about(child, today: date) -> dict[str, str]:
    """The label of each question on this child's card."""
    name = child.first_name
    if child.person.unborn:
        return _of_unborn(name)
    return {
        "seen": f"Was {name} seen?",
        "seen_alone": "Seen alone?",
        "bedroom_seen": "Bedroom seen?",
        "not_seen_because": f"Why {name} was not seen, and what you will do",
        "own_words": own_words(child, today),
        "what_is_different": f"What is different for {name} since last time?",
    }


def _of_unborn(name: str) -> dict[str, str]:
    """A baby not yet born is seen through their mother, and home is made ready for them."""
    return {
        "seen": "Was the baby’s mother seen?",
        "seen_alone": "Seen alone?",
        "bedroom_seen": "Place for the baby seen?",
        "not_seen_because": "Why she was not seen, and what you will do",
        "own_words": "How the baby is, and what is ready",
        "what_is_different": f"What is different for {name} since last time?",
    }


def own_words(child, today: date) -> str:
    """A child under two is asked after by what they did and showed."""
    pronouns = pronouns_of(child.person)
    if is_baby(child, today):
        return f"How {child.first_name} was: what {pronouns.they} did and showed"
    return f"What {child.first_name} said, in {pronouns.their} own words"


def is_baby(child, today: date) -> bool:
    born_on = child.person.born_on
    return born_on is not None and words.age(born_on, today) < TOO_YOUNG_TO_SAY
