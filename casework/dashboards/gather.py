from django.db.models import Exists, OuterRef, Q

from casework.referrals.models import EpisodeOfNeed


def in_work(children, day=None):
    """The children with an open episode of need, now or at the end of a past day."""
    episodes = EpisodeOfNeed.objects.filter(child=OuterRef("pk"))
    if day is None:
        return children.filter(Exists(episodes.open()))
    still = Q(closed_on=None) | Q(closed_on__gt=day)
    return children.filter(Exists(episodes.filter(still, started_on__lte=day)))
