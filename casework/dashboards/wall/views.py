"""The page for the wall: the numbers, the clocks under them, the sheet, and choosing them."""

from datetime import date
from functools import cached_property
from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, Http404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.generic import FormView, TemplateView, View

from casework.access.list_views import kept_views
from casework.access.models import Export
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.dashboards.clocks import ClockGroups, Moment, clocks
from casework.dashboards.wall.forms import WallForm
from casework.dashboards.wall.numbers import WallLine, month_ends, numbers_of
from casework.dashboards.wall.operations import choose
from casework.dashboards.wall.paper import pdf_of
from casework.figures.views import FigureReaders
from casework.interface.replica import from_replica


class OfMonth(FigureReaders):
    """As at the end of one of the last twelve months that are over: the last, unless asked."""

    @cached_property
    def last(self) -> date:
        asked, ends = self.kwargs.get("month", self.request.GET.get("month", "")), self.ends
        if not asked:
            return ends[0]
        last = next((end for end in ends if f"{end:%Y-%m}" == asked), None)
        if last is None:
            raise Http404
        return last

    @cached_property
    def ends(self) -> list[date]:
        return month_ends(timezone.localdate())

    @cached_property
    def lines(self) -> list[WallLine]:
        return numbers_of(self.request.user.authority, self.last)


class WallPage(OfMonth, TemplateView):
    """Six numbers a council chose; under them every clock that runs, in groups."""

    template_name = "dashboards/wall/wall.html"

    def get_context_data(self, **kwargs):
        moment = Moment(self.request.user)
        return super().get_context_data(
            lines=self.lines,
            last=self.last,
            months=[
                {
                    "words": f"{end:%B %Y}",
                    "url": f"{self.request.path}?month={end:%Y-%m}",
                    "current": end == self.last,
                }
                for end in self.ends
            ],
            pdf_url=reverse("wall-sheet", args=[f"{self.last:%Y-%m}"]),
            groups=ClockGroups(
                clocks(moment.counts("code"), moment),
                moment,
                lambda key: f"?month={self.last:%Y-%m}&group={key}#group",
                self.request.GET.get("group", ""),
            ),
            list_tools=kept_views(self.request),
            may_choose=ChooseNumbers.opens_to(self.request.user),
            **kwargs,
        )


class WallSheetFile(OfMonth, View):
    """The sheet as PDF. Who took it away is kept."""

    @from_replica
    def get(self, request, *args, **kwargs):
        if not self.lines:
            raise Http404
        title = f"Numbers for the wall, {self.last:%B %Y}"
        made = pdf_of(request.user.authority, self.last, self.lines)
        Export.objects.create(worker=request.user, title=title, address=request.path)
        return FileResponse(
            BytesIO(made),
            as_attachment=True,
            filename=f"wall-{self.last:%Y-%m}.pdf",
            content_type="application/pdf",
        )


class ChooseNumbers(PermissionMixin, FormView):
    """For whoever decides for the whole service, or looks after its settings."""

    template_name = "dashboards/wall/choose.html"
    form_class = WallForm
    success_url = reverse_lazy("wall-choose")

    @classmethod
    def opens_to(cls, worker) -> bool:
        leads = worker.may(Permission.DECIDE) and worker.may(Permission.SEE_WHOLE_SERVICE)
        return leads or worker.may(Permission.ADMINISTER)

    def get_initial(self):
        return WallForm.initial_of(self.request.user.authority)

    def form_valid(self, form):
        facts = form.cleaned_data
        choose(self.request.user.authority, form.numbers(), day=facts["day"], roles=facts["roles"])
        messages.success(self.request, "Saved. A month that was published stays as it was.")
        return super().form_valid(form)
