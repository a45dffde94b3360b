from datetime import date, datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from casework.interface.words import LONDON
from casework.recording.models import ChildVisit, Visit
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    ChildFactory,
    ChildVisitFactory,
    PlanFactory,
    RelationshipFactory,
    VisitFactory,
)
from tests.html import squeezed

TODAY = timezone.localdate
LAST_WEEK = date(2026, 3, 2)


def sibling_of(child, name, *, worker=None, born_on=date(2022, 5, 1), **facts):
    """A brother with a file, known from both sides."""
    brother = ChildFactory(
        team=facts.pop("team", child.team),
        person__given_name=name,
        person__born_on=born_on,
        person__sex="M",
        person__authority=child.authority,
        **facts,
    )
    if worker:
        AllocationFactory(child=brother, worker=worker)
    RelationshipFactory(person=child.person, relative=brother.person, kind="brother")
    RelationshipFactory(person=brother.person, relative=child.person, kind="sister")
    return brother


@pytest.fixture
def alfie(child, worker):
    return sibling_of(child, "Alfie", worker=worker)


@pytest.fixture
def noah(child, worker):
    return sibling_of(child, "Noah", worker=worker, born_on=date(2025, 1, 30))


def answers(children, *, on=LAST_WEEK, at="9.15am", **changes):
    """A visit form filled in for these children, as a browser sends it."""
    data = {
        "held_at_day": on.day,
        "held_at_month": on.month,
        "held_at_year": on.year,
        "held_at_time": at,
        "place": "home",
        "planned": "yes",
        "reason": "other",
        "what_happened": "Kirsty was up and dressed and the heating was on.",
        "with": [child.number for child in children[1:]],
    }
    for child in children:
        for name, value in {
            "seen": "yes",
            "seen_alone": "no",
            "bedroom_seen": "yes",
            "own_words": "",
            "not_seen_because": "",
            "what_is_different": "",
        }.items():
            data[f"{child.number}-{name}"] = value
    return data | changes


def url(child):
    return reverse("visit-add", args=[child.pk])


def test_one_form_writes_a_visit_for_three_children(signed_in, worker, child, alfie, noah):
    data = answers([child, alfie, noah]) | {
        f"{child.number}-own_words": "I didn’t need my chair last night.",
        f"{child.number}-seen_alone": "yes",
        f"{noah.number}-own_words": "Came to his nan with his arms up.",
    }
    response = signed_in(worker).post(url(child), data)
    notes = [str(message) for message in get_messages(response.wsgi_request)]
    assert notes == ["Visit saved for Ruby, Alfie and Noah."]
    visit = Visit.objects.get()
    assert visit.held_at == datetime(2026, 3, 2, 9, 15, tzinfo=LONDON)
    assert visit.worker == worker
    parts = {part.child_id: part for part in visit.children.all()}
    assert set(parts) == {child.pk, alfie.pk, noah.pk}
    assert parts[child.pk].seen_alone
    assert parts[child.pk].own_words == "I didn’t need my chair last night."
    assert parts[alfie.pk].own_words == ""
    assert {part.held_on for part in parts.values()} == {LAST_WEEK}


def test_the_form_opens_for_those_with_the_same_worker(signed_in, worker, child, alfie):
    sibling_of(child, "Ewan")
    page = signed_in(worker).get(url(child))
    assert [card.child.first_name for card in page.context["cards"]] == ["Ruby", "Alfie"]


def test_the_worker_chooses_for_whom_to_write(signed_in, worker, child, alfie, noah):
    page = signed_in(worker).get(url(child), {"with": noah.number})
    assert [card.child.first_name for card in page.context["cards"]] == ["Ruby", "Noah"]
    page = signed_in(worker).get(url(child), {"chosen": "yes"})
    assert [card.child.first_name for card in page.context["cards"]] == ["Ruby"]


def test_a_baby_is_asked_after_by_what_they_did_and_showed(signed_in, worker, child):
    baby = sibling_of(child, "Noah", worker=worker, born_on=TODAY() - timedelta(days=400))
    page = signed_in(worker).get(url(child), {"with": baby.number}).content.decode()
    assert "How Noah was: what he did and showed" in page
    assert "What Ruby said, in her own words" in page


