"""Coming back, and what children need: by the episode of need of the day."""

from django.db.models import Q, Subquery

from casework.children.codes import PrimaryNeed
from casework.figures.cuts import of_child_that_day
from casework.figures.registry import Cut, Figure, cuts, figures
from casework.referrals.models import EpisodeOfNeed, Referral


def need():
    episodes = of_child_that_day(EpisodeOfNeed.objects.all(), until="closed_on")
    return Subquery(episodes.order_by("-started_on", "-pk").values("primary_need")[:1])


cuts.add(
    Cut(
        name="need",
        label="Main need",
        value=need(),
        choices=lambda worker: [*PrimaryNeed.choices, ("", "Not said, or no open episode")],
    )
)

figures.add(
    Figure(
        code="referral.again",
        title="Referred again within 12 months",
        group="again",
        of="referrals",
        which="came within 12 months of help ending",
        which_not="did not come so soon after help ended",
        source="Counted from the day help ended (timescales: referral.re_referral_window)",
        records=lambda span: Referral.objects.with_re_referral(),
        on="received_on",
        counted=Q(re_referral=True),
    )
)
