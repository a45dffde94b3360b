"""A browser without a screen: it keeps cookies, fills in forms, and sends them again while nobody
answers, as a person does who was told to."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from lxml import html

NOBODY = 0
"""The status of an answer that did not come."""
AGAIN = {NOBODY, 503}
LAST_WEEK = {
    "held_at_day": "2",
    "held_at_month": "3",
    "held_at_year": "2026",
    "held_at_time": "9.15am",
    "place": "home",
    "planned": "yes",
    "reason": "other",
}
OF_EACH_CHILD = {"seen": "yes", "seen_alone": "no", "bedroom_seen": "yes"}


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    seconds: float

    @property
    def form(self) -> dict[str, list[str]]:
        """What the page's form with the most words would send as it stands."""
        forms = [one for one in html.fromstring(self.text).iter("form") if one.xpath(".//textarea")]
        sent: dict[str, list[str]] = {}
        for name, value in max(forms, key=lambda one: len(one.xpath(".//textarea"))).form_values():
            sent.setdefault(name, []).append(value)
        return sent

    @property
    def choices(self) -> list[str]:
        """Of what two people wrote, the fields to choose in."""
        radios = html.fromstring(self.text).xpath("//input[@type='radio']/@name")
        return sorted({str(name) for name in radios if "cw-keep" in name})


class Browser:
    def __init__(self, address: str, cookie: str, patience: float = 60):
        self.place = urlsplit(address).netloc
        self.cookies = dict([cookie.split("=", 1)])
        self.patience = patience

    @property
    def words(self) -> str:
        """Its cookies, as they are sent."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(self, method: str, path: str, body: str | None = None) -> Answer:
        began = time.monotonic()
        headers = {"Cookie": self.words}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection(self.place, timeout=self.patience)
        try:
            connection.request(method, path, body, headers)
            reply = connection.getresponse()
            text = reply.read().decode()
        except (OSError, HTTPException):
            return Answer(NOBODY, "", time.monotonic() - began)
        finally:
            connection.close()
        for line in reply.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: one.value for name, one in SimpleCookie(line).items()}
        return Answer(reply.status, text, time.monotonic() - began)

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, form: dict) -> Answer:
        return self.ask("POST", path, urlencode(form, doseq=True))


def a_visit(form: dict, more: str = "") -> tuple[dict, str]:
    """A visit to every child of the form, filled in, and the words it is known by."""
    known_by = f"visit {uuid.uuid4()}"
    filled = form | LAST_WEEK | {"what_happened": f"Kirsty was up and dressed. {known_by} {more}"}
    for name in form:
        child, _, asked = name.partition("-")
        if asked == "own_words":
            filled |= {f"{child}-{one}": answer for one, answer in OF_EACH_CHILD.items()}
    return filled, known_by


def until(status: int, asked: Callable[[], Answer], patience: float = 90) -> Answer:
    """Ask again while nobody answers or the page says to; any other answer is the last."""
    gives_up = time.monotonic() + patience
    answer = asked()
    while answer.status in AGAIN and time.monotonic() < gives_up:
        time.sleep(0.2)
        answer = asked()
    assert answer.status == status, f"{answer.status} and not {status}: {answer.text[:3000]}"
    return answer
