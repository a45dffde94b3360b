from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from casework.children.extensions.banner_and_menu import BannerAlert, MenuItem, Page, parts
from casework.children.extensions.endings import Ends, endings
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.merges import Answer, Then, answers
from casework.children.extensions.mistakes import Kind, mistakes
from casework.children.extensions.next_steps import Step, steps
from casework.children.extensions.shared_records import Beside, beside_the_search
from casework.legal.models import LegalStatus
from casework.meetings.operations import into_the_meeting, out_of_the_meeting
from casework.preproceedings.models import (
    Agreement,
    AssessmentOfChild,
    ChildInCourt,
    ChildPreProceedings,
    CourtExtension,
    Hearing,
    LegalAdvice,
    LetterSent,
    OrderedAssessment,
    PanelDecision,
    Parent,
    Proceedings,
    ProcessMeeting,
    TrackerUpdate,
)
from casework.preproceedings.operations import end, stand_no_more


def _annotations():
    rows = ChildPreProceedings.objects.filter(child=OuterRef("pk"))
    running = rows.running().order_by("-started_on")
    return {
        "plo_since": Subquery(running.values("started_on")[:1]),
        "plo_extended_to": Subquery(running.values("extended_to")[:1]),
        "plo_asked": Exists(rows.waiting_for_panel()),
        "plo_ever": Exists(rows.recorded_here()),
    }


def _words(child) -> list[str]:
    """Beside the legal status: how far it is, because weeks matter here."""
    if child.plo_asked:
        return ["A legal planning meeting is asked for"]
    if not child.plo_since:
        return []
    weeks = (timezone.localdate() - child.plo_since).days // 7
    return [f"Pre-proceedings, week {weeks}{', extended' if child.plo_extended_to else ''}"]


parts.add(
    BannerAlert(order=62, annotations=_annotations, danger=False, reads=_words, url="plo-child"),
    Page(order=57, label="Pre-proceedings", url="plo-child", shown=lambda child: child.plo_ever),
    MenuItem(order=166, label="Ask for a legal planning meeting", url="plo-ask"),
    MenuItem(
        order=167,
        label="A legal planning meeting or panel",
        url="plo-panel-add",
        shown=lambda child: bool(child.plo_asked or child.plo_since),
    ),
    MenuItem(
        order=168,
        label="A pre-proceedings meeting",
        url="plo-meeting-add",
        shown=lambda child: bool(child.plo_since),
    ),
)

within.add(
    Findable(
        label="Pre-proceedings",
        records=ChildPreProceedings.objects.recorded_here,
        happened="process__asked_on",
        url="plo-child",
        words=("process__threshold", "process__tried", "outcome_because", "own_words"),
        about="process__children__child",
        of_all=("process__threshold", "process__tried"),
    ),
    Findable(
        label="Legal planning panel",
        records=PanelDecision.objects.all,
        happened="decided_on",
        url="plo-child",
        words=("reasons",),
    ),
    Findable(
        label="Pre-proceedings meeting",
        records=ProcessMeeting.objects.all,
        happened="held_on",
        url="plo-child",
        words=("what_changed", "meeting__minutes"),
        about="meeting__children",
    ),
    Findable(
        label="Assessment ordered before proceedings",
        records=AssessmentOfChild.objects.all,
        happened="ordered__ordered_on",
        url="plo-child",
        words=("ordered__question", "ordered__says", "ordered__expert"),
        about="ordered__children__child",
    ),
)
beside_the_search.add(
    Beside(
        model=TrackerUpdate,
        about="in_process__process__children__child",
        of_all=("why_late", "for_panel"),
    )
)


def _waits(child) -> bool:
    return ChildPreProceedings.objects.waiting_for_panel().of_child(child).exists()


def _to_apply(child) -> int | None:
    rows = ChildPreProceedings.objects.recorded_here().of_child(child)
    rows = rows.filter(outcome=ChildPreProceedings.Outcome.APPLY, applied_on=None)
    return rows.values_list("process", flat=True).first()


