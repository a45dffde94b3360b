from django.db.models import Q

from casework.access.models import Absence, Worker
from casework.access.roles import Permission
from casework.children.allocation.parts import LEADS
from casework.children.forms import RecordForm
from casework.children.models import Allocation
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.words import full_day


def whose(worker):
    """Whose absence this worker may write down: their own; a manager, those of their team."""
    working = Worker.objects.of(worker.authority_id).who_may(Permission.RECORD)
    if worker.may(Permission.DECIDE) and worker.may(Permission.SEE_WHOLE_SERVICE):
        return working
    if worker.may(Permission.DECIDE) and worker.team_id:
        return working.filter(team=worker.team_id)
    return working.filter(pk=worker.pk)


class AbsenceForm(ConstraintErrorsMixin, RecordForm):
    beside = {"absence_ends_after_it_starts": "until", "absence_covered_by_another": "deputy"}

    class Meta(RecordForm.Meta):
        model = Absence
        fields = ["worker", "deputy", "started_on", "until"]
        help_texts = {
            "deputy": "They see the work, are told what is due and may open the files, for those"
            " days only. Restricted files stay closed to them"
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["worker"].queryset = whose(by)
        self.initial["worker"] = by.pk
        recording = Worker.objects.of(by.authority_id).who_may(Permission.RECORD)
        self.fields["deputy"].queryset = recording

    def clean(self):
        cleaned = super().clean()
        worker, deputy = cleaned.get("worker"), cleaned.get("deputy")
        if worker and deputy and not self.can_cover(worker, deputy):
            self.add_error("deputy", f"{deputy} cannot do a social worker’s work: choose one")
        begins, ends = cleaned.get("started_on"), cleaned.get("until")
        if worker and begins and ends and begins <= ends:
            self.check_days(worker, begins, ends)
        return cleaned

    def can_cover(self, worker, deputy) -> bool:
        """Whoever covers a social worker is one."""
        needs = worker.may(Permission.SOCIAL_WORK)
        return not needs or deputy.may(Permission.SOCIAL_WORK)

    def check_days(self, worker, begins, ends):
        there = Absence.objects.filter(worker=worker, started_on__lte=ends, until__gte=begins)
        other = there.exclude(pk=self.instance.pk).first()
        if other:
            days = f"{full_day(other.started_on)} to {full_day(other.until)}"
            self.add_error("started_on", f"{worker} is away from {days} already")


def held_by(worker) -> int:
    held = Allocation.objects.open().filter(worker=worker, child__restricted=False)
    return held.values("child").distinct().count()


def children_of(absence):
    """The children whose work the worker led at some time in those days: a deputy's visit to them
    is the lead's."""
    led = Allocation.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=absence.started_on),
        worker=absence.worker_id,
        role__in=LEADS,
        started_on__lte=absence.until,
    )
    return led.order_by().values_list("child", flat=True).distinct()
