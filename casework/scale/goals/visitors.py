"""Who opens the pages that are measured, and the bare page they are measured by."""

from functools import cached_property

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.test import Client, override_settings
from django.test.client import ClientHandler
from django.urls import path

from casework.access.models import Worker
from casework.children.models import Allocation, Child

FIFTY = """
SELECT c.id, c.opened_on, p.given_name, p.family_name, p.born_on
FROM children_child c JOIN children_person p ON p.id = c.person_id
WHERE c.id > %s ORDER BY c.id LIMIT 50
"""


@login_not_required
def bare(request: HttpRequest) -> JsonResponse:
    """One raw statement of fifty rows, as JSON: the least a Django page can do."""
    with connection.cursor() as cursor:
        cursor.execute(FIFTY, [0])
        rows = cursor.fetchall()
    return JsonResponse({"rows": rows})


urlpatterns = [path("bare/", bare)]


class BareHandler(ClientHandler):
    """Answers with the bare page alone, and asks no middleware."""

    def get_response(self, request):
        request.urlconf = __name__
        return super().get_response(request)


class BareClient(Client):
    def __init__(self):
        super().__init__()
        self.handler = BareHandler(enforce_csrf_checks=False)
        with override_settings(MIDDLEWARE=[]):
            self.handler.load_middleware()

    def open(self) -> None:
        assert self.get("/bare/").status_code == 200


class Visitors:
    """Of the council with most children."""

    @cached_property
    def bare(self) -> BareClient:
        return BareClient()

    @cached_property
    def authority_id(self) -> int:
        counted = (
            "SELECT authority_id FROM children_child GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
        )
        with connection.cursor() as cursor:
            cursor.execute(counted)
            return cursor.fetchone()[0]

    def worker(self, role: str) -> Worker:
        """Someone of this role; of those who hold children, one who holds about as many as most."""
        people = Worker.objects.filter(authority=self.authority_id, role=role, is_active=True)
        held = Allocation.objects.open().filter(worker__in=people).values_list("worker", flat=True)
        holders = sorted(set(held), key=lambda pk: (list(held).count(pk), pk)) if held else []
        pk = holders[len(holders) // 2] if holders else people.order_by("pk").first().pk
        return Worker.objects.get(pk=pk)

    def signed_in(self, role: str) -> Client:
        client = Client()
        with override_settings(SECOND_FACTOR=False):  # nobody holds a phone here
            client.force_login(self.worker(role))
        return client

    def child(self, worker: Worker) -> Child:
        children = Child.objects.visible_to(worker)
        return children.filter(allocations__ended_on=None).order_by("pk").first() or children[0]
