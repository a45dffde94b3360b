"""What writes more than one model: an audit and the file it opens, or who is told."""

from datetime import date, timedelta
from typing import cast

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from audits import grading
from audits.criteria import editions as criteria
from audits.models import Audit, CorrectiveAction, Grade, Moderation, is_independent
from audits.sampling import lot
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.models import Allocation, Child, FileGrant
from casework.interface import words
from casework.notices.models import Notice
from casework.notices.recipients import tell
from casework.timescales.preview import due_at
from casework.timescales.registry import registry

DAYS_TO_READ_ON = timedelta(days=14)
"""Local default: the file stays open to its auditor two weeks past the day to finish by."""
DAYS_TO_MODERATE = timedelta(days=28)
DAYS_TO_REAUDIT = timedelta(days=28)
"""A file is opened to whoever looks again this long before the day to finish by."""
SHARE = 20
"""In a hundred of the grades between: local default where a programme does not say."""


@transaction.atomic
def give_out(audit: Audit) -> Audit:
    """Save the audit, open the child's file to its auditor, and ask the worker for their view."""
    if audit.worker_id is None:
        audit.worker = worker_of(audit.child)
    audit.save()
    open_file(audit)
    if audit.worker_id and audit.graded and audit.started_on <= timezone.localdate():
        tell_of(audit, [audit.worker], "Your view is asked for before an audit")
    return audit


def worker_of(child: Child) -> Worker | None:
    """The social worker who holds the child now."""
    held = Allocation.objects.leading().of_child(child).select_related("worker")
    allocation = held.order_by("-started_on").first()
    return allocation.worker if allocation else None


def open_file(audit: Audit) -> FileGrant:
    return open_to(
        audit,
        audit.auditor,
        f"Practice audit, to finish by {words.full_day(audit.due_on)}",
        audit.due_on + DAYS_TO_READ_ON,
        audit.started_on,
    )


def open_to(audit: Audit, worker: Worker, reason: str, until: date, since: date) -> FileGrant:
    grant = FileGrant.on_file_of(
        audit.child, audit.recorded_by, worker=worker, reason=reason, until=until, started_on=since
    )
    grant.save()
    return grant


@transaction.atomic
def promise(audit: Audit, action, *, checker, criterion="") -> CorrectiveAction:
    """An action to put something right, and who other than its owner will check it."""
    action.save()
    return CorrectiveAction.objects.create(
        audit=audit, action=action, checker=checker, criterion=criterion
    )


@transaction.atomic
def finish(audit: Audit) -> Moderation | None:
    """Close the judging for good: from here the database holds every answer to be whole, and keeps
    the words it was asked in. The grade is final, unless someone is to read the file again."""
    for score in audit.scores.all():
        criterion = audit.criteria.get(score.criterion)
        score.asked, score.final = criterion.asks_about(audit.child) if criterion else "", True
        score.save()
    audit.completed_on = timezone.localdate()
    audit.save()
    because = why_moderate(audit)
    moderator = moderator_for(audit) if because else None
    if moderator is None:
        settle(audit, audit.grade)
        return None
    return ask_again(audit, moderator, because, chosen=how_chosen(audit))


def why_moderate(audit: Audit) -> str:
    """Why this audit is read again, if it is."""
    if not audit.graded:
        return ""
    if audit.grade in (Grade.INADEQUATE, Grade.OUTSTANDING):
        return f"Every audit graded {audit.get_grade_display()} is moderated"
    scores = grading.answers_of(audit)
    if audit.grade == Grade.GOOD and grading.good_lacks(audit.criteria, scores):
        return "Good, with answers that usually do not allow it"
    return f"Drawn as one of {share_of(audit)} in 100" if is_drawn(audit) else ""


def how_chosen(audit: Audit) -> Moderation.Chosen:
    """The lot falls before the grade is looked at: what it draws stands for every audit, though it
    would have been moderated for its grade as well."""
    if is_drawn(audit):
        return Moderation.Chosen.DRAWN
    if audit.grade in (Grade.INADEQUATE, Grade.OUTSTANDING):
        return Moderation.Chosen.GRADE
    return Moderation.Chosen.ANSWERS


def share_of(audit: Audit) -> int:
    return audit.programme.moderated_share if audit.programme else SHARE


def is_drawn(audit: Audit) -> bool:
    """Which are drawn can be proved, like any sample, from the audit's number."""
    return int(lot("moderation", audit.pk)[:8], 16) % 100 < share_of(audit)


def moderator_for(audit: Audit, besides=()) -> Worker | None:
    """The programme's own, or whoever gives out audits and has the fewest to read; never the
    auditor, the worker, or anyone of the child's team."""
    named = audit.programme.moderator if audit.programme else None
    managers = Worker.objects.of(audit.authority_id).who_may(Permission.GIVE_OUT_AUDITS).working()
    waiting = Count("moderations", Q(moderations__done_on=None))
    others = managers.annotate(waiting=waiting).order_by("waiting", "pk")
    others = [*others, *readers(audit)]
    for worker in [named, *others] if named else others:
        if worker not in besides and may_moderate(audit, worker):
            return worker
    return None


