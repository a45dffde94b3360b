import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from audits.criteria import edition
from casework.access.roles import Permission
from casework.actions.models import Action
from casework.children.models import Allocation, ChildRecord, ChildRecordQuerySet

NOT_INDEPENDENT = "{} works or has worked with this child: choose someone who has not"
CHECKED_BY_ANOTHER = "Choose someone other than the person who will do it"


class Grade(models.TextChoices):
    """Ofsted's four labels, never numbered: its own data numbers them both ways."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement to be good"
    INADEQUATE = "inadequate", "Inadequate"


class AuditQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(completed_on=None)

    def finished(self):
        return self.exclude(completed_on=None)

    def by_auditor(self, worker):
        return self.filter(auditor=worker)

    def shown_to(self, worker):
        """An auditor's own; for those who oversee, all they may know of."""
        audits = self.visible_to(worker).select_related("child__person", "auditor")
        return audits.by_auditor(worker) if worker.may(Permission.AUDIT) else audits

    def newest_first(self):
        return self.order_by("-started_on", "-pk")


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
    chosen_from = models.PositiveIntegerField(
        "how many children it was drawn from", null=True, blank=True
    )
    chosen_because = models.CharField("why this child", max_length=200, blank=True)
    started_on = models.DateField()
    due_on = models.DateField("finish by")
    worker_took_part = models.BooleanField("the worker took part", default=False)
    family_feedback = models.TextField("what the family said", blank=True)
    strengths = models.TextField("what is working", blank=True)
    grade = models.CharField(max_length=20, choices=Grade, blank=True)
    grade_reason = models.TextField("why this grade", blank=True)
    difference = models.TextField("what difference practice made for the child", blank=True)
    not_safe_at = models.DateTimeField(null=True, blank=True)
    not_safe_because = models.TextField("what is not safe today", blank=True)
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
                condition=Q(sampling="random") | ~Q(chosen_because=""),
                name="audit_says_how_it_was_chosen",
                violation_error_message="Say why this child was chosen",
            ),
            models.CheckConstraint(
                condition=Q(not_safe_at=None) | ~Q(not_safe_because=""),
                name="audit_not_safe_says_why",
                violation_error_message="Say what is not safe today",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("started_on")),
                name="audit_due_after_start",
                violation_error_message="The date to finish by cannot be before the start",
            ),
        ]
        indexes = [
            models.Index(
                fields=["auditor", "due_on"], condition=Q(completed_on=None), name="audit_open"
            )
        ]

    def __str__(self):
        return "Practice audit"

    @property
    def finished(self):
        return self.completed_on is not None

    @property
    def criteria(self):
        return edition(self.edition)

    def get_absolute_url(self):
        return reverse("audit", args=[self.child_id, self.pk])

    def independent(self):
        """No one judges their own work, now or from before."""
        worked = Allocation.objects.of_child(self.child_id).filter(worker=self.auditor_id)
        return not worked.exists()

    def clean(self):
        if self.auditor_id and self.child_id and not self.independent():
            raise ValidationError({"auditor": NOT_INDEPENDENT.format(self.auditor)})


class Answer(models.TextChoices):
    MET = "met", "Met"
    MOSTLY_MET = "mostly_met", "Mostly met"
    PARTLY_MET = "partly_met", "Partly met"
    NOT_MET = "not_met", "Not met"
    NOT_APPLICABLE = "not_applicable", "Does not apply"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence", "Not enough evidence"


class PartOfAuditQuerySet(models.QuerySet):
    def visible_to(self, worker):
        return self.filter(audit__in=Audit.objects.visible_to(worker))


class ScoreQuerySet(PartOfAuditQuerySet):
    def whole(self):
        """Answered, with the reason and (unless there was too little to see) the evidence."""
        said = self.exclude(Q(answer="") | Q(reason=""))
        return said.filter(~Q(evidence="") | Q(answer=Answer.NOT_ENOUGH_EVIDENCE))


@pghistory.track()
class Score(models.Model):
    """The answer to one criterion, by the code and edition it was judged by.

    It may be kept half written until the audit is finished: then it is ``final``, and the database
    asks for the answer, the reason and the evidence.
    """

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=12)
    answer = models.CharField(max_length=20, choices=Answer, blank=True)
    reason = models.TextField("why, and what it means for the child", blank=True)
    evidence = models.TextField("where you saw it", blank=True)
    final = models.BooleanField(default=False)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "criterion"], name="score_once_a_criterion"),
            models.CheckConstraint(
                condition=Q(final=False)
                | (
                    ~Q(answer="")
                    & ~Q(reason="")
                    & (~Q(evidence="") | Q(answer="not_enough_evidence"))
                ),
                name="score_final_has_reason_and_evidence",
                violation_error_message="Give the answer, the reason and the evidence",
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
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+",
        verbose_name="who will check it",
    )  # fmt: skip
    checked_on = models.DateField(null=True, blank=True)
    check_evidence = models.TextField("what you saw that shows it is done", blank=True)

    objects = PartOfAuditQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_on=None) | ~Q(check_evidence=""),
                name="corrective_action_checked_with_evidence",
                violation_error_message="Say what you saw that shows it is done",
            )
        ]

    def __str__(self):
        return str(self.action)

    def clean(self):
        if self.checker_id and self.checker_id == self.action.owner_worker_id:
            raise ValidationError({"checker": CHECKED_BY_ANOTHER})
