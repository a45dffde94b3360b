from datetime import date

from casework.waits.models import ServiceGap

NEWEST = 30


def closed_gaps(worker, day: date) -> list[ServiceGap]:
    """What came of those that were on the register before, the newest first."""
    gaps = ServiceGap.objects.visible_to(worker).filter(closed_on__lte=day)
    return list(gaps.order_by("-closed_on", "-pk")[:NEWEST])
