"""What writes more than one model: a case supervision and its actions, sessions, samples."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from secrets import token_urlsafe
from typing import cast

from django.db import transaction
from django.utils import timezone

from casework.access.models import Authority, Worker
from casework.actions.models import Action
from casework.children.models import Child
from casework.notices.kinds import Kind
from casework.notices.recipients import tell
from casework.supervision.models import (
    ActionAnswer,
    AgendaItem,
    CaseSupervision,
    Discussion,
    FileSample,
    SampledFile,
    Session,
    SessionMove,
)


@transaction.atomic
def finish(discussion: Discussion, cards, *, by: Worker) -> list[CaseSupervision]:
    """The talk is kept whole: each child's part, an answer to every open action, and what is agreed
    now. Whoever an audit's action was carried for is asked for it, and new owners are told."""
    discussion.save()
    for card in cards:
        supervision = card.instance
        supervision.discussion, supervision.held_on = discussion, discussion.held_on
        supervision.save()
        for answer in card.answers:
            _answer(supervision, answer, on=discussion.held_on, by=by)
        for form in card.agreed:
            _agree(supervision, form, on=discussion.held_on, by=by)
    return [card.instance for card in cards]


def _answer(supervision: CaseSupervision, form, *, on: date, by: Worker) -> None:
    form.on = on
    action = form.save()
    answer, because = form.kept_answer
    ActionAnswer.on_file_of(
        supervision.child,
        by,
        supervision=supervision,
        action=action,
        answer=answer,
        because=because,
    ).save()
    if answer == ActionAnswer.Answer.CARRIED and action.source == Action.Source.AUDIT:
        about = f"Asked for in supervision, from an audit: {action.what}"[:200]
        tell([action.owner_worker], child=supervision.child, kind=Kind.AUDIT, about=about, by=by)


def _agree(supervision: CaseSupervision, form, *, on: date, by: Worker) -> None:
    action = form.instance
    action.agreed_on = on
    form.save()
    form.kept_with(supervision).save()


def open_actions(children: Iterable[Child], reader: Worker, sources, *, hold: bool) -> dict:
    """The actions each child's supervision must answer, the first due first. Held while they are
    answered, so that nobody closes one or adds one to those read meanwhile."""
    actions = Action.objects.open().filter(child__in=children, source__in=sources)
    if hold:
        list(actions.order_by("pk").select_for_update().values_list("pk"))
    by_child: dict[int, list[Action]] = {child.pk: [] for child in children}
    for action in actions.with_owner(reader).with_moves().order_by("due_on", "pk"):
        by_child[action.child_id].append(action)
    return by_child


def starts_of(first: datetime, times: int, every_weeks: int) -> list[datetime]:
    """The same time of day in London each time, whether or not the clocks change between."""
    here = timezone.localtime(first).replace(tzinfo=None)
    apart = timedelta(weeks=every_weeks)
    return [timezone.make_aware(here + number * apart) for number in range(times)]


@transaction.atomic
def book(session: Session, starts: Iterable[datetime]) -> list[Session]:
    """A session at each of these times; the agenda typed is that of the first."""
    facts = {name: getattr(session, name) for name in ("authority_id", "worker", "supervisor")}
    made = [
        Session(**facts, starts_at=at, place=session.place, agenda="" if number else session.agenda)
        for number, at in enumerate(starts)
    ]
    for planned in made:
        planned.save()
    return made


@transaction.atomic
def move(session: Session, *, to: datetime, because: str, by: Worker) -> None:
    SessionMove.objects.create(
        session=session, was_at=session.starts_at, because=because, moved_by=by
    )
    session.starts_at = to
    session.save()


@transaction.atomic
def put_on_agenda(session: Session, children: Iterable[Child], *, by: Worker) -> list[AgendaItem]:
    there = set(session.children.values_list("child", flat=True))
    items = [
        AgendaItem.on_file_of(child, by, session=session)
        for child in children
        if child.pk not in there
    ]
    for item in items:
        item.save()
    return items


@transaction.atomic
def hold(session: Session, *, discussed: Iterable[AgendaItem]) -> None:
    """The session was held: from now on the record of each child talked about is awaited."""
    session.save()
    for item in discussed:
        item.discussed_on = session.held_on
        item.save()


@transaction.atomic
def draw(children, *, number: int, by: Worker) -> FileSample:
    """So many of these children by chance, which ``seed`` can show again."""
    sample = FileSample.objects.create(
        authority=cast(Authority, by.authority),
        drawn_by=by,
        drawn_on=timezone.localdate(),
        seed=token_urlsafe(16)[:22],
    )
    frame = list(children.order_by("pk").with_person())
    drawn = Random(sample.seed).sample(frame, min(number, len(frame)))
    for child in sorted(drawn, key=lambda child: child.pk):
        SampledFile.on_file_of(child, by, sample=sample).save()
    return sample
