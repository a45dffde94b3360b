"""A child's need for help, from the day it was found until it ends."""

from typing import ClassVar

import pghistory
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, DateField, F, OuterRef, Q, Subquery, TextChoices, Value, When
from django.utils import timezone

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.interface.words import full_day
from casework.support.services.needs import Need

EIGHTEEN = "eighteen"
BORN = "The child was born on {}: the need cannot be found before that"
ASKED = "Help was asked for on {}: the need was found by then"
BEGAN = "Help began on {}: the need cannot end before that"


def referrals():
    """The referrals of a need that stands in the row outside."""
    return apps.get_model("waits.HelpReferral").objects.filter(need=OuterRef("pk"))


def first_session():
    """The first day anybody's help began for this need."""
    begun = referrals().filter(first_session_on__isnull=False)
    return Subquery(begun.order_by("first_session_on").values("first_session_on")[:1])


class NeedForHelpQuerySet(ChildRecordQuerySet):
    def open(self):
        """Waiting, or being helped: nobody has said that it is over."""
        return self.filter(ended_on=None)

    def with_start(self):
        return self.annotate(started_on=first_session())

    def waiting(self):
        """Help has not started and is still waited for: an unmet need."""
        return self.with_start().filter(started_on=None, ended_on=None)

    def at(self, day):
        """Those found by this day, as they stood at its end: what came later has not happened."""
        return self.filter(identified_on__lte=day).annotate(
            start=first_session(),
            helped_on=Case(When(start__lte=day, then=F("start")), output_field=DateField()),
            over_on=Case(When(ended_on__lte=day, then=F("ended_on")), output_field=DateField()),
            without_service=Case(
                When(
                    Q(no_service_on__lte=day)
                    & (Q(service_found_on=None) | Q(service_found_on__gt=day)),
                    then=Value(True),
                ),
                default=Value(False),
            ),
        )

    def waiting_on(self, day):
        return self.at(day).filter(helped_on=None, over_on=None)

    def newest_first(self):
        return self.order_by("-identified_on", "-pk")

    def longest_first(self):
        return self.order_by("identified_on", "pk")


@pghistory.track()
class NeedForHelp(ChildRecord):
    """One need of one child, and since when it is known.

    Inspectors found children waiting too long for help with their emotional wellbeing, and no
    service at all for children living with domestic abuse (focused visit to South Tyneside, 2019).
    So the wait is counted from the day the need was found, not from the referral, and that no such
    service exists is an answer with its day (``no_service_on``) until one is found.

    ``source_kind`` and ``source_number`` name the record it was found in, whatever that was: a need
    of a plan, an assessment, what was learned in an interview, a supervision.
    """

    class Ended(TextChoices):
        HELPED = "helped", "The help did its work: it is not needed any more"
        PASSED = "passed", "Not needed any more, without that help"
        GAVE_UP = "gave_up", "The child or family gave up waiting"
        REFUSED = "refused", "The child or family did not want it"
        EIGHTEEN = EIGHTEEN, "Turned 18"
        MOVED = "moved", "Moved to another council"
        CLOSED = "closed", "Our work ended, and the need was passed on"
        DIED = "died", "The child died"

    need = models.CharField("what is the need?", max_length=24, choices=Need)
    words = models.TextField("what does it look like for this child?")
    identified_on = models.DateField("on which day was it found?")
    source_kind = models.CharField(max_length=60, blank=True, editable=False)
    source_number = models.BigIntegerField(null=True, blank=True, editable=False)
    meanwhile = models.TextField("what helps the child while they wait?", blank=True)
    meanwhile_from = models.DateField("from which day?", null=True, blank=True)
    no_service_on = models.DateField(
        "on which day was it found that there is none?", null=True, blank=True
    )
    no_service_because = models.TextField("what was looked for, and who was asked?", blank=True)
    service_found_on = models.DateField("a service was found on", null=True, blank=True)
    ended_on = models.DateField("on which day did it end?", null=True, blank=True)
    ended_because = models.CharField("why did it end?", max_length=10, choices=Ended, blank=True)
    ended_words = models.TextField("what is different for the child?", blank=True)

    objects: ClassVar = NeedForHelpQuerySet.as_manager()

    class Meta:
        verbose_name = "need for help"
        verbose_name_plural = "needs for help"
        indexes = [
            models.Index(fields=["child", "-identified_on"], name="help_needs_of_child"),
            models.Index(
                fields=["authority", "identified_on"],
                condition=Q(ended_on=None),
                name="help_needs_open",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(meanwhile="", meanwhile_from=None)
                | (~Q(meanwhile="") & Q(meanwhile_from__isnull=False)),
                name="help_meanwhile_has_its_day",
                violation_error_message="Say what helps meanwhile and from which day, or neither",
            ),
            models.CheckConstraint(
                condition=Q(meanwhile_from=None) | Q(meanwhile_from__gte=F("identified_on")),
                name="help_meanwhile_after_found",
                violation_error_message="It cannot help with this before the need was found",
            ),
            models.CheckConstraint(
                condition=Q(no_service_on=None, no_service_because="")
                | (Q(no_service_on__isnull=False) & ~Q(no_service_because="")),
                name="help_no_service_says_who_was_asked",
                violation_error_message="Say on which day, what was looked for and who was asked",
            ),
            models.CheckConstraint(
                condition=Q(no_service_on=None) | Q(no_service_on__gte=F("identified_on")),
                name="help_no_service_after_found",
                violation_error_message="Nobody looked for it before the need was found",
            ),
            models.CheckConstraint(
                condition=Q(service_found_on=None) | Q(service_found_on__gte=F("no_service_on")),
                name="help_service_found_after_none",
                violation_error_message="It cannot be found before it was missing",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
                name="help_need_end_has_its_reason",
                violation_error_message="Say when it ended and why, or neither",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("identified_on")),
                name="help_need_ends_after_found",
                violation_error_message="It cannot end before it was found",
            ),
        ]

    def __str__(self):
        return self.get_need_display()

    def clean(self):
        """No day of a need is later than what followed from it, or before the child was born."""
        super().clean()
        identified_on, born_on = self.identified_on, self.child.person.born_on
        if identified_on and born_on and identified_on < born_on:
            raise ValidationError({"identified_on": BORN.format(full_day(born_on))})
        if self.pk is None:
            return
        asked = self.referrals.order_by("referred_on").values_list("referred_on", flat=True)
        if identified_on and (first := asked.first()) and first < identified_on:
            raise ValidationError({"identified_on": ASKED.format(full_day(first))})
        begun = self.referrals.exclude(first_session_on=None).order_by("-first_session_on")
        last = begun.values_list("first_session_on", flat=True).first()
        if self.ended_on and last and last > self.ended_on:
            raise ValidationError({"ended_on": BEGAN.format(full_day(last))})

    @property
    def no_service_now(self) -> bool:
        return self.no_service_on is not None and self.service_found_on is None

    @property
    def over(self) -> bool:
        return self.ended_on is not None and self.ended_on <= timezone.localdate()