def test_a_visit_not_happened_yet_is_refused_and_everything_typed_is_kept(
    signed_in, worker, child, alfie, noah
):
    data = answers([child, alfie, noah], on=TODAY() + timedelta(days=1))
    data[f"{noah.number}-seen"] = ""
    data[f"{child.number}-own_words"] = "The light makes a star."
    response = signed_in(worker).post(url(child), data)
    page = squeezed(response.content.decode())
    assert "There are 2 things to put right" in page
    assert page.count("The visit date must be today or earlier") == 2  # summary and field
    assert page.count("Say whether Noah was seen") == 2
    assert "put the date right and this will say when the next one is due" in page
    assert "The light makes a star." in page
    assert "Kirsty was up and dressed" in page
    assert page.count("cw-card--error") == 1
    assert not Visit.objects.exists()


def test_a_visit_today_but_later_than_now_names_the_time(signed_in, worker, child):
    page = signed_in(worker).post(url(child), answers([child], on=TODAY(), at="11.59pm"))
    assert "The visit has not happened yet: check the time" in page.content.decode()


def test_a_visit_cannot_be_before_a_child_was_born(signed_in, worker, child, noah):
    page = signed_in(worker).post(url(child), answers([child, noah], on=date(2025, 1, 29)))
    words = "Noah was born on 30 January 2025: the visit cannot be before that"
    assert words in page.content.decode()
    signed_in(worker).post(url(child), answers([child, noah], on=date(2025, 1, 30)))
    assert ChildVisit.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"seen": ""}, "Say whether Ruby was seen"),
        ({"seen_alone": ""}, "Say whether Ruby was seen alone"),
        ({"seen": "no", "seen_alone": ""}, "Say why Ruby was not seen, and what you will do"),
        (
            {"seen": "no", "seen_alone": "yes", "not_seen_because": "At her nan’s: Friday"},
            "If Ruby was not seen, choose No",
        ),
    ],
)
def test_each_childs_answers_are_asked_for_by_name(signed_in, worker, child, given, words):
    data = answers([child])
    data |= {f"{child.number}-{name}": value for name, value in given.items()}
    page = signed_in(worker).post(url(child), data)
    assert page.content.decode().count(words) >= 2
    assert not Visit.objects.exists()


def test_a_child_not_seen_is_written_down_with_why(signed_in, worker, child):
    data = answers([child])
    data |= {
        f"{child.number}-seen": "no",
        f"{child.number}-seen_alone": "",
        f"{child.number}-not_seen_because": "At her nan’s. I will go there on Friday.",
    }
    signed_in(worker).post(url(child), data)
    part = ChildVisit.objects.get()
    assert (part.seen, part.seen_alone, part.bedroom_seen) == (False, False, True)
    assert part.not_seen_because == "At her nan’s. I will go there on Friday."


def test_nothing_is_saved_where_one_childs_part_cannot_be(signed_in, worker, child, alfie):
    data = answers([child, alfie])
    data[f"{alfie.number}-seen"] = ""
    signed_in(worker).post(url(child), data)
    assert not Visit.objects.exists()
    assert not ChildVisit.objects.exists()


def test_a_restricted_brother_is_never_shown_nor_written_for(signed_in, worker, child, alfie):
    hidden = sibling_of(child, "Ewan", restricted=True)
    page = signed_in(worker).get(url(child), {"with": [alfie.number, hidden.number]})
    assert "Ewan" not in page.content.decode()
    data = answers([child, alfie, hidden])
    page = signed_in(worker).post(url(child), data)
    assert "You can no longer write for one of the children" in page.content.decode()
    assert "Ewan" not in page.content.decode()
    assert not ChildVisit.objects.exists()


def test_a_child_who_is_no_brother_is_not_written_for(signed_in, worker, child):
    another = ChildFactory(team=child.team, person__given_name="Ella")
    signed_in(worker).post(url(child), answers([child, another]))
    assert not ChildVisit.objects.exists()


def test_the_page_of_a_visit_leaves_out_a_brother_the_worker_may_not_know_of(
    signed_in, worker, child, alfie
):
    hidden = sibling_of(child, "Ewan", restricted=True)
    visit = VisitFactory(authority=child.authority)
    for sibling in (child, alfie, hidden):
        ChildVisitFactory(child=sibling, visit=visit)
    page = signed_in(worker).get(reverse("visit", args=[child.pk, visit.pk])).content.decode()
    assert "Alfie" in page
    assert "Ewan" not in page


