"""What can be done about a copy that was marked wrongly, and about rows of kept sheets."""

from casework.children.extensions.merges import Answer, answers
from casework.children.extensions.mistakes import Kind, mistakes
from casework.preproceedings.models import KeptChild, LetterCopy

mistakes.add(
    Kind(
        model=LetterCopy,
        called="copy of a letter",
        happened="made_on",
        url="parent-letters",
        not_moved="It is a copy of this file’s letter: withdraw it, and mark it on the right one",
    )
)
answers.add(
    Answer(
        model=KeptChild,
        field="child",
        because="what a panel read stays as it was; who may read it follows the child",
    )
)
