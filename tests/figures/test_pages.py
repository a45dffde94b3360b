"""The pages of figures: who may read them, what they say, what is behind them."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from casework.access.roles import ROLES, Permission, Role
from casework.figures.models import Published
from casework.figures.registry import figures
from tests.factories import ChildFactory, ChildVisitFactory, PlanFactory, WorkerFactory
from tests.html import squeezed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR_END = date(TODAY.year - (date(TODAY.year, 3, 31) >= TODAY), 3, 31)
SESSION, WHO = 1, 1


def days_ago(number):
    return TODAY - timedelta(days=number)


@pytest.fixture
def seen(child):
    return [
        ChildVisitFactory(child=child, held_on=days_ago(number), seen_alone=number == 3)
        for number in (3, 10)
    ]


def page(client, name="figures", *args, **asked):
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("social_worker", 200),
        ("team_manager", 200),
        ("service_manager", 200),
        ("data_analyst", 200),
        ("conference_chair", 200),
        ("missing_coordinator", 200),
        ("family_support", 403),
        ("auditor", 403),
        ("administrator", 403),
        ("inspector", 403),
    ],
)
def test_figures_are_for_those_who_see_a_team_or_the_service(signed_in, team, role, status):
    client = signed_in(WorkerFactory(team=team, role=role))
    for address in (
        reverse("figures"),
        reverse("figure", args=["visits.alone"]),
        reverse("figure-behind", args=["visits.alone"]),
        "/api/v1/figures/",
    ):
        assert client.get(address).status_code == status


def test_there_is_no_such_figure(signed_in, manager):
    client = signed_in(manager)
    assert client.get(reverse("figure", args=["nope"])).status_code == 404
    behind = reverse("figure-behind", args=["nope"])
    assert client.get(behind).status_code == 404
    assert client.get(behind, {"as": "csv"}).status_code == 404


def test_all_figures_are_asked_in_few_queries(
    signed_in, manager, seen, django_assert_max_num_queries
):
    client = signed_in(manager)
    with django_assert_max_num_queries(9 + SESSION + WHO):
        text = page(client)
    assert "Children seen alone" in text
    assert "1 of 2" in text


def test_one_figure_is_said_in_words_divided_and_compared(
    signed_in, manager, seen, django_assert_max_num_queries
):
    client = signed_in(manager)
    with django_assert_max_num_queries(9 + SESSION + WHO):
        text = page(client, "figure", "visits.alone", by="age")
    assert "1 of 2 visits at which the child was seen saw the child alone (50%)" in text
    assert 'role="img"' in text
    assert "No published statistic counts what this figure does" in squeezed(text)


@pytest.mark.long
def test_every_figure_has_its_page_and_what_is_behind_it(signed_in, manager, seen):
    client = signed_in(manager)
    for figure in figures:
        page(client, "figure", figure.code)
        page(client, "figure-behind", figure.code)


def test_behind_a_figure_stand_those_counted_or_the_rest(signed_in, manager, child, seen):
    client = signed_in(manager)
    for counted, number in (("yes", 1), ("no", 1), ("", 2)):
        answer = client.get(reverse("figure-behind", args=["visits.alone"]), {"counted": counted})
        assert len(answer.context["object_list"]) == number
        assert child.name in answer.content.decode()


def test_what_is_behind_a_figure_is_paged_and_taken_away(
    signed_in, manager, team, django_assert_max_num_queries
):
    for _ in range(55):
        ChildVisitFactory(child=ChildFactory(team=team), held_on=days_ago(2))
    client, address = signed_in(manager), reverse("figure-behind", args=["visits.seen"])
    with django_assert_max_num_queries(8 + SESSION + WHO):
        first = client.get(address)
    rest = client.get(address + first.context["next_page"])
    assert len(first.context["object_list"]) == 50
    assert len(rest.context["object_list"]) == 5
    taken = b"".join(client.get(address, {"as": "csv"}).streaming_content).decode()
    assert len(taken.strip().splitlines()) == 56


def test_all_figures_are_taken_away_as_a_table(signed_in, manager, seen):
    answer = signed_in(manager).get(reverse("figures"), {"as": "csv"})
    taken = b"".join(answer.streaming_content).decode()
    assert (
        "Children seen alone,visits at which the child was seen,saw the child alone,Fewer than 6,"
        in taken
    )


def test_a_stranger_counts_nothing_and_sees_no_one(signed_in, stranger, child, seen):
    client = signed_in(stranger)
    assert "1 of 2" not in page(client)
    assert child.name not in page(client, "figure-behind", "visits.alone")


def test_a_restricted_child_is_neither_counted_nor_listed(
    signed_in, service_manager, restricted_child
):
    ChildVisitFactory(child=restricted_child, held_on=days_ago(2))
    answer = signed_in(service_manager).get(reverse("figure-behind", args=["visits.seen"]))
    assert not answer.context["object_list"]


def test_a_figure_can_be_asked_as_at_a_past_day(signed_in, manager, child):
    PlanFactory(child=child, started_on=date(2024, 1, 1), ended_on=date(2025, 6, 1))
    client = signed_in(manager)
    then = page(client, "figure", "cp_plan.over_9", at="2025-05-31")
    assert "1 of 1 child protection plans open have lasted over 9 months (100%)" in then
    assert "on 31 May 2025" in then
    assert "There is nothing to count" in page(client, "figure", "cp_plan.over_9")


def test_a_day_to_come_is_refused_in_words(signed_in, manager):
    asked = {"at_day": "1", "at_month": "1", "at_year": str(TODAY.year + 1)}
    assert "must be today or earlier" in page(signed_in(manager), **asked)


@pytest.mark.parametrize("asked", ["team=x", "months=99", "age=~", "by=nope", "after=9", "at=x"])
def test_a_mistyped_question_is_no_error(signed_in, manager, asked):
    client = signed_in(manager)
    for address in (reverse("figures"), reverse("figure", args=["visits.alone"])):
        assert client.get(f"{address}?{asked}").status_code == 200


def test_no_figure_is_divided_by_worker(signed_in, service_manager, seen):
    answer = signed_in(service_manager).get(
        reverse("figure", args=["visits.alone"]), {"by": "worker"}
    )
    assert answer.context["by"].name != "worker"


def test_a_named_workers_figures_are_for_those_who_manage_them(
    signed_in, worker, manager, chair, child
):
    other = WorkerFactory(team=worker.team, role="social_worker")
    for reader, offered in ((worker, {worker}), (chair, set()), (manager, {worker})):
        form = signed_in(reader).get(reverse("figures")).context["form"]
        names = {words for _, words in form.fields["worker"].choices}
        assert {one for one in (worker, other) if one.name in names} == offered


def test_who_may_open_the_list_reads_the_number_however_small(signed_in, service_manager, team):
    for age, number in ((8, 3), (14, 8), (17, 9)):
        for _ in range(number):
            born_on = TODAY.replace(year=TODAY.year - age, day=1)
            child = ChildFactory(team=team, person__born_on=born_on)
            ChildVisitFactory(child=child, held_on=days_ago(1))
    answer = signed_in(service_manager).get(
        reverse("figure", args=["visits.seen"]), {"by": "age", "at": TODAY.isoformat()}
    )
    said = {part["words"]: part["tally"].in_words for part in answer.context["parts"]}
    assert said == {"5 to 9": "3 of 3", "10 to 15": "8 of 8", "16 and over": "9 of 9"}


def test_the_table_that_is_taken_away_holds_small_numbers_back(signed_in, service_manager, seen):
    client = signed_in(service_manager)
    assert "1 of 2" in page(client)
    taken = b"".join(client.get(reverse("figures"), {"as": "csv"}).streaming_content).decode()
    (line,) = [line for line in taken.splitlines() if line.startswith("Children seen alone,")]
    assert "Fewer than 6" in line
    assert "1 of 2" not in line


# Published


CSV = (
    "figure,area,period,share,source,address\r\n"
    "referral.again,England,2025,22.4,A ministry,https://example.org/figures\r\n"
    "nope,England,2025,22,A ministry,\r\n"
    "referral.again,Wales,2025,122,A ministry,\r\n"
    "referral.again,,2025,12,A ministry,\r\n"
    "visits.alone,England,2025,12,A ministry,\r\n"
)


@pytest.fixture
def administrator(team):
    return WorkerFactory(team=None, authority=team.authority, role="administrator")


def load(client, text, name="table.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(reverse("published"), {"file": SimpleUploadedFile(name, data)})


def test_good_rows_load_and_bad_rows_say_where_and_why(signed_in, administrator):
    answer = load(signed_in(administrator), CSV)
    report = answer.context["report"]
    assert report.taken == 1
    assert [line for line, _ in report.refused] == [3, 4, 5, 6]
    assert "counts what &#x27;visits.alone&#x27; does" in answer.content.decode()
    assert "There is no figure 'nope'" in answer.content.decode().replace("&#x27;", "'")
    assert (
        Published.objects.get().share == 22_4 / 10 or str(Published.objects.get().share) == "22.4"
    )


def test_loading_again_takes_the_place_of_what_stood(signed_in, administrator):
    client = signed_in(administrator)
    load(client, CSV)
    load(client, CSV.replace("22.4", "21.0"))
    assert str(Published.objects.get().share) == "21.0"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe\x00", "This is not a CSV file"),
        (b"", "This file is empty"),
        (b"figure,area\r\n", "These headings are missing: period, share, source"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(signed_in, administrator, data, words):
    assert words in load(signed_in(administrator), data).content.decode()


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "service_manager", "auditor"])
def test_published_statistics_are_loaded_by_those_who_look_after_them(signed_in, team, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    assert client.get(reverse("published")).status_code == 403


def test_a_published_share_stands_beside_the_figure_it_defines_and_no_other(
    signed_in, manager, administrator, seen
):
    load(signed_in(administrator), CSV)
    other = Published.objects.get()
    other.pk, other.figure = None, "referral.since_closing"
    other.save()
    client = signed_in(manager)
    assert squeezed(page(client)).count("England, 2025") == 1
    assert "https://example.org/figures" in page(client, "figure", "referral.again")
    assert "within 12 months of a previous referral" in page(client, "figure", "referral.again")
    assert "https://example.org/figures" not in page(client, "figure", "referral.since_closing")


# Other systems


def test_other_systems_read_the_same_figures(signed_in, manager, seen):
    rows = signed_in(manager).get("/api/v1/figures/", {"months": "3"}).json()
    alone = next(row for row in rows if row["code"] == "visits.alone")
    assert alone["now"] == {"of": 2, "counted": 1, "share": 50, "said": "1 of 2"}
    assert {row["code"] for row in rows} == {one.code for one in figures}


@pytest.fixture
def opens_no_file(team, monkeypatch):
    figures_alone = Role(
        label="Reads figures",
        description="-",
        permissions=frozenset({Permission.SEE_WHOLE_SERVICE, Permission.SEE_FIGURES}),
    )
    monkeypatch.setitem(ROLES, "figures_alone", figures_alone)
    return WorkerFactory(team=None, authority=team.authority, role="figures_alone")


def test_a_system_that_opens_files_reads_the_number_and_one_that_does_not_is_held_back(
    signed_in, service_manager, opens_no_file, child
):
    ChildVisitFactory(child=child, held_on=YEAR_END - timedelta(days=9))
    year = {"at": YEAR_END.isoformat()}
    for reader, said in ((service_manager, "1 of 1"), (opens_no_file, "Fewer than 6")):
        rows = signed_in(reader).get("/api/v1/figures/", year).json()
        assert next(row for row in rows if row["code"] == "visits.seen")["now"]["said"] == said


def test_a_system_that_opens_no_file_asks_of_a_year_to_31_march(signed_in, opens_no_file):
    """From two days, or from years that overlap, a number held back could be taken."""
    client = signed_in(opens_no_file)
    month = YEAR_END.replace(month=4, day=30)
    for asked in ({"at": month.isoformat()}, {"months": "6"}):
        assert client.get("/api/v1/figures/", asked).status_code == 400
    for asked in ({"at": YEAR_END.isoformat()}, {}):
        assert client.get("/api/v1/figures/", asked).status_code == 200
    assert client.get(reverse("figures")).status_code == 403


def test_a_question_other_systems_mistype_is_answered_with_why(signed_in, manager):
    answer = signed_in(manager).get("/api/v1/figures/", {"months": "99"})
    assert answer.status_code == 400
    assert [wrong["name"] for wrong in answer.json()["errors"]] == ["months"]
