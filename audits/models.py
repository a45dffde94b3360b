import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.actions.models import Action
from casework.children.models import ChildRecord, ChildRecordQuerySet


class Grade(models.TextChoices):
    """Ofsted's four labels, never numbered: its own data numbers them both ways."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement to be good"
    INADEQUATE = "inadequate", "Inadequate"


class AuditQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(completed_on=None)

    def by_auditor(self, worker):
        return self.filter(auditor=worker)


@pghistory.track()
class Audit(ChildRecord):
    """One child's practice judged against an edition of the criteria, by a person."""

    class Kind(models.TextChoices):
        WHOLE_FILE = "whole_file", "Whole file"
        THEMATIC = "thematic", "One theme"
        DIP = "dip", "Dip sample"

    class Sampling(models.TextChoices):
        RANDOM = "random", "Drawn at random"
        THEME = "theme", "Chosen for a theme"
        WORRY = "worry", "Chosen because of a worry"

    auditor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="audits")
    edition = models.CharField(max_length=30)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.WHOLE_FILE)
    sampling = models.CharField("how it was chosen", max_length=10, choices=Sampling)
    started_on = models.DateField()
    due_on = models.DateField("finish by")
    worker_took_part = models.BooleanField("the worker took part", default=False)
    family_feedback = models.TextField("what the family said", blank=True)
    strengths = models.TextField("what is working", blank=True)
    grade = models.CharField(max_length=20, choices=Grade, blank=True)
    grade_reason = models.TextField("why this grade", blank=True)
    difference = models.TextField("what difference practice made for the child", blank=True)
    completed_on = models.DateField(null=True, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(completed_on=None)
                | (~Q(grade="") & ~Q(grade_reason="") & ~Q(difference="")),
                name="audit_complete_has_a_judgement",
                violation_error_message=(
                    "Give the grade, why, and what difference practice made for the child"
                ),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("started_on")),
                name="audit_due_after_start",
                violation_error_message="The date to finish by cannot be before the start",
            ),
        ]
        indexes = [
            models.Index(fields=["auditor", "due_on"], condition=Q(completed_on=None), name="audit_open")
        ]

    def __str__(self):
        return "Practice audit"


class Answer(models.TextChoices):
    MET = "met", "Met"
    MOSTLY_MET = "mostly_met", "Mostly met"
    PARTLY_MET = "partly_met", "Partly met"
    NOT_MET = "not_met", "Not met"
    NOT_APPLICABLE = "not_applicable", "Does not apply"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence", "Not enough evidence"


@pghistory.track()
class Score(models.Model):
    """The answer to one criterion, by the code and edition it was judged by."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=12)
    answer = models.CharField(max_length=20, choices=Answer)
    reason = models.TextField("why, and what it means for the child")
    evidence = models.TextField("where you saw it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "criterion"], name="score_once_a_criterion"),
            models.CheckConstraint(
                condition=~Q(reason="") & (~Q(evidence="") | Q(answer="not_enough_evidence")),
                name="score_has_reason_and_evidence",
                violation_error_message="Give the reason and the evidence",
            ),
        ]

    def __str__(self):
        return f"{self.criterion}: {self.get_answer_display()}"


@pghistory.track()
class CorrectiveAction(models.Model):
    """What will be put right after an audit, and who other than its owner confirms it."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="corrective_actions")
    action = models.OneToOneField(Action, models.CASCADE, related_name="from_audit")
    criterion = models.CharField(max_length=12, blank=True)
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    checked_on = models.DateField(null=True, blank=True)
    check_evidence = models.TextField(blank=True)

    def __str__(self):
        return str(self.action)
