"""What came of a census, in words and counts: of its rehearsal, or of loading it."""

from collections import Counter

from casework.interface.exports import Column
from casework.interface.words import counted, listed
from casework.returns.models import CensusImport
from casework.returns.registry import registry

MOST_SHOWN = 500
CAME = ("created", "changed", "unchanged")
TO_PUT_RIGHT = [
    Column("What became of it", lambda row: row["became"]),
    Column("Child", lambda row: row["child"]),
    Column("Place of the child in the file", lambda row: row["ordinal"] or ""),
    Column("Record", lambda row: row["record"]),
    Column("Line", lambda row: row.get("line") or ""),
    Column("Element", lambda row: row["element"]),
    Column("The file says", lambda row: row.get("theirs", row.get("value", ""))),
    Column("Here it is", lambda row: row.get("ours", "")),
    Column("Why", lambda row: row["reason"]),
]
"""The list to take to where the file was made."""


def modules_of(report: dict) -> list[dict]:
    """A line a module, in the order of a child's journey; its numbers add up to the file's."""
    modules = []
    for module in registry:
        read = report["read"].get(module.name, 0)
        came = {kind: report[kind].get(module.name, 0) for kind in CAME}
        left_out = read - sum(came.values())
        modules.append({"label": module.label, "read": read, **came, "left_out": left_out})
    return modules


def page_of(census: CensusImport) -> dict:
    report = census.report
    modules, refused, kept = modules_of(report), report["refused"], report["kept_ours"]
    return {
        "census": census,
        "opening": opening(census),
        "modules": [module for module in modules if module["read"]],
        "none_of": listed(m["label"].lower() for m in modules if not m["read"]),
        "refused": refused[:MOST_SHOWN],
        "refused_by_element": Counter(row["element"] for row in refused).most_common(),
        "not_shown": max(0, len(refused) - MOST_SHOWN),
        "read_as": report["read_as"][:MOST_SHOWN],
        "kept": kept[:MOST_SHOWN],
        "kept_not_shown": max(0, len(kept) - MOST_SHOWN),
        "adds_nothing": not _sum(report, "created") and not _sum(report, "changed"),
    }


def to_put_right(census: CensusImport):
    """Everything that was not taken, and everything that differs and was kept."""
    for row in census.report["refused"]:
        yield {**row, "became": "Not taken"}
    for row in census.report["kept_ours"]:
        yield {**row, "became": "Kept as it is here"}


def opening(census: CensusImport) -> str:
    """The sentence that says what came of it, or what would."""
    report, loaded = census.report, census.loaded_at is not None
    read = report["read"].get("children", 0)
    new, changed = _sum(report, "created"), _sum(report, "changed")
    sentence = f"{counted(read, 'children')} in the file."
    if not new and not changed:
        already = " All that can be taken is here already." if _sum(report, "unchanged") else ""
        nothing = "Nothing was written." if loaded else "Nothing would be written."
        return f"{sentence} {nothing}{already}{_differing(report)}"
    would = "" if loaded else "would be "
    words = f"{counted(new, 'records')} {would}added and {changed or 'none'} {would}changed."
    return f"{sentence} {words}{_differing(report)}"


def _sum(report: dict, kind: str) -> int:
    return sum(report[kind].values())


def _differing(report: dict) -> str:
    kept = report["kept_ours"]
    return f" {counted(len(kept), 'differences')} kept as it is here." if kept else ""
