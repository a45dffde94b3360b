from typing import TYPE_CHECKING, ClassVar

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from audits.criteria.editions import Edition, edition
from audits.models.council_questions import LocalCriterion
from audits.models.participation import Moderation, PartOfAuditQuerySet, SelfView
from audits.models.programmes import Programme
from casework.access.roles import Permission
from casework.actions.models import Action
from casework.children.models import Allocation, ChildRecord, ChildRecordQuerySet, FileGrant

NOT_INDEPENDENT = (
    "{} works or has worked with this child, or in their team: choose someone who has not"
)
CHECKED_BY_ANOTHER = "Choose someone other than the person who will do it"


class FeedbackFrom(models.TextChoices):
    CHILD = "child", "The child"
    PARENT = "parent", "A parent or carer"
    BOTH = "both", "The child, and a parent or carer"


class Grade(models.TextChoices):
    """Ofsted's four labels, never numbered: its own data numbers them both ways."""

    OUTSTANDING = "outstanding", "Outstanding"
    GOOD = "good", "Good"
    REQUIRES_IMPROVEMENT = "requires_improvement", "Requires improvement to be good"
    INADEQUATE = "inadequate", "Inadequate"


class Stage(models.TextChoices):
    """Where an audit is, worked out from what has been done: never set by hand."""

    TO_COME = "to_come", "Booked"
    VIEW = "view", "Waiting for the worker’s view"
    JUDGING = "judging", "Being judged"
    MODERATION = "moderation", "Being moderated"
    ACTIONS = "actions", "Being put right"
    CLOSED = "closed", "Closed"


def is_independent(worker, child) -> bool:
    """Whether a worker may judge what was done for this child: they never worked with the child,
    and are not of the child's team (local rule: judged from outside the line of management)."""
    if worker.team_id is not None and worker.team_id == child.team_id:
        return False
    return not Allocation.objects.of_child(child.pk).filter(worker=worker.pk).exists()


class AuditQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(completed_on=None)

    def finished(self):
        return self.exclude(completed_on=None)

    def by_auditor(self, worker):
        return self.filter(auditor=worker)

    def shown_to(self, worker):
        """Their own to judge or to moderate, those of their own work, and, for those who oversee
        a team or the service, all they may know of; but nobody reads another's reading of a file
        in a blind programme while their own is open."""
        audits = self.visible_to(worker).select_related("child__person", "auditor")
        judging = Audit.objects.open().by_auditor(worker).filter(programme__blind=True)
        audits = audits.exclude(~Q(auditor=worker) & Q(programme__in=judging.values("programme")))
        if worker.may(Permission.GIVE_OUT_AUDITS):
            return audits
        own = Q(auditor=worker) | Q(worker=worker) | Q(moderations__moderator=worker)
        if worker.may(Permission.AUTHORISE) and worker.team_id:
            own |= Q(team=worker.team_id)
        return audits.filter(pk__in=Audit.objects.filter(own).values("pk"))

    def newest_first(self):
        return self.order_by("-started_on", "-pk")

    def with_all(self):
        """With what a page about one audit needs; ``open_until`` is the day its auditor's look at
        the file ends."""
        grants = FileGrant.objects.until_a_day().filter(
            child=OuterRef("child"), worker=OuterRef("auditor")
        )
        return self.select_related("programme", "self_view__worker", "worker", "follows").annotate(
            open_until=Subquery(grants.order_by("-until").values("until")[:1])
        )

    def with_stage(self):
        """With ``stage``: the first of the steps that is still to be done."""
        of_this = {"audit": OuterRef("pk")}
        open_moderation = Moderation.objects.filter(**of_this, done_on=None)
        unchecked = CorrectiveAction.objects.filter(
            **of_this, checked_on=None, action__dropped_on=None
        )
        begun = Exists(Score.objects.filter(**of_this))
        viewed = Exists(SelfView.objects.filter(**of_this)) | ~Q(no_view_because="")
        return self.annotate(
            stage=Case(
                When(completed_on=None, started_on__gt=timezone.localdate(), then=Value("to_come")),
                When(Q(completed_on=None) & ~viewed & ~begun, then=Value("view")),
                When(completed_on=None, then=Value("judging")),
                When(Exists(open_moderation), then=Value("moderation")),
                When(Exists(unchecked), then=Value("actions")),
                default=Value("closed"),
                output_field=models.CharField(),
            )
        )


