"""Whatever is typed into a form, no page fails, nothing typed is lost where it is refused, and
nothing that was stored runs as a script."""

from random import Random

import pytest
from lxml import html

from casework.interface.plain_text import plain as plain_text
from tests import test_pages
from tests.children.typing import standing
from tests.page_rows import ROWS
from tests.test_pages import opened, text_of

pytestmark = pytest.mark.long(one_in=40)
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
    "long words " * 9_100,
    "2026-10-25 01:30",
    "99/99/9999",
    "=HYPERLINK(0)",
    "²",
    "9" * 40,
    "-1",
    " \n\t ",
    "%s %(x)s {0} ../../etc/passwd",
]
SCRIPTS = [one for one in WORDS if MARK in one]
DAYS = ["0", "1", "29", "31", "32", "99", "-1", "²", "٣", "x", "9" * 20]
YEARS = ["0000", "0001", "1899", "2025", "2026", "9999", "10000", "²²²²", "x"]
EDGES = [
    "01/01/0001",
    "31/12/9999",
    "29/02/2024",
    "29/02/2025",
    "25/10/2026",
    "99/99/9999",
    "31/01/10",
]
"""Days at the edges of the calendar, as day/month/year: a whole form is sent with each."""
TO_STORE = "as it should be"
ROWS_AT_MOST = 10_000
TYPED = ("text", "textarea", "email", "number", "search", "tel", "url")
LEADS = {"href", "src", "action", "formaction", "data", "xlink:href"}
EASY = ("note-add", "words-add")
"""Forms that ask for little: words that harm are stored by them."""
OF_EVERY_PAGE = ("/account/logout/", "/drafts/afresh/")
"""Of the frame of a page. The first ends the session: what follows would prove nothing."""
FORMS = [name for name, row in ROWS.items() if row.may_be_a_form]


def fill_with(form, rng, *, to_be_stored: bool = False) -> None:
    """Something in every control: of choices one that is offered, of words any that harm. To be
    stored: days, times and numbers as they should be, and words that would run."""
    say = stored_words_for if to_be_stored else words_for
    for control in form.inputs:
        kind = control.get("type", "text") if control.tag == "input" else control.tag
        if kind in TYPED:
            control.value = say(control.name or "", kind, rng)
        elif kind == "checkbox":
            control.checked = rng.random() < 0.7
        elif kind == "radio" and control.get("value") and rng.random() < 0.5:
            form.inputs[control.name].value = control.get("value")
        elif kind == "select" and control.value_options:
            chosen = rng.choice(list(control.value_options))
            control.value = [chosen] if control.multiple else chosen


def stored_words_for(name: str, kind: str, rng) -> str:
    endings = {"_day": "3", "_month": "9", "_year": "2026", "_time": "10:00"}
    for ending, said in endings.items():
        if name.endswith(ending):
            return said
    kinds = {"number": "1", "email": "someone@example.org", "url": "https://example.org/"}
    return kinds.get(kind) or rng.choice(SCRIPTS)


def words_for(name: str, kind: str, rng) -> str:
    """Days are good three times of four: a form that is always refused stores nothing."""
    ordinary = rng.random() < 0.75
    if name.endswith(("_day", "_month")):
        return rng.choice(["3", "9"]) if ordinary else plain(rng.choice(DAYS))
    if name.endswith("_time"):
        return "10:00" if ordinary else plain(rng.choice(WORDS))
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
    forms = [form for form in page.iter("form") if form.get("method", "").lower() == "post"]
    return [form for form in forms if form.get("action") not in OF_EVERY_PAGE]


def fill_the_days(form, day: str) -> None:
    parts = dict(zip(("_day", "_month", "_year"), day.split("/"), strict=True))
    for control in form.inputs:
        name = control.get("name") or ""
        for ending, said in parts.items():
            if name.endswith(ending) and control.get("type") != "hidden":
                control.value = said
        if control.get("type") in ("date", "datetime-local"):
            control.value = "-".join(reversed(day.split("/")))


