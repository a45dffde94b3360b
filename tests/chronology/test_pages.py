"""The chronology's pages: whole, by key, by what is asked for, and never of a child unseen."""

import random
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.apps import apps
from django.urls import reverse
from openpyxl import load_workbook

from casework.access.models import Export
from casework.children.models import FileAccess
from casework.chronology.models import Significance
from casework.chronology.registry import registry
from casework.chronology.timeline import EventQuery, page
from casework.recording.models import ChildNote, ChildVisit, Note, Visit
from missing.models import MissingEpisode
from tests.factories import (
    AddressFactory,
    AlertFactory,
    AllocationFactory,
    ChildContactFactory,
    ChildFactory,
    ChildNoteFactory,
    ChildVisitFactory,
    EpisodeOfNeedFactory,
    MeetingFactory,
    MissingEpisodeFactory,
    PersonNameFactory,
    ReferralFactory,
    RelationshipFactory,
    Section47Factory,
    StrategyDiscussionFactory,
    VisitFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alfie(child, worker):
    brother = ChildFactory(
        team=child.team,
        person__given_name="Alfie",
        person__sex="M",
        person__born_on=date(2022, 5, 1),
    )
    RelationshipFactory(person=child.person, relative=brother.person, kind="brother")
    return brother


@pytest.fixture
def address(child):
    return reverse("chronology", args=[child.pk])


def told(response) -> list[str]:
    return [line.title for line in response.context["events"]]


def keys(response) -> list[str]:
    return [event.key for line in response.context["events"] for event in line.events]


# A long story


@pytest.fixture
def long_story(child, alfie, worker):
    """1,500 events of two children: visits, notes and times missing, on random days."""
    chance = random.Random(7)
    facts = {"authority": child.authority, "team": child.team, "recorded_by": worker}
    visits = Visit.objects.bulk_create(
        Visit(
            authority=child.authority,
            worker=worker,
            what_happened=f"Visit {n}",
            held_at=datetime(2018, 1, 1, 12, tzinfo=UTC) + timedelta(days=chance.randrange(3000)),
        )
        for n in range(350)
    )
    ChildVisit.objects.bulk_create(
        ChildVisit(child=one, visit=visit, held_on=visit.held_at.date(), seen=True, **facts)
        for visit in visits
        for one in (child, alfie)
    )
    notes = Note.objects.bulk_create(
        Note(
            authority=child.authority,
            kind="call",
            title=f"Call {n}",
            text="They rang.",
            happened_at=datetime(2018, 1, 1, tzinfo=UTC)
            + timedelta(minutes=chance.randrange(3000 * 1440)),
        )
        for n in range(401)
    )
    ChildNote.objects.bulk_create(ChildNote(child=child, note=note, **facts) for note in notes)
    starts = [datetime(2019, 1, 1, 20, tzinfo=UTC) + timedelta(days=9 * n) for n in range(198)]
    MissingEpisode.objects.bulk_create(
        MissingEpisode(
            child=alfie,
            went_at=at,
            returned_at=at + timedelta(hours=chance.randint(1, 99)),
            **facts,
        )
        for at in starts
    )
    return 350 * 2 + 401 + 198 * 2


SESSION, WHO, LOOK = 1, 2, 1


@pytest.mark.long
def test_a_thirty_page_chronology_is_walked_by_key_each_event_once(
    signed_in, worker, address, long_story, django_assert_max_num_queries
):
    client = signed_in(worker)
    url, forward = f"{address}?whose=family", []
    while url:
        with django_assert_max_num_queries(20):
            response = client.get(url)
        forward.append((url, keys(response)))
        older = response.context["older_url"]
        url = f"{address}{older}" if older else ""
    every = [key for _, found in forward for key in found]
    assert len(forward) == 30
    assert len(every) == len(set(every)) == long_story + 3  # two births, a worker
    back, newer = [forward[-1][1]], response.context["newer_url"]
    while newer:
        response = client.get(f"{address}{newer}")
        back.append(keys(response))
        newer = response.context["newer_url"]
    assert list(reversed(back)) == [found for _, found in forward]


def test_no_page_skips_rows_by_counting_them(
    signed_in, worker, address, long_story, django_assert_max_num_queries
):
    client = signed_in(worker)
    first = client.get(f"{address}?whose=family")
    with django_assert_max_num_queries(20) as asked:
        client.get(f"{address}{first.context['older_url']}")
    assert not [query["sql"] for query in asked.captured_queries if "OFFSET" in query["sql"]]


def something(chance, child, day):
    """One event on a day: of a day, or of an instant in it."""
    kind = chance.randrange(3)
    if kind == 0:
        ReferralFactory(child=child, received_on=day)
    elif kind == 1:
        AlertFactory(child=child, started_on=day)
    else:
        at = datetime(day.year, day.month, day.day, chance.randrange(24), 30, tzinfo=UTC)
        ChildContactFactory(child=child, contact__received_at=at)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(6))
