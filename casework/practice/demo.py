"""A template being changed, so that a draft can be looked at beside what is in force."""

from casework.practice.default_templates import ship_all
from casework.practice.models import Section, Template
from casework.practice.versions import draft_of

order = 5


def load(world) -> None:
    ship_all(world.authority)
    template = Template.objects.of(world.authority).get(kind="child_and_family")
    draft = draft_of(template)
    Section.objects.create(
        version=draft,
        key="section_a_day_at_school",
        position=draft.sections.count() + 1,
        title="{name} at school or nursery",
        question="What is school or nursery like for {name}?",
        prompt="Who notices how they are, on which days are they not there, and what do they say?",
    )
