from dataclasses import dataclass, replace

from django.http import Http404
from django.urls import reverse

from assessments.beside import passages_of
from assessments.comparing import beside_the_last
from assessments.deeds import ready_to_start
from assessments.forms import StartForm
from assessments.models import Amendment, Assessment, Section47, StrategyDiscussion
from assessments.noticing import noticed
from assessments.questions import of_the_family
from casework.access.roles import Permission
from casework.children.models import Child
from casework.children.views import ChildPage, ChildRecordCreate, ChildRecordList
from casework.recording.authorising import decisions_of
from casework.timescales.models import Deadline
from casework.writing.passages import to_think_about

NEWEST = 20
CLOCK = "assessment.complete"


def clocks_of(assessments) -> dict[int, Deadline]:
    """The deadline of each assessment that has one."""
    ids = [assessment.pk for assessment in assessments]
    found = Deadline.objects.filter(code=CLOCK, record_id__in=ids)
    found = found.with_state().with_lateness().with_reason()
    return {deadline.record_id: deadline for deadline in found}


class Assessments(ChildRecordList):
    """A child's assessments, strategy discussions and enquiries, the newest 20 of each."""

    model = Assessment
    template_name = "assessments/assessments.html"
    page = "assessments"
    looks_at = "assessments"

    def get_queryset(self):
        return super().get_queryset().with_people()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        clocks = clocks_of(context["object_list"])
        for assessment in context["object_list"]:
            assessment.clock = clocks.get(assessment.pk)
        discussions = StrategyDiscussion.objects.of_child(self.child).newest_first()
        enquiries = Section47.objects.of_child(self.child).newest_first()
        return {
            **context,
            "discussions": discussions[:NEWEST],
            "enquiries": enquiries[:NEWEST],
            "may_record": self.request.user.may(Permission.RECORD),
            "may_authorise": self.request.user.may(Permission.AUTHORISE),
        }


class AssessmentAdd(ChildRecordCreate):
    form_class = StartForm
    title = "Start an assessment"
    save_label = "Start the assessment"
    saved = "Assessment started. It is due within 45 working days of the referral."
    looks_at = "a new assessment"

    def get_form_kwargs(self):
        siblings = Child.objects.visible_to(self.request.user).siblings_of(self.child)
        ready = ready_to_start(siblings).with_person()
        return {**super().get_form_kwargs(), "worker": self.request.user, "siblings": ready}

    def get_initial(self):
        episode = self.child.episodeofneeds.open().first()
        return {"referral_received_on": episode.started_on if episode else None}

    def get_success_url(self):
        return reverse("assessment-edit", args=[self.child.pk, self.object.pk])


def together_with(assessment, worker, *, written=False) -> list[Assessment]:
    """The assessments of brothers and sisters that share the family's words."""
    if assessment.family_id is None:
        return []
    found = Assessment.objects.visible_to(worker).filter(family=assessment.family_id)
    found = found.exclude(pk=assessment.pk).select_related("child__person").order_by("pk")
    return list(found.with_sections() if written else found)


NEXT_STEPS = {
    Assessment.Outcome.CIN_PLAN: ("Make the child in need plan", "plan-add", Permission.RECORD),
    Assessment.Outcome.STRATEGY: (
        "Record the strategy discussion", "strategy-add", Permission.RECORD,
    ),
    Assessment.Outcome.NO_ACTION: (
        "Close the episode of need", "episode-close", Permission.DECIDE,
    ),
    Assessment.Outcome.EARLY_HELP: (
        "Close the episode of need", "episode-close", Permission.DECIDE,
    ),
}  # fmt: skip


class AssessmentRead(ChildPage):
    """An assessment to read: the child's own words first among what was written."""

    template_name = "assessments/assessment.html"
    page = "assessments"
    looks_at = "an assessment"

    def get_assessment(self):
        found = Assessment.objects.of_child(self.child).with_people().with_sections()
        found = found.select_related("episode")
        assessment = found.filter(pk=self.kwargs["pk"]).first()
        if assessment is None:
            raise Http404
        assessment.child = self.child
        return assessment

    def beside(self, assessment):
        """On being asked for: who only reads sees it as it was written."""
        way = self.request.GET.get("read", "as-written")
        return beside_the_last(assessment, way) if not assessment.imported else None

    def to_think(self, assessment) -> dict:
        """While it is still with its writer."""
        unsent = assessment.state in ("draft", "returned") and not assessment.stopped_on
        if not unsent or not self.request.user.may(Permission.RECORD):
            return {}
        worker = self.request.user
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


@dataclass(frozen=True)
class Said:
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
    child, family, said = [], [], None
    for answer in assessment.written:
        section, key = _said(answer, corrected), answer.section.key
        if key == "own_words" and assessment.kind != Assessment.Kind.PREBIRTH:
            said = section
        else:
            (family if of_the_family(answer.section) else child).append(section)
    return {
        "said": said,
        "decided": _corrected("", assessment.manager_analysis, "manager_analysis", corrected),
        "child": child,
        "family": family,
    }


def corrections_of(assessment) -> dict[str, list[Amendment]]:
    """Authorised corrections by section, the newest first."""
    found: dict[str, list[Amendment]] = {}
    if assessment.locked:
        corrections = assessment.amendments.authorised().with_people()
        for correction in corrections.order_by("-authorised_on", "-pk"):
            found.setdefault(correction.section, []).append(correction)
    return found


def _said(answer, corrected) -> Said:
    section = _corrected(answer.question, answer.text, answer.section.key, corrected)
    return replace(section, score=answer.score, ends=answer.ends)


def _corrected(question: str, text: str, key: str, corrected) -> Said:
    corrections = corrected.get(key, [])
    return Said(question, corrections[0].should_say if corrections else text, corrections)


def next_step(assessment, worker) -> dict | None:
    """Where the outcome leads, while the episode is open and for those who may take the step."""
    open_episode = assessment.episode and assessment.episode.closed_on is None
    if not open_episode or assessment.outcome not in NEXT_STEPS:
        return None
    label, url, permission = NEXT_STEPS[assessment.outcome]
    if not worker.may(permission):
        return None
    return {"label": label, "url": reverse(url, args=[assessment.child_id])}
