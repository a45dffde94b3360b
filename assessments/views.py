from dataclasses import dataclass, replace
from datetime import timedelta
from typing import cast

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from assessments.authorising.comparison import beside_the_last
from assessments.forms import StartForm
from assessments.models import Amendment, Assessment, Section47, StrategyDiscussion
from assessments.models.amendments import CORRECTABLE
from assessments.models.assessments import FACTS
from assessments.operations import last_of_episode, ready_to_start
from assessments.writing.prompts import passages_of
from assessments.writing.questions import of_the_family
from assessments.writing.similarity import noticed
from casework.access.links import may_open
from casework.access.models import Worker
from casework.access.roles import Permission
from casework.approvals.models import decisions_of
from casework.children.base_views import ChildPage, ChildRecordCreate, ChildRecordList
from casework.children.extensions.shared_records import tell
from casework.children.models import Child
from casework.timescales.models import Deadline
from casework.writing.prompts.passages import to_think_about

NEWEST = 20
A_QUARTER = timedelta(days=91)
CLOCK = "assessment.complete"


def clocks_of(assessments) -> dict[int, Deadline]:
    """The deadline of each assessment that has one."""
    ids = [assessment.pk for assessment in assessments]
    deadlines = Deadline.objects.filter(code=CLOCK, record_id__in=ids)
    deadlines = deadlines.shown()
    return {deadline.record_id: deadline for deadline in deadlines}


class Assessments(ChildRecordList):
    """A child's assessments, strategy discussions and enquiries, the newest 20 of each."""

    model = Assessment
    template_name = "assessments/assessments.html"
    page = "assessments"
    logged_as = "assessments"

    def get_queryset(self):
        return super().get_queryset().with_people()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        clocks = clocks_of(context["object_list"])
        for assessment in context["object_list"]:
            assessment.clock = clocks.get(assessment.pk)
        discussions = StrategyDiscussion.objects.of_child(self.child).newest_first()
        enquiries = Section47.objects.of_child(self.child).with_people().newest_first()
        return {
            **context,
            "discussions": discussions[:NEWEST],
            "enquiries": enquiries[:NEWEST],
            "may_record": self.request.user.may(Permission.RECORD),
            "may_authorise": self.request.user.may(Permission.AUTHORISE),
        }


class AssessmentAdd(ChildRecordCreate):
    form_class = StartForm
    template_name = "assessments/start.html"
    title = "Start an assessment"
    save_label = "Start the assessment"
    saved = "Assessment started. It is due within 45 working days of the referral."
    logged_as = "a new assessment"

    def get_form_kwargs(self):
        siblings = Child.objects.visible_to(self.request.user).siblings_of(self.child)
        ready = ready_to_start(siblings).with_person()
        return {**super().get_form_kwargs(), "worker": self.request.user, "siblings": ready}

    def get_initial(self):
        """The referral's day is for the first assessment of its episode, soon after it: one after
        that has a clock of its own, from the day it was decided on."""
        episode = self.child.episodeofneeds.open().first()
        if episode is None:
            return {}
        if last_of_episode(episode):
            return {"kind": Assessment.Kind.UPDATE, "referral_received_on": timezone.localdate()}
        lately = timezone.localdate() - episode.started_on < A_QUARTER
        return {"referral_received_on": episode.started_on if lately else None}

    def get_success_url(self):
        return reverse("assessment-edit", args=[self.child.pk, self.object.pk])


def together_with(assessment, worker, *, written=False) -> list[Assessment]:
    """The assessments of brothers and sisters that share the family's words."""
    if assessment.family_id is None:
        return []
    assessments = Assessment.objects.visible_to(worker).filter(family=assessment.family_id)
    assessments = (
        assessments.exclude(pk=assessment.pk).select_related("child__person").order_by("pk")
    )
    return list(assessments.with_sections() if written else assessments)


NEXT_STEPS = {
    Assessment.Outcome.CIN_PLAN: ("Make the child in need plan", "plan-add"),
    Assessment.Outcome.STRATEGY: ("Record the strategy discussion", "strategy-add"),
    Assessment.Outcome.NO_ACTION: ("Close the episode of need", "episode-close"),
    Assessment.Outcome.EARLY_HELP: ("Close the episode of need", "episode-close"),
}


