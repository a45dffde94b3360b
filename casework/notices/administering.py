"""An administrator's pages: what people are told, and of what."""

from django import forms
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
from casework.children.forms import RecordForm
from casework.children.views import PermissionMixin
from casework.notices.kinds import USUAL, Kind
from casework.notices.lateness import EVERY_DUTY, LateRule, default_rule
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
        asked = WayRequired.objects.of(council).in_force()
        own = rules.in_force()
        return super().get_context_data(
            every=own.pop(EVERY_DUTY, None) or default_rule(),
            own=sorted(own.values(), key=lambda rule: rule.duty),
            others=[rule for rule in registry if rule.code not in own],
            history=rules.newest_first()[:20],
            ways=[{"kind": kind, "least": asked[kind], "usual": USUAL[kind]} for kind in Kind],
            mail=mail_stands(council),
            asked_before=WayRequired.objects.of(council).order_by("-set_at", "-pk")[:20],
            **kwargs,
        )


def mail_stands(council) -> dict:
    """Whether e-mail is sent at all, and what the mail server has not taken yet."""
    refused = Q(sent_at=None, tries__gt=0)
    mails = Mail.objects.filter(worker__authority=council)
    found = mails.aggregate(
        last=Max("sent_at"), refused=Count("pk", filter=refused),
        since=Min("made_at", filter=refused), fault=Max("error", filter=refused),
    )  # fmt: skip
    people = Worker.objects.of(council).working().filter(email="")
    return {**found, "is_sent": settings.SENDS_MAIL, "no_address": people.count()}


class LateRuleForm(RecordForm):
    as_the_rest = forms.BooleanField(label="Do as for every other duty", required=False)

    class Meta(RecordForm.Meta):
        model = LateRule
        fields = ["manager_after", "service_after", "as_the_rest", "why"]
        labels = {
            "manager_after": "Tell the team manager after how many days",
            "service_after": "Tell the service manager after how many days",
            "why": "Why",
        }
        help_texts = {
            "manager_after": "0 is as soon as it is late. Leave it empty to tell them never",
            "service_after": "Leave it empty to tell them never",
        }
        error_messages = {"why": {"required": "Say why"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("manager_after", "service_after"):
            self.fields[name].widget.attrs["class"] = "govuk-input--width-3"
        if self.instance.code == EVERY_DUTY:
            del self.fields["as_the_rest"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("as_the_rest"):
            cleaned |= {"manager_after": None, "service_after": None}
        return cleaned


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
        held = LateRule.objects.of(self.request.user.authority).in_force()
        general = held.get(EVERY_DUTY) or default_rule()
        return held.get(code, general)

    @property
    def code(self) -> str:
        return EVERY_DUTY if self.kwargs["code"] == EVERY else self.kwargs["code"]

    def get_form_kwargs(self):
        worker, now = self.request.user, self.now
        rule = LateRule(
            authority=worker.authority, set_by=worker, code=self.code,
            manager_after=now.manager_after, service_after=now.service_after,
        )  # fmt: skip
        return {**super().get_form_kwargs(), "instance": rule}

    def form_valid(self, form):
        rule = form.save()
        messages.success(self.request, f"Set for: {rule.duty}.")
        return redirect(self.success_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            now=self.now, duty=LateRule(code=self.code).duty, every=not self.code, **kwargs
        )


class AskForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = WayRequired
        fields = ["in_app", "mail", "why"]
        labels = {
            "in_app": "Everyone is told in Casework",
            "mail": "E-mail that everyone has, at least",
            "why": "Why",
        }
        error_messages = {"why": {"required": "Say why"}}


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
        asked = WayRequired(
            authority=worker.authority, set_by=worker, kind=kind, in_app=now.in_app, mail=now.mail
        )
        return {**super().get_form_kwargs(), "instance": asked}

    def form_valid(self, form):
        asked = form.save()
        messages.success(self.request, f"Set for: {asked.get_kind_display()}.")
        return redirect(self.success_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(kind=self.kind, **kwargs)
