from django.db import migrations

# The sweep takes a deadline away in the database, which knows nothing of Django's cascades.
SAY = """
DO $say$
DECLARE key record;
BEGIN
    FOR key IN
        SELECT conname, conrelid::regclass AS said_by FROM pg_constraint
        WHERE contype = 'f' AND confrelid = 'timescales_deadline'::regclass
          AND conrelid IN ('notices_notice'::regclass, 'notices_told'::regclass)
    LOOP
        EXECUTE format(
            'ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY (deadline_id)'
            ' REFERENCES timescales_deadline (id) {deed} DEFERRABLE INITIALLY DEFERRED',
            key.said_by, key.conname, key.conname);
    END LOOP;
END
$say$
"""


class Migration(migrations.Migration):

    dependencies = [('notices', '0001_initial')]

    operations = [
        migrations.RunSQL(SAY.format(deed='ON DELETE CASCADE'), SAY.format(deed='')),
    ]
