"""Which parameters an address of the API knows. Any other is refused, not passed over: a filter
misspelt would give every record for the few that were asked for."""

from typing import ClassVar

from drf_spectacular.utils import OpenApiParameter
from rest_framework.settings import api_settings

from casework.interface.rest.problems import NotKnown


class KnownParameters:
    """A view that says in ``asks`` what it can be asked with: the schema tells the same."""

    asks: ClassVar[tuple[OpenApiParameter, ...]] = ()

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        known = self.known_parameters()
        if unknown := sorted(
            set(request.query_params) - {*known, api_settings.URL_FORMAT_OVERRIDE}
        ):
            raise NotKnown(unknown, known)

    def known_parameters(self) -> list[str]:
        return [parameter.name for parameter in self.asks]


def asked(*names: str) -> tuple[OpenApiParameter, ...]:
    return tuple(OpenApiParameter(name) for name in names)
