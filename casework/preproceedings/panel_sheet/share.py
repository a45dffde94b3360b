"""Its share of the invented council: the sheet of this week's panel, kept."""

from casework.preproceedings.models import ChildPreProceedings
from casework.preproceedings.panel_sheet.operations import keep
from casework.preproceedings.panel_sheet.sheet import sheet
from casework.timescales.sweep import sweep


def load(world) -> None:
    """Clocks first: a sheet says what they say."""
    running = ChildPreProceedings.objects.filter(authority=world.authority).started()
    sweep(list(running.values_list("child", flat=True)))
    chairs = [worker for worker in world.workers.values() if worker.role == "service_manager"]
    for chair in chairs[:1]:
        families = sheet(chair)
        if families.families:
            keep(families, by=chair, note="Weekly panel")
