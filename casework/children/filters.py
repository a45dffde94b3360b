"""Which children a list shows: kept in its address, so that a list can be sent or kept."""

from datetime import date

import django_filters as filters
from django.forms import HiddenInput
from django.utils import timezone
from django.utils.functional import cached_property

from casework.access.models import Team, Worker
from casework.children.codes import Sex
from casework.children.models import Allocation, Child
from casework.children.readers import Kept, KeptRows
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


@Kept
def workers_offered(reader):
    of_authority = Worker.objects.of(reader.authority_id)
    asked = of_authority.filter(pk=SOMEONE)
    return asked | (of_authority & who_holds_children(OF_TEAM))


@KeptRows
def teams_offered(reader):
    return Team.objects.filter(authority=reader.authority_id).values("pk", "name")


class ChildFilter(filters.FilterSet):
    """``whose=all`` asks for every child the worker may know of, not only their own."""

    whose = filters.CharFilter(method="anyones", widget=HiddenInput)
    team = filters.ModelChoiceFilter(
        queryset=lambda request: Team.objects.filter(authority=request.user.authority),
        label="Team",
        empty_label="Any team",
    )
    worker = filters.ModelChoiceFilter(
        queryset=lambda request: Worker.objects.of(request.user.authority),
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

    @cached_property
    def form(self):
        """A council has a thousand workers: those of one team are offered, of the team asked for
        or the reader's own, and whoever is asked for already."""
        form = super().form
        reader, asked = self.request.user, form["worker"].value() or ""
        team = whole_number(form["team"].value() or "") or reader.team_id
        if not team:
            form["worker"].help_text = CHOOSE_A_TEAM
        values = {SOMEONE: whole_number(asked) or 0, OF_TEAM: team or 0}
        named = ((worker.pk, worker.name) for worker in workers_offered.read(reader, values))
        form.fields["worker"].widget.choices = [("", "Anyone"), *named]
        teams = ((row["pk"], row["name"]) for row in teams_offered.read(reader))
        form.fields["team"].widget.choices = [("", "Any team"), *teams]
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
