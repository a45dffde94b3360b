"""Making an account, changing it, and giving somebody a way in again.

No password is ever chosen for somebody by somebody else. A way in is a link that goes to the
person's own e-mail address and works once; where no e-mail goes out, a code that is shown once,
works for some days, and opens nothing but the page on which they choose a password of their own.
The code of somebody who opens files is shown to the second person who agrees, never to whoever
asked.
"""

import logging
import secrets
from datetime import date, timedelta
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from casework.access.accounts import agreement
from casework.access.accounts.models import AccountRequest
from casework.access.accounts.news import link, mail_goes_out, tell_of_account
from casework.access.models import Team, Worker
from casework.access.roles import ROLES

log = logging.getLogger(__name__)
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
SUBJECT = "Your way into Casework"
BODY = """{name}, {by} has made a way into Casework for you.

Choose your password within a day. This link works once, and only for you:
{link}

You sign in as {username}. Nobody else ever knows your password.
"""
FACTS = (
    "first_name",
    "last_name",
    "username",
    "email",
    "role",
    "social_work_england_number",
    "caseload_limit",
    "governs_information",
)


@transaction.atomic
def ask_for_account(worker: Worker, *, by: Worker) -> AccountRequest | None:
    """A new account that opens files waits for a second person; any other is made at once."""
    needs = agreement.opens_files(worker.role) or worker.governs_information
    if not needs or agreement.nobody_opens_files_yet(worker.authority):
        worker.set_unusable_password()
        worker.save()
        tell_of_account(worker, f"{by} made an account for {worker}: {role_of(worker)}", by=by)
        return None
    facts = {name: getattr(worker, name) for name in FACTS} | {"team": worker.team_id}
    return ask(AccountRequest.Kind.NEW, None, facts, role=worker.role, by=by)


def ask(kind: str, worker: Worker | None, facts: dict, *, role: str, by: Worker) -> AccountRequest:
    """A second person is asked, and the person told that somebody asked."""
    authority: Any = worker.authority if worker else by.authority
    waiting = AccountRequest.objects.waiting().filter(kind=kind, worker=worker)
    if worker is not None:
        waiting.update(decided_at=timezone.now(), agreed=False, because="Asked for anew")
    request = AccountRequest.objects.create(
        kind=kind, worker=worker, authority=authority, role=role, facts=facts, asked_by=by
    )
    words = f"{by} asks: {words_of(request)}. A second person has to agree"
    tell_of_account(worker, words, by=by, also=agreement.to_be_asked(request), authority=authority)
    return request


def words_of(request: AccountRequest) -> str:
    """What is asked, in a sentence without its end."""
    facts, who = request.facts, request.worker
    if request.kind == AccountRequest.Kind.NEW:
        name = f"{facts['first_name']} {facts['last_name']}"
        return f"an account for {name}, {ROLES[facts['role']].label.lower()}"
    if request.kind == AccountRequest.Kind.CODE:
        return f"a code for {who} to sign in with"
    if request.kind == AccountRequest.Kind.FACTOR:
        return f"{who} may sign in without their second step, and set up another"
    return f"for {who}, {', '.join(change_words(facts))}"


def details_of(request: AccountRequest) -> list[tuple[str, str]]:
    """Of a new account, what somebody must know to be theirs before they agree: an address of
    somebody else would let that one in, and a lead is told of what others do."""
    if request.kind != AccountRequest.Kind.NEW:
        return []
    facts = request.facts
    team = Team.objects.filter(pk=facts["team"]).first()
    return [
        ("Name to sign in with", facts["username"]),
        ("E-mail address", facts["email"] or "None: a code is shown to you"),
        ("Team", str(team or "None")),
        ("Leads on information governance", "Yes" if facts["governs_information"] else "No"),
    ]


def change_words(facts: dict) -> list[str]:
    words = []
    if "role" in facts:
        words.append(f"the role of {ROLES[facts['role']].label.lower()}")
    if "email" in facts:
        words.append(f"the e-mail address {facts['email'] or '(none)'}")
    if "username" in facts:
        words.append(f"the sign-in name {facts['username']}")
    if "governs_information" in facts:
        leads = facts["governs_information"]
        words.append(f"{'to be' if leads else 'no longer to be'} information governance lead")
    if "is_active" in facts:
        words.append("to work here again")
    return words


@transaction.atomic
def change_account(before: Worker, after: Worker, *, by: Worker) -> AccountRequest | None:
    """Saves what one person may change; the rest stays as it is until a second one agrees."""
    held_back = agreement.guarded_changes(before, after)
    for name in held_back:
        column = f"{name}_id" if name == "team" else name
        setattr(after, column, getattr(before, column))
    after.save()
    if after.email != before.email:
        forget_addresses(after)
    for words in told_changes(before, after):
        told = f"{by} changed the account of {after}: {words}"
        tell_of_account(after, told, by=by, address_before=before.email)
    if not held_back:
        return None
    role = held_back.get("role", before.role)
    opened = role if agreement.opens_files(role) else before.role
    return ask(AccountRequest.Kind.CHANGE, after, held_back, role=opened, by=by)


def told_changes(before: Worker, after: Worker) -> list[str]:
    words = []
    if before.role != after.role:
        words.append(f"{role_of(before)} before, {role_of(after)} now")
    if before.team_id != after.team_id:
        words.append(f"in {after.team or 'no team'} now")
    if before.email != after.email:
        words.append("another e-mail address")
    if before.username != after.username:
        words.append(f"signs in as {after.username} now")
    return words


