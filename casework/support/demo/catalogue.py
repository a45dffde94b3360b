"""The services of the invented council: its own, some it buys, one that ended."""

from casework.support.models import Service

EDGE_OF_CARE = "Families First"
BEGAN = 1100

SERVICES = [
    {
        "name": EDGE_OF_CARE,
        "kind": "edge_of_care",
        "needs": ["conflict", "parenting", "violence_at_home", "exploitation"],
        "age_to": 17,
        "criteria": "A child who may come into care within days or weeks, or who could go home"
        " from care, and whose family want help to stay together.",
        "capacity": 30,
        "cost": 2400,
        "cost_per": "place",
        "provider": "The council",
        "contact": "The duty desk of Families First",
        "asks": [
            "What may happen this week if nothing changes?",
            "Who in the family has helped before?",
            "When is somebody at home to be met?",
        ],
    },
    {
        "name": "Family support team",
        "kind": "family_support",
        "needs": ["parenting", "school", "home_and_money"],
        "capacity": 60,
        "provider": "The council",
    },
    {
        "name": "Harbour counselling",
        "kind": "therapy",
        "needs": ["wellbeing", "bereavement", "trauma"],
        "age_from": 5,
        "age_to": 17,
        "criteria": "A child who wants to talk to somebody, with a safe grown-up who knows.",
        "capacity": 25,
        "cost": 45,
        "cost_per": "session",
        "provider": "Harbour, a charity",
        "asks": ["What does the child hope will be different?", "Does the child know of this?"],
    },
    {
        "name": "Northmoor CAMHS",
        "kind": "health",
        "needs": ["mental_health", "self_harm", "eating", "neurodevelopment"],
        "age_to": 17,
        "provider": "Northmoor NHS Trust",
        "asks": ["What has been tried?", "Is there a risk today?", "Who has parental consent?"],
    },
    {
        "name": "Steady: parents together",
        "kind": "group",
        "needs": ["parenting", "conflict"],
        "capacity": 12,
        "cost": 30,
        "cost_per": "place",
        "provider": "The council",
    },
    {
        "name": "Weekend breaks",
        "kind": "short_breaks",
        "needs": ["disability", "conflict"],
        "age_from": 4,
        "age_to": 17,
        "capacity": 10,
        "cost": 310,
        "cost_per": "place",
        "provider": "The council’s foster carers",
    },
    {
        "name": "Turning Point Northmoor",
        "kind": "adults",
        "needs": ["parent_substances"],
        "provider": "A charity the council and the NHS buy together",
    },
    {
        "name": "Stepping Stones",
        "kind": "therapy",
        "needs": ["domestic_abuse"],
        "age_from": 8,
        "age_to": 16,
        "provider": "A charity that lost its grant",
        "ends_on": 240,
        "ended_because": "The grant ended. Nothing took its place",
    },
]


def services(world) -> list[Service]:
    return world.write(Service, [service(world, dict(facts)) for facts in SERVICES])


def service(world, facts: dict) -> Service:
    if "ends_on" in facts:
        facts["ends_on"] = world.days.ago(facts["ends_on"])
    return Service(authority=world.authority, starts_on=world.days.ago(BEGAN), **facts)
