"""Which meetings a list shows: kept in its address, so that a list can be sent or kept."""

import django_filters as filters

from casework.meetings.models import Meeting


class MeetingFilter(filters.FilterSet):
    kind = filters.ChoiceFilter(choices=Meeting.Kind.choices, label="Kind", empty_label="Any kind")
    came_of_it = filters.ChoiceFilter(
        choices=[
            ("planned", "Planned"),
            ("held", "Held"),
            ("not_held", "Not held"),
            ("no_minutes", "Held, and the minutes have not gone out"),
        ],
        method="in_state",
        label="What came of it",
        empty_label="Anything",
    )
    chair = filters.CharFilter(method="chaired_by_name", label="Chair’s name")

    class Meta:
        model = Meeting
        fields: list[str] = []

    def in_state(self, meetings, name, state):
        return {
            "planned": meetings.planned,
            "held": meetings.held_ones,
            "not_held": meetings.not_held,
            "no_minutes": meetings.minutes_outstanding,
        }[state]()

    def chaired_by_name(self, meetings, name, typed):
        return meetings.filter(chair__last_name__icontains=typed) | meetings.filter(
            chair__first_name__icontains=typed
        )
