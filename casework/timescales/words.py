"""What a page says of a deadline: its state and dates come from the database, words from here."""

from django.utils import timezone

from casework.interface import words

ENDED_BY = {
    "died": "the child died",
    "unborn": "the pregnancy ended",
    "grown": "turned 18",
    "moved": "moved to another council",
}


def words_for(deadline) -> str:
    """The words for a deadline read ``with_state`` and ``with_lateness``."""
    if own := own_words(deadline, deadline.shown_state):
        return own
    amount, unit = late_by(deadline)
    return words.status_words(
        deadline.shown_state,
        due=deadline.due_at,
        kind=kind(deadline),
        now=timezone.now(),
        late=amount,
        unit=unit,
        done=deadline.met_at,
        because=because(deadline),
    )


def own_words(deadline, state: words.State) -> str:
    """Both dates, where the council's own is sooner than the national one and neither is met."""
    now = timezone.now()
    if not deadline.own_due_at or state not in ("on_time", "due_soon"):
        return ""
    national = words.short_day(deadline.due_at, now)
    if deadline.own_due_at < now:
        ours = words.short_day(deadline.own_due_at, now)
        return f"Our own date, {ours}, has passed: due {national} at the latest"
    return f"{words.due_words(deadline.own_due_at, kind(deadline), now)}, {national} at the latest"


def next_words(deadline) -> tuple[str, words.State]:
    """The words and state of an open deadline of which only its dates are at hand."""
    now = timezone.now()
    if deadline.due_at < now:
        return words.was_due(deadline.due_at, kind(deadline), now), "overdue"
    state: words.State = "due_soon" if deadline.amber_from <= now else "on_time"
    own = own_words(deadline, state)
    due = deadline.due_at
    return own or words.status_words(state, due=due, kind=kind(deadline), now=now), state


def was_due(deadline) -> str:
    """The second line of anything overdue; nothing for the rest."""
    if deadline.shown_state != "overdue":
        return ""
    return words.was_due(deadline.due_at, kind(deadline), timezone.now())


def kind(deadline) -> words.Kind:
    return "moment" if deadline.rule.allows.in_hours else "day"


def because(deadline) -> str:
    if deadline.shown_state == "uncountable":
        return f"cannot count {deadline.rule.allows.words}"
    return ENDED_BY.get(deadline.ended_by) or deadline.rule.lapses_because


def late_by(deadline) -> tuple[int, str]:
    """How late, in the unit of the rule: working days, calendar days or hours."""
    if deadline.rule.allows.in_hours:
        return max(int(deadline.hours_late), 0), "hours"
    if deadline.rule.allows.unit == "working days":
        return max(deadline.working_days_late, 0), "working days"
    return max(deadline.days_late.days, 0), "days"
