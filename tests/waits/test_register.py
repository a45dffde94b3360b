"""The register of gaps: what no service answers, whom it was raised to, and the paper of it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from casework.access.models import Export
from casework.waits.models import GapEntry, ServiceGap
from casework.waits.register.paper import paper_of
from tests import factories as make
from tests.waits.reading import TODAY, ago, day_of, page, said, send

pytestmark = pytest.mark.django_db


def alone(team, number: int, need="domestic_abuse", days=40):
    """So many children, each with a need that no service answers."""
    return [
        make.NeedForHelpFactory(
            child=make.ChildFactory(team=team),
            need=need,
            identified_on=ago(days + place),
            no_service_on=ago(30),
            no_service_because="Asked the hub and health",
        )
        for place in range(number)
    ]


@pytest.fixture
def gap(service_manager):
    return make.ServiceGapFactory(
        authority=service_manager.authority, opened_by=service_manager, opened_on=ago(25)
    )


def test_a_need_without_a_service_is_put_on_the_register_in_one_press(signed_in, manager, team):
    alone(team, 3)
    client = signed_in(manager)
    text = page(client, "gaps")
    assert "Living with domestic abuse, as a child 3 42 days Not on the register" in text
    data = {"need": "domestic_abuse", "missing": "A specialist", **day_of("review_on", ago(-30))}
    assert send(client, "gap-add", **data).status_code == 302
    text = page(client, "gaps")
    assert "Living with domestic abuse, as a child 3 42 days Not yet Not yet Look again by" in text
    assert "3 children" not in page(client, "gap", ServiceGap.objects.get().pk)


def test_it_is_raised_answered_looked_at_again_and_closed(signed_in, manager, gap):
    client = signed_in(manager)
    next_time = day_of("review_on", TODAY + timedelta(days=90))
    for kind, days in (("raised", 20), ("answered", 9), ("reviewed", 2)):
        data = {
            "kind": kind,
            "whom": "Integrated care board",
            "words": f"It was {kind}",
            **day_of("happened_on", ago(days)),
            **next_time,
        }
        assert send(client, "gap-entry-add", gap.pk, **data).status_code == 302
    text = page(client, "gap", gap.pk)
    assert "Integrated care board: It was answered" in text
    gap.refresh_from_db()
    assert gap.review_on == TODAY + timedelta(days=90)
    closed = {"closed_because": "A service begins in May", **day_of("closed_on", TODAY)}
    assert send(client, "gap-close", gap.pk, **closed).status_code == 302
    text = page(client, "gaps")
    assert "A service begins in May" in text
    assert client.get(reverse("gap-close", args=[gap.pk])).status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"whom": ""}, "Say to whom it was raised, or who answered"),
        (day_of("happened_on", ago(26)), "The gap was not on the register yet"),
        (day_of("happened_on", ago(-2)), "must be today or earlier"),
        (day_of("review_on", TODAY), "Give a day that is to come"),
    ],
)
def test_what_is_wrong_is_said_beside_it(signed_in, manager, gap, data, words):
    good = {
        "kind": "raised",
        "whom": "Health",
        "words": "Kept as typed",
        **day_of("happened_on", TODAY),
        **day_of("review_on", ago(-30)),
    }
    text = said(send(signed_in(manager), "gap-entry-add", gap.pk, **{**good, **data}))
    assert words in text
    assert "Kept as typed" in text


def test_one_need_stands_on_the_register_once(signed_in, manager, gap):
    data = {"need": gap.need, "missing": "Again", **day_of("review_on", ago(-30))}
    assert "on the register already" in said(send(signed_in(manager), "gap-add", **data))


def test_the_register_as_at_a_day_knows_nothing_of_later(signed_in, manager, gap, team):
    alone(team, 2)
    make.GapEntryFactory(gap=gap, happened_on=ago(5))
    client = signed_in(manager)
    now, then, before = (
        client.get(reverse("gaps"), {"at": ago(days).isoformat()}).context_data["lines"]
        for days in (0, 10, 28)
    )
    assert (now[0].children, now[0].gap.raised_on) == (2, ago(5))
    assert (then[0].children, then[0].gap.raised_on) == (2, None)
    assert (before[0].children, before[0].gap) == (2, None)


def test_whoever_put_it_there_is_reminded_to_look_again(signed_in, manager, team):
    make.ServiceGapFactory(authority=team.authority, opened_by=manager, review_on=ago(3))
    text = page(signed_in(manager), "my_work")
    assert "Gaps in services to look at again" in text
    assert "To look at again: 3 days late" in text


def test_one_to_look_at_in_a_month_reminds_nobody(signed_in, manager, team):
    make.ServiceGapFactory(authority=team.authority, opened_by=manager, review_on=ago(-30))
    assert "Gaps in services" not in page(signed_in(manager), "my_work")


@pytest.mark.parametrize("role", ["data_analyst", "conference_chair"])
def test_who_only_reads_figures_writes_nothing_there(signed_in, team, gap, role):
    client = signed_in(make.WorkerFactory(team=team, role=role))
    assert "Say what happened" not in page(client, "gap", gap.pk)
    for name in ("gap-entry-add", "gap-close", "gap-edit"):
        assert client.get(reverse(name, args=[gap.pk])).status_code == 403


def test_another_council_finds_no_gap(signed_in, elsewhere, gap):
    client = signed_in(elsewhere)
    for name in ("gap", "gap-entry-add", "gap-close", "gap-edit"):
        assert client.get(reverse(name, args=[gap.pk])).status_code == 404
    assert page(client, "gaps").count("domestic abuse") == 0
    assert client.get("/api/v1/service-gaps/").json()["results"] == []


def test_the_children_behind_a_gap_are_those_the_reader_may_know_of(
    signed_in, manager, gap, child, restricted_child
):
    for one in (child, restricted_child):
        make.NeedForHelpFactory(
            child=one,
            need="domestic_abuse",
            identified_on=ago(50),
            no_service_on=ago(30),
            no_service_because="Asked",
        )
    text = page(signed_in(manager), "gap", gap.pk)
    assert "Ruby Whitfield 50 days" in text
    assert "Hidden" not in text
    assert "as a child 1 50 days" in page(signed_in(manager), "gaps")


def words_of(paper) -> str:
    cells = [cell for block in paper.blocks for row in block.rows for cell in row]
    items = [item for block in paper.blocks for item in block.items]
    return "\n".join([*cells, *items, *(block.text for block in paper.blocks)])


def test_the_paper_holds_small_numbers_back_and_the_next_that_would_give_one_away(
    service_manager, team, gap
):
    alone(team, 9)
    alone(team, 3, need="bereavement")
    alone(team, 7, need="trauma")
    rows = {
        row[0]: row[1] for block in paper_of(service_manager, TODAY).blocks for row in block.rows
    }
    assert rows["Living with domestic abuse, as a child"] == "9"
    assert rows["Bereavement or loss"] == "Fewer than 6"
    assert rows["Trauma, neglect or abuse in the past"] == "Held back"


def test_the_paper_says_how_old_they_are_where_there_are_enough(service_manager, team, gap):
    alone(team, 8)
    for age in (4, 14) * 3:
        born_on = TODAY - timedelta(days=age * 366)
        make.NeedForHelpFactory(
            child=make.ChildFactory(team=team, person__born_on=born_on),
            need="domestic_abuse",
            identified_on=ago(3),
            no_service_on=ago(2),
            no_service_because="Asked",
        )
    rows = dict(
        row
        for block in paper_of(service_manager, TODAY).blocks
        for row in block.rows
        if len(row) == 2
    )
    assert (rows["1 to 4"], rows["5 to 9"], rows["10 to 15"]) == (
        "Fewer than 6",
        "8",
        "Fewer than 6",
    )


def test_the_paper_says_nothing_of_few(service_manager, team, gap):
    needs = alone(team, 3)
    text = words_of(paper_of(service_manager, TODAY))
    assert "Fewer than 6 children have a need" in text
    assert "3 children" not in text
    assert all(need.child.name not in text for need in needs)
    assert needs[0].words not in text


def test_the_paper_says_what_was_answered_and_what_was_not(service_manager, team, gap):
    alone(team, 7)
    other = make.ServiceGapFactory(authority=team.authority, opened_on=ago(20), need="bereavement")
    make.GapEntryFactory(gap=gap, happened_on=ago(9))
    make.GapEntryFactory(gap=other, kind="answered", happened_on=ago(9), words="Next year")
    text = words_of(paper_of(service_manager, TODAY))
    assert text.count("Not answered yet") == 1
    assert "Next year" in text
    assert GapEntry.objects.count() == 2


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_it_is_taken_away_as_a_file_of_two_pages_and_who_took_it_is_kept(
    signed_in, service_manager, team, gap, kind
):
    alone(team, 9)
    for need in ("bereavement", "trauma", "neurodevelopment"):
        one = make.ServiceGapFactory(authority=team.authority, need=need, opened_on=ago(25))
        make.GapEntryFactory(gap=one, happened_on=ago(9))
    answer = signed_in(service_manager).get(reverse("gaps"), {"as": kind})
    made = BytesIO(b"".join(answer.streaming_content))
    if kind == "pdf":
        read = PdfReader(made)
        assert len(read.pages) <= 2
        text = "".join(sheet.extract_text() for sheet in read.pages)
    else:
        text = "\n".join(part.text for part in Document(made).paragraphs)
    assert "no service here answers" in " ".join(text.split())
    assert Export.objects.get().worker == service_manager


def test_the_api_gives_the_register_to_those_who_may_open_it(signed_in, manager, worker, gap):
    make.GapEntryFactory(gap=gap)
    (row,) = signed_in(manager).get("/api/v1/service-gaps/").json()["results"]
    assert (row["need"], row["entries"][0]["kind"]) == ("domestic_abuse", "raised")
    assert signed_in(worker).get("/api/v1/service-gaps/").status_code == 403
