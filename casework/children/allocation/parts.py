"""Whose role lets them hold a child's case, in which part."""

from collections.abc import Callable
from datetime import date

from casework.access.roles import ROLES, SOCIAL_WORKERS, Permission
from casework.children.codes import AllocationRole
from casework.interface.registry import Registry


def _who_may(permission: Permission) -> list[str]:
    return [key for key, role in ROLES.items() if permission in role.permissions]


CAN_HOLD: dict[str, list[str]] = {
    AllocationRole.LEAD: SOCIAL_WORKERS,
    AllocationRole.LEAD_PRACTITIONER: [*SOCIAL_WORKERS, "family_support"],
    AllocationRole.FAMILY_SUPPORT: ["family_support"],
    AllocationRole.CHAIR: _who_may(Permission.CHAIR),
    AllocationRole.INTERVIEWER: _who_may(Permission.RECORD),
    AllocationRole.OTHER: _who_may(Permission.RECORD),
}
LEADS = (AllocationRole.LEAD, AllocationRole.LEAD_PRACTITIONER)
"""Who leads the work: the child's social worker, or a lead practitioner where there is none."""
PRACTITIONERS_LEAD_FROM = date(2023, 12, 15)
"""Working Together 2023: from that day whoever leads work under section 17 need not be a social
worker."""

barred = Registry[Callable[..., str]]("reason why a worker holds no part", key="__name__")
"""Each app says why this worker may not work with this child; nothing where they may."""


def bars(child, worker) -> list[str]:
    return [words for words in (why(child, worker) for why in barred) if words]


needs_social_worker = Registry[Callable[..., str]](
    "reason why only a social worker leads", key="__name__"
)
"""Each app says why the work with a child is led by a social worker; nothing where it need not."""
