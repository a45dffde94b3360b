"""The pages people open all day, by what the least page of Django takes, and by what they ask."""

from collections.abc import Callable
from urllib.parse import quote

from django.db import connection
from django.test import Client
from django.urls import reverse

from casework.children.models import Child
from casework.dashboards.clocks import Moment
from casework.scale.goals.meters import Asked, read_whole, statements
from casework.scale.goals.race import Race, Result, race

RAG = """
SELECT code, count(*) FILTER (WHERE amber_from > now()),
       count(*) FILTER (WHERE amber_from <= now() AND due_at >= now()),
       count(*) FILTER (WHERE due_at < now())
FROM timescales_deadline
WHERE authority_id = %s {team} AND met_at IS NULL AND lapsed_at IS NULL GROUP BY code
"""
LARGE = ("timescales_deadline", "children_child", "children_person", "recording_childvisit")
"""Tables that no page may read from end to end."""


def asked_by(client: Client, address: str) -> Asked:
    """What the page asks the database, once it has been opened before."""
    opens(client, address)()
    with statements() as asked:
        opens(client, address)()
    return asked


def opens(client: Client, address: str) -> Callable[[], int]:
    def open_page() -> int:
        response = client.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        body = response.getvalue() if response.streaming else response.content
        return len(body)

    return open_page


def against_bare(visitors, client: Client, address: str) -> Race:
    return race(opens(client, address), visitors.bare.open)


def page(
    visitors, result: Result, client: Client, address: str, *, times: float, queries: int
) -> None:
    """What every list promises: no dearer than so many bare pages, and so few queries."""
    asked = asked_by(client, address)
    won = against_bare(visitors, client, address)
    result.at_most("times the bare page", won.ratio, times, won.words)
    result.at_most("queries", len(asked.statements), queries)
    result.at_most("counts of everything", len(asked.counts_all()), 0)
    result.beside |= {"times": won.times}


def whole_reads(asked: Asked) -> list[str]:
    """The large tables that a page's statements read from end to end."""
    pairs = zip(asked.statements, asked.params, strict=True)
    plans = (read_whole(sql, params) for sql, params in pairs if sql in asked.selects)
    return sorted({table for tables in plans for table in tables if table in LARGE})


def dashboard(visitors) -> Result:
    result = Result("P7", "On time, due soon and overdue: one team, one council")
    for role, team in (("team_manager", True), ("service_manager", False)):
        worker = visitors.worker(role)
        moment = Moment(worker)
        what = "one team" if team else "one council"

        def ours(moment=moment, worker=worker, team=team) -> None:
            moment.counts("code", team=worker.team if team else None)

        def raw(worker=worker, team=team) -> None:
            with connection.cursor() as cursor:
                cursor.execute(
                    RAG.format(team="AND team_id = %s" if team else ""),
                    [worker.authority_id, *([worker.team_id] if team else [])],
                )
                cursor.fetchall()

        won = race(ours, raw)
        with statements() as asked:
            ours()
        result.at_most(f"times raw, {what}", won.ratio, 2, won.words)
        whole = whole_reads(asked)
        result.at_most(f"large tables read whole, {what}", len(whole), 0, ", ".join(whole) or "0")
        result.beside[what] = won.times
    return result


def team_page(visitors) -> Result:
    result = Result("P7+", "The pages around those figures")
    for role, name in (
        ("team_manager", "team"),
        ("service_manager", "service"),
        ("service_manager", "figures"),
        ("social_worker", "my_work"),
    ):
        client, address = visitors.signed_in(role), reverse(name)
        asked = asked_by(client, address)
        won = against_bare(visitors, client, address)
        result.at_most(f"{name}: ms", won.ours_ms, 1000, f"{won.ours_ms:.0f} ms")
        result.beside[name] = f"{len(asked.statements)} queries, {won.ratio:.0f}x the bare page"
    return result


def worst_first(visitors) -> Result:
    result = Result("P8", "The fifty worst overdue")
    client = visitors.signed_in("service_manager")
    page(visitors, result, client, reverse("behind") + "?state=overdue", times=8, queries=8)
    return result


def search(visitors) -> Result:
    result = Result("P9", "Finding a child by a part of a name")
    worker = visitors.worker("service_manager")
    name = Child.objects.visible_to(worker).order_by("pk")[0].person.family_name[1:5].lower()

    def found(*, indexed: bool) -> None:
        with connection.cursor() as cursor:
            for way in ("enable_bitmapscan", "enable_indexscan"):
                cursor.execute(f"SET {way} = {'on' if indexed else 'off'}")
            list(Child.objects.matching(name).order_by().values_list("pk"))
            cursor.execute("RESET enable_bitmapscan; RESET enable_indexscan")

    won = race(lambda: found(indexed=False), lambda: found(indexed=True))
    result.at_least("times as quick as reading every name", won.ratio, 25, won.words)
    client = visitors.signed_in("service_manager")
    address = f"{reverse('find')}?q={quote(name)}"
    opened = against_bare(visitors, client, address)
    alone = race(lambda: found(indexed=True), visitors.bare.open)
    limit = 8 + 2 * alone.ratio  # eight bare pages, and the search itself twice
    result.at_most("the page, times the bare page", opened.ratio, round(limit, 1), opened.words)
    asked = asked_by(client, address)
    result.beside |= {"times": won.times, "page": opened.times, "queries": len(asked.statements)}
    return result


def histories(visitors) -> tuple[Child, Child, float]:
    """A child with a usual history, one with the longest, and how many times as long it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(child_id ORDER BY n, child_id), array_agg(n ORDER BY n, child_id)"
            " FROM (SELECT v.child_id, count(*) AS n FROM recording_childvisit v"
            " WHERE v.authority_id = %s AND v.withdrawn_at IS NULL"
            " AND EXISTS (SELECT FROM children_allocation a WHERE a.child_id = v.child_id"
            "   AND a.ended_on IS NULL AND a.withdrawn_at IS NULL) GROUP BY 1) c",
            [visitors.authority_id],
        )
        ids, numbers = cursor.fetchone()
    middle = len(ids) // 2
    usual, longest = Child.objects.get(pk=ids[middle]), Child.objects.get(pk=ids[-1])
    return usual, longest, numbers[-1] / numbers[middle]


def file_page(visitors) -> Result:
    result = Result("P10", "A child's page")
    usual, _, _ = histories(visitors)
    client = visitors.signed_in("service_manager")
    page(visitors, result, client, usual.get_absolute_url(), times=12, queries=12)
    return result


def long_file(visitors) -> Result:
    result = Result("P11", "The page of a child with a long history")
    usual, longest, times = histories(visitors)
    client = visitors.signed_in("service_manager")
    few, many = usual.get_absolute_url(), longest.get_absolute_url()
    asked, more = asked_by(client, few), asked_by(client, many)
    won = race(opens(client, many), opens(client, few))
    result.at_most("times as long", won.ratio, 1.3, won.words)
    result.at_most("more queries", len(more.statements) - len(asked.statements), 0)
    grown = opens(client, many)() / opens(client, few)()
    result.at_most("times as large", round(grown, 2), 1.3)
    result.beside |= {"history": f"{times:.0f}x as many visits", "times": won.times}
    return result


def fifty(visitors) -> Result:
    result = Result("P12", "A list of fifty children")
    client = visitors.signed_in("service_manager")
    page(visitors, result, client, reverse("children") + "?whose=all", times=8, queries=6)
    return result
