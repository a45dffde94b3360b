"""docs/mistakes.md, as the code would write its table: a test compares the two."""

from casework.children.extensions.mistakes import Kind, mistakes

HEAD = "| Record | Corrected | Withdrawn | Moved to the right child |\n| --- | --- | --- | --- |\n"


def line_of(kind: Kind) -> str:
    if kind.not_withdrawn:
        return f"| {kind.word} | no: {small(kind.not_withdrawn)} | no | no |"
    moved = f"no: {small(kind.not_moved)}" if kind.not_moved else withdrawn(kind)
    answers = [no_or_yes(kind.not_corrected), withdrawn(kind), moved]
    return f"| {kind.word} | {' | '.join(answers)} |"


def withdrawn(kind: Kind) -> str:
    return "yes; a manager agrees where it was authorised or sent" if kind.may_be_settled else "yes"


def no_or_yes(why_not: str) -> str:
    return f"no: {small(why_not)}" if why_not else "yes"


def small(words: str) -> str:
    return words[:1].lower() + words[1:]


def table() -> str:
    kinds = sorted(mistakes, key=lambda kind: (bool(kind.not_withdrawn), kind.word))
    return HEAD + "\n".join(map(line_of, kinds)) + "\n"
