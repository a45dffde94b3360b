"""Proposing looks for review, and closing a review."""

from datetime import timedelta

from django.utils import timezone

from casework.governance.models import LookReview
from casework.governance.rules import found_on

DAYS_BACK = 7
"""So that a night that was missed is made good."""


def propose_reviews() -> int:
    """Each day once: what was proposed of it stands, open or closed."""
    today = timezone.localdate()
    before = LookReview.objects.count()
    for back in range(DAYS_BACK, 0, -1):
        LookReview.objects.bulk_create(
            found_on(today - timedelta(days=back)), ignore_conflicts=True
        )
    return LookReview.objects.count() - before


def close_review(review: LookReview, *, found: str, words: str, by) -> None:
    review.found, review.words = found, words
    review.closed_by, review.closed_at = by, timezone.now()
    review.full_clean()
    review.save()
