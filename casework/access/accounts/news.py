"""Telling people what was done to an account: on every page until they read it, and by e-mail."""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse

from casework.access.accounts.models import AccountEvent, AccountTold
from casework.access.models import Worker

log = logging.getLogger(__name__)
CONSOLE = "django.core.mail.backends.console.EmailBackend"
SUBJECT = "Casework: something about an account"


def mail_goes_out() -> bool:
    """Whether an e-mail reaches anybody. One that is written to the log instead is none: a link
    that opens an account never stands in a log."""
    return settings.SENDS_MAIL and settings.EMAIL_BACKEND != CONSOLE


def leads(authority) -> list[Worker]:
    return list(Worker.objects.of(authority).working().filter(governs_information=True))


def tell_of_account(
    worker: Worker | None,
    words: str,
    *,
    by: Worker | None = None,
    also: Iterable[Worker] = (),
    authority=None,
    address_before: str = "",
) -> AccountEvent | None:
    """Tell the person, and whoever leads on information governance; keep that it was so. Whoever
    looks after the whole system may be of no council: nobody there is to be told of them.

    ``address_before`` hears of it too: whoever lost an address to somebody else reads no other."""
    authority = authority or (worker.authority if worker else None)
    if authority is None:
        return None
    event = AccountEvent.objects.create(authority=authority, worker=worker, by=by, words=words)
    people = {reader.pk: reader for reader in (worker, *leads(authority), *also) if reader}
    readers = [reader for reader in people.values() if reader.works_here]
    AccountTold.objects.bulk_create(AccountTold(event=event, worker=reader) for reader in readers)
    addresses = {address_before, *(reader.email for reader in readers)} - {""}
    transaction.on_commit(lambda: mail(words, addresses), robust=True)
    return event


def mail(words: str, addresses: Iterable[str]) -> None:
    """Each by themselves. What cannot be sent still stands on their pages."""
    if not mail_goes_out():
        return
    body = f"{words}\n\nRead more, and say so if it should not be:\n{link(reverse('account-news'))}"
    for address in addresses:
        try:
            send_mail(SUBJECT, body, None, [address])
        except OSError as fault:
            log.warning("An e-mail about an account was not sent: %s", type(fault).__name__)


def link(path: str) -> str:
    return f"{settings.SITE_ADDRESS}{path}"


def unread(worker) -> int:
    return AccountTold.objects.filter(worker=worker, seen_at=None).count()
