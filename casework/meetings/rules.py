"""Each council's own rules of a meeting, and what holds where it has written none."""

import pghistory
from django.db import models

from casework.access.models import Authority
from casework.children.codes import Agency
from casework.interface.words import as_day
from casework.timescales.models import WorkingDay

NOT_AN_AGENCY = (Agency.SOCIAL_CARE, Agency.FAMILY)
AGENCIES = {"conference": 2, "core_group": 1}
"""Agencies besides children's social care. Working Together gives no number: these are the common
local ones."""
REPORT_DAYS = {"initial": 2, "transfer_in": 2, "review": 5}
"""Working days before a conference by which the family has read each report. Working Together 2023
asks that reports are shared with the child and family beforehand; the days are local."""


@pghistory.track()
class MeetingRule(models.Model):
    """How many agencies make a meeting count, and how long before it reports are shared."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="meeting_rules")
    kind = models.CharField(max_length=20)
    which = models.CharField("which conference", max_length=12, blank=True)
    agencies = models.PositiveSmallIntegerField(
        "agencies that must come", help_text="Besides children’s social care"
    )
    report_days = models.PositiveSmallIntegerField(
        "working days before, for reports", default=0, help_text="The family has read them by then"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "kind", "which"],
                name="meeting_rule_once",
                violation_error_message="There is already a rule for this kind of meeting",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.which}".strip()

    @classmethod
    def of(cls, authority, kind: str, which: str = "") -> "MeetingRule":
        """The council's rule for this very meeting, or for its kind, or the common one."""
        written = cls.objects.filter(authority_id=authority, kind=kind, which__in=["", which])
        return written.order_by("-which").first() or cls.common(authority, kind, which)

    @classmethod
    def common(cls, authority, kind: str, which: str) -> "MeetingRule":
        return cls(
            authority_id=authority,
            kind=kind,
            which=which,
            agencies=AGENCIES.get(kind, 0),
            report_days=REPORT_DAYS.get(which, 0),
        )


def agencies_in_words(number: int) -> str:
    return "1 agency" if number == 1 else f"{number} agencies"


def quorum_words(rule: MeetingRule) -> str:
    needed = f"{agencies_in_words(rule.agencies)} besides children’s social care must come. "
    return f"{needed if rule.agencies else ''}Leave a row empty if nobody is to go in it."


def share_by(meeting):
    """The last working day by which the family has read each report, or None where no day is set.

    The day of the meeting is left out: two working days before a Wednesday is the Monday.
    """
    days = meeting.rule.report_days
    if not days:
        return None
    before = WorkingDay.objects.filter(working=True, day__lt=as_day(meeting.starts_at))
    return before.order_by("-day").values_list("day", flat=True)[days - 1 : days].first()


class RuleBook:
    """Every rule of one council, read once: for a page of many meetings."""

    def __init__(self, authority: int):
        self.authority = authority
        written = MeetingRule.objects.filter(authority_id=authority)
        self.written = {(rule.kind, rule.which): rule for rule in written}

    def of(self, kind: str, which: str) -> MeetingRule:
        own = self.written.get((kind, which)) or self.written.get((kind, ""))
        return own or MeetingRule.common(self.authority, kind, which)
