"""Whether a record stands, or was withdrawn because it was recorded in error.

``Model.objects`` gives the records that stand and no others, and so does every join to a model that
can be withdrawn, from whichever side: whoever asks for visits, counts them or reaches through them
never meets one that was a mistake, and cannot forget to leave it out. Only the pages that tell the
history ask ``even_withdrawn``.
"""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.signals import class_prepared

from casework.interface.django_private import leave_out_of_joins, manager_of, say_constraints

WITHDRAWN = "withdrawn_at"
STANDS = Q(withdrawn_at=None)


def _those_that_stand(records):
    return records.filter(STANDS) if issubclass(records.model, MayBeWithdrawn) else records


class StandingQuerySet(models.QuerySet):
    if not TYPE_CHECKING:

        @classmethod
        def as_manager(cls):
            return manager_of(cls, _those_that_stand)


class MayBeWithdrawn(models.Model):
    """A record of somebody's file that can be withdrawn as recorded in error.

    The three facts stand together or not at all, which is a constraint of every such model; and
    every rule that something stands only once is a rule about records that stand.
    """

    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        db_index=False,
    )
    withdrawn_because = models.TextField(blank=True, editable=False)

    class Meta:
        abstract = True


class StandsOnce(models.UniqueConstraint):
    """Unique among the records that stand, as the rule was written for them.

    A form asks the rule as it was written, of the records it can see; the database knows the rest.
    """

    written: models.UniqueConstraint | None = None

    @classmethod
    def of(cls, written: models.UniqueConstraint) -> "StandsOnce":
        _, args, kwargs = written.deconstruct()
        rule = cls(*args, **{**kwargs, "condition": kwargs.get("condition", Q()) & STANDS})
        rule.written = written
        return rule

    def deconstruct(self):
        _, args, kwargs = super().deconstruct()
        return "django.db.models.UniqueConstraint", args, kwargs

    def validate(self, *args, **kwargs):
        rule: Any = self.written or super()
        rule.validate(*args, **kwargs)


def _withdrawn_whole(model) -> models.CheckConstraint:
    nothing = Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
    whole = Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")
    return models.CheckConstraint(
        condition=nothing | whole, name=f"{model._meta.model_name}_withdrawn_whole"
    )


def _with_the_rules_of_standing(sender, **kwargs) -> None:
    if issubclass(sender, MayBeWithdrawn) and not sender._meta.abstract:
        rules = [
            StandsOnce.of(rule) if isinstance(rule, models.UniqueConstraint) else rule
            for rule in sender._meta.constraints
        ]
        say_constraints(sender, [*rules, _withdrawn_whole(sender)])


class_prepared.connect(_with_the_rules_of_standing, dispatch_uid="the rules of standing")


def leave_withdrawn_out_of_joins(every_model) -> None:
    """No join, from either side, reaches a record that was withdrawn."""
    for model in every_model:
        for field in model._meta.local_fields:
            if field.is_relation and field.remote_field:
                leave_out_of_joins(field, WITHDRAWN, MayBeWithdrawn)


def even_withdrawn(model) -> models.QuerySet:
    """Every record, withdrawn or not: for the pages that tell the history, and nothing else."""
    asks = type(model._default_manager.all())
    return asks(model)
