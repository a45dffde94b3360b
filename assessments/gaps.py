from assessments.models import Assessment
from casework.timescales.gaps import Gap, gaps


def authorised_without_seeing():
    """In an open episode, of a child who is born."""
    authorised = Assessment.objects.filter(authorised_on__isnull=False, imported=False)
    born = authorised.filter(child__person__born_on__isnull=False)
    return born.filter(child_seen_on=None, episode__closed_on=None)


gaps.add(
    Gap(
        code="assessment.child_not_seen",
        short="Not seen",
        sentence="has an authorised assessment that does not say when they were seen",
        records=authorised_without_seeing,
        since="authorised_on",
        action_link=("Record a visit", "visit-add"),
    )
)
