"""Templates of a council that asks for more than those that came with the product."""

from django.utils import timezone

from casework.practice.default_templates import version_in_force
from casework.practice.models import Template
from casework.practice.versions import draft_of, publish
from tests.factories import WorkerFactory


def with_section(authority, kind="child_and_family", **facts):
    """A new version with one more section, in force now."""
    version_in_force(authority, kind)
    draft = draft_of(Template.objects.get(authority=authority, kind=kind))
    asked = {"title": "{name} at school", "question": "How is school for {name}?"} | facts
    draft.sections.create(position=99, **asked)
    draft.in_force_from, draft.what_changed = timezone.localdate(), "School was missing"
    publish(draft, WorkerFactory(role="administrator"))
    return draft
