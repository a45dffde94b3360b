"""A panel reads its sheet and keeps it; a parent's letter is written, copied and given."""

from datetime import timedelta

import pytest
from django.utils import timezone

from casework.documents.models import Letter
from casework.preproceedings.models import KeptSheet, LetterCopy
from casework.preproceedings.models import keep as keep_milestones
from casework.timescales.sweep import sweep
from tests import factories as make
from tests.browser.accessibility import faults, scrolls_sideways
from tests.browser.desk import Desk
from tests.browser.test_before_court import looked_at
from tests.preproceedings.test_parent_letters import KIRSTY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
TODAY = timezone.localdate()


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def team():
    return make.TeamFactory()


@pytest.fixture
def desk(page, sign_in, team):
    manager = make.WorkerFactory(team=team, role="team_manager", username="manager")
    sign_in(manager)
    return Desk(page, manager)


@pytest.fixture
def row(team):
    """Week 15 with a letter late, a report late, a brother who stepped down alone."""
    child = make.ChildFactory(team=team, person__given_name="Jamie")
    row = make.ChildPreProceedingsFactory(child=child, started_on=ago(108))
    mother = make.ParentFactory(process=row.process, name="Kirsty Whitfield", language="Polish")
    make.LetterSentFactory(process=row.process, parent=mother, sent_on=ago(90))
    make.ProcessMeetingFactory(child=child, in_process=row, held_on=ago(82))
    ordered = make.OrderedAssessmentFactory(
        process=row.process, ordered_on=ago(80), due_on=ago(38), late_because="The centre was full"
    )
    make.AssessmentOfChildFactory(child=child, in_process=row, ordered=ordered)
    make.ChildPreProceedingsFactory(
        child=make.ChildFactory(team=team, person__given_name="Alfie-Constantine"),
        process=row.process,
        started_on=ago(108),
        outcome="step_down",
        outcome_on=ago(24),
        outcome_because="He lives with his dad",
        stepped_to="need",
    )
    keep_milestones([row.process_id])
    sweep([one.child_id for one in row.process.children.all()])
    return row


def broken_words(page) -> list[str]:
    """Words of a table's cells that stand on two lines."""
    return page.evaluate(
        """() => [...document.querySelectorAll("tbody td, tbody th")].flatMap((cell) => {
          const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), broken = [];
          while (walker.nextNode()) {
            for (const found of walker.currentNode.data.matchAll(/\\w+/g)) {
              const word = document.createRange();
              word.setStart(walker.currentNode, found.index);
              word.setEnd(walker.currentNode, found.index + found[0].length);
              const rows = new Set([...word.getClientRects()].map((one) => Math.round(one.top)));
              if (rows.size > 1) broken.push(found[0]);
            }
          }
          return broken;
        })"""
    )


def main(desk) -> str:
    return desk.page.locator("main").inner_text()


def test_a_panel_reads_its_sheet_and_keeps_it(desk, row):
    desk.open("panel-sheet")
    looked_at(desk.page, "panel-sheet")
    desk.page.set_viewport_size({"width": 390, "height": 900})
    assert not desk.page.locator(".cw-weeks").is_visible()
    assert desk.page.locator(".cw-dated").is_visible()
    desk.page.set_viewport_size({"width": 1280, "height": 900})
    assert desk.page.locator(".cw-weeks").is_visible()
    assert "The centre was full" in main(desk)
    desk.page.get_by_text("Dates, and days between each step").click()
    assert faults(desk.page) == []
    desk.page.set_viewport_size({"width": 390, "height": 900})
    assert not scrolls_sideways(desk.page)
    assert broken_words(desk.page) == []
    desk.page.set_viewport_size({"width": 1280, "height": 900})
    desk.fill(note="November panel").press()
    assert KeptSheet.objects.get().note == "November panel"
    looked_at(desk.page, "kept-sheet")
    desk.page.get_by_role("link", name="Past panels").click()
    looked_at(desk.page, "kept-sheets")


def test_printing_is_offered_where_script_runs(desk, row):
    desk.open("panel-sheet")
    desk.page.evaluate("window.print = () => { window.printed = true }")
    desk.page.get_by_role("button", name="Print").click()
    assert desk.page.evaluate("window.printed")
    desk.page.emulate_media(media="print")
    assert not desk.page.get_by_role("button", name="Print").is_visible()
    assert desk.page.locator(".cw-weeks").is_visible()
    assert not desk.page.locator(".cw-dated").is_visible()


def test_a_sheet_without_a_family_says_so(desk):
    desk.open("panel-sheet")
    assert "No family is here" in main(desk)
    looked_at(desk.page, "panel-sheet-empty")
    desk.open("kept-sheets")
    assert "No sheet is kept yet" in main(desk)
    looked_at(desk.page, "kept-sheets-empty")


def test_a_letter_is_written_copied_and_given(desk, row):
    child = row.child
    desk.open("parent-letters", child.pk)
    assert "No translated copy is marked yet" in main(desk)
    looked_at(desk.page, "letters")
    desk.page.get_by_text("Write to Kirsty Whitfield").click()
    desk.page.get_by_role("button", name="Letter before proceedings", exact=True).click()
    looked_at(desk.page, "letter-being-written")
    letter = Letter.objects.get()
    Letter.objects.filter(pk=letter.pk).update(text=KIRSTY)
    desk.open("letter", child.pk, letter.pk)
    looked_at(desk.page, "letter-to-read")
    desk.press()
    paper = make.DocumentFactory(authority=child.authority, kind="letter", title="List do mamy")
    make.ChildDocumentFactory(child=child, document=paper)
    letter.refresh_from_db()
    desk.open("letter-copy-add", child.pk, letter.pk)
    desk.fill(document=paper.pk, kind="translated", made_by="A translator", made_on=ago(1))
    desk.page.locator("main button.govuk-button").last.click()
    desk.page.wait_for_load_state()
    beside = desk.page.locator(".govuk-error-message")
    assert "Say which language" in beside.inner_text()
    looked_at(desk.page, "letter-copy-error")
    desk.fill(language="Polish", given_on=TODAY).press()
    assert LetterCopy.objects.get().given_on == TODAY
    assert "Given to them on" in main(desk)
    looked_at(desk.page, "letters-with-a-copy")
    desk.open("chronology", child.pk)
    assert "Given to a parent: translated copy of the letter" in main(desk)


def test_a_step_is_put_right_and_what_is_wrong_is_said_beside_the_field(desk, row):
    agreed = make.AgreementFactory(process=row.process, agreed_on=ago(80))
    where = (row.child_id, row.process_id, "agreements", agreed.pk)
    desk.open("plo-step", *where)
    looked_at(desk.page, "step")
    desk.open("plo-step-move", *where)
    desk.fill(because="The wrong tab", to=row.child.number)
    desk.page.locator("main button.govuk-button").last.click()
    desk.page.wait_for_load_state()
    assert "on this family’s process already" in main(desk)
    looked_at(desk.page, "step-move-error")
    desk.open("plo-step-withdraw", *where)
    looked_at(desk.page, "step-withdraw")
