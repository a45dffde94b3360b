"""What left the service: every copy of a file that was given to someone, for who agrees."""

from django.views.generic import TemplateView

from casework.access.list_views import KeyedList
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.children.extensions.shared_records import tell, tell_in_turn
from casework.disclosure.models import Disclosure
from casework.disclosure.queries import clocks_of
from casework.documents.models import Sending
from casework.interface.exports import Column

NEWEST = 50


class DisclosureLog(KeyedList, PermissionMixin, TemplateView):
    """The newest first, of the children this worker may know of; above it what is prepared."""

    permission = Permission.AGREE_TO_GIVING
    template_name = "disclosure/log.html"
    list_title = "Records given to others"
    order = ("-sent_at", "-pk")
    columns = [
        Column("Child", lambda row: row.child.number),
        Column("What", lambda row: row.document.title),
        Column("Given to", lambda row: row.recipient),
        Column("For", lambda row: row.get_agency_display()),
        Column("How", lambda row: row.get_how_display()),
        Column("When", lambda row: row.sent_at),
        Column("Written down by", lambda row: str(row.recorded_by or "")),
    ]

    def rows_of_page(self) -> list:
        return tell(super().rows_of_page(), self.request.user)

    def rows_to_take(self):
        return tell_in_turn(super().rows_to_take(), self.request.user)

    def all_rows(self):
        rows = Sending.objects.visible_to(self.request.user)
        rows = rows.filter(document__in=Disclosure.objects.values("document"))
        return rows.select_related("child__person", "document", "recorded_by")

    def get_context_data(self, **kwargs):
        open_now = Disclosure.objects.visible_to(self.request.user).open().with_people()
        prepared = list(open_now.order_by("received_on", "pk")[:NEWEST])
        clocks = clocks_of(prepared)
        for entry in prepared:
            entry.clock = clocks.get(entry.pk)
        return super().get_context_data(prepared=prepared, **kwargs)
