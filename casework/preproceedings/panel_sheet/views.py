"""The panel's sheet: read, taken away, kept for each panel, and read again as it was."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from casework.access.list_views import ListTools
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.preproceedings.models import KeptSheet
from casework.preproceedings.panel_sheet.operations import keep, panel_of, sheet_as_kept
from casework.preproceedings.panel_sheet.presentation import COLUMNS, SHOWN, counts, lines, opening
from casework.preproceedings.panel_sheet.sheet import Sheet, sheet


class SheetMixin(PermissionMixin):
    permission = Permission.CHAIR_PANEL

    @property
    def shown(self) -> str:
        show = self.request.GET.get("show", "")
        return show if show in SHOWN else ""

    def filtered(self, whole: Sheet) -> Sheet:
        return whole.only(SHOWN[self.shown][1](whole)) if self.shown else whole


class PanelSheet(SheetMixin, ListTools, TemplateView):
    """Every open family the reader may know of: what comes next, what is late and why."""

    template_name = "preproceedings/panel_sheet/sheet.html"
    list_title = "Pre-proceedings panel sheet"
    columns = COLUMNS

    @cached_property
    def whole(self) -> Sheet:
        return sheet(self.request.user)

    def rows_to_take(self):
        return lines(self.filtered(self.whole))

    def get_context_data(self, **kwargs):
        worker = self.request.user
        return super().get_context_data(
            sheet=self.filtered(self.whole),
            opening=opening(self.whole, panel_of(worker)),
            counts=counts(self.whole, worker, reverse("panel-sheet")),
            shown=SHOWN[self.shown][0] if self.shown else "",
            **kwargs,
        )


class PanelSheetKeep(SheetMixin, View):
    """Keeps the whole sheet as it stands, for the panel that met on it."""

    http_method_names = ["post"]

    def post(self, request):
        whole = sheet(request.user)
        if not whole.families:
            messages.warning(request, "No family is in pre-proceedings: there is nothing to keep")
            return redirect("panel-sheet")
        kept = keep(whole, by=request.user, note=request.POST.get("note", "").strip()[:200])
        messages.success(request, "The sheet is kept as it stands. Nobody can change it.")
        return redirect("kept-sheet", kept.pk)


class KeptSheets(SheetMixin, TemplateView):
    template_name = "preproceedings/panel_sheet/kept_sheets.html"

    def get_context_data(self, **kwargs):
        kept = KeptSheet.objects.visible_to(self.request.user).newest_first()
        return super().get_context_data(
            kept=list(kept.select_related("kept_by")[:NEWEST]), **kwargs
        )


NEWEST = 60


class OneKeptSheet(SheetMixin, ListTools, TemplateView):
    """What the sheet said that day, whatever has changed since."""

    template_name = "preproceedings/panel_sheet/kept_sheet.html"
    list_title = "Pre-proceedings panel sheet, as kept"
    columns = COLUMNS

    @cached_property
    def kept(self) -> KeptSheet:
        sheets = KeptSheet.objects.visible_to(self.request.user).select_related("kept_by")
        return get_object_or_404(sheets, pk=self.kwargs["pk"])

    @cached_property
    def whole(self) -> Sheet:
        whole = sheet_as_kept(self.kept, self.request.user)
        if not whole.families:
            raise Http404
        return whole

    def rows_to_take(self):
        return lines(self.whole)

    def get_context_data(self, **kwargs):
        return super().get_context_data(kept=self.kept, sheet=self.whole, **kwargs)
