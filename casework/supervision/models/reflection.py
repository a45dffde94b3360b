"""The council's own questions of reflection, in place of those that come with Casework."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models

from casework.access.models import Authority


class OwnQuestionQuerySet(models.QuerySet["OwnQuestion"]):
    def of(self, authority):
        return self.filter(authority=authority)

    def newest_first(self):
        return self.order_by("-set_at", "-pk")

    def in_force(self, at=None) -> dict[str, "OwnQuestion"]:
        """The one asked of each field, now or when something was written."""
        rows = self.filter(set_at__lte=at) if at else self
        newest = rows.order_by("field", "-set_at", "-pk").distinct("field")
        return {question.field: question for question in newest}


@pghistory.track()
class OwnQuestion(models.Model):
    """A question in the council's own words. It is never changed: a newer one takes its place, and
    an answer is read under the question it answered."""

    class Field(models.TextChoices):
        HYPOTHESES = "hypotheses", "What else could explain it"
        FEELINGS = "feelings", "What the work does to the worker"
        BIAS = "bias", "What we might not be seeing"
        WRONG = "wrong", "What would show that we are wrong"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    field = models.CharField("what it is about", max_length=12, choices=Field, editable=False)
    asks = models.CharField("what do you ask?", max_length=200)
    prompts = models.TextField("things to think about, one a line", blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    set_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = OwnQuestionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["authority", "field", "-set_at"], name="question_newest")]

    def __str__(self):
        return self.asks
