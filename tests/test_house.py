"""The laws of the house, proved by reading the tree."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, get_resolver

from casework.children.models import ChildRecord

ROOT = Path(settings.BASE_DIR)

FLOORS = {
    "casework.interface": 0, "casework.embedded": 0,
    "casework.access": 1,
    "casework.children": 2,
    "casework.timescales": 3, "casework.chronology": 3, "casework.returns": 3,
    "casework.writing": 3,
    "casework.documents": 3.5,  # beneath the journey, which registers what its letters say
    "casework.figures": 3.5,  # counts what the journey declares, deadlines among it
    "casework.notices": 3.5,  # beneath the journey, which says through it what people must know
    "casework.actions": 4, "casework.meetings": 4,
    "casework.referrals": 4, "casework.recording": 4, "casework.practice": 4,
    "assessments": 5, "missing": 5,
    "casework.plans": 6,
    "casework.conferences": 7,
    "audits": 10,
    "casework.dashboards": 11,
}  # fmt: skip
ENGINES = {app for app, floor in FLOORS.items() if floor == 3}
KNOWS_EVERYONE = {"settings", "urls", "api", "celery", "wsgi"}
FOUND_BY_AN_ENGINE = {
    "timescales",
    "gaps",
    "chronology",
    "returns",
    "figures",
    "file",
    "demo",
    "texts",
}

OPEN_TO_ALL = {
    "health", "schema", "account_login", "account_logout", "account_signup", "account_inactive",
    "account_reauthenticate", "account_confirm_email", "account_email_verification_sent",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_confirm_login_code",
    "mfa_authenticate", "mfa_reauthenticate", "mfa_trust",
    "accessibility", "who_can_see", "admin:login",
    "calendar-feed",  # a calendar cannot sign in: its address is the secret, and names nobody
    "draft-keep",  # a session that ended: its words are put away, by the form's own signature
}  # fmt: skip


def modules():
    """Every module of the product, migrations left out, with the app it belongs to."""
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).parts
        if parts[0] in ("casework", "assessments", "missing", "audits") and (
            "migrations" not in parts
        ):
            yield path, _app(parts)


def _app(parts) -> str | None:
    name = ".".join(parts[:2]) if parts[0] == "casework" else parts[0]
    return name if name in FLOORS else None


def imports(path):
    """The names of the product's modules that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def app_of(module: str) -> str | None:
    return next((app for app in FLOORS if module == app or module.startswith(f"{app}.")), None)


def lines(path) -> int:
    return len(path.read_text().splitlines())


def functions(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def test_every_app_has_a_floor():
    mine = {config.name for config in apps.get_app_configs() if _is_ours(config.name)}
    assert mine <= set(FLOORS)


def _is_ours(name):
    return name.split(".")[0] in ("casework", "assessments", "missing", "audits")


def test_an_app_imports_only_from_lower_floors():
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path, app in modules()
        if app
        for module in imports(path)
        if (other := app_of(module)) and other != app and FLOORS[other] >= FLOORS[app]
    ]
    assert not wrong


def test_only_the_five_files_of_the_project_know_every_app():
    wrong = [
        str(path.relative_to(ROOT))
        for path, app in modules()
        if app is None and path.parent.name == "casework"
        and path.stem not in KNOWS_EVERYONE | {"__init__"}
    ]  # fmt: skip
    assert not wrong


def test_foreign_keys_given_as_words_keep_the_floors_too():
    wrong = []
    for model in apps.get_models():
        app = model._meta.app_config.name
        if not _is_ours(app) or hasattr(model, "pgh_tracked_model"):
            continue
        for field in model._meta.get_fields():
            if field.concrete and field.is_relation and field.related_model:
                other = field.related_model._meta.app_config.name
                if _is_ours(other) and other != app and FLOORS[other] >= FLOORS[app]:
                    wrong.append(f"{model.__name__}.{field.name}")
    assert not wrong


def test_an_engine_names_no_app_of_the_journey():
    journey = {app for app, floor in FLOORS.items() if floor > 3}
    names = {app.split(".")[-1] for app in journey}
    wrong = [
        f"{path.relative_to(ROOT)}: {module}"
        for path, app in modules()
        if app in ENGINES
        for module in imports(path)
        if app_of(module) in journey or module in names
    ]
    assert not wrong


def test_no_module_is_over_400_lines():
    assert not [f"{path.relative_to(ROOT)}: {lines(path)}" for path, _ in modules()
                if lines(path) > 400]  # fmt: skip


