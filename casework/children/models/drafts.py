"""What a worker has typed and not yet saved: private, sealed, and gone when the form is saved.

The rules are written down in docs/drafts.md. A draft is no part of the child's record: it has no
history, and the chronology, the API and search never read it.
"""

import base64
import json
import zlib
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When
from django.http import QueryDict
from django.utils import timezone

WARNED = timedelta(days=7)


def box_of(worker_id: int, path: str) -> MultiFernet:
    """The lock of one worker's draft of one form.

    Each has a key of its own, made from the application's secret: a row copied under another
    worker's name opens for nobody. ``SECRET_KEY_FALLBACKS`` still open what they sealed.
    """
    about = f"casework draft of worker {worker_id} at {path}".encode()
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret, about)) for secret in secrets])


def _key(secret: str, about: bytes) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=about).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)


def sealed(opening, typed: QueryDict) -> dict[str, str]:
    box, words = box_of(opening.worker, opening.path), json.dumps(list(typed.lists()))
    return {
        "title": box.encrypt(opening.title.encode()).decode(),
        "words": box.encrypt(zlib.compress(words.encode(), level=1)).decode(),
    }


def deleted_on():
    """The day a draft opened or typed in today is deleted."""
    return timezone.localdate() + timedelta(days=settings.DRAFT_DAYS)


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, worker):
        return self.filter(worker=worker)

    def kept(self):
        """Those with words in them. On its day a draft is gone, whether or not the night ran."""
        return self.exclude(words="").filter(expires_on__gt=timezone.localdate())

    def visible_to(self, worker):
        """A worker's own; of those about a child, only while they may know of the child."""
        return self.of(worker).with_sight(worker).filter(in_sight=True)

    def with_sight(self, worker):
        """``in_sight``: whether the worker may know of the child the draft is about."""
        children = self.model._meta.get_field("child").related_model.objects
        known = children.visible_to(worker).filter(pk=OuterRef("child"))
        return self.annotate(
            in_sight=Case(
                When(child=None, then=Value(True)),
                default=Exists(known),
                output_field=BooleanField(),
            )
        )

    def keep(self, opening, typed: QueryDict, count: int, *, over: bool = False) -> bool:
        """Save what is typed in one opening of a form; each save of it has a higher ``count``.

        A save that comes late never replaces a newer one, nor brings back words saved since as a
        record. What was typed in another opening of the same form stays, and the answer is False,
        unless this one is to be put ``over`` it.
        """
        facts = {
            **sealed(opening, typed),
            "child_id": opening.child,
            "page": opening.page,
            "count": count,
            "saved_at": timezone.now(),
            "expires_on": deleted_on(),
        }
        late = Q(page=opening.page, count__gte=count)
        standing = self.filter(worker=opening.worker, path=opening.path)
        allowed = standing if over else standing.exclude(elsewhere(opening))
        return bool(allowed.exclude(late).update(**facts)) or self._begin(opening, facts)

    def _begin(self, opening, facts) -> bool:
        try:
            with transaction.atomic():
                standing, _ = self.get_or_create(
                    worker_id=opening.worker, path=opening.path, defaults=facts
                )
        except IntegrityError:
            return False  # the child's file or the worker's account is no longer there
        return standing.page == opening.page

    def close(self, opening, count: int) -> None:
        """The form was saved, or begun afresh: the words go. What was typed in another opening of
        it since then stays."""
        facts = {
            "title": "",
            "words": "",
            "page": opening.page,
            "count": count,
            "saved_at": timezone.now(),
            "expires_on": deleted_on(),
        }
        standing = self.filter(worker=opening.worker, path=opening.path)
        if not standing.exclude(elsewhere(opening)).update(**facts) and count:
            self._begin(opening, facts | {"child_id": opening.child})

    def delete_old(self) -> int:
        """Those whose day has come, and the empty ones that no late save can still reach."""
        yesterday = timezone.now() - timedelta(days=1)
        old = Q(expires_on__lte=timezone.localdate()) | Q(words="", saved_at__lt=yesterday)
        return self.filter(old).delete()[0]


def elsewhere(opening) -> Q:
    """Words typed in an opening of the form that this one does not know of."""
    standing = ~Q(words="") & Q(expires_on__gt=timezone.localdate())
    return standing & ~Q(page__in=[opening.page, opening.after])


class Draft(models.Model):
    """One worker's words in one form (its address says which, and about what).

    ``page`` is the opening of the form they were typed in and ``count`` the number of that
    opening's save. A draft that was closed is kept empty for a day, to know a late save by.
    """

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    child = models.ForeignKey(
        "children.Child", models.CASCADE, related_name="+", null=True, blank=True
    )
    path = models.CharField(max_length=300)
    title = models.TextField(blank=True)
    words = models.TextField(blank=True)
    page = models.CharField(max_length=22)
    count = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    expires_on = models.DateField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["worker", "path"], name="draft_once_for_a_form")
        ]
        indexes = [models.Index(fields=["expires_on"], name="draft_by_last_day")]

    def __str__(self):
        return f"Draft {self.pk}"

    def unseal(self, text: str) -> bytes | None:
        """None where the key that sealed it is gone."""
        try:
            return box_of(self.worker_id, self.path).decrypt(text.encode())
        except InvalidToken:
            return None

    @property
    def typed(self) -> QueryDict | None:
        opened = self.unseal(self.words)
        if opened is None:
            return None
        typed = QueryDict(mutable=True)
        for name, values in json.loads(zlib.decompress(opened)):
            typed.setlist(name, values)
        return typed

    @property
    def name(self) -> str:
        """What the form is called: it may hold a child's name, so it is sealed as well."""
        return (self.unseal(self.title) or b"").decode()

    @property
    def soon_deleted(self) -> bool:
        return self.expires_on <= timezone.localdate() + WARNED

    @property
    def days_kept(self) -> int:
        return settings.DRAFT_DAYS

    def opened(self):
        """Opening a draft keeps it for as long again."""
        if self.expires_on != deleted_on():
            self.expires_on = deleted_on()
            self.save(update_fields=["expires_on"])
