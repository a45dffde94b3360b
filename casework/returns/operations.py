"""A census brought in from a page: rehearsed first, then loaded or left."""

from io import BytesIO

from django.utils import timezone

from casework.returns.census import import_census
from casework.returns.models import CensusImport


def rehearse(file, *, by) -> CensusImport:
    """What would come of a file, and the file held until somebody decides.

    Raises ``UnreadableFile`` where nothing of it could be read; then nothing is held.
    """
    content = file.read()
    report = import_census(BytesIO(content), of=by.authority, rehearsal=True)
    return CensusImport.objects.create(
        authority=by.authority,
        worker=by,
        name=file.name[:200],
        held=content,
        report=report.as_json(),
    )


def load_held(rehearsed: CensusImport, *, by) -> None:
    """Load the file that was rehearsed. Two who press at once load it once over: the second finds
    everything here."""
    content = bytes(rehearsed.held or b"")
    report = import_census(BytesIO(content), of=rehearsed.authority)
    rehearsed.report, rehearsed.held = report.as_json(), None
    rehearsed.loaded_at, rehearsed.loaded_by = timezone.now(), by
    waiting = CensusImport.objects.waiting().filter(pk=rehearsed.pk)
    waiting.update(report=rehearsed.report, held=None, loaded_at=rehearsed.loaded_at, loaded_by=by)


def leave(rehearsed: CensusImport) -> None:
    """The file is not loaded, and not held any longer; what the rehearsal found stays."""
    CensusImport.objects.filter(pk=rehearsed.pk).update(held=None)
