"""The milestone dates of each child, worked out from the steps whenever one of them changes.

A step of the family counts for a child from the day it began for them until the day it ended: one
who left alone in week 12 has no review of week 14. Dates are kept on the child’s row, so that a
clock, the panel sheet and the census read one table.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Count, Exists, Max, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.fields import BooleanField, DateField
from django.db.models.functions import Coalesce
from django.db.models.signals import post_delete, post_save

from casework.preproceedings.models.court import ChildInCourt, Proceedings
from casework.preproceedings.models.panel import PanelDecision
from casework.preproceedings.models.processes import ChildPreProceedings
from casework.preproceedings.models.steps import Agreement, LetterSent, Parent, ProcessMeeting

NO_END = Value(date.max, output_field=DateField())


def keep(processes: Iterable[int]) -> None:
    """Put right the milestones of every child of these processes, in one statement."""
    rows = ChildPreProceedings.objects.recorded_here().filter(process__in=list(processes))
    rows.update(
        letter_sent_on=_day(_letters(), "sent_on", Min),
        letters_sent_on=_every_letter(),
        family_meeting_offered=_offered(),
        family_meeting_held=_family_met(),
        family_meeting_on=_day(_met(ProcessMeeting.Kind.FAMILY_GROUP), "held_on", Min),
        first_meeting_on=_first_meeting(),
        reviews_held=Case(
            When(~Exists(_met(ProcessMeeting.Kind.FIRST)), then=None),
            default=Coalesce(_day(_reviews(), "pk", Count), 0),
        ),
        last_review_on=_day(_reviews(), "held_on", Max),
        agreed_on=_day(_in_time(Agreement.objects.all(), "agreed_on"), "agreed_on", Min),
        agreement_copied_on=_day(_in_time(Agreement.objects.all(), "agreed_on"), "copied_on", Min),
        midpoint_on=_checked("week_6", "week_12", "week_16"),
        week_12_on=_checked("week_12", "week_16"),
        extended_on=_day(_extensions(), "decided_on", Min),
        extended_to=_day(_extensions(), "new_end", Max),
        applied_on=_day(_applications(), "proceedings__applied_on", Min),
        letter_of_issue_on=_day(_letters_of_issue(), "sent_on", Min),
    )


def _day(records, column, of):
    """One value of these records: the grouping keeps a subquery of an aggregate to one row."""
    return Subquery(
        records.order_by()
        .annotate(one=Value(1))
        .values("one")
        .annotate(day=of(column))
        .values("day")
    )


def _in_time(records, day: str, up: int = 1):
    """Those of the family from the child’s beginning to the child’s end."""
    start, end, process = (OuterRef(name) for name in ("started_on", "outcome_on", "process"))
    for _ in range(up - 1):
        start, end, process = OuterRef(start), OuterRef(end), OuterRef(process)
    return records.filter(process=process, **{f"{day}__gte": start}).filter(
        Q(**{f"{day}__lte": Coalesce(end, NO_END)})
    )


def _letters(up: int = 1):
    return _in_time(LetterSent.objects.filter(kind=LetterSent.Kind.BEFORE), "sent_on", up)


def _every_letter():
    """The day the last of the parents had theirs; nothing while one of them waits."""
    parents = Parent.objects.filter(process=OuterRef("process"), no_letter_because="")
    first = _letters(up=2).filter(parent=OuterRef("pk")).order_by().values("parent")
    parents = parents.annotate(had_on=Subquery(first.annotate(day=Min("sent_on")).values("day")))
    return Case(
        When(Exists(parents.filter(had_on=None)), then=None), default=_day(parents, "had_on", Max)
    )


def _offered():
    return Case(
        When(~Exists(_letters()), then=None),
        default=Exists(_letters().filter(family_meeting_offered=True)),
        output_field=BooleanField(null=True),
    )


def _met(kind):
    return ProcessMeeting.objects.held().filter(in_process=OuterRef("pk"), kind=kind)


def _reviews():
    return _met(ProcessMeeting.Kind.REVIEW)


def _first_meeting():
    return _day(_met(ProcessMeeting.Kind.FIRST), "held_on", Min)


def _family_met():
    """Held or not, where it was offered; nothing where nobody offered it or held it."""
    met = Exists(_met(ProcessMeeting.Kind.FAMILY_GROUP))
    offered = Exists(_letters().filter(family_meeting_offered=True))
    return Case(
        When(met, then=True), When(offered, then=False), output_field=BooleanField(null=True)
    )


def _decisions():
    return PanelDecision.objects.filter(in_process=OuterRef("pk"))


def _checked(*checks):
    """A later check stands for one that was left out: it was done late, not never."""
    return _day(_decisions().filter(check_at__in=checks), "decided_on", Min)


def _extensions():
    return _decisions().filter(decision=PanelDecision.Decision.EXTEND)


def _applications():
    return ChildInCourt.objects.filter(in_process=OuterRef("pk"), proceedings__withdrawn_at=None)


def _letters_of_issue():
    return LetterSent.objects.filter(
        kind=LetterSent.Kind.ISSUE,
        process=OuterRef("process"),
        sent_on__gte=_day(
            ChildInCourt.objects.filter(
                in_process=OuterRef(OuterRef("pk")), proceedings__withdrawn_at=None
            ),
            "proceedings__applied_on",
            Min,
        ),
    )


def _keep_of_family(sender, instance, **kwargs):
    keep([instance.process_id])


def _keep_of_child(sender, instance, **kwargs):
    keep([instance.in_process.process_id])


def _keep_own(sender, instance, **kwargs):
    if instance.process_id:
        keep([instance.process_id])


for signal in (post_save, post_delete):
    for model in (Agreement, LetterSent, Parent, Proceedings):
        signal.connect(_keep_of_family, sender=model, dispatch_uid=f"{model.__name__} kept")
    for part in (PanelDecision, ProcessMeeting, ChildInCourt):
        signal.connect(_keep_of_child, sender=part, dispatch_uid=f"{part.__name__} kept")
    signal.connect(_keep_own, sender=ChildPreProceedings, dispatch_uid="milestones kept")
