"""The first day of a council: from an empty database to people who sign in."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from casework.access.models import Authority, Team, Worker
from casework.dashboards.models import FirstDay
from casework.timescales.models import Target
from casework.timescales.registry import registry

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
LOCK = 7_201_118
TEST = (
    "This is the test you asked for.",
    "Casework can send e-mail: whoever is told of something can be told by e-mail too.",
)


def no_council_yet() -> bool:
    return not Authority.objects.exists()


def first_code() -> str:
    """Who may make the council: whoever can run a command on the server, and nobody else. It is
    worked out from the secret key, so it is kept nowhere, and it opens nothing once a council is
    there."""
    digest = salted_hmac("casework first day", "make your council", algorithm="sha256").digest()
    letters = [READABLE[byte % len(READABLE)] for byte in digest[:16]]
    return "-".join("".join(letters[start : start + 4]) for start in range(0, 16, 4))


def is_first_code(typed: str) -> bool:
    return constant_time_compare(typed.strip().lower().encode(), first_code().encode())


class AlreadyMade(Exception):
    """Somebody made the council a moment before."""


@transaction.atomic
def make_council(*, name, la_code, teams, administrator, password, by=None) -> Worker:
    """The authority, its teams and its first administrator: all of it or nothing, and once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if not no_council_yet():
        raise AlreadyMade
    authority = Authority.objects.create(name=name, la_code=la_code)
    Team.objects.bulk_create(Team(authority=authority, name=team) for team in teams)
    worker = Worker(authority=authority, role="administrator", **administrator)
    worker.set_password(password)
    worker.save()
    if by is not None:
        # Whoever looks after the whole system has no council of their own until now.
        Worker.objects.filter(pk=by.pk, authority=None).update(authority=authority)
    FirstDay.objects.create(authority=authority, made_at=timezone.now())
    return worker


@dataclass(frozen=True)
class Step:
    """One thing to do before people sign in: whether it is done, and where it is done."""

    title: str
    done: bool
    words: str
    url: str = ""
    link: str = ""


def steps(authority) -> list[Step]:
    day = FirstDay.of(authority)
    teams = authority.teams.count()
    people = Worker.objects.of(authority).working().filter(is_superuser=False).count()
    return [
        Step("Teams", teams > 0, f"{teams} so far", "team-add", "Add a team"),
        Step("People", people > 1, f"{people} so far", "worker-add", "Add someone"),
        Step("E-mail", day.mail_tested_at is not None, mail_words(day)),
        Step(
            "Clocks",
            day.clocks_confirmed_at is not None,
            clock_words(authority, day),
            "first-day-clocks",
            "Look at the clocks",
        ),
    ]


def mail_words(day: FirstDay) -> str:
    if not settings.SENDS_MAIL:
        return "No way of sending is named yet: whoever runs the server says which"
    if day.mail_tested_at is None:
        return "Send yourself a test, to know that it arrives"
    return "A test was sent"


def local_clocks() -> list:
    """The rules whose number is a council's own to choose: none is national."""
    return [rule for rule in registry if rule.status == "local" and rule.has_room]


def clock_words(authority, day: FirstDay) -> str:
    number = len(local_clocks())
    if day.clocks_confirmed_at:
        return f"{day.clocks_confirmed_by} looked at the {number} numbers of your own"
    own = Target.objects.of(authority).values("code").distinct().count()
    return f"{number} limits have no national number: {own} set, the others as Casework came"


def send_test(worker) -> str:
    """Sends now, and answers with what went wrong, if anything did."""
    subject, body = TEST
    try:
        EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [worker.email]).send()
    except OSError as problem:
        return f"It was not sent: {problem}"
    now = timezone.now()
    FirstDay.objects.update_or_create(
        authority=worker.authority,
        defaults={"mail_tested_at": now},
        create_defaults={"made_at": now, "mail_tested_at": now},
    )
    return ""
