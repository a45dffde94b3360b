"""What the pages offer a role: every link and button of every page it may open."""

from functools import cache
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.db import transaction

from tests.page_rows import ROWS, addresses

NOT_OURS = ("/settings/", "/api/", "/account", "/static/")


class Offers(HTMLParser):
    """The addresses of a page: what it leads to, and what its buttons send to."""

    def __init__(self, page: str):
        super().__init__()
        self.page, self.links, self.buttons = page, set(), set()

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "a" and said.get("href"):
            self.keep(self.links, said["href"])
        if tag == "form":
            sends = self.buttons if said.get("method", "").lower() == "post" else self.links
            self.keep(sends, said.get("action") or self.page)
        if said.get("formaction"):
            self.keep(self.buttons, said["formaction"])

    def keep(self, kept: set, address: str):
        whole = urlsplit(urljoin(self.page, address))
        if not whole.netloc and not whole.scheme and not whole.path.startswith(NOT_OURS):
            kept.add(whole.path)


def refused(client, world, role) -> list[str]:
    """Each link and button of the pages this role may open that answers it with 403."""
    client.force_login(world.worker(role))
    answers, found = {}, []
    for page in pages_of(world):
        answer = read_out(client.get(page))
        answers[client.get, page.partition("?")[0]] = answer.status_code
        for address, ask in offered(client, page, answer):
            if (ask, address) not in answers:
                answers[ask, address] = read_out(ask(address)).status_code
            if answers[ask, address] == 403:
                found.append(f"{page} offers {address}")
    return found


def read_out(answer):
    """A file that is sent is read to its end, which closes it."""
    if answer.streaming:
        b"".join(answer.streaming_content)
        if sent := getattr(answer, "file_to_stream", None):
            sent.close()
    return answer


def pages_of(world) -> list[str]:
    named = [row.address(world, name) for name, row in ROWS.items() if not addresses()[name].bare]
    return [page for page in dict.fromkeys(named) if not page.startswith(NOT_OURS)]


def offered(client, page, answer):
    """What a page leads to and sends to, and how each is asked: a button is pressed."""
    if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
        return
    offers = Offers(page)
    offers.feed(answer.content.decode())
    yield from ((address, client.get) for address in sorted(offers.links))
    press = pressing(client)
    yield from ((address, press) for address in sorted(offers.buttons))


@cache
def pressing(client):
    """Presses a button with nothing filled in, and undoes what that did."""

    def press(address):
        point = transaction.savepoint()
        answer = client.post(address, {})
        transaction.savepoint_rollback(point)
        return answer

    return press
