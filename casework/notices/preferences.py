"""How each worker is told of each kind of thing: their own choice, within what the council asks."""

import pghistory
from django.conf import settings
from django.db import connection, models

from casework.notices.kinds import LEAST, USUAL, ByMail, Kind, Way


class WayRow(models.Model):
    """One way of being told of one kind of thing."""

    kind = models.CharField(max_length=12, choices=Kind)
    in_app = models.BooleanField("in Casework", default=True)
    mail = models.PositiveSmallIntegerField("by e-mail", choices=ByMail, default=ByMail.DAILY)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.get_kind_display()}: {self.way.words}"

    @property
    def way(self) -> Way:
        return Way(self.in_app, ByMail(self.mail))


class WayChosen(WayRow):
    """What a worker chose for themselves."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ways")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["worker", "kind"], name="way_chosen_once")]


class WayRequiredQuerySet(models.QuerySet["WayRequired"]):
    def of(self, authority):
        return self.filter(authority=authority).select_related("set_by")

    def in_force(self) -> dict[Kind, Way]:
        """The least asked of everyone, for every kind."""
        newest = self.order_by("kind", "-set_at", "-pk").distinct("kind")
        return LEAST | {Kind(row.kind): row.way for row in newest}


@pghistory.track()
class WayRequired(WayRow):
    """The least a council asks of everyone. Never changed: a newer one takes its place."""

    authority = models.ForeignKey("access.Authority", models.PROTECT, related_name="ways_required")
    why = models.CharField("why", max_length=200)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    set_at = models.DateTimeField(auto_now_add=True)

    objects = WayRequiredQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["authority", "kind", "-set_at"], name="way_newest")]


def least_for(worker) -> dict[Kind, Way]:
    if worker.authority_id is None:
        return LEAST
    return WayRequired.objects.of(worker.authority).in_force()


def ways_of(worker) -> dict[Kind, Way]:
    """How this worker is told of each kind now."""
    chosen = {row.kind: row.way for row in WayChosen.objects.filter(worker=worker)}
    least = least_for(worker)
    return {kind: chosen.get(kind, USUAL[kind]).at_least(least[kind]) for kind in Kind}


# The same for every notice not yet decided, in one statement: most are made by one themselves.
DECIDE = """
UPDATE notices_notice n
SET in_app = coalesce(c.in_app, k.usual_in_app) OR coalesce(r.in_app, k.least_in_app),
    by_mail = greatest(coalesce(c.mail, k.usual_mail), coalesce(r.mail, k.least_mail))
FROM unnest(%s::text[], %s::boolean[], %s::smallint[], %s::boolean[], %s::smallint[])
     AS k (kind, usual_in_app, usual_mail, least_in_app, least_mail)
CROSS JOIN access_worker w
LEFT JOIN notices_waychosen c ON c.worker_id = w.id AND c.kind = k.kind
LEFT JOIN (
    SELECT DISTINCT ON (authority_id, kind) * FROM notices_wayrequired
    ORDER BY authority_id, kind, set_at DESC, id DESC
) r ON r.authority_id = w.authority_id AND r.kind = k.kind
WHERE n.by_mail IS NULL AND n.kind = k.kind AND n.worker_id = w.id
"""


def decide() -> int:
    """Settle for each new notice where it is told, by what its worker wants now."""
    usual, least = [USUAL[kind] for kind in Kind], [LEAST[kind] for kind in Kind]
    with connection.cursor() as cursor:
        cursor.execute(
            DECIDE,
            [
                [kind.value for kind in Kind],
                [way.in_app for way in usual],
                [int(way.mail) for way in usual],
                [way.in_app for way in least],
                [int(way.mail) for way in least],
            ],
        )
        return cursor.rowcount