def role_of(worker: Worker) -> str:
    return worker.get_role_display().lower()


@transaction.atomic
def agree(request: AccountRequest, *, by: Worker | None) -> str | None:
    """A second person agrees, or whoever runs the machine where nobody can (``by`` is nobody). A
    code that is to be handed over is answered, and kept nowhere."""
    worker: Any = request.worker
    request.decided_by, request.decided_at, request.agreed = by, timezone.now(), True
    words, who = words_of(request), str(by or "Whoever runs Casework here")
    code, address_before = None, worker.email if worker else ""
    if request.kind == AccountRequest.Kind.NEW:
        request.worker = made_of(request)
        code = way_in(request.worker, by=request.asked_by)
    elif request.kind == AccountRequest.Kind.CHANGE:
        put_into(worker, request.facts)
    elif request.kind == AccountRequest.Kind.CODE:
        code = new_code(worker)
    else:
        Authenticator.objects.filter(user=request.worker).delete()
    request.save()
    told, also = f"{who} agreed to what {request.asked_by} asked: {words}", [request.asked_by]
    tell_of_account(request.worker, told, by=by, also=also, address_before=address_before)
    return code


def made_of(request: AccountRequest) -> Worker:
    facts = dict(request.facts)
    worker = Worker(authority=request.authority, team_id=facts.pop("team"), **facts)
    worker.set_unusable_password()
    worker.full_clean(exclude=["password"])
    worker.save()
    return worker


def put_into(worker: Worker, facts: dict) -> None:
    for name, value in facts.items():
        if name == "leaves_on":
            value = date.fromisoformat(value) if value else None
        setattr(worker, f"{name}_id" if name == "team" else name, value)
    worker.full_clean(exclude=["password"])
    worker.save()
    if "email" in facts:
        forget_addresses(worker)


def forget_addresses(worker: Worker) -> None:
    """A link would still go to one that was theirs before, or that was added at an open desk."""
    EmailAddress.objects.filter(user=worker).delete()


@transaction.atomic
def refuse(request: AccountRequest, *, because: str, by: Worker) -> None:
    request.decided_by, request.decided_at, request.agreed = by, timezone.now(), False
    request.because = because
    request.save()
    words = f"{by} did not agree to what {request.asked_by} asked: {words_of(request)}"
    tell_of_account(request.worker, words, by=by, also=[request.asked_by], authority=by.authority)


# A way in


def gets_a_link(worker: Worker) -> bool:
    return bool(worker.email) and mail_goes_out()


@transaction.atomic
def give_way_in(worker: Worker, *, by: Worker) -> tuple[str | None, AccountRequest | None]:
    """Somebody forgot their password, or was locked out. Answers with a code for whoever asked to
    hand over, or with what a second person has to agree to; with neither, a link is on its way."""
    if gets_a_link(worker) or not agreement.opens_files(worker.role):
        return way_in(worker, by=by), None
    if agreement.nobody_opens_files_yet(worker.authority):
        return way_in(worker, by=by), None
    return None, ask(AccountRequest.Kind.CODE, worker, {}, role=worker.role, by=by)


def way_in(worker: Worker, *, by: Worker) -> str | None:
    """A link to their own address, where e-mail goes out; otherwise a code, which is answered."""
    if not gets_a_link(worker):
        return new_code(worker)
    opened_again(worker)
    worker.save()
    transaction.on_commit(lambda: send_link(worker, by))
    tell_of_account(worker, f"{by} sent {worker} a link to choose a password", by=by)
    return None


def opened_again(worker: Worker) -> None:
    worker.reset_at = timezone.now()
    reset(username=worker.username)


def new_code(worker: Worker) -> str:
    """Shown once; only its hash is kept. Their old password and sessions end with it."""
    code = "-".join("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))
    worker.set_password(code)
    worker.code_until = timezone.now() + timedelta(hours=settings.CODE_HOURS)
    opened_again(worker)
    worker.save()
    return code


def send_link(worker: Worker, by: Worker) -> None:
    key = default_token_generator.make_token(worker)
    address = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(worker), "key": key}
    )
    words = BODY.format(name=worker.first_name, by=by, link=link(address), username=worker.username)
    try:
        send_mail(SUBJECT, words, None, [worker.email])
    except OSError as fault:
        log.warning("A link was not sent: %s", type(fault).__name__)
        told = f"The link for {worker} could not be sent. Give them a new way in later"
        tell_of_account(worker, told, by=by, also=[by])


@transaction.atomic
def ask_without_factor(worker: Worker, *, by: Worker) -> AccountRequest | None:
    """Their phone is lost and their recovery codes too."""
    if not agreement.opens_files(worker.role):
        Authenticator.objects.filter(user=worker).delete()
        tell_of_account(worker, f"{by} took away the second step of {worker}", by=by)
        return None
    return ask(AccountRequest.Kind.FACTOR, worker, {}, role=worker.role, by=by)


@transaction.atomic
def first_sign_in(worker: Worker) -> None:
    """They came in by the way that was made for them: told, so that one who did not is warned."""
    tell_of_account(worker, f"{worker} signed in for the first time after a new way in was made")
    Worker.objects.filter(pk=worker.pk).update(reset_at=None)
    worker.reset_at = None


@transaction.atomic
def own_password_chosen(worker: Worker) -> None:
    if worker.code_until is not None:
        Worker.objects.filter(pk=worker.pk).update(code_until=None)
        worker.code_until = None
