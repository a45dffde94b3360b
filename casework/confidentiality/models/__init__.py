from casework.confidentiality.models.groups import GroupAccess, GroupAccessQuerySet, GroupRequest
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
    "Restriction",
    "RestrictionQuerySet",
    "RestrictionReview",
    "RestrictionReviewQuerySet",
]
