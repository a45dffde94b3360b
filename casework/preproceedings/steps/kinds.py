"""The steps of a family's process that have a form of their own, by the word in their address."""

from dataclasses import dataclass

from casework.interface.registry import Registry
from casework.preproceedings.court.forms import CourtForm, HearingForm
from casework.preproceedings.steps.forms import (
    AgreementForm,
    AssessmentForm,
    FamilyStepForm,
    LetterForm,
    ParentForm,
)


@dataclass(frozen=True, kw_only=True)
class StepKind:
    """``key`` stands in the address; ``title`` heads its form."""

    key: str
    title: str
    form: type[FamilyStepForm]

    @property
    def model(self):
        return self.form._meta.model


kinds = Registry[StepKind]("kind of step", key="key")
kinds.add(
    StepKind(key="parents", title="A parent, and their lawyer", form=ParentForm),
    StepKind(key="letters", title="A letter, sent or given to a parent", form=LetterForm),
    StepKind(key="agreements", title="The written agreement", form=AgreementForm),
    StepKind(key="assessments", title="An assessment", form=AssessmentForm),
    StepKind(key="applications", title="The application to the court", form=CourtForm),
    StepKind(key="hearings", title="A hearing", form=HearingForm),
)
