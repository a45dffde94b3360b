"""The lists of words that the rules go by: data in TOML beside each module, read once at the start.

A council adds to some of them in a folder of its own (``CASEWORK_WRITING_LISTS``): the names its
people have for a role, a meeting or a holiday. A file there has the name of the one it adds to and
holds plain words, never an expression: whoever fills it in need not know how it is read. One that
cannot be used stops the start and says which file, which list and why, as a wrong setting does.
What a model counts is no council's to change: its weights would mean something else.
"""

import os
import re
import tomllib
from pathlib import Path

FOLDER = "CASEWORK_WRITING_LISTS"
EXTENDED = {
    "dates": ("meeting", "fixed"),
    "owners": ("relative", "role", "nobody", "title"),
    "jargon": ("everyday", "of_two_letters", "headings", "short_forms"),
    "blame": ("blames", "no_blame"),
}
"""The lists a council may add to, by the file they stand in."""
PLAIN_WORDS = re.compile(r"\w[\w '’/&-]*")


class ListError(ValueError):
    """A council's list that cannot be used."""


def word_lists(module: str) -> dict[str, list[str]]:
    """The lists of a module by name, of owners.py in owners.toml, with what the council adds."""
    shipped = Path(module).with_suffix(".toml")
    lists = _read(shipped)
    for name, words in _own(shipped.stem).items():
        lists[name] = [*lists[name], *(word for word in words if word not in lists[name])]
    return lists


def own_files() -> list[Path]:
    """The council's files, in the order of their names."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return []
    if not Path(folder).is_dir():
        raise ListError(f"{FOLDER} names {folder}, which is no folder")
    files = sorted(Path(folder).glob("*.toml"))
    for file in files:
        if file.stem not in EXTENDED:
            known = ", ".join(f"{name}.toml" for name in EXTENDED)
            raise ListError(f"{file}: nothing is read from it; the files are {known}")
    return files


def _own(name: str) -> dict[str, list[str]]:
    file = next((file for file in own_files() if file.stem == name), None)
    if file is None:
        return {}
    lists = _read(file)
    for key, words in lists.items():
        _refuse_what_cannot_be_used(file, key, words)
    return lists


def _refuse_what_cannot_be_used(file: Path, key: str, words) -> None:
    if key not in EXTENDED[file.stem]:
        known = ", ".join(EXTENDED[file.stem])
        raise ListError(f"{file}: “{key}” is no list to add to; those are {known}")
    if not isinstance(words, list):
        raise ListError(f"{file}: “{key}” must be a list of words, in square brackets")
    for word in words:
        if not (isinstance(word, str) and PLAIN_WORDS.fullmatch(word)):
            raise ListError(f"{file}: “{word}” in “{key}” is no plain word")


def _read(file: Path) -> dict[str, list[str]]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise ListError(f"{file}: {wrong}") from None
