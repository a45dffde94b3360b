"""The templates Casework comes with. An authority has them from its first record on."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from casework.practice.models import Kind, Section, Template, Version

THE_ACT_BEGAN = date(1991, 10, 14)
"""The Children Act 1989 came into force: no record here is older than a shipped version."""


@cache
def written() -> dict:
    return tomllib.loads((Path(__file__).parent / "shipped.toml").read_text())


def shipped_sections(kind: str) -> list[Section]:
    """The sections of a shipped template, in their order, not saved."""
    template, words = written()[kind], written()["sections"]
    return [
        Section(
            key=key,
            position=position,
            required=key in template["required"],
            **words[key] | template.get("words", {}).get(key, {}),
        )
        for position, key in enumerate(template["order"], start=1)
    ]


def version_in_force(authority, kind: str) -> Version:
    """What a record of this kind asks today; the shipped one where the authority has none."""
    version = Version.objects.of(authority).filter(template__kind=kind).newest_in_force().first()
    return version or ship(authority, kind)


@transaction.atomic
def ship(authority, kind: str) -> Version:
    """Version 1 of this kind's template, once, whoever asks first."""
    template, _ = Template.objects.get_or_create(
        authority=authority, kind=kind, defaults={"title": Kind(kind).label}
    )
    template = Template.objects.select_for_update().get(pk=template.pk)
    first = template.versions.filter(number=1).first()
    if first:
        return first
    first = template.versions.create(
        number=1, in_force_from=THE_ACT_BEGAN, published_at=timezone.now()
    )
    sections = shipped_sections(kind)
    for section in sections:
        section.version = first
    Section.objects.bulk_create(sections)
    return first


def ship_all(authority) -> None:
    has = set(Template.objects.of(authority).values_list("kind", flat=True))
    for kind in Kind.values:
        if kind not in has:
            ship(authority, kind)
