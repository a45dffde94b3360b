"""The court stage: the application, its hearings, more time, and the final order of each child."""

from casework.children.forms import RecordForm
from casework.interface.constraint_errors import ConstraintErrorsMixin
from casework.interface.forms import Radios, Textarea
from casework.interface.words import full_day
from casework.preproceedings.models import (
    ChildInCourt,
    ChildPreProceedings,
    CourtExtension,
    Hearing,
    Proceedings,
)
from casework.preproceedings.operations import apply_to_court, record_final_order
from casework.preproceedings.steps.forms import FamilyStepForm, OfChildrenForm


class CourtForm(OfChildrenForm):
    past = ("applied_on", "issued_on", "directions_on", "care_plan_filed_on")
    beside = {
        "court_issued_once_applied": "issued_on",
        "court_short_notice_says_why": "short_notice_because",
    }

    class Meta(RecordForm.Meta):
        model = Proceedings
        fields = [
            "applied_on",
            "short_notice",
            "short_notice_because",
            "issued_on",
            "court",
            "case_number",
            "directions_on",
            "care_plan_due_on",
            "care_plan_filed_on",
        ]
        widgets = {"short_notice_because": Textarea(rows=3)}

    field_order = ["about", *Meta.fields]

    @property
    def rows(self):
        """Only the children for whom the panel decided to apply."""
        return super().rows.filter(outcome=ChildPreProceedings.Outcome.APPLY)

    def offered(self):
        return list(self.rows)

    def clean(self):
        cleaned = super().clean()
        for row in cleaned.get("about") or []:
            if cleaned.get("applied_on") and cleaned["applied_on"] < row.outcome_on:
                self.add_error(
                    "applied_on",
                    f"The panel decided to apply for {row.child.first_name} on"
                    f" {full_day(row.outcome_on)}: not before",
                )
        return cleaned

    def save(self, commit=True):
        apply_to_court(self.instance, self.cleaned_data["about"], by=self.worker)
        return self.instance


class HearingForm(FamilyStepForm):
    past = ("held_on",)
    beside = {"hearing_held_or_not": "not_held_because"}

    class Meta(RecordForm.Meta):
        model = Hearing
        fields = ["kind", "listed_on", "held_on", "outcome", "not_held_because"]
        widgets = {"outcome": Textarea(rows=4)}

    def clean(self):
        cleaned = super().clean()
        if self.instance.proceedings_id is None:
            court = Proceedings.objects.filter(process=self.process).order_by("-pk").first()
            if court is None:
                self.add_error(None, "No application is recorded: record that first")
            self.instance.proceedings = court
        return cleaned

    def unchecked_fields(self):
        return super().unchecked_fields() | {"proceedings"}


class FinalOrderForm(ConstraintErrorsMixin, RecordForm):
    """One child’s care plans and the order the court made."""

    beside = {"court_final_order_has_its_day": "final_order"}

    class Meta(RecordForm.Meta):
        model = ChildInCourt
        fields = [
            "initial_plan",
            "initial_plan_approved",
            "final_plan",
            "final_plan_approved",
            "final_on",
            "final_order",
        ]
        widgets = {"final_order": Radios}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["final_on"].past = True

    def save(self, commit=True):
        record_final_order(self.instance, by=self.writer)
        return self.instance


class ExtensionForm(ConstraintErrorsMixin, RecordForm):
    """The court gives more time: eight weeks at most after the end that stands."""

    beside = {
        "court_extends_forward": "until",
        "court_extends_eight_weeks": "until",
        "court_extends_once": "until",
    }

    class Meta(RecordForm.Meta):
        model = CourtExtension
        fields = ["ordered_on", "until", "because"]
        widgets = {"because": Textarea(rows=3)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ordered_on"].past = True
        self.fields[
            "until"
        ].help_text = (
            f"The end that stands is {full_day(self.instance.extends)}; eight weeks more at most"
        )
