from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login

from casework.access.backends import WorksHere


class NoSelfSignUp(DefaultAccountAdapter):
    """An administrator makes accounts; nobody signs themselves up."""

    def is_open_for_signup(self, request):
        return False

    def pre_login(self, request, user, **kwargs):
        """Asked of a passkey or a link as of a password, before the sign-in is written down: an
        account that nobody used for long would otherwise be one that was used just now."""
        if not WorksHere().user_can_authenticate(user):
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def login(self, request, user):
        """However somebody came in, each request asks whether they still work here."""
        user.backend = "casework.access.backends.WorksHere"
        super().login(request, user)

    def is_safe_url(self, url):
        """An address that cannot even be read leads nowhere."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False
