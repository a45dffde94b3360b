"""What was named before is known by its words too, and by what it was named as."""

from django.db import migrations

AS_NAMED = """
    UPDATE missing_finding SET subject_as_named_id = subject_id WHERE subject_id IS NOT NULL
"""
BY_WORDS = """
    UPDATE missing_subject AS subject SET words = left(named.words, 240)
    FROM (
        SELECT DISTINCT ON (subject_id) subject_id, (
            SELECT coalesce(string_agg(word, ' ' ORDER BY word COLLATE "C"), '')
            FROM regexp_split_to_table(lower(named), '[^[:alnum:]]+') AS word WHERE word <> ''
        ) AS words
        FROM missing_finding WHERE subject_id IS NOT NULL ORDER BY subject_id, id
    ) AS named
    WHERE named.subject_id = subject.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('missing', '0002_booked_interviews_and_joined_names'),
    ]

    operations = [
        migrations.RunSQL(AS_NAMED, migrations.RunSQL.noop),
        migrations.RunSQL(BY_WORDS, migrations.RunSQL.noop),
    ]