def test_paging_by_key_over_random_days_equals_the_sorted_list(child, alfie, worker, seed):
    chance = random.Random(seed)
    days = [date(2025, 1, 1) + timedelta(days=chance.randrange(12)) for _ in range(25)]
    for day in days:
        something(chance, chance.choice([child, alfie]), day)
    asked = EventQuery((child.pk, alfie.pk))
    everything = page(asked, worker, size=1000).events
    assert [e.at for e in everything] == sorted((e.at for e in everything), reverse=True)
    size, found, key = chance.randint(4, 9), [], ""
    while True:
        part = page(asked, worker, older_than=key, size=size)
        found += part.events
        if not part.older:
            break
        key = part.older
    assert [e.key for e in found] == [e.key for e in everything]
    assert len(found) == len(days) + 3  # two births and an allocation
    key, back = found[-1].key, found[-1:]
    while True:
        part = page(asked, worker, newer_than=key, size=size)
        back = part.events + back
        if not part.newer:
            break
        key = part.newer
    assert [e.key for e in back] == [e.key for e in everything]


@pytest.mark.parametrize(
    "key",
    [
        "x",
        "~~",
        "2026-01-01~visit~1",
        "2026-01-01T00:00:00+00:00~nope~1",
        "2026-01-01T00:00:00+00:00~visit~" + "9" * 30,
        "up.",
        "2026-13-45T00:00:00Z~visit~1",
    ],
)
def test_a_mistyped_key_opens_the_first_page(signed_in, worker, child, address, key):
    first = signed_in(worker).get(address)
    assert told(signed_in(worker).get(address, {"after": key})) == told(first)


# What is asked for


@pytest.fixture
def story(child, alfie):
    ReferralFactory(child=child, received_on=date(2026, 3, 1), reasons="Hungry again")
    ChildVisitFactory(child=child, held_on=date(2026, 3, 2), own_words="I like my bed")
    MissingEpisodeFactory(child=alfie, went_at=datetime(2026, 3, 3, 20, tzinfo=UTC))
    return child


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("kind=visits", ["Visit at home: child seen"]),
        ("kind=asked&kind=visits", ["Visit at home: child seen", "Referral: school"]),
        ("q=hungry", ["Referral: school"]),
        ("q=HUNGRY+school", ["Referral: school"]),
        ("q=nothing+like+it", []),
        ("significant=on&kind=asked", ["Referral: school"]),
        ("significant=on&kind=visits", []),
        ("since=2026-03-02&kind=visits", ["Visit at home: child seen"]),
        ("since=2026-03-03&kind=visits", []),
        ("until=2026-03-01&kind=visits", []),
        ("until=2026-03-02&kind=visits", ["Visit at home: child seen"]),
        ("whose=family&kind=missing", ["Went missing"]),
        ("kind=missing", []),
    ],
)
def test_what_is_asked_for_in_the_address(signed_in, worker, story, address, asked, said):
    response = signed_in(worker).get(f"{address}?{asked}")
    assert told(response) == said


