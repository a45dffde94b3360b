"""How assessments and enquiries end where a child dies, turns 18 or becomes another council's."""

from assessments.models import Assessment, Section47
from casework.children.extensions.endings import Ending


def stop_assessment(assessment: Assessment, ending: Ending) -> None:
    """Nobody authorised it, and it says so: it stopped."""
    assessment.stopped_on = ending.on_or_after(assessment.started_on)
    assessment.stopped_because = ending.because
    assessment.submitted_at = None
    assessment.save()


def stop_enquiry(enquiry: Section47, ending: Ending) -> None:
    """Timescales, section 5: if the child dies or moves, stop and record."""
    enquiry.ended_on = ending.on_or_after(enquiry.started_on)
    enquiry.outcome = Section47.Outcome.STOPPED
    enquiry.findings = "\n\n".join(filter(None, [enquiry.findings, f"{ending.because}."]))
    enquiry.conference_not_needed = True
    enquiry.submitted_at = None
    enquiry.save()
