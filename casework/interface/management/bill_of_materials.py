"""What the product is made of, as CycloneDX 1.6 (ECMA-424): every distribution that is installed,
with its licence and what it needs, and what is kept in the tree beside them.

It is read off what is installed here, not off what was once asked for.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any
from uuid import uuid4

from casework import __version__

NEEDS = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def bill(root: Path) -> dict[str, Any]:
    locked = {_name(name) for name in LOCKED.findall((root / "requirements.lock").read_text())}
    installed = {_name(part.metadata["Name"]): part for part in distributions()}
    parts = [_component(part, name in locked) for name, part in sorted(installed.items())]
    kept = [_kept(folder) for folder in sorted((root / "static/vendor").glob("*/*"))]
    product = {"type": "application", "bom-ref": "casework", "name": "casework"}
    asked = [_ref(part) for name, part in sorted(installed.items()) if name in locked]
    needs = [{"ref": "casework", "dependsOn": asked}]
    needs += [_needs(part, installed) for _, part in sorted(installed.items())]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.now(UTC).isoformat(timespec="seconds"),
            "component": {**product, "version": __version__},
        },
        "components": [*parts, *kept],
        "dependencies": needs,
    }


def _name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _ref(part: Distribution) -> str:
    return f"pkg:pypi/{_name(part.metadata['Name'])}@{part.version}"


def _component(part: Distribution, is_needed: bool) -> dict[str, Any]:
    """``optional`` is what only the tests or the machine brought."""
    facts = {
        "type": "library",
        "bom-ref": _ref(part),
        "name": part.metadata["Name"],
        "version": part.version,
        "purl": _ref(part),
        "scope": "required" if is_needed else "optional",
    }
    return {**facts, **_licence(part)}


def _licence(part: Distribution) -> dict[str, Any]:
    """As the distribution says it: an expression of SPDX, or else in its own words."""
    if expression := part.metadata.get_all("License-Expression"):
        return {"licenses": [{"expression": expression[0]}]}
    classified = [
        words.rpartition(" :: ")[2]
        for words in part.metadata.get_all("Classifier") or ()
        if words.startswith("License :: ")
    ]
    licences = classified or "".join(part.metadata.get_all("License") or ()).splitlines()[:1]
    return (
        {"licenses": [{"license": {"name": words}} for words in licences if words]}
        if licences
        else {}
    )


def _needs(part: Distribution, installed: dict[str, Distribution]) -> dict[str, Any]:
    needed = {_ref(installed[name]) for name in _named(part.requires or ()) if name in installed}
    return {"ref": _ref(part), "dependsOn": sorted(needed - {_ref(part)})}


def _named(requires: Iterable[str]) -> Iterable[str]:
    """What it needs whatever is chosen with it."""
    for words in requires:
        match = NEEDS.match(words)
        if match and "extra ==" not in words:
            yield _name(match[1])


def _kept(folder: Path) -> dict[str, Any]:
    purl = f"pkg:npm/{folder.parent.name}@{folder.name}"
    name, version = folder.parent.name, folder.name
    facts = {"type": "library", "bom-ref": purl, "name": name, "version": version}
    return {**facts, "purl": purl, "scope": "required"}
