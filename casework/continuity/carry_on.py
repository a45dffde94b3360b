"""What a team needs to keep children safe while there is no system: one file, read in a browser.

It is made each night and sealed with a passphrase by the cipher that every browser has of itself
(Web Cryptography API, W3C 2017): AES-256-GCM, its key made of the passphrase by PBKDF2 with SHA-256
(OWASP *Password storage cheat sheet*, 2023: 600,000 rounds). Nothing is fetched and nothing can be
written in it. Restricted files are not in it: it says how many there are.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape

from casework.access.models import Authority, Worker
from casework.children.models import Address, Alert, Allocation, Child, Relationship
from casework.embedded.paths import state_folder
from casework.plans.models import Need, Plan, PlanAction
from casework.timescales.models import Deadline

ROUNDS = 600_000
AHEAD = timedelta(days=14)
PASSPHRASE = "carry-on-passphrase"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass
class Line:
    """One child, with what whoever stands at the door must know."""

    child: Child
    worker: str = ""
    alerts: tuple = ()
    plans: tuple = ()
    addresses: tuple = ()
    people: tuple = ()
    due: tuple = ()


def passphrase() -> str:
    """Given by the council, or made once: five groups that can be read out and typed."""
    if given := os.environ.get("CASEWORK_CARRY_ON_PASSPHRASE"):
        return given
    path = state_folder() / PASSPHRASE
    if not path.exists():
        groups = ("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(5))
        path.touch(mode=0o600)
        path.write_text("-".join(groups))
    return path.read_text().strip()


def make_packs(folder: Path) -> list[Path]:
    """One of each council, in place of yesterday's."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = []
    for authority in Authority.objects.filter(workers__isnull=False).distinct():
        words = render_to_string("continuity/_pack.html", contents(authority))
        path = folder / f"carry-on-{authority.la_code}.html"
        draft = path.with_suffix(".draft")
        draft.touch(mode=0o600)
        draft.write_text(page(authority, sealed(words, passphrase())))
        draft.replace(path)
        made.append(path)
    return made


def page(authority: Authority, box: dict) -> str:
    """The page has its script within: it is opened from a disk, with nothing beside it."""
    made = f"{timezone.localtime():%-d %B %Y at %H:%M}"
    facts = {"AUTHORITY": escape(authority.name), "MADE_AT": made, "BOX": json.dumps(box)}
    words = Path(__file__).with_name("carry_on_page.html").read_text()
    for name, value in facts.items():
        words = words.replace(name, value, 1)
    return words


def sealed(words: str, phrase: str) -> dict[str, str | int]:
    salt, nonce = os.urandom(16), os.urandom(12)
    key = PBKDF2HMAC(SHA256(), 32, salt, ROUNDS).derive(phrase.encode())
    box = AESGCM(key).encrypt(nonce, words.encode(), None)
    kept = {"salt": salt, "nonce": nonce, "box": box}
    return {name: base64.b64encode(value).decode() for name, value in kept.items()} | {
        "rounds": ROUNDS
    }


def contents(authority: Authority) -> dict:
    """Every open file that is not restricted, by team and name."""
    held = Allocation.objects.open().filter(authority=authority)
    files = Child.objects.filter(authority=authority, pk__in=held.values("child"))
    lines = {
        child.pk: Line(child)
        for child in files.filter(restricted=False).with_person().select_related("team").by_name()
    }
    put(lines, "worker", workers_of(lines))
    put(lines, "alerts", gathered(Alert.objects.open(), lines))
    put(lines, "plans", gathered(plans_now(), lines))
    put(lines, "due", gathered(due_soon(), lines))
    by_person = {line.child.person_id: line for line in lines.values()}
    for address in Address.objects.current().filter(person__in=by_person):
        by_person[address.person_id].addresses += (address,)
    for relationship in people_of(by_person):
        by_person[relationship.person_id].people += (relationship,)
    ordered = sorted(lines.values(), key=lambda line: str(line.child.team or ""))
    return {
        "authority": authority,
        "made_at": timezone.now(),
        "lines": ordered,
        "restricted": files.filter(restricted=True).count(),
        "staff": Worker.objects.of(authority).working(),
        "ahead": AHEAD.days,
    }


def put(lines: dict[int, Line], name: str, found: dict) -> None:
    for key, value in found.items():
        setattr(lines[key], name, value)


def gathered(rows, lines: dict[int, Line]) -> dict[int, tuple]:
    of_child: dict[int, tuple] = {}
    for row in rows.filter(child__in=lines):
        of_child[row.child_id] = (*of_child.get(row.child_id, ()), row)
    return of_child


def workers_of(lines: dict[int, Line]) -> dict[int, str]:
    leads = Allocation.objects.open().leading().filter(child__in=lines).select_related("worker")
    return {part.child_id: part.worker.name for part in leads}


def plans_now():
    actions = PlanAction.objects.open().select_related("action")
    needs = Need.objects.prefetch_related(Prefetch("actions", actions, to_attr="open_actions"))
    return Plan.objects.open().prefetch_related(Prefetch("needs", needs, to_attr="now"))


def due_soon():
    until = timezone.now() + AHEAD
    return Deadline.objects.open().filter(time_known=True, due_at__lt=until).order_by("due_at")


def people_of(by_person: dict[int, Line]):
    """Whoever is in their life now, and is not a child of a restricted file."""
    around = Relationship.objects.filter(person__in=by_person, ended_on=None)
    return around.exclude(relative__child__restricted=True).select_related("relative")
