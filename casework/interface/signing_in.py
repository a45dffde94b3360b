"""Signing in, in our words; named in the settings as ``ACCOUNT_FORMS``."""

from allauth.account.forms import LoginForm
from django.contrib.auth import get_user_model


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Sign-in name"
        for field in self.fields.values():
            field.widget.attrs["class"] = "govuk-input--width-20"

    @property
    def no_one_yet(self) -> bool:
        """Nobody has an account: the demonstration is still being made, or it is a new council."""
        return not get_user_model().objects.exists()
