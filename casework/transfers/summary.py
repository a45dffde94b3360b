"""A child's situation in a few sentences, from what is recorded: what a new worker reads first."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from casework.actions.models import Action
from casework.children.models import Alert, Child
from casework.interface.words import as_day, full_day, listed
from casework.meetings.models import Meeting
from casework.plans.models import Plan
from casework.recording.models import ChildVisit
from casework.timescales.models import Deadline

SHOWN = 4
NOTHING = "Nothing is planned or due on this file."


def summaries(children: Iterable[Child], reader) -> dict[int, list[str]]:
    """For each child its sentences, in the same few questions of the database for all of them."""
    ids = [child.pk for child in children]
    sentences: dict[int, list[str]] = {pk: [] for pk in ids}
    for part in (_alerts, _plans, _seen, _due, _promised, _meetings):
        for child, sentence in part(ids, reader):
            sentences[child].append(sentence)
    return {pk: lines or [NOTHING] for pk, lines in sentences.items()}


def _alerts(ids, reader):
    for alert in Alert.objects.open().filter(child__in=ids).order_by("pk"):
        yield alert.child_id, f"Others must know: {alert.text}."


def _plans(ids, reader):
    for plan in Plan.objects.filter(child__in=ids, ended_on=None).order_by("started_on"):
        yield plan.child_id, f"{plan.get_kind_display()} since {full_day(plan.started_on)}."


def _seen(ids, reader):
    visits = ChildVisit.objects.seen().filter(child__in=ids)
    visits = visits.select_related("visit__worker", "child__person")
    for visit in visits.order_by("child", "-held_on", "-pk").distinct("child"):
        alone = ", alone" if visit.seen_alone else ""
        yield (
            visit.child_id,
            f"Last seen {full_day(visit.held_on)} by {visit.visit.worker}{alone}.",
        )
        if visit.own_words:
            yield visit.child_id, f"Then they said: {visit.said}"


def _due(ids, reader):
    running = Deadline.objects.open().filter(child__in=ids).by_due_date()
    yield from _joined("Due", running, lambda one: f"{one.title} {full_day(as_day(one.due_at))}")


def _promised(ids, reader):
    actions = Action.objects.open().filter(child__in=ids).with_owner(reader)
    actions = actions.order_by("due_on", "pk")
    yield from _joined(
        "Promised",
        actions,
        lambda one: f"{one.what.rstrip('.')} ({one.owner}{', ' if one.by else ''}{one.by})",
    )


def _joined(label, records, words):
    of_child = defaultdict(list)
    for record in records:
        of_child[record.child_id].append(record)
    for child, some in of_child.items():
        more = f", and {len(some) - SHOWN} more" if len(some) > SHOWN else ""
        yield child, f"{label}: {'; '.join(words(record) for record in some[:SHOWN])}{more}."


def _meetings(ids, reader):
    soon = Meeting.objects.planned().filter(children__in=ids, starts_at__gte=timezone.now())
    rows = soon.order_by("starts_at", "pk").values_list("children", "kind", "starts_at")
    labels = dict(Meeting.Kind.choices)
    of_child = defaultdict(list)
    for child, kind, starts_at in rows:
        if child in set(ids):
            of_child[child].append(f"{labels[kind].lower()} on {full_day(as_day(starts_at))}")
    for child, meetings in of_child.items():
        yield child, f"To come: {listed(meetings[:SHOWN])}."
