"""Looks that somebody should ask about: what each rule says, and how it finds them.

A rule proposes and explains; it says nothing of why somebody looked. Each is one statement over the
looks of one day, and leaves out whoever may know of the whole service where that is their work.
The Information Commissioner expects access to be watched, not only recorded (ICO, *Accountability
framework*, "Access control", 2024).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from casework.access.roles import ROLES, Permission
from casework.governance.models import LookReview
from casework.timescales.models import WorkingDay

Rule = LookReview.Rule


@dataclass(frozen=True)
class Unusual:
    """``why`` is the sentence a manager reads, with what was counted in it."""

    rule: str
    why: str
    sql: str


OPENED = """
    SELECT look.worker_id, look.child_id, look.at FROM children_fileaccess AS look
    WHERE look.at >= %(first)s AND look.at < %(end)s AND look.child_id IS NOT NULL
"""
BY_WORKER = """
    SELECT worker_id, array_agg(DISTINCT child_id ORDER BY child_id), count(*)
    FROM ({found}) AS found GROUP BY worker_id
"""

SURNAME = f"""
    SELECT opened.* FROM ({OPENED}) AS opened
    JOIN access_worker AS worker ON worker.id = opened.worker_id
    LEFT JOIN governance_home AS home ON home.worker_id = worker.id
    JOIN children_child AS child ON child.id = opened.child_id
    JOIN children_person AS person ON person.id = child.person_id
    WHERE person.family_name <> '' AND lower(person.family_name) IN (
        SELECT lower(trim(name)) FROM unnest(
            string_to_array(coalesce(home.family_names, ''), ',') || worker.last_name::text
        ) AS name WHERE trim(name) <> '')
"""
ADDRESS = f"""
    SELECT opened.* FROM ({OPENED}) AS opened
    JOIN governance_home AS home ON home.worker_id = opened.worker_id AND home.postcode <> ''
    JOIN children_child AS child ON child.id = opened.child_id
    WHERE EXISTS (
        SELECT FROM children_address AS address
        WHERE address.person_id = child.person_id AND address.withdrawn_at IS NULL
          AND address.ended_on IS NULL
          AND upper(replace(address.postcode, ' ', '')) = upper(replace(home.postcode, ' ', '')))
"""
NOT_THEIRS = f"""
    SELECT opened.* FROM ({OPENED}) AS opened
    JOIN access_worker AS worker ON worker.id = opened.worker_id
    JOIN children_child AS child ON child.id = opened.child_id
    WHERE worker.role <> ALL(%(everywhere)s) AND child.team_id IS DISTINCT FROM worker.team_id
      AND NOT EXISTS (
        SELECT FROM children_allocation AS part
        WHERE part.child_id = child.id AND part.worker_id = worker.id
          AND part.withdrawn_at IS NULL AND part.started_on <= %(day)s
          AND (part.ended_on IS NULL OR part.ended_on >= %(day)s))
      AND NOT EXISTS (
        SELECT FROM children_filegrant AS opens
        WHERE opens.child_id = child.id AND opens.worker_id = worker.id
          AND opens.withdrawn_at IS NULL AND opens.started_on <= %(day)s
          AND (opens.until IS NULL OR opens.until >= %(day)s))
"""
MANY = f"""
    SELECT opened.* FROM ({OPENED}) AS opened
    JOIN (
        SELECT worker_id, date_trunc('hour', at) AS hour FROM ({OPENED}) AS each_hour
        GROUP BY 1, 2 HAVING count(DISTINCT child_id) >= %(many)s
    ) AS busy ON busy.worker_id = opened.worker_id AND busy.hour = date_trunc('hour', opened.at)
"""
HOURS = f"""
    SELECT opened.* FROM ({OPENED}) AS opened
    WHERE %(closed)s OR opened.at < %(opens)s OR opened.at >= %(closes)s
"""
RESTRICTED = """
    SELECT look.worker_id, child.id AS child_id, look.at FROM children_fileaccess AS look
    JOIN children_child AS child ON child.restricted
    JOIN children_person AS person ON person.id = child.person_id
    WHERE look.at >= %(first)s AND look.at < %(end)s AND look.asked ~ '(^|&)q='
      AND look.child_id IS NULL AND NOT look.children @> ARRAY[child.id]
      AND length(person.family_name) > 1 AND length(person.given_name) > 1
      AND strpos(lower(look.asked), lower(person.family_name)) > 0
      AND strpos(lower(look.asked), lower(person.given_name)) > 0
"""
RULES = (
    Unusual(Rule.SURNAME, "The child has the family name of the worker, or of their home", SURNAME),
    Unusual(Rule.ADDRESS, "The child lives at the postcode that the worker gave", ADDRESS),
    Unusual(
        Rule.NOT_THEIRS,
        "The child was not allocated to the worker that day, nor with their team, and nobody had"
        " opened the file to them",
        NOT_THEIRS,
    ),
    Unusual(Rule.MANY, "{many} files or more were opened within an hour", MANY),
    Unusual(
        Rule.HOURS,
        "The files were opened before {opens}, after {closes}, or at a time when"
        " offices are closed",
        HOURS,
    ),
    Unusual(
        Rule.RESTRICTED,
        "Both names of a child were searched for whose file is restricted, and the search did not"
        " find it: it is not theirs to know of",
        RESTRICTED,
    ),
)


def day_of(day: date) -> tuple[datetime, datetime]:
    """From its midnight to the next, by the clocks here."""
    return _at(day, time(0)), _at(day + timedelta(days=1), time(0))


def values_of(day: date) -> dict:
    """What the rules are asked with: the day by the clocks here, and the council's own limits."""
    first, end = day_of(day)
    opens, closes = (time(hour) for hour in settings.WORKING_HOURS)
    return {
        "day": day,
        "first": first,
        "end": end,
        "opens": _at(day, opens),
        "closes": _at(day, closes),
        "closed": not WorkingDay.objects.filter(day=day, working=True).exists(),
        "many": settings.MANY_FILES_AN_HOUR,
        "everywhere": [
            key for key, role in ROLES.items() if Permission.SEE_WHOLE_SERVICE in role.permissions
        ],
    }


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def found_on(day: date) -> list[LookReview]:
    """What the rules propose of one day."""
    values = values_of(day)
    opens, closes = settings.WORKING_HOURS
    words = {"many": values["many"], "opens": f"{opens}:00", "closes": f"{closes}:00"}
    proposed = []
    with connection.cursor() as cursor:
        for unusual in RULES:
            cursor.execute(BY_WORKER.format(found=unusual.sql), values)
            proposed += [
                LookReview(
                    rule=unusual.rule,
                    worker_id=worker,
                    day=day,
                    why=unusual.why.format(**words),
                    children=children,
                    looks=looks,
                )
                for worker, children, looks in cursor.fetchall()
            ]
    return proposed
