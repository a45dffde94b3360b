from django.db import migrations
from django.utils import timezone

ADDED = {
    "section_health": (
        "{name}’s health",
        "How healthy is {name}, and is every health need met?",
        "Growth, teeth, sight and hearing, illness, disability, appointments kept and missed, and"
        " what {name} says hurts.",
    ),
    "section_learning": (
        "{name}’s learning",
        "How does {name} learn and play, and what stands in the way?",
        "At home, nursery or school: attendance, how {name} is doing for their age, friends, who at"
        " school {name} trusts.",
    ),
    "section_emotional": (
        "How {name} feels",
        "How does {name} feel and behave, and what lies behind it?",
        "What frightens, calms and delights {name}; sleep, sadness, anger; who {name} turns to when"
        " upset.",
    ),
    "section_parenting": (
        "How {name} is cared for",
        "What is it like for {name} to be looked after by each parent or carer?",
        "Basic care, warmth, safety, guidance and limits, day after day: by each of them, and when"
        " it is hard for them.",
    ),
}
REQUIRED = {
    "daily_life",
    "own_words",
    "risk",
    "protection",
    "identity",
    "brothers_and_sisters",
    "what_must_change",
    "recommendation",
}
WHAT_CHANGED = "Health, learning, feelings and care are asked, and what a decision needs is required"


def publish(apps, schema_editor):
    """A second version wherever the first stands as it came. What was begun keeps the first."""
    Version = apps.get_model("practice", "Version")
    Section = apps.get_model("practice", "Section")
    shipped = Version.objects.filter(template__kind="child_and_family", number=1)
    for first in shipped.filter(published_by=None).exclude(published_at=None):
        if Version.objects.filter(template=first.template_id, number__gt=1).exists():
            continue
        second = Version.objects.create(
            template_id=first.template_id,
            number=2,
            in_force_from=timezone.localdate(),
            what_changed=WHAT_CHANGED,
            published_at=timezone.now(),
        )
        Section.objects.bulk_create(sections_of(Section, first, second))


def sections_of(Section, first, second):
    kept = list(Section.objects.filter(version=first).order_by("position", "pk"))
    position = 0
    for old in kept:
        position += 1
        old.pk, old._state.adding, old.version_id = None, True, second.pk
        old.position, old.required = position, old.required or old.key in REQUIRED
        yield old
        if old.key == "own_words":
            for key, (title, question, prompt) in ADDED.items():
                position += 1
                yield Section(
                    version=second,
                    key=key,
                    position=position,
                    title=title,
                    question=question,
                    prompt=prompt,
                    required=True,
                )


class Migration(migrations.Migration):
    dependencies = [("practice", "0001_initial")]

    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
