"""Which modules are the domain, and which tests should notice a change of them."""

from pathlib import Path

ROOT = Path(__file__).parents[2]

AREAS = {
    "access": ("casework/access", "tests/access tests/children/test_search.py"),
    "actions": ("casework/actions", "tests/plans tests/missing/test_findings.py tests/dashboards"),
    "assessments": ("assessments", "tests/assessments"),
    "audits": ("audits", "tests/audits"),
    "children": ("casework/children", "tests/children tests/access"),
    "chronology": ("casework/chronology", "tests/chronology"),
    "conferences": ("casework/conferences", "tests/conferences"),
    "figures": ("casework/figures", "tests/figures"),
    "meetings": ("casework/meetings", "tests/meetings tests/conferences tests/missing"),
    "missing": ("missing", "tests/missing"),
    "notices": ("casework/notices", "tests/notices"),
    "plans": ("casework/plans", "tests/plans"),
    "practice": ("casework/practice", "tests/practice"),
    "recording": ("casework/recording", "tests/recording tests/plans/test_timescales.py"),
    "referrals": ("casework/referrals", "tests/referrals"),
    "timescales": ("casework/timescales", "tests/timescales tests/dashboards/test_to_put_right.py"),
}
"""An area's folder, and its tests. Those of the whole tree are added where they ask about it."""

CLOCKS = "tests/timescales/test_targets.py tests/timescales/test_every_clock.py"
TELLING = {
    "admin",
    "apps",
    "urls",
    "views",
    "demo",
    "migrations",
    "management",
    "templatetags",
    "child_file",
    "codes",
    "copy",
    "default_templates",
    "files",
    "genogram",
    "layout",
    "letters",
    "lines",
    "pattern_chart",
    "plain_words",
    "police_sheets",
    "presentation",
    "prompts",
    "readings",
    "report",
    "similarity",
    "words",
}
"""Modules that say, draw, show or invent, and rule nothing: of their words other tests speak."""


def modules_of(area: str) -> list[str]:
    """The modules of an area that hold rules."""
    folder = ROOT / AREAS[area][0]
    found = (path.relative_to(ROOT) for path in sorted(folder.rglob("*.py")))
    return [str(path) for path in found if rules(path)]


def rules(path: Path) -> bool:
    names = {path.stem, *path.parts}
    return not names & TELLING and not path.stem.endswith("_views") and path.stem != "__init__"


def proofs_of(area: str) -> list[str]:
    """Its own, and those of every clock where it declares one."""
    own = AREAS[area][1].split()
    declares = area != "timescales" and (ROOT / AREAS[area][0] / "timescales.py").exists()
    return own + CLOCKS.split() if declares else own
