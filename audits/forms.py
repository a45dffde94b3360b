from django import forms
from django.db.models import Exists, OuterRef
from django.utils import timezone

from audits.criteria import editions as criteria
from audits.models import Audit
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.allocation.parts import bars
from casework.children.file_numbers import NOT_FOUND, file_numbered
from casework.children.forms import RecordForm
from casework.children.models import Allocation, Child
from casework.interface.forms import Radios

WHICH_CHILD = "Give the number of the child’s file, such as C00042"
NO_ONE_TO_DRAW = "There is no one to sample from: every child you can see is being audited"


class GiveOutForm(RecordForm):
    """Chooses a child, at random or by number, and who will judge what was done for them."""

    number = forms.CharField(
        label="The child’s number",
        required=False,
        max_length=12,
        help_text="Such as C00042. Leave it empty to draw at random.",
    )

    class Meta(RecordForm.Meta):
        model = Audit
        fields = ["sampling", "chosen_because", "auditor", "kind", "due_on"]
        widgets = {"sampling": Radios, "kind": Radios}
        labels = {"sampling": "How the child is chosen", "kind": "How much to read"}
        help_texts = {"chosen_because": "For a theme or a worry. Leave it empty for a random draw."}
        error_messages = {
            "sampling": {"required": "Say how the child is chosen"},
            "auditor": {"required": "Choose who will do the audit"},
            "due_on": {"required": "Give the date to finish by"},
        }

    field_order = ["sampling", "number", "chosen_because", "auditor", "kind", "due_on"]

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.instance.recorded_by = worker
        self.instance.edition = criteria.CURRENT
        self.instance.started_on = timezone.localdate()
        auditors = Worker.objects.of(worker.authority_id).who_may(Permission.AUDIT)
        self.fields["auditor"].queryset = auditors.working()

    def clean_due_on(self):
        return today_or_later(self.cleaned_data["due_on"], "finish by")

    def clean(self):
        cleaned = super().clean()
        self.instance.graded = cleaned.get("kind") != Audit.Kind.DIP
        if not {"sampling", "auditor", "number"} & set(self.errors):
            at_random = cleaned["sampling"] == Audit.Sampling.RANDOM
            child = (
                self.draw(cleaned["auditor"])
                if at_random
                else self.named(cleaned["number"], cleaned["auditor"])
            )
            if child:
                self.instance.child = child
                self.instance.authority_id, self.instance.team_id = (
                    child.authority_id,
                    child.team_id,
                )
        return cleaned

    def draw(self, auditor):
        """One of the children with a social worker now, any as likely as another; never one whose
        file is restricted."""
        audited = Audit.objects.open().filter(child=OuterRef("pk"))
        held = Allocation.objects.leading().filter(child=OuterRef("pk"))
        worked = Allocation.objects.filter(child=OuterRef("pk"), worker=auditor)
        files = Child.objects.visible_to(self.worker).filter(restricted=False)
        children = files.filter(Exists(held), ~Exists(audited), ~Exists(worked))
        self.instance.chosen_from = children.count()
        child = children.with_person().order_by("?").first()
        if child is None:
            self.add_error("sampling", NO_ONE_TO_DRAW)
        return child

    def named(self, number, auditor):
        if not number.strip():
            return self.add_error("number", WHICH_CHILD)
        child = file_numbered(number, Child.objects.visible_to(self.worker))
        if child is None:
            return self.add_error("number", NOT_FOUND)
        for reason in bars(child, auditor):
            self.add_error("auditor", reason)
        open_audit = Audit.objects.open().of_child(child).select_related("auditor").first()
        if open_audit:
            self.add_error(
                "number", f"{open_audit.auditor} is auditing {child.first_name}’s file now"
            )
        return child

    def unchecked_fields(self):
        chosen = self.instance.child_id is not None
        return super().unchecked_fields() | (set() if chosen else {"child", "authority"})


def today_or_later(day, named):
    if day < timezone.localdate():
        raise forms.ValidationError(f"The date to {named} must be today or later")
    return day


class RedateForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Audit
        fields = ["due_on"]

    def clean_due_on(self):
        return today_or_later(self.cleaned_data["due_on"], "finish by")
