"""Families to draw: each function makes the people and what they are to each other."""

from datetime import date

from tests.factories import AddressFactory, ChildFactory, PersonFactory, RelationshipFactory


def relate(person, relative, kind, **facts):
    return RelationshipFactory(person=person, relative=relative, kind=kind, **facts)


def person(child, given, sex, born=None, **facts):
    return PersonFactory(
        authority=child.authority, given_name=given, sex=sex, born_on=born, **facts
    )


def whitfields(ruby):
    """Three generations: two fathers, three children at home, a nan, a grandad who died."""
    alfie = ChildFactory(
        team=ruby.team,
        person__given_name="Alfie",
        person__sex="M",
        person__born_on=date(2022, 6, 2),
    )
    noah = ChildFactory(
        team=ruby.team,
        person__given_name="Noah",
        person__sex="M",
        person__born_on=date(2025, 1, 30),
    )
    kirsty = person(ruby, "Kirsty", "F", date(1995, 2, 1))
    craig = person(ruby, "Craig", "M", date(1991, 1, 1), family_name="Holroyd")
    dean = person(ruby, "Dean", "M", date(1992, 1, 1), family_name="Marsh")
    nan = person(ruby, "Maureen", "F", date(1968, 1, 1))
    grandad = person(ruby, "Alan", "M", date(1960, 1, 1), died_on=date(2018, 5, 1))
    aunt = person(ruby, "Leanne", "F", date(1998, 1, 1))
    kids = [ruby, alfie, noah]
    for kid in kids:
        relate(kid.person, kirsty, "mother", parental_responsibility=True)
        relate(kid.person, craig if kid is ruby else dean, "father")
        relate(kid.person, nan, "grandparent", note="Has them on Wednesdays")
        relate(kid.person, grandad, "grandparent")
        relate(kid.person, aunt, "aunt_uncle")
        for other in kids:
            if other is not kid:
                kind = "brother" if ruby not in (kid, other) else "half_sibling"
                relate(kid.person, other.person, kind)
    relate(kirsty, nan, "mother")
    relate(kirsty, grandad, "father")
    relate(kirsty, aunt, "sister")
    relate(kirsty, craig, "partner", started_on=date(2016, 1, 1), ended_on=date(2020, 3, 1))
    relate(kirsty, dean, "partner", ended_on=date(2026, 8, 1))
    for one in (kirsty, *(kid.person for kid in kids)):
        AddressFactory(person=one, started_on=date(2026, 8, 3))
    AddressFactory(person=nan, lines="2 Marine Terrace")
    return {"kirsty": kirsty, "craig": craig, "dean": dean, "nan": nan, "alfie": alfie}


def thirty_siblings(child):
    """Thirty brothers and sisters of three fathers."""
    mother = person(child, "Bernadette", "F", date(1975, 1, 1))
    fathers = [person(child, name, "M", date(1970, 1, 1)) for name in ("Anthony", "Bill", "Carl")]
    relate(child.person, mother, "mother", lives_with=True)
    relate(child.person, fathers[0], "father")
    for n in range(30):
        unborn = n == 29
        born = None if unborn else date(1994 + n, 3, 1 + n % 28)
        other = person(
            child,
            f"Sibling{n}",
            "U" if unborn else "MF"[n % 2],
            born,
            family_name="Featherstonehaugh-Cholmondeley" if n % 7 == 0 else "Whitfield",
            expected_on=date(2027, 3, 1) if unborn else None,
        )
        relate(child.person, other, "half_sibling" if n % 3 else "sibling", lives_with=n > 20)
        relate(mother, other, "child")
        relate(fathers[n % 3], other, "child")
    return mother, fathers
