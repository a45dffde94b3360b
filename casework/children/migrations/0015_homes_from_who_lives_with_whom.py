"""Who lives with whom is read from addresses from now on: whoever was ticked as living with a child
and has no address gets the child's, or the child theirs, or both one that is not written down.

Where both have an address, the address is the fact: it has days, and the tick had none.
"""

from django.db import migrations

COPY = """
INSERT INTO children_address (person_id, kind, lines, postcode, started_on, withdrawn_because)
SELECT DISTINCT ON (r.{to}) r.{to}, a.kind, a.lines, a.postcode, NULL::date, ''
FROM children_relationship r
JOIN children_address a ON a.person_id = r.{whose}
  AND a.ended_on IS NULL AND a.withdrawn_at IS NULL AND a.kind <> 'other'
WHERE r.lives_with AND r.ended_on IS NULL AND r.withdrawn_at IS NULL
  AND NOT EXISTS (SELECT FROM children_address b WHERE b.person_id = r.{to}
    AND b.ended_on IS NULL AND b.withdrawn_at IS NULL)
ORDER BY r.{to}, a.started_on DESC NULLS LAST, a.id
"""
HOMELESS = """
SELECT r.person_id, r.relative_id FROM children_relationship r
WHERE r.lives_with AND r.ended_on IS NULL AND r.withdrawn_at IS NULL
  AND NOT EXISTS (SELECT FROM children_address b
    WHERE b.person_id IN (r.person_id, r.relative_id)
      AND b.ended_on IS NULL AND b.withdrawn_at IS NULL)
"""


def homes(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        for _ in range(2):  # a brother ticked only on his sister's file is reached through her
            cursor.execute(COPY.format(to="relative_id", whose="person_id"))
            cursor.execute(COPY.format(to="person_id", whose="relative_id"))
        cursor.execute(HOMELESS)
        pairs = cursor.fetchall()
    together(apps, pairs)


def together(apps, pairs):
    home = {}
    for one, other in pairs:
        both = home.setdefault(one, {one}) | home.setdefault(other, {other})
        for person in both:
            home[person] = both
    Person = apps.get_model("children", "Person")
    HouseMove = apps.get_model("children", "HouseMove")
    Address = apps.get_model("children", "Address")
    for people in {frozenset(people) for people in home.values()}:
        authority = Person.objects.get(pk=min(people)).authority_id
        move = HouseMove.objects.create(authority_id=authority)
        for person in people:
            Address.objects.create(person_id=person, move=move)


TICKED = """
UPDATE children_relationship r SET lives_with = true
FROM children_address a JOIN children_address b
  ON a.move_id = b.move_id OR (a.lines <> '' AND a.lines = b.lines AND a.postcode = b.postcode)
WHERE a.person_id = r.person_id AND b.person_id = r.relative_id AND r.ended_on IS NULL
  AND a.ended_on IS NULL AND b.ended_on IS NULL
  AND a.withdrawn_at IS NULL AND b.withdrawn_at IS NULL
"""


def ticks(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(TICKED)


class Migration(migrations.Migration):

    dependencies = [("children", "0014_house_moves")]

    operations = [migrations.RunPython(homes, ticks)]
