from django.db import transaction
from django.views.generic import TemplateView

from casework.access.roles import Permission
from casework.approvals.queue import waiting_for
from casework.children.base_views import ChildRecordUpdate, PermissionMixin


class HeldRecordUpdate(ChildRecordUpdate):
    """One record that goes to a manager, held still while it is written, sent or decided on.

    ``refusal`` says why this page cannot be used now: the answer is then 403, in plain words.
    ``called`` is what the record is ("plan"), ``once_authorised`` what can be done instead of
    changing it then.
    """

    called: str
    once_authorised: str

    def get_object(self, queryset=None):
        """Read once a request, with the child already read."""
        if not hasattr(self, "held"):
            self.held = super().get_object(queryset)
            self.held.child = self.child
        return self.held

    def get(self, request, *args, **kwargs):
        return self.refused() or super().get(request, *args, **kwargs)

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        return self.refused() or super().post(request, *args, **kwargs)

    def refusal(self, record) -> str:
        """ "authorised", "submitted", "own" or "not sent"; nothing where the page can be used."""
        return ""

    def refused(self):
        self.object = self.get_object()
        words = self.refusal(self.object)
        if not words:
            return None
        self.template_name = "approvals/not_now.html"
        context = super(ChildRecordUpdate, self).get_context_data(
            form=None,
            object=self.object,
            refusal=words,
            heading=self.refused_heading(),
            read_url=self.get_success_url(),
            called=self.called,
            once_authorised=self.once_authorised,
        )
        return self.render_to_response(context, status=403)

    def refused_heading(self) -> str:
        return str(self.object)


class Authorise(PermissionMixin, TemplateView):
    """What waits for this manager now, what runs out first at the top."""

    permission = Permission.AUTHORISE
    template_name = "approvals/queue.html"

    def get_context_data(self, **kwargs):
        lines = waiting_for(self.request.user)
        return super().get_context_data(lines=lines, **kwargs)
