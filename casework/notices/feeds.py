"""The secret address of a worker's calendar."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

HOUR = timedelta(hours=1)


class CalendarFeed(models.Model):
    """A worker's secret address. Only what it hashes to is kept: nobody reads it here."""

    worker = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed"
    )
    hashed = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"Calendar of {self.worker}"

    @classmethod
    def made_for(cls, worker) -> str:
        """A new secret; the one before it opens nothing any more."""
        secret = secrets.token_urlsafe(32)
        facts = {"hashed": hashed(secret), "made_at": timezone.now(), "asked_at": None}
        cls.objects.update_or_create(worker=worker, defaults=facts)
        return secret

    def note_asked(self) -> None:
        """When it was last asked for, to the hour: so that an address nobody uses is seen."""
        now = timezone.now()
        lately = Q(asked_at__gt=now - HOUR)
        CalendarFeed.objects.filter(pk=self.pk).exclude(lately).update(asked_at=now)


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
