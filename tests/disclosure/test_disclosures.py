"""Records given to others: asked for, picked, blacked out, agreed to, sent, proved."""

import io
from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html
from pypdf import PdfReader

from casework.children.models import FileAccess
from casework.disclosure.models import Disclosure, NameAnswer, PickedRecord
from casework.disclosure.operations import look_again, next_version, pick
from casework.disclosure.queries import standing_of
from casework.disclosure.texts import candidates
from casework.documents.models import Sending
from casework.documents.storage import bytes_kept
from casework.notices.models import Notice
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    AllocationFactory,
    ChildDocumentFactory,
    ChildFactory,
    ChildVisitFactory,
    DisclosureFactory,
    NameAnswerFactory,
    PersonFactory,
    PickedRecordFactory,
    RelationshipFactory,
    VisitFactory,
    WorkerFactory,
)
from tests.html import squeezed

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def visit(child):
    words = "Aisha Patel from next door was there. Aisha brought cake. Ann came too."
    return ChildVisitFactory(child=child, visit=VisitFactory(what_happened=words))


@pytest.fixture
def disclosure(child, worker):
    return DisclosureFactory(child=child, recorded_by=worker)


def address(name, disclosure, *more):
    return reverse(name, args=[disclosure.child_id, disclosure.pk, *more])


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def picked(disclosure, visit, by) -> PickedRecord:
    pick(disclosure, {f"recording.childvisit-{visit.pk}"}, by=by)
    return disclosure.records.get()


def answer_all(client, disclosure, answer="redact third_party"):
    page = client.get(address("disclosure-names", disclosure))
    fields = page.context["form"].asked
    client.post(address("disclosure-names", disclosure), dict.fromkeys(fields, answer))


