"""How a form speaks of one child: in the pronouns they use, or plainly where none are known."""

from dataclasses import dataclass

from casework.children.codes import Sex


@dataclass(frozen=True)
class Pronouns:
    they: str
    their: str


SHE, HE, THEY = Pronouns("she", "her"), Pronouns("he", "his"), Pronouns("they", "their")
SAID = {"she": SHE, "her": SHE, "he": HE, "him": HE, "they": THEY, "them": THEY}


def pronouns_of(person) -> Pronouns:
    first = person.pronouns.replace("/", " ").lower().split()[:1]
    if first and first[0] in SAID:
        return SAID[first[0]]
    return {Sex.FEMALE: SHE, Sex.MALE: HE}.get(person.sex, THEY)
