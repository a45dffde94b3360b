"""The chair's page: what they chair, what is not ready for it, and what is left to do after."""

from datetime import timedelta

from django.utils import timezone
from django.views.generic import TemplateView

from casework.access.roles import Permission
from casework.children.views import PermissionMixin
from casework.conferences.models import Conference
from casework.meetings.models import Meeting
from casework.timescales.models import Deadline

CHAIRS_CLOCKS = ("icpc.hold", "icpc.transfer_in", "cp_review.first", "cp_review.next")
SHOWN = 20


class Conferences(PermissionMixin, TemplateView):
    permission = Permission.CHAIR
    template_name = "conferences/conferences.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        held = Conference.objects.visible_to(worker).held().newest_first()
        return super().get_context_data(
            lines=due_for(worker),
            held=held.select_related("child__person", "meeting")[:SHOWN],
            **chaired_by(worker),
            **kwargs,
        )


def due_for(worker) -> list[dict]:
    due = Deadline.objects.visible_to(worker).open().filter(code__in=CHAIRS_CLOCKS)
    soon = due.filter(due_at__lt=timezone.now() + timedelta(weeks=6))
    return [line(one) for one in soon.with_state().with_lateness().with_child().by_due_date()[:100]]


def chaired_by(worker) -> dict:
    mine = Meeting.objects.visible_to(worker).chaired_by(worker)
    ended = mine.newest_first()
    return {
        "coming": list(mine.to_come().with_missing()[:SHOWN]),
        "to_write_up": list(mine.to_write_up()[:SHOWN]),
        "not_held": list(ended.not_arranged_again()[:SHOWN]),
        "minutes": list(ended.minutes_outstanding()[:SHOWN]),
    }


def line(deadline) -> dict:
    child = deadline.child
    return {
        "first": deadline,
        "children": [child],
        "names": child.first_name,
        "deed": deadline.deed,
    }
