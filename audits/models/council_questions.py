"""Questions a council asks besides the shipped ones: added, and ended, never changed once asked."""

import pghistory
from django.apps import apps
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from audits.criteria.editions import Criterion
from casework.access.models import Authority


class LocalCriterionQuerySet(models.QuerySet):
    def of(self, authority_id):
        return self.filter(authority=authority_id)

    def visible_to(self, worker):
        return self.of(worker.authority_id)

    def in_force(self, day):
        return self.filter(Q(until=None) | Q(until__gt=day), begins_on__lte=day)


@pghistory.track()
class LocalCriterion(models.Model):
    """One more question about a child's file, in a section of the edition, from a day on."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    code = models.CharField(
        "code",
        max_length=12,
        validators=[
            RegexValidator(
                r"^LOC\.[A-Z0-9]{1,7}$", "Begin with LOC. and add up to seven letters or numbers"
            )
        ],
        help_text="Such as LOC.NEG1. A code is never used again for another question.",
    )
    section = models.CharField("section", max_length=30)
    asks = models.CharField(
        "the question",
        max_length=300,
        help_text="Write {name} where the child’s first name should stand.",
    )
    good = models.TextField("what good looks like")
    look_in = models.CharField("where to look", max_length=200)
    safety_critical = models.BooleanField(default=False)
    compliance = models.BooleanField("about dates and boxes, not about quality", default=False)
    begins_on = models.DateField("asked from")
    until = models.DateField("asked until", null=True, blank=True)

    objects = LocalCriterionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "code"],
                name="local_criterion_code_once",
                violation_error_message="This code has been used: choose another",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("begins_on")),
                name="local_criterion_ends_after_it_begins",
                violation_error_message="It cannot end before it begins",
            ),
        ]

    def __str__(self):
        return f"{self.code}: {self.asks}"

    @property
    def asked_already(self) -> bool:
        """Whether any audit holds an answer to it: its words then stay as they were asked."""
        scores = apps.get_model("audits", "Score").objects.filter(criterion=self.code)
        return scores.filter(audit__authority=self.authority_id).exists()

    def as_criterion(self) -> Criterion:
        return Criterion(
            code=self.code,
            area="LOC",
            section=self.section,
            asks=self.asks,
            good=self.good,
            look_in=self.look_in,
            safety_critical=self.safety_critical,
            compliance=self.compliance,
        )
