from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.views.generic import FormView

from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.children.saving.middleware import saves_by_parts
from casework.interface.words import counted, listed
from casework.returns.census import Report, import_census
from casework.returns.forms import CensusForm
from casework.returns.loading import Tally
from casework.returns.reading import UnreadableFile

MOST_SHOWN = 500


@saves_by_parts
class ImportCensus(PermissionMixin, FormView):
    """Bring the worker's own council's census in, and see what of it was not taken."""

    permission = Permission.RUN_RETURNS
    form_class = CensusForm
    template_name = "returns/import_census.html"

    def form_valid(self, form) -> HttpResponse:
        try:
            report = import_census(form.cleaned_data["file"], of=self.request.user.authority)
        except UnreadableFile as why:
            form.add_error("file", str(why))
            return self.form_invalid(form)
        messages.success(self.request, opening(report))
        return self.render_to_response(
            self.get_context_data(form=CensusForm(), **report_context(report))
        )


def report_context(report: Report) -> dict:
    return {
        "report": report,
        "modules": [module for module in report.modules() if module["read"]],
        "none_of": listed(m["label"].lower() for m in report.modules() if not m["read"]),
        "refused": report.refused[:MOST_SHOWN],
        "refused_by_element": Counter(r.element for r in report.refused).most_common(),
        "not_shown": max(0, len(report.refused) - MOST_SHOWN),
        "read_as": report.read_as[:MOST_SHOWN],
        "kept": report.tally.kept[:MOST_SHOWN],
        "kept_not_shown": max(0, len(report.tally.kept) - MOST_SHOWN),
    }


def opening(report: Report) -> str:
    """The sentence that says what came of it."""
    read, tally = report.read["children"], report.tally
    new, changed = sum(tally.created.values()), sum(tally.changed.values())
    sentence = f"{counted(read, 'children')} in the file."
    if not new and not changed:
        already = " All that could be taken was here already." if tally.unchanged else ""
        return f"{sentence} Nothing was written.{already}{differing(tally)}"
    written = f"{counted(new, 'records')} added and {changed or 'none'} changed."
    return f"{sentence} {written}{differing(tally)}"


def differing(tally: Tally) -> str:
    return f" {counted(len(tally.kept), 'differences')} kept as it is here." if tally.kept else ""
