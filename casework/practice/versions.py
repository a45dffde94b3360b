"""The versions of a template: which is in force, how a new one begins, how it is published."""

from functools import lru_cache

from django.db import models, transaction
from django.db.models import Count
from django.utils import timezone


class VersionQuerySet(models.QuerySet):
    def of(self, authority):
        return self.filter(template__authority=authority)

    def drafts(self):
        return self.filter(published_at=None)

    def published(self):
        return self.exclude(published_at=None)

    def newest_in_force(self):
        """The published ones that have begun, the one in force first."""
        begun = self.published().filter(in_force_from__lte=timezone.localdate())
        return begun.order_by("-in_force_from", "-number")

    def with_counts(self):
        """With how many sections it has."""
        return self.annotate(sections_in_it=Count("sections"))


def sections_of(version) -> list:
    """Its sections in their order. A published version never changes: it is read once."""
    if version.published:
        return list(_published_sections(version))
    return list(version.sections.all())


@lru_cache(maxsize=500)
def _published_sections(version) -> tuple:
    return tuple(version.sections.all())


@transaction.atomic
def draft_of(template):
    """The draft of this template; where there is none, a copy of its newest published version."""
    held = type(template)._base_manager.select_for_update().get(pk=template.pk)
    draft = held.versions.drafts().first()
    if draft:
        return draft
    newest = held.versions.published().order_by("-number").first()
    draft = held.versions.create(number=newest.number + 1)
    copy_sections(newest, draft)
    return draft


def copy_sections(source, target) -> None:
    sections = list(source.sections.all())
    for section in sections:
        section.pk, section._state.adding, section.version = None, True, target
    target.sections.bulk_create(sections)


def publish(version, worker) -> None:
    """From now on this version is never changed."""
    version.published_at, version.published_by = timezone.now(), worker
    version.save()


@transaction.atomic
def move(section, by: int) -> None:
    """One place up (-1) or down (1) among the sections of its draft."""
    order = list(section.version.sections.select_for_update())
    at = order.index(section)
    to = max(0, min(len(order) - 1, at + by))
    order.insert(to, order.pop(at))
    for position, other in enumerate(order, start=1):
        if other.position != position:
            other.position = position
            other.save(update_fields=["position"])