def test_a_visit_of_another_child_is_not_found(signed_in, worker, child):
    part = ChildVisitFactory(child=ChildFactory(team=child.team))
    response = signed_in(worker).get(reverse("visit", args=[child.pk, part.visit_id]))
    assert response.status_code == 404


PAGES = ["visits", "visit-add", "visit-preview", "note-add", "words", "words-add"]


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_does_not_find_the_child(signed_in, stranger, elsewhere, child, name):
    for someone in (stranger, elsewhere):
        assert signed_in(someone).get(reverse(name, args=[child.pk])).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_restricted_child_is_not_found(signed_in, worker, restricted_child, name):
    response = signed_in(worker).get(reverse(name, args=[restricted_child.pk]))
    assert response.status_code == 404


@pytest.mark.parametrize("name", ["visit-add", "note-add", "words-add"])
def test_a_role_that_only_reads_may_not_write(signed_in, team, child, name):
    from tests.factories import WorkerFactory

    analyst = WorkerFactory(team=team, role="data_analyst")
    assert signed_in(analyst).get(reverse(name, args=[child.pk])).status_code == 403
    assert signed_in(analyst).get(reverse("visits", args=[child.pk])).status_code == 200


def on_plan(child, kind="protection", started_on=date(2026, 2, 2)):
    PlanFactory(child=child, kind=kind, started_on=started_on)
    sweep([child.pk])


def test_a_visit_on_a_plan_is_of_that_plans_kind(signed_in, worker, child, alfie):
    on_plan(child)
    on_plan(alfie, kind="need")
    signed_in(worker).post(url(child), answers([child, alfie], reason="plan"))
    kinds = dict(ChildVisit.objects.values_list("child", "purpose"))
    assert kinds == {child.pk: "protection", alfie.pk: "need"}


def preview_of(client, children, on):
    others = "+".join(sibling.number for sibling in children[1:])
    address = reverse("visit-preview", args=[children[0].pk, *filter(None, [others])])
    day = {f"held_at_{part}": getattr(on, part) for part in ("day", "month", "year")}
    return squeezed(client.get(address, day).content.decode())


def test_the_form_says_when_the_next_visit_will_be_due(signed_in, worker, child, alfie):
    for sibling in (child, alfie):
        on_plan(sibling)
    preview = preview_of(signed_in(worker), [child, alfie], LAST_WEEK)
    assert "the next visit will be due by <b>Monday 16 March 2026</b>" in preview
    assert "10 working days from this one" in preview
    assert "for Ruby" not in preview


def test_children_on_different_plans_have_their_own_next_visit(signed_in, worker, child, alfie):
    on_plan(child)
    on_plan(alfie, kind="need")
    preview = preview_of(signed_in(worker), [child, alfie], LAST_WEEK)
    assert "for Ruby will be due by <b>Monday 16 March 2026</b>, 10 working days" in preview
    assert "for Alfie will be due by <b>Monday 30 March 2026</b>, 20 working days" in preview


def test_a_visit_before_the_last_one_does_not_move_the_next(signed_in, worker, child):
    on_plan(child)
    ChildVisitFactory(child=child, held_on=date(2026, 3, 9))
    sweep([child.pk])
    preview = preview_of(signed_in(worker), [child], LAST_WEEK)
    assert "stays due by <b>Monday 23 March 2026</b>" in preview


def test_the_preview_of_a_brother_the_worker_may_not_know_of_says_nothing_of_him(
    signed_in, worker, child
):
    hidden = sibling_of(child, "Ewan", restricted=True)
    on_plan(child)
    on_plan(hidden, kind="need")
    assert "Ewan" not in preview_of(signed_in(worker), [child, hidden], LAST_WEEK)


def test_a_date_half_typed_is_waited_for_and_a_wrong_one_is_not_counted(signed_in, worker, child):
    client, address = signed_in(worker), reverse("visit-preview", args=[child.pk])
    assert "give the date" in client.get(address, {"held_at_day": "2"}).content.decode()
    assert "put the date right" in preview_of(client, [child], TODAY() + timedelta(days=1))
    assert "no date is set" in preview_of(client, [child], LAST_WEEK)


