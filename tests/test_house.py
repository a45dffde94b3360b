"""The laws of the house, proved by reading the tree."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.forms import ModelForm
from django.urls import URLPattern, get_resolver

from casework.children.models import ChildRecord

ROOT = Path(settings.BASE_DIR)

FLOORS = {
    "casework.interface": 0,
    "casework.embedded": 0,
    "casework.access": 1,
    "casework.systems": 2.5,  # who asks beside people: nothing of any child
    "casework.children": 2,
    "casework.timescales": 3,
    "casework.chronology": 3,
    "casework.returns": 3,
    "casework.writing": 3,
    "casework.documents": 3.5,  # beneath the journey, which registers what its letters say
    "casework.figures": 3.5,  # counts what the journey declares, deadlines among it
    "casework.notices": 3.5,  # beneath the journey, which says through it what people must know
    "casework.approvals": 4,
    "casework.actions": 4,
    "casework.meetings": 4,
    "casework.referrals": 4,
    "casework.legal": 4,
    "casework.recording": 4,
    "casework.practice": 4,
    "casework.corrections": 5,  # puts right what the journey records, and names none of it
    "casework.duplicates": 5.5,  # puts right whole files, with what puts right a record
    "assessments": 5,
    "missing": 5,
    "casework.confidentiality": 5.5,  # seals what was put right as well
    "casework.governance": 5.5,  # proves both logs, and asks about looks
    "casework.plans": 6,
    "casework.conferences": 7,
    "casework.preproceedings": 8,
    "casework.voice": 8,
    "casework.support": 8,
    "casework.waits": 8.5,  # what was waited for, and of which service
    "casework.supervision": 9,
    "casework.transfers": 9,
    "casework.disclosure": 9,  # gives on what everyone wrote, and names none of it
    "audits": 10,
    "casework.retention": 10.2,  # deletes whole files, whatever they are made of
    "casework.demonstration": 10.5,
    "casework.dashboards": 11,
    "casework.continuity": 11.5,  # gathers what is needed when there is no system
    "casework.scale": 12,  # fills every table and measures every page; nothing stands on it
}
ENGINES = {app for app, floor in FLOORS.items() if floor == 3}
KNOWS_EVERYONE = {"settings", "urls", "api", "celery", "wsgi"}
FOUND_BY_AN_ENGINE = {
    "timescales",
    "gaps",
    "chronology",
    "returns",
    "figures",
    "child_file",
    "demo",
    "readings",
}

OPEN_TO_ALL = {
    "first-day",  # until there is a council, and by the server's code
    "health",
    "security-txt",  # whoever found a hole has no account
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reauthenticate",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_trust",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_signup",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "accessibility",
    "who_can_see",
    "admin:login",
    "calendar-feed",  # a calendar cannot sign in: its address is the secret, and names nobody
    "draft-keep",  # a session that ended: its words are put away, by the form's own signature
}


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
        if app is None
        and path.parent.name == "casework"
        and path.stem not in KNOWS_EVERYONE | {"__init__"}
    ]
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
    assert not [
        f"{path.relative_to(ROOT)}: {lines(path)}" for path, _ in modules() if lines(path) > 400
    ]


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


FOUND_BY_NAME = re.compile(r"^(socialaccount|usersessions|account|allauth|mfa|govuk|admin|\d\d\d)")


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
    inline = re.compile(
        r"\sstyle=|\son(click|change|load|submit|input)=|<script(?![^>]*\s(src=|type=.application/json))"
    )
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


def test_a_folder_holds_at_most_twenty_modules():
    held = Counter(path.parent for path, _ in modules() if path.stem != "__init__")
    assert not {str(folder.relative_to(ROOT)): n for folder, n in held.items() if n > 20}


NOUNS = {
    "check_writing",
    "counting",
    "grading",
    "grouping",
    "loading",
    "mailing",
    "measure_writing",
    "train_writing",
    "meeting",
    "parsing",
    "reading",
    "sampling",
    "writing",
}
SAY_NOTHING = {"beside", "deeds", "found", "made", "once", "sent", "within"}


def test_a_module_is_named_by_a_noun():
    """Of the trade or of Django: neither by what was done nor by how it stands to another."""
    wrong = [
        str(path.relative_to(ROOT))
        for path, _ in modules()
        if path.stem in SAY_NOTHING or re.search(r"(ing|ed)$", path.stem)
        if path.stem not in NOUNS
    ]
    assert not wrong


def test_no_app_imports_in_a_circle():
    """Late imports within a function count: they hide a circle and do not end it."""
    names = {_dotted(path): path for path, app in modules() if app}
    left = {name: _imported(path, names) - {name} for name, path in names.items()}
    while free := {name for name, needs in left.items() if not needs & left.keys()}:
        left = {name: needs for name, needs in left.items() if name not in free}
    wanted = set().union(*left.values())
    assert not sorted(name for name in left if name in wanted)


def _dotted(path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _imported(path, names) -> set[str]:
    """The modules it needs: a module named in the list of an import, or else the one it is from."""
    needed = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                needed.add(whole if whole in names else node.module)
        elif isinstance(node, ast.Import):
            needed |= {alias.name for alias in node.names}
    return needed & names.keys()


PUBLIC_THOUGH_UNDERSCORED = {"_meta", "_state", "_base_manager", "_default_manager"}
"""Django documents these."""
NOT_OF_DJANGO = {
    "casework/embedded/processes.py": {"_exit"},
    "casework/documents/letters/as_docx.py": {"_r", "_tr", "_inline"},
    "casework/documents/storage.py": {"_save"},  # what a storage of one's own is asked to override
    "casework/writing/prompts/models.py": {"_dismissed"},  # our own
    # what a description of one's own overrides of drf-spectacular, and where it keeps the rest
    "casework/interface/rest/schema.py": {
        "_map_serializer_field",
        "_get_response_bodies",
        "_get_examples",
    },
    "casework/interface/rest/examples.py": {"_components"},
}


def test_only_one_module_uses_what_django_keeps_private():
    wrong = []
    for path, _ in modules():
        name = str(path.relative_to(ROOT))
        if name == "casework/interface/django_private.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Attribute) or not re.match("_[a-z]", node.attr):
                continue
            whose = ast.unparse(node.value)
            own = whose in ("self", "cls") and not hasattr(ModelForm, node.attr)
            known = PUBLIC_THOUGH_UNDERSCORED | NOT_OF_DJANGO.get(name, set())
            if not own and node.attr not in known:
                wrong.append(f"{name}:{node.lineno} {whose}.{node.attr}")
    assert not wrong


def test_pages_stand_in_views_and_answers_of_the_api_in_api():
    wrong = []
    for path, _ in modules():
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.ClassDef):
                continue
            bases = [ast.unparse(base).split(".")[-1] for base in node.bases]
            page = any(base.endswith("View") and base != "APIView" for base in bases)
            answer = any(base.endswith("ViewSet") or base == "APIView" for base in bases)
            if page and not re.search(r"(^|_)(views|api)\.py$", path.name):
                wrong.append(f"{path.relative_to(ROOT)}: {node.name}")
            if answer and not re.search(r"(^|_)api\.py$", path.name):
                wrong.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert not wrong


NAMES_NOTHING = {"one", "found", "said"}


def test_a_variable_carries_the_name_of_the_thing():
    """A field may be called ``said``, where it holds a child's own words."""
    wrong = []
    for path, _ in modules():
        tree = ast.parse(path.read_text())
        fields = {id(name) for node in ast.walk(tree) for name in _fields_of(node)}
        wrong += [
            f"{path.relative_to(ROOT)}:{name.lineno} {name.id}"
            for name in ast.walk(tree)
            if isinstance(name, ast.Name)
            and isinstance(name.ctx, ast.Store)
            and name.id in NAMES_NOTHING
            and id(name) not in fields
        ]
    assert not wrong


def _fields_of(node):
    """The names given in the body of a class."""
    if isinstance(node, ast.ClassDef):
        for line in node.body:
            targets = (
                line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
            )
            yield from (target for target in targets if isinstance(target, ast.Name))
