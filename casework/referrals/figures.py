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

OF = "referrals of children who had no help already"


def referred(span):
    return Referral.objects.with_re_referral().of_children_not_in_need()


figures.add(
    Figure(
        code="referral.again",
        title="Referred again within 12 months",
        group="again",
        of=OF,
        which="came within 12 months of the referral before",
        which_not="did not follow another so soon",
        source="Counted from the referral before, as the published statistic is",
        published_as=(
            "A referral is “regarding a child who is not currently in need. A re-referral occurs"
            " when a child is referred within 12 months of a previous referral” (Department for"
            " Education, Children in need: a focus on re-referrals, reporting year 2024)"
        ),
        records=referred,
        on="received_on",
        counted=Q(re_referral=True),
    ),
    Figure(
        code="referral.since_closing",
        title="Referred again within 12 months of closing",
        group="again",
        of=OF,
        which="came within 12 months of help ending",
        which_not="did not come so soon after help ended",
        source="Local: counted from the day help ended, which nobody publishes",
        records=referred,
        on="received_on",
        counted=Q(since_closing=True),
    ),
)
