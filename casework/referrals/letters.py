"""What a letter to parents says of a referral: what was decided, and why."""

from casework.documents.letters.registry import Shipped, Source, registry, shipped
from casework.interface.words import full_day
from casework.referrals.models import Referral


def _decided(child):
    return Referral.objects.of_child(child).exclude(decision="").newest_first()


def _choices(child, worker):
    return [
        (str(referral.pk), f"the referral of {full_day(referral.received_on)}")
        for referral in _decided(child)[:10]
    ]


def _facts(child, worker, key):
    """Not who referred: a letter to a family never says who told us."""
    referral = _decided(child).get(pk=key)
    return {
        "referral": {
            "received_on": full_day(referral.received_on),
            "decided_on": full_day(referral.decided_on) if referral.decided_on else "",
            "decision": referral.get_decision_display(),
            "reasons": referral.decision_reasons,
        }
    }


registry.add(
    Source(
        code="referral",
        title="A referral and what was decided",
        choices=_choices,
        facts=_facts,
        demonstration={
            "referral": {
                "received_on": "16 November 2026",
                "decided_on": "17 November 2026",
                "decision": "Assess the child and family",
                "reasons": "Maya has come to school hungry three times and says she looks after her brother.",
            }
        },
    )
)

shipped.add(
    Shipped(
        code="referral-decision",
        source="referral",
        kind="letter",
        title="Letter to parents after a referral",
        body="""Dear {{ family.dear }}

On {{ referral.received_on }} we were told about a worry for {{ child.first_name }}. We looked at it carefully and decided on {{ referral.decided_on }} what to do.

# What we decided

{{ referral.decision }}.
{% if referral.reasons %}
# Why

{{ referral.reasons }}
{% endif %}
# What happens now

Write here who will be in touch, by when, and what you are asking of them.

# If you see it differently

Tell us: ring {{ worker.name }}. You can have someone with you whenever we meet, and an interpreter if you need one. You can ask to see what we keep about your family, and you can complain; we will tell you how.

Yours sincerely

{{ worker.name }}
{{ worker.role }}{% if worker.team %}, {{ worker.team }}{% endif %}
{{ council }}
""",
    )
)
