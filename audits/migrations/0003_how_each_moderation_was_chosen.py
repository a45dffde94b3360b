from hashlib import sha256

from django.db import migrations

GRADE, ANSWERS, DRAWN = "Every audit graded", "Good, with answers", "Drawn as one of"
SHARE = 20


def say_how(apps, schema_editor):
    """From the words of each first moderation, and from the lot of the audit: it fell as it would
    fall today."""
    first = apps.get_model("audits", "Moderation").objects.filter(stage="first")
    for moderation in first.select_related("audit__programme"):
        if chosen := _chosen(moderation):
            first.filter(pk=moderation.pk).update(chosen=chosen)


def _chosen(moderation) -> str:
    because, programme = moderation.because, moderation.audit.programme
    if not because.startswith((GRADE, ANSWERS, DRAWN)):
        return ""
    share = programme.moderated_share if programme else SHARE
    lot = int(sha256(f"moderation:{moderation.audit_id}".encode()).hexdigest()[:8], 16) % 100
    if because.startswith(DRAWN) or lot < share:
        return "drawn"
    return "grade" if because.startswith(GRADE) else "answers"


class Migration(migrations.Migration):
    dependencies = [("audits", "0002_how_a_moderation_was_chosen")]
    operations = [migrations.RunPython(say_how, migrations.RunPython.noop)]
