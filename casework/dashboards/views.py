"""The pages a worker opens on, a child's overview, and what is to be put right."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import TemplateView, UpdateView

from casework.access.context import WORDS
from casework.access.health import reminders_wait
from casework.access.people_views import AdministerMixin
from casework.access.roles import Permission
from casework.children.base_views import ChildPage, PermissionMixin
from casework.children.codes import PROFESSIONAL_KINDS
from casework.children.family.network import visible_relationships
from casework.children.family.siblings import families_of
from casework.children.models import Allocation
from casework.chronology.timeline import newest
from casework.dashboards import side_panels
from casework.dashboards.child import due, menu_items, needs, own_words
from casework.dashboards.first_day.operations import no_council_yet
from casework.dashboards.forms import WeightsForm
from casework.dashboards.models import CaseloadWeights
from casework.dashboards.my_work import (
    DRAFTS_SHOWN,
    WorkPage,
    greeting,
    mend_lines,
    next_date,
    weeks_of,
)
from casework.dashboards.to_put_right import SHOWN, to_mend
from casework.dashboards.work_items import due_for, lines_for, meetings_for
from casework.interface.statements import FILES, Daily
from casework.timescales.gaps import gaps


def home(request):
    """Each role opens on the first of its own words; whoever looks after the whole system and has
    no council yet, on making one, or where there is one on the settings of all."""
    if request.user.authority_id is None:
        return redirect("first-day" if no_council_yet() else "admin:index")
    return redirect(WORDS[request.user.role][0])


class MyWork(PermissionMixin, TemplateView):
    """Everything is read first, then put together family by family: the number of questions asked
    of the database is the same for one child and for forty."""

    permission = Permission.RECORD
    template_name = "dashboards/my_work.html"

    def get_context_data(self, **kwargs):
        page = WorkPage(self.request.user)
        return super().get_context_data(
            today_is=timezone.localdate(),
            **page.lines,
            greeting=greeting(page),
            managing=page.managing,
            counts=page.counts,
            next_date=next_date([*page.lines["this_week"], *page.lines["later"]]),
            drafts=page.drafts[:DRAFTS_SHOWN],
            drafts_kept=settings.DRAFT_DAYS,
            sent=page.sent,
            new_on_files=side_panels.new_on_files(page.worker, page.held, page.families),
            mend=mend_lines(page.mend, page.families, self.request.user),
            notices=side_panels.notice_lines(page.notices, page.families),
            reminders_wait=reminders_wait(),
            **kwargs,
        )


class WorkAhead(PermissionMixin, TemplateView):
    """The next four weeks, week by week: every meeting and every date."""

    permission = Permission.RECORD
    template_name = "dashboards/work_ahead.html"

    def get_context_data(self, **kwargs):
        worker = self.request.user
        due, meetings = due_for(worker), meetings_for(worker)
        lines = lines_for(worker, due, meetings, families_of(deadline.child_id for deadline in due))
        ahead = [*lines["today"], *lines["this_week"], *lines["later"]]
        return super().get_context_data(
            weeks=weeks_of(ahead), number=len(ahead), back=reverse("my_work"), **kwargs
        )


@Daily
def who_works_with():
    held = Allocation.objects.of_those_here().filter(child=FILES)
    return held.select_related("worker")


class Overview(ChildPage):
    template_name = "dashboards/child.html"
    page = "child"
    logged_as = "the overview"

    def get_context_data(self, **kwargs):
        child, worker = self.child, self.request.user
        related = visible_relationships(child, worker)
        events, older = newest([child.pk], worker)
        return super().get_context_data(
            due=due(child),
            words=own_words(child),
            needs=needs(child),
            events=events,
            older=older,
            at_home=[relation for relation in related if relation.lives_with],
            elsewhere=[
                relation
                for relation in related
                if not relation.lives_with and relation.kind not in PROFESSIONAL_KINDS
            ],
            helpers=[relation for relation in related if relation.kind in PROFESSIONAL_KINDS],
            workers=who_works_with.read({FILES: child.pk}),
            menu_items=menu_items(child, worker),
            **kwargs,
        )


class ToPutRight(PermissionMixin, TemplateView):
    """Everything missing, each with the page that mends it; ``?code=`` shows one kind."""

    template_name = "dashboards/to_put_right.html"
    permission = Permission.RECORD

    def get_context_data(self, **kwargs):
        code = self.request.GET.get("code", "")
        code = code if code in gaps else ""
        missing = to_mend(self.request.user, code=code)
        return super().get_context_data(
            missing=missing, kinds=list(gaps), code=code, limit=SHOWN, **kwargs
        )


class Weights(AdministerMixin, UpdateView):
    """A council's own numbers. Every change is kept."""

    form_class = WeightsForm
    template_name = "dashboards/weights.html"
    success_url = reverse_lazy("caseload-weights")

    def get_object(self, queryset=None):
        return CaseloadWeights.of(self.request.user.authority)

    def form_valid(self, form):
        form.save()
        messages.success(self.request, "Saved. Caseloads are weighed so from now on.")
        return redirect(self.success_url)
