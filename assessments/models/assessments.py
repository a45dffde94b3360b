"""Assessments, strategy discussions and section 47 enquiries."""

from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from assessments.codes import Factor
from assessments.models.sections import AskedMixin, FamilyAssessment
from casework.approvals.models import SENT_ONCE, Authorised, by_another
from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.interface.words import full_day
from casework.meetings.models import Meeting
from casework.practice.models import Version
from casework.referrals.models import EpisodeOfNeed


class AssessmentQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(authorised_on=None, stopped_on=None)

    def waiting_for_manager(self):
        return self.open().filter(submitted_at__isnull=False)

    def sent_to_manager(self):
        """Sent and still to be authorised: waiting, or sent back with what to put right."""
        return self.open().filter(SENT_ONCE)

    def with_people(self):
        return self.select_related(
            "child__person", "family", "episode", "submitted_by", "returned_by", "authorised_by"
        )

    def with_sections(self):
        """With what each asks and what was answered: one query more, however many there are."""
        return self.with_version().prefetch_related("answers")

    def with_version(self):
        return self.select_related("version__template", "family")

    def with_closing(self):
        """With the day the episode closed: an assessment left open then is over."""
        return self.annotate(episode_closed_on=F("episode__closed_on"))

    def newest_first(self):
        return self.order_by("-started_on", "-pk")


def ended_with(episode) -> str:
    """Closed means closed, also for what was left unfinished then."""
    if episode is None or episode.closed_on is None:
        return ""
    return f"Ended with its episode, {full_day(episode.closed_on)}: never authorised"


SECTIONS = (
    "daily_life",
    "own_words",
    "history_and_impact",
    "risk",
    "protection",
    "what_must_change",
    "brothers_and_sisters",
    "identity",
)


