"""What was named before and reads much like what is written now, among the children a reader may
know of; and joining two names that are one."""

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from missing.models import Finding, Subject, key_of, words_of

SHOWN = 5
SHORTEST = 3


def alike(worker, kind: str, name: str, *, besides: Subject | None = None) -> list[Subject]:
    """The names most like this one, the most alike first, whatever the order of their words."""
    if len(key_of(name)) < SHORTEST or kind not in Subject.Kind.values:
        return []
    close = Q(named__trigram_similar=name) | Q(named__trigram_word_similar=name)
    findings = Finding.objects.visible_to(worker).exclude(named="").filter(close, kind=kind)
    if besides:
        findings = findings.exclude(subject=besides)
    how = Greatest(TrigramSimilarity("named", name), TrigramWordSimilarity(name, "named"))
    best = findings.order_by().values("subject").annotate(how=Max(how)).order_by("-how", "subject")
    keys = list(best.filter(subject__isnull=False).values_list("subject", flat=True)[:SHOWN])
    named = Subject.objects.known_to(worker).in_bulk(keys)
    return [named[key] for key in keys if key in named]


def is_same(subject: Subject, name: str) -> bool:
    """Whether saving this name would find that one by itself."""
    if subject.key == key_of(name):
        return True
    in_any_order = subject.kind in (Subject.Kind.PLACE, Subject.Kind.VEHICLE)
    return in_any_order and bool(subject.words) and subject.words == words_of(name)


@transaction.atomic
def join(subject: Subject, *, into: Subject, by) -> None:
    """Two names that are one: every finding of the first is about the second from now on, and so
    is whoever names it the first way next. What each was named as is kept."""
    held = Subject.objects.select_for_update().filter(pk__in=[subject.pk, into.pk]).order_by("pk")
    standing = [name for name in held if name.joined_to_id is None]
    if len(standing) < 2:
        return
    names = Subject.objects.filter(Q(pk=subject.pk) | Q(joined_to=subject))
    Finding.objects.filter(subject=subject).update(subject=into)
    names.update(joined_to=into, joined_at=timezone.now(), joined_by=by)


@transaction.atomic
def take_apart(subject: Subject) -> None:
    """They were two after all: each finding is again about what it was named as."""
    held = Subject.objects.select_for_update().get(pk=subject.pk)
    Finding.objects.filter(subject_as_named=held).update(subject=held)
    held.joined_to, held.joined_at, held.joined_by = None, None, None
    held.save()
