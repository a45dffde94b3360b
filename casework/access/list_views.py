"""Lists whose filters live in their address: kept by name, and taken away as a file."""

from datetime import datetime
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import is_naive
from django.views.generic import View

from casework.access.models import Export, SavedList
from casework.access.requests import PageBase
from casework.access.sessions.step_up import unless_sure
from casework.interface.exports import KINDS, Column, export
from casework.interface.replica import from_replica

PATH_LENGTH = SavedList._meta.get_field("path").max_length or 0
OF_THE_MOMENT = ("after", "page", "as", "chosen")
"""Parts of an address that say where on the list one is, not which list it is."""


class ListTools(PageBase):
    """For a view of a list that can be kept by name, and taken away whole as a file.

    The view gives ``list_title`` (in words that name no child), ``columns``, ``order`` (fields of
    which the last is unique; all rise, or all fall with a minus) and ``all_rows()``.
    ``?as=csv`` or ``?as=xlsx`` takes the whole list away, and who took it is kept.
    """

    list_title = ""
    columns: list[Column] = []
    order: tuple[str, ...] = ("pk",)

    def all_rows(self):
        """Every row of the list as filtered, not only this page's."""
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("as")
        if kind not in KINDS:
            return super().get(request, *args, **kwargs)
        if asks := unless_sure(request):
            return asks
        Export.objects.create(
            worker=request.user, title=self.list_title, address=this_list(request)[:1200]
        )
        return self.take_away(request, kind)

    @from_replica
    def take_away(self, request, kind):
        return export(kind, self.list_title, self.columns, self.rows_to_take())

    def rows_to_take(self):
        """The rows of the file, read as they are written."""
        return self.all_rows().order_by(*self.order).iterator(chunk_size=500)

    def get_context_data(self, **kwargs):
        return super().get_context_data(list_tools=self.tools(), **kwargs)

    def tools(self) -> dict:
        request, address = self.request, this_list(self.request)
        joined = f"{address}{'&' if '?' in address else '?'}as="
        return {
            "address": address,
            "saved": saved_lists(request),
            "files": [(label, f"{joined}{kind}") for kind, label in KINDS.items()],
        }


def kept_views(request) -> dict:
    """For a page that is no list and is asked by its address as one is: it can be kept by name, and
    is not taken away."""
    return {"address": this_list(request), "saved": saved_lists(request), "files": []}


def saved_lists(request) -> list[SavedList]:
    """Those of this page that the worker kept: read with whoever asks (``with_lists``)."""
    return [SavedList(**kept) for kept in request.user.lists_kept if kept["path"] == request.path]


class KeyedList(ListTools):
    """A list a page at a time, by the key of the last row seen: no page is slower than the first,
    and a row added meanwhile neither hides nor repeats another."""

    page_size = 50

    def get_context_data(self, **kwargs):
        rows, next_page = self.this_page()
        return super().get_context_data(object_list=rows, next_page=next_page, **kwargs)

    def first_rows(self) -> list | None:
        """The rows of the first page and one more, where the statement for them is written already;
        None where it is not."""
        return None

    def rows_of_page(self) -> list:
        first = None if "after" in self.request.GET else self.first_rows()
        if first is not None:
            return first
        rows = self.all_rows().order_by(*self.order)
        return list(after(rows, self.order, self.request.GET)[: self.page_size + 1])

    def this_page(self):
        """The rows of this page, and the address of the next one where there is one."""
        shown = self.rows_of_page()
        if len(shown) <= self.page_size:
            return shown, ""
        query = self.request.GET.copy()
        query.setlist("after", key_of(shown[self.page_size - 1], self.order))
        return shown[: self.page_size], f"?{query.urlencode()}"


def key_of(row, order) -> list[str]:
    """Where a row stands in its list, as its address says it."""
    values = (_reach(row, field.lstrip("-")) for field in order)
    return [value.isoformat() if hasattr(value, "isoformat") else str(value) for value in values]


def _reach(row, field):
    for name in field.split("__"):
        row = getattr(row, name)
    return row


def after(rows, order, query: QueryDict):
    """The rows that stand after the key in ``query``; all of them where it holds none. That the
    first field is not before the key's follows from the rest: said by itself, an index begins
    there."""
    fields = [field.lstrip("-") for field in order]
    try:
        key = [
            _typed(rows.model, *pair) for pair in zip(fields, query.getlist("after"), strict=True)
        ]
    except (ValidationError, ValueError):
        return rows
    side = "lt" if order[0].startswith("-") else "gt"
    from_here = Q(**{f"{fields[0]}__{side}e": key[0]})
    beyond = Q(pk__in=[])
    for place, field in enumerate(fields):
        same = dict(zip(fields[:place], key[:place], strict=True))
        beyond |= Q(**same, **{f"{field}__{side}": key[place]})
    return rows.filter(from_here, beyond)


def _typed(model, field, text):
    if "\0" in text:
        raise ValueError("No key holds this")
    *path, last = field.split("__")
    for name in path:
        model = model._meta.get_field(name).related_model
    value = (model._meta.pk if last == "pk" else model._meta.get_field(last)).to_python(text)
    if isinstance(value, datetime) and is_naive(value):
        raise ValueError("The keys that are given out say their time zone")
    return value


def this_list(request) -> str:
    """The address of the whole list as it is filtered now."""
    query = filters_of(request.GET)
    return f"{request.path}?{query}" if query else request.path


def filters_of(data: QueryDict) -> str:
    kept = data.copy()
    for name in OF_THE_MOMENT:
        kept.pop(name, None)
    for name in [name for name in kept if kept.getlist(name) == [""]]:
        kept.pop(name)
    return kept.urlencode()


class KeepList(View):
    """Keeps the list a worker is looking at, under their own name for it."""

    http_method_names = ["post"]

    def post(self, request):
        address, name = request.POST.get("address", ""), request.POST.get("name", "").strip()
        if not is_ours(address):
            return redirect("home")
        if not name:
            messages.error(request, "Give the list a name")
            return redirect(address)
        parts = urlsplit(address)
        SavedList.objects.update_or_create(
            worker=request.user,
            path=parts.path,
            name=name[:60],
            defaults={"query": filters_of(QueryDict(parts.query))[:1000]},
        )
        messages.success(request, f"“{name[:60]}” kept. You will find it above this list.")
        return redirect(address)


class ForgetList(View):
    http_method_names = ["post"]

    def post(self, request, pk):
        saved = get_object_or_404(request.user.saved_lists, pk=pk)
        saved.delete()
        messages.success(request, f"“{saved.name}” is no longer kept.")
        return redirect(saved.path)


def is_ours(address: str) -> bool:
    """A page of this site, and no other."""
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(address, None):
        return False
    try:
        path = urlsplit(address).path
        resolve(path)
    except (ValueError, Resolver404):
        return False
    return len(path) <= PATH_LENGTH
