"""Which children a list shows: kept in its address, so that a list can be sent or kept."""

from datetime import date

import django_filters as filters
from django.forms import HiddenInput
from django.utils import timezone

from casework.access.models import Team, Worker
from casework.children.codes import Sex
from casework.children.models import Allocation, Child


def years_ago(years: int) -> date:
    """The birthday of someone who turns that many today; 1 March for a 29 February."""
    today = timezone.localdate()
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return date(today.year - years, 3, 1)


def who_holds_children(authority):
    """Those who work here, and whoever has left with children still in their name."""
    leading = Allocation.objects.leading().filter(authority=authority)
    return (
        Worker.objects.of(authority)
        .working()
        .or_holding(*leading.values_list("worker", flat=True).distinct())
    )


class ChildFilter(filters.FilterSet):
    """``whose=all`` asks for every child the worker may know of, not only their own."""

    whose = filters.CharFilter(method="anyones", widget=HiddenInput)
    team = filters.ModelChoiceFilter(
        queryset=lambda request: Team.objects.filter(authority=request.user.authority),
        label="Team",
        empty_label="Any team",
    )
    worker = filters.ModelChoiceFilter(
        queryset=lambda request: who_holds_children(request.user.authority),
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
