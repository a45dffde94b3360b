from django.db.models import Exists, OuterRef

from casework.children.models import Allocation
from casework.referrals.models import EpisodeOfNeed
from casework.timescales.gaps import Gap, gaps


def held_by_nobody():
    leads = Allocation.objects.leading().filter(child=OuterRef("child"))
    return EpisodeOfNeed.objects.open().filter(~Exists(leads))


gaps.add(
    Gap(
        code="episode.no_worker",
        short="No worker",
        sentence="has no one allocated to them",
        records=held_by_nobody,
        since="started_on",
        action_link=("Allocate", "allocate"),
    )
)
