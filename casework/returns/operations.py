"""A census brought in from a page: rehearsed first, then loaded or left."""

from io import BytesIO

from django.utils import timezone

from casework.children.models import Child
from casework.returns.census import import_census
from casework.returns.models import CensusImport
from casework.returns.reading import UnreadableFile


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
        report=read_by(by, report.as_json()),
    )


def load_held(rehearsed: CensusImport, *, by) -> None:
    """Load the file that was rehearsed. Two who press at once load it once over: the second finds
    everything here."""
    content = bytes(rehearsed.held or b"")
    if not content:
        raise UnreadableFile("The file is not held any longer: choose it again")
    report = import_census(BytesIO(content), of=rehearsed.authority)
    rehearsed.report, rehearsed.held = read_by(by, report.as_json()), None
    rehearsed.loaded_at, rehearsed.loaded_by = timezone.now(), by
    CensusImport.objects.filter(pk=rehearsed.pk, loaded_at=None).update(
        report=rehearsed.report, held=None, loaded_at=rehearsed.loaded_at, loaded_by=by
    )


def read_by(worker, report: dict) -> dict:
    """The report, without what our file says of a child of whom this worker may not know."""
    told = {row["child"] for row in report["kept_ours"]}
    known = Child.objects.visible_to(worker).filter(local_id__in=told)
    open_to = set(known.values_list("local_id", flat=True))
    for row in report["kept_ours"]:
        if row["child"] not in open_to:
            row["ours"] = "A restricted file"
    return report


def leave(rehearsed: CensusImport) -> None:
    """The file is not loaded, and not held any longer; what the rehearsal found stays."""
    CensusImport.objects.filter(pk=rehearsed.pk).update(held=None)