def given(disclosure) -> str:
    file = disclosure.document.files.get()
    with bytes_kept().open(file.stored_as) as content:
        made = content.read()
    assert sha256(made).hexdigest() == file.sha256
    pages = PdfReader(io.BytesIO(made)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_a_request_is_written_down_picked_named_agreed_and_sent(
    signed_in, worker, manager, child, visit
):
    client = signed_in(worker)
    said = {
        "kind": "access",
        "asked_by": "parent",
        "asker": "Dawn Holroyd",
        "basis": "Article 15",
        "identity_words": "Known to us",
        "entitlement": "Holds parental responsibility",
        **day("received_on", timezone.localdate()),
    }
    client.post(reverse("disclosure-add", args=[child.pk]), said)
    disclosure = Disclosure.objects.get()
    assert disclosure.recorded_by == worker
    key = f"recording.childvisit-{visit.pk}"
    client.post(address("disclosure-pick", disclosure), {"records": [key]})
    record = disclosure.records.get()
    assert "Aisha Patel from next door" in record.text
    assert record.checksum == sha256(record.text.encode()).hexdigest()
    assert {"Aisha Patel", "Aisha"} <= set(record.names)
    refused = client.post(address("disclosure-submit", disclosure))
    assert "First answer for" in squeezed(refused.content.decode())
    answer_all(client, disclosure)
    assert client.post(address("disclosure-submit", disclosure)).status_code == 302
    disclosure.refresh_from_db()
    assert disclosure.state == "submitted"
    assert Notice.objects.filter(worker=manager, kind="submitted").exists()
    boss = signed_in(manager)
    assert boss.post(address("disclosure-decide", disclosure)).status_code == 302
    disclosure.refresh_from_db()
    assert (disclosure.state, disclosure.authorised_by) == ("authorised", manager)
    text = given(disclosure)
    assert "Aisha" not in text
    assert "brought cake" in text
    client = signed_in(worker)
    at = timezone.localtime() - timedelta(minutes=5)
    sent = {
        "who": "else",
        "recipient": "Dawn Holroyd",
        "agency": "family",
        "how": "hand",
        **day("sent_at", at),
        "sent_at_time": f"{at:%H:%M}",
    }
    assert client.post(address("disclosure-send", disclosure), sent).status_code == 302
    assert Sending.objects.get().document == disclosure.document
    sweep([child.pk])
    assert Deadline.objects.get(code="disclosure.access").met_at
    for page in (reverse("disclosures", args=[child.pk]), address("disclosure", disclosure)):
        assert "Given to Dawn Holroyd" in squeezed(client.get(page).content.decode())
    log = signed_in(manager).get(reverse("disclosure-log"))
    assert "Dawn Holroyd" in log.content.decode()
    taken = signed_in(manager).get(reverse("disclosure-log"), {"as": "csv"})
    assert "Dawn Holroyd" in b"".join(taken).decode()


def test_whoever_sent_it_does_not_agree_to_it(signed_in, manager, child, disclosure):
    disclosure.submitted_at, disclosure.submitted_by = timezone.now(), manager
    disclosure.save()
    answer = signed_in(manager).post(address("disclosure-decide", disclosure))
    assert answer.status_code == 403
    assert Disclosure.objects.get().authorised_on is None


def test_it_can_be_sent_back_with_what_to_put_right(signed_in, worker, manager, disclosure):
    disclosure.submitted_at, disclosure.submitted_by = timezone.now(), worker
    disclosure.save()
    client = signed_in(manager)
    refused = client.post(address("disclosure-decide", disclosure), {"send_back": "1"})
    assert "Say what to put right" in refused.content.decode()
    back = {"send_back": "1", "returned_because": "Black out the school"}
    client.post(address("disclosure-decide", disclosure), back)
    disclosure.refresh_from_db()
    assert (disclosure.state, disclosure.returned_because) == ("returned", "Black out the school")


def test_a_record_that_changed_since_must_be_looked_at_again(
    signed_in, worker, disclosure, visit, child
):
    record = picked(disclosure, visit, worker)
    client = signed_in(worker)
    client.post(
        address("disclosure-record", disclosure, record.pk),
        {"words": "brought cake", "where": "all", "reason": "confidence"},
    )
    visit.visit.what_happened = "Aisha Patel brought cake and stayed."
    visit.visit.save()
    assert "look again at 1 record that changed" in standing_of(disclosure, worker).lacking
    assert "next door" in disclosure.records.get().text
    page = client.get(address("disclosure", disclosure)).content.decode()
    assert "These were changed on the file since they were picked" in squeezed(page)
    client.post(address("disclosure-look-again", disclosure))
    again = disclosure.records.get()
    assert "stayed" in again.text
    assert again.redactions.get().words == "brought cake"
    assert not standing_of(disclosure, worker).changed


def test_what_was_blacked_out_and_is_gone_is_said(worker, disclosure, visit):
    record = picked(disclosure, visit, worker)
    record.redactions.create(words="brought cake", reason="confidence")
    visit.visit.what_happened = "Nobody was there."
    visit.visit.save()
    look_again(disclosure, by=worker)
    lacking = standing_of(disclosure, worker).lacking
    assert "“brought cake” is blacked out and no longer there" in lacking


def test_a_record_withdrawn_since_is_left_out(worker, disclosure, visit):
    picked(disclosure, visit, worker)
    visit.withdrawn_at, visit.withdrawn_by = timezone.now(), worker
    visit.withdrawn_because = "Another child’s"
    visit.save()
    assert len(standing_of(disclosure, worker).changed) == 1
    look_again(disclosure, by=worker)
    assert not disclosure.records.exists()


def test_words_can_be_blacked_out_once_or_in_every_record(signed_in, worker, disclosure, visit):
    record = picked(disclosure, visit, worker)
    client, page = signed_in(worker), address("disclosure-record", disclosure, record.pk)
    nowhere = client.post(page, {"words": "Zed", "where": "all", "reason": "crime"})
    assert "do not stand in this record" in nowhere.content.decode()
    third = client.post(page, {"words": "Aisha", "where": "nth", "place": 3, "reason": "crime"})
    assert "They stand here 2 times only" in third.content.decode()
    other = client.post(page, {"words": "Aisha", "where": "all", "reason": "other"})
    assert "Say which other reason it is" in other.content.decode()
    client.post(page, {"words": "Aisha", "where": "nth", "place": 2, "reason": "crime"})
    assert record.redactions.get().place == 2
    shown = squeezed(client.get(address("disclosure-preview", disclosure)).content.decode())
    assert "Aisha Patel from next door" in shown
    assert "Aisha brought" not in shown
    client.post(page, {"words": "next door", "where": "throughout", "reason": "third_party"})
    assert NameAnswer.objects.get().name == "next door"
    made = record.redactions.get()
    client.post(address("redaction-remove", disclosure, record.pk, made.pk))
    assert not record.redactions.exists()


def test_names_are_grouped_by_who_they_are_and_the_childs_own_is_not_asked(
    signed_in, worker, manager, child, disclosure
):
    nan = PersonFactory(given_name="Beryl", family_name="Ackroyd")
    RelationshipFactory(person=child.person, relative=nan, kind="grandparent")
    other = ChildFactory(
        authority=child.authority,
        team=child.team,
        person=PersonFactory(given_name="Xanthe", family_name="Moorhouse"),
    )
    AllocationFactory(child=other, worker=worker)
    known = f"{worker.name} saw Beryl Ackroyd and Xanthe Moorhouse with {child.name} and Trevor."
    visit = ChildVisitFactory(child=child, visit=VisitFactory(what_happened=known))
    picked(disclosure, visit, worker)
    page = signed_in(worker).get(address("disclosure-names", disclosure))
    groups = {
        title: {field.label for field in fields} for title, fields in page.context["form"].groups
    }
    assert "Xanthe Moorhouse" in groups["Other children"]
    assert "Beryl Ackroyd" in groups["Family on this file"]
    assert worker.name in groups["People who work here"]
    assert "Trevor" in groups["Other people, numbers and addresses"]
    assert not any(child.first_name in names for names in groups.values())


def test_a_child_one_may_not_know_of_is_found_as_a_stranger_is(worker, disclosure, child):
    """That they have a file is itself confidential."""
    person = PersonFactory(given_name="Xanthe", family_name="Moorhouse")
    ChildFactory(authority=child.authority, team=child.team, person=person, restricted=True)
    words = "Then Xanthe Moorhouse came."
    picked(disclosure, ChildVisitFactory(child=child, visit__what_happened=words), worker)
    found = {one.name: one.who for one in standing_of(disclosure, worker).found}
    assert found["Xanthe Moorhouse"].words == ""


@pytest.mark.parametrize("long_before", [0, 155])
def test_what_names_a_restricted_sister_is_neither_shown_nor_kept(
    signed_in, worker, disclosure, child, team, long_before
):
    sister = ChildFactory(team=team, restricted=True, person__given_name="Zephyrine")
    RelationshipFactory(person=child.person, relative=sister.person, kind="sister")
    before = "a" * long_before
    words = f"He sang. {before} Zephyrine wept."
    visit = ChildVisitFactory(child=child, visit=VisitFactory(what_happened=words))
    page = signed_in(worker).get(address("disclosure-pick", disclosure))
    shown = squeezed(page.content.decode())
    assert "He sang." in shown
    assert "Zeph" not in shown
    kept = picked(disclosure, visit, worker).text
    assert "He sang." in kept
    assert "Zeph" not in kept


def test_a_second_version_leaves_the_first_as_it_was(worker, manager, disclosure, visit):
    record = picked(disclosure, visit, worker)
    record.redactions.create(words="cake", reason="confidence")
    NameAnswerFactory(disclosure=disclosure)
    disclosure.document = ChildDocumentFactory(child=disclosure.child).document
    disclosure.authorised_on, disclosure.authorised_by = timezone.localdate(), manager
    disclosure.save()
    again = next_version(disclosure, by=worker)
    assert (again.version, again.follows, again.state) == (2, disclosure, "draft")
    assert again.records.get().redactions.get().words == "cake"
    assert again.names.get().name == "Aisha"
    assert disclosure.records.get().redactions.get().words == "cake"
    assert str(again).endswith("version 2")


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 9, 3), date(2026, 10, 5)),  # 3 October is a Saturday
        (date(2026, 9, 4), date(2026, 10, 5)),  # 4 October is a Sunday
        (date(2026, 9, 7), date(2026, 10, 7)),
        (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2025, 11, 25), date(2025, 12, 29)),  # Christmas, Boxing Day, a weekend
    ],
)
def test_an_access_request_has_a_month_and_until_the_next_working_day(child, received, due):
    DisclosureFactory(child=child, received_on=received)
    sweep([child.pk])
    clock = Deadline.objects.get(code="disclosure.access")
    assert clock.due_at.astimezone(LONDON).date() == due
    assert (due - clock.amber_from.astimezone(LONDON).date()).days == 7


