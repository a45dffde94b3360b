"""Prompts beside the text, in a real browser: seen, put aside, saved; also without script."""

import pytest
from django.urls import reverse

from casework.actions.models import Action
from casework.children.models import Draft
from casework.writing.models import Dismissal
from tests.browser.accessibility import faults, scrolls_sideways
from tests.factories import NeedFactory, PlanFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

UNDATED = "Kirsty will put Ruby to bed in her own room so that Ruby sleeps all night"
SAYS = ".cw-think__says"
FIRST = ".cw-think[data-name=a0-what]"


@pytest.fixture
def address(child):
    need = NeedFactory(child=child, plan=PlanFactory(child=child), need="Ruby needs to sleep")
    return reverse("plan-action-add", args=[child.pk, need.pk])


@pytest.fixture
def actions(sign_in, worker, address):
    page = sign_in(worker)
    page.set_default_timeout(8000)
    page.goto(address)
    return page


def prompt(page, words):
    return page.locator(f"{FIRST} .cw-think__one", has_text=words)


def test_an_undated_action_is_asked_for_its_end_and_the_prompt_is_put_aside(actions, worker):
    page = actions
    page.fill("[name=a0-what]", UNDATED)
    prompt(page, "Say by which date").wait_for()
    assert page.evaluate("document.activeElement.name") == "a0-what"
    assert "none of them stop you saving" in page.inner_text(f"{FIRST} {SAYS}") or (
        "it does not stop you saving" in page.inner_text(f"{FIRST} {SAYS}")
    )
    assert not faults(page)
    one = prompt(page, "Say by which date")
    one.locator("summary").click()
    one.get_by_label("Nobody knows yet").check()
    assert not faults(page)
    one.get_by_role("button", name="Put it aside").click()
    prompt(page, "Say by which date").wait_for(state="detached")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "status"
    page.type("[name=a0-what]", " and says she slept")
    page.wait_for_timeout(1800)
    assert prompt(page, "Say by which date").count() == 0
    page.select_option("[name=a0-owner]", f"worker:{worker.pk}")
    page.fill("[name=a0-due_event]", "before the review")
    page.get_by_role("button", name="Add the actions").click()
    page.wait_for_url("**/plan/")
    assert (Dismissal.objects.get().code, Dismissal.objects.get().reason) == (
        "timebound",
        "not_known",
    )
    assert not page.said


def test_a_date_in_its_own_field_answers(actions):
    page = actions
    page.fill("[name=a0-what]", UNDATED)
    prompt(page, "Say by which date").wait_for()
    page.fill("[name=a0-due_event]", "before the review")
    page.press("[name=a0-due_event]", "Tab")
    prompt(page, "Say by which date").wait_for(state="detached")


def test_a_hard_word_is_changed_for_plain_ones_and_can_be_taken_back(actions):
    page, text = actions, "🙂 Kirsty to take Ruby to CAMHS by 6 January so that Ruby sleeps"
    page.fill("[name=a0-what]", text)
    word = page.locator(f"{FIRST} .cw-think__word", has_text="CAMHS")
    word.locator("summary").first.click()
    assert not faults(page)
    page.get_by_role("button", name="Show me where CAMHS stands").click()
    assert page.evaluate("window.getSelection().toString()") == "CAMHS"
    page.get_by_role("button", name="Use these words instead of CAMHS").click()
    said = page.input_value("[name=a0-what]")
    assert said.startswith("🙂 Kirsty to take Ruby to help for children")
    assert "by 6 January so that Ruby sleeps" in said
    word.wait_for(state="detached")
    page.keyboard.press("Control+z")
    assert page.input_value("[name=a0-what]") == text


def test_a_word_may_stay_with_its_meaning_beside_it(actions):
    page = actions
    page.fill("[name=a0-what]", "Kirsty to take Ruby to CAMHS by 6 January so that Ruby sleeps")
    page.locator(f"{FIRST} .cw-think__word summary").first.click()
    page.locator("button", has_text="Keep and explain it").click()
    page.locator(f"{FIRST} .cw-think__word").wait_for(state="detached")
    assert "CAMHS (help for children" in page.input_value("[name=a0-what]")


def test_what_was_put_aside_lives_in_the_draft(actions, address):
    page = actions
    page.fill("[name=a0-what]", UNDATED)
    one = prompt(page, "Say by which date")
    one.locator("summary").click()
    one.get_by_label("Nobody knows yet").check()
    one.get_by_role("button", name="Put it aside").click()
    one.wait_for(state="detached")
    page.locator(".cw-save__says", has_text="Draft saved").wait_for()
    page.wait_for_timeout(1500)
    assert "timebound|not_known|" in str(Draft.objects.get().typed)
    page.goto(address)
    assert page.locator("[name=a0-what-aside]").is_checked()
    assert prompt(page, "Say by which date").count() == 0


def test_one_question_goes_out_a_pause_and_none_moves_what_is_being_read(actions):
    page, sent = actions, []
    page.on("request", lambda one: sent.append(one) if "/writing/check/" in one.url else None)
    page.locator("[name=a0-what]").press_sequentially(UNDATED[:40], delay=15)
    page.wait_for_timeout(2000)
    assert len(sent) == 1
    one = prompt(page, "Say by which date")
    one.locator("summary").click()
    one.get_by_label("Nobody knows yet").focus()
    page.evaluate("document.querySelector('[name=a0-due_event]').value = 'before the review'")
    page.evaluate(
        "document.querySelector('[name=a0-due_event]')"
        ".dispatchEvent(new Event('change', {bubbles: true}))"
    )
    page.wait_for_timeout(800)
    assert one.get_by_label("Nobody knows yet").is_visible()


def test_a_server_that_does_not_answer_stops_nothing(actions, worker):
    page = actions
    page.route("**/writing/check/", lambda route: route.abort())
    page.fill("[name=a0-what]", UNDATED)
    page.wait_for_timeout(1800)
    page.select_option("[name=a0-owner]", f"worker:{worker.pk}")
    page.fill("[name=a0-due_event]", "before the review")
    page.get_by_role("button", name="Add the actions").click()
    page.wait_for_url("**/plan/")
    assert Action.objects.get().what == UNDATED


def test_the_page_fits_a_phone_with_everything_open(actions):
    page = actions
    page.set_viewport_size({"width": 320, "height": 800})
    page.fill("[name=a0-what]", f"{UNDATED}, with help of CAMHS")
    prompt(page, "Say by which date").wait_for()
    page.evaluate(
        "document.querySelectorAll('.cw-think details').forEach((one) => one.open = true)"
    )
    assert not scrolls_sideways(page)
    assert not faults(page)


def test_without_script_a_reason_chosen_in_the_form_is_saved_with_it(
    browser, live_server, sign_in, worker, page, address, child
):
    sign_in(worker)
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        storage_state=page.context.storage_state(),
    )
    plain = context.new_page()
    plain.goto(address)
    plain.fill("[name=a0-what]", UNDATED)
    plain.click("button:has-text('Add the actions')")  # no owner yet: the form comes back
    one = plain.locator(f"{FIRST} .cw-think__one", has_text="Say by which date")
    one.locator("summary").click()
    assert one.get_by_role("button", name="Put it aside").count() == 0
    one.get_by_label("Nobody knows yet").check()
    plain.select_option("[name=a0-owner]", f"worker:{worker.pk}")
    plain.fill("[name=a0-due_event]", "before the review")
    plain.click("button:has-text('Add the actions')")
    plain.wait_for_url("**/plan/")
    assert Dismissal.objects.get().code == "timebound"
    context.close()
