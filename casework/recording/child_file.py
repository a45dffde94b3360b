from django.db.models import OuterRef, Subquery

from casework.children.extensions.banner_and_menu import Fact, MenuItem, Page, parts
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.mistakes import Kind, mistakes
from casework.interface.words import as_day
from casework.recording.models import ChildNote, ChildVisit


def _last_seen_alone():
    """Read beside what is next due; not a column of its own."""
    alone = ChildVisit.objects.filter(child=OuterRef("pk"), seen_alone=True).newest_first()
    return {
        "last_seen_alone_on": Subquery(alone.values("held_on")[:1]),
        "last_seen_alone_place": Subquery(alone.values("visit__place")[:1]),
    }


parts.add(
    Fact(order=41, label="Last seen alone", annotations=_last_seen_alone, reads=lambda child: None),
    Page(order=50, label="Visits and notes", url="visits"),
    MenuItem(order=10, label="Visit", url="visit-add", note="one form for brothers and sisters"),
    MenuItem(order=20, label="Note or call", url="note-add", after_death=True),
    MenuItem(order=30, label="The child’s own words", url="words-add"),
)

within.add(
    Findable(
        label="Visit",
        records=ChildVisit.objects.all,
        happened="held_on",
        url="visits",
        words=(
            "visit__what_happened",
            "own_words",
            "what_is_different",
            "changed_because",
            "not_seen_because",
            "visit__who_was_seen",
        ),
        about="visit__children__child",
        of_all=("visit__what_happened", "visit__who_was_seen"),
    ),
    Findable(
        label="Note",
        records=ChildNote.objects.all,
        happened="note__happened_at",
        url="visits",
        words=("note__title", "note__text", "means", "own_words", "changed_because"),
        about="note__children__child",
        of_all=("note__title", "note__text"),
    ),
)


def _day_of_the_visit(visit) -> None:
    visit.held_on = as_day(visit.visit.held_at)


mistakes.add(
    Kind(
        model=ChildVisit,
        called="visit",
        happened="held_on",
        url="visits",
        shared="visit",
        keeps=_day_of_the_visit,
    ),
    Kind(model=ChildNote, called="note", happened="note__happened_at", url="visits", shared="note"),
)
