"""An administrator's pages: what people are told, and of what."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Max, Min, Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.views.generic import CreateView, TemplateView

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.notices.escalation import EVERY_DUTY, LateRule, default_rule
from casework.notices.forms import AskForm, LateRuleForm
from casework.notices.kinds import USUAL, Kind
from casework.notices.models import Mail, WayRequired
from casework.timescales.registry import registry

EVERY = "every"  # in an address, the rule of every duty that has none of its own


class NoticeRules(PermissionMixin, TemplateView):
    """Who is told of what is late, and after how long; what was set before, by whom and why."""

    permission = Permission.ADMINISTER
    template_name = "notices/rules.html"

    def get_context_data(self, **kwargs):
        council = self.request.user.authority
        rules = LateRule.objects.of(council)
        required = WayRequired.objects.of(council).in_force()
        own = rules.in_force()
        return super().get_context_data(
            every=own.pop(EVERY_DUTY, None) or default_rule(),
            own=sorted(own.values(), key=lambda rule: rule.duty),
            others=[rule for rule in registry if rule.code not in own],
            history=rules.newest_first()[:20],
            ways=[{"kind": kind, "least": required[kind], "usual": USUAL[kind]} for kind in Kind],
            mail=mail_stands(council),
            asked_before=WayRequired.objects.of(council).order_by("-set_at", "-pk")[:20],
            **kwargs,
        )


def mail_stands(council) -> dict:
    """Whether e-mail is sent at all, and what the mail server has not taken yet."""
    refused = Q(sent_at=None, tries__gt=0)
    mails = Mail.objects.filter(worker__authority=council)
    counts = mails.aggregate(
        last=Max("sent_at"),
        refused=Count("pk", filter=refused),
        since=Min("made_at", filter=refused),
        fault=Max("error", filter=refused),
    )
    people = Worker.objects.of(council).working().filter(email="")
    return {**counts, "is_sent": settings.SENDS_MAIL, "no_address": people.count()}


class SetLateRule(PermissionMixin, CreateView):
    """A new rule for every duty, or for one; what was set before stays to be read."""

    permission = Permission.ADMINISTER
    form_class = LateRuleForm
    template_name = "notices/rule_form.html"
    success_url = reverse_lazy("notice-rules")

    @cached_property
    def now(self) -> LateRule:
        """The rule that holds for this duty now."""
        code = self.kwargs["code"]
        if code != EVERY and code not in {rule.code for rule in registry}:
            raise Http404
        worker = cast(Worker, self.request.user)
        held = LateRule.objects.of(worker.authority).in_force()
        general = held.get(EVERY_DUTY) or default_rule()
        return held.get(code, general)

    @property
    def code(self) -> str:
        return EVERY_DUTY if self.kwargs["code"] == EVERY else self.kwargs["code"]

    def get_form_kwargs(self):
        worker, now = self.request.user, self.now
        rule = LateRule(
            authority=worker.authority,
            set_by=worker,
            code=self.code,
            manager_after=now.manager_after,
            service_after=now.service_after,
        )
        return {**super().get_form_kwargs(), "instance": rule}

    def form_valid(self, form):
        rule = form.save()
        messages.success(self.request, f"Set for: {rule.duty}.")
        return redirect(self.success_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            now=self.now, duty=LateRule(code=self.code).duty, every=not self.code, **kwargs
        )


class AskWay(PermissionMixin, CreateView):
    """The least that is asked of everyone for one kind of notice."""

    permission = Permission.ADMINISTER
    form_class = AskForm
    template_name = "notices/ask_form.html"
    success_url = reverse_lazy("notice-rules")

    @cached_property
    def kind(self) -> Kind:
        if self.kwargs["kind"] not in Kind.values:
            raise Http404
        return Kind(self.kwargs["kind"])

    def get_form_kwargs(self):
        worker, kind = self.request.user, self.kind
        now = WayRequired.objects.of(worker.authority).in_force()[kind]
        way = WayRequired(
            authority=worker.authority, set_by=worker, kind=kind, in_app=now.in_app, mail=now.mail
        )
        return {**super().get_form_kwargs(), "instance": way}

    def form_valid(self, form):
        way = form.save()
        messages.success(self.request, f"Set for: {way.get_kind_display()}.")
        return redirect(self.success_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(kind=self.kind, **kwargs)
