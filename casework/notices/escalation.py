"""How far a duty that is late goes up: a council's own rule, and the default where it has none."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.interface.words import counted
from casework.timescales.registry import registry

MANAGER_AFTER, SERVICE_AFTER = 0, 5
EVERY_DUTY = ""


class LateRuleQuerySet(models.QuerySet["LateRule"]):
    def of(self, authority):
        return self.filter(authority=authority).select_related("set_by")

    def newest_first(self):
        return self.order_by("-set_at", "-pk")

    def in_force(self) -> dict[str, "LateRule"]:
        """The rule that holds for each duty that has one, by its code; "" is every other duty."""
        newest = self.order_by("code", "-set_at", "-pk").distinct("code")
        return {rule.code: rule for rule in newest if not rule.as_the_rest}


@pghistory.track()
class LateRule(models.Model):
    """Who is told, besides the worker, of what is late, and after how many days.

    A rule is never changed: a newer one takes its place, so the history can be read. Days are
    calendar days after the due date; 0 is at once and none is never.
    """

    authority = models.ForeignKey("access.Authority", models.PROTECT, related_name="late_rules")
    code = models.CharField("which duty", max_length=40, blank=True)
    manager_after = models.PositiveSmallIntegerField("team manager", null=True, blank=True)
    service_after = models.PositiveSmallIntegerField("service manager", null=True, blank=True)
    as_the_rest = models.BooleanField(default=False)
    why = models.CharField("why", max_length=200)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    set_at = models.DateTimeField(auto_now_add=True)

    objects = LateRuleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["authority", "code", "-set_at"], name="late_rule_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(service_after__gte=F("manager_after"))
                | Q(service_after=None)
                | Q(manager_after=None),
                name="late_rule_goes_up_in_order",
                violation_error_message="The team manager is told first, or on the same day",
            ),
            models.CheckConstraint(
                condition=(Q(manager_after=None) | Q(manager_after__lte=365))
                & (Q(service_after=None) | Q(service_after__lte=365)),
                name="late_rule_within_a_year",
                violation_error_message="Give a number of days up to 365",
            ),
        ]

    def __str__(self):
        return self.duty

    @property
    def duty(self) -> str:
        rule = registry.get(self.code) if self.code else None
        return rule.title if rule else self.code or "Every duty"

    @property
    def manager_words(self) -> str:
        return "As every other duty" if self.as_the_rest else after_words(self.manager_after)

    @property
    def service_words(self) -> str:
        return "As every other duty" if self.as_the_rest else after_words(self.service_after)


def default_rule() -> LateRule:
    """What holds where a council has said nothing."""
    return LateRule(code=EVERY_DUTY, manager_after=MANAGER_AFTER, service_after=SERVICE_AFTER)


def after_words(days: int | None) -> str:
    if days is None:
        return "Never"
    return f"{counted(days, 'days')} after the due date" if days else "As soon as it is late"
