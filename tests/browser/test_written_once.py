"""What work for three children costs, against doing it child by child.

``pytest -s`` prints the table that stands in docs/guide/workers.md.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Assessment, FamilyAssessment
from casework.plans.models import Plan
from casework.recording.models import ChildVisit
from tests.assessments.written import typed
from tests.browser.desk import at_desk as at_desk
from tests.browser.desk import people as people
from tests.browser.desk import whitfields as whitfields
from tests.factories import (
    ActionFactory,
    AllocationFactory,
    AssessmentFactory,
    ChildFactory,
    EpisodeOfNeedFactory,
    NeedFactory,
    PlanActionFactory,
    PlanFactory,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

TODAY = timezone.localdate()
SAID = "He was asleep when I came. He said: I like it when Mum reads to me."
HAPPENED = (
    "Kirsty opened the door and showed me round. The kitchen was clean, there was food in the"
    " fridge and all three had a bed of their own. Grandad means to stay until Christmas."
)


def an_hour_ago():
    return timezone.localtime() - timedelta(hours=1)


def a_visit(at_desk, children):
    desk = at_desk("social_worker")
    desk.open("visit-add", children[0].pk).fill(held_at=an_hour_ago(), what_happened=HAPPENED)
    for child in children:
        desk.fill(
            **{
                f"{child.number}__seen": "yes",
                f"{child.number}__seen_alone": "yes",
                f"{child.number}__bedroom_seen": "yes",
                f"{child.number}__own_words": SAID,
            }
        )
    desk.press()
    assert ChildVisit.objects.filter(child__in=children).count() == len(children)
    return [desk]


def a_core_group(at_desk, children):
    desk = at_desk("social_worker")
    desk.open("core-group-add", children[0].pk)
    desk.fill(starts_at=an_hour_ago(), held="yes", minutes=HAPPENED)
    for row, name in enumerate(("Kirsty Whitfield", "Mrs Pell", "Dr Shah")):
        desk.fill(**{f"attendees__{row}__name": name})
    for child in children:
        if child != children[0]:
            desk.fill(**{f"{child.number}__included": True})
        desk.fill(**{f"{child.number}__what_changed": "Asleep by eight, four nights in five."})
    return [desk.press()]


def an_assessment(at_desk, children):
    """Sent together; read and decided on one after another."""
    started = start_assessments(children)
    first = started[0]
    writer = at_desk("social_worker")
    writer.open("assessment-edit", first.child_id, first.pk)
    writer.fill(family_and_home=HAPPENED, parents_and_carers=HAPPENED)
    for child in children:
        own = "" if child == children[0] else f"{child.number}-"
        writer.fill(
            **{
                f"{own}{name.replace('-', '__')}": words
                for name, words in typed(
                    child_seen_on=TODAY,
                    daily_life=HAPPENED,
                    own_words=SAID,
                    risk=HAPPENED,
                    recommendation="A plan for all three.",
                    factors=["3B"],
                ).items()
            }
        )
    writer.press()
    writer.open("assessment-submit", first.child_id, first.pk).press()
    manager = at_desk("team_manager")
    manager.open("assessment-authorise", first.child_id, first.pk)
    for _ in children:
        manager.fill(outcome="cin_plan", manager_analysis="Their voices are heard.").press()
    assert not Assessment.objects.filter(child__in=children, authorised_on=None).exists()
    return [writer, manager]


def start_assessments(children):
    family = FamilyAssessment.objects.create(authority=children[0].authority)
    return [
        AssessmentFactory(
            child=child,
            family=family,
            referral_received_on=TODAY,
            started_on=TODAY,
            episode=child.episodeofneeds.first(),
        )
        for child in children
    ]


def a_step_down(at_desk, children):
    chair = at_desk("conference_chair")
    chair.open("conference-add", children[0].pk)
    chair.fill(kind="review", starts_at=an_hour_ago(), held="yes")
    for row, (name, agency) in enumerate((("Dr Shah", "health"), ("Mrs Pell", "education"))):
        chair.fill(**{f"attendees__{row}__name": name, f"attendees__{row}__agency": agency})
        chair.fill(**{f"attendees__{row}__attendance": "came"})
    for child in children:
        if child != children[0]:
            chair.fill(**{f"{child.number}__included": True})
        chair.fill(**{f"{child.number}__decision": "step_down"})
        chair.fill(**{f"{child.number}__reasons": "Six months of safe mornings."})
    chair.press()
    ended = Plan.objects.child_protection().get(child=children[0])
    worker = at_desk("social_worker")
    worker.open("plan-settle", children[0].pk, ended.pk).press()
    opened = Plan.objects.child_in_need().open().filter(child__in=children)
    assert opened.count() == len(children)
    return [chair, worker]


@pytest.fixture
def only_child(team, people):
    child = ChildFactory(team=team, person__given_name="Isla", person__family_name="Rowe")
    AllocationFactory(child=child, worker=people["social_worker"])
    return child


@pytest.fixture
def families(whitfields, only_child):
    """Three brothers and sisters, and a child of whom the same is written alone."""
    for child in (*whitfields, only_child):
        plan = PlanFactory(
            child=child,
            episode=EpisodeOfNeedFactory(child=child),
            started_on=TODAY - timedelta(days=200),
        )
        need = NeedFactory(child=child, plan=plan)
        PlanActionFactory(need=need, action=ActionFactory(child=child, source="plan"))
    return whitfields, [only_child]


def cost(desks):
    return sum(desk.pages for desk in desks), sum(desk.keys for desk in desks)


@pytest.mark.parametrize(
    ("journey", "most_pages"),
    [
        (a_visit, 2),
        pytest.param(a_core_group, 2, marks=pytest.mark.long),
        pytest.param(an_assessment, 8, marks=pytest.mark.long),
        pytest.param(a_step_down, 4, marks=pytest.mark.long),
    ],
)
def test_three_children_cost_little_more_than_one(at_desk, families, journey, most_pages):
    three, one = families
    pages, keys = cost(journey(at_desk, three))
    pages_alone, keys_alone = cost(journey(at_desk, one))
    print(f"{journey.__name__}: {pages} pages, {keys} keys;", end=" ")
    print(f"child by child {3 * pages_alone} pages, {3 * keys_alone} keys")
    assert pages <= most_pages
    assert keys < 3 * keys_alone
