"""Six numbers a council chose: counted as anybody would count them, held back, kept, and sent."""

from datetime import date, timedelta
from io import BytesIO
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from casework.dashboards.models import WallRule, WallSheet
from casework.dashboards.wall.numbers import WallLine, count, month_ends
from casework.dashboards.wall.operations import choose, publish_due
from casework.dashboards.wall.paper import pdf_of
from casework.figures.counting import FEWEST
from casework.figures.models import WallNumber
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.models import Notice
from tests.factories import ChildFactory, ChildVisitFactory, ReferralFactory, WorkerFactory
from tests.html import squeezed

pytestmark = pytest.mark.django_db
SIX = (
    "visits.alone",
    "visits.seen",
    "referral.again",
    "referral.since_closing",
    "cp_plan.again",
    "rhi.in_72_hours",
)
LAST = date(2026, 10, 31)


@pytest.fixture
def chosen(team):
    """Six numbers, the first with a target; sent on the third to service managers."""
    numbers = [{"figure": code, "aim": "", "target": None} for code in SIX]
    numbers[0] |= {"aim": "at_least", "target": 75}
    choose(team.authority, numbers, day=3, roles=["service_manager"])
    return team.authority


def months_of_the_year(last: date) -> list[tuple[int, int]]:
    return sorted((last.year - (month > last.month), month) for month in range(1, 13))


NONE = "None to count"


@pytest.mark.parametrize("seed", range(4))
def test_each_number_and_each_month_equal_a_count_by_hand(chosen, team, restricted_child, seed):
    """Visits of a year told one by one; a restricted child's are in no number on a wall."""
    chance = Random(seed)
    told = []
    for _ in range(14):
        child = ChildFactory(team=team)
        for _ in range(chance.randint(2, 6)):
            day = LAST - timedelta(days=chance.randint(0, 364))
            alone = chance.random() < 0.5
            ChildVisitFactory(child=child, held_on=day, seen_alone=alone)
            told.append((child.pk, day, alone))
    ChildVisitFactory(child=restricted_child, held_on=LAST, seen_alone=True)
    line = count(chosen, LAST)[0]
    alone = sum(1 for _, _, alone in told if alone)
    shares_alone = any(month["share"] is None and month["words"] != NONE for month in line.trend)
    assert line.share == round(100 * alone / len(told))
    assert line.in_words == (f"{line.share}%" if shares_alone else f"{alone} of {len(told)}")
    assert line.reached is (line.share >= 75)
    for month, (year, number) in zip(line.trend, months_of_the_year(LAST), strict=True):
        here = [visit for visit in told if (visit[1].year, visit[1].month) == (year, number)]
        met = {child for child, _, alone in here if alone}
        not_met = {child for child, _, alone in here if not alone}
        small = any(0 < len(some) < FEWEST for some in (met, not_met, met | not_met))
        assert month["label"] == date(year, number, 1).strftime("%B %Y")
        if small:
            assert month["share"] is None
        elif month["share"] is not None:
            counted = sum(alone for *_, alone in here)
            assert month["share"] == round(100 * counted / len(here))
            words = f"{month['share']}%" if shares_alone else f"{counted} of {len(here)}"
            assert month["words"] == words


def test_one_month_held_back_is_not_found_from_the_year(chosen, team):
    for month, number in ((9, 9), (10, 3)):
        for _ in range(number):
            ChildVisitFactory(
                child=ChildFactory(team=team), held_on=date(2026, month, 9), seen_alone=True
            )
    line = count(chosen, LAST)[0]
    assert line.in_words == "100%"
    assert "12" not in line.sentence.replace("12 months", "")
    assert [month["words"] for month in line.trend[-2:]] == ["Not shown", "Fewer than 6"]


def test_one_month_held_back_is_not_found_from_the_sheet_of_the_month_before(chosen, team):
    """9 of 9 in the year to September, and 12 of 12 in that to October, would say 3."""
    for month, number in ((9, 9), (10, 3)):
        for _ in range(number):
            day = date(2026, month, 9)
            ChildVisitFactory(child=ChildFactory(team=team), held_on=day, seen_alone=True)
    before = count(chosen, date(2026, 9, 30))[0]
    after = count(chosen, LAST)[0]
    assert (before.in_words, after.in_words) == ("9 of 9", "100%")
    assert after.counted == "100% of visits at which the child was seen"


