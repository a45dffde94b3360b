"""A letter ready to be set: everything DOCX and PDF print, as plain data."""

from dataclasses import asdict, dataclass, fields

from casework.documents.letters.blocks import Block, blocks_of
from casework.interface.plain_text import plain
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

    def __post_init__(self):
        """Records may hold, from before it was taken out on the way in, what no document can."""
        for field in fields(self):
            object.__setattr__(self, field.name, _printable(getattr(self, field.name)))

    def as_data(self) -> dict:
        return asdict(self)


def _printable(value):
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if isinstance(value, Block):
        return Block(
            **{field.name: _printable(getattr(value, field.name)) for field in fields(value)}
        )
    return value


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
