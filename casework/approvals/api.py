"""What the API says of anything a manager decides."""

from django.db.models import Case, Value, When

from casework.interface.rows_as_json import Place


def state_in_sql(place: Place) -> Case:
    """As ``Authorised.state`` says it."""
    return Case(
        When(place.when(authorised_on__isnull=False), then=Value("authorised")),
        When(place.when(submitted_at__isnull=False), then=Value("submitted")),
        When(place.when(returned_at__isnull=False), then=Value("returned")),
        default=Value("draft"),
    )
