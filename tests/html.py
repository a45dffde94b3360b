"""Reading a page as its reader does: however its source is broken into lines."""

import re


def squeezed(page: str) -> str:
    """The source of a page: every break between words is one space, none before a tag ends."""
    return re.sub(r"\s+(/?>)", r"\1", re.sub(r"\s+", " ", page))
