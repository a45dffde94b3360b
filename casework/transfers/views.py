from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView

from casework.access.roles import Permission
from casework.children.base_views import ChildForm, ChildMixin, ChildPage, ChildRecordCreate
from casework.children.together.views import brothers_and_sisters
from casework.interface.words import listed
from casework.transfers.forms import AnswerForm, AskForm
from casework.transfers.models import Transfer
from casework.transfers.operations import call_off
from casework.transfers.summary import summaries


class TransferAsk(ChildRecordCreate):
    """The present team's manager or worker asks: the file stays with them until it is accepted."""

    form_class = AskForm
    template_name = "transfers/ask.html"
    title = "Ask another team to take over"
    save_label = "Ask them"
    logged_as = "a transfer to another team"

    def get_form_kwargs(self):
        siblings = brothers_and_sisters(self.child, self.request.user)
        return {**super().get_form_kwargs(), "by": self.request.user, "siblings": siblings}

    def get_context_data(self, **kwargs):
        waiting = Transfer.objects.of_child(self.child).waiting().first()
        drawn = summaries([self.child], self.request.user)[self.child.pk]
        return super().get_context_data(waiting=waiting, summary=drawn, **kwargs)

    def form_valid(self, form):
        self.asked = form
        return super().form_valid(form)

    def get_saved_words(self):
        names = listed(child.first_name for child in self.asked.chosen)
        return f"{self.object.to_team} is asked to take over {names}. Until then nothing changes."

    def get_success_url(self):
        return reverse("transfer", args=[self.child.pk, self.object.pk])


class OneTransfer(ChildMixin):
    """A request and its summary; a manager of the team that is asked answers here."""

    logged_as = "a transfer to another team"

    @cached_property
    def transfer(self) -> Transfer:
        transfers = Transfer.objects.of_child(self.child).with_people()
        if self.request.method == "POST":
            transfers = transfers.select_for_update(of=("self",))
        transfer = transfers.filter(pk=self.kwargs["pk"]).first()
        if transfer is None:
            raise Http404
        transfer.child = self.child
        return transfer

    @property
    def may_answer(self) -> bool:
        worker, asked = self.request.user, self.transfer
        mine = worker.team_id == asked.to_team_id or worker.may(Permission.SEE_WHOLE_SERVICE)
        other = asked.recorded_by_id != worker.pk
        return asked.state == "waiting" and worker.may(Permission.DECIDE) and mine and other

    @property
    def may_call_off(self) -> bool:
        worker, asked = self.request.user, self.transfer
        sends = worker.may(Permission.DECIDE) and worker.team_id == asked.team_id
        return asked.state == "waiting" and (asked.recorded_by_id == worker.pk or sends)


class TransferRead(OneTransfer, ChildPage):
    template_name = "transfers/transfer.html"

    def get_context_data(self, form=None, **kwargs):
        if form is None and self.may_answer:
            form = AnswerForm(request=self.transfer, by=self.request.user)
        return super().get_context_data(
            transfer=self.transfer, form=form, may_call_off=self.may_call_off, **kwargs
        )


class TransferAnswer(OneTransfer, ChildForm, FormView):
    permission = Permission.DECIDE
    form_class = AnswerForm
    template_name = "transfers/transfer.html"
    title = "Does your team take over?"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "request": self.transfer, "by": self.request.user}

    def get(self, request, *args, **kwargs):
        return redirect("transfer", self.child.pk, self.transfer.pk)

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        if not self.may_answer:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        messages.success(self.request, form.save())
        accepted = form.cleaned_data["answer"] == "yes"
        return redirect(self.child) if accepted else redirect("home")

    def get_context_data(self, **kwargs):
        return super().get_context_data(transfer=self.transfer, **kwargs)


class TransferCallOff(OneTransfer, ChildPage):
    """Whoever asked asks no longer."""

    permission = Permission.RECORD
    http_method_names = ["post"]

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        if not self.may_call_off:
            raise PermissionDenied
        call_off(self.transfer)
        messages.success(request, f"{self.transfer.to_team} is no longer asked.")
        return redirect("transfer", self.child.pk, self.transfer.pk)
