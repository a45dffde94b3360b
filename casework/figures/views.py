"""The pages of figures: all of them, one of them, and the children behind it."""

from functools import cached_property
from itertools import islice
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView

from casework.access.list_views import KeyedList, ListTools, kept_views, this_list
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.children.models import Child
from casework.figures.presentation import (
    before_words,
    breakdown,
    cuts_for,
    sections,
    sentence,
    tell,
)
from casework.figures.query import FigureQuery, FigureQueryForm, behind, which_words
from casework.figures.registry import CHILD, COUNTED, ON, figures, onward
from casework.interface.exports import Column
from casework.interface.replica import from_replica


class FigureReaders(PermissionMixin):
    """Figures are for those who see a team or the service, and open the lists behind them."""

    @classmethod
    def opens_to(cls, worker) -> bool:
        return (
            super().opens_to(worker)
            and may_read_figures(worker)
            and worker.may(Permission.READ_FILES)
        )


class FigureQueryMixin(FigureReaders):
    """Each figure counts only children its reader may know of, and says the number however
    small."""

    @cached_property
    def form(self) -> FigureQueryForm:
        return FigureQueryForm(self.request.GET, worker=self.request.user)

    @cached_property
    def query(self) -> FigureQuery:
        return FigureQuery.read(self.form, self.request.user)

    @from_replica
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    @property
    def figure(self):
        figure = figures.get(self.kwargs["code"])
        if figure is None:
            raise Http404
        return figure

    def get_context_data(self, **kwargs):
        query = self.query
        usual = query == FigureQuery(self.request.user)
        return super().get_context_data(
            query=query,
            form=self.form,
            who=self.form.who(query.where),
            clear_url="" if usual else self.request.path,
            **kwargs,
        )


def may_read_figures(worker) -> bool:
    return worker.may(Permission.SEE_FIGURES) or worker.may(Permission.SEE_TEAM)


class FiguresPage(FigureQueryMixin, ListTools, TemplateView):
    """Every figure, each with its denominator, beside the span before and what was published. The
    table that is taken away may go anywhere: small numbers of it are held back."""

    template_name = "figures/figures.html"
    list_title = "Figures"
    columns = [
        Column("Figure", lambda line: line.figure.title),
        Column("Of", lambda line: line.figure.of),
        Column("That", lambda line: line.figure.which),
        Column("So many", lambda line: line.now.in_words),
        Column("Per cent", lambda line: line.now.share),
        Column("Before that", lambda line: line.before.in_words),
        Column("Per cent before that", lambda line: line.before.share),
        Column("Where the rule comes from", lambda line: line.figure.source),
    ]

    def rows_to_take(self):
        return tell(self.query.leaving, figures).lines

    def get_context_data(self, **kwargs):
        oversees = self.request.user.may(Permission.OVERSEE_QUALITY)
        return super().get_context_data(
            sections=sections(self.query), may_oversee=oversees, **kwargs
        )


class FigurePage(FigureQueryMixin, TemplateView):
    """One figure: in words, over twelve months, divided, and compared."""

    template_name = "figures/figure.html"

    def get_context_data(self, **kwargs):
        figure, query = self.figure, self.query
        results = tell(query, [figure], drawn=[figure])
        (line,) = results.lines
        cuts = cuts_for(figure, query)
        by = cuts.get(self.request.GET.get("by", "")) or next(iter(cuts.values()))
        return super().get_context_data(
            figure=figure,
            line=line,
            sentence=sentence(line, query),
            trend=next(iter(results.trends), None),
            cuts=[
                {
                    "label": cut.label,
                    "current": cut is by,
                    "url": query.address(self.request.path, by=cut.name),
                }
                for cut in cuts.values()
            ],
            by=by,
            before_words=before_words(figure, query),
            list_tools=kept_views(self.request),
            parts=breakdown(figure, query, by),
            **kwargs,
        )


class BehindFigure(FigureQueryMixin, KeyedList, TemplateView):
    """The children behind a figure: all it counts among, or those counted, or the rest."""

    template_name = "figures/behind.html"
    list_title = "Behind a figure"
    order = ("-pk",)
    columns = [
        Column("Child", lambda row: row.of_child.name),
        Column("Number", lambda row: row.of_child.number),
        Column("Day", lambda row: row.of_day),
        Column("Counted", lambda row: "Yes" if row.is_counted else "No"),
    ]

    def all_rows(self):
        return behind(self.figure, self.query, self.request.GET)

    def this_page(self):
        rows, next_page = super().this_page()
        name_children(rows)
        return rows, next_page

    def rows_to_take(self):
        rows = iter(super().rows_to_take())
        while some := list(islice(rows, 500)):
            name_children(some)
            yield from some

    def get_context_data(self, **kwargs):
        figure = self.figure
        return super().get_context_data(
            figure=figure,
            which=which_words(figure, self.request.GET),
            onward=self.onward(),
            figure_url=self.query.address(reverse("figure", args=[figure.code])),
            **kwargs,
        )

    def onward(self) -> list[tuple[str, str]]:
        """What may be done with this list: the words, and the page that is given its address."""
        query = urlencode({"figure": this_list(self.request)})
        return [
            (deed.label, f"{reverse(deed.url)}?{query}")
            for deed in onward
            if self.request.user.may(deed.permission)
        ]


def name_children(rows) -> None:
    """Give each row its child and its day, in one query for all."""
    children = Child.objects.with_person().in_bulk({getattr(row, CHILD) for row in rows})
    for row in rows:
        row.of_child = children[getattr(row, CHILD)]
        row.of_day, row.is_counted = getattr(row, ON), getattr(row, COUNTED)
