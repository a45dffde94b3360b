"""Supervision in a group, between peers, and the reflective discussion of a child."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.access.models import Authority, Team
from casework.children.models import ChildRecord, ChildRecordQuerySet


class GroupSessionQuerySet(models.QuerySet):
    def open_to(self, worker):
        """Those of their own team, those they came to, and for whoever works across the service
        all of their council's. It names no child, so nobody's file is opened by it."""
        mine = Q(team=worker.team_id, team__isnull=False) | Q(people=worker) | Q(led_by=worker)
        return self.filter(mine, authority=worker.authority_id).distinct()

    def newest_first(self):
        return self.order_by("-held_on", "-pk")


@pghistory.track()
class GroupSession(models.Model):
    """A team thought together: who came, what they practised on, and what they will do differently.

    Of a child it says nothing: what was thought about one stands on that child's file.
    """

    class Kind(models.TextChoices):
        GROUP = "group", "Group supervision"
        PEER = "peer", "Peer supervision"
        REFLECTIVE = "reflective", "Reflective case discussion"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    team = models.ForeignKey(
        Team, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    kind = models.CharField("what was it?", max_length=10, choices=Kind)
    held_on = models.DateField("when was it?")
    led_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="who led it?"
    )
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name="who came?"
    )
    theme = models.CharField("what was it about?", max_length=200)
    learned = models.TextField("what will you do differently?")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = GroupSessionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["team", "-held_on"], name="group_session_last")]

    def __str__(self):
        return self.get_kind_display()


class GroupDiscussionQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-held_on", "-pk")


@pghistory.track()
class GroupDiscussion(ChildRecord):
    """What a group thought about one child, on that child's file."""

    group = models.ForeignKey(GroupSession, models.CASCADE, related_name="discussed")
    held_on = models.DateField(editable=False)
    thought = models.TextField("what did the group think?")
    what_changes = models.TextField("what will change for the child?")

    objects: ClassVar = GroupDiscussionQuerySet.as_manager()

    class Meta:
        verbose_name = "reflective case discussion"
        constraints = [
            models.UniqueConstraint(
                fields=["group", "child"],
                name="group_discussion_once_a_child",
                violation_error_message="What the group thought of this child is written already",
            )
        ]

    def __str__(self):
        return str(self.group)
