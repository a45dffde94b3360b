"""Letters about the child alone, and the chronology."""

from casework.children.extensions.shared_records import not_for_others
from casework.chronology.timeline import EventQuery, whole
from casework.documents.letters.blocks import in_a_cell
from casework.documents.letters.registry import Shipped, Source, registry, shipped
from casework.interface.words import full_day

MOST_EVENTS = 500


def _nothing_more(child, worker, key):
    return {}


def _chronology(child, worker, key):
    """The events on this child's own file, oldest first; the writer takes out what is not for the
    reader before it is final."""
    query = EventQuery((child.pk,), significant=key == "significant")
    events = whole(query, not_for_others(worker), limit=MOST_EVENTS)
    return {
        "events": [
            {
                "day": full_day(event.at),
                "title": in_a_cell(event.title),
                "what": in_a_cell(event.what),
            }
            for event in reversed(events)
        ]
    }


def _which_events(child, worker):
    return [("significant", "What is significant"), ("all", "Everything")]


registry.add(Source(code="child", title="The child", facts=_nothing_more))
registry.add(
    Source(
        code="chronology",
        title="The child’s chronology",
        facts=_chronology,
        choices=_which_events,
        demonstration={
            "events": [
                {
                    "day": "3 March 2026",
                    "title": "Contact from school",
                    "what": "Maya came in hungry.",
                },
                {
                    "day": "9 March 2026",
                    "title": "Visit at home: child seen alone",
                    "what": "“I like it when Grandma is there.”",
                },
            ]
        },
    )
)

shipped.add(
    Shipped(
        code="childs-own-letter",
        source="child",
        kind="letter",
        title="Letter to a child",
        body="""Hello {{ child.first_name }},

My name is {{ worker.first_name }}. My job is to help children and families. This letter is for you, and you can keep it.

# What you told me

> Write here what {{ child.first_name }} said, in {{ child.first_name|possessive }} own words.

# What happens now

Write here, in short sentences, what will happen and when.

# What stays the same

Write here what will not change, so that {{ child.first_name }} need not wonder.

# If you are worried

You can tell me, or a teacher you trust. You can also ring Childline free on 0800 1111 at any time. It does not show on the bill.

From {{ worker.first_name }}
""",
    )
)

shipped.add(
    Shipped(
        code="letter-to-parents",
        source="child",
        kind="letter",
        title="Letter to parents",
        body="""Dear {{ family.dear }}

I am writing about {{ child.first_name }}.

Write here what you need them to know, and what you are asking of them.

# Talk to us

If anything here is not clear, or you see it differently, ring me. You can bring someone to speak for you, and we will pay for an interpreter if you need one.

Yours sincerely

{{ worker.name }}
{{ worker.role }}{% if worker.team %}, {{ worker.team }}{% endif %}
{{ council }}
""",
    )
)

shipped.add(
    Shipped(
        code="chronology",
        source="chronology",
        kind="chronology",
        title="Chronology",
        body="""What has happened in {{ child.first_name|possessive }} life, oldest first.

| Day | What happened | In more words |
{% for event in events %}| {{ event.day }} | {{ event.title }} | {{ event.what }} |
{% empty %}| | Nothing is recorded yet | |
{% endfor %}
""",
    )
)
