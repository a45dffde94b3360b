"""Invitations to conferences, and minutes of what was said at any meeting about the child."""

from casework.children.models import Child
from casework.children.shared_words import for_reader
from casework.documents.letters.blocks import in_a_cell
from casework.documents.letters.registry import Shipped, Source, registry, shipped
from casework.interface.words import full_day, moment
from casework.meetings.minutes import agreed, heard
from casework.meetings.models import Meeting


def _meetings(child):
    return Meeting.objects.filter(children=child).order_by("-starts_at", "-pk")


def _words(meeting):
    return f"{meeting.get_kind_display().lower()} of {full_day(meeting.starts_at)}"


def _to_come(child, worker):
    return [(str(meeting.pk), _words(meeting)) for meeting in _meetings(child).planned()[:10]]


def _held(child, worker):
    return [
        (str(meeting.pk), _words(meeting)) for meeting in _meetings(child).filter(held=True)[:10]
    ]


def _about(meeting):
    return {
        "kind": meeting.get_kind_display(),
        "when": moment(meeting.starts_at),
        "place": meeting.place,
        "chair": str(meeting.chair or ""),
    }


def _invitation(child, worker, key):
    return {"meeting": _about(_meetings(child).get(pk=key))}


def _minutes(child, worker, key):
    """Who came, what was said, what was decided and agreed for this child; nothing of another's."""
    meeting = _meetings(child).get(pk=key)
    decided = meeting.conferences.filter(child=child).first()
    others = restricted_beside(meeting, child)
    people = meeting.attendees.known_to(worker).for_readers_of(child).with_who()
    return {
        "title": f"Minutes: {_words(meeting)}",
        "meeting": _about(meeting) | {"said": for_reader(meeting.minutes, others)},
        "people": [
            {
                "name": in_a_cell(attendee),
                "agency": attendee.get_agency_display(),
                "came": attendee.get_attendance_display(),
                "view": in_a_cell(_view(attendee)),
            }
            for attendee in heard(people, others)
        ],
        "agreed": [
            {"what": in_a_cell(action.what), "who": in_a_cell(action.owner), "by": _by(action)}
            for action in agreed(meeting, [child])
        ],
        "decision": {
            "words": decided.get_decision_display() if decided else "",
            "reasons": decided.reasons if decided else "",
            "childs_words": decided.own_words if decided else "",
        },
    }


def restricted_beside(meeting, child) -> list[Child]:
    """The other children it was about whose files are restricted: a document names none of them,
    whoever makes it, because who will read it is not known."""
    others = meeting.children.filter(restricted=True).exclude(pk=child.pk)
    return list(others.with_person())


def _view(attendee) -> str:
    """Whether they think a plan is needed, and why."""
    thinks = attendee.get_threshold_display() if attendee.threshold else ""
    return ". ".join(part for part in (thinks, attendee.view) if part)


def _by(action) -> str:
    due = full_day(action.due_on) if action.due_on else ""
    return ", ".join(part for part in (due, in_a_cell(action.due_event)) if part)


MEETING = {
    "kind": "Initial child protection conference",
    "when": "10am on 30 November 2026",
    "place": "Civic Centre, room 4",
    "chair": "Lee Chair",
}

registry.add(
    Source(
        code="meeting-to-come",
        title="A meeting to come",
        choices=_to_come,
        facts=_invitation,
        demonstration={"meeting": MEETING},
    )
)
registry.add(
    Source(
        code="meeting-held",
        title="A meeting that was held",
        choices=_held,
        facts=_minutes,
        demonstration={
            "title": "Minutes: initial child protection conference",
            "meeting": MEETING | {"said": "Everyone spoke of what has changed since the summer."},
            "people": [
                {
                    "name": "Jo Example",
                    "agency": "Family",
                    "came": "Came",
                    "view": "Wants help in the mornings",
                }
            ],
            "agreed": [
                {"what": "Ring Maya each evening at seven", "who": "Gran", "by": "1 December 2026"}
            ],
            "decision": {
                "words": "A child protection plan",
                "reasons": "Maya is often alone at night.",
                "childs_words": "I want someone to be there when I wake up.",
            },
        },
    )
)

shipped.add(
    Shipped(
        code="conference-invitation",
        source="meeting-to-come",
        kind="letter",
        title="Invitation to a conference or meeting",
        body="""Dear {{ family.dear }}

You are invited to a meeting about {{ child.first_name }}.

**{{ meeting.kind }}**
{{ meeting.when }}
{{ meeting.place }}
{% if meeting.chair %}{{ meeting.chair }} will chair it. They do not manage the people who work with you.
{% endif %}
# What it is for

People who know {{ child.first_name }} come together to say what is going well, what they worry about, and what needs to happen. What you think counts.

# How to take part

- Come in person, or ask us to ring you in.
- Bring someone to support you: a friend, a relative, an advocate or a solicitor.
- If you cannot come, write down what you want said, or tell us, and it will be read out.
- Tell us if you need an interpreter, a lift, or someone to look after the children.

We will go through the report with you before the meeting, so that nothing in it is new to you on the day.

Yours sincerely

{{ worker.name }}
{{ worker.role }}{% if worker.team %}, {{ worker.team }}{% endif %}
{{ council }}
""",
    )
)
shipped.add(
    Shipped(
        code="minutes",
        source="meeting-held",
        kind="minutes",
        title="Minutes",
        body="""{{ meeting.kind }} about {{ child.name }}, {{ meeting.when }}{% if meeting.place %}, {{ meeting.place }}{% endif %}.
{% if meeting.chair %}
Chair: {{ meeting.chair }}
{% endif %}
# Who was there

| Name | Agency | Attendance | Their view |
{% for person in people %}| {{ person.name }} | {{ person.agency }} | {{ person.came }} | {{ person.view }} |
{% empty %}| No one is written down | | | |
{% endfor %}
{% if decision.childs_words %}# What {{ child.first_name }} said

> {{ decision.childs_words }}
{% endif %}
# What was said

{{ meeting.said }}
{% if decision.words %}
# What was decided for {{ child.first_name }}

**{{ decision.words }}**

{{ decision.reasons }}
{% endif %}{% if agreed %}
# What was agreed for {{ child.first_name }}

| What | Who | By |
{% for action in agreed %}| {{ action.what }} | {{ action.who }} | {{ action.by }} |
{% endfor %}{% endif %}""",
    )
)
