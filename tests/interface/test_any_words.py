"""Whatever is typed into a form, no page fails, and nothing that was stored runs as a script."""

from random import Random

import pytest
from lxml import html

from tests import test_pages
from tests.children.typing import standing
from tests.page_rows import ROWS
from tests.test_pages import opened, text_of

pytestmark = pytest.mark.long
papers = test_pages.papers
_quick_and_plain = test_pages._quick_and_plain
built = test_pages.built
world = test_pages.world

MARK = "gotcha"
WORDS = [
    f"<script>{MARK}()</script>",
    f'"><img src=x onerror={MARK}()>',
    f"'-{MARK}()-'",
    f"javascript:{MARK}()",
    f"{{{{ {MARK} }}}}{{% {MARK} %}}",
    f"</textarea></title><svg/onload={MARK}()>",
    "'; DROP TABLE children_child; --",
    "a\0b\x0bc\x1f\x7f",
    "\u202eevil\u202c \u2066left\u2069",
    "😀👩‍👩‍👧‍👦" * 20,
    "نص من اليمين إلى اليسار",
    "x" * 20_000,
    "=HYPERLINK(0)",
    "²",
    "9" * 40,
    "-1",
    " \n\t ",
    "%s %(x)s {0} ../../etc/passwd",
]
DAYS = ["0", "1", "31", "32", "-1", "²", "٣", "x", "9" * 20]
YEARS = ["0000", "0001", "1899", "2026", "9999", "10000", "²²²²", "x"]
AT_ONCE = 12
LEADS = {"href", "src", "action", "formaction", "data", "xlink:href"}
FORMS = [name for name, row in ROWS.items() if row.may_be_a_form]


def fill_with(form, rng) -> None:
    """Something in every control: of choices one that is offered, of words any that harm."""
    for control in form.inputs:
        kind = control.get("type", "text") if control.tag == "input" else control.tag
        if kind in ("text", "textarea", "email", "number", "search", "tel", "url"):
            control.value = words_for(control.name or "", rng)
        elif kind == "checkbox":
            control.checked = rng.random() < 0.7
        elif kind == "radio" and control.get("value") and rng.random() < 0.5:
            form.inputs[control.name].value = control.get("value")
        elif kind == "select" and control.value_options:
            chosen = rng.choice(list(control.value_options))
            control.value = [chosen] if control.multiple else chosen


def words_for(name: str, rng) -> str:
    """Days are good three times of four: a form that is always refused stores nothing."""
    ordinary = rng.random() < 0.75
    if name.endswith(("_day", "_month")):
        return rng.choice(["3", "9"]) if ordinary else plain(rng.choice(DAYS))
    if name.endswith("_year"):
        return "2026" if ordinary else plain(rng.choice(YEARS))
    return plain(rng.choice(WORDS))


def plain(words: str) -> str:
    """As lxml can hold it; what it cannot is put in again when it is sent."""
    return words.replace("\0", "\ue000").replace("\x0b", "\ue001").replace("\x1f", "\ue002")


def as_sent(typed: dict) -> dict:
    back = str.maketrans({"\ue000": "\0", "\ue001": "\x0b", "\ue002": "\x1f"})
    return {name: [value.translate(back) for value in values] for name, values in typed.items()}


def runs(page: str) -> list[str]:
    """Whatever of a page would run and holds the mark."""
    if MARK not in page:
        return []
    found = []
    for part in html.fromstring(page.encode()).iter():
        if part.tag in ("script", "style") and MARK in (part.text or ""):
            found.append(html.tostring(part)[:200].decode())
        for name, value in part.attrib.items():
            script = value.strip().lower().startswith("javascript:")
            acts = name.startswith("on") or (name in LEADS and script)
            if MARK in value and acts:
                found.append(f"{part.tag} {name}={value[:100]}")
    return found


def forms_on(answer):
    page = html.fromstring(answer.content)
    return [form for form in page.iter("form") if form.get("method", "").lower() == "post"]


def sends(client, world, name, rng):
    """Each form of a page, sent with words that harm; every answer, and where it led."""
    address = ROWS[name].address(world, name)
    answer = opened(client, world, name)
    for form in forms_on(answer) if answer.status_code == 200 and not answer.streaming else ():
        fill_with(form, rng)
        sent = client.post(form.get("action") or address, as_sent(standing(form)))
        yield sent
        if sent.status_code == 302 and sent["Location"].startswith("/"):
            yield client.get(sent["Location"])


@pytest.mark.parametrize("seed", range(8))
def test_no_form_fails_and_nothing_stored_runs(client, world, seed):
    rng = Random(seed)
    client.raise_request_exception = False
    wrong, saved = [], 0
    names = rng.sample(FORMS, min(AT_ONCE, len(FORMS)))
    for name in names:
        for answer in sends(client, world, name, rng):
            saved += answer.status_code == 302
            if answer.status_code >= 500:
                wrong.append(f"{answer.status_code} {name}")
            elif answer.status_code == 200:
                wrong += [f"{name}: {found}" for found in runs(text_of(answer))]
    for name in ("child", "my_work", "child-chronology-page", "find", "mistakes", *names):
        if name in ROWS and ROWS[name].answers == 200:
            page = text_of(opened(client, world, name))
            wrong += [f"{name} after: {found}" for found in runs(page)]
    assert not wrong, "\n".join(wrong)
    assert saved, "no form stored anything: the test would prove nothing"


def test_a_page_on_which_something_would_run_is_noticed():
    assert runs(f"<p><script>{MARK}()</script></p>")
    assert runs(f"<p><img onerror='{MARK}()'></p>")
    assert runs(f"<p><a href=' javascript:{MARK}()'>x</a></p>")
    assert not runs(f"<p>&lt;script&gt;{MARK}()&lt;/script&gt;<input value='{MARK}'></p>")
