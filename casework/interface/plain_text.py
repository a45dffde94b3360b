"""What nobody types and PostgreSQL, Word, Excel and XML cannot hold: taken out where it comes in.

A NUL in a search, or the mark of a new line pasted from a word processor, is no reason for a page
to fail. PostgreSQL refuses NUL in any text; XML 1.0 (so DOCX and XLSX) holds no other control
character but tab and the two of a new line.
"""

import re

from django.http import Http404, QueryDict

BREAKS = re.compile("[\x0b\x0c]")
UNHOLDABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TOO_LONG_A_NUMBER = re.compile("[0-9]{19,}")


def plain(text: str) -> str:
    """A break of a line or page between two words stays a space, so that they remain two."""
    return UNHOLDABLE.sub("", BREAKS.sub(" ", text))


def whole_number(text: str) -> int | None:
    """The number of a record, as an address or a form gives it; None where it is none.

    ``isdigit`` is not enough: it is true of "²", which ``int`` refuses, and of more digits than the
    database counts to.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


class PlainText:
    """Every request reaches the pages and the API in text that can be kept.

    A path that holds such a character, or a number that no record can have, is no page's.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if plain(request.path) != request.path or TOO_LONG_A_NUMBER.search(request.path):
            raise Http404
        self.clean(request)
        return self.get_response(request)

    def clean(self, request) -> None:
        if (query := plain_data(request.GET)) is not request.GET:
            request.GET = query
            request.META["QUERY_STRING"] = query.urlencode()
        request.COOKIES = {name: plain(value) for name, value in request.COOKIES.items()}
        if request.method == "POST" and (data := plain_data(request.POST)) is not request.POST:
            request.POST = data


def plain_data(data: QueryDict) -> QueryDict:
    """The same where nothing is to be taken out.

    A new line is one character, as the page counts it against a limit: browsers send two.
    """
    cleaned = [
        (plain(name), [plain(value.replace("\r\n", "\n")) for value in values])
        for name, values in data.lists()
    ]
    if cleaned == list(data.lists()):
        return data
    made = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in cleaned:
        made.setlist(name, [*made.getlist(name), *values])
    return QueryDict(made.urlencode(), encoding=data.encoding)
