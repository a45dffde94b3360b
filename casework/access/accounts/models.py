"""Accounts: what waits for a second person, and what was changed of whom.

Whoever looks after people opens no child's file, and must not come to one by making an account, by
giving a role or by becoming somebody. So whatever would let them is asked of a second person who
may do as much themselves.
"""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

ANOTHER = "Another person has to agree, not the one who asked nor the one it is about"


class RequestQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decided_at=None)

    def decided(self):
        return self.exclude(decided_at=None)

    def of(self, authority):
        return self.filter(authority=authority)

    def with_people(self):
        return self.select_related("worker", "asked_by", "decided_by")


@pghistory.track()
class AccountRequest(models.Model):
    """Something about an account that a second person has to agree to.

    ``facts`` are what the account becomes: of a new one all of it, of another what changes. A code
    or a second factor taken away has none. ``worker`` is whom it is about; nobody yet, where the
    account is new.
    """

    class Kind(models.TextChoices):
        NEW = "new", "A new account"
        CHANGE = "change", "A change of an account"
        CODE = "code", "A code to sign in with"
        FACTOR = "factor", "Their second step taken away"

    authority = models.ForeignKey("access.Authority", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="account_requests", null=True
    )
    role = models.CharField("the role it opens", max_length=30)
    facts = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    agreed = models.BooleanField(null=True)
    because = models.CharField("why not?", max_length=300, blank=True)

    objects: ClassVar = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["worker", "kind"],
                condition=Q(decided_at=None),
                name="account_request_once",
                violation_error_message="Somebody has asked for this already",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (
                    ~Q(decided_by=F("asked_by"))
                    & (Q(worker=None) | ~Q(decided_by=F("worker")) | Q(kind="new"))
                ),
                name="account_request_by_another",
                violation_error_message=ANOTHER,
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class AccountEventQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-at", "-pk")


class AccountEvent(models.Model):
    """What was done to an account, or is asked of somebody about one, in one sentence: written
    once and never changed."""

    authority = models.ForeignKey("access.Authority", models.PROTECT, related_name="+")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="account_events",
        null=True,
        blank=True,
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(default=timezone.now)
    words = models.CharField(max_length=400)

    objects: ClassVar = AccountEventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["authority", "-at"], name="account_event_newest")]

    def __str__(self):
        return self.words


class AccountTold(models.Model):
    """Somebody who is told of it, and when they read it. Until then every page says that there is
    something."""

    event = models.ForeignKey(AccountEvent, models.CASCADE, related_name="told")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="account_news"
    )
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "worker"], name="account_told_once")
        ]
        indexes = [
            models.Index(fields=["worker"], condition=Q(seen_at=None), name="account_news_unseen")
        ]

    def __str__(self):
        return f"Told of {self.event_id}"
