"""Pages of those an audit is done with: the worker, the family, and whoever makes a child safe."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.views.generic import UpdateView

from audits.judging.participant_forms import MadeSafeForm, SelfViewForm, TalksForm
from audits.judging.views import AuditForm
from audits.models import SelfView
from audits.views import AuditMixin
from casework.access.roles import Permission
from casework.children.base_views import ChildForm

NOT_YOURS = "Only the worker whose work it is about can write this view."
TOO_LATE = "This audit is finished: the view stays as it was written."
NOBODY_SAID = "Nobody has said in this audit that the child is not safe."


class WriteView(AuditMixin, ChildForm, UpdateView):
    """The worker's own view, first and in their own words."""

    permission = Permission.READ_AUDITS
    form_class = SelfViewForm
    title = "Your view of this work"
    intro = (
        "Write this before the auditor judges. The auditor reads it and then talks with you."
        " It is not graded, and it stays with the audit."
    )
    save_label = "Save my view"
    saved = "Your view is saved. The auditor can read it now."

    def get_child(self):
        child = super().get_child()
        if self.audit.worker_id != self.request.user.pk:
            raise PermissionDenied(NOT_YOURS)
        if self.audit.finished:
            raise PermissionDenied(TOO_LATE)
        return child

    def get_object(self, queryset=None):
        facts = {"worker": self.request.user, "written_on": timezone.localdate()}
        self_view = SelfView.objects.filter(audit=self.audit).first()
        return self_view or SelfView(audit=self.audit, **facts)

    def done(self, form):
        self.audit.save()


class Talks(AuditForm):
    """What the worker, their manager and the family told the auditor."""

    form_class = TalksForm
    title = "Who you talked with"
    save_label = "Save"
    saved = "Saved. Nothing is final until you finish the audit."


class MadeSafe(AuditMixin, ChildForm, UpdateView):
    """What was done since an auditor said that a child is not safe."""

    permission = Permission.AUTHORISE
    form_class = MadeSafeForm
    title = "What was done to make the child safe"
    saved = "Saved. The auditor and the service’s managers can read it."

    def get_child(self):
        child = super().get_child()
        if self.audit.not_safe_at is None:
            raise PermissionDenied(NOBODY_SAID)
        return child
