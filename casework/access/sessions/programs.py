"""What a signed-in browser may ask of the API: as much as on the pages, and as freshly proved."""

from drf_spectacular.authentication import SessionScheme
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied

from casework.access.sessions.step_up import is_sure

SAY_AGAIN = "Say again who you are first, on a page that asks."


class BySession(SessionAuthentication):
    """It answers with restricted files and with whole lists, each of which asks on the pages who
    is there. A system comes by its credential, and not by this way."""

    def authenticate(self, request):
        worker_and_proof = super().authenticate(request)
        if worker_and_proof and not is_sure(request):
            raise PermissionDenied(SAY_AGAIN)
        return worker_and_proof


class Described(SessionScheme):
    target_class = "casework.access.sessions.programs.BySession"
    priority = 0
