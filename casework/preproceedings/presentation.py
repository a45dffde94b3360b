"""What the page of a family's process shows, gathered in a fixed number of queries."""

from collections.abc import Iterable
from typing import Any, cast

from django.db.models import Prefetch

from casework.access.roles import Permission
from casework.actions.models import Action
from casework.children.extensions.shared_records import leave_all_out, tell, unknown_above
from casework.documents.models import ChildDocument
from casework.interface.words import listed
from casework.preproceedings.models import (
    AssessmentOfChild,
    ChildInCourt,
    ChildPreProceedings,
    CourtExtension,
    Hearing,
    LetterSent,
    OrderedAssessment,
    PanelDecision,
    Parent,
    PreProceedings,
    Proceedings,
    ProcessMeeting,
    TrackerUpdate,
)
from casework.preproceedings.panel_sheet.sheet import family_of
from casework.timescales.models import Deadline

DOES = {
    "plo.legal_planning_meeting": ("Record the panel", "plo-panel-add", Permission.CHAIR_PANEL),
    "plo.letter_sent": ("Record a letter", "letters", Permission.RECORD),
    "plo.fgdm_offer": ("Record a letter", "letters", Permission.RECORD),
    "plo.first_meeting": ("Record the meeting", "plo-meeting-add", Permission.RECORD),
    "plo.agreement": ("Record the agreement", "agreements", Permission.RECORD),
    "plo.review_meeting": ("Record the meeting", "plo-meeting-add", Permission.RECORD),
    "plo.tracking": ("Look at the milestones", "plo-look", Permission.RECORD),
    "plo.midpoint": ("Record the panel", "plo-panel-add", Permission.CHAIR_PANEL),
    "plo.week_12": ("Record the panel", "plo-panel-add", Permission.CHAIR_PANEL),
    "plo.end": ("Record the panel", "plo-panel-add", Permission.CHAIR_PANEL),
    "plo.extend": ("Record the panel", "plo-panel-add", Permission.CHAIR_PANEL),
    "plo.unborn": ("Record the panel", "plo-panel-add", Permission.CHAIR_PANEL),
    "plo.issue": ("Record the application", "applications", Permission.RECORD),
    "plo.letter_of_issue": ("Record a letter", "letters", Permission.RECORD),
    "court": ("Record a hearing", "hearings", Permission.RECORD),
}
"""The page that meets each clock: a step of the family, or the name of a page."""


def page_of(own: ChildPreProceedings, worker) -> dict[str, Any]:
    """``own`` is the row of the child whose file is open."""
    process = cast(PreProceedings, own.process)
    rows = list(rows_of(process, worker))
    children = [row.child_id for row in rows]
    parents = list(parents_of(process, worker))
    agreements = list(process.agreements.order_by("-agreed_on", "-pk"))
    courts = list(courts_of(process, worker))
    hearings = [hearing for court in courts for hearing in court.hearings.all()]
    hidden = unknown_above(process, worker)
    for row in (process, *agreements, *courts, *hearings):
        leave_all_out(row, hidden)
    looks = TrackerUpdate.objects.filter(in_process=own).newest_first()
    looks = looks.select_related("next_owner", "recorded_by")
    return {
        "process": process,
        "own": own,
        "rows": rows,
        "waiting": [row for row in rows if row.started_on is None and not row.outcome],
        "open": any(not row.outcome for row in rows),
        "family": family_of(rows, worker),
        "papers": papers_of(process, children, worker),
        "next": next_step(rows, worker),
        "last_look": next(iter(tell(looks[:1], worker)), None),
        "parents": parents,
        "every_parent_has_a_letter": parents and all(parent.letters.all() for parent in parents),
        "assessments": assessments_of(process, worker),
        "agreements": agreements,
        "meetings": meetings_of(children, process),
        "decisions": decisions_of(rows),
        "directions": directions_of(children, process, worker),
        "courts": courts,
        "earlier": ChildPreProceedings.objects.of_child(own.child)
        .exclude(pk=own.pk)
        .newest_first(),
        "may_record": worker.may(Permission.RECORD),
        "may_decide": worker.may(Permission.CHAIR_PANEL),
        "may_read_advice": worker.may(Permission.READ_LEGAL_ADVICE),
    }


