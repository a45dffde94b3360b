from datetime import timedelta

import pghistory
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Team
from casework.children.models import Child, Person
from casework.returns import forms, presentation
from casework.returns.models import CensusImport, Provenance
from casework.returns.registry import registry
from casework.returns.tasks import let_go_of_census_files
from tests.factories import WorkerFactory
from tests.html import squeezed as squeeze
from tests.returns.files import census, pupil_number, whole

pytestmark = pytest.mark.django_db


def squeezed(answer) -> str:
    return squeeze(answer.content.decode())


@pytest.fixture
def analyst(team):
    return WorkerFactory(team=team, role="data_analyst", username="analyst")


def sent(*children, lea, name="census.xml"):
    return {"file": SimpleUploadedFile(name, census(*children, lea=lea).getvalue())}


def rehearse(client, *children, lea, name="census.xml"):
    """The page that says what would come of a file."""
    return client.post(reverse("import-census"), sent(*children, lea=lea, name=name), follow=True)


def load(client, *children, lea):
    """Rehearsed and loaded."""
    rehearse(client, *children, lea=lea)
    newest = CensusImport.objects.newest_first().first()
    return client.post(reverse("census-load", args=[newest.pk]), follow=True)


def counts():
    """Every record of a file, how often it is there."""
    models = {module.model for module in registry} | {Person, Team, Provenance}
    return {model.__name__: model._base_manager.count() for model in models}


def test_a_rehearsal_tells_what_would_come_of_a_file_and_writes_nothing(signed_in, analyst):
    before = counts()
    text = whole().replace(">WBRI<", ">XX&lt;b&gt;<")
    page = squeezed(rehearse(signed_in(analyst), text, lea=analyst.authority.la_code))
    assert "1 child in the file. 9 records would be added and none would be changed." in page
    assert "Only rehearsed: nothing is written yet" in page
    assert "XX&lt;b&gt;" in page
    assert counts() == before


def test_the_page_brings_a_file_in_and_says_what_was_not_taken(signed_in, analyst):
    text = whole().replace(">WBRI<", ">XX&lt;b&gt;<")
    page = squeezed(load(signed_in(analyst), text, lea=analyst.authority.la_code))
    assert "1 child in the file. 9 records added and none changed." in page
    assert "This code is not in the list" in page
    child = Child.objects.get()
    assert child.authority == analyst.authority
    assert child.referrals.get().recorded_by is None
    loaded = CensusImport.objects.get()
    assert (loaded.held, loaded.loaded_by) == (None, analyst)


def test_a_rehearsal_counts_what_loading_then_counts(signed_in, analyst, monkeypatch):
    monkeypatch.setattr("casework.returns.census.AT_ONCE", 2)
    number = pupil_number("ABC0")
    same_pupil = [whole(f"ABC{n}").replace(pupil_number(f"ABC{n}"), number) for n in range(5)]
    bad = whole("ABC9").replace("<DateOfInitialCPC>", "<DateOfInitialCPC>x")
    client, lea = signed_in(analyst), analyst.authority.la_code
    rehearse(client, *same_pupil, bad, lea=lea)
    rehearsed = CensusImport.objects.get()
    client.post(reverse("census-load", args=[rehearsed.pk]))
    loaded = CensusImport.objects.get()
    for kind in ("read", "created", "changed", "unchanged"):
        assert rehearsed.report[kind] == loaded.report[kind], kind
    assert len(rehearsed.report["refused"]) == len(loaded.report["refused"]) > 4
    assert presentation.modules_of(rehearsed.report) == presentation.modules_of(loaded.report)


def test_the_same_file_again_says_nothing_would_be_written(signed_in, analyst):
    client = signed_in(analyst)
    load(client, whole(), lea=analyst.authority.la_code)
    page = squeezed(rehearse(client, whole(), lea=analyst.authority.la_code))
    assert "Nothing would be written" in page
    assert "Everything in the file can be taken" in page


