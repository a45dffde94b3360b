"""Letters to parents before court: in plain words, checked while written, each parent's own."""

from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse
from pypdf import PdfReader

from casework.documents.letters.facts import demonstration_of
from casework.documents.letters.finalise import make_final
from casework.documents.letters.readability import readability
from casework.documents.letters.template_language import merged
from casework.documents.models import ChildDocument, Letter, LetterTemplate
from casework.documents.storage import bytes_kept
from casework.preproceedings.letters import EASY, ISSUE, LETTER, SOURCE
from casework.preproceedings.models import LetterCopy
from casework.writing.checks.reading_age import reading
from casework.writing.prompts.prompts import Beside, likely, thoughts
from tests import factories as make
from tests.html import squeezed

pytestmark = pytest.mark.django_db

PROFESSIONAL = (Path(__file__).parent / "professional_letter.txt").read_text(encoding="utf-8")
"""Such a letter as councils send, with nobody’s words in it but the trade’s."""

KIRSTY = """Dear Kirsty

# What we are worried about

On 3 May Ruby saw Dean push you. She hid in the wardrobe with Noah. On 9 May she told her teacher
that she does not sleep when Dean is there.

# What has to change

Dean is not in the flat when the children are. We will know, because Ruby says she sleeps.
"""


def read(text):
    return [(prompt.code, prompt.words) for prompt in likely("letter_paragraph", text)]


@pytest.fixture
def row(child):
    row = make.ChildPreProceedingsFactory(child=child)
    make.ParentFactory(process=row.process, name="Kirsty Whitfield", language="Polish")
    return row


@pytest.fixture
def kirsty(row):
    return row.process.parents.get()


def begin(client, child, parent, code=LETTER) -> Letter:
    url = reverse("parent-letter-begin", args=[child.pk, parent.pk, code])
    client.post(url)
    return Letter.objects.get(template__code=code)


# The words


@pytest.mark.parametrize("code", [LETTER, EASY, ISSUE])
def test_each_shipped_letter_reads_below_eleven_and_asks_nothing(code):
    template = LetterTemplate.objects.get(code=code, authority=None)
    text = merged(template.body, demonstration_of(SOURCE))
    assert reading(text).age <= 11
    assert read(text) == []
    assert thoughts("text", Beside("letter_paragraph"), text).age == round(reading(text).age)


def test_a_letter_in_the_trades_words_is_asked_about_its_words_and_its_blame():
    asked = read(PROFESSIONAL)
    assert reading(PROFESSIONAL).age >= 18
    assert len([words for code, words in asked if code == "plain_language"]) >= 4
    blamed = {words for code, words in asked if code == "blame"}
    assert {"your lack of insight", "disguised compliance", "You have failed to"} <= blamed
    hard = {words.lower() for code, words in asked if code == "jargon"}
    assert {"core group", "parenting assessment", "care proceedings"} <= hard


def test_the_letter_says_all_that_guidance_asks_of_it():
    template = LetterTemplate.objects.get(code=LETTER, authority=None)
    text = merged(template.body, demonstration_of(SOURCE))
    for said in (
        "# What we are worried about",
        "# What has to change, and by when",
        "4 December 2026",
        "# The help you can have",
        "# What we need to find out",
        "We offer you a family meeting.",
        "# How to get a lawyer",
        "It is free for you, whatever you earn.",
        "Civic Centre, room 4",
        "We will decide by 15 March 2027.",
    ):
        assert said in text


def test_what_the_family_has_in_its_own_words_is_filled_in(signed_in, worker, child, kirsty):
    plan = make.PlanFactory(child=child)
    need = make.NeedFactory(child=child, plan=plan)
    dana = make.ActionFactory(
        child=child, owner_worker=worker, owner_name="", what="visit on Mondays"
    )
    make.PlanActionFactory(need=need, action=dana)
    letter = begin(signed_in(worker), child, kirsty)
    assert letter.text.startswith("Dear Kirsty")
    assert "visit on Mondays" in letter.text
    assert child.first_name in letter.text
    assert letter.title == "Letter before proceedings: Kirsty Whitfield"


def test_nothing_of_the_panels_papers_is_in_a_letter(signed_in, worker, child, row, kirsty):
    make.LegalAdviceFactory(process=row.process, advice="Privileged words of the lawyer")
    row.process.threshold = "Threshold words for the panel"
    row.process.save()
    letter = begin(signed_in(worker), child, kirsty)
    assert "Privileged" not in letter.text
    assert "Threshold words" not in letter.text


def test_begun_twice_it_is_one_draft(signed_in, worker, child, kirsty):
    client = signed_in(worker)
    assert begin(client, child, kirsty) == begin(client, child, kirsty)


# While it is written


def test_a_letter_that_still_asks_for_words_says_so_before_it_is_final(
    signed_in, worker, child, kirsty
):
    client = signed_in(worker)
    letter = begin(client, child, kirsty)
    address = reverse("letter", args=[child.pk, letter.pk])
    assert "It is not finished." in client.get(address).content.decode()
    letter.text = KIRSTY
    letter.save()
    assert "It is not finished." not in client.get(address).content.decode()


