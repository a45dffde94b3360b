"""The chronology of a child, or of a family as far as the worker may know of it."""

from itertools import islice

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import View

from casework.access.list_views import ListTools, filters_of
from casework.access.roles import Permission
from casework.children.base_views import ChildMixin, ChildPage, ChildRecordCreate
from casework.children.extensions.shared_records import unknown_to
from casework.children.models import Child
from casework.chronology.forms import ChronologyFilter, SignificanceForm, kinds_in_use
from casework.chronology.grouping import grouped
from casework.chronology.models import Significance
from casework.chronology.patterns import happened_before
from casework.chronology.registry import KINDS, registry
from casework.chronology.timeline import ORDER, EventQuery, page, told, whole
from casework.interface.exports import Column
from casework.interface.words import full_day, listed

AT_ONCE = 500
"""Rows of a file that is taken away that are read at once."""
NEWER = "up."
"""Before a key in the address: the page of what is newer than it."""


class StoryPage(ListTools, ChildPage):
    """Which events are asked for, of which children."""

    page = "chronology"
    list_title = "Chronology"
    order = tuple(f"-{name}" for name in ORDER)

    @cached_property
    def known(self) -> list[Child]:
        """The child, then the brothers and sisters this worker may know of, the eldest first."""
        siblings = Child.objects.visible_to(self.request.user).siblings_of(self.child).with_person()
        return [self.child, *siblings.order_by("person__born_on", "pk")]

    @property
    def whole_family(self) -> bool:
        parameters = self.request.GET
        return "family" in parameters or parameters.get("whose") == "family"

    @cached_property
    def family(self) -> dict[int, Child]:
        children = self.known if self.whole_family else [self.child]
        return {child.pk: child for child in children}

    @cached_property
    def filters(self) -> ChronologyFilter:
        form = ChronologyFilter(self.request.GET, list(self.family.values()))
        form.is_valid()
        return form

    @cached_property
    def event_query(self) -> EventQuery:
        data = self.filters.cleaned_data
        return EventQuery(
            child_ids=tuple(data.get("child") or self.family),
            kinds=tuple(data.get("kind") or ()),
            since=data.get("since"),
            until=data.get("until"),
            significant=bool(data.get("significant")),
            q=data.get("q") or "",
        )

    @property
    def columns(self):
        names = {pk: child.name for pk, child in self.family.items()}
        return [
            Column("Day", lambda row: row["event_on"]),
            Column("About", lambda row: names[row["event_child"]]),
            Column("Kind", lambda row: KINDS[registry[row["event_code"]].kind]),
            Column("What happened", lambda row: row["event_title"]),
            Column("More", lambda row: row["event_detail"]),
            Column("Significant", lambda row: "Yes" if row["event_significant"] else ""),
            Column("Why it matters", lambda row: row["event_marked"]),
            Column("Written down", lambda row: row["event_recorded"]),
        ]

    def all_rows(self):
        return self.event_query.rows()

    def rows_to_take(self):
        hidden, query = unknown_to(self.request.user), self.event_query
        rows = iter(super().rows_to_take())
        while some := list(islice(rows, AT_ONCE)):
            yield from told(some, hidden, query.q)

    def address(self, **changes) -> str:
        """This page with other answers; never with the place on it."""
        data = QueryDict(filters_of(self.request.GET), mutable=True)
        if self.whole_family:
            data["whose"] = "family"
        for name, value in changes.items():
            data.setlist(name, [value] if value else [])
        return f"{self.request.path}?{filters_of(data)}".removesuffix("?")


