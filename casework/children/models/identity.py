"""Who an adopted child was born as: taken out of the file, and read by those named alone."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q, TextField, Value
from django.utils import timezone

from casework.children.models.likeness import Plainly
from casework.children.models.records import ChildRecord, ChildRecordQuerySet

BECAUSE = "Sealed: who the child was born as"
"""Why a name, a relationship or an address that was sealed stands on the file no more."""


class SealedIdentityQuerySet(ChildRecordQuerySet):
    def sealed(self):
        return self.filter(unsealed_at=None)

    def unsealed(self):
        return self.exclude(unsealed_at=None)

    def waiting(self):
        """Somebody asks that it is unsealed, and a second person has not said yet."""
        return self.sealed().exclude(submitted_at=None)

    def read_by(self, worker):
        """Those this worker is named on, of children they may know of."""
        named = IdentityReader.objects.standing().filter(worker=worker)
        return self.sealed().visible_to(worker).filter(pk__in=named.values("identity"))

    def matching(self, terms, worker):
        """Those this worker may read of which every word asked for is part of what is sealed."""
        identities = self.read_by(worker).order_by()
        for term in terms:
            part = Plainly(Value(term, TextField()))
            identities = identities.filter(words__plainly__contains=part)
        return identities if terms else identities.none()


@pghistory.track()
class SealedIdentity(ChildRecord):
    """What was sealed by ``recorded_by``, and why; asked to be unsealed, and by whom that was
    agreed.

    ``names``, ``relationships``, ``addresses`` and ``put_right`` are the records that stand no more
    while it is sealed; ``numbers`` what the child's own row said; ``words`` what can be found.
    """

    because = models.TextField("why is it sealed?")
    names = models.JSONField(default=list, editable=False)
    relationships = models.JSONField(default=list, editable=False)
    addresses = models.JSONField(default=list, editable=False)
    numbers = models.JSONField(default=dict, editable=False)
    put_right = models.JSONField(default=list, editable=False)
    words = models.TextField(blank=True, editable=False)
    sealed_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    unseal_because = models.TextField("why is it unsealed?", blank=True)
    unsealed_at = models.DateTimeField(null=True, blank=True, editable=False)
    unsealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )

    objects: ClassVar = SealedIdentityQuerySet.as_manager()

    class Meta:
        verbose_name = "sealed identity"
        verbose_name_plural = "sealed identities"
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(unsealed_at=None),
                name="identity_sealed_once",
                violation_error_message="This child’s birth identity is sealed already",
            ),
            models.CheckConstraint(
                condition=Q(unsealed_at=None)
                | (
                    Q(asked_by__isnull=False, unsealed_by__isnull=False)
                    & ~Q(unseal_because="")
                    & ~Q(asked_by=F("unsealed_by"))
                ),
                name="identity_unsealed_by_two",
                violation_error_message="Another person has to agree, not the one who asked",
            ),
        ]

    def __str__(self):
        return "Unseal who the child was born as?" if self.submitted_at else "Sealed identity"


class IdentityReaderQuerySet(ChildRecordQuerySet):
    def standing(self):
        return self.filter(ended_at=None)


@pghistory.track()
class IdentityReader(ChildRecord):
    """Someone named to read what is sealed, from when until when."""

    identity = models.ForeignKey(SealedIdentity, models.CASCADE, related_name="readers")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    because = models.CharField("why may they read it?", max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_because = models.CharField("why did it end?", max_length=200, blank=True)

    objects: ClassVar = IdentityReaderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["identity", "worker"],
                condition=Q(ended_at=None),
                name="identity_reader_once",
                violation_error_message="They are named already",
            )
        ]
        indexes = [
            models.Index(
                fields=["worker", "identity"], condition=Q(ended_at=None), name="identity_by_reader"
            )
        ]

    def __str__(self):
        return f"{self.worker} may read who the child was born as"
