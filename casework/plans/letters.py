"""The family copy of a plan as a letter: the same words as the page, from this child's rows alone."""

from casework.documents.letters.registry import Shipped, Source, registry, shipped
from casework.interface.words import full_day
from casework.plans.family_copy.copy import family_copy
from casework.plans.models import Plan


def _plans(child):
    return Plan.objects.of_child(child).order_by("-started_on", "-pk")


def _choices(child, worker):
    return [(str(plan.pk), f"from {full_day(plan.started_on)}") for plan in _plans(child)[:5]]


def _facts(child, worker, key):
    plan = _plans(child).get(pk=key)
    plan.child = child
    copy = family_copy(plan)
    return {
        "title": copy.title,
        "plan": {
            "title": copy.title,
            "opening": copy.opening,
            "worries": copy.worries,
            "going_well": copy.going_well,
            "familys_own_plan": copy.familys_own_plan,
            "own_words": copy.own_words,
            "call": copy.call,
        },
        "aims": [
            {
                "number": str(aim.number),
                "need": aim.need,
                "different": aim.different,
                "promises": [_promise(promise) for promise in aim.promises],
            }
            for aim in copy.aims
        ],
        "if_not": [
            {"trigger": step.trigger, "step": step.step, "who": step.who, "when": step.when}
            for step in copy.if_not
        ],
        "hard_words": [{"term": word.term, "means": word.means} for word in copy.words],
    }


def _promise(promise):
    return {
        "who": promise.who,
        "what": promise.what,
        "by": promise.by,
        "done": promise.done,
        "late": promise.late,
    }


registry.add(
    Source(
        code="plan",
        title="A plan, in the family’s own copy",
        choices=_choices,
        facts=_facts,
        demonstration={
            "title": "Maya’s plan",
            "plan": {
                "title": "Maya’s plan",
                "opening": "This plan is for Maya, who is 10. It says what will get better.",
                "worries": "Maya is often on her own at night.",
                "going_well": "Maya loves school.",
                "familys_own_plan": "Grandma will come on Wednesdays.",
                "own_words": "“I want someone to be there when I wake up.”",
                "call": "Ask for Alex Writer, Maya’s social worker.",
            },
            "aims": [
                {
                    "number": "1",
                    "need": "Maya will not be alone at night",
                    "different": "An adult is at home every night",
                    "promises": [
                        {
                            "who": "Mum",
                            "what": "will be home by 8 o’clock",
                            "by": "by 30 November",
                            "done": "",
                            "late": "",
                        }
                    ],
                }
            ],
            "if_not": [
                {
                    "trigger": "Maya is alone at night",
                    "step": "we will meet that day",
                    "who": "Alex",
                    "when": "the same day",
                }
            ],
            "hard_words": [{"term": "Core group", "means": "The people who carry out the plan"}],
        },
    )
)

shipped.add(
    Shipped(
        code="family-copy",
        source="plan",
        kind="plan",
        title="Family copy of a plan",
        body="""{{ plan.opening }}
{% if plan.worries %}
# What we worry about

{{ plan.worries }}
{% endif %}{% if plan.going_well %}
# What is going well

{{ plan.going_well }}
{% endif %}{% for aim in aims %}
# {{ aim.number }}. {{ aim.need }}

What we want: {{ aim.different }}

{% for promise in aim.promises %}- {% if promise.done %}Done: {% endif %}**{{ promise.who }}:** {{ promise.what }} {% if promise.done %}{{ promise.done }}{% else %}**{{ promise.by|capital }}.** {{ promise.late }}{% endif %}
{% endfor %}{% endfor %}{% if plan.familys_own_plan %}
# What the family will do

{{ plan.familys_own_plan }}
{% endif %}
# If things do not get better

{% for agreed in if_not %}- **If this happens:** {{ agreed.trigger }} **Then we will:** {{ agreed.step }} **Who:** {{ agreed.who }}. **When:** {{ agreed.when }}
{% empty %}We have not agreed this yet. We will write it down and tell you.
{% endfor %}{% if plan.own_words %}
# What {{ child.first_name }} said

> {{ plan.own_words }}
{% endif %}
# If you do not agree, or want to talk

{{ plan.call }} You can ask for someone independent to speak up for you. You can complain, and we will tell you how. If someone is in danger now, ring 999.
{% if hard_words %}
# What some of these words mean

{% for word in hard_words %}- **{{ word.term }}:** {{ word.means }}
{% endfor %}{% endif %}""",
    )
)
