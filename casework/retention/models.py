"""How long files are kept, what holds them, what was deleted, and what stays for counting."""

import secrets

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Authority
from casework.access.roles import SYSTEMS, Permission
from casework.children.codes import Ethnicity, Sex
from casework.children.models import Child
from casework.retention.categories import LAW, Category, Event

WORKER = settings.AUTH_USER_MODEL


class RuleQuerySet(models.QuerySet["Rule"]):
    def of(self, authority):
        return self.filter(authority=authority)

    def visible_to(self, worker):
        """They are about no child."""
        return self.of(worker.authority_id)


@pghistory.track()
class Rule(models.Model):
    """How long one kind of file is kept by one council. Of all that apply to a file the longest
    wins. Nothing is deleted until each is confirmed, beside the council's own schedule."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    category = models.CharField("which files", max_length=20, choices=Category, editable=False)
    counted_from = models.CharField("counted from", max_length=8, choices=Event)
    years = models.PositiveSmallIntegerField("for how many years")
    years_after_death = models.PositiveSmallIntegerField(
        "for how many years after a death before 18",
        null=True,
        blank=True,
        help_text="Where it is empty, a death changes nothing",
    )
    source = models.CharField("where it is written", max_length=300)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        WORKER, models.PROTECT, related_name="+", null=True, editable=False
    )

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = "rule of retention"
        verbose_name_plural = "rules of retention"
        constraints = [
            models.UniqueConstraint(fields=["authority", "category"], name="retention_rule_once"),
            models.CheckConstraint(
                condition=Q(years__gte=1, years__lte=150),
                name="retention_rule_years",
                violation_error_message="Give a number of years from 1 to 150",
            ),
            models.CheckConstraint(
                condition=Q(years_after_death=None)
                | Q(years_after_death__gte=1, years_after_death__lte=150),
                name="retention_rule_years_after_death",
                violation_error_message="Give a number of years from 1 to 150, or leave it empty",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="retention_rule_confirmed_by_somebody",
            ),
        ]

    def __str__(self):
        return self.get_category_display()

    @property
    def words(self) -> str:
        """The rule as people say it: "75 years from birth"."""
        told = f"{self.years} years from {self.get_counted_from_display().lower()}"
        if self.years_after_death is None:
            return told
        return f"{told}, or {self.years_after_death} years after a death before 18"

    def shorter_than_law(self) -> dict[str, str]:
        """What is less than the law asks, by field."""
        least = LAW.get(Category(self.category))
        if least is None:
            return {}
        problems = {}
        if self.counted_from != least.counted_from:
            problems["counted_from"] = f"The law counts from {least.counted_from.label.lower()}"
        if self.years < least.years:
            problems["years"] = f"The law asks for {least.years} years or more"
        after = self.years_after_death
        if after is not None and after < (least.years_after_death or 0):
            problems["years_after_death"] = (
                f"The law asks for {least.years_after_death} years or more"
            )
        return problems


class HoldQuerySet(models.QuerySet["Hold"]):
    def standing(self):
        today = timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=today), lifted_at=None)

    def visible_to(self, worker):
        """Holds of a whole kind of files, and of the files this worker may know of."""
        ours = self.filter(authority=worker.authority_id)
        known = Child.objects.visible_to(worker).filter(pk=OuterRef("child"))
        return ours.filter(Q(child=None) | Q(Exists(known)))


@pghistory.track()
class Hold(models.Model):
    """A legal hold: nothing of it is deleted, whatever the rules say, until it ends or is lifted.

    Of one file, or of a whole kind of files, as a public inquiry may ask of every council (the
    Independent Inquiry into Child Sexual Abuse did in 2015).
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    child = models.ForeignKey(
        Child, models.CASCADE, related_name="holds", null=True, blank=True, editable=False
    )
    category = models.CharField(
        "which files", max_length=20, choices=Category, blank=True, editable=False
    )
    reason = models.CharField("why are they held?", max_length=300)
    asked_by = models.CharField("who asked for it?", max_length=150)
    until = models.DateField("until", null=True, blank=True)
    placed_by = models.ForeignKey(WORKER, models.PROTECT, related_name="+", editable=False)
    placed_at = models.DateTimeField(default=timezone.now, editable=False)
    lifted_by = models.ForeignKey(
        WORKER, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    lifted_at = models.DateTimeField(null=True, blank=True, editable=False)
    lifted_because = models.CharField("why does it end?", max_length=300, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = "legal hold"
        constraints = [
            models.CheckConstraint(
                condition=Q(child=None) & ~Q(category="") | Q(child__isnull=False, category=""),
                name="hold_of_a_file_or_a_kind",
                violation_error_message="A hold is of one file or of a kind of files",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lifted_because="")
                | Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because=""),
                name="hold_lifted_with_a_reason",
                violation_error_message="Say why the hold ends",
            ),
        ]
        indexes = [
            models.Index(fields=["authority"], condition=Q(lifted_at=None), name="hold_standing")
        ]

    def __str__(self):
        return self.reason

    @property
    def stands(self) -> bool:
        return self.lifted_at is None and (self.until is None or self.until >= timezone.localdate())

    @property
    def of_what(self) -> str:
        return self.get_category_display() if self.child is None else self.child.name


