"""What is not ready for a meeting: invitations, reports, and agencies enough to make it count."""

from django.db.models import Count, Exists, Q
from django.urls import reverse
from django.utils import timezone

from casework.interface.words import as_day, capital, counted, day_and_time, listed
from casework.meetings.models import Attendee, Meeting, hidden_from
from casework.meetings.rules import NOT_AN_AGENCY, RuleBook, agencies_in_words


def with_readiness(meetings, worker) -> list[Meeting]:
    """The meetings, each with what is not ready for it. Three queries, however many there are."""
    expected = [Attendee.Attendance.INVITED, Attendee.Attendance.CAME]
    coming = Q(attendees__attendance__in=expected) & ~Q(attendees__agency__in=NOT_AN_AGENCY)
    reports = Q(attendees__report_asked=True) & ~Exists(hidden_from(worker, "attendees__person"))
    prepared = list(
        meetings.annotate(
            reports_not_in=Count(
                "attendees", reports & Q(attendees__report_on=None), distinct=True
            ),
            agencies_coming=Count("attendees__agency", coming, distinct=True),
            findings_unused=Count(
                "children__findings", Q(children__findings__ending=""), distinct=True
            ),
        )
    )
    rules = RuleBook(worker.authority_id)
    for meeting in prepared:
        meeting.not_ready = list(not_ready(meeting, rules.of(meeting.kind, meeting.which)))
    return prepared


def not_ready(meeting, rule):
    """In words, what the chair must chase: nothing when all is ready."""
    if not meeting.people:
        yield "nobody has been asked yet"
        return
    if meeting.not_invited:
        yield f"{meeting.not_invited} of {meeting.people} not asked yet"
    if meeting.reports_not_in:
        yield f"{meeting.reports_not_in} of {counted(meeting.reports_asked, 'reports')} not in"
    elif meeting.reports_missing:
        yield f"{meeting.reports_missing} of {counted(meeting.reports_asked, 'reports')} not shared"
    if meeting.findings_unused:
        findings = counted(meeting.findings_unused, "findings")
        yield f"{findings} of a return home interview not used yet"
    if meeting.agencies_coming < rule.agencies:
        yield (
            f"too few may come: {agencies_in_words(meeting.agencies_coming)} expected,"
            f" {rule.agencies} needed"
        )


def chaired_line(meeting) -> dict:
    """A meeting as a line of work, with what is not ready under it."""
    now = timezone.now()
    today = as_day(meeting.starts_at) == as_day(now)
    children = sorted(meeting.known, key=lambda child: child.pk)
    return {
        "children": children,
        "names": listed(child.first_name for child in children),
        "title": str(meeting),
        "note": note_of(meeting),
        "ready": not meeting.not_ready,
        "on": meeting.starts_at,
        "status": {
            "state": "due_soon" if today or meeting.not_ready else "on_time",
            "words": capital(day_and_time(meeting.starts_at, now)),
            "when": meeting.starts_at,
        },
        "action_link": {
            "label": "Open meeting" if today else "Prepare",
            "url": reverse("meeting", args=[meeting.pk]),
        },
    }


def note_of(meeting) -> str:
    where = f"{meeting.place}. " if meeting.place else ""
    if meeting.not_ready:
        return f"{where}Not ready: {'; '.join(meeting.not_ready)}."
    return f"{where}Ready."
