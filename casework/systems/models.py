"""Systems of the council that read through the API, each by a credential of its own.

A credential is nobody's: it ends when the system does, not when a person leaves. Of its secret only
the SHA-256 is kept: 256 random bits cannot be guessed, so nothing slower is needed (OWASP ASVS 5.0,
11.4; NIST SP 800-63B, 5.1.2 of look-up secrets).
"""

import hashlib
import hmac
import ipaddress
import secrets
from datetime import timedelta

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from casework.access.models import Authority, Team
from casework.access.roles import SYSTEMS

LONGEST_DAYS = 366


def addresses_are_well_formed(words: str) -> None:
    for network in words.split():
        try:
            ipaddress.ip_network(network)
        except ValueError as wrong:
            raise ValidationError(
                "%(network)s is no address or range such as 10.1.2.3 or 10.1.2.0/24",
                params={"network": network},
            ) from wrong


class SystemQuerySet(models.QuerySet):
    def of(self, authority):
        return self.filter(authority=authority)


@pghistory.track()
class System(models.Model):
    """A system that reads through the API: what for, how far it sees, and who answers for it."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="systems", editable=False)
    reads_as = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="system", editable=False
    )
    name = models.CharField("what it is called", max_length=80)
    purpose = models.TextField("what it reads for, and on what ground")
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="who answers for it",
    )
    sight = models.CharField(
        "which children it may know of",
        max_length=20,
        choices=[(key, role.description) for key, role in SYSTEMS.items()],
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", null=True, blank=True)
    kinds = ArrayField(models.CharField(max_length=30), verbose_name="what it may read")
    addresses = models.TextField(
        "addresses it may ask from", blank=True, validators=[addresses_are_well_formed]
    )
    most_a_minute = models.PositiveSmallIntegerField(
        "how often it may ask in a minute",
        default=120,
        validators=[MinValueValidator(1), MaxValueValidator(6000)],
    )
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = SystemQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "name"],
                name="system_name_once",
                violation_error_message="Another system is called so",
            ),
            models.CheckConstraint(
                condition=Q(sight="system_team", team__isnull=False)
                | Q(~Q(sight="system_team"), team=None),
                name="system_of_a_team_has_one",
                violation_error_message="Choose a team where it reads of one team, and only there",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("system", args=[self.pk])

    def may_ask_from(self, address: str) -> bool:
        allowed = self.addresses.split()
        if not allowed:
            return True
        try:
            asked = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(asked in ipaddress.ip_network(network) for network in allowed)


class CredentialQuerySet(models.QuerySet):
    def good(self):
        return self.filter(ended_at=None, expires_on__gte=timezone.localdate())


@pghistory.track(exclude=["digest"])
class Credential(models.Model):
    """What a system shows to be let in. The secret is seen once, by whoever made it."""

    system = models.ForeignKey(System, models.PROTECT, related_name="credentials")
    key = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )

    objects = CredentialQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="credential_ended_by_somebody",
            )
        ]

    def __str__(self):
        return self.key

    @property
    def is_good(self) -> bool:
        return self.ended_at is None and self.expires_on >= timezone.localdate()

    @property
    def ends_soon(self) -> bool:
        return self.is_good and self.expires_on < timezone.localdate() + timedelta(days=14)

    def fits(self, secret: str) -> bool:
        return hmac.compare_digest(self.digest, hashed(secret))


class Use(models.Model):
    """How often a credential asked in one minute, and how often it was refused and why last."""

    credential = models.ForeignKey(Credential, models.CASCADE, related_name="uses")
    minute = models.DateTimeField()
    asked = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    refused_because = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["-minute"]
        constraints = [
            models.UniqueConstraint(fields=["credential", "minute"], name="use_once_a_minute")
        ]

    def __str__(self):
        return f"{self.credential} {self.minute:%Y-%m-%d %H:%M}"


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> tuple[str, str]:
    """A key that may be read in a list, and the secret that may not."""
    return secrets.token_hex(5), secrets.token_urlsafe(32)
