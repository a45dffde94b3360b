"""Records of a child's file given to someone outside: asked for, prepared, authorised, sent."""

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Case, DateField, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Least

from casework.approvals.models import SENT_ONCE, Authorised, by_another
from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.documents.models import Document, Sending
from casework.interface.words import full_day

OPEN = Q(ended_on=None)


class DisclosureQuerySet(ChildRecordQuerySet):
    def newest_first(self):
        return self.order_by("-received_on", "-pk")

    def with_sent(self):
        """With the first day it was sent to anyone, read where every sending is written down."""
        sent = Sending.objects.filter(document=OuterRef("document"), child=OuterRef("child"))
        first = sent.order_by("sent_at").values("sent_at")[:1]
        return self.annotate(first_sent_at=Subquery(first))

    def with_start(self):
        """With the day its time begins: receipt, or the day the proof of who asks came that had to
        be asked for (ICO, right of access: how long do we have to comply?)."""
        starts = Case(
            When(proof_asked_on=None, then=F("received_on")),
            default=F("proof_came_on"),
            output_field=DateField(),
        )
        return self.annotate(counts_from=starts)

    def with_lapse(self):
        """With the day the first month no longer counts: extended, or nothing is given."""
        return self.annotate(month_lapsed_on=Least("extended_on", "ended_on"))

    def of_access(self):
        return self.filter(kind=Disclosure.Kind.ACCESS)

    def with_people(self):
        return self.select_related("child__person", "submitted_by", "authorised_by", "recorded_by")

    def open(self):
        """Neither authorised nor ended."""
        return self.filter(OPEN, authorised_on=None)

    def waiting_for_manager(self):
        return self.open().filter(submitted_at__isnull=False)

    def sent_to_manager(self):
        """Sent and still to be authorised: waiting, or sent back with what to put right."""
        return self.open().filter(SENT_ONCE)


@pghistory.track()
class Disclosure(Authorised, ChildRecord):
    """What someone asked to be given of a child's file, and the copy that was made for them.

    ``document`` is that copy, burned in as it was authorised; whom it went to is a ``Sending`` of
    it. A second version is a disclosure of its own that ``follows`` the first.
    """

    class Kind(models.TextChoices):
        COURT = "court", "Bundle for court"
        ACCESS = "access", "Subject access request"
        TRANSFER = "transfer", "Transfer to another council"
        OTHER = "other", "Something else"

    class AskedBy(models.TextChoices):
        CHILD = "child", "The child, or the adult they are now"
        PARENT = "parent", "Someone with parental responsibility"
        REPRESENTATIVE = "agent", "A solicitor or someone else acting for them"
        COURT = "court", "A court"
        COUNCIL = "council", "Another council"
        POLICE = "police", "The police"
        COMPLAINT = "complaint", "Someone looking into a complaint or an allegation"
        OTHER = "other", "Someone else"

    kind = models.CharField("what is it for?", max_length=10, choices=Kind)
    asked_by = models.CharField("who asked?", max_length=10, choices=AskedBy)
    asker = models.CharField("their name", max_length=150)
    basis = models.TextField("on what basis?")
    received_on = models.DateField("when did it come?")
    due_on = models.DateField("by when is it due?", null=True, blank=True)
    proof_asked_on = models.DateField(
        "when was proof of who they are asked for?", null=True, blank=True
    )
    proof_came_on = models.DateField("when did the proof come?", null=True, blank=True)
    identity_words = models.CharField("how do you know who they are?", max_length=300, blank=True)
    entitlement = models.TextField("why may they have it?", blank=True)
    extended_on = models.DateField("when was whoever asked told of it?", null=True, blank=True)
    extended_because = models.TextField("why is more time needed?", blank=True)
    ended_on = models.DateField("when did it end?", null=True, blank=True)
    ended_because = models.TextField("why is nothing given?", blank=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, related_name="next_versions", null=True, blank=True, editable=False
    )
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="disclosures", null=True, blank=True, editable=False
    )

    objects: ClassVar = DisclosureQuerySet.as_manager()

    class Meta:
        constraints = [
            by_another("disclosure_authorised_by_another"),
            models.CheckConstraint(
                condition=~Q(kind="access") | Q(due_on=None),
                name="disclosure_access_is_counted",
                violation_error_message="Casework counts the month of a subject access request:"
                " leave this empty",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("received_on")),
                name="disclosure_due_after_it_came",
                violation_error_message="It cannot be due before it came",
            ),
            models.CheckConstraint(
                condition=Q(proof_asked_on=None) | Q(proof_asked_on__gte=F("received_on")),
                name="disclosure_proof_after_it_came",
                violation_error_message="Proof cannot be asked for before the request came",
            ),
            models.CheckConstraint(
                condition=Q(proof_came_on=None)
                | Q(proof_asked_on__isnull=False, proof_came_on__gte=F("proof_asked_on")),
                name="disclosure_proof_was_asked_for",
                violation_error_message="The proof comes on or after the day it was asked for",
            ),
            models.CheckConstraint(
                condition=Q(extended_on=None, extended_because="")
                | Q(kind="access", extended_on__gte=F("received_on")) & ~Q(extended_because=""),
                name="disclosure_extended_says_why",
                violation_error_message="Say why more time is needed, and when they were told",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_because="")
                | Q(ended_on__gte=F("received_on")) & ~Q(ended_because=""),
                name="disclosure_ended_says_why",
                violation_error_message="Say why nothing is given, on or after the day it came",
            ),
            models.CheckConstraint(
                condition=Q(authorised_on=None, document=None)
                | Q(authorised_on__isnull=False, document__isnull=False),
                name="disclosure_authorised_is_kept",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority", "received_on"],
                condition=Q(authorised_on=None, ended_on=None),
                name="disclosure_open",
            )
        ]

    def __str__(self):
        version = f", version {self.version}" if self.version > 1 else ""
        return f"{self.get_kind_display()} of {full_day(self.received_on)}{version}"

    @property
    def of_access(self) -> bool:
        return self.kind == self.Kind.ACCESS

    @property
    def may_be_changed(self) -> bool:
        return self.ended_on is None and self.state in ("draft", "returned")
