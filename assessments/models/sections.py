"""What an assessment asks, from the version it was written in, and what was answered.

The sections inspectors always ask for are columns of ``Assessment`` and, where the family shares
them, of ``FamilyAssessment``: their history reaches back before there were templates. A section a
template adds is a row for each child.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.children.models import ChildRecord, ChildRecordQuerySet
from casework.practice.default_templates import shipped_sections, version_in_force
from casework.practice.models import Section, Version
from casework.practice.versions import sections_of
from casework.recording.models import FamilyPart

OF_THE_FAMILY = ("family_and_home", "parents_and_carers", "wider_family", "what_others_say")


@pghistory.track()
class FamilyAssessment(FamilyPart):
    """The part of an assessment that is the same for every child in it, written once."""

    family_and_home = models.TextField("the family and their home", blank=True)
    parents_and_carers = models.TextField("what the parents and carers bring", blank=True)
    wider_family = models.TextField("wider family and other important adults", blank=True)
    what_others_say = models.TextField("what other agencies and the family say", blank=True)

    def __str__(self):
        return "Family assessment"


class AssessmentSectionQuerySet(ChildRecordQuerySet):
    def written(self):
        return self.exclude(text="", score=None)


@pgtrigger.register(
    pgtrigger.Trigger(
        name="authorised_is_locked",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(
            "OLD.text IS DISTINCT FROM NEW.text OR OLD.score IS DISTINCT FROM NEW.score"
        ),
        func="IF EXISTS (SELECT FROM assessments_assessment a WHERE a.id = OLD.assessment_id"
        " AND a.authorised_on IS NOT NULL) THEN"
        " RAISE EXCEPTION 'An authorised assessment is locked: amend it'"
        " USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
    )
)
@pghistory.track()
class AssessmentSection(ChildRecord):
    """One child's answer to a section that a template added. One the family shares is written once
    and stands on each child's assessment."""

    assessment = models.ForeignKey(
        "assessments.Assessment", models.CASCADE, related_name="answers", editable=False
    )
    section = models.ForeignKey(Section, models.PROTECT, related_name="+", editable=False)
    text = models.TextField(blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)

    objects: ClassVar = AssessmentSectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "section"], name="assessment_section_answered_once"
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__lte=10),
                name="assessment_score_at_most_ten",
                violation_error_message="Choose a number from 0 to 10",
            ),
        ]

    def __str__(self):
        return str(self.section)


@dataclass(frozen=True)
class Answer:
    """A section and what stands in it, in the child's own name."""

    section: Section
    name: str
    text: str = ""
    score: int | None = None

    @property
    def title(self) -> str:
        return self.section.title_for(self.name)

    @property
    def question(self) -> str:
        return self.section.question_for(self.name)

    @property
    def ends(self) -> str:
        return self.section.ends_for(self.name)

    @property
    def said(self) -> str:
        """What stands in it, a number with what its ends mean."""
        if self.score is None:
            return self.text
        return "\n".join(filter(None, [f"{self.score} out of 10. {self.ends}", self.text]))

    @property
    def written(self) -> bool:
        return bool(self.text.strip()) or self.score is not None


if TYPE_CHECKING:
    OfAChild = ChildRecord
else:
    OfAChild = object


class AskedMixin(OfAChild):
    """An assessment's sections, read from the version it was written in."""

    if TYPE_CHECKING:
        kind: models.CharField
        version: models.ForeignKey[Version | None, Version | None]
        version_id: int | None
        imported: models.BooleanField
        authorised_on: models.DateField[date | None, date | None]
        stopped_on: models.DateField[date | None, date | None]
        child_seen_on: models.DateField[date | None, date | None]
        factors: ArrayField
        family: models.ForeignKey[FamilyAssessment | None, FamilyAssessment | None]
        answers: Any  # the manager of AssessmentSection

    def save(self, *args, **kwargs):
        """One that starts is written in the version in force, and keeps it; one that a census
        brought starts when someone here first writes in it."""
        starts = self._state.adding and not self.imported
        if self.version_id is None and (starts or self.not_opened_here):
            self.version = self.version_in_force
        super().save(*args, **kwargs)
        if starts:
            self.open_sections()

    @cached_property
    def asked(self) -> list[Section]:
        """One begun before there were templates keeps the sections it had. A census brings none:
        one left open is asked what is asked today, one it authorised is asked nothing."""
        version = self.version_in_force if self.not_opened_here else self.version
        if version:
            return sections_of(version)
        if self.imported:
            return []
        return [section for section in shipped_sections(self.kind) if not section.in_rows]

    @property
    def not_opened_here(self) -> bool:
        """Brought in open, and nobody here has written in it yet."""
        brought = self.imported and self.version_id is None and not self._state.adding
        return brought and self.authorised_on is None and self.stopped_on is None

    @cached_property
    def version_in_force(self) -> Version | None:
        return version_in_force(self.child.authority, self.kind)

    def answer_to(self, section: Section) -> Answer:
        name = self.child.first_name
        if section.in_rows:
            row = self.rows.get(section.pk)
            return Answer(section, name, row.text, row.score) if row else Answer(section, name)
        holder = self.family if section.key in OF_THE_FAMILY else self
        return Answer(section, name, getattr(holder, section.key) if holder else "")

    @cached_property
    def rows(self) -> dict[int, AssessmentSection]:
        if self._state.adding:
            return {}
        return {row.section_id: row for row in self.answers.all()}

    @property
    def shared_rows(self) -> list[AssessmentSection]:
        """Those of which the words stand on each child's assessment."""
        shared = {section.pk for section in self.asked if section.shared}
        return [row for key, row in self.rows.items() if key in shared]

    @property
    def written(self) -> list[Answer]:
        return [self.answer_to(section) for section in self.asked]

    @property
    def still_needed(self) -> dict[str, str]:
        """What a manager cannot decide without: the field, and what to do about it."""
        name = self.child.first_name
        needed = {}
        if not self.child_seen_on and not self.child.person.unborn:
            needed["child_seen_on"] = f"Say when {name} was seen"
        for answer in self.written:
            if answer.section.required and not answer.written:
                needed[answer.section.key] = self.ask_for(answer)
        if not self.factors:
            needed["factors"] = "Choose the factors, or “None of these”"
        return needed

    def ask_for(self, answer: Answer) -> str:
        if answer.section.key == "own_words" and not self.child.person.unborn:
            return f"Write what {answer.name} said, or did and showed"
        if answer.section.kind == Section.Kind.SCALE:
            return f"Choose a number for “{answer.title}”"
        return f"Write something under “{answer.title}”"

    @property
    def not_written(self) -> list[str]:
        """The sections with nothing in them, said to the author and to the manager."""
        return [answer.title for answer in self.written if not answer.written]

    def open_sections(self) -> None:
        """A row for each section the template adds, so that its history begins empty."""
        AssessmentSection.objects.bulk_create(
            AssessmentSection(
                assessment_id=self.pk,
                section=section,
                child_id=self.child_id,
                authority_id=self.authority_id,
                team_id=self.team_id,
                recorded_by_id=self.recorded_by_id,
            )
            for section in self.asked
            if section.in_rows
        )
