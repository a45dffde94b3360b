"""A small steady stream of saves, and what of them must stand in the database."""

import traceback
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

from tests.embedded.watching import connect
from tests.endurance.browser import Browser, a_visit, until


class Saver(Thread):
    """Saves one visit to three children after another. What nobody answered is sent again just as
    it was: it may have been saved, and must then not be saved twice."""

    def __init__(self, address: str, worker: dict, pause: float = 0.1):
        super().__init__(daemon=True)
        self.browser, self.worker, self.pause = (
            Browser(address, worker["cookie"], 30),
            worker,
            pause,
        )
        self.acknowledged: list[str] = []
        self.fault = ""
        self.enough = Event()

    def run(self) -> None:
        try:
            while not self.enough.wait(self.pause):
                self.save()
        except Exception:
            self.fault = traceback.format_exc()

    def save(self) -> None:
        path = self.worker["visit"]
        filled, known_by = a_visit(until(200, lambda: self.browser.get(path)).form)
        until(302, lambda: self.browser.post(path, filled))
        self.acknowledged.append(known_by)

    def stop(self) -> None:
        self.enough.set()
        self.join(120)
        assert not self.is_alive()
        assert not self.fault, self.fault


HALF = """
SELECT 'a visit without one of its three children', id FROM recording_visit AS visit
WHERE 3 <> (SELECT count(*) FROM recording_childvisit WHERE visit_id = visit.id)
UNION ALL
SELECT 'a visit that was saved twice', max(id) FROM recording_visit
GROUP BY what_happened HAVING count(*) > 1
UNION ALL
SELECT 'a visit and not one row of its history', visit.id FROM recording_visit AS visit
WHERE 1 <> (SELECT count(*) FROM recording_visitevent WHERE pgh_obj_id = visit.id)
UNION ALL
SELECT 'a child of a visit and not one row of its history', one.id FROM recording_childvisit AS one
WHERE 1 <> (SELECT count(*) FROM recording_childvisitevent WHERE pgh_obj_id = one.id)
UNION ALL
SELECT 'history of a visit that is not there', pgh_id FROM recording_visitevent
WHERE pgh_obj_id NOT IN (SELECT id FROM recording_visit)
UNION ALL
SELECT 'history of a child of a visit that is not there', pgh_id FROM recording_childvisitevent
WHERE pgh_obj_id NOT IN (SELECT id FROM recording_childvisit)
UNION ALL
SELECT 'history that does not say who', pgh_id FROM recording_visitevent
WHERE pgh_context_id IS NULL
   OR NOT EXISTS (SELECT FROM pghistory_context WHERE id = pgh_context_id AND metadata ? 'user')
UNION ALL
SELECT 'visits and forms that were sent are not as many', count(*) FROM recording_visit
HAVING count(*) <>
    (SELECT count(*) FROM children_formsubmission WHERE told::text LIKE '%Visit saved%')
"""
THERE = "SELECT substring(what_happened FROM 'visit [0-9a-f-]+') FROM recording_visit"


def check_whole(data: Path, acknowledged: list[str], **place) -> None:
    """Every acknowledged save is there, once, and nothing is half saved."""
    with closing(connect(data, **place)) as connection, connection.cursor() as cursor:
        cursor.execute(HALF)
        half = cursor.fetchall()
        assert not half, half
        cursor.execute(THERE)
        lost = set(acknowledged) - {known_by for (known_by,) in cursor.fetchall()}
    assert not lost, lost
