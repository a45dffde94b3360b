"""The copy that is given: a paper from which what is blacked out is gone, and what it lacks."""

from collections.abc import Iterable

from casework.children.models import Child
from casework.children.shared_words import for_reader, left_out
from casework.disclosure.models import Disclosure
from casework.disclosure.reasons import by_letter
from casework.disclosure.redaction import BAR, Mark, burned, places, still_there
from casework.documents.letters.blocks import HEADING, TABLE, WORDS, Block, blocks_of
from casework.documents.letters.letter import Paper
from casework.interface.words import counted, full_day, local


class Burned:
    """A disclosure with its words taken out: what the preview shows and the copy is made from.
    Those who are ``hidden`` are not named in it either."""

    def __init__(self, disclosure: Disclosure, hidden: Iterable[Child] = ()):
        self.disclosure, self.hidden = disclosure, list(hidden)
        self.records = list(disclosure.records.in_order().prefetch_related("redactions"))
        answers = disclosure.names.filter(answer="redact")
        self.throughout = [answer.mark for answer in answers]

    def marks_of(self, record) -> list[Mark]:
        return [*self.throughout, *(made.mark for made in record.redactions.all())]

    def text_of(self, record) -> str:
        return for_reader(burned(record.text, self.marks_of(record)), self.hidden)

    def say(self, words: str) -> str:
        """Whatever else the copy says of the file, without the names that go everywhere."""
        return for_reader(burned(words, self.throughout), self.hidden)

    def missed(self) -> list:
        """What was blacked out and no longer stands in its record. Of words that name somebody
        who is hidden it is not said: what they stood in is not given."""
        return [
            made
            for record in self.records
            for made in record.redactions.all()
            if len(places(made.words, record.text)) < max(made.place, 1)
            and not left_out(made.words, self.hidden)
        ]


def bundle_of(disclosure: Disclosure, hidden: Iterable[Child], *, by, at) -> Paper:
    whole = Burned(disclosure, hidden)
    child, day = disclosure.child, full_day(local(at).date())
    blocks = opening(whole)
    for record in whole.records:
        blocks += entry_of(whole, record)
    paper = Paper(
        title=whole.say(str(disclosure)),
        council=child.authority.name,
        about=whole.say(f"About {child.name}, {child.number}"),
        made=f"Made on {day}",
        dated=day,
        addressed_to=[whole.say(disclosure.asker)],
        blocks=blocks,
    )
    prove(whole, blocks)
    return paper


def opening(whole: Burned) -> list[Block]:
    records = whole.records
    blocks = [
        Block(
            WORDS,
            f"This copy holds {counted(len(records), 'records')} of the file, oldest first, as they"
            " stood when it was prepared. Words that may not be given are blacked out, and a letter"
            " on the bar says why.",
        )
    ]
    rows = key_of(whole)
    if rows:
        blocks.append(Block(HEADING, "Why words are blacked out"))
        blocks.append(Block(TABLE, rows=[["Letter", "Why"], *rows]))
    blocks.append(Block(HEADING, "What is in this copy"))
    numbered = [
        [str(number), day_of(record), whole.say(record.label)]
        for number, record in enumerate(records, start=1)
    ]
    blocks.append(Block(TABLE, rows=[["Number", "Day", "Record"], *numbered]))
    return blocks


def key_of(whole: Burned) -> list[list[str]]:
    """The letters that are used, each with what it means and the law."""
    bars = (letters for record in whole.records for letters in BAR.findall(whole.text_of(record)))
    used = {letter for letters in bars for letter in letters}
    key = [[letter, f"{reason.words} ({reason.source})"] for letter, reason in by_letter().items()]
    return [row for row in key if row[0] in used]


def day_of(record) -> str:
    return full_day(record.happened_on) if record.happened_on else ""


def entry_of(whole: Burned, record) -> list[Block]:
    number = whole.records.index(record) + 1
    heading = Block(HEADING, f"{number}. {whole.say(str(record))}")
    return [heading, *blocks_of(whole.text_of(record))]


class NotBurnedIn(RuntimeError):
    """Words that were to go stand in the copy: it is not made."""


def prove(whole: Burned, blocks: list[Block]) -> None:
    for record in whole.records:
        if still_there(whole.text_of(record), whole.marks_of(record)):
            raise NotBurnedIn(str(record.pk))


def lacks(disclosure: Disclosure, unanswered: int, changed: int, hidden) -> list[str]:
    """What is still to be done before a manager can be asked."""
    whole, access = Burned(disclosure, hidden), disclosure.of_access
    undone = {
        "pick what is given": not whole.records,
        f"answer for {counted(unanswered, 'names')}": unanswered > 0,
        f"look again at {counted(changed, 'records')} that changed": changed > 0,
        "say how you know who asked": access and not disclosure.identity_words.strip(),
        "wait for the proof of who asked": awaits_proof(disclosure),
        "say why they may have it": not disclosure.entitlement.strip(),
    }
    missed = [f"“{made.words}” is blacked out and no longer there" for made in whole.missed()]
    return [words for words, stands in undone.items() if stands] + missed


def awaits_proof(disclosure: Disclosure) -> bool:
    return disclosure.proof_asked_on is not None and disclosure.proof_came_on is None
