"""Who asked whether a child is known, what they typed, and which files they were told of."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from casework.access.models import Authority


class AskQuerySet(models.QuerySet):
    def of_worker(self, worker):
        return self.filter(worker=worker).order_by("-at", "-pk")


class Ask(models.Model):
    """One question put to the whole authority. It is written once and never changed.

    Each file told of has a look of its own beside it (``FileAccess``), read on *Who has looked*.
    """

    class Where(models.TextChoices):
        PAGE = "page", "On this page"
        ADDING = "adding", "Adding a child"
        NUMBER = "number", "A number on a child’s file"
        CONTACT = "contact", "Recording a contact"
        SCREENING = "screening", "Screening a contact"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="asks")
    at = models.DateTimeField(default=timezone.now)
    where = models.CharField("where it was asked", max_length=10, choices=Where)
    typed = models.CharField("what was typed", max_length=400)
    files = ArrayField(models.BigIntegerField(), default=list, editable=False)

    objects = AskQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["worker", "-at"], name="ask_by_worker")]

    def __str__(self):
        return self.typed
