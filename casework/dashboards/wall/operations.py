"""Choosing the numbers, and publishing a month of them once."""

from datetime import date

from django.db import transaction

from casework.access.models import Worker
from casework.dashboards.models import WallRule, WallSheet
from casework.dashboards.wall.numbers import as_data, count, month_ends
from casework.figures.models import WallNumber
from casework.notices.models import Notice


@transaction.atomic
def choose(authority, numbers: list[dict], *, day: int, roles: list[str]) -> None:
    """These numbers in this order, and no others; every change is kept."""
    standing = {number.figure: number for number in WallNumber.objects.filter(authority=authority)}
    for number in standing.values():
        number.delete()
    for place, facts in enumerate(numbers, start=1):
        WallNumber.objects.create(authority=authority, place=place, **facts)
    WallRule.objects.update_or_create(authority=authority, defaults={"day": day, "roles": roles})


def publish_due(today: date) -> int:
    """Publish, for each council whose day has come, the month that is over and was not published.
    After an outage it is made once, late."""
    rules = WallRule.objects.filter(day__lte=today.day).exclude(roles=[])
    last = month_ends(today, 1)[0]
    return sum(publish(rule, last) for rule in rules.select_related("authority"))


@transaction.atomic
def publish(rule: WallRule, last: date) -> bool:
    """Keep the month as it is counted now, and tell those of the roles; False where it was made
    before. Of two at once the second finds it made."""
    sheet, made = WallSheet.objects.get_or_create(
        authority=rule.authority, last_on=last, defaults={"numbers": []}
    )
    if not made:
        return False
    lines = count(rule.authority, last)
    if not lines:
        sheet.delete()
        return False
    sheet.numbers = as_data(lines)
    sheet.save()
    readers = Worker.objects.of(rule.authority_id).working().filter(role__in=rule.roles)
    Notice.objects.bulk_create(
        Notice(
            authority=rule.authority,
            worker=worker,
            kind=Notice.Kind.WALL,
            about=f"Numbers for the wall, {last:%B %Y}",
            number=len(lines),
        )
        for worker in readers
    )
    return True
