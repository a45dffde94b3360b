"""A promise: what, who, by when; and what changed for the child when it was kept."""

from django import forms
from django.utils import timezone

from casework.actions.models import Action, ActionMoved
from casework.actions.owners import owner_choices, owner_facts, owner_value
from casework.children.codes import Agency
from casework.children.forms import RecordForm
from casework.interface.forms import DateField, Radios

ONE_OWNER = "Choose who will do this: one person, by name"
AN_END = "Give a date or an event it must be done by, such as “before the review on 6 January”"


class ActionForm(RecordForm):
    """One owner, by name: a worker, someone in the child's life, or anyone else."""

    owner = forms.ChoiceField(label="Who will do it", required=False)

    class Meta(RecordForm.Meta):
        model = Action
        fields = ["what", "for_child", "owner_name", "owner_agency", "due_on", "due_event"]
        labels = {"what": "What will be done", "for_child": "Done for or with {name}"}
        help_texts = {"for_child": ""}

    field_order = [
        "what",
        "owner",
        "owner_name",
        "owner_agency",
        "due_on",
        "due_event",
        "for_child",
    ]

    def __init__(self, *args, owners=None, **kwargs):
        super().__init__(*args, **kwargs)
        child = self.instance.child
        self.fields["owner"].choices = owners or owner_choices(child, self.instance)
        self.fields["owner"].initial = owner_value(self.instance)
        self.fields["what"].widget.attrs["rows"] = 2
        self.fields["for_child"].label = f"Done for or with {child.first_name}"
        self.fields["owner_name"].label = "or someone else, by name"
        self.fields["owner_agency"].choices = [
            choice for choice in [("", "Choose one"), *Agency.choices] if choice[0] != "family"
        ]

    def clean(self):
        cleaned = super().clean()
        chosen, named = cleaned.get("owner"), cleaned.get("owner_name")
        if bool(chosen) == bool(named) and "owner" not in self.errors:
            self.add_error("owner", ONE_OWNER)
        elif cleaned.get("owner_agency") and not named:
            self.add_error("owner_name", "Give the name of the person who will do it there")
        if "due_on" not in self.errors:
            self.check_end(cleaned)
        return cleaned

    def check_end(self, cleaned):
        if not cleaned.get("due_on") and not cleaned.get("due_event"):
            self.add_error("due_on", AN_END)
        elif cleaned.get("due_on") and cleaned["due_on"] < self.instance.agreed_on:
            self.add_error("due_on", "The date to do it by cannot be before it was agreed")

    def fill_and_check(self):
        if "owner" in self.cleaned_data:
            for name, value in owner_facts(self.cleaned_data["owner"]).items():
                setattr(self.instance, name, value)
        super().fill_and_check()

    def unchecked_fields(self):
        """The owner and the end are already answered for above, beside their fields."""
        answered = {
            "owner_worker",
            "owner_person",
            "owner_name",
            "owner_agency",
            "due_on",
            "due_event",
        }
        return super().unchecked_fields() | answered


class ActionDoneForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Action
        fields = ["done_on", "what_changed"]
        labels = {"what_changed": "What changed for the child because of it?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["done_on"].required = self.fields["done_on"].past = True
        self.initial["done_on"] = timezone.localdate()
        self.fields["what_changed"].required = True
        self.fields["what_changed"].error_messages["required"] = (
            "Say what changed for the child because of it"
        )

    def clean_done_on(self):
        done_on = self.cleaned_data["done_on"]
        if done_on and done_on < self.instance.agreed_on:
            raise forms.ValidationError("It cannot be done before it was agreed")
        return done_on


class ActionDropForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Action
        fields = ["dropped_because"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dropped_because"].required = True
        self.fields["dropped_because"].error_messages["required"] = "Say why it is no longer needed"

    def save(self, commit=True):
        self.instance.dropped_on = timezone.localdate()
        return super().save()


class ActionAnswerForm(RecordForm):
    """What became of one open action: still going, done, a new date, or no longer needed.

    Done asks what changed for the child; a new date and "no longer needed" ask why.
    """

    GOING, DONE, MOVED, DROPPED = "going", "done", "moved", "dropped"
    CHOICES = (
        (GOING, "Still going"),
        (DONE, "Done"),
        (MOVED, "New date"),
        (DROPPED, "No longer needed"),
    )

    answer = forms.ChoiceField(
        label="How is it now?",
        choices=CHOICES,
        widget=Radios(
            inline=True,
            reveals={
                DONE: ("done_on", "what_changed"),
                MOVED: ("new_due_on", "moved_because"),
                DROPPED: "dropped_because",
            },
        ),
        error_messages={"required": "Say how it is now"},
    )
    new_due_on = DateField(label="By what date now?", required=False)
    moved_because = forms.CharField(label="Why the date moved", required=False, max_length=300)

    class Meta(RecordForm.Meta):
        model = Action
        fields = ["done_on", "what_changed", "dropped_because"]
        labels = {"done_on": "When was it done?", "dropped_because": "Why is it no longer needed?"}

    def __init__(self, *args, worker, going=None, on=None, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.worker, self.on = worker, on
        name = self.instance.child.first_name
        self.fields["answer"].label = self.instance.what
        self.fields["answer"].error_messages["required"] = (
            f"Say how it is now: {self.instance.what}"
        )
        self.fields["answer"].help_text = f"{self.instance.owner}, {self.instance.by}"
        if going:
            self.fields["answer"].choices = [(self.GOING, going), *self.CHOICES[1:]]
        self.fields["what_changed"].label = f"What changed for {name} because of it?"
        self.fields["what_changed"].widget.attrs["rows"] = 2
        self.fields["done_on"].past = True
        self.initial["done_on"] = timezone.localdate()
        self.was = (self.instance.due_on, self.instance.due_event)

    @property
    def goes_on(self) -> bool:
        return self.cleaned_data.get("answer") in (self.GOING, self.MOVED)

    def clean(self):
        cleaned = super().clean()
        answer = cleaned.get("answer")
        if answer == self.DONE:
            self.check_done(cleaned)
        else:
            cleaned["done_on"], cleaned["what_changed"] = None, ""
            self.errors.pop("done_on", None)
        if answer != self.DROPPED:
            cleaned["dropped_because"] = ""
        elif not cleaned.get("dropped_because"):
            self.add_error("dropped_because", "Say why it is no longer needed")
        if answer == self.MOVED:
            self.check_moved(cleaned)
        return cleaned

    def check_done(self, cleaned):
        if not cleaned.get("what_changed"):
            self.add_error("what_changed", "Say what changed for the child because of it")
        if "done_on" in self.errors:
            return
        if not cleaned.get("done_on"):
            self.add_error("done_on", "Say when it was done")
        elif cleaned["done_on"] < self.instance.agreed_on:
            self.add_error("done_on", "It cannot be done before it was agreed")

    def check_moved(self, cleaned):
        if not cleaned.get("moved_because"):
            self.add_error("moved_because", "Say why the date moved")
        if "new_due_on" in self.errors:
            return
        if not cleaned.get("new_due_on"):
            self.add_error("new_due_on", "Give the new date")
        elif cleaned["new_due_on"] < self.instance.agreed_on:
            self.add_error("new_due_on", "The date to do it by cannot be before it was agreed")

    def save(self, commit=True):
        """Nothing is written for an action that goes on as it was."""
        action, answer = self.instance, self.cleaned_data["answer"]
        if answer == self.GOING:
            return action
        if answer == self.DROPPED:
            action.dropped_on = max(self.on or timezone.localdate(), action.agreed_on)
        if answer == self.MOVED:
            self.keep_move()
        return super().save()

    def keep_move(self):
        was_due_on, was_due_event = self.was
        ActionMoved.on_file_of(
            self.instance.child,
            self.worker,
            action=self.instance,
            moved_on=self.on or timezone.localdate(),
            was_due_on=was_due_on,
            was_due_event=was_due_event,
            because=self.cleaned_data["moved_because"],
        ).save()
        self.instance.due_on = self.cleaned_data["new_due_on"]
        self.instance.due_event = ""


class ActionMoveForm(RecordForm):
    """A new date, and why."""

    because = forms.CharField(label="Why does the date move?", max_length=300)

    class Meta(RecordForm.Meta):
        model = Action
        fields = ["due_on", "due_event"]
        labels = {"due_on": "By what date now?", "due_event": "or by what event?"}

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.was = (self.instance.due_on, self.instance.due_event)
        self.fields["because"].error_messages["required"] = "Say why the date moves"
        self.initial["due_on"] = None

    def clean(self):
        cleaned = super().clean()
        if "due_on" in self.errors:
            return cleaned
        if not cleaned.get("due_on") and not cleaned.get("due_event"):
            self.add_error("due_on", AN_END)
        elif cleaned.get("due_on") and cleaned["due_on"] < self.instance.agreed_on:
            self.add_error("due_on", "The date to do it by cannot be before it was agreed")
        return cleaned

    def unchecked_fields(self):
        return super().unchecked_fields() | {"due_on", "due_event"}

    def save(self, commit=True):
        was_due_on, was_due_event = self.was
        ActionMoved.on_file_of(
            self.instance.child,
            self.worker,
            action=self.instance,
            was_due_on=was_due_on,
            was_due_event=was_due_event,
            because=self.cleaned_data["because"],
        ).save()
        return super().save()
