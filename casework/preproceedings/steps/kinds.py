"""The steps of a family's process that have a form of their own, by the word in their address."""

from dataclasses import dataclass

from casework.interface.registry import Registry
from casework.preproceedings.court.forms import CourtForm, HearingForm
from casework.preproceedings.steps.forms import (
    AdviceForm,
    AgreementForm,
    AssessmentForm,
    FamilyStepForm,
    LetterForm,
    ParentForm,
)


@dataclass(frozen=True, kw_only=True)
class StepKind:
    """``key`` stands in the address; ``title`` heads its form. ``not_moved`` says what to do where
    it cannot be moved to another family; ``own_page`` is where it is added, if not on a form."""

    key: str
    title: str
    form: type[FamilyStepForm]
    not_moved: str = ""
    own_page: str = ""

    @property
    def model(self):
        return self.form._meta.model


kinds = Registry[StepKind]("kind of step", key="key")
IN_COURT = "The court’s papers name the children: withdraw it, and record it on the right family"
kinds.add(
    StepKind(key="parents", title="A parent, and their lawyer", form=ParentForm),
    StepKind(
        key="letters",
        title="A letter, sent or given to a parent",
        form=LetterForm,
        not_moved="A letter goes with its parent: move the parent, or choose another one here",
    ),
    StepKind(key="agreements", title="The written agreement", form=AgreementForm),
    StepKind(key="assessments", title="An assessment", form=AssessmentForm),
    StepKind(
        key="applications", title="The application to the court", form=CourtForm, not_moved=IN_COURT
    ),
    StepKind(key="hearings", title="A hearing", form=HearingForm, not_moved=IN_COURT),
    StepKind(key="advice", title="Legal advice", form=AdviceForm, own_page="plo-advice"),
)