def test_no_function_is_over_40_lines():
    wrong = [
        f"{path.relative_to(ROOT)} {name}: {length}"
        for path, _ in modules()
        for name, length in functions(path)
        if length > 40
    ]
    assert not wrong


def test_half_the_functions_are_under_ten_lines():
    lengths = sorted(length for path, _ in modules() for _, length in functions(path))
    assert lengths[len(lengths) // 2] < 10


def test_there_are_no_drawers_for_odds_and_ends():
    banned = {"utils", "helpers", "services", "managers", "constants", "misc", "common"}
    assert not [str(path.relative_to(ROOT)) for path, _ in modules() if path.stem in banned]


def test_every_model_of_a_childs_record_can_be_asked_whom_it_is_visible_to():
    wrong = [
        model.__name__
        for model in apps.get_models()
        if issubclass(model, ChildRecord) and not hasattr(model.objects, "visible_to")
    ]
    assert not wrong


def test_every_record_with_a_child_is_a_childs_record_or_says_how_it_is_visible():
    wrong = [
        model.__name__
        for model in apps.get_models()
        if _is_ours(model._meta.app_config.name)
        and not hasattr(model, "pgh_tracked_model")
        and any(field.name == "child" for field in model._meta.fields)
        and not hasattr(model.objects, "visible_to")
    ]
    assert not wrong


def urls(resolver=None, prefix="", namespace=""):
    """Every address of the product: its name and the pattern's view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", f"{prefix}{pattern.pattern}", pattern.callback
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from urls(pattern, f"{prefix}{pattern.pattern}", inner)


def test_every_page_needs_a_worker_signed_in_but_a_short_list():
    wrong = []
    for name, address, view in urls():
        is_open = not getattr(view, "login_required", True)
        if is_open and name not in OPEN_TO_ALL and not address.startswith(API):
            wrong.append(name)
    assert not wrong


API = "api/v1/"  # asks for a token or a session itself; see test_strangers.py


def templates():
    folder = ROOT / "templates"
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


FOUND_BY_NAME = re.compile(r"^(account|allauth|mfa|govuk|admin|\d\d\d)")


def test_every_template_is_used():
    texts = [path.read_text() for path, _ in modules()]
    texts += [(ROOT / "templates" / name).read_text() for name in templates()]
    everything = "\n".join(texts)
    unused = [
        name for name in templates() if not FOUND_BY_NAME.match(name) and name not in everything
    ]
    assert not unused


BANNED_IN_TEMPLATES = re.compile(r"objects\.|\.filter\(|_set\.|\.all\.count|\.count\b(?!er)")


OF_NO_RECORD = re.compile(r"^(account|allauth|mfa|govuk|access|returns)/")
DRAWS_FIELDS = re.compile(r"\|(as_)?crispy|{% crispy ")


def test_every_form_of_the_record_has_its_save_line():
    """Put ``{% include "components/save_line.html" %}`` after the form's CSRF token."""
    texts = {name: (ROOT / "templates" / name).read_text() for name in templates()}
    wrong = [
        name
        for name, text in texts.items()
        if not OF_NO_RECORD.match(name)
        and '<form method="post"' in text
        and DRAWS_FIELDS.search(text)
        and "components/save_line.html" not in text
    ]
    assert not wrong


def test_templates_call_no_queryset():
    wrong = [
        name
        for name in templates()
        if not name.startswith("govuk/")
        and BANNED_IN_TEMPLATES.search((ROOT / "templates" / name).read_text())
    ]
    assert not wrong


def test_no_template_has_inline_style_or_script():
    inline = re.compile(r"\sstyle=|\son(click|change|load|submit|input)=|<script(?![^>]*\ssrc=)")
    assert not [
        name for name in templates() if inline.search((ROOT / "templates" / name).read_text())
    ]


@pytest.mark.parametrize("word", ["/work/", "/tmp/bash", "pypi.org/simple", "registry.npmjs"])
def test_the_project_speaks_of_itself_alone(word):
    tracked = [path for path, _ in modules()] + list((ROOT / "docs").glob("*.md"))
    tracked += [ROOT / "README.md", ROOT / "pyproject.toml"]
    assert not [path.name for path in tracked if path.exists() and word in path.read_text()]


@pytest.mark.django_db
def test_the_models_and_the_migrations_agree():
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
