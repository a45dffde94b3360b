"""The child of a return: known by the council's own identifier, for a census has no names.

A person and a child's file are two rows, so this module writes itself. It lives with the engine
because the children's app stands below it.
"""

from casework.children.codes import DisabilityCode, Ethnicity, Sex, UPNUnknown
from casework.children.models import Child, Person, even_merged
from casework.returns.comparison import Compared
from casework.returns.items import Code, Codes, Day, Identifier, PupilNumber
from casework.returns.loading import Writing, differing
from casework.returns.registry import Module, registry
from casework.returns.rows import Refusal, Row

IDENTIFIERS, CHARACTERISTICS = "ChildIdentifiers", "ChildCharacteristics"
BORN = f"{IDENTIFIERS}/PersonBirthDate"
OLDER_SEX = (("1", "M"), ("2", "F"), ("0", "U"), ("9", "U"))
SEX = Code("sex", choices=Sex.values, older=OLDER_SEX)
ANOTHERS = "Another child’s file has this unique pupil number: {whose}, ring {ring}"
RESTRICTED = "There is a restricted file: ring {ring}"
EARLIER = "An earlier child of this file, {whose}, has this unique pupil number"
OF_THE_FILE = {"local_id", "upn", "former_upn", "upn_unknown"}


def unborn_has_no_sex(row: Row) -> dict:
    """U for an unborn child (rules 4180 and 8750)."""
    unborn = row.facts.get("expected_on") and not row.facts.get("born_on")
    if unborn and row.facts.get("sex", "U") != "U":
        tag = next(
            tag for tag in ("Sex", "GenderCurrent") if row.values.get(f"{IDENTIFIERS}/{tag}")
        )
        row.note(f"{IDENTIFIERS}/{tag}", "Until a child is born their sex is not known")
        del row.facts["sex"]
    return {}


def leave_out_numbers_of_others(batch: list, council, holders: dict) -> list[Refusal]:
    """A pupil number that another child's file has, or an earlier child of this file, is not taken:
    the child is, without it. Gives what to report; ``holders`` goes from batch to batch."""
    told = [child for child in batch if not child.child.refused and child.child.facts.get("upn")]
    holders |= _holders({child.child.facts["upn"] for child in told} - holders.keys(), council)
    taken = []
    for child in told:
        row = child.child
        mine = row.facts["local_id"]
        holder, words = holders.setdefault(row.facts["upn"], (mine, EARLIER.format(whose=mine)))
        if holder != mine:
            taken.append(_not_taken(child, f"{words}. It was not taken"))
            del row.facts["upn"]
    return taken


def _not_taken(child, reason: str) -> Refusal:
    """The file's own element is let go of by now: the child's line stands for it."""
    row = child.child
    return Refusal(
        ordinal=child.ordinal,
        child=row.facts["local_id"],
        record=row.place,
        element="UPN",
        value=row.facts["upn"],
        line=child.line,
        reason=reason,
    )


def _holders(numbers: set[str], council) -> dict[str, tuple[str, str]]:
    """Whose file has each number: its own identifier, and what may be said of it."""
    files = even_merged().filter(authority=council, upn__in=numbers).with_ring()
    return {
        file.upn: (
            file.number if file.merged_into_id else file.local_id or file.number,
            RESTRICTED.format(ring=file.least_ring)
            if file.restricted
            else ANOTHERS.format(whose=file.number, ring=file.least_ring),
        )
        for file in files
    }


def load(module: Module, rows: list[Row], writing: Writing) -> None:
    """Find each child by identifier among the council's own, or open a file for them."""
    standing = _standing({row.facts["local_id"] for row in rows}, writing)
    new = []
    for row in rows:
        row.record = standing.get(row.facts["local_id"])
        if row.record is None:
            row.record = _opened(row, writing)
            new.append(row.record)
    _put_right(module, [row for row in rows if row.record.pk], writing)
    Person.objects.bulk_create([child.person for child in new])
    Child.objects.bulk_create(new)
    writing.provenances.tell(module, [row.record for row in rows])
    writing.tally.created[module.name] += len(new)
    writing.met(standing.values())
    writing.to_find.extend(child.pk for child in new)


def _standing(local_ids: set[str], writing: Writing) -> dict[str, Child]:
    """The files of these identifiers; of a merged one, the file it was merged into."""
    files = even_merged().filter(authority=writing.council, local_id__in=local_ids)
    return {
        file.local_id: file.merged_into or file
        for file in files.select_related("person", "merged_into__person")
    }


def _opened(row: Row, writing: Writing) -> Child:
    person, file = _split(row)
    return Child(
        person=Person(authority=writing.council, **person),
        authority=writing.council,
        team=writing.team,
        **file,
    )


def _put_right(module: Module, rows: list[Row], writing: Writing) -> None:
    """Children who stand already take what the file says, but for what people wrote of them here;
    what it leaves out they keep."""
    people, files = [], []
    for row in rows:
        person, file = _split(row)
        child = row.record
        people.append(Compared(row, child.person, differing(child.person, person)))
        files.append(Compared(row, child, differing(child, file)))
    writing.provenances.find(module, [row.record for row in rows])
    changed = writing.put_right(module, people) | writing.put_right(module, files)
    for row in rows:
        writing.count(module.name, changed=row in changed)
        writing.to_find.extend([row.record.pk] if row in changed else [])


def _split(row: Row) -> tuple[dict, dict]:
    file = {name: value for name, value in row.facts.items() if name in OF_THE_FILE}
    return {name: v for name, v in row.facts.items() if name not in file}, file


registry.add(
    Module(
        name="children",
        label="Children",
        order=10,
        paths=("",),
        model=Child,
        keeps=True,
        adds=unborn_has_no_sex,
        loads=load,
        together=(("upn", "upn_unknown"), ("born_on", "expected_on")),
        items={
            f"{IDENTIFIERS}/LAchildID": Identifier("local_id", required=True, refuses=True),
            f"{IDENTIFIERS}/UPN": PupilNumber("upn"),
            f"{IDENTIFIERS}/FormerUPN": PupilNumber("former_upn"),
            f"{IDENTIFIERS}/UPNunknown": Code("upn_unknown", choices=UPNUnknown.values),
            BORN: Day("born_on", refuses=False),
            f"{IDENTIFIERS}/ExpectedPersonBirthDate": Day(
                "expected_on", refuses=False, to_come=True
            ),
            f"{IDENTIFIERS}/GenderCurrent": SEX,
            f"{IDENTIFIERS}/Sex": SEX,
            f"{IDENTIFIERS}/PersonDeathDate": Day("died_on", refuses=False, not_before=BORN),
            f"{CHARACTERISTICS}/Ethnicity": Code("ethnicity", choices=Ethnicity.values),
            f"{CHARACTERISTICS}/Disabilities/Disability": Codes(
                "disabilities", choices=DisabilityCode.values, alone=DisabilityCode.NONE
            ),
        },
    )
)