def test_what_cannot_be_read_leaves_nothing_out_and_says_so(signed_in, worker, story, address):
    response = signed_in(worker).get(f"{address}?kind=nonsense&since=never")
    assert {"Visit at home: child seen", "Referral: school"} <= set(told(response))
    assert set(response.context["filters"].errors) == {"kind", "since"}
    assert "put right" in response.content.decode()


def test_a_night_in_june_belongs_to_its_london_day(signed_in, worker, child, address):
    MissingEpisodeFactory(child=child, went_at=datetime(2026, 6, 9, 23, 30, tzinfo=UTC))
    client = signed_in(worker)
    assert "Went missing" in told(client.get(f"{address}?since=2026-06-10"))
    assert "Went missing" not in told(client.get(f"{address}?until=2026-06-09"))


def test_a_day_and_an_hour_of_it_stand_in_order(signed_in, worker, child, address):
    """What has only a day stands before what has a time that day, also in summer."""
    MissingEpisodeFactory(child=child, went_at=datetime(2026, 6, 9, 23, 30, tzinfo=UTC))
    ReferralFactory(child=child, received_on=date(2026, 6, 10))
    assert told(signed_in(worker).get(f"{address}?since=2026-06-01")) == [
        "Went missing",
        "Referral: school",
    ]


def test_the_filters_stay_in_the_address_of_the_next_page(signed_in, worker, child, address):
    for n in range(60):
        ReferralFactory(child=child, received_on=date(2026, 1, 1) + timedelta(days=n))
    response = signed_in(worker).get(f"{address}?kind=asked&since=2026-01-01")
    query = parse_qs(urlsplit(response.context["older_url"]).query)
    assert query["kind"] == ["asked"]
    assert query["since"] == ["2026-01-01"]
    older = signed_in(worker).get(f"{address}{response.context['older_url']}")
    assert len(told(older)) == 10


def test_what_happened_to_both_is_one_line_with_each_ones_words(
    signed_in, worker, child, alfie, address
):
    visit = VisitFactory(authority=child.authority)
    for one, words in ((child, "I sleep now"), (alfie, "He ran to the door")):
        ChildVisitFactory(child=one, visit=visit, own_words=words)
    (line,) = signed_in(worker).get(f"{address}?whose=family&kind=visits").context["events"]
    assert line.names == "Ruby and Alfie"
    assert line.parts == [("Ruby", "I sleep now"), ("Alfie", "He ran to the door")]


def test_two_things_alike_of_one_child_are_two_lines(signed_in, worker, child, alfie, address):
    for _ in range(2):
        ChildVisitFactory(child=child)
    response = signed_in(worker).get(f"{address}?whose=family&kind=visits")
    assert told(response) == ["Visit at home: child seen"] * 2


def test_births_moves_names_workers_and_dangers_are_there(signed_in, worker, child, address):
    AddressFactory(
        person=child.person, lines="14 Tansy Court\nNorthmoor", started_on=date(2026, 8, 1)
    )
    PersonNameFactory(person=child.person, given_name="Ruby", until=date(2026, 7, 1))
    AlertFactory(child=child, started_on=date(2026, 6, 1), ended_on=date(2026, 6, 30))
    assert told(signed_in(worker).get(f"{address}?kind=family")) == [
        "Moved to 14 Tansy Court, Northmoor",
        "New name; until then Ruby Holroyd",
        "Danger over: Two workers to visit",
        "Danger written down: Two workers to visit",
        "Amira Hussain became social worker",
        "Born",
    ]


# Who may see