LOCKED = (
    *SECTIONS,
    "factors",
    "recommendation",
    "outcome",
    "manager_analysis",
    "authorised_on",
    "authorised_by_id",
)
"""Once authorised, these stand as they are, whatever brought them here: an amendment corrects them,
and keeps them."""
WORDS_LOCKED = [column for column in LOCKED if column != "factors"]
THEN, NOW = (", ".join(f"{row}.{column}" for column in WORDS_LOCKED) for row in ("OLD", "NEW"))
AMENDED = """
IF NOT EXISTS (
    SELECT FROM assessments_amendment m
    WHERE m.assessment_id = OLD.id AND m.section = 'factors' AND m.authorised_on IS NOT NULL
      AND m.withdrawn_at IS NULL AND m.value = to_jsonb(NEW.factors)
) THEN
    RAISE EXCEPTION 'An authorised assessment is locked: amend it'
    USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
FACTS = ("referral_received_on", "started_on", "child_seen_on", "review_on", "factors")
"""What an authorised amendment puts right in the assessment itself: figures, clocks and returns
read it there. The words stay as they were authorised."""


@pgtrigger.register(
    pgtrigger.Trigger(
        name="factors_are_amended",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(
            "OLD.authorised_on IS NOT NULL AND OLD.factors IS DISTINCT FROM NEW.factors"
        ),
        func=AMENDED,
    ),
    pgtrigger.Trigger(
        name="authorised_is_locked",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(
            f"OLD.authorised_on IS NOT NULL AND ({THEN}) IS DISTINCT FROM ({NOW})"
        ),
        func="RAISE EXCEPTION 'An authorised assessment is locked: amend it'"
        " USING ERRCODE = 'check_violation';",
    ),
)
@pghistory.track()
class Assessment(Authorised, AskedMixin, ChildRecord):
    """A child and family assessment: one child's own analysis, dates and outcome."""

    class Kind(models.TextChoices):
        CHILD_AND_FAMILY = "child_and_family", "Child and family assessment"
        UPDATE = "update", "Updated assessment"
        PREBIRTH = "prebirth", "Pre-birth assessment"
        COURT = "court", "Assessment for court"

    class Outcome(models.TextChoices):
        NO_ACTION = "no_action", "No further action"
        EARLY_HELP = "early_help", "Early or family help"
        CIN_PLAN = "cin_plan", "Child in need plan"
        STRATEGY = "strategy", "Strategy discussion"
        CARE = "care", "The child needs to be looked after"

    family = models.ForeignKey(
        FamilyAssessment, models.PROTECT, related_name="children", null=True, blank=True
    )
    episode = models.ForeignKey(
        EpisodeOfNeed, models.PROTECT, related_name="assessments", null=True, blank=True
    )
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CHILD_AND_FAMILY)
    version = models.ForeignKey(
        Version, models.PROTECT, related_name="assessments", null=True, blank=True, editable=False
    )
    referral_received_on = models.DateField("referral received on")
    started_on = models.DateField("started on")
    review_on = models.DateField("manager’s review point", null=True, blank=True)
    child_seen_on = models.DateField("child seen on", null=True, blank=True)
    advocate_offered = models.BooleanField("an advocate was offered", null=True, blank=True)
    advocate_because = models.CharField("why not, or what came of it", max_length=200, blank=True)
    interpreter_offered = models.BooleanField("an interpreter was offered", null=True, blank=True)
    interpreter_because = models.CharField(
        "why not, or what came of it", max_length=200, blank=True
    )
    factors = ArrayField(models.CharField(max_length=3, choices=Factor), default=list, blank=True)
    daily_life = models.TextField("the child’s daily life", blank=True)
    own_words = models.TextField("the child’s own words", blank=True)
    history_and_impact = models.TextField("what has happened over time, and its effect", blank=True)
    risk = models.TextField("what could happen, to whom, and how likely", blank=True)
    protection = models.TextField("what protects the child", blank=True)
    what_must_change = models.TextField("what needs to change, and by when", blank=True)
    brothers_and_sisters = models.TextField("brothers and sisters", blank=True)
    identity = models.TextField("who the child is", blank=True)
    recommendation = models.TextField("what should happen next, and why", blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    manager_analysis = models.TextField("manager’s analysis", blank=True)
    late_because = models.TextField("why it took longer than 45 working days", blank=True)
    stopped_on = models.DateField("stopped on", null=True, blank=True, editable=False)
    stopped_because = models.CharField(max_length=200, blank=True, editable=False)
    imported = models.BooleanField(default=False, editable=False)

    objects: ClassVar = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(authorised_on__gte=F("started_on")),
                name="assessment_authorised_after_start",
                violation_error_message="It cannot be authorised before it started",
            ),
            models.CheckConstraint(
                condition=Q(started_on__gte=F("referral_received_on")),
                name="assessment_starts_after_referral",
                violation_error_message="It cannot start before the referral was received",
            ),
            models.CheckConstraint(
                condition=Q(imported=True)
                | Q(authorised_on=None)
                | (Q(authorised_by__isnull=False) & ~Q(outcome="")),
                name="assessment_authorised_by_someone",
                violation_error_message="Say who authorised it and what was decided",
            ),
            by_another("assessment_authorised_by_another"),
            models.CheckConstraint(
                condition=~Q(factors__contains=["21"]) | Q(factors__len=1),
                name="assessment_no_factor_stands_alone",
                violation_error_message="Choose “None of these” on its own, or choose the factors",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "team"],
                condition=Q(authorised_on=None),
                name="assessment_open",
            ),
            models.Index(fields=["child", "-started_on"], name="assessment_of_child"),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def over(self) -> str:
        """How it ended where nobody authorised it; nothing while it can still be."""
        if self.locked:
            return ""
        if self.stopped_on:
            return f"Stopped {full_day(self.stopped_on)}: {self.stopped_because}"
        return ended_with(self.episode)

    @property
    def factor_labels(self):
        return [Factor(code).label for code in self.factors]


class StrategyDiscussionQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-held_on", "-pk")


