"""A file that is due goes whole: what is shared stays, what stays counts, and the logs hold."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from casework.children.access_log import log_look
from casework.children.models import Child, FileAccess, Person, Relationship
from casework.children.models.asks import Ask
from casework.documents.models import DocumentFile
from casework.documents.storage import bytes_kept, keep
from casework.figures.counting import Reader, tallies
from casework.figures.passes import Question
from casework.figures.registry import figures
from casework.figures.spans import Span
from casework.governance.chain import seal
from casework.governance.verification import Broken, verify
from casework.meetings.models import Meeting
from casework.recording.models import ChildNote, Note
from casework.retention.deletion import operations
from casework.retention.deletion.operations import lines_of
from casework.retention.deletion.proof import prove
from casework.retention.models import Certificate, DueFile, Round, Rule, StatisticalLine
from casework.retention.operations import authorise, begin_round, confirm, lay_down_rules, leave_out
from tests.factories import (
    AddressFactory,
    AttendeeFactory,
    ChildDocumentFactory,
    ChildFactory,
    ChildNoteFactory,
    EpisodeOfNeedFactory,
    MeetingFactory,
    PersonFactory,
    ReferralFactory,
    RelationshipFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
LONG_AGO = date(2004, 3, 1)


@pytest.fixture(autouse=True)
def outside(settings, tmp_path):
    settings.DELETED_FILES = str(tmp_path / "deleted.txt")
    return tmp_path / "deleted.txt"


def of_long_ago(**facts):
    child = ChildFactory(person__born_on=date(1990, 5, 5), **facts)
    ReferralFactory(child=child, received_on=LONG_AGO, decision="no_action", decided_on=LONG_AGO)
    EpisodeOfNeedFactory(
        child=child, started_on=LONG_AGO, closed_on=date(2004, 9, 1), closure_reason="RC1"
    )
    Child.objects.filter(pk=child.pk).update(opened_on=LONG_AGO)
    return Child.objects.get(pk=child.pk)


@pytest.fixture
def child(db):
    return of_long_ago()


def two_managers(child):
    facts = {"role": "service_manager", "authority": child.authority}
    return WorkerFactory(**facts), WorkerFactory(**facts)


def authorised(child) -> Round:
    first, second = two_managers(child)
    lay_down_rules(child.authority)
    for rule in Rule.objects.of(child.authority):
        confirm(rule, by=first)
    one = begin_round(by=first)
    authorise(one, words="Read each of them", by=second)
    return one


def delete(child) -> Certificate:
    authorised(child)
    call_command("retention", "run")
    return Certificate.objects.get(keys__contains=[child.pk], repeats=False)


def test_the_file_its_history_and_its_people_are_gone(child):
    mother = PersonFactory(authority=child.authority, given_name="Alone")
    RelationshipFactory(person=child.person, relative=mother, kind="mother")
    AddressFactory(person=mother)
    certificate = delete(child)
    assert not Child.objects.filter(pk=child.pk).exists()
    assert not Person.objects.filter(pk__in=[child.person_id, mother.pk]).exists()
    assert prove([child.pk]).whole
    assert certificate.tables["referrals_referral"] == 1
    assert certificate.tables["children_person"] == 2
    assert certificate.history >= 6
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM children_personevent WHERE pgh_obj_id = ANY(%s)",
            [[child.person_id, mother.pk]],
        )
        assert cursor.fetchone()[0] == 0


def test_what_a_brother_shares_stays_and_only_the_link_goes(child):
    brother = ChildFactory(authority=child.authority)
    note = ChildNoteFactory(child=child).note
    ChildNoteFactory(child=brother, note=note)
    alone = ChildNoteFactory(child=child).note
    meeting = MeetingFactory(authority=child.authority)
    meeting.children.set([child, brother])
    certificate = delete(child)
    assert Note.objects.filter(pk=note.pk).exists()
    assert not Note.objects.filter(pk=alone.pk).exists()
    assert list(ChildNote.objects.filter(note=note).values_list("child", flat=True)) == [brother.pk]
    assert list(Meeting.objects.get(pk=meeting.pk).children.all()) == [brother]
    assert any("shared with a child" in words for words in certificate.stays)


def test_a_mother_of_another_child_stays_and_somebody_named_nowhere_else_goes(child):
    half_sister = ChildFactory(authority=child.authority)
    mother, father = (PersonFactory(authority=child.authority) for _ in range(2))
    RelationshipFactory(person=child.person, relative=mother, kind="mother")
    RelationshipFactory(person=child.person, relative=father, kind="father")
    RelationshipFactory(person=half_sister.person, relative=mother, kind="mother")
    delete(child)
    assert Person.objects.filter(pk=mother.pk).exists()
    assert not Person.objects.filter(pk__in=[father.pk, child.person_id]).exists()
    assert Relationship.objects.filter(relative=mother).count() == 1


def test_a_child_who_is_a_parent_now_stays_as_that_person(child):
    baby = ChildFactory(authority=child.authority)
    RelationshipFactory(person=baby.person, relative=child.person, kind="mother")
    certificate = delete(child)
    assert Person.objects.filter(pk=child.person_id).exists()
    assert not Child.objects.filter(pk=child.pk).exists()
    assert any("as a relative" in words for words in certificate.stays)


def test_somebody_at_a_meeting_of_another_family_stays(child):
    aunt = PersonFactory(authority=child.authority)
    RelationshipFactory(person=child.person, relative=aunt, kind="aunt")
    meeting = MeetingFactory(authority=child.authority)
    meeting.children.set([ChildFactory(authority=child.authority)])
    AttendeeFactory(meeting=meeting, person=aunt)
    delete(child)
    assert Person.objects.filter(pk=aunt.pk).exists()


def test_the_bytes_of_documents_go_from_the_disk(child):
    kept = keep(ContentFile(b"A letter"))
    paper = ChildDocumentFactory(child=child)
    DocumentFile.objects.create(
        document=paper.document,
        format="txt",
        name="letter.txt",
        size=kept.size,
        sha256=kept.sha256,
        stored_as=kept.stored_as,
    )
    certificate = delete(child)
    assert certificate.documents == 1
    assert not bytes_kept().exists(kept.stored_as)
    assert Certificate.objects.get(pk=certificate.pk).bytes_left == []


def test_the_logs_are_proved_after_a_deletion_and_who_looked_stays_known(child):
    other = ChildFactory(authority=child.authority)
    worker = WorkerFactory(authority=child.authority)
    log_look(worker, child, "the file")
    FileAccess.objects.create(
        worker=worker, at=timezone.now(), what="search", asked="q=Ruby", children=[child.pk]
    )
    ask = Ask.objects.create(
        authority=child.authority, worker=worker, where="page", typed="Ruby", files=[child.pk]
    )
    ReferralFactory(child=other)
    seal()
    before = verify()
    delete(child)
    seal()
    after = verify()
    assert after.seals > before.seals
    assert (after.removals, before.removals) == (1, 0)
    assert after.removed > 5
    looks = FileAccess.objects.at_files([child.pk])
    assert looks.count() == 2
    assert {look.asked for look in looks} == {""}
    assert "Ruby" not in Ask.objects.get(pk=ask.pk).typed


@pytest.mark.parametrize(
    "tampering",
    [
        "DELETE FROM governance_removedrow WHERE id IN (SELECT min(id) FROM governance_removedrow)",
        "UPDATE governance_removal SET because = 'Something else'",
        "DELETE FROM referrals_referralevent",
        "UPDATE children_fileaccess SET asked = 'Another' WHERE found = 7",
    ],
)
def test_what_is_altered_beside_a_deletion_is_still_found(child, tampering):
    ReferralFactory(child=ChildFactory(authority=child.authority))
    FileAccess.objects.create(
        worker=WorkerFactory(authority=child.authority),
        at=timezone.now(),
        what="search",
        asked="q=Ruby",
        found=7,
        children=[child.pk],
    )
    seal()
    delete(child)
    verify()
    with connection.cursor() as cursor:
        cursor.execute(tampering)
    with pytest.raises(Broken):
        verify()


def test_figures_of_past_years_count_the_same(child):
    manager = WorkerFactory(role="service_manager", authority=child.authority)
    other = of_long_ago(authority=child.authority)
    for number in (1, 2):
        for file in (other, child):
            day = date(2005, number, 5)
            ReferralFactory(child=file, received_on=day, decision="no_action", decided_on=day)
    Child.objects.filter(pk=other.pk).update(opened_on=timezone.localdate())
    spans = [
        Span(date(2004, 1, 1), date(2004, 12, 31)),
        Span(date(2005, 1, 1), date(2005, 1, 31)),
        Span(date(2004, 4, 1), date(2005, 3, 31)),
    ]
    asked = [Question(one, span, str(place)) for place, span in enumerate(spans) for one in figures]
    before = tallies(Reader(manager), asked)
    assert any(tally.of for tally in before.values())
    delete(child)
    after = tallies(Reader(manager), asked)
    assert {key: (one.of, one.counted) for key, one in after.items()} == {
        key: (one.of, one.counted) for key, one in before.items()
    }


def test_a_line_for_statistics_stays_and_leads_to_nobody(child):
    Person.objects.filter(pk=child.person_id).update(ethnicity="WBRI", sex="F")
    delete(child)
    line = StatisticalLine.objects.get()
    assert (line.born_in, line.ethnicity, line.sex, line.needs) == (1990, "WBRI", "F", ["N1"])
    assert (line.opened_in, line.closed_in) == (date(2004, 3, 1), date(2004, 9, 1))
    assert line.records["referrals.Referral"] == 1
    assert line.pk < 0
    assert DueFile.objects.get().event_on is None


def test_a_run_that_is_killed_begins_again_where_it_was(child, monkeypatch):
    other = of_long_ago(authority=child.authority)
    one = authorised(child)
    done = []

    def killed(file):
        if done:
            raise KeyboardInterrupt
        done.append(operations_delete(file))

    operations_delete = operations.delete_due
    monkeypatch.setattr(operations, "delete_due", killed)
    with pytest.raises(KeyboardInterrupt):
        call_command("retention", "run")
    monkeypatch.setattr(operations, "delete_due", operations_delete)
    assert Certificate.objects.count() == 1
    call_command("retention", "run")
    call_command("retention", "run")
    assert Certificate.objects.count() == 2
    assert not Child.objects.filter(pk__in=[child.pk, other.pk]).exists()
    assert Round.objects.get(pk=one.pk).finished_at


def test_what_was_recorded_since_stops_it_at_the_last_moment(child):
    authorised(child)
    ReferralFactory(child=child, received_on=timezone.localdate())
    call_command("retention", "run")
    file = DueFile.objects.get()
    assert file.outcome == DueFile.Outcome.STOPPED
    assert Child.objects.filter(pk=child.pk).exists()


def test_a_file_that_was_left_out_stays(child):
    other = of_long_ago(authority=child.authority)
    first, second = two_managers(child)
    lay_down_rules(child.authority)
    for rule in Rule.objects.of(child.authority):
        confirm(rule, by=first)
    one = begin_round(by=first)
    leave_out(one.files.get(file=other.pk), because="A claim was made", by=first)
    authorise(one, words="Read each of them", by=second)
    call_command("retention", "run")
    assert Child.objects.filter(pk=other.pk).exists()
    assert not Child.objects.filter(pk=child.pk).exists()


def test_a_backup_put_back_is_told_again(child, outside):
    """The line outside the database is all that is left to say it by."""
    authorised(child)
    before = Child.objects.values().get(pk=child.pk)
    person = Person.objects.values().get(pk=child.person_id)
    call_command("retention", "run")
    person.pop("search_text")
    Person.objects.create(**person)
    Child.objects.bulk_create([Child(**before)])
    assert not prove([child.pk]).whole
    call_command("retention", "again")
    assert prove([child.pk]).whole
    assert Certificate.objects.filter(repeats=True).count() == 1
    call_command("retention", "again")
    assert Certificate.objects.filter(repeats=True).count() == 1
    call_command("retention", "prove")


def test_another_file_under_a_deleted_number_is_left_alone(child, outside, capsys):
    delete(child)
    person = PersonFactory(authority=child.authority)
    Child.objects.bulk_create([Child(pk=child.pk, person=person, authority=child.authority)])
    call_command("retention", "again")
    assert "another file has its number" in capsys.readouterr().out
    assert Child.objects.filter(pk=child.pk).exists()


def test_a_line_somebody_made_up_deletes_nothing(child, outside, capsys):
    delete(child)
    other = ChildFactory(authority=child.authority)
    line = outside.read_text().replace(f'"keys": [{child.pk}]', f'"keys": [{other.pk}]')
    assert line != outside.read_text()
    outside.write_text(line)
    call_command("retention", "again")
    assert "not one of ours" in capsys.readouterr().out
    assert Child.objects.filter(pk=other.pk).exists()
    assert len(list(lines_of(outside))) == 1


def test_the_account_of_the_pages_deletes_nothing(child):
    authorised(child)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE casework_pages")
        with pytest.raises(CommandError, match="owner of the database"):
            call_command("retention", "run")
    assert Child.objects.filter(pk=child.pk).exists()


def test_a_day_before_it_is_due_nothing_is(child):
    Child.objects.filter(pk=child.pk).update(
        opened_on=timezone.localdate() - timedelta(days=365 * 6)
    )
    first, _ = two_managers(child)
    lay_down_rules(child.authority)
    for rule in Rule.objects.of(child.authority):
        confirm(rule, by=first)
    with pytest.raises(ValidationError, match="No file"):
        begin_round(by=first)
