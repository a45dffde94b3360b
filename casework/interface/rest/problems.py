"""What the API answers when it cannot: a problem in JSON (RFC 9457), whatever went wrong.

``type`` is ``about:blank``, so that ``title`` is the phrase of the status, as RFC 9457, section
4.2.1, asks. What was given wrongly stands in ``errors``, one line for each thing that is wrong;
where a parameter was not known, ``known`` says which are.
"""

from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from django.views import defaults
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from casework.interface.requests.away import broken

MEDIA_TYPE = "application/problem+json"
OF_THE_API = "/api/"
UNTOLD = "The server failed. It was written down; try again later."


class NotKnown(ValidationError):
    """Asked for with parameters that this address does not know."""

    def __init__(self, unknown: list[str], known: list[str]):
        self.known = known
        words = f"Not known here. Known: {', '.join(known) or 'none'}"
        super().__init__(dict.fromkeys(unknown, words))


class WrongSerializer(serializers.Serializer):
    """One thing that was given wrongly."""

    name = serializers.CharField(help_text="The parameter; empty where of all of them together")
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer):
    """RFC 9457, *Problem Details for HTTP APIs*."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(help_text="What was asked for")
    errors = WrongSerializer(many=True, required=False)  # type: ignore[assignment]
    known = serializers.ListField(child=serializers.CharField(), required=False)


def problem(status: int, detail: str, path: str) -> dict[str, Any]:
    title = HTTPStatus(status).phrase
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail or title,
        "instance": path,
    }


def as_problem(wrong, context) -> Response | None:
    """REST framework's own answer, said as a problem."""
    response = exception_handler(wrong, context)
    if response is None:
        return None
    path = context["request"].path
    if isinstance(wrong, ValidationError):
        errors = list(each_wrong(response.data))
        lines = [f"{error['name']}: {error['detail']}".removeprefix(": ") for error in errors]
        facts = problem(response.status_code, "; ".join(lines), path)
        response.data = {**facts, "errors": errors}
    else:
        response.data = problem(response.status_code, str(response.data["detail"]), path)
    if isinstance(wrong, NotKnown):
        response.data["known"] = wrong.known
    response.content_type = MEDIA_TYPE
    return response


def each_wrong(data):
    for name, messages in data.items() if isinstance(data, dict) else [("", data)]:
        name = "" if name in ("__all__", "non_field_errors") else name
        for words in messages if isinstance(messages, list) else [messages]:
            yield {"name": name, "detail": str(words)}


def answered(status: int, detail: str, page):
    """Django's own page of an error, or for the API a problem that says as little."""

    def answer(request, exception=None):
        if request.path.startswith(OF_THE_API):
            facts = problem(status, detail, request.path)
            return JsonResponse(facts, status=status, content_type=MEDIA_TYPE)
        return page(request) if exception is None else page(request, exception)

    return answer


bad_request = answered(400, "This cannot be read.", defaults.bad_request)
refused = answered(403, "You may not.", defaults.permission_denied)
not_found = answered(404, "There is nothing here that you may know of.", defaults.page_not_found)
failed = answered(500, UNTOLD, broken)
