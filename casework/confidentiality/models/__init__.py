from casework.confidentiality.models.groups import GroupAccess, GroupAccessQuerySet, GroupRequest
from casework.confidentiality.models.openings import Opening, OpeningQuerySet
from casework.confidentiality.models.restrictions import (
    Restriction,
    RestrictionQuerySet,
    RestrictionReview,
    RestrictionReviewQuerySet,
)

__all__ = [
    "GroupAccess",
    "GroupAccessQuerySet",
    "GroupRequest",
    "Opening",
    "OpeningQuerySet",
    "Restriction",
    "RestrictionQuerySet",
    "RestrictionReview",
    "RestrictionReviewQuerySet",
]
