from allauth.account.adapter import DefaultAccountAdapter


class NoSelfSignUp(DefaultAccountAdapter):
    """An administrator makes accounts; nobody signs themselves up."""

    def is_open_for_signup(self, request):
        return False

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
