"""Telling, once a month, the few who look after how long files are kept."""

from django.utils import timezone

from casework.access.models import Authority, Worker
from casework.access.roles import ROLES, Permission
from casework.notices.models import Notice
from casework.retention.dates import due
from casework.retention.models import Rule
from casework.retention.operations import lay_down_rules
from casework.retention.stops import stops_of

KEEPERS = [key for key, role in ROLES.items() if Permission.KEEP_RECORDS in role.permissions]


def tell_keepers() -> int:
    """One notice each, with how many are free to go; none where none is, nor twice a month."""
    return sum(_tell(authority) for authority in Authority.objects.all())


def _tell(authority) -> int:
    lay_down_rules(authority)
    today = timezone.localdate()
    over = list(due(Rule.objects.of(authority), authority.children.all(), today))
    free = len(over) - len(stops_of(file.file for file in over))
    if not free:
        return 0
    about = f"Files due for deletion, {today:%B %Y}"
    told = Notice.objects.filter(authority=authority, kind=Notice.Kind.RETENTION, about=about)
    keepers = Worker.objects.of(authority.pk).working().filter(role__in=KEEPERS)
    keepers = keepers.exclude(pk__in=told.values("worker"))
    made = Notice.objects.bulk_create(
        Notice(
            authority=authority, worker=worker, kind=Notice.Kind.RETENTION, about=about, number=free
        )
        for worker in keepers
    )
    return len(made)
