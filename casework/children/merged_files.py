"""An old number leads on: the address of a file that was merged opens the file that was kept."""

from django.http import HttpResponseRedirect
from django.urls import reverse

from casework.children.models import Child, even_merged


def kept_file(number: int, worker) -> Child | None:
    """The file this number leads to now, to those who may know of it."""
    return Child.objects.visible_to(worker).numbered(number).exclude(pk=number).first()


def files_of(child: Child) -> list[int]:
    """The child's own number, and those of the files that were merged into it."""
    merged = even_merged().filter(merged_into=child)
    return [child.pk, *merged.values_list("pk", flat=True)]


def to_merged_file(request) -> HttpResponseRedirect | None:
    """The same page of the kept file. What was typed in a form goes on with it."""
    match = request.resolver_match
    kept = kept_file(match.kwargs["child"], request.user)
    if kept is None:
        return None
    address = reverse(match.view_name, kwargs={**match.kwargs, "child": kept.pk})
    query = request.META.get("QUERY_STRING", "")
    whole = f"{address}?{query}" if query else address
    return HttpResponseRedirect(whole, preserve_request=request.method == "POST")
