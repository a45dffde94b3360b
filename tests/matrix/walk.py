"""One address asked for by every role about every kind of file: one letter a cell.

The letter of the role stands where it is let in, a point where it is told that it may not, a dash
where there is nothing for it, a question mark where it is asked who it is again.
"""

from contextlib import contextmanager, nullcontext
from copy import deepcopy
from dataclasses import replace
from operator import attrgetter

from django.http import HttpResponseForbidden, HttpResponseNotFound
from django.template.response import SimpleTemplateResponse
from django.views import defaults
from lxml import html

from casework.children.models import Child
from tests.matrix import bodies, writes
from tests.matrix.given import ASKS, BODIES, NOTHING_TO_SAVE, READY, SENT
from tests.matrix.people import FILES, KIDS, LETTERS, OWN, SISTER
from tests.offers import read_out
from tests.page_rows import ROWS

NOT_SO = "="
SIGN_IN = ("/account/login/", "/account/reauthenticate", "/accounts/")


def files_of(world, row) -> tuple[str, ...]:
    """What may differ: nothing where the address names nothing; what becomes of a file, only where
    it names a child or a record of one."""
    named = [attrgetter(one)(world) for one in row.about if not one.startswith("=")]
    if not named:
        return (OWN,)
    if not any(isinstance(one, Child) or is_on_a_file(one) for one in named):
        return FILES[:4]
    return tuple(one for one in FILES if one != SISTER or row.about[0] in KIDS)


def is_on_a_file(record) -> bool:
    return hasattr(record, "child_id") or hasattr(record, "children")


def address_of(world, name, file: str) -> str:
    row = ROWS[name]
    asks = ASKS[name](world) if name in ASKS else row.asks
    about = ("hidden", *row.about[1:]) if file == SISTER else row.about
    return replace(row, about=about, asks=asks).address(world, name)


def letter(role: str, answer) -> str:
    if answer.status_code >= 500:
        return "!"
    if answer.status_code in (403, 404):
        return {403: ".", 404: "-"}[answer.status_code]
    if answer.status_code == 302 and answer["Location"].startswith(SIGN_IN):
        return "?"
    return LETTERS[role]


def taken(answer, ends_here: bool = False) -> bool:
    """Saved: it leads on, or shows once what was made. Whoever signs out is led to sign in."""
    if answer.status_code == 302:
        return ends_here or not answer["Location"].startswith(SIGN_IN)
    return answer.status_code == 200 and b"govuk-error-summary" not in answer.content


@contextmanager
def unread():
    """Pages are not written out while this lasts: who is let in has been decided by then. What
    each role's own page says, and the first of each other kind of file, is written out."""
    written = SimpleTemplateResponse.rendered_content
    pages = defaults.page_not_found, defaults.permission_denied
    SimpleTemplateResponse.rendered_content = property(lambda _: "")
    defaults.page_not_found = lambda *_: HttpResponseNotFound()
    defaults.permission_denied = lambda *_: HttpResponseForbidden()
    try:
        yield
    finally:
        SimpleTemplateResponse.rendered_content = written
        defaults.page_not_found, defaults.permission_denied = pages


class Walk:
    """Of one address. ``troubles`` are what no table could make right."""

    def __init__(self, name, world, people):
        self.name, self.world, self.people, self.row = name, world, people, ROWS[name]
        self.troubles: list[str] = []
        self.seen: dict[str, int] = {}

    def lines(self) -> list[str]:
        if self.name in READY:
            READY[self.name](self.world)
        asked = {} if self.row.answers == 405 else {"GET": None}
        if (body := self.body()) is not None:
            asked["POST"] = body
        found = {method: [f"{method:4}"] for method in asked}
        files = files_of(self.world, self.row)
        for file in FILES:
            if file in files:
                with self.people.become(file):
                    for method in asked:
                        found[method].append(self.cells(file, asked[method]))
            elif file == SISTER and len(files) > 4:
                for method in asked:
                    found[method].append(NOT_SO * len(LETTERS))
        return [" ".join(cells) for cells in found.values()]

    def cells(self, file: str, body: dict | None) -> str:
        self.seen, said = {}, ""
        for role in LETTERS:
            let_in = any(one in LETTERS.values() for one in said)
            is_read = body is None and (file == OWN or not let_in)
            with nullcontext() if is_read else unread():
                said += self.cell(file, role, body)
        return said

    def cell(self, file: str, role: str, body: dict | None) -> str:
        client, address = self.people.asking(file, role), address_of(self.world, self.name, file)
        before = writes.so_far() if body is not None and not self.seen else self.seen
        answer = bodies.undone(lambda: self.ask(client, address, body))
        said = letter(role, answer)
        where = f"{file}, {role}, {address}"
        if answer.status_code >= 500:
            self.troubles.append(f"broke with {answer.status_code}: {where}")
        self.seen = writes.so_far() if body is not None else {}
        wrote = writes.between(before, self.seen)
        if body is not None and said in ".-" and wrote:
            self.troubles.append(f"was refused and wrote to {wrote}: {where}")
        return said

    def ask(self, client, address, body):
        """Whoever signs out by it is signed in again for the next."""
        kept = deepcopy(client.cookies)
        if body is None:
            answer = read_out(client.get(address))
        else:
            answer = read_out(client.post(address, bodies.as_sent(body)))
        client.cookies = kept
        return answer

    def body(self) -> dict | None:
        """What the one who may sends; None where nothing can be sent."""
        client = self.people.who_may(self.row)
        address = address_of(self.world, self.name, OWN)
        if self.row.post is not None or self.name in SENT:
            sent = SENT[self.name](self.world) if self.name in SENT else self.row.sent(self.world)
            return {
                name: value if isinstance(value, list) else [value] for name, value in sent.items()
            }
        answer = client.get(address)
        if answer.status_code != 200 or answer.streaming or "html" not in answer["Content-Type"]:
            return None
        forms = bodies.forms_of(html.fromstring(answer.content), address)
        if not forms:
            return None
        return self.taken(client, address, forms)

    def taken(self, client, address, forms) -> dict:
        said = ""
        for form in forms:
            if self.name in BODIES:
                form.questions |= {
                    name: bodies.Question([part])
                    for name, part in BODIES[self.name](self.world).items()
                }
            send = self.sender(client, address)
            body, said = bodies.found(form, send, self.name)
            if body is not None:
                return body
        self.troubles.append(f"no valid body was found: {said}")
        return forms[0].body()

    def sender(self, client, address):
        def send(form):
            before = writes.so_far()
            answer = bodies.undone(lambda: self.ask(client, address, form.body()))
            if answer.status_code >= 500:
                self.troubles.append(f"broke with {answer.status_code}: {form.body()}"[:600])
            saves_nothing = self.name in NOTHING_TO_SAVE
            wrote = saves_nothing or writes.since(before)
            return taken(answer, saves_nothing) and bool(wrote), answer

        return send
