"""What a file is called on the machine it is opened on."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
"""Path signs, what Windows refuses, and marks that turn a name round so that it lies."""
TAKEN = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def safe_name(given: str, ending: str) -> str:
    """The name as given, in letters every system can write, with the ending its content has."""
    stem = PurePosixPath(given.replace("\\", "/")).name
    stem = unicodedata.normalize("NFC", stem)
    if "." in stem:
        stem = stem.rpartition(".")[0]
    stem = " ".join(NOT_IN_NAMES.sub(" ", stem).split()).strip(". ")
    stem = stem[:LONGEST].strip(". ")
    if not stem or TAKEN.match(stem):
        stem = "document"
    return f"{stem}.{ending}"
