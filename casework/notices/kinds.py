"""What people are told of, how they usually are, and the least that is asked of everyone where a
council has not said otherwise."""

from dataclasses import dataclass

from django.db import models


class Kind(models.TextChoices):
    DUE_SOON = "due_soon", "Due soon"
    OVERDUE = "overdue", "Overdue"
    ESCALATED = "escalated", "Late, and passed up to you"
    ALLOCATED = "allocated", "Allocated to you"
    RETURNED = "returned", "Sent back to you"
    SUBMITTED = "submitted", "Waiting for you to authorise"
    AUTHORISED = "authorised", "Authorised"
    REVIEWED = "reviewed", "Something you wrote was reviewed"
    AUDIT = "audit", "About an audit of practice"
    MISSING = "missing", "A child is missing"
    FOUND = "found", "A missing child is back"
    NOT_SAFE = "not_safe", "A child may not be safe today"
    RESTRICTED = "restricted", "Who may open a file"
    MISTAKE = "mistake", "Something was recorded in error"
    MERGED = "merged", "Two files of one child"
    WALL = "wall", "Numbers for the wall"
    RETENTION = "retention", "Files kept no longer"


class ByMail(models.IntegerChoices):
    """How much e-mail: each is more than the one before."""

    NONE = 0, "No e-mail"
    DAILY = 1, "In the daily e-mail"
    ONCE = 2, "By e-mail at once"


@dataclass(frozen=True)
class Way:
    """How someone is told: in Casework or not, and by how much e-mail."""

    in_app: bool
    mail: ByMail

    def at_least(self, least: "Way") -> "Way":
        return Way(self.in_app or least.in_app, max(self.mail, least.mail))

    @property
    def words(self) -> str:
        if self.in_app:
            return "In Casework" if not self.mail else f"In Casework, and {_small(self.mail)}"
        return ByMail(self.mail).label if self.mail else "Up to each worker"


def _small(mail: int) -> str:
    words = ByMail(mail).label
    return words[:1].lower() + words[1:]


IN_APP, IN_APP_AND_DAILY = Way(True, ByMail.NONE), Way(True, ByMail.DAILY)
AT_ONCE, FREE = Way(True, ByMail.ONCE), Way(False, ByMail.NONE)

USUAL: dict[Kind, Way] = dict.fromkeys(Kind, IN_APP_AND_DAILY) | {
    Kind.AUTHORISED: IN_APP,
    Kind.REVIEWED: IN_APP,
    Kind.MISSING: AT_ONCE,
    Kind.FOUND: AT_ONCE,
    Kind.NOT_SAFE: AT_ONCE,
}
LEAST: dict[Kind, Way] = dict.fromkeys(Kind, IN_APP) | {
    Kind.DUE_SOON: FREE,
    Kind.AUTHORISED: FREE,
    Kind.NOT_SAFE: AT_ONCE,
}
