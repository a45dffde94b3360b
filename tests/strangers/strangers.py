"""Someone who may not know of a child, what they ask, and whether the answer says anything."""

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from rest_framework.test import APIClient

from casework.access.models import Worker

NOT_FOUND = {404, 405}
NOT_ALLOWED = 403


@dataclass
class Stranger:
    name: str
    worker: Worker

    @cached_property
    def client(self) -> APIClient:
        """Signed in once, to the pages and to the API; a page that breaks is an answer too."""
        client = APIClient(raise_request_exception=False)
        client.force_login(self.worker)
        client.force_authenticate(self.worker)
        return client

    @property
    def council(self):
        return self.worker.authority_id


def body_of(response) -> str:
    """Everything the answer says, whatever kind of file it is."""
    said = b"".join(response.streaming_content) if response.streaming else response.content
    if is_zipfile(BytesIO(said)):
        with ZipFile(BytesIO(said)) as packed:
            said = b"\n".join(packed.read(name) for name in packed.namelist())
    return said.decode(errors="replace") + str(response.headers)


def turned_away(response, *, may_be_told_why: bool) -> bool:
    """Nothing is there, or sign in first. That the role may not do this is said only where it does
    not tell that the child is known here."""
    if response.status_code == 302:
        return response["Location"].startswith("/account/login/")
    allowed = NOT_FOUND | {NOT_ALLOWED} if may_be_told_why else NOT_FOUND
    return response.status_code in allowed