class RoundQuerySet(models.QuerySet["Round"]):
    def of(self, authority):
        return self.filter(authority=authority)

    def open(self):
        return self.filter(finished_at=None, dropped_at=None)

    def authorised(self):
        return self.open().exclude(authorised_at=None)


@pghistory.track()
class Round(models.Model):
    """The report before: the files due on one day, gone through by one person, authorised by
    another, and then deleted."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    as_at = models.DateField("files due by", editable=False)
    begun_by = models.ForeignKey(WORKER, models.PROTECT, related_name="+", editable=False)
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    authorised_by = models.ForeignKey(
        WORKER, models.PROTECT, related_name="+", null=True, editable=False
    )
    authorised_at = models.DateTimeField(null=True, editable=False)
    words = models.CharField("what you checked", max_length=500, blank=True)
    dropped_at = models.DateTimeField(null=True, editable=False)
    dropped_by = models.ForeignKey(
        WORKER, models.PROTECT, related_name="+", null=True, editable=False
    )
    finished_at = models.DateTimeField(null=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "round of deletion"
        verbose_name_plural = "rounds of deletion"
        constraints = [
            models.UniqueConstraint(
                fields=["authority"],
                condition=Q(finished_at=None, dropped_at=None),
                name="retention_one_round_at_a_time",
                violation_error_message="Another round is not finished yet",
            ),
            models.CheckConstraint(
                condition=Q(authorised_by=None) | ~Q(authorised_by=models.F("begun_by")),
                name="retention_round_two_people",
                violation_error_message="Another person has to authorise, not the one who began it",
            ),
            models.CheckConstraint(
                condition=Q(authorised_at=None, authorised_by=None)
                | Q(authorised_at__isnull=False, authorised_by__isnull=False),
                name="retention_round_authorised_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(authorised_at__isnull=False),
                name="retention_round_finished_after_word",
            ),
        ]

    def __str__(self):
        return f"Files due by {self.as_at:%-d %B %Y}"

    def get_absolute_url(self):
        return reverse("retention-round", args=[self.pk])

    @property
    def state(self) -> str:
        if self.dropped_at:
            return "Given up"
        if self.finished_at:
            return "Deleted"
        return "Authorised: being deleted" if self.authorised_at else "Being gone through"


class DueFileQuerySet(models.QuerySet["DueFile"]):
    def visible_to(self, worker):
        """Of files that stand, those this worker may know of."""
        known = Child.objects.visible_to(worker).filter(pk=OuterRef("file"))
        return self.filter(Exists(known), round__authority=worker.authority_id)

    def to_delete(self):
        return self.filter(left_out_at=None, outcome="")


@pghistory.track(exclude=["event_on", "kept_until"])
class DueFile(models.Model):
    """One file of a round: why it is due, and what became of it.

    ``file`` is the number of the file and no reference: it stays when the file is gone. The two
    days go with the file, for one of them may be a date of birth.
    """

    class Outcome(models.TextChoices):
        DELETED = "deleted", "Deleted"
        STOPPED = "stopped", "Stopped"

    round = models.ForeignKey(Round, models.PROTECT, related_name="files", editable=False)
    file = models.BigIntegerField(editable=False)
    category = models.CharField(max_length=20, choices=Category, editable=False)
    rule = models.CharField(max_length=200, editable=False)
    event_on = models.DateField(null=True, editable=False)
    kept_until = models.DateField(null=True, editable=False)
    left_out_by = models.ForeignKey(
        WORKER, models.PROTECT, related_name="+", null=True, editable=False
    )
    left_out_at = models.DateTimeField(null=True, editable=False)
    left_out_because = models.CharField("why is it kept?", max_length=300, blank=True)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True, editable=False)
    outcome_words = models.CharField(max_length=300, blank=True, editable=False)
    outcome_at = models.DateTimeField(null=True, editable=False)

    objects = DueFileQuerySet.as_manager()

    class Meta:
        verbose_name = "file due"
        verbose_name_plural = "files due"
        constraints = [
            models.UniqueConstraint(fields=["round", "file"], name="due_file_once_a_round"),
            models.CheckConstraint(
                condition=Q(left_out_at=None, left_out_by=None, left_out_because="")
                | Q(left_out_at__isnull=False, left_out_by__isnull=False) & ~Q(left_out_because=""),
                name="due_file_left_out_with_a_reason",
                violation_error_message="Say why the file is kept",
            ),
        ]
        indexes = [models.Index(fields=["file"], name="due_file_by_file")]

    def __str__(self):
        return self.number

    @property
    def number(self) -> str:
        return f"C{self.file:05d}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def readable_by(self, worker) -> bool:
        """They name no child. Who looks after how long files are kept reads them, and whoever has
        copies: a data team, and a system that reads the whole service."""
        system = worker.role in SYSTEMS and worker.may(Permission.SEE_WHOLE_SERVICE)
        return system or worker.may(Permission.KEEP_RECORDS) or worker.may(Permission.RUN_RETURNS)

    def visible_to(self, worker):
        if not self.readable_by(worker):
            return self.none()
        return self.filter(authority=worker.authority_id)


@pghistory.track()
class Certificate(models.Model):
    """What was deleted, when, by which rule and on whose word; how many rows of which table.

    ``keys`` are the numbers the file had; ``mark`` tells that a backup put back the same file.
    ``signature`` needs the secret key: who owns the database alone can write none.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="certificates", null=True)
    keys = ArrayField(models.BigIntegerField())
    mark = models.CharField(max_length=64)
    category = models.CharField(max_length=20, choices=Category)
    rule = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField("kept until the year")
    begun_by = models.CharField(max_length=160)
    authorised_by = models.CharField(max_length=160)
    deleted_at = models.DateTimeField()
    tables = models.JSONField(default=dict)
    history = models.PositiveIntegerField("rows of history", default=0)
    documents = models.PositiveIntegerField("stored files", default=0)
    stays = ArrayField(models.CharField(max_length=200), default=list)
    repeats = models.BooleanField("said again after a backup was put back", default=False)
    bytes_left = ArrayField(models.CharField(max_length=100), default=list)
    signature = models.CharField(max_length=64)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "certificate of deletion"
        verbose_name_plural = "certificates of deletion"
        ordering = ["-deleted_at", "-pk"]

    def __str__(self):
        return f"Certificate {self.pk}"

    def get_absolute_url(self):
        return reverse("retention-certificate", args=[self.pk])

    @property
    def number(self) -> str:
        return f"C{self.keys[0]:05d}"

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


def any_number() -> int:
    """Below nought and by chance: it tells neither when a line was made nor of which file."""
    return -secrets.randbelow(2**62) - 1


class StatisticalLine(models.Model):
    """What stays of a file for counting: no name, no number, no day."""

    id = models.BigIntegerField(primary_key=True, default=any_number)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=Category)
    born_in = models.PositiveSmallIntegerField("year of birth", null=True)
    sex = models.CharField(max_length=1, choices=Sex)
    ethnicity = models.CharField(max_length=4, choices=Ethnicity)
    disabled = models.BooleanField(default=False)
    needs = ArrayField(models.CharField(max_length=2), default=list)
    opened_in = models.DateField("month it was opened")
    closed_in = models.DateField("month it closed")
    records = models.JSONField("how many records of each kind", default=dict)

    class Meta:
        verbose_name = "statistical line"

    def __str__(self):
        return f"{self.get_category_display()}, {self.opened_in:%B %Y} to {self.closed_in:%B %Y}"
