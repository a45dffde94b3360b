"""The forms of a birth, a death, and moves between councils."""

from django import forms
from django.db import transaction
from django.utils import timezone

from casework.children.codes import Sex
from casework.children.extensions.endings import endings
from casework.children.forms import RecordForm
from casework.children.life_events.operations import accept_move, keep_birth, keep_death
from casework.children.models import Address, Child, LifeEvent, Move, Person
from casework.interface.forms import Checkboxes, DateField, Radios, Textarea
from casework.interface.words import full_day


class BirthForm(RecordForm):
    """Who the baby is, once. Nothing else changes: every clock goes on from the same day."""

    goes_home = forms.BooleanField(required=False)

    class Meta(RecordForm.Meta):
        model = Person
        fields = ["born_on", "given_name", "family_name", "sex"]
        widgets = {"sex": Radios(inline=True)}
        labels = {"born_on": "When was the baby born?", "sex": "Girl or boy?"}
        help_texts = {"given_name": "If the baby has no name yet, leave it as it is"}

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        born_on = self.fields["born_on"]
        born_on.required, born_on.past, born_on.named = True, True, "date of birth"
        self.fields["sex"].required = True
        self.fields["sex"].choices = [
            (Sex.FEMALE, "Girl"),
            (Sex.MALE, "Boy"),
            (Sex.UNKNOWN, "Not known yet"),
        ]
        self.initial["sex"] = ""
        self.offer_home()

    def offer_home(self):
        """Where the parent lives, if that is known and the baby has no address yet."""
        self.home = home_of_parent(self.instance, self.worker)
        if self.home is None:
            del self.fields["goes_home"]
            return
        whose = self.home.person.first_name
        self.fields["goes_home"].label = f"The baby lives with {whose} at {self.home}"

    def save(self, commit=True):
        keep_birth(self.instance, self.worker)
        if self.cleaned_data.get("goes_home"):
            Address.objects.create(
                person=self.instance,
                lines=self.home.lines,
                postcode=self.home.postcode,
                move=self.home.move if not self.home.lines else None,
                started_on=self.instance.born_on,
            )
        return self.instance.child


PARENTS = ("mother", "father", "parent")


def home_of_parent(person, worker) -> Address | None:
    if person.addresses.current().exists():
        return None
    """Of a parent this worker may know of: one who is a child has a file of their own."""
    parents = person.relationships.visible_to(worker).standing().filter(kind__in=PARENTS)
    homes = Address.objects.current().filter(person__in=parents.values("relative"))
    return homes.select_related("person").order_by("-person__sex", "pk").first()


class DeathForm(RecordForm):
    """The day, and how we know. What is open ends; the file stays to be read."""

    class Meta(RecordForm.Meta):
        model = LifeEvent
        fields = ["happened_on", "told_on", "told_by", "what_is_known"]
        widgets = {"what_is_known": Textarea(rows=6)}
        labels = {
            "told_on": "When were we told?",
            "told_by": "Who told us?",
            "what_is_known": "What is known, who has been told, and who is with the family",
        }

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker, self.unborn = worker, self.instance.child.person.unborn
        happened = self.fields["happened_on"]
        happened.past = self.fields["told_on"].past = True
        happened.label = self.question
        happened.named = "day the pregnancy ended" if self.unborn else "day of the death"
        self.initial["told_on"] = timezone.localdate()

    @property
    def question(self):
        name = self.instance.child.first_name
        return "When did the pregnancy end?" if self.unborn else f"When did {name} die?"

    def clean_happened_on(self):
        day, born_on = self.cleaned_data["happened_on"], self.instance.child.person.born_on
        if born_on and day < born_on:
            raise forms.ValidationError(
                f"{self.instance.child.first_name} was born on {full_day(born_on)}: check both days"
            )
        return day

    def save(self, commit=True):
        kinds = LifeEvent.Kind
        self.instance.kind = kinds.NOT_BORN if self.unborn else kinds.DIED
        self.ended = keep_death(self.instance, self.worker)
        return self.instance


class MoveForm(RecordForm):
    """A move, the same for the brothers and sisters who are ticked."""

    also = forms.ModelMultipleChoiceField(
        Child.objects.none(), required=False, widget=Checkboxes, label="Who else moved?"
    )

    class Meta(RecordForm.Meta):
        model = Move
        fields = ["council", "moved_on", "told_on", "contact", "on_plan", "what_is_known"]
        widgets = {"what_is_known": Textarea(rows=6)}

    def __init__(self, *args, siblings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["moved_on"].past = self.fields["told_on"].past = True
        self.initial["told_on"] = timezone.localdate()
        self.fields["also"].queryset = siblings
        self.fields["also"].label_from_instance = lambda child: child.first_name
        if not siblings:
            del self.fields["also"]

    def unchecked_fields(self):
        """The direction is the page's own, and the child's move is checked with the others'."""
        return super().unchecked_fields() - {"child", "direction"}

    @transaction.atomic
    def save(self, commit=True):
        move = super().save()
        facts = {name: getattr(move, name) for name in (*self._meta.fields, "direction")}
        self.moved = [move]
        for child in self.cleaned_data.get("also", []):
            waiting = Move.objects.of_child(child).waiting().filter(direction=move.direction)
            if not waiting.exists():
                other = Move.on_file_of(child, move.recorded_by, **facts)
                other.save()
                self.moved.append(other)
        return move


class MoveInForm(MoveForm):
    class Meta(MoveForm.Meta):
        labels = {
            "council": "Which council did they come from?",
            "told_on": "When did that council tell us in writing?",
            "contact": "Their worker there, and how to reach them",
            "on_plan": "They were on a child protection plan there",
            "what_is_known": "What that council told us",
        }


class MoveOutForm(MoveForm):
    class Meta(MoveForm.Meta):
        labels = {
            "council": "Which council have they moved to?",
            "told_on": "When did we tell that council in writing?",
            "contact": "Whom we told there, and how to reach them",
            "on_plan": "They have a child protection plan with us",
            "what_is_known": "What that council needs to know",
        }


class MoveAcceptForm(RecordForm):
    """The other council has taken over: from that day nothing more is due from us."""

    conference_on = DateField(
        label="When was their conference held?",
        required=False,
        past=True,
        named="day of their conference",
        help_text="Our child protection plan can end only after it",
    )

    class Meta(RecordForm.Meta):
        model = Move
        fields = ["conference_on", "accepted_on", "accepted_by"]
        labels = {
            "accepted_on": "When did they accept?",
            "accepted_by": "Who accepted, and how we know",
        }

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        for name in ("accepted_on", "accepted_by"):
            self.fields[name].required = True
        self.fields["accepted_on"].past = True
        move = self.instance
        move.on_plan |= move.leaving and endings.wait_for_conference(move.child)
        if not move.on_plan:
            del self.fields["conference_on"]

    def save(self, commit=True):
        self.ended = accept_move(self.instance, self.worker)
        return self.instance