def test_what_differs_and_was_kept_is_shown_with_both_values(signed_in, analyst):
    client = signed_in(analyst)
    load(client, whole(), lea=analyst.authority.la_code)
    person = Child.objects.get().person
    person.ethnicity = "WIRI"
    with pghistory.context(user=analyst.pk):
        person.save()
    text = whole().replace(">2A<", ">2a<")
    page = squeezed(load(client, text, lea=analyst.authority.la_code))
    assert "Nothing was written" in page
    assert "1 difference kept as it is here" in page
    kept = page[page.index("What differs, and was kept") :]
    assert kept.index("WBRI") < kept.index("WIRI") < kept.index("Changed here since")
    assert "Read as 2A" in page
    taken_away = client.get(
        CensusImport.objects.newest_first().first().get_absolute_url() + "?as=csv"
    )
    lines = b"".join(taken_away.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert "Kept as it is here" in lines[1]
    assert "WIRI" in lines[1]


def test_a_file_that_is_left_is_let_go_and_never_loaded(signed_in, analyst):
    client = signed_in(analyst)
    rehearse(client, whole(), lea=analyst.authority.la_code)
    rehearsed = CensusImport.objects.get()
    client.post(reverse("census-leave", args=[rehearsed.pk]))
    page = squeezed(client.post(reverse("census-load", args=[rehearsed.pk]), follow=True))
    assert "The file is not held any longer: choose it again" in page
    assert not Child.objects.exists()


def test_a_file_nobody_loaded_within_a_day_is_let_go(signed_in, analyst):
    for _ in range(2):
        rehearse(signed_in(analyst), whole(), lea=analyst.authority.la_code)
    old, new = CensusImport.objects.order_by("pk")
    CensusImport.objects.filter(pk=old.pk).update(rehearsed_at=timezone.now() - timedelta(hours=25))
    assert let_go_of_census_files() == 1
    assert list(CensusImport.objects.waiting()) == [new]


def test_what_was_told_of_each_child_goes_after_a_month_and_the_counts_stay(signed_in, analyst):
    client, text = signed_in(analyst), whole().replace(">WBRI<", ">XXXX<")
    rehearse(client, text, lea=analyst.authority.la_code)
    CensusImport.objects.update(rehearsed_at=timezone.now() - timedelta(days=31))
    let_go_of_census_files()
    kept = CensusImport.objects.get()
    assert kept.report["refused"] == []
    page = squeezed(client.get(kept.get_absolute_url()))
    assert "kept for a month" in page
    assert "9 records would be added" in page


def test_of_a_restricted_file_the_report_does_not_say_what_stands_in_it(signed_in, analyst):
    client, lea = signed_in(analyst), analyst.authority.la_code
    load(client, whole(), lea=lea)
    child = Child.objects.get()
    with pghistory.context(user=analyst.pk):
        Person.objects.filter(pk=child.person_id).update(ethnicity="WIRI")
        Child.objects.filter(pk=child.pk).update(restricted=True)
    page = squeezed(rehearse(client, whole(), lea=lea))
    assert "A restricted file" in page
    assert "WIRI" not in page


def test_another_councils_analyst_finds_nothing_of_a_file(signed_in, analyst):
    rehearse(signed_in(analyst), whole(), lea=analyst.authority.la_code)
    rehearsed = CensusImport.objects.get()
    other = WorkerFactory(team__authority__name="Elsewhere", role="data_analyst")
    client = signed_in(other)
    assert "census.xml" not in client.get(reverse("import-census")).content.decode()
    assert client.get(rehearsed.get_absolute_url()).status_code == 404
    for name in ("census-load", "census-leave"):
        assert client.post(reverse(name, args=[rehearsed.pk])).status_code == 404
    assert CensusImport.objects.get().held


def test_a_worker_cannot_bring_in_another_councils_census(signed_in, analyst):
    page = squeezed(rehearse(signed_in(analyst), whole(), lea="001"))
    assert "This file is from LA code 001" in page
    assert not CensusImport.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n1,2", "This is not an XML file"),
        (b"\x1f\x8b\x08\x00zzz", "This file is compressed (gzip): unpack it"),
        (b"PK\x03\x04zzz", "This is a spreadsheet or a zip, not XML"),
        (b"%PDF-1.7", "This is a PDF, not XML"),
        (b"\n\n  ", "This file is empty"),
        (b"<Message>\n<Header>\n", "it goes wrong at line 3. It was cut short"),
        (b"<?xml version='1.0' encoding='x-none'?><Message/>", "it goes wrong at line 1"),
    ],
)
def test_a_file_that_is_no_census_is_refused_in_plain_words(signed_in, analyst, content, words):
    client = signed_in(analyst)
    answer = client.post(reverse("import-census"), {"file": SimpleUploadedFile("a.xml", content)})
    assert words in squeezed(answer)
    assert not CensusImport.objects.exists()


def test_no_file_chosen_says_so(signed_in, analyst):
    page = squeezed(signed_in(analyst).post(reverse("import-census")))
    assert "Choose the census file" in page


def test_a_file_too_large_for_a_page_is_refused(signed_in, analyst, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 10)
    page = squeezed(rehearse(signed_in(analyst), whole(), lea=analyst.authority.la_code))
    assert "larger than 10 MB" in page
    assert not CensusImport.objects.exists()


def test_a_long_list_of_refusals_is_cut_and_says_so(signed_in, analyst, monkeypatch):
    monkeypatch.setattr(presentation, "MOST_SHOWN", 2)
    bad = [whole(f"ABC{n}").replace(">WBRI<", ">XXXX<") for n in range(5)]
    page = squeezed(rehearse(signed_in(analyst), *bad, lea=analyst.authority.la_code))
    assert page.count("This code is not in the list") == 2
    assert "more not shown here" in page


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("data_analyst", True),
        ("social_worker", False),
        ("family_support", False),
        ("team_manager", False),
        ("service_manager", False),
        ("missing_coordinator", False),
        ("conference_chair", False),
        ("auditor", False),
        ("administrator", False),
        ("inspector", False),
    ],
)
def test_only_those_who_run_returns_may_open_it(signed_in, team, role, allowed):
    client = signed_in(WorkerFactory(team=team, role=role))
    for answer in (client.get(reverse("import-census")), rehearse(client, whole(), lea="975")):
        assert (answer.status_code == 200) is allowed
        assert allowed or answer.status_code == 403


def test_the_page_asks_little_before_a_file_is_chosen(
    signed_in, analyst, django_assert_max_num_queries
):
    client = signed_in(analyst)
    with django_assert_max_num_queries(8):
        client.get(reverse("import-census"))
