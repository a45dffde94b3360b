"""Every page each role reaches: no accessibility fault, an empty console, no sideways scroll."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.access.context import WORDS
from casework.timescales.sweep import sweep
from tests.browser.accessibility import faults, scrolls_sideways
from tests.factories import (
    ActionFactory,
    AlertFactory,
    AllocationFactory,
    AssessmentFactory,
    AuditFactory,
    ChildFactory,
    ChildVisitFactory,
    ConferenceFactory,
    ContingencyFactory,
    EpisodeOfNeedFactory,
    FileGrantFactory,
    ImprovementFactory,
    MissingEpisodeFactory,
    NeedFactory,
    NeedScoreFactory,
    PlanActionFactory,
    PlanFactory,
    ReferralFactory,
    RelationshipFactory,
    ReturnInterviewFactory,
    ScoreFactory,
    Section47Factory,
    StrategyDiscussionFactory,
    TeamFactory,
    WorkerFactory,
)
from tests.test_strangers import address, child_pages

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

TODAY = timezone.localdate()


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def file():
    """A child of a team, with something of everything on the file."""
    team = TeamFactory()
    child = ChildFactory(team=team)
    worker = WorkerFactory(team=team, username="amira")
    AllocationFactory(child=child, worker=worker)
    sibling = ChildFactory(team=team, person__given_name="Maximiliana-Konstantinopolita")
    AllocationFactory(child=sibling, worker=worker)
    RelationshipFactory(person=child.person, relative=sibling.person, kind="sister")
    RelationshipFactory(person=child.person, lives_with=True)
    AlertFactory(child=child)
    episode = EpisodeOfNeedFactory(child=child, started_on=ago(90))
    ReferralFactory(child=child, received_on=ago(4))
    AssessmentFactory(child=child, episode=episode, referral_received_on=ago(90))
    strategy = StrategyDiscussionFactory(child=child, held_on=ago(80))
    enquiry = Section47Factory(child=child, strategy=strategy, started_on=ago(80))
    plan = PlanFactory(child=child, started_on=ago(60), episode=episode)
    ConferenceFactory(child=child, plan=plan, section_47=enquiry, held_on=ago(60))
    need = NeedFactory(child=child, plan=plan)
    NeedScoreFactory(child=child, need=need, scored_on=ago(60))
    NeedScoreFactory(child=child, need=need, scored_on=ago(2), score=6)
    PlanActionFactory(need=need)
    ContingencyFactory(child=child, plan=plan)
    PlanFactory(child=sibling, started_on=ago(60))
    ActionFactory(child=child)
    ChildVisitFactory(child=child, held_on=ago(20), own_words="I put my chair by the door.")
    MissingEpisodeFactory(
        child=child,
        went_at=timezone.now() - timedelta(days=3),
        returned_at=timezone.now() - timedelta(days=2),
        interview=ReturnInterviewFactory(child=child),
    )
    sweep()
    return child


def walk(page, urls):
    """What is wrong with each page, in words; a page that is not there is passed over."""
    wrong = []
    for url in urls:
        answer = page.goto(url)
        if answer.status in (403, 404, 405):
            continue
        if answer.status != 200:
            wrong.append(f"{url} answered {answer.status}")
            continue
        wrong += [f"{url} {fault}" for fault in faults(page)]
        page.set_viewport_size({"width": 320, "height": 800})
        if scrolls_sideways(page):
            wrong.append(f"{url} scrolls sideways at 320 pixels")
        page.set_viewport_size({"width": 1280, "height": 900})
    return wrong + [f"the console said: {text}" for text in page.said if "40" not in text]


@pytest.mark.long
@pytest.mark.parametrize("role", WORDS)
def test_the_first_pages_of_each_role(sign_in, file, role):
    worker = WorkerFactory(team=file.team, role=role)
    if role in ("inspector", "auditor"):
        FileGrantFactory(child=file, worker=worker)
    own = ["you", "who_can_see", "accessibility", "notices", "notice-choices", "calendar"]
    urls = [reverse(name) for name in [*WORDS[role], *own, "put-aside"]]
    assert not walk(sign_in(worker), urls)


LEARNING = [
    "themes",
    "themes-behind",
    "improvements",
    "improvement-add",
    "learning-report",
    "self-evaluation",
]


@pytest.mark.long
def test_the_pages_of_learning_from_audits(sign_in, file):
    """Enough audits that every part of each page is drawn."""
    manager = WorkerFactory(team=file.team, role="service_manager")
    for number in range(8):
        audit = AuditFactory(
            child=file if number < 2 else ChildFactory(team=file.team),
            grade="good",
            started_on=ago(50 * number),
            due_on=ago(50 * number),
            completed_on=ago(50 * number),
            grade_reason="Why",
            difference="What",
        )
        for criterion in ("HP.PL.2", "HP.PL.3", "HP.AS.1"):
            ScoreFactory(audit=audit, criterion=criterion, answer="not_met")
    one = ImprovementFactory(owner=manager)
    of_one = ("improvement", "improvement-change", "improvement-done")
    urls = [reverse(name) for name in LEARNING] + [reverse("theme", args=["HP.PL.3"])]
    assert not walk(sign_in(manager), urls + [reverse(name, args=[one.pk]) for name in of_one])


def test_signing_in(page):
    assert not walk(page, [reverse("account_login")])


FRAGMENTS = {"finding-alike", "visit-preview"}  # each is put into another page by a script


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(set(child_pages()) - FRAGMENTS))
def test_every_page_of_a_file(sign_in, file, name):
    workers = [
        file.allocations.get().worker,
        WorkerFactory(team=file.team, role="team_manager"),
        WorkerFactory(team=file.team, role="conference_chair"),
    ]
    for worker in workers:
        page = sign_in(worker)
        if page.request.get(address(name, file)).status == 200:
            assert not walk(page, [address(name, file)])
            return


def test_a_page_that_is_not_there_looks_like_one_that_is_not_yours(sign_in, file):
    page = sign_in(WorkerFactory(role="social_worker", team=TeamFactory(name="Other")))
    page.goto(file.get_absolute_url())
    yours = page.inner_text("main")
    page.goto("/children/C99999/")
    assert page.inner_text("main") == yours
    assert not faults(page)


def test_the_skip_link_is_first_and_goes_to_the_page(sign_in, file):
    page = sign_in(file.allocations.get().worker)
    page.goto(reverse("my_work"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to the page"


def test_each_link_of_the_error_summary_moves_to_its_field(sign_in, file):
    page = sign_in(file.allocations.get().worker)
    page.goto(reverse("child-add"))
    page.get_by_role("button", name="Open a file").click()
    links = page.locator(".govuk-error-summary a")
    assert links.count() >= 2
    for number in range(links.count()):
        links.nth(number).click()
        assert page.evaluate("document.activeElement.tagName") in ("INPUT", "SELECT", "TEXTAREA")
    assert not faults(page)


def test_a_child_is_found_from_any_page(sign_in, file):
    page = sign_in(file.allocations.get().worker)
    page.goto(reverse("my_work"))
    page.fill("#find-a-child", "Ruby Whitfield")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ruby Whitfield").first.click()
    assert page.inner_text("h1") == "Ruby Whitfield"


def test_a_page_of_a_file_can_be_used_without_javascript(browser, live_server, file, sign_in, page):
    sign_in(file.allocations.get().worker)
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        storage_state=page.context.storage_state(),
    )
    plain = context.new_page()
    plain.goto(reverse("relationship-add", args=[file.pk]))
    plain.select_option("[name=kind]", "grandparent")
    plain.fill("[name=given_name]", "Maureen")
    plain.get_by_role("button", name="Save").click()
    assert "Maureen" in plain.inner_text("main")
    context.close()
