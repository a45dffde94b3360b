from django.db.models import Exists, OuterRef

from casework.referrals.models import EpisodeOfNeed


def in_work(children):
    """The children with an open episode of need."""
    return children.filter(Exists(EpisodeOfNeed.objects.open().filter(child=OuterRef("pk"))))