def test_sent_on_its_last_day_it_is_in_time_and_a_day_later_it_is_not(child, worker, manager):
    for offset, in_time in ((0, True), (1, False)):
        document = ChildDocumentFactory(child=child).document
        received = date(2026, 9, 7)
        made = DisclosureFactory(
            child=child,
            received_on=received,
            document=document,
            authorised_on=received,
            authorised_by=manager,
        )
        at = datetime(2026, 10, 7 + offset, 23, 0, tzinfo=LONDON)
        said = {"recipient": "Dawn", "agency": "family", "how": "hand", "sent_at": at}
        Sending.on_file_of(child, worker, document=document, version=1, **said).save()
        sweep([child.pk])
        clocks = Deadline.objects.filter(record_id=made.pk, code="disclosure.access")
        assert clocks.met_in_time().exists() is in_time


def test_the_month_counts_from_the_proof_that_had_to_be_asked_for(child):
    asked = DisclosureFactory(
        child=child, received_on=date(2026, 9, 7), proof_asked_on=date(2026, 9, 8)
    )
    sweep([child.pk])
    assert not Deadline.objects.filter(code="disclosure.access").exists()
    asked.proof_came_on = date(2026, 9, 21)
    asked.save()
    sweep([child.pk])
    clock = Deadline.objects.get(code="disclosure.access")
    assert clock.due_at.astimezone(LONDON).date() == date(2026, 10, 21)


