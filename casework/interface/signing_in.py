"""Signing in, in our words; named in the settings as ``ACCOUNT_FORMS``."""

from allauth.account.forms import LoginForm
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Sign-in name"
        for field in self.fields.values():
            field.widget.attrs["class"] = "govuk-input--width-20"

    @property
    def single_sign_on(self) -> dict | None:
        """The council's own, where it is named in the settings."""
        if not settings.SINGLE_SIGN_ON:
            return None
        url = reverse("openid_connect_login", args=[settings.SINGLE_SIGN_ON["id"]])
        return {"name": settings.SINGLE_SIGN_ON["name"], "url": url}

    @property
    def no_one_yet(self) -> bool:
        """Nobody has an account: the demonstration is still being made, or it is a new council."""
        return not get_user_model().objects.exists()
