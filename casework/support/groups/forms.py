"""Forms of groups: a group, its days, a place in it, its register; and of short breaks."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.access.roles import Permission
from casework.children.allocation.parts import bars
from casework.children.allocation.queries import who_can_hold
from casework.children.codes import AllocationRole
from casework.children.extensions.shared_records import tell_above
from casework.children.forms import RecordForm
from casework.children.models import Relationship
from casework.children.saving.conflicts import SEEN, Changed, changed_since, name_of, read
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import DateField, Radios, Textarea
from casework.interface.words import counted, full_day, moment
from casework.support.groups.operations import knows_of, places_to_hand_over
from casework.support.groups.queries import Comer
from casework.support.models import (
    FACTS,
    Group,
    GroupAttendance,
    GroupDay,
    GroupPlace,
    Service,
    ShortBreak,
)

KINDS_OF_GROUP = [
    Service.Kind.GROUP,
    Service.Kind.FAMILY_SUPPORT,
    Service.Kind.THERAPY,
    Service.Kind.MENTORING,
    Service.Kind.OTHER,
]


class GroupForm(ConstraintErrorsMixin, RecordForm):
    beside = {"support_group_named_once": "name", "support_group_ends_after_it_starts": "starts_on"}

    class Meta(RecordForm.Meta):
        model = Group
        fields = ["name", "service", "for_whom", "worker", "about", "starts_on"]
        widgets = {"for_whom": Radios, "about": Textarea(rows=3)}
        help_texts = {"name": "Such as: Steady, spring. No family’s name", "about": "No names"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        services = Service.objects.of(self.instance.authority_id)
        active = services.active().filter(kind__in=KINDS_OF_GROUP)
        kept = services.filter(pk=self.instance.service_id)
        self.fields["service"].queryset = (active | kept).by_name()
        self.fields["service"].empty_label = "Choose one"
        parts = [AllocationRole.FAMILY_SUPPORT, AllocationRole.LEAD]
        workers = who_can_hold(self.instance.authority_id, parts)
        self.fields["worker"].queryset = workers.or_holding(self.instance.worker_id)
        self.fields["for_whom"].choices = Group.ForWhom.choices

    def clean_worker(self):
        """Leading a group with places opens the files of those who have them."""
        leader = self.cleaned_data["worker"]
        if self.instance.pk and "worker" in self.changed_data:
            places = places_to_hand_over(self.instance, by=self.writer)
            children = [place.child for place in places if not knows_of(leader, place.child)]
            if children and not self.writer.may(Permission.DECIDE):
                files = counted(len(children), "files")
                raise ValidationError(f"This opens {files} to {leader}: a manager does that")
            barred = {reason: None for child in children for reason in bars(child, leader)}
            if barred:
                raise ValidationError(list(barred))
        return leader

    def unchecked_fields(self):
        return super().unchecked_fields() - {"authority"}


class GroupEndForm(ConstraintErrorsMixin, RecordForm):
    beside = {"support_group_ends_after_it_starts": "ended_on"}

    class Meta(RecordForm.Meta):
        model = Group
        fields = ["ended_on", "what_came"]
        help_texts = {"what_came": "Of the group as a whole. No names"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].past = True
        for name in self.fields:
            self.fields[name].required = True


class PlanForm(forms.Form):
    """The days a group meets, all at once."""

    first = DateField(label="On which day does it meet first?")
    many = forms.IntegerField(label="How many times?", min_value=1, max_value=52, initial=8)
    weeks = forms.IntegerField(
        label="How many weeks from one to the next?", min_value=1, max_value=8, initial=1
    )

    def __init__(self, *args, group: Group, **kwargs):
        self.group = group
        super().__init__(*args, **kwargs)

    def clean_first(self):
        first = self.cleaned_data["first"]
        if first and first < self.group.starts_on:
            day = full_day(self.group.starts_on)
            raise ValidationError(f"The group begins {day}: not before")
        return first


class GroupDayForm(ConstraintErrorsMixin, RecordForm):
    beside = {"support_group_meets_once_a_day": "held_on"}

    class Meta(RecordForm.Meta):
        model = GroupDay
        fields = ["held_on", "about", "cancelled_because"]
        labels = {"cancelled_because": "If it does not take place, why not?"}
        help_texts = {"about": "No names", "cancelled_because": "Leave empty if it takes place"}

    def clean(self):
        cleaned = super().clean()
        if not GroupAttendance.objects.filter(session=self.instance).exists():
            return cleaned
        if cleaned.get("cancelled_because"):
            self.add_error("cancelled_because", "Its register is kept: people came that day")
        if cleaned.get("held_on") != GroupDay.objects.get(pk=self.instance.pk).held_on:
            self.add_error("held_on", "Its register is kept: the day cannot be changed")
        return cleaned

    def unchecked_fields(self):
        return super().unchecked_fields() - {"group"}


NEVER = -1
"""The version seen of what was written after the page was read."""


def facts_seen(now: Changed) -> dict:
    """What the writer saw of an attendance: nothing, where it was written since."""
    if now.before is now.latest:
        return dict.fromkeys(FACTS, "")
    return {name: getattr(now.before, name) for name in FACTS}


class RegisterForm(forms.Form):
    """Everyone who has a place, on one page: who came, who did not and why, what was different.

    ``stood`` is what is kept of each place by now. What somebody else wrote since the page was read
    stands, unless this writer read it and sends the page again.
    """

    was_read_again = False

    def __init__(self, *args, comers: list[Comer], stood: dict[int, GroupAttendance], **kwargs):
        super().__init__(*args, **kwargs)
        self.comers, self.stood = comers, stood
        self.settled: dict[int, dict] = {}
        for comer in comers:
            self.add_questions(comer, stood.get(comer.places[0].pk))

    def writes_in(self) -> list[GroupAttendance]:
        return list(self.stood.values())

    def add_questions(self, comer: Comer, row: GroupAttendance | None) -> None:
        came, why = f"{comer.key}-came", f"{comer.key}-because"
        self.fields[came] = forms.ChoiceField(
            label=f"Did they come? {comer.name}",
            choices=GroupAttendance.Came.choices,
            widget=Radios(inline=True, reveals={"did_not": why}),
            required=False,
        )
        self.fields[why] = forms.CharField(label="Why not?", max_length=200, required=False)
        self.fields[f"{comer.key}-noticed"] = forms.CharField(
            label="What was different?", required=False, widget=Textarea(rows=2)
        )
        for name, value in row.facts.items() if row else ():
            self.initial[f"{comer.key}-{name}"] = value

    def clean(self):
        cleaned = super().clean()
        for comer in self.comers:
            facts = self.facts_of(comer)
            if facts["came"] == GroupAttendance.Came.DID_NOT and not facts["because"]:
                words = f"Say why not, or that nobody knows: {comer.name}"
                self.add_error(f"{comer.key}-because", words)
            if not facts["came"] and (facts["because"] or facts["noticed"]):
                self.add_error(f"{comer.key}-came", f"Say whether they came: {comer.name}")
        self.take_in_what_changed()
        return cleaned

    def take_in_what_changed(self) -> None:
        seen = read(self.data.get(SEEN, ""))
        for comer in self.comers:
            row = self.stood.get(comer.places[0].pk)
            if now := row and changed_since(row, seen.get(name_of(row), NEVER)):
                self.settle(comer, row.facts, now)

    def settle(self, comer: Comer, theirs: dict, now: Changed) -> None:
        mine, before = self.facts_of(comer), facts_seen(now)
        if mine == theirs:
            return
        if mine == before:
            self.settled |= {place.pk: theirs for place in comer.places}
            return
        self.was_read_again = True
        came = GroupAttendance.Came(theirs["came"]).label
        words = ". ".join(filter(None, (came, theirs["because"], theirs["noticed"])))
        sentence = f"{now.who} wrote at {moment(now.at)}: {words}. Save again to keep yours"
        self.add_error(f"{comer.key}-came", sentence)

    def facts_of(self, comer: Comer) -> dict:
        facts = {name: self.cleaned_data.get(f"{comer.key}-{name}", "") for name in FACTS}
        if facts["came"] not in ("", GroupAttendance.Came.DID_NOT):
            facts["because"] = ""
        return facts

    @property
    def told(self) -> dict[int, dict]:
        """By the number of each place; of whom nothing was said nothing is written."""
        answers = [(comer, self.facts_of(comer)) for comer in self.comers]
        typed = {
            place.pk: facts for comer, facts in answers if facts["came"] for place in comer.places
        }
        return typed | self.settled

    @property
    def cards(self):
        for comer in self.comers:
            names = (f"{comer.key}-came", f"{comer.key}-noticed")
            yield comer, [self[name] for name in names]


class PlaceForm(ConstraintErrorsMixin, RecordForm):
    """Which group, who comes, and what it is to change for this child."""

    beside = {"support_group_one_place": "group", "support_group_left_after_joining": "joined_on"}

    class Meta(RecordForm.Meta):
        model = GroupPlace
        fields = ["group", "adult", "hopes", "joined_on"]
        widgets = {"hopes": Textarea(rows=3)}

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker, child = worker, self.instance.child
        groups = Group.objects.visible_to(worker).running()
        self.fields["group"].queryset = groups.select_related("worker").newest_first()
        self.fields["group"].empty_label = "Choose one"
        asked: Any = self.fields["group"]
        told = {group.pk: str(group) for group in tell_above(asked.queryset, worker)}
        asked.label_from_instance = lambda group: told.get(group.pk, "")
        family = Relationship.objects.visible_to(worker).standing().filter(person=child.person_id)
        people = self.fields["adult"].queryset.filter(pk__in=family.values("relative"))
        self.fields["adult"].queryset = people.filter(died_on=None)
        self.fields["adult"].empty_label = child.person.name
        self.fields["adult"].label = "Who comes?"
        self.fields["adult"].help_text = "The child, or somebody of the family"

    def clean(self):
        cleaned = super().clean()
        group, joined = cleaned.get("group"), cleaned.get("joined_on")
        if group:
            self.check_leader(group)
        if group and joined and joined < group.starts_on:
            self.add_error("joined_on", f"The group begins {full_day(group.starts_on)}: not before")
        return cleaned

    def check_leader(self, group):
        """A place opens the file to whoever leads the group: only a manager does that."""
        child, leader = self.instance.child, group.worker
        if knows_of(leader, child):
            return
        for reason in bars(child, leader):
            self.add_error("group", reason)
        if not self.worker.may(Permission.DECIDE):
            name = child.first_name
            words = f"{leader} cannot open {name}’s file yet: a manager gives this place"
            self.add_error("group", words)


class PlaceEndForm(ConstraintErrorsMixin, RecordForm):
    beside = {
        "support_group_left_after_joining": "left_on",
        "support_group_left_says_what_changed": "what_changed",
    }

    class Meta(RecordForm.Meta):
        model = GroupPlace
        fields = ["left_on", "left_because", "what_changed"]
        widgets = {"left_because": Radios, "what_changed": Textarea(rows=4)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["left_on"].past = True
        self.fields["left_because"].choices = GroupPlace.Left.choices
        for name in self.fields:
            self.fields[name].required = True


class ShortBreakForm(ConstraintErrorsMixin, RecordForm):
    """A stay is booked, and the same form says later what became of it."""

    beside = {
        "short_break_once_a_day": "starts_on",
        "short_break_cancelled_says_why": "because",
        "short_break_reason_of_a_cancelled_one": "because",
        "short_break_nights_of_a_stay": "nights",
    }

    class Meta(RecordForm.Meta):
        model = ShortBreak
        fields = [
            "service",
            "starts_on",
            "nights",
            "where",
            "status",
            "because",
            "own_words",
            "how_it_was",
        ]
        widgets = {
            "status": Radios(
                reveals={"cancelled": "because", "happened": ("own_words", "how_it_was")}
            ),
            "own_words": Textarea(rows=3),
            "how_it_was": Textarea(rows=3),
        }
        help_texts = {"nights": "0 for a day without a night"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        services = Service.objects.of(self.instance.child.authority_id)
        active = services.active().of_kind(Service.Kind.SHORT_BREAKS)
        kept = services.filter(pk=self.instance.service_id)
        self.fields["service"].queryset = (active | kept).by_name()
        self.fields["service"].empty_label = "Choose one"
        self.fields["status"].choices = ShortBreak.Status.choices

    def clean(self):
        cleaned = super().clean()
        status, starts = cleaned.get("status"), cleaned.get("starts_on")
        if status != ShortBreak.Status.CANCELLED:
            cleaned["because"] = ""
        if status == ShortBreak.Status.HAPPENED and starts:
            self.check_over(starts, cleaned.get("nights") or 0)
        return cleaned

    def check_over(self, starts, nights):
        if starts + timedelta(days=nights) > timezone.localdate():
            self.add_error("status", "It is not over yet: leave it booked until it is")
