"""A backup is read back, put back, and proved."""

import os
import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from casework.children.access_log import log_look
from casework.continuity import backups
from casework.continuity.backups import ALSO_SAID, Failed, keep_newest, make, read_back
from casework.continuity.keys import backup_key
from casework.continuity.proof import NotTheSame, prove
from casework.continuity.recovery import Keys, bring_keys
from casework.documents.letters.finalise import add_file
from casework.documents.models import DocumentFile
from casework.documents.storage import bytes_kept
from casework.embedded.addresses import database_settings
from casework.embedded.paths import state_folder
from casework.governance.chain import seal
from tests.embedded.watching import HOME
from tests.factories import ChildFactory, DocumentFactory, WorkerFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def furnished():
    worker, child = WorkerFactory(), ChildFactory()
    document = DocumentFactory()
    words = SimpleUploadedFile("report.pdf", b"%PDF-1.4 words")
    add_file(document, words, "report.pdf", "pdf", version=1, by=worker)
    log_look(worker, child, "the file")
    seal()
    return worker


def test_a_backup_holds_what_was_counted_and_none_of_it_can_be_read(furnished, tmp_path):
    backup = make(tmp_path / "kept")
    assert backup.manifest.counts["children_child"] == 1
    assert list(backup.manifest.documents) == [DocumentFile.objects.get().stored_as]
    data = backup.path.read_bytes()
    assert b"%PDF-1.4 words" not in data
    assert b"children_child" not in data
    assert backup.path.stat().st_mode & 0o077 == 0
    opened = tmp_path / "opened"
    assert read_back(backup.path, backup_key(), opened) == backup.manifest
    assert (opened / "documents" / DocumentFile.objects.get().stored_as).read_bytes() == (
        b"%PDF-1.4 words"
    )


def test_one_document_that_is_gone_is_said_and_all_else_is_backed_up(furnished, tmp_path, settings):
    settings.BACKUP_FOLDER = str(tmp_path)
    gone = DocumentFile.objects.get().stored_as
    bytes_kept().delete(gone)
    with pytest.raises(CommandError, match=f"1 documents.*{gone}"):
        call_command("backup")
    kept = read_back(next(tmp_path.glob("*.backup")), backup_key())
    assert kept.documents == {}
    assert kept.counts["children_child"] == 1


def test_a_backup_that_failed_or_was_killed_leaves_nothing_behind(furnished, tmp_path, monkeypatch):
    killed = tmp_path / "making-killed"
    killed.mkdir()
    (killed / "database.dump").touch()
    (tmp_path / "casework-2026-03-01T000000Z-key.draft").touch()

    def full(*_):
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(backups, "write_all", full)
        with pytest.raises(OSError, match="No space"):
            make(tmp_path)
    left = {path.name for path in tmp_path.iterdir()} - {"documents"}
    assert left == {"making.lock"}
    assert not list(state_folder().glob(f"{backups.making(tmp_path)}*"))


def test_two_backups_are_not_made_side_by_side(furnished, tmp_path):
    with backups.only_one(tmp_path), pytest.raises(Failed, match="Another backup"):
        make(tmp_path)


def test_the_drill_looks_where_backups_are_kept(furnished, tmp_path, settings, monkeypatch):
    settings.BACKUP_FOLDER = str(tmp_path)
    made, drilled = make(tmp_path), []
    monkeypatch.setattr(
        "casework.continuity.management.commands.restore_drill.drill",
        lambda path, *_: drilled.append(path) or 1.0,
    )
    call_command("restore_drill")
    assert drilled == [made.path]


def test_what_the_disk_did_not_keep_is_noticed_at_once(furnished, tmp_path, monkeypatch):
    whole = backups.write_all

    def forgets(sealed, dump, manifest):
        dump.write_bytes(dump.read_bytes()[:-1])
        whole(sealed, dump, manifest)

    monkeypatch.setattr(backups, "write_all", forgets)
    with pytest.raises(Failed, match=r"database\.dump"):
        make(tmp_path)