def test_where_every_month_can_be_told_the_year_says_of_how_many(chosen, team):
    for month in (9, 10):
        for _ in range(8):
            day = date(2026, month, 9)
            ChildVisitFactory(child=ChildFactory(team=team), held_on=day, seen_alone=True)
    line = count(chosen, LAST)[0]
    assert line.in_words == "16 of 16"
    assert [month["words"] for month in line.trend[-2:]] == ["8 of 8", "8 of 8"]


def test_six_numbers_are_counted_in_few_statements(chosen, django_assert_max_num_queries):
    """The numbers chosen, the days that are kept, and all the rest in one."""
    count(chosen, LAST)
    with django_assert_max_num_queries(5):
        count(chosen, LAST)


def test_a_month_is_published_once_told_to_who_was_chosen_and_does_not_change(
    chosen, team, service_manager, manager, child
):
    ChildVisitFactory(child=child, held_on=date(2026, 10, 9))
    assert publish_due(date(2026, 11, 2)) == 0, "its day has not come"
    assert publish_due(date(2026, 11, 4)) == 1, "a day late is made up for"
    assert publish_due(date(2026, 11, 4)) == 0
    notice = Notice.objects.get(kind=Notice.Kind.WALL)
    assert (notice.worker, notice.number, notice.child) == (service_manager, 6, None)
    assert notice.url == reverse("wall")
    sheet = WallSheet.objects.get()
    before = sheet.numbers
    ChildVisitFactory(child=ChildFactory(team=team), held_on=date(2026, 10, 10))
    sheet.refresh_from_db()
    assert (sheet.last_on, sheet.numbers) == (LAST, before)


def test_the_notice_stays_until_it_is_read_and_opens_the_page(
    chosen, service_manager, signed_in, child
):
    publish_due(date(2026, 11, 4))
    tell_of_deadlines(timezone.now() + timedelta(days=20))
    assert Notice.objects.unread().filter(kind=Notice.Kind.WALL).exists()
    page = squeezed(signed_in(service_manager).get(reverse("notices")).content.decode())
    assert "are ready: Numbers for the wall, October 2026" in page
    assert f'href="{reverse("wall")}"' in page


def test_the_page_says_each_number_its_target_and_the_clocks_under_them(
    chosen, signed_in, service_manager, team
):
    last = month_ends(timezone.localdate(), 1)[0]
    for _ in range(7):
        ChildVisitFactory(child=ChildFactory(team=team), held_on=last, seen_alone=True)
    answer = signed_in(service_manager).get(reverse("wall"))
    page = squeezed(answer.content.decode())
    assert "100%" in page
    assert "7 of 7 visits at which the child was seen saw the child alone (100%)" in page
    assert "Target: at least 75%. Reached" in page
    assert "Our aim 75%" in page
    assert [line.code for line in answer.context["lines"]] == list(SIX)


def test_the_clocks_add_up_in_their_groups_of_which_one_is_opened(
    signed_in, service_manager, child
):
    ReferralFactory(child=child, received_on=timezone.localdate())
    client = signed_in(service_manager)
    groups = client.get(reverse("service")).context["groups"]
    assert groups.opened is None
    assert len({group["name"] for group in groups.rows}) == len(groups.rows)
    for group in groups.rows:
        page = client.get(reverse("service") + group["url"].partition("#")[0])
        opened = page.context["groups"].opened
        assert opened["name"] == group["name"]
        assert f"{opened['name']}, clock by clock" in page.content.decode()
        for place in range(3):
            of_clocks = sum(row["figures"][place]["number"] for row in opened["rows"])
            assert group["figures"][place]["number"] == of_clocks
        assert len(client.get(group["total"]["url"]).context["rows"]) == group["total"]["number"]


def test_the_sheet_is_one_page_that_anyone_can_read(chosen):
    made = pdf_of(chosen, LAST, count(chosen, LAST))
    reader = PdfReader(BytesIO(made))
    assert len(reader.pages) == 1
    text = " ".join(reader.pages[0].extract_text().split())
    assert "Our numbers, October 2026" in text
    assert "Children seen alone" in text
    assert "Target: at least 75%" in text
    assert b"pdfuaid" in made


def test_the_longest_words_stay_on_one_page(chosen):
    line = count(chosen, LAST)[0]
    long = dict(vars(line))
    long |= {"title": "Interviews with children " * 4, "sentence": "so many of so many " * 14}
    made = pdf_of(chosen, LAST, [WallLine(**long)] * 6)
    assert len(PdfReader(BytesIO(made)).pages) == 1


