"""What a family is told when an assessment is finished."""

from assessments.models import Assessment
from casework.documents.letters.registry import Shipped, Source, registry, shipped
from casework.interface.words import full_day


def _finished(child):
    return Assessment.objects.of_child(child).exclude(authorised_on=None).order_by("-authorised_on")


def _choices(child, worker):
    return [
        (str(assessment.pk), f"the assessment finished on {full_day(assessment.authorised_on)}")
        for assessment in _finished(child)[:5]
    ]


def _facts(child, worker, key):
    assessment = _finished(child).get(pk=key)
    return {
        "assessment": {
            "started_on": full_day(assessment.started_on),
            "finished_on": full_day(assessment.authorised_on),
            "outcome": assessment.get_outcome_display(),
            "own_words": assessment.own_words,
            "what_helps": assessment.protection,
            "what_must_change": assessment.what_must_change,
            "next": assessment.recommendation,
        }
    }


registry.add(
    Source(
        code="assessment",
        title="An assessment that is finished",
        choices=_choices,
        facts=_facts,
        demonstration={
            "assessment": {
                "started_on": "5 October 2026",
                "finished_on": "20 November 2026",
                "outcome": "A child in need plan",
                "own_words": "“I want someone to be there when I wake up.”",
                "what_helps": "Maya and her grandma are close.",
                "what_must_change": "An adult is at home every night.",
                "next": "A plan that we write together.",
            }
        },
    )
)

shipped.add(
    Shipped(
        code="assessment-outcome",
        source="assessment",
        kind="letter",
        title="Letter about what an assessment found",
        body="""Dear {{ family.dear }}

Thank you for working with us since {{ assessment.started_on }}. The assessment of what {{ child.first_name }} needs was finished on {{ assessment.finished_on }}.

# What we decided

{{ assessment.outcome }}.
{% if assessment.own_words %}
# What {{ child.first_name }} said

> {{ assessment.own_words }}
{% endif %}{% if assessment.what_helps %}
# What helps {{ child.first_name }}

{{ assessment.what_helps }}
{% endif %}{% if assessment.what_must_change %}
# What needs to change

{{ assessment.what_must_change }}
{% endif %}{% if assessment.next %}
# What happens next

{{ assessment.next }}
{% endif %}
# If you see it differently

Tell us. What you say is kept beside the assessment, in your own words. You can have a copy of the whole assessment, and you can complain; we will tell you how.

Yours sincerely

{{ worker.name }}
{{ worker.role }}{% if worker.team %}, {{ worker.team }}{% endif %}
{{ council }}
""",
    )
)