def test_older_ones_are_deleted_and_never_the_last(tmp_path):
    for day in range(1, 5):
        (tmp_path / f"casework-2026-03-0{day}T000000Z-key.backup").touch()
    assert len(keep_newest(tmp_path, 2)) == 2
    keep_newest(tmp_path, 0)
    assert [path.name[9:19] for path in tmp_path.iterdir()] == ["2026-03-04"]


def test_another_number_of_rows_a_changed_document_and_a_broken_log_are_each_found(
    furnished, tmp_path
):
    manifest = make(tmp_path).manifest
    assert len(list(prove(manifest))) == 3
    ChildFactory()
    with pytest.raises(NotTheSame, match="other numbers of rows"):
        list(prove(manifest))
    seal()
    manifest = make(tmp_path / "again").manifest
    name = DocumentFile.objects.get().stored_as
    bytes_kept().delete(name)
    bytes_kept().save(name, SimpleUploadedFile("x", b"other words"))
    with pytest.raises(NotTheSame, match="is not as it was"):
        list(prove(manifest))


def test_with_no_backup_a_drill_says_how_one_is_made(settings, tmp_path):
    settings.BACKUP_FOLDER = str(tmp_path)
    with pytest.raises(CommandError, match=r"manage\.py backup makes one"):
        call_command("restore_drill")


@pytest.mark.long(sampled=False)
def test_a_drill_puts_everything_back_and_says_how_long_it_took(furnished, tmp_path, capsys):
    backup = make(tmp_path)
    call_command("restore_drill", str(backup.path))
    told = capsys.readouterr().out
    assert f"{sum(backup.manifest.counts.values()):,} rows in" in told
    assert "1 documents, each byte as it was" in told
    assert "The logs are whole" in told
    assert "It took" in told


SEAL_AGAIN = (
    "from casework.governance.chain import seal; from casework.governance.verification import"
    " verify; from tests.factories import ChildFactory; ChildFactory(); made = seal();"
    " print(made.number, verify().seals)"
)


def test_the_keys_that_were_given_are_the_restored_ones_and_no_other(tmp_path):
    bring_keys(tmp_path, Keys(backup="from the safe\n", secret="also from the safe\n"))
    assert (tmp_path / "backup-key").read_text() == "from the safe"
    assert (tmp_path / "secret-key").read_text() == "also from the safe"
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_backup_is_opened_only_into_an_empty_folder(furnished, tmp_path):
    with pytest.raises(CommandError, match="is not empty"):
        call_command("restore", str(make(tmp_path).path), into=tmp_path, only_open=True)


@pytest.mark.long(sampled=False)
def test_what_was_restored_is_sealed_on_from_where_it_was(furnished, tmp_path):
    from tests.embedded.conftest import new_folder

    backup = make(tmp_path)
    place = new_folder() / "data"
    call_command("restore", str(backup.path), into=place)
    environment = {k: v for k, v in os.environ.items() if not k.endswith("_URL")}
    told = subprocess.check_output(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", SEAL_AGAIN],
        cwd=HOME,
        env=environment | {"CASEWORK_DATA_DIR": str(place)},
        text=True,
    )
    number, seals = told.split()[-2:]
    assert number == seals
    assert int(number) == int(backup.manifest.anchor.split()[0]) + 1


def test_the_way_to_a_database_is_said_to_postgresqls_programs_as_its_address_says_it(monkeypatch):
    told = []

    def started(command, *, env, **_):
        told.append({name: env.get(name) for name in ("PGHOST", "PGPORT", *ALSO_SAID.values())})
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", started)
    address = "postgresql://ann:pw@one:1,two:2/casework?sslmode=require"
    settings = database_settings(f"{address}&target_session_attrs=read-write&keepalives=1")
    backups.run("pg_dump", database=settings)
    assert {name: words for name, words in told[0].items() if words} == {
        "PGHOST": "one,two",
        "PGPORT": "1,2",
        "PGSSLMODE": "require",
        "PGTARGETSESSIONATTRS": "read-write",
    }
