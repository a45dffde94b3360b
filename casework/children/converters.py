"""The casework number, as an address says it."""

from functools import cache

from django.urls import get_script_prefix, get_urlconf, reverse

SOME_FILE = 700_700_700


class ChildNumber:
    """The casework number in an address: /children/C00042/."""

    regex = r"C[0-9]{5,18}"

    def to_python(self, value: str) -> int:
        return int(value[1:])

    def to_url(self, value: int) -> str:
        return f"C{value:05d}"


def address_of_file(key: int | None) -> str:
    """A list leads to fifty files, and their addresses differ by the number alone."""
    if key is None:
        return reverse("child", args=[key])
    before, after = _around_number(get_script_prefix(), get_urlconf())
    return f"{before}C{key:05d}{after}"


@cache
def _around_number(prefix: str, urls: str | None) -> tuple[str, str]:
    before, _, after = reverse("child", args=[SOME_FILE]).partition(f"C{SOME_FILE}")
    return before, after
