"""The casework number, as an address says it."""

from collections.abc import Callable
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


def address_of_file(key: int | None, page: str = "child") -> str:
    """Of a page of a file, which takes its number and no more. A list leads to fifty files and a
    file to fifty pages, and their addresses differ by the number alone."""
    if key is None:
        return reverse(page, args=[key])
    return addresses_of_file(key)(page)


def addresses_of_file(key: int) -> Callable[[str], str]:
    """The address of each page of one file, by the page's name."""
    number, prefix, urls = f"C{key:05d}", get_script_prefix(), get_urlconf()
    return lambda page: number.join(_around_number(page, prefix, urls))


@cache
def _around_number(page: str, prefix: str, urls: str | None) -> tuple[str, str]:
    """What stands before the number, and what after it."""
    before, after = reverse(page, args=[SOME_FILE]).split(f"C{SOME_FILE}")
    return before, after
