"""The one published share the demonstration can name truly."""

from casework.figures.models import Published

order = 13


def load(world) -> None:
    Published.objects.create(
        authority=world.authority,
        figure="rhi.complete",
        area="England",
        period="2023 to 2024",
        share="63.0",
        source="Freedom of information requests to councils: the average",
        loaded_by=world.workers["admin"],
    )
