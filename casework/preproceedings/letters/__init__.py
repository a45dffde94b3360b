"""Letters before proceedings and of issue, in plain words: one to each parent of a family.

What the family already has in its own words (the family copy of each child's plan) is filled in;
nothing is taken from the papers of the panel, which say things no parent's letter may.
"""

from casework.documents.letters.registry import Shipped, Source, registry, shipped
from casework.preproceedings.letters import corrections as corrections
from casework.preproceedings.letters.facts import also_on, facts, parents_to_write_to
from casework.preproceedings.letters.words import (
    BEFORE_PROCEEDINGS,
    DEMONSTRATION,
    EASY_READ,
    OF_ISSUE,
)

SOURCE = "before-proceedings"
LETTER, EASY, ISSUE = (
    "letter-before-proceedings",
    "letter-before-proceedings-easy",
    "letter-of-issue",
)
TITLES = {
    LETTER: "Letter before proceedings",
    EASY: "Letter before proceedings, easy-read copy",
    ISSUE: "Letter of issue",
}

registry.add(
    Source(
        code=SOURCE,
        title="Pre-proceedings, to one parent",
        choices=parents_to_write_to,
        facts=facts,
        demonstration=DEMONSTRATION,
        also_on=also_on,
    )
)
for code, body in ((LETTER, BEFORE_PROCEEDINGS), (EASY, EASY_READ), (ISSUE, OF_ISSUE)):
    shipped.add(Shipped(code=code, source=SOURCE, kind="letter", title=TITLES[code], body=body))