def test_it_is_extended_once_and_only_if_they_were_told_within_the_month(
    signed_in, worker, child, disclosure
):
    disclosure.received_on = timezone.localdate() - timedelta(days=50)
    disclosure.save()
    sweep([child.pk])
    client, page = signed_in(worker), address("disclosure-extend", disclosure)
    late = {"extended_because": "Nine volumes", **day("extended_on", timezone.localdate())}
    assert "They had to be told by" in client.post(page, late).content.decode()
    told = disclosure.received_on + timedelta(days=5)
    client.post(page, {"extended_because": "Nine volumes", **day("extended_on", told)})
    sweep([child.pk])
    assert Deadline.objects.get(code="disclosure.access").lapsed_at
    assert Deadline.objects.open().filter(code="disclosure.access_extended").exists()
    assert client.get(page).status_code == 404


def test_another_kind_is_due_on_the_day_that_was_set(child):
    DisclosureFactory(child=child, kind="court", due_on=date(2026, 2, 6))
    sweep([child.pk])
    assert Deadline.objects.get(code="disclosure.due").due_at.astimezone(LONDON).day == 6


def test_everything_or_what_lies_between_two_days_is_ticked(signed_in, worker, child, disclosure):
    old = ChildVisitFactory(child=child, held_on=date(2025, 3, 3))
    new = ChildVisitFactory(child=child, held_on=date(2026, 1, 5))
    client, page = signed_in(worker), address("disclosure-pick", disclosure)
    between = {"tick": "yes", **day("since", date(2026, 1, 1))}
    ticked = client.get(page, between).context["form"].initial["records"]
    assert f"recording.childvisit-{new.pk}" in ticked
    assert f"recording.childvisit-{old.pk}" not in ticked
    everything = client.get(page, {"tick": "yes"}).context["form"].initial["records"]
    assert {f"recording.childvisit-{one.pk}" for one in (old, new)} <= set(everything)
    assert f"chronology-{child.pk}" in everything