@pytest.mark.long
def test_a_restricted_brother_leaves_no_trace(signed_in, worker, child, restricted_child, address):
    RelationshipFactory(person=child.person, relative=restricted_child.person, kind="brother")
    ReferralFactory(child=restricted_child, reasons="Nobody may read this")
    without = signed_in(worker).get(f"{address}?whose=family")
    assert without.context["switch"] == []
    assert told(without) == told(signed_in(worker).get(address))
    for path in (address, reverse("chronology-print", args=[child.pk])):
        for query in (
            "whose=family",
            f"whose=family&child={restricted_child.pk}",
            "q=Nobody",
            f"whose=family&child={restricted_child.pk}&as=csv",
        ):
            response = signed_in(worker).get(f"{path}?{query}")
            page = response.getvalue() if response.streaming else response.content
            assert b"Hidden" not in page
            assert b"Nobody may" not in page


def test_a_child_asked_for_by_number_is_only_ever_one_of_the_family(
    signed_in, worker, child, alfie, address
):
    other = ChildFactory(team=child.team, person__given_name="Somebody")
    ReferralFactory(child=other)
    response = signed_in(worker).get(f"{address}?whose=family&child={other.pk}")
    assert "Referral: school" not in told(response)


def test_a_stranger_is_told_nothing(signed_in, stranger, address):
    assert signed_in(stranger).get(address).status_code == 404


# Marked significant


@pytest.fixture
def visit(child):
    return ChildVisitFactory(child=child, held_on=date(2026, 3, 2))


def mark_url(child, visit, code="visit", name="chronology-mark"):
    return reverse(name, args=[child.pk, code, visit.pk])


def test_a_worker_says_why_an_event_matters(signed_in, worker, child, visit, address):
    client = signed_in(worker)
    url = mark_url(child, visit)
    assert "Visit at home" in client.get(url).content.decode()
    assert client.post(url, {"reason": "She asked for help for the first time"}).status_code == 302
    response = client.get(f"{address}?significant=on&kind=visits")
    (line,) = response.context["events"]
    assert line.reasons == ["She asked for help for the first time"]
    assert "Why it matters:" in response.content.decode()
    mark = Significance.objects.get()
    assert (mark.recorded_by, mark.child, mark.code) == (worker, child, "visit")


def test_the_reason_is_changed_and_not_doubled(signed_in, worker, child, visit):
    for reason in ("First", "Better"):
        signed_in(worker).post(mark_url(child, visit), {"reason": reason})
    assert [mark.reason for mark in Significance.objects.all()] == ["Better"]


def test_a_mark_without_a_reason_is_not_saved(signed_in, worker, child, visit):
    response = signed_in(worker).post(mark_url(child, visit), {"reason": ""})
    assert "Say why this matters" in response.content.decode()
    assert not Significance.objects.exists()


def test_a_mark_taken_away_stays_in_the_history(signed_in, worker, child, visit, address):
    client = signed_in(worker)
    client.post(mark_url(child, visit), {"reason": "Because"})
    assert client.post(mark_url(child, visit, name="chronology-unmark")).status_code == 302
    assert not Significance.objects.exists()
    history = apps.get_model("chronology", "SignificanceEvent").objects.order_by("pgh_id")
    assert [(one.pgh_label, one.reason) for one in history] == [
        ("insert", "Because"),
        ("delete", "Because"),
    ]
    assert told(client.get(f"{address}?significant=on&kind=visits")) == []


def test_an_event_of_another_child_cannot_be_marked(signed_in, worker, child, alfie):
    other = ChildVisitFactory(child=alfie)
    client = signed_in(worker)
    assert client.post(mark_url(child, other), {"reason": "x"}).status_code == 404
    assert client.get(mark_url(child, other, code="nonsense")).status_code == 404


def test_who_may_only_read_cannot_mark(signed_in, child, visit):
    chair = WorkerFactory(team=child.team, role="data_analyst")
    client = signed_in(chair)
    assert client.get(mark_url(child, visit)).status_code == 403
    response = client.get(reverse("chronology", args=[child.pk]))
    assert "This matters" not in response.content.decode()


