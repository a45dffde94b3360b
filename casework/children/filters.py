"""Which children a list shows: kept in its address, so that a list can be sent or kept."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import SimpleNamespace

import django_filters as filters
from django.db.models import F, Value
from django.forms import HiddenInput
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from casework.access.models import Team, Worker
from casework.children.codes import Sex
from casework.children.models import Allocation, Child
from casework.children.readers import KeptRows
from casework.interface.plain_text import whole_number


def years_ago(years: int) -> date:
    """The birthday of someone who turns that many today; 1 March for a 29 February."""
    today = timezone.localdate()
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return date(today.year - years, 3, 1)


CHOOSE_A_TEAM = "Choose a team first: its workers are then listed here"


def who_holds_children(team):
    """Those of a team who work here, and whoever of it has left with children in their name."""
    of_team = Worker.objects.filter(team=team)
    leading = Allocation.objects.leading().filter(worker__team=team)
    return of_team.working() | of_team.filter(pk__in=leading.values("worker"))


SOMEONE, OF_TEAM = -620_007, -620_006
"""Stand in for the keys of a worker and of a team."""


@KeptRows
def offered(reader):
    """The teams, and the workers of one of them: one statement for both."""
    of_authority = Worker.objects.of(reader.authority_id)
    asked = of_authority.filter(pk=SOMEONE)
    workers = asked | (of_authority & who_holds_children(OF_TEAM))
    teams = Team.objects.filter(authority=reader.authority_id)
    facts = ("pk", "of", "last", "first", "login")
    of_teams = teams.order_by().values(
        "pk", of=Value("team"), last=F("name"), first=Value(""), login=Value("")
    )
    of_workers = workers.order_by().values(
        "pk", of=Value("worker"), last=F("last_name"), first=F("first_name"), login=F("username")
    )
    both = of_teams.values(*facts).union(of_workers.values(*facts), all=True)
    return both.order_by("of", "last", "first", "pk")


Choice = tuple[int, str]


@dataclass(frozen=True)
class Offers:
    """What the form gives to choose from: whatever of it turns on its reader."""

    teams: tuple[Choice, ...]
    workers: tuple[Choice, ...]
    of_a_team: bool

    @classmethod
    def to(cls, reader, team: int | None, someone: int | None = None) -> "Offers":
        rows = offered.read(reader, {SOMEONE: someone or 0, OF_TEAM: team or 0})
        teams = tuple((row["pk"], row["last"]) for row in rows if row["of"] == "team")
        workers = tuple((row["pk"], _name(row)) for row in rows if row["of"] == "worker")
        return cls(teams, workers, of_a_team=bool(team))

    def put_in(self, form) -> None:
        if not self.of_a_team:
            form["worker"].help_text = CHOOSE_A_TEAM
        form.fields["worker"].widget.choices = [("", "Anyone"), *self.workers]
        form.fields["team"].widget.choices = [("", "Any team"), *self.teams]


def _name(row: dict) -> str:
    return f"{row['first']} {row['last']}".strip() or row["login"]


def drawn_unfiltered(reader, whose: str) -> SafeString:
    """The form as it stands above a list that nothing is left out of, as it does all day."""
    return _unfiltered(whose, Offers.to(reader, reader.team_id))


@lru_cache(maxsize=128)
def _unfiltered(whose: str, offers: Offers) -> SafeString:
    """Drawn once of the same choices: they are read for each reader, and all that it shows."""
    nobody = SimpleNamespace(user=Worker())
    asked = {"whose": whose} if whose else {}
    form = ChildFilter(asked, Child.objects.none(), request=nobody).unfilled
    offers.put_in(form)
    return render_to_string("components/list_filters.html", {"form": form})


class ChildFilter(filters.FilterSet):
    """``whose=all`` asks for every child the worker may know of, not only their own."""

    whose = filters.CharFilter(method="anyones", widget=HiddenInput)
    team = filters.ModelChoiceFilter(
        queryset=lambda request: Team.objects.filter(authority=request.user.authority_id),
        label="Team",
        empty_label="Any team",
    )
    worker = filters.ModelChoiceFilter(
        queryset=lambda request: Worker.objects.of(request.user.authority_id),
        method="held_by",
        label="Social worker",
        empty_label="Anyone",
    )
    age_from = filters.NumberFilter(
        method="at_least", label="Age from", min_value=0, max_value=25, decimal_places=0
    )
    age_to = filters.NumberFilter(
        method="at_most", label="Age up to", min_value=0, max_value=25, decimal_places=0
    )
    sex = filters.ChoiceFilter(
        field_name="person__sex", choices=Sex.choices, label="Sex", empty_label="Any"
    )

    class Meta:
        model = Child
        fields: list[str] = []

    @property
    def unfilled(self):
        return super().form

    @cached_property
    def form(self):
        """A council has a thousand workers: those of one team are offered, of the team asked for
        or the reader's own, and whoever is asked for already."""
        form = self.unfilled
        reader, asked = self.request.user, form["worker"].value() or ""
        team = whole_number(form["team"].value() or "") or reader.team_id
        Offers.to(reader, team, whole_number(asked)).put_in(form)
        return form

    def anyones(self, children, name, whose):
        """``whose`` chooses among lists, before any filter."""
        return children

    def held_by(self, children, name, worker):
        held = Allocation.objects.leading().filter(worker=worker)
        return children.filter(pk__in=held.values("child"))

    def at_least(self, children, name, years):
        return children.filter(person__born_on__lte=years_ago(int(years)))

    def at_most(self, children, name, years):
        """Up to the day before the next birthday."""
        return children.filter(person__born_on__gt=years_ago(int(years) + 1))
