"""Its share of the invented council: this week's panel, and the sheet kept for the last."""

from datetime import timedelta

from casework.meetings.models import Meeting
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
            arrange(world, families, chair)


def arrange(world, families, chair) -> None:
    """The next panel looks at the families that are late or near their end."""
    panel = Meeting.objects.create(
        authority=world.authority,
        kind=Meeting.Kind.LEGAL_PLANNING,
        starts_at=world.now + timedelta(days=3),
        place="Civic Centre, room 2",
        chair=chair,
        recorded_by=chair,
    )
    asked = {family.key: family for family in [*families.late, *families.past_latest]}
    panel.children.set(child.child_id for family in asked.values() for child in family.in_process)