def test_one_childs_mark_is_not_the_brothers(signed_in, worker, child, alfie, address):
    shared = VisitFactory(authority=child.authority)
    mine = ChildVisitFactory(child=child, visit=shared)
    ChildVisitFactory(child=alfie, visit=shared)
    signed_in(worker).post(mark_url(child, mine), {"reason": "For Ruby"})
    response = signed_in(worker).get(f"{address}?whose=family&kind=visits&significant=on")
    assert [line.names for line in response.context["events"]] == ["Ruby"]


# On paper, and taken away


def test_the_whole_story_is_printed_with_who_and_when(signed_in, worker, child, story):
    for n in range(70):
        ChildNoteFactory(child=child, note__title=f"Call {n}")
    response = signed_in(worker).get(reverse("chronology-print", args=[child.pk]))
    said = " ".join(response.content.decode().split())
    assert len(told(response)) == 70 + 4
    assert "Made by Amira Hussain at" in said
    assert "Printed by Amira Hussain" in said
    look = FileAccess.objects.filter(child=child.pk).latest("at")
    assert look.what == "the whole chronology, to print"


def test_a_part_printed_says_it_is_a_part(signed_in, worker, child, story):
    response = signed_in(worker).get(
        reverse("chronology-print", args=[child.pk]) + "?kind=visits&since=2026-03-01"
    )
    assert "only visits and notes, from 1 March 2026" in response.content.decode()
    assert told(response) == ["Visit at home: child seen"]


def test_it_is_taken_away_as_a_spreadsheet(signed_in, worker, child, story, address):
    client = signed_in(worker)
    said = client.get(f"{address}?whose=family&as=csv").getvalue().decode("utf-8-sig")
    rows = [line.split(",") for line in said.strip().splitlines()]
    assert rows[0][:4] == ["Day", "About", "Kind", "What happened"]
    assert [row[0] for row in rows[1:4]] == ["2026-03-03", "2026-03-02", "2026-03-01"]
    sheet = load_workbook(
        BytesIO(b"".join(client.get(f"{address}?kind=visits&as=xlsx").streaming_content))
    ).active
    assert sheet["D2"].value == "Visit at home: child seen"
    assert Export.objects.count() == 2


def test_a_page_asks_at_most_twelve_questions(
    signed_in, worker, story, address, django_assert_max_num_queries
):
    AllocationFactory(child=story, role="other", worker__username="w2")
    client = signed_in(worker)
    with django_assert_max_num_queries(12 + SESSION + WHO + LOOK):
        client.get(f"{address}?whose=family")


def test_every_kind_of_event_can_be_filtered_for_by_name():
    assert [events.code for events in registry if events.kind == "other"] == []


def test_one_day_reads_in_the_order_things_happened(signed_in, worker, child, address):
    """2 March 2026: what has no hour of its own stands where the work of the day puts it."""
    day = date(2026, 3, 2)

    def at(hour):
        return datetime(2026, 3, 2, hour, tzinfo=UTC)

    contact = ChildContactFactory(
        child=child, contact__received_at=at(9), screened_on=day, outcome="referral"
    )
    ReferralFactory(
        child=child, contact=contact, received_on=day, decision="strategy", decided_on=day
    )
    meeting = MeetingFactory(kind="strategy", starts_at=at(11), held=True)
    held = StrategyDiscussionFactory(child=child, meeting=meeting, held_on=day)
    Section47Factory(child=child, strategy=held, started_on=day)
    ChildVisitFactory(child=child, held_on=day, visit__held_at=at(15), visit__worker=worker)
    EpisodeOfNeedFactory(child=child, started_on=day, closed_on=day, closure_reason="RC8")
    read = told(signed_in(worker).get(f"{address}?since=2026-03-02&until=2026-03-02"))
    assert [title.partition(":")[0] for title in reversed(read)] == [
        "Contact",
        "Referral",
        "Referral accepted for a strategy discussion",
        "Strategy discussion",
        "Section 47 enquiry started",
        "Visit at home",
        "Episode of need closed",
    ]
