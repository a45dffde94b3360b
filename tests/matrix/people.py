"""Who asks: someone of each role, nearer to and further from the child; and what became of the
file."""

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import pgtrigger
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.test import Client
from django.utils import timezone

from casework.access.models import Worker
from casework.access.roles import ROLES, Permission
from casework.children.codes import AllocationRole
from casework.children.models import Allocation, Child, FileGrant
from casework.referrals.models import EpisodeOfNeed
from tests import factories as make
from tests.page_rows import NOBODY, ROOT
from tests.world import people

LETTERS = dict(
    zip(
        (
            "social_worker",
            "family_support",
            "team_manager",
            "service_manager",
            "missing_coordinator",
            "conference_chair",
            "auditor",
            "data_analyst",
            "administrator",
            "inspector",
        ),
        "SFMVGCADXI",
        strict=True,
    )
)
OWN, TEAMS, OTHER_TEAMS, AWAY = "own", "team's", "other team's", "other council's"
RESTRICTED, SISTER, CLOSED, WITHDRAWN = "restricted", "sister", "closed", "withdrawn"
FILES = (OWN, TEAMS, OTHER_TEAMS, AWAY, RESTRICTED, SISTER, CLOSED, WITHDRAWN)
PASSWORD = "seven-quiet-boats-at-dawn"
KIDS = ("ruby", "brother", "unborn", "newborn")


@dataclass
class People:
    """Each role as the one who works with the children, and as three who do not."""

    world: object

    def __post_init__(self):
        assert LETTERS.keys() == ROLES.keys(), "a new role has a letter of its own"
        world = self.world
        self.kids = [getattr(world, one) for one in KIDS]
        there = make.TeamFactory(authority=world.authority, name="Another team")
        away = make.TeamFactory(authority__name="Elsewhere Council", name="Service")
        self.workers = {
            OWN: world.workers,
            TEAMS: people(world.team, "near"),
            OTHER_TEAMS: people(there, "far"),
            AWAY: people(away, "away"),
        }
        self.give_the_children()
        self.give_a_password()
        self.clients = {
            where: {role: signed_in(worker) for role, worker in of_roles.items()}
            for where, of_roles in self.workers.items()
        }
        self.nobody = Client(raise_request_exception=False)

    def give_a_password(self):
        """The same to everyone, once."""
        kept, everyone = (
            make_password(PASSWORD),
            {
                worker.pk: worker
                for of_roles in self.workers.values()
                for worker in of_roles.values()
            },
        )
        Worker.objects.filter(pk__in=everyone).update(password=kept)
        for worker in everyone.values():
            worker.password = kept

    def give_the_children(self):
        """To those who record, by working with them; to those who look on, for a while."""
        for role, worker in self.world.workers.items():
            for child in self.kids if role not in (ROOT, "administrator") else ():
                if worker.may(Permission.RECORD):
                    if not child.allocations.filter(worker=worker).exists():
                        facts = {"worker": worker, "role": AllocationRole.OTHER}
                        make.AllocationFactory(child=child, **facts)
                elif not FileGrant.objects.filter(child=child, worker=worker).exists():
                    make.FileGrantFactory(child=child, worker=worker)

    def asking(self, file: str, role: str) -> Client:
        """A restricted file is asked for by the colleague of its team; its sister's, by whoever
        works with the other."""
        where = {RESTRICTED: TEAMS, SISTER: OWN, CLOSED: OWN, WITHDRAWN: OWN}.get(file, file)
        return self.clients[where][role]

    def who_may(self, row) -> Client:
        return self.nobody if row.role == NOBODY else self.clients[OWN][row.role]

    @cached_property
    def ids(self) -> list[int]:
        return [one.pk for one in self.kids]

    @contextmanager
    def become(self, file: str):
        """The children's files are this while it lasts."""
        with transaction.atomic():
            {RESTRICTED: self.restrict, CLOSED: self.close, WITHDRAWN: self.withdraw}.get(
                file, lambda: None
            )()
            yield
            transaction.set_rollback(True)

    def restrict(self):
        Child.objects.filter(pk__in=self.ids).update(restricted=True)

    def close(self):
        today = timezone.localdate()
        Allocation.objects.filter(child__in=self.ids, ended_on=None).update(ended_on=today)
        of_theirs = EpisodeOfNeed.objects.filter(child__in=self.ids, closed_on=None)
        of_theirs.update(closed_on=today, closure_reason="RC8")

    def withdraw(self):
        facts = {
            "withdrawn_at": timezone.now(),
            "withdrawn_by": self.world.worker("team_manager").pk,
            "withdrawn_because": "It was another child's",
        }
        with pgtrigger.ignore():
            for model in of_a_child():
                model._base_manager.filter(child__in=self.ids).update(**facts)


def of_a_child() -> list[type[models.Model]]:
    """The records that can have been a mistake, but for those that say who may know."""
    names = {"child", "withdrawn_at", "withdrawn_by", "withdrawn_because"}
    return [
        one
        for one in apps.get_models()
        if one._meta.managed
        and one not in (Allocation, FileGrant)
        and not hasattr(one, "pgh_tracked_model")
        and names <= {each.name for each in one._meta.fields}
    ]


def signed_in(worker) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(worker)
    return client
