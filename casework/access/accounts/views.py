"""What waits for a second person, what was done to accounts, what a council lets people open."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.mixins import UserPassesTestMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView, UpdateView, View

from casework.access.accounts import agreement, operations
from casework.access.accounts.forms import DecideForm, OwnPasswordForm, SightForm
from casework.access.accounts.models import AccountEvent, AccountRequest, AccountTold
from casework.access.accounts.news import tell_of_account
from casework.access.list_views import KeyedList
from casework.access.models import Authority
from casework.access.people_views import AdministerMixin
from casework.access.requests import WorkerRequest
from casework.access.roles import Permission
from casework.access.sessions.banners import NEWS
from casework.access.sessions.limits import PASSWORD, open_gate
from casework.access.sessions.step_up import Sure
from casework.interface.exports import Column


class AccountRequests(UserPassesTestMixin, TemplateView):
    """What waits for this worker to agree to, and what they asked themselves."""

    template_name = "access/accounts/requests.html"
    raise_exception = True

    @classmethod
    def opens_to(cls, worker) -> bool:
        return worker.may(Permission.READ_FILES) or worker.may(Permission.ADMINISTER)

    def test_func(self):
        return self.opens_to(self.request.user)

    def get_context_data(self, **kwargs):
        worker = self.request.user
        mine = AccountRequest.objects.filter(asked_by=worker).with_people()
        waiting = agreement.waiting_for(worker)
        return super().get_context_data(
            waiting=[(asked, operations.words_of(asked)) for asked in waiting],
            mine=[(asked, operations.words_of(asked)) for asked in mine[:20]],
            **kwargs,
        )


class DecideRequest(Sure, FormView):
    """Only for those who may do as much themselves; to everyone else there is nothing here."""

    template_name = "access/accounts/decide.html"
    form_class = DecideForm
    request: WorkerRequest
    success_url = reverse_lazy("account-requests")

    @cached_property
    def asked(self) -> AccountRequest:
        waiting = AccountRequest.objects.waiting().of(self.request.user.authority_id)
        asked = get_object_or_404(waiting.with_people(), pk=self.kwargs["pk"])
        if not agreement.may_agree(self.request.user, asked):
            if self.request.user.pk == asked.asked_by_id:
                raise PermissionDenied
            raise Http404
        return asked

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "asked": self.asked, "by": self.request.user}

    def get_context_data(self, **kwargs):
        words = operations.words_of(self.asked)
        return super().get_context_data(
            asked=self.asked, words=words, details=operations.details_of(self.asked), **kwargs
        )

    def form_valid(self, form):
        try:
            form.save()
        except ValidationError as wrong:
            form.add_error(None, wrong.messages[0])
            return self.form_invalid(form)
        if form.code:
            return show_code(self.request, self.asked.worker, form.code)
        messages.success(self.request, "Decided. Those it concerns are told.")
        return redirect(self.success_url)


def show_code(request, worker, code: str):
    """Shown once, to be handed over in person."""
    return render(request, "access/password_once.html", {"worker": worker, "password": code})


class AccountNews(ListView):
    """What was done to one's own account, and what one is told of others’. Opening it reads it."""

    template_name = "access/accounts/news.html"

    def get_queryset(self):
        told = AccountTold.objects.filter(worker=self.request.user).select_related("event")
        return told.order_by("-event__at", "-pk")[:50]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["object_list"] = list(context["object_list"])
        unseen = AccountTold.objects.filter(worker=self.request.user, seen_at=None)
        unseen.update(seen_at=timezone.now())
        self.request.session[NEWS] = 0
        return context


class AccountEvents(UserPassesTestMixin, KeyedList, TemplateView):
    """Everything that was done to accounts of the council: for who leads on information governance,
    and for who looks after people."""

    template_name = "access/accounts/events.html"
    raise_exception = True
    list_title, order = "What was done to accounts", ("-at", "-pk")
    columns = [
        Column("When", lambda event: event.at),
        Column("What", lambda event: event.words),
        Column("By", lambda event: event.by),
    ]

    @classmethod
    def opens_to(cls, worker) -> bool:
        return worker.works_here and (
            worker.governs_information or worker.may(Permission.ADMINISTER)
        )

    def test_func(self):
        return self.opens_to(self.request.user)

    def all_rows(self):
        events = AccountEvent.objects.filter(authority=self.request.user.authority_id)
        return events.select_related("by")


class ChoosePassword(FormView):
    """Whoever came in with a code chooses a password of their own; nothing else opens before."""

    template_name = "access/accounts/choose_password.html"
    form_class = OwnPasswordForm
    success_url = "/"

    def dispatch(self, request, *args, **kwargs):
        if request.user.code_until is None:
            return redirect("account_change_password")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    @transaction.atomic
    def form_valid(self, form):
        worker = form.save()
        operations.own_password_chosen(worker)
        update_session_auth_hash(self.request, worker)
        open_gate(self.request, PASSWORD)
        messages.success(self.request, "Your password is your own now. Nobody else knows it.")
        return redirect(self.success_url)


class AccessRules(Sure, AdministerMixin, UpdateView):
    """Which files outside their own team people may open, and how: told to everyone who leads on
    information governance."""

    template_name = "access/accounts/rules.html"
    form_class = SightForm
    success_url = reverse_lazy("people")
    extra_context = {"title": "Files of other teams"}

    def get_object(self, queryset=None):
        return get_object_or_404(Authority, pk=self.request.user.authority_id)

    def form_valid(self, form):
        authority = form.save()
        if form.has_changed():
            words = f"{self.request.user} chose for files outside their own team: " + (
                authority.get_sight_display()
            )
            tell_of_account(None, words, by=self.request.user, authority=authority)
        messages.success(self.request, "Saved.")
        return redirect(self.success_url)


class WithoutFactor(Sure, AdministerMixin, View):
    """Somebody lost their phone and their recovery codes."""

    http_method_names = ["post"]

    def post(self, request, pk):
        worker = get_object_or_404(self.workers(), pk=pk)
        asked = operations.ask_without_factor(worker, by=request.user)
        messages.success(
            request,
            "A second person is asked to agree."
            if asked
            else "Their second step is taken away. They set up another when they sign in.",
        )
        return redirect("worker-edit", pk)
