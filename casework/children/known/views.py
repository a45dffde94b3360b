from django.views.generic import TemplateView

from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.children.known.forms import AskForm
from casework.children.known.operations import ask
from casework.children.models import Ask

NEWEST = 10


class IsKnown(PermissionMixin, TemplateView):
    """Whether a child has a file with any team: that there is one, and whom to ring."""

    permission = Permission.ASK_IF_KNOWN
    template_name = "children/known/is_known.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        form = AskForm(self.request.GET or None)
        context = super().get_context_data(form=form, **kwargs)
        if form.is_valid():
            context["question"] = form.question()
            context["files"] = ask(worker, form.question(), where=Ask.Where.PAGE)
            context["numbers"] = [file.number for file in context["files"] if file.number]
        before = Ask.objects.of_worker(worker)
        return {**context, "before": before[:NEWEST], "may_add": worker.may(Permission.RECORD)}