def test_the_reading_age_stands_beside_the_words_and_before_and_after_on_the_page(
    signed_in, worker, child, kirsty
):
    client = signed_in(worker)
    letter = begin(client, child, kirsty)
    address = reverse("letter-edit", args=[child.pk, letter.pk])
    for words in (PROFESSIONAL, KIRSTY):
        page = client.get(address)
        seen = page.context["form"]["seen"].value() if "seen" in page.context["form"].fields else ""
        client.post(
            address, {"title": "To Kirsty", "text": words, "addressed_to": "", "seen": seen}
        )
        letter.refresh_from_db()
        assert letter.text == words.strip()
    reads = readability(letter)
    assert reads.before >= 18
    assert reads.now <= 11
    assert reads.plain
    page = squeezed(client.get(reverse("letter", args=[child.pk, letter.pk])).content.decode())
    assert f"it was {reads.before} when first written" in page
    beside = squeezed(client.get(address).content.decode())
    assert f"Reading age now: {reads.now}." in beside


# Final, on each child's file, copied, given


def test_a_final_letter_stands_on_the_files_of_brothers_and_sisters_it_is_about(
    signed_in, worker, child, row, kirsty, team
):
    noah = make.ChildFactory(team=team, person__given_name="Noah")
    make.ChildPreProceedingsFactory(child=noah, process=row.process)
    gone = make.ChildFactory(team=team, person__given_name="Gone")
    make.ChildPreProceedingsFactory(
        child=gone,
        process=row.process,
        outcome="step_down",
        outcome_on=row.started_on,
        outcome_because="At her dad's",
        stepped_to="none",
    )
    letter = begin(signed_in(worker), child, kirsty)
    assert "Noah" in letter.text
    assert "Gone" not in letter.text
    document = make_final(letter, worker)
    parts = ChildDocument.objects.filter(document=document).values_list("child", flat=True)
    assert set(parts) == {child.pk, noah.pk}


def test_a_parents_copy_prints_what_was_written(signed_in, worker, child, kirsty):
    letter = begin(signed_in(worker), child, kirsty)
    file = make_final(letter, worker).files.get(format="pdf")
    with bytes_kept().open(file.stored_as) as kept:
        pages = PdfReader(BytesIO(kept.read())).pages
    said = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Dear Kirsty" in said
    assert "How to get a lawyer" in said
    assert "Draft" not in said
    assert len(pages) <= 4


def test_a_copy_is_marked_as_one_wherever_it_stands(signed_in, worker, child, row, kirsty):
    client = signed_in(worker)
    letter = begin(client, child, kirsty)
    make_final(letter, worker)
    copy = make.DocumentFactory(authority=child.authority, kind="letter", title="scan 4")
    make.ChildDocumentFactory(child=child, document=copy)
    letter.refresh_from_db()
    address = reverse("letter-copy-add", args=[child.pk, letter.pk])
    said = {
        "document": copy.pk,
        "kind": "translated",
        "made_by": "Northmoor Translations",
        "made_on_day": 2,
        "made_on_month": 3,
        "made_on_year": 2026,
    }
    page = client.post(address, said)
    assert "Say which language" in page.content.decode()
    page = squeezed(client.get(reverse("parent-letters", args=[child.pk])).content.decode())
    assert "No translated copy is marked yet." in page
    client.post(address, {**said, "language": "Polish"})
    copy.refresh_from_db()
    assert copy.title == "Translated copy (Polish): Letter before proceedings: Kirsty Whitfield"
    assert LetterCopy.objects.get().letter == letter
    again = client.post(address, {**said, "language": "Polish"})
    assert "marked as a copy of the letter already" in again.content.decode()
    page = squeezed(client.get(reverse("parent-letters", args=[child.pk])).content.decode())
    assert "Translated copy (Polish)" in page
    assert "Nobody has checked it yet." in page


def test_how_and_when_each_parent_got_theirs_stands_beside_what_was_written(
    signed_in, worker, child, row, kirsty
):
    page = squeezed(
        signed_in(worker).get(reverse("parent-letters", args=[child.pk])).content.decode()
    )
    assert "Not given to them yet." in page
    make.LetterSentFactory(process=row.process, parent=kirsty, interpreter=True)
    page = squeezed(
        signed_in(worker).get(reverse("parent-letters", args=[child.pk])).content.decode()
    )
    assert "given by hand" in page
    assert "Not read through with them yet." in page


def test_the_page_costs_no_more_for_more_letters(
    signed_in, worker, child, row, kirsty, django_assert_max_num_queries
):
    client = signed_in(worker)
    address = reverse("parent-letters", args=[child.pk])
    begin(client, child, kirsty)
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
        most = len(few)
    for name in ("Dean Ward", "Ann Ward", "Lee Ward"):
        other = make.ParentFactory(process=row.process, name=name)
        client.post(reverse("parent-letter-begin", args=[child.pk, other.pk, LETTER]))
    with django_assert_max_num_queries(most):
        client.get(address)


# Strangers


def test_a_stranger_finds_no_letter_and_begins_none(signed_in, stranger, elsewhere, child, kirsty):
    for someone in (stranger, elsewhere):
        client = signed_in(someone)
        assert client.get(reverse("parent-letters", args=[child.pk])).status_code == 404
        url = reverse("parent-letter-begin", args=[child.pk, kirsty.pk, LETTER])
        assert client.post(url).status_code == 404
    assert not Letter.objects.exists()


def test_a_parent_of_another_family_is_not_written_to(signed_in, worker, child, kirsty):
    other = make.ParentFactory(name="Someone Else")
    url = reverse("parent-letter-begin", args=[child.pk, other.pk, LETTER])
    assert signed_in(worker).post(url).status_code == 404


def test_those_who_may_only_read_begin_none(signed_in, chair, team, child, kirsty):
    analyst = make.WorkerFactory(team=team, role="data_analyst", username="analyst")
    url = reverse("parent-letter-begin", args=[child.pk, kirsty.pk, LETTER])
    assert signed_in(analyst).post(url).status_code == 403
