from django.db import migrations
from django.db.models import Count

NUMBERS = {"nhs_number": "NHS number", "upn": "unique pupil number"}


def say_which_files_share_a_number(apps, schema_editor):
    """Two files of one number cannot be told apart by a program: a person must say whose it is."""
    children = apps.get_model("children", "Child").objects
    shared = []
    for field, words in NUMBERS.items():
        twice = children.exclude(**{field: ""}).values("authority", field).order_by()
        for one in twice.annotate(files=Count("pk")).filter(files__gt=1):
            files = children.filter(authority=one["authority"], **{field: one[field]})
            numbers = ", ".join(f"C{pk:05d}" for pk in files.order_by("pk").values_list("pk", flat=True))
            shared.append(f"{numbers} have the same {words}")
    if shared:
        raise RuntimeError(
            "Nothing was changed. Take the number off all but one of these files, then do this"
            f" again: {'; '.join(shared)}"
        )


class Migration(migrations.Migration):
    dependencies = [("children", "0005_words_of_people")]
    operations = [
        migrations.RunPython(say_which_files_share_a_number, migrations.RunPython.noop)
    ]