steps.add(
    Step(
        order=58,
        label="Record the legal planning meeting",
        url="plo-panel-add",
        applies=_waits,
        waits="A legal planning meeting comes next: whoever chairs it records it.",
    ),
    Step(order=59, label="Record the application to the court", url="plo", applies=_to_apply),
)


def _end(row, ending) -> None:
    """It ends for this child alone; brothers and sisters go on."""
    outcome = ChildPreProceedings.Outcome
    if row.started_on is None:
        end(row, outcome.NOT_STARTED, ending.day, ending.because, by=ending.by)
        return
    day = ending.on_or_after(row.started_on)
    end(row, outcome.LEFT, day, ending.because, by=ending.by)


endings.add(
    Ends(
        order=67,
        records=ChildPreProceedings.objects.open().recorded_here,
        end=_end,
        label=lambda row: str(row),
    )
)


def _no_status(row) -> None:
    """What was a mistake gave the child a legal status: it stands no more."""
    if row.started_on:
        stand_no_more(row.child, LegalStatus.Kind.PREPROCEEDINGS, row.started_on)


mistakes.add(
    Kind(
        model=ChildPreProceedings,
        called="pre-proceedings",
        happened="started_on",
        url="plo-child",
        settled=lambda row: row.started_on is not None,
        also=lambda row: [
            *row.decisions.all(),
            *row.meetings.all(),
            *row.updates.all(),
            *row.assessments.all(),
            *row.in_court.all(),
        ],
        follows=_no_status,
    ),
    Kind(
        model=PanelDecision,
        called="decision of a panel",
        happened="decided_on",
        url="plo-child",
        settled=lambda decision: True,
        not_corrected="A panel decided it: withdraw it, and record the panel again",
        not_moved="It goes with the child’s pre-proceedings",
    ),
    Kind(
        model=ProcessMeeting,
        called="pre-proceedings meeting",
        happened="held_on",
        url="plo-child",
        follows=out_of_the_meeting,
        returns=into_the_meeting,
        not_moved="It goes with the child’s pre-proceedings",
    ),
    Kind(
        model=TrackerUpdate,
        called="look at the milestones",
        happened="looked_on",
        url="plo-child",
        same_form=lambda update: TrackerUpdate.objects.filter(
            in_process__process=update.in_process.process_id,
            looked_on=update.looked_on,
            recorded_by=update.recorded_by,
        ).exclude(pk=update.pk),
        not_moved="It goes with the child’s pre-proceedings",
    ),
    Kind(
        model=AssessmentOfChild,
        called="assessment ordered before proceedings",
        url="plo-child",
        not_corrected="It is changed on the timeline, where it was ordered",
        not_moved="It goes with the child’s pre-proceedings",
    ),
    Kind(
        model=ChildInCourt,
        called="care proceedings",
        url="plo-child",
        settled=lambda part: part.final_on is not None,
        also=lambda part: list(part.extensions.all()),
        not_moved="It goes with the child’s pre-proceedings",
    ),
    Kind(
        model=CourtExtension,
        called="extension by the court",
        happened="ordered_on",
        url="plo-child",
        not_moved="It goes with the child’s proceedings",
    ),
)
OF_THE_FAMILY = "It is the family’s: put right on the timeline, and its history keeps it"
mistakes.add(
    *(
        Kind(
            model=model,
            of="process__children__child",
            not_corrected=OF_THE_FAMILY,
            not_withdrawn=OF_THE_FAMILY,
            not_moved=OF_THE_FAMILY,
        )
        for model in (
            Agreement,
            Hearing,
            LegalAdvice,
            LetterSent,
            OrderedAssessment,
            Parent,
            Proceedings,
        )
    )
)
answers.add(
    Answer(
        model=Parent,
        field="person",
        then=Then.MOVES,
        because="The parent is the same, whatever their number was",
    )
)