@pghistory.track()
class Audit(ChildRecord):
    """One child's practice judged against an edition of the criteria, by a person."""

    class Kind(models.TextChoices):
        WHOLE_FILE = "whole_file", "Whole file"
        THEMATIC = "thematic", "One theme"
        DIP = "dip", "Dip sample"
        SUPERVISION = "supervision", "Supervision"
        CLOSURE = "closure", "Before closing"
        PEER = "peer", "By another team"
        SENIOR = "senior", "By a senior manager"
        REAUDIT = "reaudit", "Re-audit"

    class Sampling(models.TextChoices):
        RANDOM = "random", "Sampled at random"
        STRATIFIED = "stratified", "Sampled at random from each group"
        THEME = "theme", "Chosen for a theme"
        WORRY = "worry", "Chosen because of a worry"
        LIST = "list", "Sampled from a list"
        RULE = "rule", "Re-audit required by rule"

    auditor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="audits")
    edition = models.CharField(max_length=30)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.WHOLE_FILE)
    sampling = models.CharField("how it was chosen", max_length=10, choices=Sampling)
    chosen_from = models.PositiveIntegerField(
        "how many children it was drawn from", null=True, blank=True
    )
    chosen_because = models.CharField("why this child", max_length=200, blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="audits", null=True, blank=True
    )
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="reaudits",
        null=True,
        blank=True,
        verbose_name="the audit it looks at again",
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="audits_of_their_work",
        null=True,
        blank=True,
        verbose_name="whose work it is about",
    )
    graded = models.BooleanField("one grade for the whole file", default=True)
    started_on = models.DateField()
    due_on = models.DateField("finish by")
    no_view_because = models.CharField(
        "why there is no view from the worker", max_length=200, blank=True
    )
    talked_with_worker_on = models.DateField("talked with the worker on", null=True, blank=True)
    talk_with_worker = models.TextField("what you talked about with the worker", blank=True)
    talked_with_manager_on = models.DateField("talked with the manager on", null=True, blank=True)
    talk_with_manager = models.TextField("what you talked about with the manager", blank=True)
    feedback_from = models.CharField(
        "who told you what they think", max_length=10, choices=FeedbackFrom, blank=True
    )
    family_feedback = models.TextField("what the family said", blank=True)
    no_feedback_because = models.CharField(
        "why nobody in the family was asked", max_length=200, blank=True
    )
    strengths = models.TextField("what is working", blank=True)
    grade = models.CharField(max_length=20, choices=Grade, blank=True)
    grade_reason = models.TextField("why this grade", blank=True)
    difference = models.TextField("what difference practice made for the child", blank=True)
    not_safe_at = models.DateTimeField(null=True, blank=True)
    not_safe_because = models.TextField("what is not safe today", blank=True)
    made_safe_at = models.DateTimeField("when it was acted on", null=True, blank=True)
    made_safe_by = models.TextField("what was done to make the child safe", blank=True)
    completed_on = models.DateField(null=True, blank=True)
    final_grade = models.CharField(max_length=20, choices=Grade, blank=True)
    final_on = models.DateField(null=True, blank=True)

    if TYPE_CHECKING:
        stage: str  # by ``with_stage``

    objects: ClassVar = AuditQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(completed_on=None)
                | (~Q(grade_reason="") & ~Q(difference="") & (~Q(grade="") | Q(graded=False))),
                name="audit_complete_has_a_judgement",
                violation_error_message=(
                    "Give the grade, why, and what difference practice made for the child"
                ),
            ),
            models.CheckConstraint(
                condition=Q(sampling__in=["random", "stratified"]) | ~Q(chosen_because=""),
                name="audit_says_how_it_was_chosen",
                violation_error_message="Say why this child was chosen",
            ),
            models.CheckConstraint(
                condition=Q(not_safe_at=None) | ~Q(not_safe_because=""),
                name="audit_not_safe_says_why",
                violation_error_message="Say what is not safe today",
            ),
            models.CheckConstraint(
                condition=Q(made_safe_at=None) | ~Q(made_safe_by=""),
                name="audit_made_safe_says_how",
                violation_error_message="Say what was done to make the child safe",
            ),
            models.CheckConstraint(
                condition=Q(final_on=None) | Q(completed_on__isnull=False),
                name="audit_final_after_it_is_finished",
                violation_error_message="A grade is final only once the audit is finished",
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

    @cached_property
    def criteria(self) -> Edition:
        """What this audit asks: its edition, the council's own questions of the day it began, and
        of those only the sections its programme reads."""
        local = LocalCriterion.objects.of(self.authority_id).in_force(self.started_on)
        whole = edition(self.edition).with_more([question.as_criterion() for question in local])
        return whole.only(self.programme.sections if self.programme else [])

    def get_absolute_url(self):
        return reverse("audit", args=[self.child_id, self.pk])

    @property
    def stage_words(self) -> str:
        return Stage(self.stage).label

    @property
    def judging_to_come(self) -> bool:
        """Until anyone has begun to judge."""
        return self.stage in (Stage.TO_COME, Stage.VIEW)

    def independent(self):
        """No one judges their own work, now or from before, or that of their own team."""
        return is_independent(self.auditor, self.child)

    def clean(self):
        """Whoever is chosen must be independent; a file that moves later stops no other deed."""
        chosen = not Audit.objects.filter(pk=self.pk, auditor=self.auditor_id).exists()
        if chosen and self.auditor_id and self.child_id and not self.independent():
            raise ValidationError({"auditor": NOT_INDEPENDENT.format(self.auditor)})


class Answer(models.TextChoices):
    MET = "met", "Met"
    MOSTLY_MET = "mostly_met", "Mostly met"
    PARTLY_MET = "partly_met", "Partly met"
    NOT_MET = "not_met", "Not met"
    NOT_APPLICABLE = "not_applicable", "Does not apply"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence", "Not enough evidence"


class ScoreQuerySet(PartOfAuditQuerySet):
    def whole(self):
        """Answered, with the reason and (unless there was too little to see) the evidence."""
        answered = self.exclude(Q(answer="") | Q(reason=""))
        return answered.filter(~Q(evidence="") | Q(answer=Answer.NOT_ENOUGH_EVIDENCE))


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
    asked = models.TextField("the question as it was asked", blank=True, editable=False)
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
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="who will check it"
    )
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
