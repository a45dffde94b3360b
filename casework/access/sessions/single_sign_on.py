"""The council's own single sign-on: who comes in by it must have an account here already."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect

from casework.access.accounts.news import tell_of_account
from casework.access.backends import WorksHere
from casework.access.models import Worker

NOBODY = (
    "The council’s sign-on knows you, but Casework has no open account for you. Ask whoever looks"
    " after people here."
)
FIRST = "{} came in by the council’s single sign-on for the first time"


class OwnPeople(DefaultSocialAccountAdapter):
    """Nobody signs themselves up. The first time, somebody is known by what the sign-on says of
    them; from then on by the number it gave them, which nobody can change.

    An address counts only where the sign-on says that it verified it: one that people type in
    themselves would let anybody come in as anybody.
    """

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        known = sociallogin.is_existing
        worker = sociallogin.user if known else worker_named(sociallogin.account.extra_data)
        if worker is None or not WorksHere().user_can_authenticate(worker):
            messages.error(request, NOBODY)
            raise ImmediateHttpResponse(redirect("account_login"))
        if not known:
            sociallogin.connect(request, worker)
            tell_of_account(worker, FIRST.format(worker))


def worker_named(said: dict) -> Worker | None:
    """The one person whom the chosen claim names."""
    claims = said.get("userinfo", said) | said.get("id_token", {})
    claim = (settings.SINGLE_SIGN_ON or {}).get("claim", "email")
    value = str(claims.get(claim, "")).strip()
    if not value or (claim == "email" and claims.get("email_verified") is not True):
        return None
    field = "email__iexact" if claim == "email" else "username__iexact"
    people = list(Worker.objects.filter(**{field: value}, is_superuser=False)[:2])
    return people[0] if len(people) == 1 else None
