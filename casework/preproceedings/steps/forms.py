"""One form for each step of the family’s process."""

from django import forms
from django.db.models import Min

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.actions.plan_needs import need_choices
from casework.children.file_numbers import file_numbered
from casework.children.forms import RecordForm
from casework.children.models import Child, Relationship
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Checkboxes, DateField, Radios, Textarea
from casework.interface.words import full_day
from casework.preproceedings.models import (
    Agreement,
    ChildPreProceedings,
    LegalAdvice,
    LetterSent,
    OrderedAssessment,
    Parent,
    PreProceedings,
    TrackerUpdate,
)
from casework.preproceedings.operations import order_assessment

PARENTS = ("mother", "father", "parent", "step_parent", "carer")


class FamilyStepForm(ConstraintErrorsMixin, RecordForm):
    """One step of the family's process. ``past`` are the days that cannot be still to come;
    ``after_start`` those that cannot be before the decision to begin."""

    past: tuple[str, ...] = ()
    after_start: tuple[str, ...] = ()

    def __init__(self, *args, child, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.child, self.worker = child, worker
        self.process = self.instance.process
        for name in self.past:
            self.fields[name].past = True

    @property
    def rows(self):
        """The children of the process this worker may know of, who began it."""
        rows = ChildPreProceedings.objects.started().visible_to(self.worker)
        rows = rows.filter(process=self.process).oldest_child_first()
        return rows.select_related("child__person")

    @property
    def began_on(self):
        started = ChildPreProceedings.objects.started().filter(process=self.process)
        return started.aggregate(day=Min("started_on"))["day"]

    def clean(self):
        cleaned = super().clean()
        began = self.began_on
        for name in self.after_start:
            if began and cleaned.get(name) and cleaned[name] < began:
                self.add_error(name, f"The panel decided to begin on {full_day(began)}: not before")
        return cleaned

    def unchecked_fields(self):
        return super().unchecked_fields() | {"process"}


class ParentForm(FamilyStepForm):
    past = ("represented_on",)
    beside = {"plo_parent_is_someone": "person", "plo_lawyer_since": "represented_on"}

    class Meta(RecordForm.Meta):
        model = Parent
        fields = [
            "person",
            "name",
            "relation",
            "language",
            "needs",
            "no_letter_because",
            "represented",
            "represented_on",
            "solicitor",
            "represented_at_issue",
        ]
        widgets = {"represented": Radios(inline=True)}
        labels = {"person": "Which parent?", "relation": "Who are they to the children?"}
        help_texts = {
            "language": "Leave empty if none is needed",
            "no_letter_because": "Such as: nobody knows where he is. Then no letter is waited for",
            "relation": "Such as: Ruby’s mother",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        family = Relationship.objects.visible_to(self.worker).standing()
        family = family.filter(
            person__in=[row.child.person_id for row in self.rows] or [self.child.person_id],
            kind__in=PARENTS,
            relative__died_on=None,
        )
        people = self.fields["person"].queryset.filter(pk__in=family.values("relative"))
        self.fields["person"].queryset = people | self._chosen()

    def _chosen(self):
        return self.fields["person"].queryset.filter(pk=self.instance.person_id)


class LetterForm(FamilyStepForm):
    past = ("sent_on", "read_through_on")
    after_start = ("sent_on",)
    beside = {"plo_letter_read_once_sent": "read_through_on"}

    class Meta(RecordForm.Meta):
        model = LetterSent
        fields = [
            "parent",
            "kind",
            "sent_on",
            "how",
            "family_meeting_offered",
            "read_through_on",
            "read_through_by",
            "interpreter",
        ]
        widgets = {"kind": Radios(inline=True), "how": Radios(inline=True)}
        labels = {"parent": "To whom?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        parents = Parent.objects.filter(process=self.process).known_to(self.worker)
        self.fields["parent"].queryset = parents.select_related("person")
        self.fields["parent"].empty_label = "Choose one"

    def clean(self):
        cleaned = super().clean()
        court = self.process.proceedingss.order_by("applied_on").first()
        issue = cleaned.get("kind") == LetterSent.Kind.ISSUE
        if issue and court is None:
            self.add_error("kind", "No application is recorded: record that first")
        elif issue and cleaned.get("sent_on") and cleaned["sent_on"] < court.applied_on:
            self.add_error(
                "sent_on", f"The application was sent {full_day(court.applied_on)}: not before"
            )
        return cleaned


class AgreementForm(FamilyStepForm):
    past = ("agreed_on", "copied_on")
    after_start = ("agreed_on",)
    beside = {"plo_agreement_copied_once_agreed": "copied_on"}

    class Meta(RecordForm.Meta):
        model = Agreement
        fields = ["agreed_on", "words", "disagreed", "copied_on"]
        widgets = {"words": Textarea(rows=8), "disagreed": Textarea(rows=3)}


class OfChildrenForm(FamilyStepForm):
    """A step that is about some of the children: all who are in it, unless fewer are ticked."""

    about = forms.ModelMultipleChoiceField(
        ChildPreProceedings.objects.none(),
        widget=Checkboxes(inline=True),
        label="About which children?",
        error_messages={"required": "Choose at least one child"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"].queryset = self.rows
        self.fields["about"].label_from_instance = lambda row: row.child.first_name
        chosen = [part.in_process_id for part in self.instance.children.all()] if self.known else []
        self.initial["about"] = chosen or [row.pk for row in self.offered()]

    @property
    def known(self) -> bool:
        return self.instance.pk is not None

    def offered(self):
        return [row for row in self.rows if row.running]


class AssessmentForm(OfChildrenForm):
    past = ("ordered_on", "received_on", "called_off_on")
    beside = {
        "plo_assessment_due_after_ordered": "due_on",
        "plo_assessment_comes_after_ordered": "received_on",
        "plo_assessment_called_off_says_why": "called_off_because",
        "plo_assessment_cost": "cost",
    }

    class Meta(RecordForm.Meta):
        model = OrderedAssessment
        fields = [
            "kind",
            "of_whom",
            "expert",
            "question",
            "cost",
            "ordered_on",
            "due_on",
            "late_because",
            "promised_for",
            "received_on",
            "says",
            "called_off_on",
            "called_off_because",
        ]
        widgets = {"question": Textarea(rows=3), "says": Textarea(rows=4)}

    field_order = ["kind", "of_whom", "about", *Meta.fields[2:]]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("received_on") and not cleaned.get("says"):
            self.add_error("says", "Say what it says, in plain words")
        return cleaned

    def save(self, commit=True):
        order_assessment(self.instance, self.cleaned_data["about"], by=self.worker)
        return self.instance


class LookForm(RecordForm):
    """The milestones were looked at: the same words for every child in it."""

    class Meta(RecordForm.Meta):
        model = TrackerUpdate
        fields = ["looked_on", "why_late", "for_panel", "next_owner"]
        widgets = {"why_late": Textarea(rows=3), "for_panel": Textarea(rows=3)}
        help_texts = {"why_late": "What stands in the way, and since when"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["looked_on"].past = True
        workers = Worker.objects.of(self.instance.authority_id).working()
        self.fields["next_owner"].queryset = workers.who_may(Permission.RECORD)

    def unchecked_fields(self):
        return super().unchecked_fields() | {"in_process"}


class NoLetterForm(ConstraintErrorsMixin, RecordForm):
    """An urgent case goes to court without a letter: why is kept."""

    beside = {"plo_no_letter_says_why": "no_letter_because"}

    class Meta(RecordForm.Meta):
        model = PreProceedings
        fields = ["no_letter", "no_letter_because", "no_letter_on"]
        widgets = {"no_letter": Radios, "no_letter_because": Textarea(rows=3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["no_letter"].required = True
        self.fields["no_letter_on"].past = self.fields["no_letter_on"].required = True


class AdviceForm(FamilyStepForm):
    """What the lawyer advised. Those who may not read it do not learn that it was given."""

    past = ("given_on",)

    class Meta(RecordForm.Meta):
        model = LegalAdvice
        fields = ["given_on", "given_by", "advice"]
        widgets = {"advice": Textarea(rows=10)}


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label="Why was it a mistake?",
        widget=Textarea(rows=3),
        error_messages={"required": "Say why it was a mistake"},
    )


class MoveForm(forms.Form):
    """Which family a step is about, by the number of one of its children, and why it was here."""

    to = forms.CharField(
        label="Whose family is it about?",
        help_text="The casework number of one of the children, such as C00042",
        max_length=12,
        error_messages={"required": "Give the casework number of one of the children"},
    )
    because = forms.CharField(
        label="Why was it on this family?",
        widget=Textarea(rows=3),
        error_messages={"required": "Say why it was on this family"},
    )

    def __init__(self, *args, step, days, worker, **kwargs):
        super().__init__(*args, **kwargs)
        self.step, self.days, self.worker = step, days, worker

    def clean_to(self):
        """The newest process of that child which has begun, where the step fits its days."""
        child = file_numbered(self.cleaned_data["to"], Child.objects.visible_to(self.worker))
        if child is None:
            raise forms.ValidationError("There is no file with this number that you may open")
        begun = ChildPreProceedings.objects.started().recorded_here().of_child(child)
        row = begun.newest_first().select_related("process").first()
        if row is None:
            raise forms.ValidationError(f"{child.first_name} was never in pre-proceedings")
        if row.process == self.step.process:
            raise forms.ValidationError("It is on this family’s process already")
        if any(getattr(self.step, day) < row.started_on for day in self.days):
            raise forms.ValidationError(
                f"Their process began on {full_day(row.started_on)}, after this step"
            )
        return row.process


class JoinForm(forms.Form):
    """Which child comes into a process that goes on, and from which day."""

    child = forms.ModelChoiceField(Child.objects.none(), label="Which child?", empty_label=None)
    day = DateField(label="From which day?")

    def __init__(self, *args, siblings, process, **kwargs):
        super().__init__(*args, **kwargs)
        there = ChildPreProceedings.objects.open()
        self.fields["child"].queryset = siblings.exclude(pk__in=there.values("child"))
        self.fields["child"].label_from_instance = lambda child: child.name
        self.fields["day"].past = True
        self.process = process

    def clean_day(self):
        day = self.cleaned_data["day"]
        started = ChildPreProceedings.objects.running().filter(process=self.process)
        began = started.aggregate(day=Min("started_on"))["day"]
        if began is None:
            raise forms.ValidationError("No child is in the process any more: ask the panel")
        if day and day < began:
            raise forms.ValidationError(f"It began on {full_day(began)}: not before")
        return day


class GoesOnForm(forms.Form):
    """For each thing the panel directed, the need of the plan it goes on under."""

    def __init__(self, *args, child, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.actions = list(actions)
        needs = [("", "On the child’s own list of actions"), *need_choices(child)]
        for action in self.actions:
            self.fields[f"action-{action.pk}"] = forms.ChoiceField(
                label=action.what, required=False, choices=needs
            )

    def chosen(self) -> dict:
        """Each action that goes under a need, with the need."""
        chosen = {
            action: self.cleaned_data.get(f"action-{action.pk}", "") for action in self.actions
        }
        return {action: need for action, need in chosen.items() if need}
