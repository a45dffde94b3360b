"""The steps between the decision to begin and its end: each recorded once, where it happened."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Exists, F, Q
from django.db.models.functions import Lead

from casework.children.models import ChildRecord, ChildRecordQuerySet, Person
from casework.meetings.models import Meeting, hidden_from
from casework.preproceedings.models.processes import (
    ChildPreProceedings,
    FamilyRow,
    FamilyRowQuerySet,
)


class ParentQuerySet(FamilyRowQuerySet):
    def known_to(self, worker):
        """Without a parent who is a child with a file this worker may not know of."""
        return self.filter(~Exists(hidden_from(worker, "person")))

    def visible_to(self, worker):
        return super().visible_to(worker).known_to(worker)


@pghistory.track()
class Parent(FamilyRow):
    """A parent, or whoever else has parental responsibility: their letter, their lawyer."""

    class Represented(models.TextChoices):
        NOT_YET = "not_yet", "Not yet"
        YES = "yes", "Has a lawyer"
        NO = "no", "Does not want one"

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField("or by name", max_length=120, blank=True)
    relation = models.CharField("who they are to the children", max_length=60, blank=True)
    language = models.CharField("needs an interpreter for", max_length=60, blank=True)
    needs = models.CharField("what else helps them take part", max_length=200, blank=True)
    no_letter_because = models.CharField("why they get no letter", max_length=200, blank=True)
    represented = models.CharField(
        "do they have a lawyer?", max_length=8, choices=Represented, default=Represented.NOT_YET
    )
    represented_on = models.DateField("since", null=True, blank=True)
    solicitor = models.CharField("which solicitor, and firm", max_length=160, blank=True)
    represented_at_issue = models.BooleanField("had one at issue", null=True, blank=True)

    objects: ClassVar = ParentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""),
                name="plo_parent_is_someone",
                violation_error_message="Choose who it is, or write their name",
            ),
            models.CheckConstraint(
                condition=Q(represented_on=None) | Q(represented="yes"),
                name="plo_lawyer_since",
                violation_error_message="Say that they have a lawyer, or leave the day empty",
            ),
        ]

    def __str__(self):
        return str(self.person or self.name)


@pghistory.track()
class LetterSent(FamilyRow):
    """One letter to one parent: when and how they got it, who read it through with them."""

    class Kind(models.TextChoices):
        BEFORE = "before", "Letter before proceedings"
        ISSUE = "issue", "Letter of issue"

    class How(models.TextChoices):
        HAND = "hand", "Given by hand"
        POST = "post", "By post"
        EMAIL = "email", "By email"
        LAWYER = "lawyer", "Through their lawyer"

    parent = models.ForeignKey(Parent, models.CASCADE, related_name="letters")
    kind = models.CharField("which letter", max_length=8, choices=Kind, default=Kind.BEFORE)
    sent_on = models.DateField("sent or given on")
    how = models.CharField("how", max_length=8, choices=How, default=How.HAND)
    read_through_on = models.DateField("read through with them on", null=True, blank=True)
    read_through_by = models.CharField("who read it with them", max_length=120, blank=True)
    interpreter = models.BooleanField("an interpreter was there", default=False)
    family_meeting_offered = models.BooleanField(
        "it offers a family group decision-making meeting", default=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(read_through_on=None) | Q(read_through_on__gte=F("sent_on")),
                name="plo_letter_read_once_sent",
                violation_error_message="It cannot be read through before it was sent",
            )
        ]
        verbose_name_plural = "letters sent"

    def __str__(self):
        return self.get_kind_display()


class ProcessMeetingQuerySet(ChildRecordQuerySet):
    def held(self):
        return self.filter(held=True)

    def with_parents(self):
        """The first effective meeting and the reviews: not the family’s own."""
        return self.held().exclude(kind=ProcessMeeting.Kind.FAMILY_GROUP)

    def with_next(self):
        """Each with the day of the next, and the day the process ended for the child."""
        return self.with_parents().annotate(
            next_held_on=models.Window(
                Lead("held_on"), partition_by=F("in_process"), order_by=["held_on", "pk"]
            ),
            process_ended_on=F("in_process__outcome_on"),
        )

    def newest_first(self):
        return self.order_by("-held_on", "-pk")


@pghistory.track()
class ProcessMeeting(ChildRecord):
    """A meeting of the process about one child. ``held`` means effective: the parents came, had
    been offered a lawyer, and something could be agreed."""

    class Kind(models.TextChoices):
        FIRST = "first", "First pre-proceedings meeting"
        REVIEW = "review", "Pre-proceedings review meeting"
        FAMILY_GROUP = "family_group", "Family group decision-making meeting"

    in_process = models.ForeignKey(ChildPreProceedings, models.CASCADE, related_name="meetings")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="process_meetings")
    kind = models.CharField("which meeting", max_length=12, choices=Kind)
    held_on = models.DateField("date")
    held = models.BooleanField("it was effective", default=True)
    what_changed = models.TextField("what has changed for this child", blank=True)

    objects: ClassVar = ProcessMeetingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["child", "-held_on"], name="plomeeting_of_child")]

    def __str__(self):
        return self.get_kind_display()


@pghistory.track()
class Agreement(FamilyRow):
    """What the parents and the council agreed in writing; the newest stands."""

    agreed_on = models.DateField("agreed on")
    words = models.TextField("what was agreed, by whom and by when")
    disagreed = models.TextField("what was not agreed", blank=True)
    copied_on = models.DateField("copies given on", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(copied_on=None) | Q(copied_on__gte=F("agreed_on")),
                name="plo_agreement_copied_once_agreed",
                violation_error_message="It cannot be copied before it was agreed",
            )
        ]

    def __str__(self):
        return "Written agreement"


class OrderedAssessmentQuerySet(FamilyRowQuerySet):
    def awaited(self):
        return self.filter(received_on=None, called_off_on=None)

    def by_due_date(self):
        return self.order_by("due_on", "pk")


@pghistory.track()
class OrderedAssessment(FamilyRow):
    """An assessment ordered in the process: of whom, from whom, at what cost, and when it came."""

    class Kind(models.TextChoices):
        PARENTING = "parenting", "Parenting assessment"
        PSYCHOLOGICAL = "psychological", "Psychological assessment"
        PSYCHIATRIC = "psychiatric", "Psychiatric assessment"
        COGNITIVE = "cognitive", "Cognitive assessment"
        SUBSTANCES = "substances", "Drug and alcohol testing"
        DNA = "dna", "DNA test"
        MEDICAL = "medical", "Medical assessment"
        CONNECTED = "connected", "Assessment of family or friends as carers"
        SIBLINGS = "siblings", "Assessment of brothers and sisters together"
        RESIDENTIAL = "residential", "Residential assessment"
        OTHER = "other", "Another assessment"

    kind = models.CharField("which assessment", max_length=14, choices=Kind)
    of_whom = models.CharField("of whom", max_length=160, blank=True)
    expert = models.CharField("who does it", max_length=160)
    question = models.TextField("what it must answer", blank=True)
    cost = models.DecimalField(
        "what it costs, in pounds", max_digits=9, decimal_places=2, null=True, blank=True
    )
    ordered_on = models.DateField("ordered on")
    due_on = models.DateField("due on")
    received_on = models.DateField("came on", null=True, blank=True)
    says = models.TextField("what it says, in plain words", blank=True)
    late_because = models.CharField("why it is late", max_length=300, blank=True)
    promised_for = models.DateField("now promised for", null=True, blank=True)
    called_off_on = models.DateField("no longer needed from", null=True, blank=True)
    called_off_because = models.CharField("why", max_length=300, blank=True)

    objects: ClassVar = OrderedAssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("ordered_on")),
                name="plo_assessment_due_after_ordered",
                violation_error_message="It cannot be due before it was ordered",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None) | Q(received_on__gte=F("ordered_on")),
                name="plo_assessment_comes_after_ordered",
                violation_error_message="It cannot come before it was ordered",
            ),
            models.CheckConstraint(
                condition=Q(called_off_on=None) | ~Q(called_off_because="") & Q(received_on=None),
                name="plo_assessment_called_off_says_why",
                violation_error_message="Say why it is no longer needed; one that came is not"
                " called off",
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0),
                name="plo_assessment_cost",
                violation_error_message="The cost cannot be less than nothing",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def late(self) -> bool:
        """It came after the day it was due."""
        return self.received_on is not None and self.received_on > self.due_on


class AssessmentOfChildQuerySet(ChildRecordQuerySet):
    def with_dates(self):
        """With when it was due, came, or stopped mattering."""
        return self.annotate(
            due_on=F("ordered__due_on"),
            received_on=F("ordered__received_on"),
            called_off_on=F("ordered__called_off_on"),
        )


@pghistory.track()
class AssessmentOfChild(ChildRecord):
    """That an assessment is about this child, and whether the court used it for them."""

    class Used(models.TextChoices):
        YES = "yes", "Yes"
        UPDATED = "updated", "Yes, with an update"
        NO = "no", "No: another was ordered"

    in_process = models.ForeignKey(ChildPreProceedings, models.CASCADE, related_name="assessments")
    ordered = models.ForeignKey(OrderedAssessment, models.CASCADE, related_name="children")
    used_in_court = models.CharField(
        "did the court use it?", max_length=8, choices=Used, blank=True
    )
    not_used_because = models.CharField("why not", max_length=300, blank=True)

    objects: ClassVar = AssessmentOfChildQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "assessments of children"
        constraints = [
            models.UniqueConstraint(
                fields=["in_process", "ordered"],
                name="plo_assessment_of_child_once",
                violation_error_message="This assessment is about the child already",
            )
        ]

    def __str__(self):
        return str(self.ordered)