def test_what_can_be_picked_is_folded_by_kind_and_each_says_how_many_are_ticked(
    signed_in, worker, child, disclosure
):
    for day_of in (3, 4):
        ChildVisitFactory(child=child, held_on=date(2026, 3, day_of))
    client, page = signed_in(worker), address("disclosure-pick", disclosure)
    before = html.fromstring(client.get(page).content)
    visits = {fold.findtext(".//summary/span"): fold for fold in before.iter("details")}["Visit"]
    assert visits.get("open") is None
    assert len(visits.xpath(".//input[@type='checkbox']")) == 2
    assert "0 of 2 ticked" in visits.text_content()
    after = squeezed(client.get(page, {"tick": "yes"}).content.decode())
    assert "2 of 2 ticked" in after
    refused = html.fromstring(client.post(page, {}).content)
    first = refused.xpath("//details[@data-fold]")[0]
    assert first.get("open") is not None
    assert "Tick at least one record" in refused.text_content()


def test_a_record_of_another_child_is_never_picked(signed_in, worker, child, disclosure, team):
    other = ChildVisitFactory(child=ChildFactory(authority=child.authority, team=team))
    key = f"recording.childvisit-{other.pk}"
    signed_in(worker).post(address("disclosure-pick", disclosure), {"records": [key]})
    assert not PickedRecord.objects.exists()


def test_every_opening_of_a_disclosure_is_a_look(signed_in, worker, disclosure):
    signed_in(worker).get(address("disclosure-preview", disclosure))
    look = FileAccess.objects.filter(child=disclosure.child_id, worker=worker).latest("at")
    assert look.what == "records given to others"


@pytest.mark.parametrize("role", ["family_support", "conference_chair", "data_analyst"])
def test_whoever_may_not_give_records_is_refused(signed_in, team, child, disclosure, role):
    someone = WorkerFactory(team=team, role=role)
    AllocationFactory(child=child, worker=someone, role="other")
    client = signed_in(someone)
    for name in ("disclosure", "disclosure-pick", "disclosure-preview", "disclosure-names"):
        assert client.get(address(name, disclosure)).status_code == 403
    assert client.get("/api/v1/disclosures/").status_code == 403


def test_a_file_one_may_not_know_of_is_not_found(signed_in, worker, restricted_child):
    hidden = DisclosureFactory(child=restricted_child)
    client = signed_in(worker)
    assert client.get(address("disclosure", hidden)).status_code == 404
    assert client.get("/api/v1/disclosures/").json()["results"] == []


def test_the_api_tells_of_disclosures_and_never_of_words(signed_in, worker, disclosure, visit):
    picked(disclosure, visit, worker)
    row = signed_in(worker).get("/api/v1/disclosures/").json()["results"][0]
    assert (row["asker"], row["state"], row["sent"]) == ("Dawn Holroyd", "draft", [])
    assert "Aisha" not in str(row)


def test_the_pages_ask_no_more_for_more_records(
    signed_in, worker, child, disclosure, django_assert_max_num_queries
):
    for number in range(12):
        one = ChildVisitFactory(child=child)
        PickedRecordFactory(disclosure=disclosure, record_id=one.pk, names={f"Ann{number}": 1})
        DisclosureFactory(child=child)
    client = signed_in(worker)
    for name, most in (
        ("disclosure", 34),
        ("disclosure-names", 30),
        ("disclosure-preview", 24),
        ("disclosure-pick", 34),
    ):
        client.get(address(name, disclosure))
        with django_assert_max_num_queries(most):
            client.get(address(name, disclosure))
    with django_assert_max_num_queries(24):
        client.get(reverse("disclosures", args=[child.pk]))


def test_all_kinds_of_record_are_read_in_one_statement(
    worker, child, visit, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):  # one says who else is written about
        assert any(one.label == "Visit" for one in candidates(child, worker))


