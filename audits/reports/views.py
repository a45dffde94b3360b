"""The report of a span and the self-evaluation: on screen, and taken away."""

from datetime import timedelta
from functools import cached_property

from django.views.generic import TemplateView

from audits.criteria.letters import letter
from audits.learning.presentation import covers_words
from audits.learning.query import QUARTER, YEAR, last_quarter, this_year
from audits.learning.themes import CountedAudits
from audits.learning.views import LearningMixin
from audits.reports import files as report_files
from audits.reports.report import Report, report
from audits.reports.self_evaluation import SelfEvaluation
from audits.second_readings import agreed_words
from casework.access.sessions.step_up import unless_sure
from casework.figures.spans import Span
from casework.interface.replica import from_replica
from casework.interface.words import full_day


class ExportMixin(LearningMixin):
    """A page that is also a file; who took it is kept."""

    file_title = ""
    kinds: tuple[str, ...] = ("pdf", "docx")

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("as")
        if kind not in self.kinds:
            return super().get(request, *args, **kwargs)
        return unless_sure(request) or self.take_away(request, kind)

    @from_replica
    def take_away(self, request, kind):
        return report_files.answer(request, kind, self.file_title, self.make(kind))

    def get_context_data(self, **kwargs):
        files = [
            (report_files.KINDS[kind][0], self.query.address(self.request.path, **{"as": kind}))
            for kind in self.kinds
        ]
        return super().get_context_data(files=files, **kwargs)


class ReportPage(ExportMixin, TemplateView):
    """A quarter by default: what was found, as it may be read by anyone in the service."""

    template_name = "audits/reports/report.html"
    file_title, kinds = "What audits found", ("pdf", "docx", "xlsx")
    usual = staticmethod(last_quarter)

    @cached_property
    def report(self) -> Report:
        return report(CountedAudits(self.query, widely=True), self.form.teams)

    def make(self, kind: str) -> bytes:
        return report_files.make(kind, self.report)

    def get_context_data(self, **kwargs):
        return super().get_context_data(report=self.report, spans=self.spans(), **kwargs)

    def spans(self) -> list[dict]:
        """Spans one click away: this year, the last quarter and the one before it."""
        worker = self.request.user
        quarter, year = last_quarter(worker), this_year(worker)
        before = Span.of_months(quarter[1], quarter[0]).first - timedelta(days=1)
        return [
            {
                "words": f"{months} months to {full_day(day)}",
                "url": f"{self.request.path}?at={day.isoformat()}&months={months}",
                "current": (day, months) == (self.query.at, self.query.months),
            }
            for day, months in ((before, QUARTER), quarter, (year[0], YEAR))
        ]


class SelfEvaluationPage(ExportMixin, TemplateView):
    """What do we know about practice, how do we know it, and what will we do."""

    template_name = "audits/reports/self_evaluation.html"
    file_title = "Self-evaluation"

    @cached_property
    def evaluation(self) -> SelfEvaluation:
        return SelfEvaluation(self.query)

    def make(self, kind: str) -> bytes:
        return report_files.make_evaluation(kind, SelfEvaluation(self.query, widely=True))

    def get_context_data(self, **kwargs):
        own = self.evaluation
        now, before = own.quality
        findings = own.findings
        return super().get_context_data(
            own=own,
            quality=now,
            quality_before=before,
            agreed=agreed_words(own.agreement),
            covers=covers_words(own.of),
            findings=findings,
            silent=sum(evidence.none for evidence in findings),
            letter=letter(),
            **kwargs,
        )
