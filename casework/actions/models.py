from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from casework.children.codes import Agency
from casework.children.models import Child, ChildRecord, ChildRecordQuerySet, Person
from casework.interface import words

NOT_NAMED = "Someone not named here"
"""The owner of an action, to a reader who may not know of them."""


class ActionQuerySet(ChildRecordQuerySet):
    def open(self):
        return self.filter(done_on=None, dropped_on=None)

    def ended(self):
        return self.exclude(done_on=None, dropped_on=None)

    def with_owner(self, worker=None):
        """With who will do it: a child with a file of their own only where ``worker`` is given and
        may know of them."""
        known = Child.objects.visible_to(worker) if worker else Child.objects.none()
        return self.select_related("owner_worker", "owner_person__child").annotate(
            owner_known=models.Exists(known.filter(person=models.OuterRef("owner_person")))
        )

    def with_moves(self):
        """With why the date moved last, and how often it has."""
        moves = ActionMoved.objects.filter(action=models.OuterRef("pk"))
        return self.annotate(
            moved_because=models.Subquery(moves.order_by("-moved_on", "-pk").values("because")[:1])
        )

    def outside_audits(self):
        return self.exclude(source=Action.Source.AUDIT)

    def from_audits(self):
        return self.filter(source=Action.Source.AUDIT)


@pghistory.track()
class Action(ChildRecord):
    """A promise made for a child, whoever made it and wherever: one owner, one end, one result."""

    class Source(models.TextChoices):
        PLAN = "plan", "Plan"
        CONFERENCE = "conference", "Conference"
        CORE_GROUP = "core_group", "Core group"
        REVIEW = "review", "Review"
        STRATEGY = "strategy", "Strategy discussion"
        INTERVIEW = "interview", "Return home interview"
        SUPERVISION = "supervision", "Supervision"
        AUDIT = "audit", "Practice audit"
        PANEL = "panel", "Panel"
        WORKER = "worker", "Worker’s own"

    source = models.CharField(max_length=12, choices=Source)
    what = models.TextField("what will be done")
    for_child = models.BooleanField(
        "done for or with the child",
        default=True,
        help_text="Not only something an adult must attend or do",
    )
    owner_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="actions", null=True, blank=True
    )
    owner_person = models.ForeignKey(
        Person, models.PROTECT, related_name="actions", null=True, blank=True
    )
    owner_name = models.CharField(
        "or someone else, by name",
        max_length=120,
        blank=True,
        help_text="One person and what they do: Mrs Pell, class teacher",
    )
    owner_agency = models.CharField("where they work", max_length=20, choices=Agency, blank=True)
    due_on = models.DateField("by what date", null=True, blank=True)
    due_event = models.CharField(
        "or by what event",
        max_length=120,
        blank=True,
        help_text="Such as: before the review on 6 January",
    )
    agreed_on = models.DateField("agreed on")
    done_on = models.DateField("done on", null=True, blank=True)
    what_changed = models.TextField("what changed for the child", blank=True)
    dropped_on = models.DateField("no longer needed from", null=True, blank=True)
    dropped_because = models.CharField("why it is no longer needed", max_length=300, blank=True)

    objects: ClassVar = ActionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(owner_worker__isnull=False, owner_person=None, owner_name="")
                    | Q(owner_worker=None, owner_person__isnull=False, owner_name="")
                    | (Q(owner_worker=None, owner_person=None) & ~Q(owner_name=""))
                ),
                name="action_has_one_owner",
                violation_error_message="Choose who will do this: one person, by name",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | ~Q(due_event=""),
                name="action_has_an_end",
                violation_error_message=(
                    "Give a date or an event it must be done by, such as"
                    " “before the review on 6 January”"
                ),
            ),
            models.CheckConstraint(
                condition=~Q(source="audit") | Q(due_on__isnull=False),
                name="action_from_audit_has_a_date",
                violation_error_message="An action from an audit needs a date",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(what_changed=""),
                name="action_done_says_what_changed",
                violation_error_message="Say what changed for the child because of it",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=models.F("agreed_on")),
                name="action_due_after_agreed",
                violation_error_message="The date to do it by cannot be before it was agreed",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(done_on__gte=models.F("agreed_on")),
                name="action_done_after_agreed",
                violation_error_message="It cannot be done before it was agreed",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None) | ~Q(dropped_because=""),
                name="action_dropped_says_why",
                violation_error_message="Say why it is no longer needed",
            ),
            models.CheckConstraint(
                condition=Q(owner_agency="") | ~Q(owner_name=""),
                name="action_agency_is_someone",
                violation_error_message="Give the name of the person who will do it there",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "team", "due_on"],
                condition=Q(done_on=None, dropped_on=None),
                name="action_open",
            )
        ]

    def __str__(self):
        return self.what

    @property
    def state(self):
        """done, ended, overdue or on_time, as its own day says."""
        if self.done_on:
            return "done"
        if self.dropped_on:
            return "ended"
        return "overdue" if self.due_on and self.due_on < timezone.localdate() else "on_time"

    @property
    def state_words(self):
        if self.done_on:
            return f"Done {words.short_day(self.done_on, timezone.now())}"
        if self.dropped_on:
            return "No longer needed"
        if not self.due_on:
            return f"Due {self.due_event}"
        if self.state == "overdue":
            return f"Late: was due {words.named_day(self.due_on, timezone.now())}"
        return words.due_words(self.due_on, "day", timezone.now())

    @property
    def by(self):
        """The end agreed for it: a date, an event, or both."""
        due = words.short_day(self.due_on, timezone.localdate()) if self.due_on else ""
        parts = [due, self.due_event]
        return ", ".join(part for part in parts if part)

    owner_known = False
    """Whether the reader may know of an owner who is another child: see ``with_owner``."""

    @property
    def names_owner(self) -> bool:
        """Another child is named as the owner only to someone who may know of them."""
        file = getattr(self.owner_person, "child", None)
        return self.owner_known or file is None or file.pk == self.child_id

    @property
    def owner(self):
        """The one who will do it, as people say it."""
        if not self.names_owner:
            return NOT_NAMED
        return str(self.owner_worker or self.owner_person or self.owner_name)

    @property
    def owner_note(self):
        """Where a professional works, unless their name already says it."""
        return self.get_owner_agency_display() if self.owner_agency else ""

    @property
    def is_open(self):
        return not (self.done_on or self.dropped_on)


@pghistory.track()
class ActionMoved(ChildRecord):
    """An action given a new date: what it was, and why it moved. Nothing slips unseen."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="moves")
    moved_on = models.DateField(default=timezone.localdate)
    was_due_on = models.DateField(null=True, blank=True)
    was_due_event = models.CharField(max_length=120, blank=True)
    because = models.CharField("why the date moved", max_length=300)

    class Meta:
        ordering = ["moved_on", "pk"]
        verbose_name_plural = "actions moved"

    def __str__(self):
        return f"Date moved: {self.because}"
