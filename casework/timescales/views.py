from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.views.generic import CreateView, FormView, TemplateView

from casework.access.roles import Permission
from casework.children.base_views import ChildPage, PermissionMixin
from casework.interface.words import counted, full_day
from casework.timescales.forms import HolidayForm, TargetForm
from casework.timescales.models import Deadline, Target, WorkingDay
from casework.timescales.registry import registry

NOTHING_MOVES = "No open date is counted through it."


class WhatIsDue(ChildPage):
    """Every clock running for a child, and the newest 20 that have stopped."""

    template_name = "timescales/due.html"
    logged_as = "what is due"

    def get_context_data(self, **kwargs):
        deadlines = Deadline.objects.of_child(self.child).shown()
        return super().get_context_data(
            running=[self.line(deadline) for deadline in deadlines.open().by_due_date()[:50]],
            stopped=[
                {**deadline.line, "source": deadline.source}
                for deadline in deadlines.closed().order_by("-due_at")[:20]
            ],
            **kwargs,
        )

    def line(self, deadline) -> dict:
        may_say = self.request.user.may(Permission.RECORD)
        say_why = deadline.say_why if may_say else ""
        return {**deadline.line, "source": deadline.source, "say_why": say_why}


class Timescales(PermissionMixin, TemplateView):
    """Every rule with a clock: its limit, where it comes from, and how sure we are of it."""

    permission = Permission.ADMINISTER
    template_name = "timescales/timescales.html"

    def get_context_data(self, **kwargs):
        reach = WorkingDay.objects.filter(published=True).last()
        declared = [rule.code for rule in registry]
        targets = Target.objects.of(self.request.user.authority).filter(code__in=declared)
        own = targets.in_force()
        rules = [{"rule": rule, "own": own.get(rule.code)} for rule in registry]
        return super().get_context_data(
            rules=rules, targets=targets.order_by("-set_at")[:20], reach=reach, **kwargs
        )


class SetTarget(PermissionMixin, CreateView):
    """A council's own number for one rule, from a day on. The old one stays for what has begun."""

    permission = Permission.ADMINISTER
    form_class = TargetForm
    template_name = "timescales/target.html"
    success_url = reverse_lazy("timescales")

    def get_form_kwargs(self):
        worker = self.request.user
        target = Target(authority=worker.authority, set_by=worker, code=self.rule.code)
        return {**super().get_form_kwargs(), "instance": target}

    @cached_property
    def rule(self):
        rule = next((rule for rule in registry if rule.code == self.kwargs["code"]), None)
        if rule is None or not rule.has_room:
            raise Http404
        return rule

    def form_valid(self, form):
        target = form.save()
        since = full_day(target.effective_from)
        sentence = f"{self.rule.title}: {target.words} for clocks that start from {since}."
        messages.success(self.request, sentence)
        return redirect(self.success_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(rule=self.rule, **kwargs)


class AddHoliday(PermissionMixin, FormView):
    """A new bank holiday: every open deadline in working days is worked out again, within minutes
    and outside the page."""

    permission = Permission.ADMINISTER
    form_class = HolidayForm
    template_name = "timescales/holiday.html"
    success_url = reverse_lazy("timescales")

    def form_valid(self, form):
        moved = form.save()
        sentence = f"{full_day(form.cleaned_data['day'])} is no longer a working day."
        counting = f"{counted(moved, 'open dates')} will move, within five minutes."
        messages.success(self.request, f"{sentence} {counting if moved else NOTHING_MOVES}")
        return redirect(self.success_url)