def test_what_can_be_picked_is_put_together_once_and_asked_of_each_file(
    signed_in, worker, child, disclosure, visit, monkeypatch
):
    """The second page writes no statement of fifty kinds of record afresh."""
    from casework.disclosure import texts

    first = signed_in(worker).get(address("disclosure-pick", disclosure))
    assert "Aisha brought cake" in squeezed(first.content.decode())

    def afresh(*args, **kwargs):
        raise AssertionError("It is put together again")

    monkeypatch.setattr(texts, "rows_of", afresh)
    again = signed_in(worker).get(address("disclosure-pick", disclosure))
    assert "Aisha brought cake" in squeezed(again.content.decode())
    other = ChildVisitFactory(child=ChildFactory(team=child.team), visit__what_happened="Theirs")
    assert [one.opening for one in candidates(other.child, worker) if one.label == "Visit"] == [
        "Theirs"
    ]


def test_a_reason_of_ones_own_is_kept_in_every_record(signed_in, worker, disclosure, visit):
    record = picked(disclosure, visit, worker)
    said = {"words": "cake", "where": "throughout", "reason": "other", "note": "It was a gift"}
    client = signed_in(worker)
    assert client.post(address("disclosure-record", disclosure, record.pk), said).status_code == 302
    answer = disclosure.names.get(name="cake")
    assert (answer.reason, answer.note) == ("other", "It was a gift")
    page = client.get(address("disclosure-names", disclosure))
    assert "Black out: It was a gift" in squeezed(page.content.decode())
    form = page.context["form"]
    kept = {name: form.initial[name] for name in form.asked}
    client.post(address("disclosure-names", disclosure), kept)
    answer.refresh_from_db()
    assert (answer.reason, answer.note) == ("other", "It was a gift")
    assert next_version(disclosure, by=worker).names.get(name="cake").note == "It was a gift"


def test_a_reason_of_ones_own_must_be_said_in_every_record_too(
    signed_in, worker, disclosure, visit
):
    record = picked(disclosure, visit, worker)
    said = {"words": "cake", "where": "throughout", "reason": "other"}
    refused = signed_in(worker).post(address("disclosure-record", disclosure, record.pk), said)
    assert "Say which other reason it is" in squeezed(refused.content.decode())
    assert not disclosure.names.exists()


@pytest.fixture
def lead(team):
    """Leads on information governance; by their role they neither prepare records nor agree."""
    return WorkerFactory(team=team, role="missing_coordinator", governs_information=True)


def test_the_information_governance_lead_is_told_agrees_and_reads_the_log(
    signed_in, worker, lead, disclosure, visit
):
    picked(disclosure, visit, worker)
    client = signed_in(worker)
    answer_all(client, disclosure)
    assert client.post(address("disclosure-submit", disclosure)).status_code == 302
    assert Notice.objects.filter(worker=lead, kind="submitted").count() == 1
    client = signed_in(lead)
    assert client.get(address("disclosure", disclosure)).context["may_decide"]
    assert client.post(address("disclosure-decide", disclosure)).status_code == 302
    disclosure.refresh_from_db()
    assert (disclosure.state, disclosure.authorised_by) == ("authorised", lead)
    assert client.get(reverse("disclosure-log")).status_code == 200
    assert client.get(reverse("disclosure-add", args=[disclosure.child_id])).status_code == 200


def test_the_lead_does_not_agree_to_what_they_sent_themselves(signed_in, lead, disclosure, visit):
    picked(disclosure, visit, lead)
    client = signed_in(lead)
    answer_all(client, disclosure)
    client.post(address("disclosure-submit", disclosure))
    assert client.post(address("disclosure-decide", disclosure)).status_code == 403


def test_the_lead_gives_nothing_of_a_child_they_may_not_know_of(
    signed_in, lead, restricted_child, worker
):
    theirs = DisclosureFactory(child=restricted_child)
    client = signed_in(lead)
    for name in ("disclosure", "disclosure-decide"):
        assert client.get(address(name, theirs)).status_code == 404


@pytest.mark.parametrize("role", ["missing_coordinator", "administrator"])
def test_without_the_lead_or_without_a_role_that_opens_files_nobody_agrees(
    signed_in, team, disclosure, role
):
    someone = WorkerFactory(team=team, role=role, governs_information=role == "administrator")
    client = signed_in(someone)
    assert client.get(reverse("disclosure-log")).status_code == 403
    assert not someone.may("agree_to_giving")
    assert client.post(address("disclosure-decide", disclosure)).status_code in (403, 404)
