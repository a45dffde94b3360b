"""What others bring to an audit: the worker's own view first, and a second reading of the grade."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q


class PartOfAuditQuerySet(models.QuerySet):
    def visible_to(self, worker):
        audits = self.model._meta.get_field("audit").related_model
        return self.filter(audit__in=audits.objects.shown_to(worker))


@pghistory.track()
class SelfView(models.Model):
    """The worker's own view, written before anyone judges."""

    audit = models.OneToOneField("audits.Audit", models.CASCADE, related_name="self_view")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    works = models.TextField("what you are proud of in this work")
    would_change = models.TextField("what you would do differently")
    difference = models.TextField("what is different for the child because of it")
    helps = models.TextField("what got in the way, and what would help", blank=True)
    written_on = models.DateField()

    objects = PartOfAuditQuerySet.as_manager()

    def __str__(self):
        return "The worker’s own view"


@pghistory.track()
class SectionGrade(models.Model):
    """The grade of one section, with its reason: it does not average into the whole."""

    audit = models.ForeignKey("audits.Audit", models.CASCADE, related_name="section_grades")
    section = models.CharField(max_length=30)
    grade = models.CharField(max_length=20)
    reason = models.TextField("why this grade for this section")

    objects = PartOfAuditQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "section"], name="section_graded_once"),
            models.CheckConstraint(
                condition=~Q(grade="") & ~Q(reason=""),
                name="section_grade_has_a_reason",
                violation_error_message="Choose the grade of this section and say why",
            ),
        ]

    def __str__(self):
        return f"{self.section}: {self.grade}"


@pghistory.track()
class Moderation(models.Model):
    """Someone else reads the file again. Every grade given is kept; the last one stands."""

    class Stage(models.TextChoices):
        FIRST = "first", "Moderation"
        PANEL = "panel", "Panel"
        DECIDER = "decider", "Decision where two do not agree"

    class Chosen(models.TextChoices):
        DRAWN = "drawn", "drawn by lot, whatever the grade"
        GRADE = "grade", "because of the grade"
        ANSWERS = "answers", "because the answers did not fit the grade"
        ASKED = "asked", "because somebody asked for it"

    audit = models.ForeignKey("audits.Audit", models.CASCADE, related_name="moderations")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.FIRST)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="moderations"
    )
    because = models.CharField("why it is moderated", max_length=200)
    chosen = models.CharField(
        "how it was chosen",
        max_length=8,
        choices=Chosen,
        default=Chosen.ASKED,
        editable=False,
        help_text="Only what was drawn by lot says how far readings agree in general",
    )
    asked_on = models.DateField()
    grade_before = models.CharField(max_length=20, blank=True)
    grade = models.CharField("the grade after reading it again", max_length=20, blank=True)
    reason = models.TextField("why", blank=True)
    panel = models.CharField("who was on the panel", max_length=300, blank=True)
    done_on = models.DateField(null=True, blank=True)
    auditor_agrees = models.BooleanField("you agree", null=True, blank=True)
    auditor_says = models.TextField("what the auditor says", blank=True)

    objects = PartOfAuditQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on=None) | (~Q(grade="") & ~Q(reason="")),
                name="moderation_done_has_a_grade_and_reason",
                violation_error_message="Give the grade and why",
            ),
            models.UniqueConstraint(
                fields=["audit"], condition=Q(done_on=None), name="moderation_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(stage="panel") | Q(done_on=None) | ~Q(panel=""),
                name="moderation_panel_says_who",
                violation_error_message="Say who was on the panel",
            ),
            models.CheckConstraint(
                condition=~Q(auditor_agrees=False) | ~Q(auditor_says=""),
                name="moderation_disagreed_says_why",
                violation_error_message="Say why you do not agree",
            ),
        ]

    def __str__(self):
        return self.get_stage_display()

    @property
    def moved(self):
        return bool(self.done_on) and self.grade != self.grade_before
