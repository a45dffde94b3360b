"""Looks that somebody should ask about, one of them asked about and closed."""

from datetime import timedelta

from casework.children.models import FileAccess
from casework.governance.models import LookReview
from casework.governance.operations import close_review
from casework.governance.rules import found_on

order = 90
DAYS = 14
LATE = 23
ANSWER = (
    "She was rung by the out of hours team about where the children could stay, and read the plan."
    " The call is on the file."
)


def load(world) -> None:
    """A worker read the files of one family late in the evening; the rules find what else there is,
    as they do each night."""
    family = next(family for family in world.families if family.last.tenures)
    worker, day = family.last.tenures[-1][0], world.days.near(world.today, -3)
    looks = [
        FileAccess(
            child=kid.child, worker=worker, what="Plan", at=world.days.at(day, LATE, 5 + place)
        )
        for place, kid in enumerate(family.kids)
    ]
    FileAccess.objects.bulk_create(looks)
    for back in range(DAYS, 0, -1):
        proposed = found_on(world.today - timedelta(days=back))
        LookReview.objects.bulk_create(proposed, ignore_conflicts=True)
    late = LookReview.objects.filter(worker=worker, rule=LookReview.Rule.HOURS, day=day).first()
    if late:
        manager = world.workers["service.manager"]
        close_review(late, found=LookReview.Found.WORK, words=ANSWER, by=manager)
