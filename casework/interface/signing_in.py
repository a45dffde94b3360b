"""Signing in, in our words; named in the settings as ``ACCOUNT_FORMS``."""

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Sign-in name"
        for field in self.fields.values():
            field.widget.attrs["class"] = "govuk-input--width-20"
