from operator import attrgetter

from django.utils import timezone
from django.views.generic import TemplateView

from casework.access.list_views import KeyedList
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.interface.exports import Column
from casework.interface.plain_text import whole_number
from casework.preproceedings.census import DATASET, FIRST_YEAR, elements, for_dataset, of_year
from casework.preproceedings.models import ChildPreProceedings

ELEMENTS = [
    "PPStartDate",
    "LBPSentDate",
    "FGDMMeetingOffer",
    "FGDMMeetingFac",
    "InitialPPMeetingDate",
    "ReviewMeetingsCount",
    "StepDecisionDate",
    "PPOutcome",
    "CourtAppDate",
    "LetterInitCPDate",
]


def truth(value):
    """As the census spells it: 1 and 0."""
    return int(value) if isinstance(value, bool) else value


class CensusRows(PermissionMixin, KeyedList, TemplateView):
    """The census’s pre-proceedings of one year, to read and to take away."""

    permission = Permission.RUN_RETURNS
    template_name = "preproceedings/census.html"
    order = ("started_on", "pk")

    @property
    def year(self) -> int:
        asked = whole_number(self.request.GET.get("year", "")) or 0
        today = timezone.localdate()
        now = today.year + (today.month >= 4)
        return asked if FIRST_YEAR <= asked <= now else max(now, FIRST_YEAR)

    @property
    def list_title(self):
        return f"Pre-proceedings for the census of {self.year}"

    @property
    def columns(self):
        year = self.year
        return [
            Column("Child", lambda row: row.child.number),
            *(
                Column(name, lambda row, name=name: truth(elements(row, year).get(name)))
                for name in ELEMENTS
            ),
        ]

    def all_rows(self):
        known = ChildPreProceedings.objects.visible_to(self.request.user)
        return of_year(self.year).filter(pk__in=known.values("pk")).select_related("child")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(year=self.year, headings=ELEMENTS, **kwargs)
        context["lines"] = [
            (row, [truth(elements(row, self.year).get(name)) for name in ELEMENTS])
            for row in context["object_list"]
        ]
        return context


class DatasetRows(PermissionMixin, KeyedList, TemplateView):
    """``ssd_pre_proceedings``: every process ever begun here, a row for each child."""

    permission = Permission.RUN_RETURNS
    template_name = "preproceedings/dataset.html"
    list_title = "Pre-proceedings for the standard safeguarding dataset"
    order = ("started_on", "pk")
    columns = [Column(name, attrgetter(field)) for name, field in DATASET.items()]

    def all_rows(self):
        known = ChildPreProceedings.objects.visible_to(self.request.user).started()
        return for_dataset().filter(pk__in=known.values("pk")).select_related("child", "process")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(headings=list(DATASET), **kwargs)
        context["lines"] = [
            (row, [getattr(row, field) for field in DATASET.values()])
            for row in context["object_list"]
        ]
        return context