class AssessmentRead(ChildPage):
    """An assessment to read: the child's own words first among what was written."""

    template_name = "assessments/assessment.html"
    page = "assessments"
    logged_as = "an assessment"

    def get_assessment(self):
        assessments = Assessment.objects.of_child(self.child).with_people().with_sections()
        assessment = assessments.filter(pk=self.kwargs["pk"]).first()
        if assessment is None:
            raise Http404
        assessment.child = self.child
        return tell([assessment], self.request.user)[0]

    def beside(self, assessment):
        """On being asked for: who only reads sees it as it was written."""
        way = self.request.GET.get("read", "as-written")
        return (
            beside_the_last(assessment, way, self.request.user) if not assessment.imported else None
        )

    def to_think(self, assessment) -> dict:
        """While it is still with its writer."""
        worker = cast(Worker, self.request.user)
        unsent = assessment.state in ("draft", "returned") and not assessment.stopped_on
        if not unsent or not worker.may(Permission.RECORD):
            return {}
        return {
            "to_think": to_think_about(passages_of(assessment), worker),
            "noticed": noticed(assessment, worker),
        }

    def get_context_data(self, **kwargs):
        assessment, worker = self.get_assessment(), self.request.user
        return super().get_context_data(
            assessment=assessment,
            **self.to_think(assessment),
            sections=sections_of(assessment),
            clock=clocks_of([assessment]).get(assessment.pk),
            beside=self.beside(assessment),
            earlier=decisions_of(assessment),
            together=together_with(assessment, worker),
            next_step=next_step(assessment, worker),
            may_record=worker.may(Permission.RECORD),
            may_authorise=worker.may(Permission.AUTHORISE) and assessment.submitted_by != worker,
            **kwargs,
        )


CALLED = dict(CORRECTABLE)


@dataclass(frozen=True)
class WrittenSection:
    """What was written under one question, and the corrections authorised since, newest first."""

    question: str
    text: str
    corrections: list[Amendment]
    score: int | None = None
    ends: str = ""


def sections_of(assessment) -> dict:
    """What was written, under the question each answers. A corrected section reads as corrected.

    A child not yet born says nothing: how the parents speak of them is a section like the others.
    """
    corrected = corrections_of(assessment)
    child: list[WrittenSection] = []
    family: list[WrittenSection] = []
    own_words: WrittenSection | None = None
    for answer in assessment.written:
        section, key = _written(answer, corrected), answer.section.key
        if key == "own_words" and assessment.kind != Assessment.Kind.PREBIRTH:
            own_words = section
        else:
            (family if of_the_family(answer.section) else child).append(section)
    return {
        "said": own_words,
        "decided": _corrected("", assessment.manager_analysis, "manager_analysis", corrected),
        "child": child,
        "family": family,
        "facts": [
            WrittenSection(CALLED[name], "", corrected[name]) for name in FACTS if name in corrected
        ],
    }


def corrections_of(assessment) -> dict[str, list[Amendment]]:
    """Authorised corrections by section, the newest first."""
    by_section: dict[str, list[Amendment]] = {}
    if assessment.locked:
        corrections = assessment.amendments.authorised().with_people()
        for correction in corrections.order_by("-authorised_on", "-pk"):
            by_section.setdefault(correction.section, []).append(correction)
    return by_section


def _written(answer, corrected) -> WrittenSection:
    section = _corrected(answer.question, answer.text, answer.section.key, corrected)
    return replace(section, score=answer.score, ends=answer.ends)


def _corrected(question: str, text: str, key: str, corrected) -> WrittenSection:
    corrections = corrected.get(key, [])
    return WrittenSection(question, corrections[0].should_say if corrections else text, corrections)


def next_step(assessment, worker) -> dict | None:
    """Where the outcome leads, while the episode is open and for those who may take the step."""
    open_episode = assessment.episode and assessment.episode.closed_on is None
    if not open_episode or assessment.outcome not in NEXT_STEPS:
        return None
    label, url = NEXT_STEPS[assessment.outcome]
    if not may_open(worker, url):
        return None
    return {"label": label, "url": reverse(url, args=[assessment.child_id])}
