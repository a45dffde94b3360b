"""The pages on which a council's census is rehearsed, loaded, and read about afterwards."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from casework.access.roles import Permission
from casework.access.sessions.step_up import unless_sure
from casework.children.base_views import PermissionMixin
from casework.children.saving.middleware import saves_by_parts
from casework.interface.exports import KINDS, export
from casework.interface.replica import from_replica
from casework.returns.forms import CensusForm
from casework.returns.models import CensusImport
from casework.returns.operations import leave, load_held, rehearse
from casework.returns.presentation import TO_PUT_RIGHT, opening, page_of, to_put_right
from casework.returns.reading import UnreadableFile

NEWEST = 10


@saves_by_parts
class ImportCensus(PermissionMixin, FormView):
    """Choose the worker's own council's census, and see what would come of it."""

    permission = Permission.RUN_RETURNS
    form_class = CensusForm
    template_name = "returns/import_census.html"

    def form_valid(self, form):
        try:
            rehearsed = rehearse(form.cleaned_data["file"], by=self.request.user)
        except UnreadableFile as why:
            form.add_error("file", str(why))
            return self.form_invalid(form)
        return redirect(rehearsed)

    def get_context_data(self, **kwargs):
        imports = CensusImport.objects.visible_to(self.request.user).newest_first()
        rows = imports.defer("held", "report").select_related("worker", "loaded_by")[:NEWEST]
        return super().get_context_data(imports=rows, **kwargs)


class OfCensus(PermissionMixin):
    """About one file that somebody of this council brought, or 404."""

    permission = Permission.RUN_RETURNS

    @cached_property
    def census(self) -> CensusImport:
        imports = CensusImport.objects.visible_to(self.request.user).without_file()
        return get_object_or_404(
            imports.select_related("authority", "worker", "loaded_by"), pk=self.kwargs["pk"]
        )


class OneCensus(OfCensus, TemplateView):
    """What came of it; ``?as=csv`` or ``?as=xlsx`` takes away what is to be put right."""

    template_name = "returns/census.html"

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("as", "")
        if kind in KINDS:
            if asks := unless_sure(request):
                return asks
            return self.take_away(request, kind)
        return super().get(request, *args, **kwargs)

    @from_replica
    def take_away(self, request, kind):
        return export(kind, "census to put right", TO_PUT_RIGHT, to_put_right(self.census))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**page_of(self.census), **kwargs)


@saves_by_parts
class LoadCensus(OfCensus, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            load_held(self.census, by=request.user)
            messages.success(request, opening(self.census))
        except UnreadableFile as why:
            messages.info(request, str(why))
        return redirect(self.census)


class LeaveCensus(OfCensus, View):
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        leave(self.census)
        messages.success(request, "The file is not held any longer.")
        return redirect("import-census")
