"""How a worker is, and how they grow: between two people, and in no child's file.

These stand in tables of their own that hang from nothing but a session. No page of a child, no
answer of the API, no export, search, chronology, bundle, audit or demonstration of them reads
these models, and ``tests/supervision/test_private.py`` looks through the whole product for it.
"""

from datetime import timedelta
from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from casework.supervision.models.sessions import Agreement, Session

OPEN_FOR = timedelta(hours=1)
"""A look by the next manager ends after this long: then the reason is asked again."""


def next_manager_of(session: Session):
    """Whoever supervises the supervisor by the newest agreement both have signed: the key, or None.

    Nobody makes themselves the next manager of somebody who has not signed that they are.
    """
    agreed = Agreement.objects.signed().filter(worker=session.supervisor_id).newest_first()
    return agreed.values_list("supervisor", flat=True).first()


class PrivateNoteQuerySet(models.QuerySet):
    def readable_by(self, worker):
        """By the two; by the next manager only within an hour of having said why."""
        if not worker.works_here:
            return self.none()
        since = timezone.now() - OPEN_FOR
        looked = PrivateLook.objects.filter(
            session=OuterRef("session"), worker=worker, at__gte=since
        )
        agreed = Agreement.objects.signed().filter(worker=OuterRef("session__supervisor"))
        now = agreed.newest_first().values("supervisor")[:1]
        return self.annotate(next_manager=Subquery(now)).filter(
            Q(session__worker=worker)
            | Q(session__supervisor=worker)
            | Q(Exists(looked), next_manager=worker.pk)
        )

    def oldest_first(self):
        return self.select_related("written_by").order_by("written_at", "pk")


@pghistory.track()
class PrivateNote(models.Model):
    """A note about the worker, by one of the two: their wellbeing, or their development."""

    class About(models.TextChoices):
        WELLBEING = "wellbeing", "How you are"
        DEVELOPMENT = "development", "Learning and development"

    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    about = models.CharField("what is it about?", max_length=12, choices=About)
    text = models.TextField("what do you want to keep?")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    written_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = PrivateNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "private note of supervision"
        verbose_name_plural = "private notes of supervision"

    def __str__(self):
        return "Private note"


@pghistory.track()
class PrivateLook(models.Model):
    """The next manager read the private notes of a session: who, when and why. The two see it."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="looks")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    because = models.CharField("why do you need to read them?", max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = "look at private notes"
        verbose_name_plural = "looks at private notes"

    def __str__(self):
        return "Private notes read"