def sends(client, world, name, rng):
    """Each form of a page, sent with words that harm and with days at the edges: what was sent,
    every answer, and where it led."""
    address = ROWS[name].address(world, name)
    answer = opened(client, world, name)
    count = len(forms_on(answer)) if answer.status_code == 200 and not answer.streaming else 0
    for place in range(count):
        for day in (None, None, rng.choice(EDGES), TO_STORE, TO_STORE):
            form = forms_on(answer)[place]
            fill_with(form, rng, to_be_stored=day == TO_STORE)
            if day and day != TO_STORE:
                fill_the_days(form, day)
            body = as_sent(standing(form))
            sent = client.post(form.get("action") or address, body)
            yield form, body, sent
            if sent.status_code == 302 and sent["Location"].startswith("/"):
                yield form, None, client.get(sent["Location"])


def lost(form, body: dict, answer) -> list[str]:
    """What was typed and does not stand in the same form of a page that refused it."""
    again = [one for one in forms_on(answer) if one.get("action") == form.get("action")]
    typed = [one for one in form.inputs if one.get("hidden") is None]
    names = {one.name for one in typed if (one.get("type") or "text") in TYPED}
    names |= {one.name for one in form.inputs if one.tag == "textarea"}
    if "govuk-error-summary" not in text_of(answer) or not again:
        return []
    stands = [standing(one) for one in again]
    return [
        f"lost {name}: {values!r:.200}"
        for name, values in body.items()
        if name in names
        and not any(as_read(values) == as_read(one.get(name)) for one in stands)
        and not any(gone_from(one, name, values) for one in again)
    ]


def gone_from(form, name: str, values: list[str]) -> bool:
    """It was chosen, and is not offered any more: an earlier sending used it up."""
    chosen_from = [one for one in form.inputs if one.name == name and one.tag == "select"]
    return any(not {*values} <= {*one.value_options} for one in chosen_from)


def as_read(values) -> list[str]:
    return [plain_text(one).replace("\r\n", "\n").strip() for one in values or ()]


@pytest.mark.parametrize("name", FORMS)
def test_no_form_fails_or_loses_words_and_nothing_stored_runs(client, world, name):
    rng = Random(name)
    client.raise_request_exception = False
    wrong, saved = [], 0
    for form, body, answer in sends(client, world, name, rng):
        saved += answer.status_code == 302
        if answer.status_code >= 500:
            wrong.append(f"{answer.status_code}: {body!r:.300}")
        elif answer.status_code == 200:
            wrong += runs(text_of(answer)) + (lost(form, body, answer) if body else [])
    for page in ("child", "chronology", "mistakes", name) if saved else ():
        wrong += [f"{page} after: {found}" for found in runs(text_of(opened(client, world, page)))]
    assert not wrong, "\n".join(wrong)


def test_what_is_sent_is_at_times_saved(client, world):
    """Else the test above would prove nothing of what was stored."""
    client.raise_request_exception = False
    saved = {
        name
        for name in EASY
        for seed in range(6)
        for _, body, answer in sends(client, world, name, Random(seed))
        if body and answer.status_code == 302
    }
    assert saved == {*EASY}


@pytest.mark.parametrize("name", ["conference-add", "strategy-add", "plo-meeting-add"])
def test_a_form_of_ten_thousand_rows_is_refused_and_breaks_nothing(client, world, name):
    client.raise_request_exception = False
    form = max(forms_on(opened(client, world, name)), key=lambda one: len(one.inputs))
    body = standing(form)
    totals = [one for one in body if one.endswith("-TOTAL_FORMS")]
    assert totals
    for total in totals:
        prefix = total.removesuffix("TOTAL_FORMS")
        rows = {f"{prefix}{place}-name": ["A name"] for place in range(ROWS_AT_MOST)}
        said = body | {total: [str(ROWS_AT_MOST)]}
        for sent in (said, said | rows):
            answer = client.post(ROWS[name].address(world, name), sent)
            too_long = answer.status_code in (400, 413)
            assert too_long or "people at most on one page" in text_of(answer), answer.status_code


def test_a_page_on_which_something_would_run_is_noticed():
    assert runs(f"<p><script>{MARK}()</script></p>")
    assert runs(f"<p><img onerror='{MARK}()'></p>")
    assert runs(f"<p><a href=' javascript:{MARK}()'>x</a></p>")
    assert not runs(f"<p>&lt;script&gt;{MARK}()&lt;/script&gt;<input value='{MARK}'></p>")
