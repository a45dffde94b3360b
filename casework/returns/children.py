"""The child of a return: known by the council's own identifier, for a census has no names.

A person and a child's file are two rows, so this module writes itself. It lives with the engine
because the children's app stands below it.
"""

from casework.children.codes import DisabilityCode, Ethnicity, Sex, UPNUnknown
from casework.children.models import Child, Person
from casework.returns.items import Code, Codes, Day, Identifier, PupilNumber
from casework.returns.loading import Writing, differing
from casework.returns.registry import Module, registry
from casework.returns.rows import Row

IDENTIFIERS, CHARACTERISTICS = "ChildIdentifiers", "ChildCharacteristics"
BORN = f"{IDENTIFIERS}/PersonBirthDate"
OLDER_SEX = (("1", "M"), ("2", "F"), ("0", "U"), ("9", "U"))
SEX = Code("sex", choices=Sex.values, older=OLDER_SEX)
OF_THE_FILE = {"local_id", "upn", "former_upn", "upn_unknown"}


def unborn_has_no_sex(row: Row) -> dict:
    """U for an unborn child (rules 4180 and 8750)."""
    unborn = row.facts.get("expected_on") and not row.facts.get("born_on")
    if unborn and row.facts.get("sex", "U") != "U":
        tag = next(tag for tag in ("Sex", "GenderCurrent") if row.said.get(f"{IDENTIFIERS}/{tag}"))
        row.note(f"{IDENTIFIERS}/{tag}", "Until a child is born their sex is not known")
        del row.facts["sex"]
    return {}


def load(module: Module, rows: list[Row], writing: Writing) -> None:
    """Find each child by identifier among the council's own, or open a file for them."""
    standing = {
        child.local_id: child
        for child in Child.objects.select_related("person").filter(
            authority=writing.council, local_id__in=[row.facts["local_id"] for row in rows]
        )
    }
    new = []
    for row in rows:
        row.record = standing.get(row.facts["local_id"])
        if row.record is None:
            row.record = _opened(row, writing)
            new.append(row.record)
    _put_right([row for row in rows if row.record.pk], writing)
    Person.objects.bulk_create([child.person for child in new])
    Child.objects.bulk_create(new)
    writing.tally.created[module.name] += len(new)
    writing.met(standing.values())
    writing.to_find.extend(child.pk for child in new)


def _opened(row: Row, writing: Writing) -> Child:
    person, file = _split(row)
    return Child(
        person=Person(authority=writing.council, **person),
        authority=writing.council, team=writing.team, **file,
    )  # fmt: skip


def _put_right(rows: list[Row], writing: Writing) -> None:
    """Children who stand already take what the file says; what it leaves out they keep."""
    people, files = {}, {}
    for row in rows:
        person, file = _split(row)
        child = row.record
        if wrong := differing(child.person, person):
            people[child.person] = wrong
        if wrong := differing(child, file):
            files[child] = wrong
        changed = child in files or child.person in people
        writing.count("children", changed=changed)
        writing.to_find.extend([child.pk] if changed else [])
    writing.update(Person, people)
    writing.update(Child, files)


def _split(row: Row) -> tuple[dict, dict]:
    file = {name: value for name, value in row.facts.items() if name in OF_THE_FILE}
    return {name: v for name, v in row.facts.items() if name not in file}, file


registry.add(Module(
    name="children", label="Children", order=10, paths=("",), model=Child, keeps=True,
    adds=unborn_has_no_sex, loads=load,
    items={
        f"{IDENTIFIERS}/LAchildID": Identifier("local_id", required=True, refuses=True),
        f"{IDENTIFIERS}/UPN": PupilNumber("upn"),
        f"{IDENTIFIERS}/FormerUPN": PupilNumber("former_upn"),
        f"{IDENTIFIERS}/UPNunknown": Code("upn_unknown", choices=UPNUnknown.values),
        BORN: Day("born_on", refuses=False),
        f"{IDENTIFIERS}/ExpectedPersonBirthDate": Day("expected_on", refuses=False, to_come=True),
        f"{IDENTIFIERS}/GenderCurrent": SEX,
        f"{IDENTIFIERS}/Sex": SEX,
        f"{IDENTIFIERS}/PersonDeathDate": Day("died_on", refuses=False, not_before=BORN),
        f"{CHARACTERISTICS}/Ethnicity": Code("ethnicity", choices=Ethnicity.values),
        f"{CHARACTERISTICS}/Disabilities/Disability": Codes(
            "disabilities", choices=DisabilityCode.values, alone=DisabilityCode.NONE
        ),
    },
))  # fmt: skip
