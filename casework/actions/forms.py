"""A promise: what, who, by when; and what changed for the child when it was kept."""

from django import forms
from django.utils import timezone

from casework.access.models import Worker
from casework.actions.models import Action
from casework.children.forms import RecordForm
from casework.children.models import Person


class ActionForm(RecordForm):
    """One owner, by name: a worker, someone on the child's family file, or anyone else."""

    class Meta(RecordForm.Meta):
        model = Action
        fields = [
            "what", "for_child", "owner_worker", "owner_person", "owner_name", "due_on",
            "due_event",
        ]  # fmt: skip
        labels = {
            "owner_worker": "Who will do it: a worker",
            "owner_person": "or someone in the family",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        child = self.instance.child
        self.fields["owner_worker"].queryset = Worker.objects.of(child.authority_id).working()
        self.fields["owner_person"].queryset = Person.objects.filter(
            related_to__person=child.person_id, related_to__ended_on=None, child=None
        ).distinct()

    def clean(self):
        cleaned = super().clean()
        owners = [cleaned.get(n) for n in ("owner_worker", "owner_person", "owner_name")]
        if sum(bool(owner) for owner in owners) != 1:
            self.add_error("owner_worker", "Choose who will do this: one person, by name")
        if not cleaned.get("due_on") and not cleaned.get("due_event"):
            self.add_error(
                "due_on",
                "Give a date or an event it must be done by, such as"
                " “before the review on 6 January”",
            )
        elif cleaned.get("due_on") and cleaned["due_on"] < self.instance.agreed_on:
            self.add_error("due_on", "The date to do it by cannot be before it was agreed")
        return cleaned

    def _get_validation_exclusions(self):
        """The owner and the end are already answered for above, beside their fields."""
        said = {"owner_worker", "owner_person", "owner_name", "due_on", "due_event"}
        return super()._get_validation_exclusions() | said


class ActionDoneForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Action
        fields = ["done_on", "what_changed"]
        labels = {"what_changed": "What changed for the child because of it?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["done_on"].required = self.fields["done_on"].past = True
        self.fields["done_on"].initial = timezone.localdate
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

    def save(self, commit=True):
        self.instance.dropped_on = timezone.localdate()
        return super().save()
