"""The register of gaps: what no service answers, whom it was raised to, and what they said."""

from functools import cached_property

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import CreateView, TemplateView, UpdateView

from casework.access.roles import Permission
from casework.access.sessions.step_up import unless_sure
from casework.children.base_views import PermissionMixin
from casework.interface.replica import from_replica
from casework.support.services.needs import Need
from casework.waits.models import GapEntry, ServiceGap
from casework.waits.page.views import WaitsMixin
from casework.waits.register.forms import GapCloseForm, GapEntryForm, GapForm
from casework.waits.register.gaps import behind, gap_lines
from casework.waits.register.paper import KINDS, answer, paper_of
from casework.waits.register.queries import closed_gaps


class Gaps(WaitsMixin, TemplateView):
    """As at any day; as a paper of two pages for commissioners."""

    template_name = "waits/gaps.html"

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("as", "")
        if kind in KINDS:
            return unless_sure(request) or self.take_away(request, kind)
        return super().get(request, *args, **kwargs)

    @from_replica
    def take_away(self, request, kind):
        return answer(request, kind, paper_of(request.user, self.query.at))

    def get_context_data(self, **kwargs):
        query, path = self.query, self.request.path
        return super().get_context_data(
            lines=gap_lines(query.worker, query.at),
            closed=closed_gaps(query.worker, query.at),
            may_write=self.request.user.may(Permission.DECIDE),
            files=[
                (label, query.address(path, **{"as": kind})) for kind, (label, _) in KINDS.items()
            ],
            **kwargs,
        )


class OneGap(WaitsMixin, TemplateView):
    template_name = "waits/gap.html"

    @cached_property
    def gap(self) -> ServiceGap:
        gaps = ServiceGap.objects.visible_to(self.request.user).select_related("opened_by")
        return get_object_or_404(gaps, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        gap, at = self.gap, self.query.at
        day = min(at, gap.closed_on) if gap.closed_on else at
        return super().get_context_data(
            gap=gap,
            entries=gap.entries.select_related("recorded_by"),
            needs=[
                {"need": need, "days": (day - need.identified_on).days}
                for need in behind(self.request.user, gap.need, day)
            ],
            day=day,
            may_write=gap.open and self.request.user.may(Permission.DECIDE),
            **kwargs,
        )


class GapFormMixin(PermissionMixin):
    """A form of the register, for managers."""

    permission = Permission.DECIDE
    template_name = "waits/gap_form.html"
    title = ""
    save_label = "Save"
    saved = "Saved."

    def get_queryset(self):
        return ServiceGap.objects.visible_to(self.request.user).open()

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.writer = self.request.user
        return form

    def form_valid(self, form):
        with transaction.atomic():
            self.object = form.save()
            self.done(form)
        messages.success(self.request, self.saved)
        return redirect(self.get_success_url())

    def done(self, form):
        """What else the same save does."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title, save_label=self.save_label, leave_url=reverse("gaps"), **kwargs
        )


class GapAdd(GapFormMixin, CreateView):
    form_class = GapForm
    title = "A gap in services"
    save_label = "Put it on the register"
    saved = "On the register. Write down whom you raise it to."

    def get_form_kwargs(self):
        worker = self.request.user
        gap = ServiceGap(authority=worker.authority, opened_by=worker)
        return {**super().get_form_kwargs(), "instance": gap}

    def get_initial(self):
        asked = self.request.GET.get("need", "")
        return {"need": asked} if asked in Need.values else {}

    def get_success_url(self):
        return reverse("gap", args=[self.object.pk])


class GapEdit(GapFormMixin, UpdateView):
    """The words of a gap, and when it is looked at again."""

    form_class = GapForm
    title = "Change the gap"

    def get_success_url(self):
        return reverse("gap", args=[self.object.pk])


class GapClose(GapFormMixin, UpdateView):
    form_class = GapCloseForm
    title = "The gap is closed"
    save_label = "Close it"
    saved = "Closed. It stays on the register, with what came of it."

    def get_success_url(self):
        return reverse("gap", args=[self.object.pk])


class GapEntryAdd(GapFormMixin, CreateView):
    form_class = GapEntryForm
    title = "What happened to the gap"

    @cached_property
    def gap(self) -> ServiceGap:
        return get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        entry = GapEntry(gap=self.gap, recorded_by=self.request.user)
        return {**super().get_form_kwargs(), "instance": entry}

    def done(self, form):
        self.gap.review_on = form.cleaned_data["review_on"]
        self.gap.save()

    def get_success_url(self):
        return reverse("gap", args=[self.gap.pk])
