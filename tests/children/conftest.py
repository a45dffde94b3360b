from datetime import date, timedelta

import pytest
from django.db import connection

from casework.children.models import Child, Person, PersonName


@pytest.fixture
def many_people(team):
    """So many that reading them all is dearer than asking an index."""
    names = [f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{n * 7919 % 99991}x" for n in range(4000)]
    people = Person.objects.bulk_create(
        Person(
            authority=team.authority,
            given_name=name,
            family_name=name[::-1],
            born_on=date(2010, 1, 1) + timedelta(days=number),
        )
        for number, name in enumerate(names)
    )
    Child.objects.bulk_create(
        Child(person=person, authority=team.authority, search_text=person.given_name)
        for person in people[:2000]
    )
    PersonName.objects.bulk_create(
        PersonName(person=person, given_name=person.given_name, family_name=person.family_name)
        for person in people
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE children_person, children_child, children_personname")
