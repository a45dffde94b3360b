"""Waits and gaps: who waits longest, how long it usually takes, and for what there is nobody."""

from functools import cached_property

from django.urls import reverse
from django.views.generic import TemplateView

from casework.access.list_views import ListTools
from casework.access.roles import Permission
from casework.figures.query import FigureQuery
from casework.figures.views import FigureQueryMixin
from casework.interface.exports import Column
from casework.interface.words import counted, full_day
from casework.waits.page.forms import WaitsQueryForm
from casework.waits.page.waits import (
    BY,
    Counted,
    Longest,
    counted_by,
    cut_named,
    waits_of,
    who_waits,
)
from casework.waits.register.gaps import gap_lines

SHOWN = 40


def may_read_waits(worker) -> bool:
    """Managers, and those who read the figures of the whole service."""
    return worker.may(Permission.SEE_FIGURES) or worker.may(Permission.DECIDE)


class WaitsMixin(FigureQueryMixin):
    @classmethod
    def opens_to(cls, worker) -> bool:
        return super().opens_to(worker) and may_read_waits(worker)

    @cached_property
    def form(self) -> WaitsQueryForm:
        return WaitsQueryForm(self.request.GET, worker=self.request.user)

    @cached_property
    def query(self) -> FigureQuery:
        return self.form.query(self.request.user)


class WaitsPage(WaitsMixin, ListTools, TemplateView):
    """As at any day. Whoever opens it may open the list behind it: no number is held back."""

    template_name = "waits/waits.html"
    list_title = "Children waiting for help"
    columns = [
        Column("Child", lambda line: line.child.name),
        Column("Number", lambda line: line.child.number),
        Column("Need", lambda line: line.need),
        Column("Found", lambda line: line.wait.found_on),
        Column("Days waited", lambda line: line.days),
        Column("Where it stands", lambda line: line.stands),
        Column("Who was asked", lambda line: "; ".join(line.asked)),
        Column("Something helps meanwhile", lambda line: "Yes" if line.wait.meanwhile else "No"),
    ]

    @cached_property
    def by(self):
        asked = self.request.GET.get("by", "")
        return cut_named(asked if asked in BY else BY[0], self.query)

    @cached_property
    def waits(self):
        return waits_of(self.query, self.by)

    def rows_to_take(self) -> list[Longest]:
        return who_waits(self.waits, self.query)

    def get_context_data(self, **kwargs):
        query, path = self.query, self.request.path
        longest = who_waits(self.waits, query)
        every = Counted.of("All", self.waits, query.at, query.span)
        cuts = [cut_named(name, query) for name in BY if name not in query.where]
        return super().get_context_data(
            longest=longest[:SHOWN],
            more=max(0, len(longest) - SHOWN),
            every=every,
            counts=counts(every),
            usual=usual_words(every, query),
            sentence=sentence(every, query),
            parts=counted_by(self.waits, self.by, query),
            by=self.by,
            cuts=[
                {
                    "label": cut.label,
                    "current": cut.name == self.by.name,
                    "url": f"{query.address(path, by=cut.name)}#divided",
                }
                for cut in cuts
            ],
            gaps=gap_lines(query.worker, query.at),
            gaps_url=f"{reverse('gaps')}?at={query.at.isoformat()}"
            if query.in_the_past
            else reverse("gaps"),
            **kwargs,
        )


def counts(every: Counted) -> list[dict]:
    """The strip: what is so on the day, then what happened in the months before it."""
    numbers = (
        (every.waiting, "needs waiting", "#longest"),
        (every.without_service, "with no service at all", "#gaps"),
        (every.without_meanwhile, "with nothing meanwhile", "#longest"),
        (every.started, "began", ""),
        (every.gave_up, "gave up or did not want it", ""),
        (every.eighteen, "turned 18 waiting", ""),
        (every.other, "ended otherwise", ""),
    )
    return [{"number": number, "label": label, "url": url} for number, label, url in numbers]


def usual_words(every: Counted, query: FigureQuery) -> str:
    """How long it takes, of the needs found in these months."""
    usual = every.usual
    if not usual.waits:
        return "No need was found in these months."
    months = counted(query.months, "months")
    needs = f"Of {counted(usual.waits, 'needs')} found in the {months} to {full_day(query.at)}"
    if usual.median is None:
        return f"{needs}, fewer than half have begun so far: the middle is not known yet."
    nine = (
        "nine in ten are not reached yet"
        if usual.ninetieth is None
        else f"nine in ten within {counted(usual.ninetieth, 'days')}"
    )
    return f"{needs}, half began within {counted(usual.median, 'days')}; {nine}."


def sentence(every: Counted, query: FigureQuery) -> str:
    """What the page finds: 12 children waited on this day, the longest for 210 days."""
    on = f"on {full_day(query.at)}" if query.in_the_past else "today"
    if not every.waiting:
        return f"No child you may know of waits for help {on}."
    children = counted(every.children, "children")
    verb = "waits" if every.children == 1 else "wait"
    needs = counted(every.waiting, "needs")
    none = every.without_service
    nobody = f" For {none} of the needs no service exists." if none else ""
    return (
        f"{children} {verb} for help with {needs} {on}, the longest for"
        f" {counted(every.longest or 0, 'days')}.{nobody}"
    )
