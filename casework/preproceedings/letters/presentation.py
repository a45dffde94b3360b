"""What is written to each parent, in which copies, and how it reached them."""

from dataclasses import dataclass, field

from casework.documents.letters.readability import Readability, age
from casework.documents.models import Letter
from casework.preproceedings.models import LetterCopy, LetterSent, Parent


@dataclass
class OneVersion:
    """A letter, still a draft or final. ``before`` is how its words read in the version before it,
    or when its writer first saved them."""

    letter: Letter
    reads: Readability
    newest: bool
    copies: list[LetterCopy] = field(default_factory=list)

    @property
    def final(self) -> bool:
        return self.letter.final_at is not None


@dataclass
class ToParent:
    parent: Parent
    versions: list[OneVersion]
    sent: list[LetterSent]

    @property
    def unlike_language(self) -> bool:
        """They need an interpreter, and no translated copy is marked yet."""
        copies = [copy for version in self.versions for copy in version.copies]
        kinds = {copy.kind for copy in copies}
        return bool(self.parent.language) and LetterCopy.Kind.TRANSLATED not in kinds


def letters_to(parents: list[Parent], worker) -> list[ToParent]:
    """In a fixed number of queries, however many letters there are."""
    letters = (
        Letter.objects.visible_to(worker)
        .filter(template__source="before-proceedings", about__in=[str(p.pk) for p in parents])
        .select_related("template", "child", "recorded_by", "follows")
        .order_by("-pk")
    )
    written = list(letters)
    copies = LetterCopy.objects.visible_to(worker).filter(letter__in=written)
    copies = list(copies.select_related("document").order_by("made_on", "pk"))
    first = _first_words([letter.pk for letter in written])
    sent = list(LetterSent.objects.filter(parent__in=parents).order_by("sent_on", "pk"))
    return [
        ToParent(
            parent,
            _versions(
                [letter for letter in written if letter.about == str(parent.pk)], copies, first
            ),
            [letter for letter in sent if letter.parent_id == parent.pk],
        )
        for parent in parents
    ]


def _versions(letters: list[Letter], copies: list[LetterCopy], first: dict[int, str]):
    followed = {letter.follows_id for letter in letters if letter.final_at}
    return [
        OneVersion(
            letter,
            Readability(_before(letter, first), age(letter.text)),
            letter.pk not in followed,
            [copy for copy in copies if copy.letter_id == letter.pk],
        )
        for letter in letters
    ]


def _before(letter: Letter, first: dict[int, str]) -> int:
    words = letter.follows.text if letter.follows else first.get(letter.pk, "")
    return age(words) if words and words != letter.text else 0


def _first_words(letters: list[int]) -> dict[int, str]:
    """What each letter's writer first saved, as the history keeps it."""
    events = Letter.pgh_event_models["update"].objects  # type: ignore[attr-defined]
    changes = events.filter(pgh_obj__in=letters, pgh_label="update")
    rows = changes.order_by("pgh_obj", "pgh_id").distinct("pgh_obj")
    return dict(rows.values_list("pgh_obj", "text"))
