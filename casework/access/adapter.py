from allauth.account.adapter import DefaultAccountAdapter


class NoSelfSignUp(DefaultAccountAdapter):
    """An administrator makes accounts; nobody signs themselves up."""

    def is_open_for_signup(self, request):
        return False
