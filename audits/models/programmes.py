"""A programme of audits: what is looked at, and how its sample was drawn so that anyone can prove
it."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework.access.models import Authority
from casework.access.roles import Permission


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, worker):
        """All of the council's to those who give out audits; to an auditor the programmes they
        judge or moderate in."""
        if worker.is_anonymous or not worker.may(Permission.AUDIT):
            return self.none()
        programmes = self.filter(authority=worker.authority_id)
        if worker.may(Permission.GIVE_OUT_AUDITS):
            return programmes
        audits = self.model._meta.get_field("audits").related_model.objects
        judged = audits.filter(Q(auditor=worker) | Q(moderations__moderator=worker))
        return programmes.filter(
            Q(pk__in=judged.order_by().values("programme")) | Q(moderator=worker)
        ).exclude(drawn_at=None)

    def drawn(self):
        return self.exclude(drawn_at=None)

    def newest_first(self):
        return self.order_by("-begins_on", "-pk")


@pghistory.track()
class Programme(models.Model):
    """Some audits of one kind, drawn together.

    ``seed`` and ``frame`` (every child it was drawn from, as pairs of the child's number and the
    group they were drawn within) are what proves a draw: see ``audits.sampling``. ``given`` are the
    children of a list, and ``given_from`` the figure it came from. ``left_out`` says who could have
    been drawn and was not, and why: see ``audits.programmes.eligibility``.
    """

    class Kind(models.TextChoices):
        WHOLE_FILE = "whole_file", "Whole file"
        THEMATIC = "thematic", "One theme"
        DIP = "dip", "Dip sample"
        SUPERVISION = "supervision", "Supervision"
        CLOSURE = "closure", "Before closing"
        PEER = "peer", "By another team"
        SENIOR = "senior", "By a senior manager"

    class Sampling(models.TextChoices):
        RANDOM = "random", "Any child as likely as another"
        STRATIFIED = "stratified", "From each group, in proportion"
        LIST = "list", "From a list of children you give"

    class Group(models.TextChoices):
        TEAM = "team", "Team"
        NEED = "need", "Main need"
        AGE = "age", "Age"
        ETHNICITY = "ethnicity", "Ethnicity"

    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="programmes", editable=False
    )
    title = models.CharField("what to call it", max_length=100)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.WHOLE_FILE)
    question = models.CharField(
        "what you want to find out",
        max_length=200,
        blank=True,
        help_text="One question, such as: do plans for children living with neglect change things?",
    )
    edition = models.CharField(max_length=30, editable=False)
    sections = ArrayField(models.CharField(max_length=30), blank=True, default=list)
    population = models.CharField("which children", max_length=20, default="worked_with")
    sampling = models.CharField("how they are drawn", max_length=10, choices=Sampling)
    drawn_within = models.CharField("groups", max_length=10, choices=Group, blank=True)
    size = models.PositiveSmallIntegerField(
        "how many children", validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    graded = models.BooleanField("one grade for the whole file", default=True)
    blind = models.BooleanField(
        "several auditors judge each file, none seeing another’s", default=False
    )
    readers = models.PositiveSmallIntegerField(
        "how many auditors for each file",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(6)],
    )
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="programmes_moderated",
        null=True,
        blank=True,
        verbose_name="who moderates",
    )
    moderated_share = models.PositiveSmallIntegerField(
        "how many in a hundred of the rest are moderated",
        default=20,
        validators=[MaxValueValidator(100)],
        help_text="Every outstanding and inadequate grade is moderated as well",
    )
    begins_on = models.DateField("begins on")
    due_on = models.DateField("finish by")
    seed = models.CharField(max_length=32, blank=True, editable=False)
    frame = models.JSONField(default=list, blank=True, editable=False)
    given = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    given_from = models.CharField(max_length=1000, blank=True, editable=False)
    left_out = models.JSONField(default=dict, blank=True, editable=False)
    drawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("begins_on")),
                name="programme_due_after_it_begins",
                violation_error_message="The date to finish by cannot be before it begins",
            ),
            models.CheckConstraint(
                condition=~Q(sampling="stratified") | ~Q(drawn_within=""),
                name="programme_stratified_names_its_groups",
                violation_error_message="Say which groups to draw within",
            ),
            models.CheckConstraint(
                condition=Q(blind=False, readers=1) | Q(blind=True, readers__gte=2),
                name="programme_blind_has_several_readers",
                violation_error_message="A blind programme needs two or more auditors a file",
            ),
            models.CheckConstraint(
                condition=Q(drawn_at=None) | ~Q(seed=""), name="programme_drawn_keeps_its_seed"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("programme", args=[self.pk])
