"""The CIN census's assessments and section 47 enquiries."""

from assessments.codes import NO_FACTOR, Factor
from assessments.models import LOCKED, Assessment, Section47
from casework.returns.items import Codes, Day, Truth
from casework.returns.registry import Module, registry
from casework.returns.rows import Row


def assessment(row: Row) -> dict:
    received = row.above["referrals"].facts["received_on"]
    return {"episode": row.above["episodes"], "referral_received_on": received}


def enquiry(row: Row) -> dict:
    return {"episode": row.above["episodes"]}


registry.add(
    Module(
        name="assessments",
        label="Assessments",
        order=40,
        paths=("CINdetails/Assessments",),
        model=Assessment,
        key=("started_on",),
        given={"imported": True},
        adds=assessment,
        after=("referrals",),
        decided=("authorised_on",),
        locked=LOCKED,
        items={
            "AssessmentActualStartDate": Day("started_on", required=True),
            "AssessmentInternalReviewDate": Day("review_on", refuses=False, to_come=True),
            "AssessmentAuthorisationDate": Day(
                "authorised_on", not_before="AssessmentActualStartDate"
            ),
            "FactorsIdentifiedAtAssessment/AssessmentFactors": Codes(
                "factors", choices=Factor.values, alone=NO_FACTOR
            ),
        },
    )
)

registry.add(
    Module(
        name="section_47s",
        label="Section 47 enquiries",
        order=50,
        paths=("CINdetails/Section47",),
        model=Section47,
        key=("started_on",),
        given={"imported": True},
        adds=enquiry,
        after=("referrals",),
        items={
            "S47ActualStartDate": Day("started_on", required=True),
            "InitialCPCtarget": Day("conference_target_on", refuses=False, to_come=True),
            "ICPCnotRequired": Truth("conference_not_needed"),
        },
    )
)