@pytest.mark.django_db(transaction=True)
def test_after_saving_the_day_the_sweep_has_set_is_said(signed_in, worker, child, alfie):
    for sibling in (child, alfie):
        on_plan(sibling)
    response = signed_in(worker).post(url(child), answers([child, alfie], reason="plan"))
    due = Deadline.objects.open().get(child=child, code="cp_visit.next").due_at
    assert due.astimezone(LONDON).date() == date(2026, 3, 16)
    notes = [str(message) for message in get_messages(response.wsgi_request)]
    assert notes == ["Visit saved for Ruby and Alfie. Next visit due by Monday 16 March."]


@pytest.fixture
def counted(signed_in, worker, child, django_assert_max_num_queries):
    """A page of ``child`` in at most 12 queries, session, worker and the look's own aside."""

    def count(name, most=12):
        client = signed_in(worker)
        with django_assert_max_num_queries(most + 3):
            assert client.get(reverse(name, args=[child.pk])).status_code == 200

    return count


@pytest.mark.parametrize("name", ["visits", "visit-add", "note-add", "words", "words-add"])
def test_a_page_takes_few_queries_whatever_the_history(counted, child, worker, name):
    for number in range(25):
        ChildVisitFactory(child=child, own_words=f"Words {number}", visit__worker=worker)
    for number in range(30):
        sibling_of(child, f"Brother{number}", worker=worker)
    counted(name)


def test_thirty_brothers_and_sisters_are_written_for_in_few_queries(
    signed_in, worker, child, django_assert_max_num_queries
):
    children = [child, *(sibling_of(child, f"Brother{n}", worker=worker) for n in range(30))]
    client = signed_in(worker)
    with django_assert_max_num_queries(40):
        client.post(url(child), answers(children))
    assert ChildVisit.objects.count() == 31


def test_the_newest_twenty_are_shown_and_the_rest_on_the_next_page(signed_in, worker, child):
    for day in range(1, 24):
        at = datetime(2026, 1, day, 10, 0, tzinfo=LONDON)
        ChildVisitFactory(child=child, held_on=at.date(), visit__held_at=at)
    client, address = signed_in(worker), reverse("visits", args=[child.pk])
    first = client.get(address).context["records"]
    assert [part.held_on.day for part in first] == list(range(23, 3, -1))
    second = client.get(address, {"page": 2}).context
    assert [part.held_on.day for part in second["records"]] == [3, 2, 1]
    assert second["older"] is None
    assert client.get(address, {"page": "no"}).status_code == 404


def test_the_banner_knows_when_the_child_was_last_seen_alone(signed_in, worker, child):
    ChildVisitFactory(child=child, held_on=date(2026, 1, 5), seen_alone=True)
    ChildVisitFactory(child=child, held_on=date(2026, 2, 5), seen_alone=False)
    page = signed_in(worker).get(reverse("visits", args=[child.pk]))
    assert page.context["child"].last_seen_alone_on == date(2026, 1, 5)
    assert page.context["child"].last_seen_alone_place == "home"


def test_nothing_is_assumed_of_a_visit(signed_in, worker, child):
    card = signed_in(worker).get(url(child)).context["cards"][0]
    answers_given = [card[name].value() for name in ("seen", "seen_alone", "bedroom_seen")]
    assert answers_given == [None, None, None]


def test_nobody_who_has_died_is_offered_among_those_seen(signed_in, worker, child):
    alive = RelationshipFactory(person=child.person, kind="mother", relative__given_name="Kirsty")
    RelationshipFactory(
        person=child.person,
        kind="grandparent",
        relative__given_name="Alan",
        relative__born_on=date(1950, 1, 1),
        relative__died_on=date(2018, 1, 1),
    )
    page = signed_in(worker).get(reverse("visit-add", args=[child.pk])).content.decode()
    assert alive.relative.first_name in page
    assert "Alan (grandparent)" not in page


def test_a_clock_that_a_visit_only_stops_says_nothing_of_the_next_visit(client, worker, child):
    AssessmentFactory(child=child, started_on=LAST_WEEK, referral_received_on=LAST_WEEK)
    sweep()
    client.force_login(worker)
    assert "no date is set" in preview_of(client, [child], LAST_WEEK)