def test_the_sheet_is_taken_as_pdf_and_the_look_is_kept(chosen, signed_in, service_manager):
    last = month_ends(timezone.localdate(), 1)[0]
    client = signed_in(service_manager)
    answer = client.get(reverse("wall-sheet", args=[f"{last:%Y-%m}"]))
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    for month in ("2019-01", "nonsense"):
        assert client.get(reverse("wall-sheet", args=[month])).status_code == 404


@pytest.mark.parametrize(
    ("role", "reads", "chooses"),
    [
        ("social_worker", 200, 403),
        ("team_manager", 200, 403),
        ("service_manager", 200, 200),
        ("data_analyst", 200, 403),
        ("administrator", 403, 200),
        ("auditor", 403, 403),
        ("inspector", 403, 403),
        ("family_support", 403, 403),
    ],
)
def test_who_reads_figures_reads_the_wall_and_who_leads_chooses(
    signed_in, chosen, team, role, reads, chooses
):
    client = signed_in(WorkerFactory(team=team, role=role))
    month = f"{month_ends(timezone.localdate(), 1)[0]:%Y-%m}"
    assert client.get(reverse("wall")).status_code == reads
    assert client.get(reverse("wall-sheet", args=[month])).status_code == reads
    assert client.get("/api/v1/wall/").status_code == (200 if reads == 200 else 403)
    assert client.get(reverse("wall-choose")).status_code == chooses


def sent(**changed):
    usual = {"figure_1": "visits.alone", "aim_1": "at_least", "target_1": "90", "day": "5"}
    return {**usual, "roles": ["service_manager"], **changed}


def test_a_council_chooses_and_every_change_is_kept(signed_in, service_manager):
    client = signed_in(service_manager)
    assert client.post(reverse("wall-choose"), sent(figure_2="referral.again")).status_code == 302
    numbers = WallNumber.objects.filter(authority=service_manager.authority)
    assert [(number.place, number.figure, number.target) for number in numbers] == [
        (1, "visits.alone", 90),
        (2, "referral.again", None),
    ]
    assert WallRule.objects.get().roles == ["service_manager"]
    again = client.get(reverse("wall-choose")).context["form"].initial
    assert (again["figure_2"], again["target_1"], again["day"]) == ("referral.again", 90, 5)


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"figure_1": "", "aim_1": "", "target_1": ""}, "figure_1", "Choose at least one number"),
        ({"figure_2": "visits.alone"}, "figure_2", "This number is chosen already"),
        ({"aim_1": ""}, "aim_1", "Say whether the target is the least or the most"),
        ({"target_1": ""}, "target_1", "Give the target in per cent, from 0 to 100"),
        ({"target_3": "5"}, "figure_3", "Choose the number this target is for"),
        ({"target_1": "101"}, "target_1", "less than or equal to 100"),
        ({"day": "31"}, "day", "less than or equal to 28"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(signed_in, service_manager, changed, field, words):
    answer = signed_in(service_manager).post(reverse("wall-choose"), sent(**changed))
    assert words in " ".join(answer.context["form"].errors[field])
    assert not WallNumber.objects.exists()


def test_the_database_holds_no_target_without_a_direction(team):
    with pytest.raises(ValidationError, match="least or the most"):
        WallNumber(authority=team.authority, place=1, figure="x", target=5).full_clean()


def test_other_systems_read_what_is_published(chosen, signed_in, service_manager):
    rows = signed_in(service_manager).get("/api/v1/wall/").json()
    assert [row["code"] for row in rows] == list(SIX)
    assert (rows[0]["target"], len(rows[0]["months"])) == (75, 12)
    assert signed_in(service_manager).get("/api/v1/wall/", {"month": "1999-01"}).status_code == 400


def test_a_view_of_a_figure_is_kept_under_a_name_of_ones_own(signed_in, service_manager, worker):
    address = reverse("figure", args=["visits.alone"]) + "?months=3&by=age"
    client = signed_in(service_manager)
    client.post(reverse("list-keep"), {"address": address, "name": "Quarter by age"})
    page = client.get(reverse("figure", args=["visits.alone"])).content.decode()
    assert "Quarter by age" in page
    other = signed_in(worker).get(reverse("figure", args=["visits.alone"])).content.decode()
    assert "Quarter by age" not in other


def test_the_target_stands_on_the_chart_of_the_figure(chosen, signed_in, service_manager, child):
    ChildVisitFactory(child=child, held_on=timezone.localdate(), seen_alone=True)
    page = signed_in(service_manager).get(reverse("figure", args=["visits.alone"]))
    assert "Our aim 75%" in page.content.decode()
