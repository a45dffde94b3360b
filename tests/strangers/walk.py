"""One route asked for by many strangers, about one child: what they were told and what they did."""

from collections.abc import Iterator

from django.db import connection, models

from casework.access.models import Absence
from casework.retention.models import Round
from casework.returns.models import CensusImport
from tests.strangers.strangers import Stranger, body_of, turned_away
from tests.strangers.world import File, our_models, points_to

NO_CHILDS = {Absence, CensusImport, Round}
"""Who is away is the team's own to change; a census, of those who run returns; a round of deletion,
of those who keep the records."""


def leaks(route, file: File, strangers: list[Stranger], *, every_way=True) -> list[str]:
    """Everything a stranger learned or changed, in words; nothing, where all is well.

    Unless ``every_way``, each stranger narrows a list in a way of their own: it is as many pages
    fewer as there are ways.
    """
    before, counts = file.at_first
    found = [
        f"{stranger.name}: {method} {address}: {trouble}"
        for place, stranger in enumerate(strangers)
        for method, address, sent, response in asked(
            route, file, stranger, queries(route, file, None if every_way else place)
        )
        for trouble in troubles(route, file, stranger, sent, response)
    ]
    if before != state_of(file):
        found.append(f"{route.name}: a record of the child was changed")
    shut_to_all = all(route.shut_to(one, file) for one in strangers)
    if shut_to_all and counts != (now := row_counts()):
        tables = [name for name in counts if counts[name] != now[name]]
        found.append(f"{route.name}: written to {tables}")
    return found


def asked(route, file: File, stranger: Stranger, ways: list[dict]) -> Iterator[tuple]:
    address = route.address(file.number)
    for query in ways:
        yield "GET", address, query, stranger.client.get(address, query)
    if not route.in_the_api:
        sent = everything_sent(file)
        yield "POST", address, sent, stranger.client.post(address, sent)


def queries(route, file: File, place: int | None = None) -> list[dict]:
    """A page about one record is asked for as it is; a list by every way of narrowing it too, or by
    the one whose place it is."""
    ways = [{}] if route.numbered else ways_to_narrow(route, file)
    return ways if place is None else [ways[place % len(ways)]]


def ways_to_narrow(route, file: File) -> list[dict]:
    about = {"child": file.number, "worker": file.worker.pk, "team": file.team.pk}
    if route.in_the_api:
        return [{}, about]
    by_name, by_number = {"q": file.word, "whose": "all"}, {"q": f"C{file.number}"}
    return [{}, by_name, by_number, about | {"as": "csv"}, {"whose": "all", "as": "xlsx"}]


def everything_sent(file: File) -> dict:
    """What the forms that name a child, a person or a record call it."""
    names = (
        "child",
        "children",
        "person",
        "relative",
        "people",
        "record",
        "action",
        "audit",
        "meeting",
        "document",
        "deadline",
        "about",
        "others",
        "interview",
        "finding",
        "into",
    )
    return dict.fromkeys(names, file.number) | {"number": f"C{file.number}"}


def troubles(route, file: File, stranger: Stranger, sent: dict, response) -> Iterator[str]:
    if response.status_code >= 500:
        yield f"broke with {response.status_code}"
    elif route.shut_to(stranger, file) and not turned_away(
        response, may_be_told_why="child" not in route.takes
    ):
        yield f"was answered {response.status_code}"
    said = body_of(response)
    echoed = " ".join(str(one) for one in sent.values()) + route.address(file.number)
    for word in file.words:
        if word not in echoed and word in said:
            yield f"read {word!r}: {excerpt(said, word)}"


def told_beside(route, shy: File, brother: File, stranger: Stranger) -> list[str]:
    """What someone who knows of the brother reads of the restricted child beside him."""
    found = []
    for number in (shy.number, brother.number):
        address = route.address(dict.fromkeys(route.takes, number) | {"child": brother.number})
        response = stranger.client.get(address)
        said = body_of(response)
        if response.status_code >= 500:
            found.append(f"{stranger.name}: {address} broke with {response.status_code}")
        found += [
            f"{stranger.name}: {address} says {word!r}: {excerpt(said, word)}"
            for word in shy.words
            if word in said
        ]
    return found


def excerpt(said: str, word: str) -> str:
    at = said.find(word)
    return repr(said[max(0, at - 80) : at + 60])


def state_of(file: File) -> dict[str, str]:
    """A digest of each of the child's rows, but for what is no child's and others may change."""
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{model._meta.label}', md5(row::text) FROM {table(model)} row"
                f" WHERE row.{model._meta.pk.column} = {file.number}"
                for model in file.kept
                if model._meta.managed and model not in NO_CHILDS
            )
        )
        return dict(cursor.fetchall())


def row_counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{model._meta.label}', count(*) FROM {table(model)}"
                for model in our_models()
                if points_to(model)
            )
        )
        return dict(cursor.fetchall())


def table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