def rows_of(process: PreProceedings, worker):
    rows = ChildPreProceedings.objects.visible_to(worker).filter(process=process)
    return rows.select_related("child__person", "child__team").oldest_child_first()


def next_step(rows, worker) -> dict[str, Any] | None:
    """What is due first, and the page where it is done, for those who may."""
    clock = next_clock([row for row in rows if row.started_on or not row.outcome])
    if clock is None:
        return None
    does = _does(clock)
    may = does is not None and worker.may(does[2])
    return {"clock": clock, "label": does[0], "page": does[1]} if may and does else {"clock": clock}


def next_clock(process_rows: Iterable[ChildPreProceedings]) -> Deadline | None:
    """What is due first of all that runs for these children in the process or in court."""
    children = [row.child_id for row in process_rows]
    running = Deadline.objects.open().filter(child__in=children)
    running = running.filter(code__startswith="plo.") | running.filter(code__startswith="court.")
    return running.shown().by_due_date().first()


def papers_of(process: PreProceedings, children, worker):
    """The papers chosen for the panel that stand on the files of these children, each with one of
    the children on whose file this worker reads it."""
    chosen = ChildDocument.objects.visible_to(worker).filter(
        document__in=process.papers.all(), child__in=children, removed_at=None
    )
    papers = chosen.select_related("document").order_by("document", "pk").distinct("document")
    return tell(papers, worker)


def _does(clock: Deadline):
    code = clock.code
    names = (code, code.removesuffix(".urgent"), code.removesuffix(".next"), code.split(".")[0])
    return next((DOES[name] for name in names if name in DOES), None)


def parents_of(process, worker):
    letters = LetterSent.objects.order_by("sent_on", "pk")
    parents = Parent.objects.filter(process=process).known_to(worker).select_related("person")
    return parents.prefetch_related(Prefetch("letters", letters)).order_by("pk")


def assessments_of(process, worker):
    of = AssessmentOfChild.objects.visible_to(worker).select_related("child__person", "in_process")
    ordered = OrderedAssessment.objects.filter(process=process).order_by("ordered_on", "pk")
    shown = list(ordered.prefetch_related(Prefetch("children", of)))
    tell((child for assessment in shown for child in assessment.children.all()), worker)
    return shown


def meetings_of(children, process):
    """Each meeting once, with what it was."""
    parts = ProcessMeeting.objects.filter(child__in=children, in_process__process=process)
    parts = parts.select_related("meeting__chair").order_by("held_on", "pk")
    return list({part.meeting_id: part for part in parts}.values())


def decisions_of(rows):
    """Each decision once, with the children it was the same for."""
    decisions = PanelDecision.objects.filter(in_process__in=rows)
    decisions = decisions.select_related("child__person", "meeting__chair")
    alike: dict[tuple, list[PanelDecision]] = {}
    for decision in decisions.order_by("decided_on", "pk"):
        key = decision.meeting_id, decision.decision, decision.new_end, decision.reasons
        alike.setdefault(key, []).append(decision)
    return [
        {"first": same[0], "names": listed(decision.child.first_name for decision in same)}
        for same in alike.values()
    ]


def directions_of(children, process, worker):
    """What its panels directed, open or done."""
    actions = Action.objects.filter(
        child__in=children,
        source=Action.Source.PANEL,
        agreed_at__meeting__panel_decisions__in_process__process=process,
    )
    actions = actions.distinct().with_owner(worker).select_related("child__person")
    return actions.order_by("due_on", "pk")


def courts_of(process, worker):
    children = ChildInCourt.objects.visible_to(worker).with_end().select_related("child__person")
    extended = CourtExtension.objects.order_by("until")
    children = children.prefetch_related(Prefetch("extensions", extended))
    hearings = Hearing.objects.order_by("listed_on", "pk")
    courts = Proceedings.objects.filter(process=process).order_by("applied_on", "pk")
    everyone = ChildInCourt.objects.visible_to(worker).select_related("child__person")
    return courts.prefetch_related(
        Prefetch("children", everyone, to_attr="all_children"),
        Prefetch("children", children, to_attr="issued_children"),
        Prefetch("hearings", hearings),
    )
