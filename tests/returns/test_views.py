import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from casework.children.models import Child
from casework.returns import forms, views
from tests.factories import WorkerFactory
from tests.returns.files import census, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(team):
    return WorkerFactory(team=team, role="data_analyst", username="analyst")


def send(client, *children, lea, name="census.xml"):
    text = census(*children, lea=lea).getvalue()
    return client.post(reverse("import-census"), {"file": SimpleUploadedFile(name, text)})


def test_the_page_brings_a_file_in_and_says_what_was_not_taken(signed_in, analyst):
    response = send(
        signed_in(analyst),
        whole().replace(">WBRI<", ">XX&lt;b&gt;<"),
        lea=analyst.authority.la_code,
    )
    page = response.content.decode()
    assert "1 child in the file. 9 records added and none changed." in page
    assert "This code is not in the list" in page
    assert "XX&lt;b&gt;" in page
    child = Child.objects.get()
    assert child.authority == analyst.authority
    assert child.referrals.get().recorded_by is None


def test_the_same_file_again_says_nothing_was_written(signed_in, analyst):
    client = signed_in(analyst)
    send(client, whole(), lea=analyst.authority.la_code)
    page = send(client, whole(), lea=analyst.authority.la_code).content.decode()
    assert "Nothing was written" in page
    assert "Everything in the file was taken" in page


def test_what_differs_and_was_kept_is_shown_with_both_values(signed_in, analyst):
    client = signed_in(analyst)
    send(client, whole(), lea=analyst.authority.la_code)
    person = Child.objects.get().person
    person.ethnicity = "WIRI"
    person.save()
    text = whole().replace(">2A<", ">2a<")
    page = send(client, text, lea=analyst.authority.la_code).content.decode()
    assert "Nothing was written" in page
    assert "1 difference kept as it is here" in page
    kept = page[page.index("What differs, and was kept") :]
    assert kept.index("WBRI") < kept.index("WIRI") < kept.index("Changed here since")
    assert "Read as 2A" in page


def test_a_worker_cannot_bring_in_another_councils_census(signed_in, analyst):
    page = send(signed_in(analyst), whole(), lea="001").content.decode()
    assert "This file is from LA code 001" in page
    assert not Child.objects.exists()


def test_a_file_that_is_no_census_is_refused_in_plain_words(signed_in, analyst):
    client = signed_in(analyst)
    answer = client.post(reverse("import-census"), {"file": SimpleUploadedFile("a.csv", b"a,b")})
    assert "This is not a whole XML file" in answer.content.decode()
    assert "Choose the census file" in client.post(reverse("import-census")).content.decode()


def test_a_file_too_large_for_a_page_is_refused(signed_in, analyst, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 10)
    page = send(signed_in(analyst), whole(), lea=analyst.authority.la_code).content.decode()
    assert "larger than 10 MB" in page
    assert not Child.objects.exists()


def test_a_long_list_of_refusals_is_cut_and_says_so(signed_in, analyst, monkeypatch):
    monkeypatch.setattr(views, "MOST_SHOWN", 2)
    bad = [whole(f"ABC{n}").replace(">WBRI<", ">XXXX<") for n in range(5)]
    page = send(signed_in(analyst), *bad, lea=analyst.authority.la_code).content.decode()
    assert page.count("This code is not in the list") == 2
    assert "3 more not shown here" in page


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
    for answer in (client.get(reverse("import-census")), send(client, whole(), lea="975")):
        assert (answer.status_code == 200) is allowed
        assert allowed or answer.status_code == 403


def test_the_page_asks_little_before_a_file_is_chosen(
    signed_in, analyst, django_assert_max_num_queries
):
    client = signed_in(analyst)
    with django_assert_max_num_queries(8):
        client.get(reverse("import-census"))
