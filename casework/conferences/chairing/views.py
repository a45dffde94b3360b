"""The chair's page: what they chair this week and next, what is not ready, what is left to do."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.views.generic import TemplateView

from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.children.family.siblings import families_of
from casework.conferences.chairing.conferences_due import to_arrange
from casework.conferences.chairing.minutes_due import minutes_due
from casework.conferences.chairing.readiness import chaired_line, with_readiness
from casework.conferences.chairing.watchlist import decided_lately, long_or_again
from casework.interface.words import LONDON, as_day, capital, counted, spelled
from casework.meetings.models import Meeting

SHOWN = 20


class Conferences(PermissionMixin, TemplateView):
    permission = Permission.CHAIR
    template_name = "conferences/chairing/conferences.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        weeks = by_week(
            [chaired_line(meeting) for meeting in with_readiness(chaired(worker), worker)]
        )
        minutes, arrange = minutes_due(worker), to_arrange(worker)
        plans, decided = long_or_again(worker), decided_lately(worker)
        about = [*minutes, *arrange, *plans, *decided]
        families = families_of(record.child_id for record in about)
        shown = {
            **weeks,
            **of_those_not_held(worker),
            "minutes": minutes.lines(),
            "arrange": arrange.lines(families),
            "plans": plans.lines(families),
            "decided": decided.lines(),
        }
        return super().get_context_data(
            today_is=timezone.localdate(),
            opening=opening(shown),
            counts=strip(shown),
            **shown,
            **kwargs,
        )


def chaired(worker):
    """What this chair has planned for from this morning on."""
    morning = datetime.combine(timezone.localdate(), time(), tzinfo=LONDON)
    mine = Meeting.objects.visible_to(worker).planned().chaired_by(worker)
    mine = mine.filter(starts_at__gte=morning).with_missing(worker).with_known_children(worker)
    return mine.order_by("starts_at", "pk")[:60]


def by_week(lines: list[dict]) -> dict[str, list[dict]]:
    """The week that is, Monday to Sunday, the next, and what comes after."""
    today = timezone.localdate()
    monday = today + timedelta(days=7 - today.weekday())
    ends = [("this_week", monday), ("next_week", monday + timedelta(days=7))]
    weeks: dict[str, list[dict]] = {"this_week": [], "next_week": [], "after": []}
    for line in lines:
        on = as_day(line["on"])
        weeks[next((name for name, end in ends if on < end), "after")].append(line)
    return weeks


def of_those_not_held(worker) -> dict:
    mine = Meeting.objects.visible_to(worker).chaired_by(worker)
    return {
        "to_write_up": list(mine.to_write_up()[:SHOWN]),
        "not_held": list(mine.newest_first().not_arranged_again()[:SHOWN]),
    }


def opening(shown: dict) -> str:
    """You chair three meetings this week and two next week. One is not ready."""
    this, following = shown["this_week"], shown["next_week"]
    sentences = (
        f"You chair {meetings(len(this))} this week and {meetings(len(following))} next week."
    )
    if not_ready := sum(not line["ready"] for line in [*this, *following]):
        sentences += (
            f" {capital(spelled(not_ready))} {'is' if not_ready == 1 else 'are'} not ready."
        )
    if late := len(shown["minutes"]):
        sentences += f" Minutes of {meetings(late)} have not gone out."
    return sentences


def meetings(number: int) -> str:
    return f"{spelled(number)} {counted(number, 'meetings').split(' ', 1)[1]}"


def strip(shown: dict) -> list[dict]:
    words = {
        "this_week": "This week",
        "next_week": "Next week",
        "minutes": "Minutes to send",
        "arrange": "To arrange",
        "plans": "Long or second plans",
    }
    return [
        {"number": len(shown[name]), "label": label, "url": f"#{name}"}
        for name, label in words.items()
    ]
