"""A letter ready to be set: everything DOCX and PDF print, as plain data."""

from dataclasses import asdict, dataclass

from casework.documents.blocks import Block, blocks_of
from casework.interface.words import full_day, local


@dataclass(frozen=True)
class Paper:
    title: str
    council: str
    about: str
    made: str
    dated: str
    addressed_to: list[str]
    blocks: list[Block]
    draft: bool = False

    def as_data(self) -> dict:
        return asdict(self)


def paper_of(letter, *, by, at) -> Paper:
    """``at`` and ``by``: when and by whom it is made, which every page of it says."""
    child = letter.child
    return Paper(
        title=letter.title,
        council=child.authority.name,
        about=f"About {child.name}, {child.number}",
        made=f"Made on {full_day(local(at).date())} by {by}",
        dated=full_day(local(at).date()),
        addressed_to=[line.strip() for line in letter.addressed_to.splitlines() if line.strip()],
        blocks=blocks_of(letter.text),
        draft=letter.final_at is None and letter.document_id is None,
    )
