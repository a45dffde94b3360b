"""What a child of seven and a child who does not speak told us, from their words to their page."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.timescales.models import Deadline
from casework.voice.models import Advocate, HowChildTells, Voice, VoiceAnswer
from tests.browser.accessibility import faults, scrolls_sideways
from tests.factories import ActionFactory, AllocationFactory, ChildFactory, VoiceFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
LOOK = os.environ.get("LOOK")
TODAY = timezone.localdate()
ARABIC = "أريد أن أنام في غرفة فيها ضوء"


def looked_at(page, name):
    """No fault at either width; a picture of it, and its print, where somebody wants to look."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert not scrolls_sideways(page)
        if LOOK:
            page.screenshot(path=Path(LOOK) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert faults(page) == []
    if LOOK:
        page.pdf(path=Path(LOOK) / f"{name}.pdf", format="A4")


def give_day(page, name, day):
    for box, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.fill(f"[name='{name}_{box}']", str(value))


GREEN = "main button.govuk-button:not(.cw-button--outline)"


def press(page):
    with page.expect_navigation():
        page.click(GREEN)


def aged(child, years):
    child.person.born_on = TODAY.replace(year=TODAY.year - years) - timedelta(days=30)
    child.person.save()
    return child


def test_a_child_of_seven_is_asked_answered_told_and_reads_it(page, sign_in, child, worker):
    ruby = aged(child, 7)
    lock = ActionFactory(child=ruby, what="Fit a bolt to Ruby’s door")
    sign_in(worker)

    page.goto(reverse("voice", args=[ruby.pk]))
    looked_at(page, "voice-empty")
    page.click("text=Write down the first")
    looked_at(page, "voice-form")
    give_day(page, "held_on", TODAY - timedelta(days=2))
    page.select_option("[name=tool]", "houses")
    card = ruby.number
    page.check(f"[name='{card}-kind'][value=wish]")
    page.fill(f"[name='{card}-words']", "I want a lock on my door. " + ARABIC)
    page.check(f"[name='{card}-alone'][value=no]")
    press(page)
    assert "Say who else was there with Ruby" in page.inner_text("main")
    assert ARABIC in page.input_value(f"[name='{card}-words']")
    looked_at(page, "voice-form-wrong")
    page.fill(f"[name='{card}-with_whom']", "Nan")
    page.select_option(f"[name='{card}-language']", "ar")
    page.fill(f"[name='{card}-translation']", "I want to sleep in a room with a light")
    press(page)
    assert "One thing Ruby said is not answered yet." in page.inner_text("main")
    assert Deadline.objects.open().filter(code="voice.answered", child=ruby).exists()
    looked_at(page, "voice-waiting")

    page.click("text=Say what became of it")
    looked_at(page, "voice-answer")
    page.check("[name=outcome][value=changed]")
    page.select_option("[name=stands_in]", f"action-{lock.pk}")
    page.fill("[name=what]", "There is a bolt on your door, and a lamp by your bed")
    press(page)
    assert VoiceAnswer.objects.get().action == lock
    assert not Deadline.objects.open().filter(code="voice.answered", child=ruby).exists()

    page.click("text=The page to go through together")
    sheet = page.inner_text("article")
    assert "What I said, and what happened" in sheet
    assert ARABIC in sheet
    assert "There is a bolt on your door, and a lamp by your bed" in sheet
    assert page.locator("article blockquote").evaluate(
        "quote => getComputedStyle(quote).direction"
    ) == ("ltr")
    looked_at(page, "voice-page-seven")
    page.go_back()
    page.click("text=Say that you did")
    page.fill("[name=told_how]", "Dan showed her the bolt")
    press(page)
    assert "Dan showed her the bolt" in page.inner_text("main")
    looked_at(page, "voice-answered")


def test_words_in_arabic_run_from_right_to_left(page, sign_in, child, worker):
    VoiceFactory(child=aged(child, 7), words=ARABIC, language="ar", translation="A light")
    sign_in(worker)
    for name in ("voice", "voice-page"):
        page.goto(reverse(name, args=[child.pk]))
        quote = page.locator("blockquote[lang=ar]")
        assert quote.evaluate("quote => getComputedStyle(quote).direction") == "rtl"
        looked_at(page, f"{name}-arabic")


def test_a_child_who_does_not_speak_is_watched_and_has_their_page(page, sign_in, child, worker):
    zoe = aged(ChildFactory(team=worker.team, person__given_name="Zoë"), 9)
    AllocationFactory(child=zoe, worker=worker)
    sign_in(worker)

    page.goto(reverse("voice-tells-add", args=[zoe.pk]))
    page.check("[name=speech][value=none]")
    page.fill("[name=ways]", "Eye gaze; pushes away what she does not want")
    looked_at(page, "voice-tells")
    press(page)
    assert HowChildTells.objects.get().child == zoe, page.inner_text("main")

    page.goto(reverse("voice-add", args=[zoe.pk]))
    assert "did and showed" in page.inner_text("main")
    assert page.is_checked(f"[name='{zoe.number}-kind'][value=showed]")
    give_day(page, "held_on", TODAY)
    page.select_option("[name=tool]", "signs")
    page.check("[name=helped_by][value=teacher]")
    page.fill(f"[name='{zoe.number}-words']", "Zoë pushed the taxi card away three times")
    page.check(f"[name='{zoe.number}-alone'][value=yes]")
    press(page)
    assert Voice.objects.get().kind == "showed"

    page.click("text=Say what became of it")
    page.check("[name=outcome][value=not_yet]")
    give_day(page, "again_on", TODAY + timedelta(days=14))
    page.fill("[name=what]", "We asked for the same driver every day")
    press(page)
    assert Deadline.objects.open().filter(code="voice.again", child=zoe).exists()

    page.click("text=Meetings and advocate")
    page.click("text=Add an advocate or visitor")
    page.check("[name=kind][value=advocate]")
    give_day(page, "offered_on", TODAY)
    page.check("[name=answer][value=accepted]")
    give_day(page, "answered_on", TODAY)
    page.fill("[name=name]", "Ola Brandt")
    give_day(page, "started_on", TODAY)
    looked_at(page, "voice-advocate")
    press(page)
    assert Advocate.objects.get().name == "Ola Brandt"
    looked_at(page, "voice-taking-part")

    page.goto(reverse("voice-page", args=[zoe.pk]))
    sheet = page.inner_text("article")
    assert "What Zoë showed us, and what happened" in sheet
    assert "Zoë pushed the taxi card away three times" in sheet
    assert "Not yet, because" in sheet
    assert "Ola Brandt, advocate." in sheet
    assert "You said" not in sheet
    looked_at(page, "voice-page-silent")

    page.goto(reverse("life-story-add", args=[zoe.pk]))
    page.select_option("[name=kind]", "letter")
    page.fill("[name=title]", "How you told us about the taxi")
    page.fill("[name=to_them]", "Zoë, you did not need a word to say it")
    press(page)
    assert "How you told us about the taxi" in page.inner_text("article")
    looked_at(page, "later-life")
