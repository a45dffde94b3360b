from django.db import migrations

MAKE = """
CREATE FUNCTION public.casework_plainly(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, words)) $$
"""


class Migration(migrations.Migration):
    """Lower case without accents, promised never to change, so that an index can be made on it."""

    dependencies = [("children", "0002_who_has_looked"), ("access", "0001_initial")]
    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION public.casework_plainly(text)")]