@pghistory.track()
class StrategyDiscussion(ChildRecord):
    """What a strategy discussion decided for one child. The meeting holds who took part."""

    class Decision(models.TextChoices):
        SECTION_47 = "section_47", "Start a section 47 enquiry"
        NO_SECTION_47 = "no_section_47", "No section 47 enquiry"
        FURTHER = "further", "Meet again with more information"

    class Investigation(models.TextChoices):
        JOINT = "joint", "Jointly with police"
        SINGLE = "single", "Children’s social care alone"
        NONE = "none", "No enquiry"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="strategy_discussions")
    episode = models.ForeignKey(
        EpisodeOfNeed, models.PROTECT, related_name="strategy_discussions", null=True, blank=True
    )
    held_on = models.DateField(editable=False)
    concern = models.TextField("what we are worried about for this child")
    decision = models.CharField(max_length=15, choices=Decision)
    investigation = models.CharField(
        "who will make the enquiry",
        max_length=10,
        choices=Investigation,
        default=Investigation.JOINT,
    )
    reasons = models.TextField("why")
    immediate_safety = models.TextField("what keeps the child safe now", blank=True)

    objects: ClassVar = StrategyDiscussionQuerySet.as_manager()

    def __str__(self):
        return "Strategy discussion"


class Section47QuerySet(ChildRecordQuerySet):
    def open(self):
        """Going on, or with a manager: it is over once its outcome is authorised."""
        return self.filter(ended_on=None)

    def waiting_for_manager(self):
        return self.open().filter(submitted_at__isnull=False)

    def being_made(self):
        return self.open().filter(submitted_at=None)

    def sent_to_manager(self):
        return self.open().filter(SENT_ONCE)

    def with_people(self):
        return self.select_related(
            "child__person", "episode", "strategy", "submitted_by", "returned_by", "authorised_by"
        )

    def newest_first(self):
        return self.order_by("-started_on", "-pk")


@pghistory.track()
class Section47(Authorised, ChildRecord):
    """An enquiry under section 47 of the Children Act 1989 for one child.

    The conference clock runs from the strategy discussion that started it. A social worker says
    what it found and what they recommend; a manager decides the outcome, and it ends that day.
    """

    class Outcome(models.TextChoices):
        CONFERENCE = "conference", "Substantiated: initial conference needed"
        NO_CONFERENCE = "no_conference", "Substantiated, but the child is now safe: no conference"
        NOT_SUBSTANTIATED = "not_substantiated", "Not substantiated"
        STOPPED = "stopped", "Stopped: the child died, turned 18 or moved"

    strategy = models.OneToOneField(
        StrategyDiscussion, models.PROTECT, related_name="section_47", null=True, blank=True
    )
    episode = models.ForeignKey(
        EpisodeOfNeed, models.PROTECT, related_name="section_47s", null=True, blank=True
    )
    started_on = models.DateField("started on")
    child_seen_on = models.DateField("child seen on", null=True, blank=True)
    ended_on = models.DateField("finished on", null=True, blank=True)
    findings = models.TextField("what the enquiry found", blank=True)
    recommended = models.CharField(
        "what you think the outcome should be", max_length=20, choices=Outcome, blank=True
    )
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    conference_not_needed = models.BooleanField(
        "no conference is needed", null=True, blank=True, help_text="ICPCnotRequired"
    )
    conference_target_on = models.DateField(
        null=True, blank=True, editable=False, help_text="InitialCPCtarget, as reported"
    )
    family_told_on = models.DateField("family told on", null=True, blank=True)
    imported = models.BooleanField(default=False, editable=False)

    objects: ClassVar = Section47QuerySet.as_manager()

    class Meta:
        verbose_name = "section 47 enquiry"
        verbose_name_plural = "section 47 enquiries"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("started_on")),
                name="section47_ends_after_it_starts",
                violation_error_message="The enquiry cannot finish before it started",
            ),
            models.CheckConstraint(
                condition=Q(imported=True)
                | (Q(ended_on=None) & Q(outcome=""))
                | (Q(ended_on__isnull=False) & ~Q(outcome="")),
                name="section47_ends_with_an_outcome",
                violation_error_message="Give the outcome and the day it finished together",
            ),
            by_another("section47_authorised_by_another"),
        ]
        indexes = [
            models.Index(
                fields=["authority", "team"], condition=Q(ended_on=None), name="section47_open"
            ),
            models.Index(fields=["child", "-started_on"], name="section47_of_child"),
        ]

    def __str__(self):
        return "Section 47 enquiry"

    @property
    def over(self) -> str:
        """That it ended with its episode, where nobody finished it."""
        return "" if self.ended_on else ended_with(self.episode)
