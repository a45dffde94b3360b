"""What stands on the file because of what somebody said of the age, and goes again with it."""

from datetime import date
from typing import Any

from casework.children.codes import BirthKnown
from casework.children.models import AgeStatement, Child, Person, even_withdrawn


def let_stand(statement: AgeStatement, stands: str) -> None:
    """From now on the file says this; what it said before is kept, so that it can be put back."""
    _stand_on(statement, statement.child, stands)


def no_longer_stands(statement: AgeStatement) -> None:
    """Recorded in error: the file says again what it said before. Where something later stands
    there by now, that later one takes over what it will be put back to."""
    stood, child = statement.stood, statement.child
    if not stood:
        return
    if _said(child.person) == stood["after"]:
        _set(child, stood["before"])
        return
    for later in AgeStatement.objects.of_child(child).exclude(pk=statement.pk):
        if later.stood and later.stood["before"] == stood["after"]:
            _keep(later, {**later.stood, "before": stood["before"]})


def stands_again(statement: AgeStatement) -> None:
    """It was no mistake after all, and nothing has been said since."""
    stood = statement.stood
    if stood and _said(statement.child.person) == stood["before"]:
        _set(statement.child, stood["after"])


def stands_corrected(statement: AgeStatement) -> None:
    """The date that stands on the file because of it is corrected with it."""
    stood, child = statement.stood, statement.child
    if not stood or _said(child.person) != stood["after"] or not statement.born_on:
        return
    if stood["after"]["birth_known"] != BirthKnown.DISPUTED:
        after = {**stood["after"], "born_on": statement.born_on.isoformat()}
        _set(child, after)
        _keep(statement, {**stood, "after": after})


def stands_on_file_of(statement: AgeStatement, to: Child) -> None:
    """It was said of another child: it leaves the one file and stands on the other."""
    if statement.stood:
        no_longer_stands(statement)
        _stand_on(statement, to, statement.stood["after"]["birth_known"])


def _stand_on(statement: AgeStatement, child: Child, stands: str) -> None:
    before = _said(child.person)
    after = {**before, "birth_known": str(stands)}
    day = statement.born_on
    if day and (stands != BirthKnown.DISPUTED or not before["born_on"]):
        after["born_on"] = day.isoformat()
    _set(child, after)
    _keep(statement, {"before": before, "after": after})


def _said(person: Person) -> dict[str, str]:
    day = person.born_on
    return {"born_on": day.isoformat() if day else "", "birth_known": str(person.birth_known)}


def _set(child: Child, said: dict[str, str]) -> None:
    person, day = child.person, said["born_on"]
    person.born_on = date.fromisoformat(day) if day else None
    person.birth_known = said["birth_known"]
    person.save()
    child.save()


def _keep(statement: AgeStatement, stood: dict[str, Any]) -> None:
    even_withdrawn(AgeStatement).filter(pk=statement.pk).update(stood=stood)
    statement.stood = stood
