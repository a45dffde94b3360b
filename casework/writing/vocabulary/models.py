"""A council's own words and which prompts it wants: the shipped list is where it starts from.

A term of its own is added, given another plain meaning, or marked as one that families know. What
writers see follows within a minute; what was counted is read again the next night.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, cast

import pghistory
from django.core.cache import cache
from django.db import models
from django.db.models.functions import Lower
from django.db.models.signals import post_delete, post_save

from casework.access.models import Authority
from casework.writing.checks import jargon

A_MINUTE = 60


class OfAuthority(models.QuerySet):
    def of(self, authority_id):
        return self.filter(authority=authority_id)


class PromptOffQuerySet(OfAuthority):
    def wholly(self):
        return self.filter(below=None)


@pghistory.track()
class OwnTerm(models.Model):
    """A word or a short form that families here may not know, with what it means; or, ``known``,
    one of the shipped list that they do."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    term = models.CharField("the word, or the letters", max_length=60)
    means = models.CharField(
        "what it means, in plain words",
        max_length=200,
        blank=True,
        help_text="As you would say it to a parent: it can stand in the text in its place",
    )
    known = models.BooleanField("families here know it: do not ask about it", default=False)

    objects = OfAuthority.as_manager()

    if TYPE_CHECKING:
        pgh_event_model: ClassVar[Any]

    class Meta:
        ordering = [Lower("term")]
        constraints = [
            models.UniqueConstraint(
                Lower("term"),
                "authority",
                name="own_term_once",
                violation_error_message="This word is in your list already",
            ),
            models.CheckConstraint(
                condition=models.Q(known=True) | ~models.Q(means=""),
                name="own_term_has_a_meaning",
                violation_error_message="Say what it means in plain words",
            ),
        ]

    def __str__(self):
        return self.term


@pghistory.track()
class PromptOff(models.Model):
    """A prompt this council does not want beside texts of one kind; or, with ``below``, wants only
    where the check is surer than it was shipped: what ``manage.py fit_prompts`` finds in what its
    own writers put aside."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+", editable=False)
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=30)
    below = models.FloatField(null=True, blank=True)

    objects = PromptOffQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "kind", "code"], name="prompt_off_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.code}"


@dataclass(frozen=True)
class Words:
    """What the check goes by: each known term with its meaning, the terms families know, the
    prompts that are off, as (kind, code), and how unlikely a label must be before the council's
    writers are told, where that is its own."""

    glossary: dict[str, str] = field(default_factory=jargon.glossary)
    known: frozenset[str] = frozenset()
    off: frozenset[tuple[str, str]] = frozenset()
    bounds: tuple[tuple[tuple[str, str], float], ...] = ()

    def bound(self, kind: str, code: str) -> float:
        return dict(self.bounds).get((kind, code), 1.0)

    def hard(self, text: str) -> list[jargon.Span]:
        spans = jargon.jargon(text, self.glossary)
        return [span for span in spans if span.words.lower() not in self.known]

    def meaning(self, term: str) -> str:
        return jargon.meaning(term, self.glossary)

    @property
    def own(self) -> dict[str, str]:
        """The council's own meanings, by the term in small letters."""
        new = self.glossary.items() - jargon.glossary().items()
        return {term.lower(): means for term, means in new}

    @property
    def key(self) -> str:
        """Changes when a text must be read again."""
        return repr((sorted(self.own.items()), sorted(self.known)))


SHIPPED = Words()


def words_of(authority_id: int | None) -> Words:
    if authority_id is None:
        return SHIPPED
    kept = cache.get_or_set(_key(authority_id), lambda: _read(authority_id), A_MINUTE)
    return cast(Words, kept)


def _read(authority_id: int) -> Words:
    own = list(OwnTerm.objects.of(authority_id))
    prompts = list(PromptOff.objects.of(authority_id).values_list("kind", "code", "below"))
    off = ((kind, code) for kind, code, below in prompts if below is None)
    glossary = jargon.glossary() | {term.term: term.means for term in own if not term.known}
    known = frozenset(term.term.lower() for term in own if term.known)
    own_bounds = tuple(((kind, code), below) for kind, code, below in prompts if below is not None)
    return Words(glossary, known, frozenset(off), own_bounds)


def _key(authority_id: int) -> str:
    return f"casework.writing.words.{authority_id}"


def forget(instance, **kwargs) -> None:
    cache.delete(_key(instance.authority_id))


def listen() -> None:
    for model in (OwnTerm, PromptOff):
        for signal in (post_save, post_delete):
            signal.connect(forget, sender=model, dispatch_uid=f"{model.__name__} {id(signal)}")
