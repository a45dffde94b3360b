"""Who asks: a connected system, by its credential, from where and for what it may."""

import re

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied, Throttled

from casework.systems import operations, scopes
from casework.systems.models import Credential
from casework.systems.refusals import refusals

WRITTEN = re.compile(r"bearer +cw_([0-9a-f]{10})_([A-Za-z0-9_-]{43})", re.IGNORECASE)
NOT_GOOD = "This credential is not good. An administrator can say whether it has ended."


class ByCredential(BaseAuthentication):
    """``Authorization: Bearer cw_…``. Nothing of it is ever read from an address."""

    def authenticate(self, request):
        header = get_authorization_header(request).decode("latin-1")
        if not header:
            return None
        try:
            credential = self.credential(header)
        except AuthenticationFailed:
            self.not_too_often(request)
            raise
        system = credential.system
        if not system.may_ask_from(address_of(request)):
            self.refuse(request, credential, "From this address the credential may not be used.")
        if not scopes.allows(system.kinds, request.path):
            self.refuse(request, credential, "Outside what this system may read.")
        self.within_its_rate(credential)
        return system.reads_as, credential

    def authenticate_header(self, request):
        return "Bearer"

    @staticmethod
    def credential(header: str) -> Credential:
        """Of one that ended, expired or never was, the same is said."""
        written = WRITTEN.fullmatch(header.strip())
        key, secret = written.groups() if written else ("", "")
        known = Credential.objects.good().select_related("system")
        credential = known.filter(key=key, system__ended_at=None).first()
        if credential is None or not credential.fits(secret):
            raise AuthenticationFailed(NOT_GOOD)
        return credential

    @staticmethod
    def not_too_often(request) -> None:
        """Whoever is refused, by their address: who is not refused is never held up by it."""
        if refusals.one_more(address_of(request)) > settings.MOST_REFUSED_A_MINUTE:
            raise Throttled(wait=60)

    def refuse(self, request, credential: Credential, because: str) -> None:
        self.not_too_often(request)
        operations.note_refused(credential, because)
        raise PermissionDenied(because)

    @staticmethod
    def within_its_rate(credential: Credential) -> None:
        if operations.note_asked(credential) > credential.system.most_a_minute:
            operations.note_refused(credential, "Asked too often.")
            raise Throttled(wait=60)


def address_of(request) -> str:
    """Whose address it is; behind proxies of one's own the one that the outermost of them saw.
    What stands further left in the header anybody can write."""
    if not settings.PROXIES:
        return request.META.get("REMOTE_ADDR", "")
    passed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    return passed[-settings.PROXIES].strip() if len(passed) >= settings.PROXIES else ""


class Described(OpenApiAuthenticationExtension):
    target_class = "casework.systems.authentication.ByCredential"
    name = "credential"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "bearerFormat": "cw_…"}
