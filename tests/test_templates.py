"""Every template compiles, and every template it names is there."""

import re
from pathlib import Path

from django.conf import settings
from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines
from django.template.loader import get_template

HOMES = [
    *(Path(home) for home in settings.TEMPLATES[0]["DIRS"]),
    *(home for home in settings.BASE_DIR.glob("*/templates") if home.is_dir()),
    *(home for home in settings.BASE_DIR.glob("casework/*/templates") if home.is_dir()),
]
NAMED = re.compile(r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")


def files() -> dict[str, Path]:
    """Every template of ours, by the name a view calls it."""
    return {
        str(path.relative_to(home)): path
        for home in HOMES
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }


def test_there_are_many_templates_to_compile():
    assert len(files()) > 250


def test_every_template_compiles():
    engine, wrong = engines["django"], []
    for name, path in files().items():
        try:
            engine.from_string(path.read_text())
        except TemplateSyntaxError as fault:
            wrong.append(f"{name}: {fault}")
    assert not wrong


def test_what_a_template_includes_or_extends_is_there():
    wrong = []
    for name, path in files().items():
        for other in NAMED.findall(path.read_text()):
            try:
                get_template(other)
            except TemplateDoesNotExist:
                wrong.append(f"{name} names {other}")
    assert not wrong


LIBRARIES = {"account", "allauth", "mfa"}
"""Folders whose names the sign-in library chooses, and its own of theirs."""
PIECES = {"components", "govuk"}
"""Folders that hold nothing but pieces."""


def test_a_fragment_of_a_page_begins_with_an_underscore_and_a_page_does_not():
    wrong = []
    for name, path in files().items():
        folder, _, file_name = name.rpartition("/")
        if folder.split("/")[0] in {"", *LIBRARIES, *PIECES} or path.suffix != ".html":
            continue
        if file_name.startswith("_") is ("{% extends" in path.read_text()):
            wrong.append(name)
    assert not wrong


DRAWS_ITS_OWN_FORM = {
    "components/form.html",
    "components/list_tools.html",
    "components/press.html",
    "components/start_afresh.html",
    "away.html",  # sends again what was sent, while nothing can be asked of the database
    "mfa/webauthn/add_form.html",  # a script sends it, with what the browser answered
    "mfa/webauthn/reauthenticate.html",
    "mfa/webauthn/snippets/login_script.html",
    "mfa/authenticate.html",  # a button of one form that sends another
    "assessments/authorising/submit.html",  # no button until everything asked is answered
    "preproceedings/panel_sheet/sheet.html",  # one box in the row of tools
    "notices/notices.html",  # marks those that stand on the page
    "writing/prompts/_to_think_about.html",  # beside a text, inside the page's own form
}
POSTED = re.compile(r"<form[^>]*post")


def test_a_posted_form_is_drawn_by_the_form_or_the_press_component():
    own = {name for name, path in files().items() if POSTED.search(path.read_text())}
    assert own <= DRAWS_ITS_OWN_FORM, own - DRAWS_ITS_OWN_FORM
    assert own == DRAWS_ITS_OWN_FORM