class Chronology(StoryPage):
    """Everything that happened, newest first, a page at a time by key."""

    template_name = "chronology/chronology.html"
    logged_as = "the chronology"
    page_size = 50

    def get_context_data(self, **kwargs):
        events_page = self.events_page()
        may_mark = self.request.user.may(Permission.RECORD)
        return super().get_context_data(
            events=grouped(events_page.events, self.family, may_mark=may_mark),
            older_url=self.beside(events_page.older),
            newer_url=self.beside(events_page.newer, NEWER),
            filters=self.filters,
            whole_family=self.whole_family,
            switch=self.switch(),
            clear_url=self.clear_url(),
            shortcuts=self.shortcuts(),
            print_url=f"{reverse('chronology-print', args=[self.child.pk])}?{self.query}",
            before=happened_before(self.child, self.request.user, siblings=self.known[1:]),
            **kwargs,
        )

    def events_page(self):
        key = self.request.GET.get("after", "")
        if key.startswith(NEWER):
            key, reader = key.removeprefix(NEWER), self.request.user
            return page(self.event_query, reader, newer_than=key, size=self.page_size)
        return page(self.event_query, self.request.user, older_than=key, size=self.page_size)

    @property
    def query(self) -> str:
        return self.address().partition("?")[2]

    def beside(self, key: str, side: str = "") -> str:
        if not key:
            return ""
        data = QueryDict(self.query, mutable=True)
        data["after"] = f"{side}{key}"
        return f"?{data.urlencode()}"

    def clear_url(self) -> str:
        """Everything again; empty where nothing is left out."""
        everything = f"{self.request.path}{'?whose=family' if self.whole_family else ''}"
        return "" if self.address() == everything else everything

    def switch(self) -> list[tuple[str, str, bool]]:
        """The child alone or the family; nothing where no brother or sister may be known of."""
        if len(self.known) == 1:
            return []
        everyone = listed(child.first_name for child in self.known)
        path, family = self.request.path, self.whole_family
        return [
            (f"Only {self.child.first_name}", path, not family),
            (everyone, f"{path}?whose=family", family),
        ]

    def shortcuts(self) -> list[tuple[str, str, bool]]:
        """One press for what is asked for most: everything, significant, each kind."""
        query = self.event_query
        nothing = {"kind": "", "significant": ""}
        kinds = [
            (label, self.address(**nothing | {"kind": code}), query.kinds == (code,))
            for code, label in kinds_in_use()
        ]
        plain = not query.kinds and not query.significant
        return [
            ("Everything", self.address(**nothing), plain),
            ("Significant", self.address(**nothing | {"significant": "on"}), query.significant),
            *kinds,
        ]


class Printed(StoryPage):
    """The whole chronology as filtered, on paper: with who printed it, and when."""

    template_name = "chronology/print.html"
    logged_as = "the whole chronology, to print"
    most = 5000

    def get_context_data(self, **kwargs):
        events = whole(self.event_query, unknown_to(self.request.user), limit=self.most)
        return super().get_context_data(
            events=grouped(events, self.family),
            total=len(events),
            cut_short=len(events) == self.most,
            about=listed(self.names()),
            left_out=self.left_out(),
            now=timezone.now(),
            whole_family=self.whole_family,
            back=reverse("chronology", args=[self.child.pk]),
            **kwargs,
        )

    def names(self) -> list[str]:
        return [child.name for pk, child in self.family.items() if pk in self.event_query.child_ids]

    def left_out(self) -> list[str]:
        """Which part of the story this is: a part never passes for the whole."""
        query = self.event_query
        parts = [
            f"only {listed(KINDS[kind].lower() for kind in query.kinds)}" if query.kinds else "",
            "only what is significant" if query.significant else "",
            f"from {full_day(query.since)}" if query.since else "",
            f"until {full_day(query.until)}" if query.until else "",
            f"only with the words “{query.q}”" if query.q else "",
        ]
        return [words for words in parts if words]


class OneEvent(ChildMixin):
    """About one event of the child: one that is not in their story is not found."""

    @cached_property
    def event(self):
        kind = registry.get(self.kwargs["code"])
        if kind is None or self.kwargs["record"] >= 2**63:
            raise Http404
        row = kind.rows([self.child.pk]).filter(pk=self.kwargs["record"]).first()
        if row is None:
            raise Http404
        return told([row], unknown_to(self.request.user))[0]

    def mark(self) -> Significance | None:
        return Significance.objects.of_child(self.child).filter(**self.place()).first()

    def place(self) -> dict:
        return {"code": self.kwargs["code"], "record": self.event["pk"]}


class Mark(OneEvent, ChildRecordCreate):
    """Says why an event matters; said again, the reason is changed."""

    form_class = SignificanceForm
    template_name = "chronology/mark.html"
    logged_as = "an event of the chronology"
    saved = "Marked as significant."
    title = "Mark as significant"
    save_label = "Mark as significant"

    def new_record(self):
        new = Significance.on_file_of(self.child, self.request.user, **self.place())
        return self.mark() or new

    def get_context_data(self, **kwargs):
        marked = self.mark()
        if marked:
            self.save_label = "Save why"
        return super().get_context_data(event=self.event, marked=marked, **kwargs)

    def get_success_url(self):
        return reverse("chronology", args=[self.child.pk])


class Unmark(OneEvent, View):
    """Takes a mark away; that it stood, and who took it away, stays in the history."""

    permission = Permission.RECORD
    logged_as = "an event of the chronology"

    def get(self, request, *args, **kwargs):
        """Opened by its address, it asks first."""
        return redirect("chronology-mark", self.child.pk, kwargs["code"], self.event["pk"])

    def post(self, request, *args, **kwargs):
        get_object_or_404(Significance.objects.of_child(self.child), **self.place()).delete()
        messages.success(request, "No longer marked as significant.")
        return redirect("chronology", self.child.pk)