def readers(audit: Audit) -> list[Worker]:
    """Those who judge files, the least busy first."""
    judging = Worker.objects.of(audit.authority_id).working().filter(role="auditor")
    waiting = Count("audits", Q(audits__completed_on=None))
    return list(judging.annotate(waiting=waiting).order_by("waiting", "pk"))


def may_moderate(audit: Audit, worker: Worker) -> bool:
    if worker.pk in (audit.auditor_id, audit.worker_id):
        return False
    return is_independent(worker, audit.child)


@transaction.atomic
def ask_again(
    audit, moderator, because, stage=Moderation.Stage.FIRST, chosen=Moderation.Chosen.ASKED
) -> Moderation:
    """Ask someone to read the file again, and open it to them."""
    today = timezone.localdate()
    moderation = Moderation.objects.create(
        audit=audit,
        moderator=moderator,
        because=because,
        stage=stage,
        chosen=chosen,
        asked_on=today,
        grade_before=audit.final_grade or audit.grade,
    )
    open_to(audit, moderator, "Moderation of a practice audit", today + DAYS_TO_MODERATE, today)
    tell_of(audit, [moderator], "An audit is waiting for you to moderate it")
    audit.save()
    return moderation


@transaction.atomic
def moderate(moderation: Moderation) -> None:
    """Keep the second grade beside the first; it counts from now."""
    moderation.done_on = timezone.localdate()
    moderation.save()
    audit = moderation.audit
    settle(audit, moderation.grade)
    moved = "with another grade" if moderation.moved else "and the grade stands"
    tell_of(audit, [audit.auditor, audit.worker], f"An audit was moderated, {moved}")


@transaction.atomic
def answer_moderation(moderation: Moderation) -> Moderation | None:
    """The auditor's answer to another grade. Where they do not agree, someone who has not read it
    yet decides; where there is no one, both views stand."""
    moderation.save()
    if moderation.auditor_agrees or moderation.stage == Moderation.Stage.DECIDER:
        return None
    read = {
        reading.moderator for reading in moderation.audit.moderations.select_related("moderator")
    }
    decider = moderator_for(moderation.audit, besides=read)
    if decider is None:
        return None
    because = f"{moderation.audit.auditor} does not agree with {moderation.moderator}"
    return ask_again(moderation.audit, decider, because, Moderation.Stage.DECIDER)


def settle(audit: Audit, grade: str) -> None:
    """The grade counts. One that asks for it has its re-audit booked at once."""
    audit.final_grade, audit.final_on = grade, timezone.localdate()
    audit.save()
    if grade == Grade.INADEQUATE and not audit.reaudits.exists():
        tell_leaders(audit)
        book_again(audit)


def book_again(audit: Audit) -> Audit | None:
    """The same file judged again, by someone else where there is someone, to finish by the day the
    rule gives. None where nobody independent can; the clock shows that it is owed."""
    judges = [reader for reader in readers(audit) if is_independent(reader, audit.child)]
    judges.sort(key=lambda reader: reader.pk == audit.auditor_id)
    if not judges:
        return None
    final_on = cast(date, audit.final_on)
    due_on = due_at(registry["audit.reaudit"], final_on).date()
    begins = max(due_on - DAYS_TO_REAUDIT, timezone.localdate())
    again = Audit.on_file_of(
        audit.child,
        audit.recorded_by,
        auditor=judges[0],
        follows=audit,
        edition=criteria.in_force(begins).code,
        kind=Audit.Kind.REAUDIT,
        sampling=Audit.Sampling.RULE,
        started_on=begins,
        due_on=due_on,
        chosen_because=f"{audit.get_final_grade_display()} on {words.full_day(final_on)}",
    )
    return give_out(again)


@transaction.atomic
def say_not_safe(audit: Audit) -> list[Worker]:
    """Tell the child's worker, their managers and the service's, and keep when it was said."""
    audit.not_safe_at = timezone.now()
    audit.save()
    to_tell = _to_tell(audit)
    return tell_of(
        audit, to_tell, "An auditor says a child is not safe today", Notice.Kind.NOT_SAFE
    )


def tell_leaders(audit: Audit) -> None:
    """Whoever gives out audits, and the child's managers, hear of an inadequate one."""
    leaders = Worker.objects.of(audit.authority_id).working()
    of_team = Q(role="team_manager", team=audit.team_id, team__isnull=False)
    tell_of(audit, leaders.filter(Q(role="service_manager") | of_team), "An audit found Inadequate")


def tell_of(audit: Audit, people, about: str, kind=Notice.Kind.AUDIT) -> list[Worker]:
    return tell(people, child=audit.child, kind=kind, about=about)


def _to_tell(audit: Audit):
    allocated = Allocation.objects.open().of_child(audit.child).values("worker")
    managers = Q(role="team_manager", team=audit.child.team_id) | Q(role="service_manager")
    working = Worker.objects.of(audit.authority_id).working().who_may(Permission.RECORD)
    return working.filter(Q(pk__in=allocated) | managers)
