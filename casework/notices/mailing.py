"""The e-mails: written from what is new, sent until the mail server takes them, then never again.

An e-mail says how many things of each kind and where to read them. It names no child.
"""

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from casework.access.job_runs import run
from casework.access.models import Worker
from casework.interface.words import counted
from casework.notices.kinds import ByMail, Kind
from casework.notices.models import Mail, Notice
from casework.notices.preferences import decide
from casework.timescales.models import Deadline, WorkingDay

MAIL = "mail"
REFUSED_IN_A_ROW = 3  # then the server itself is down: the next run tries again
LONGEST_WAIT = timedelta(hours=6)


def post(at=None) -> dict:
    """Write what is to be written and send what waits; what it did, if there was anything."""
    at = at or timezone.now()
    if not settings.SENDS_MAIL:
        return {}
    write(at)
    if not Mail.objects.to_try(at).exists():
        return {}
    with run(MAIL) as did:
        did |= send(at)
    return did


# Writing


def write(at) -> None:
    decide()
    for worker in _wanting(ByMail.ONCE):
        write_at_once(worker, at)
    if daily_is_due(at):
        had = Mail.objects.filter(worker=OuterRef("pk"), daily=True, sent_at__isnull=False)
        today = had.filter(made_on=timezone.localdate(at))
        for worker in _wanting(ByMail.DAILY).exclude(Exists(today)):
            write_daily(worker, at)


def daily_is_due(at) -> bool:
    """From the hour set, on working days."""
    local = timezone.localtime(at)
    if local.hour < settings.DAILY_MAIL_HOUR:
        return False
    return WorkingDay.objects.filter(day=local.date(), working=True).exists()


def _wanting(how_much):
    waiting = Notice.objects.to_mail(how_much).values("worker")
    return Worker.objects.working().filter(pk__in=waiting).exclude(email="")


@transaction.atomic
def write_at_once(worker, at) -> None:
    """Whatever is new goes in one e-mail, however many things it is."""
    new = _new_to(worker, ByMail.ONCE)
    if new:
        mail = Mail.objects.create(
            worker=worker, daily=False, made_on=timezone.localdate(at), made_at=at, not_before=at
        )
        _put_in(mail, new)


@transaction.atomic
def write_daily(worker, at) -> None:
    """Once a day; one that could not be sent yesterday takes today's in."""
    new = _new_to(worker, ByMail.DAILY)
    if not new:
        return
    mail = Mail.objects.filter(worker=worker, daily=True).unsent().first()
    if mail is None:
        mail = Mail(worker=worker, daily=True, made_at=at, not_before=at)
    mail.made_on = timezone.localdate(at)
    mail.save()
    _put_in(mail, new)


def _new_to(worker, how_much) -> list[Notice]:
    Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)  # one writer at a time
    return list(Notice.objects.visible_to(worker).to(worker).to_mail(how_much))


def _put_in(mail, notices) -> None:
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(sent_in=mail)
    things = Notice.objects.filter(pk__in=[notice.pk for notice in notices]).things()
    counts = Counter(mail.counts) + Counter(things)
    Mail.objects.filter(pk=mail.pk).update(counts=counts)


# Sending


def send(at) -> dict:
    """Each waiting e-mail is taken by one run only; what fails is tried again, later and later."""
    sent = unsent = in_a_row = 0
    connection = get_connection()
    for pk in list(Mail.objects.to_try(at).values_list("pk", flat=True)):
        taken = send_one(pk, at, connection)
        if taken is None:
            continue
        sent, unsent = sent + taken, unsent + (not taken)
        in_a_row = 0 if taken else in_a_row + 1
        if in_a_row == REFUSED_IN_A_ROW:
            break
    return {"sent": sent, "unsent": unsent}


@transaction.atomic
def send_one(pk: int, at, connection) -> bool | None:
    """Send one: whether the server took it, or None where there is nothing to send any more."""
    mails = Mail.objects.to_try(at).select_for_update(skip_locked=True, of=("self",))
    mail = mails.select_related("worker__authority").filter(pk=pk).first()
    if mail is None:
        return None
    if not (mail.worker.works_here and mail.worker.email):
        mail.delete()
        return None
    try:
        message(mail, at, connection).send()
    except Exception as fault:  # whatever the server says, the e-mail waits
        mail.tries += 1
        wait = timedelta(minutes=10) * 2 ** min(mail.tries - 1, 10)
        mail.not_before = at + min(wait, LONGEST_WAIT)
        mail.error = f"{type(fault).__name__}: {fault}"[:200]
    else:
        mail.sent_at, mail.error = at, ""
    mail.save()
    return mail.sent_at is not None


def message(mail, at, connection=None) -> EmailMessage:
    """The same e-mail has the same number however often it is tried, so that one taken by the
    server just before this machine stopped is known to be the same."""
    things = sum(mail.counts.values())
    body = render_to_string(
        "notices/mail.txt",
        {
            "mail": mail,
            "lines": [
                (Kind(kind).label, mail.counts[kind]) for kind in Kind if kind in mail.counts
            ],
            "together": mail.notices.of_lines().order_by("kind", "about", "pk"),
            "standing": standing(mail.worker, at),
            "site": settings.SITE_ADDRESS,
            "read": reverse("notice-mail", args=[mail.pk]),
            "choose": reverse("notice-choices"),
        },
    )
    host = settings.SITE_ADDRESS.split("://")[-1].split(":")[0] or "casework"
    return EmailMessage(
        f"Casework: {counted(things, 'new notices')}",
        body,
        to=[mail.worker.email],
        connection=connection,
        headers={"Message-ID": f"<notices-{mail.pk}@{host}>"},
    )


def standing(worker, at) -> dict:
    """How things stand for the children this worker holds, in numbers."""
    mine = Deadline.objects.visible_to(worker).worked_by(worker).open().filter(time_known=True)
    late, week = mine.filter(due_at__lt=at), at + timedelta(days=7)
    return {"late": late.count(), "soon": mine.filter(due_at__range=(at, week)).count()}
