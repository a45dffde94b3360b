"""What needs a second person, and who that may be."""

from typing import Any

from casework.access.accounts.models import AccountRequest
from casework.access.models import Worker
from casework.access.roles import ROLES, Permission

SENIOR = ("service_manager",)
"""Besides those who may do as much themselves, whoever oversees the service agrees to any role."""
GUARDED = ("email", "username", "governs_information")
"""What would let somebody come in as somebody else, or silence who is told of it."""


def opens_files(role: str) -> bool:
    return Permission.READ_FILES in ROLES[role].permissions


def covers(role: str, other: str) -> bool:
    """Whoever has this role may do all that the other may, or oversees the service."""
    return role in SENIOR or ROLES[role].permissions >= ROLES[other].permissions


def may_agree(worker: Worker, request: AccountRequest) -> bool:
    """Never whoever asked, nor the person it is about, nor one who opens no files themselves; and
    by the role that the person has today, which may be another than when it was asked."""
    about = request.worker
    return (
        worker.works_here
        and worker.authority_id == request.authority_id
        and worker.pk not in (request.asked_by_id, request.worker_id)
        and opens_files(worker.role)
        and covers(worker.role, request.role)
        and (about is None or covers(worker.role, about.role))
    )


def those_who_may_agree(request: AccountRequest) -> list[Worker]:
    roles = [role for role in ROLES if opens_files(role) and covers(role, request.role)]
    here = Worker.objects.of(request.authority_id).working().filter(role__in=roles)
    return [worker for worker in here if may_agree(worker, request)]


def to_be_asked(request: AccountRequest) -> list[Worker]:
    """Those among them who manage; where there is none, all of them."""
    may = those_who_may_agree(request)
    return [worker for worker in may if worker.may(Permission.DECIDE)] or may


def waiting_for(worker: Worker) -> list[AccountRequest]:
    waiting = AccountRequest.objects.waiting().of(worker.authority_id).with_people()
    return [request for request in waiting if may_agree(worker, request)]


def nobody_opens_files_yet(authority) -> bool:
    """A council's very first days: there is no file that anybody opens, and nobody to ask."""
    roles = [role for role in ROLES if opens_files(role)]
    return not Worker.objects.of(authority).filter(role__in=roles).exists()


def guarded_changes(before: Worker, after: Worker) -> dict:
    """Of a change of an account, the part that waits for a second person. A role that opens files
    is taken away by two as well: without it the address would be one person's to change, and the
    role then asked back for whoever reads it."""
    changes: dict[str, Any] = {}
    either = opens_files(before.role) or opens_files(after.role)
    if after.role != before.role and either:
        changes["role"] = after.role
        changes["team"] = after.team_id
    for name in GUARDED:
        new = getattr(after, name)
        if new != getattr(before, name) and (either or name == "governs_information"):
            changes[name] = new
    if either and after.works_here and not before.works_here:
        changes |= {"is_active": after.is_active, "leaves_on": day_or_none(after.leaves_on)}
    return changes


def day_or_none(day) -> str | None:
    return day.isoformat() if day else None
