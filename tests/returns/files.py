"""Census files for the tests, in a few words."""

from io import BytesIO
from pathlib import Path
from zlib import crc32

from casework.children.models import CHECK_LETTERS

SAMPLES = Path(__file__).parent.parent / "samples"

HEAD = """<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2024</Year>
<ReferenceDate>2024-03-31</ReferenceDate></CollectionDetails>
<Source><SourceLevel>L</SourceLevel><LEA>{lea}</LEA><SerialNo>001</SerialNo></Source></Header>
<Children>{children}</Children></Message>"""

IDENTIFIERS = (
    """<UPN>H801200001001</UPN><PersonBirthDate>2015-03-27</PersonBirthDate><Sex>F</Sex>"""
)

ASSESSMENT = """<Assessments>
<AssessmentActualStartDate>2023-05-02</AssessmentActualStartDate>
<AssessmentInternalReviewDate>2023-05-12</AssessmentInternalReviewDate>
<AssessmentAuthorisationDate>2023-06-20</AssessmentAuthorisationDate>
<FactorsIdentifiedAtAssessment>
<AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>18A</AssessmentFactors>
</FactorsIdentifiedAtAssessment></Assessments>"""

CIN_PLAN = """<CINPlanDates><CINPlanStartDate>2023-06-21</CINPlanStartDate>
<CINPlanEndDate>2023-09-01</CINPlanEndDate></CINPlanDates>"""

ENQUIRY = """<Section47><S47ActualStartDate>2023-08-21</S47ActualStartDate>
<InitialCPCtarget>2023-09-12</InitialCPCtarget><DateOfInitialCPC>2023-09-07</DateOfInitialCPC>
<ICPCnotRequired>0</ICPCnotRequired></Section47>"""

CP_PLAN = """<ChildProtectionPlans><CPPstartDate>2023-09-07</CPPstartDate>
<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
<LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP>
<Reviews><CPPreviewDate>2023-11-30</CPPreviewDate></Reviews></ChildProtectionPlans>"""

WORK = ASSESSMENT + CIN_PLAN + ENQUIRY + "<ReferralNFA>0</ReferralNFA>" + CP_PLAN


def census(*children: str, lea: str = "975") -> BytesIO:
    return BytesIO(HEAD.format(lea=lea, children="".join(children)).encode())


def pupil_number(local_id: str) -> str:
    """A number of this child's own: no two files of a council may have the same."""
    digits = "801200001001" if local_id == "ABC1" else f"8012{crc32(local_id.encode()) % 10**8:08d}"
    total = sum(int(d) * place for place, d in enumerate(digits, start=2))
    return CHECK_LETTERS[total % 23] + digits


def child(local_id: str, *details: str, identifiers: str = IDENTIFIERS, characteristics: str = ""):
    identifiers = identifiers.replace("H801200001001", pupil_number(local_id))
    return f"""<Child>
<ChildIdentifiers><LAchildID>{local_id}</LAchildID>{identifiers}</ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity>{characteristics}</ChildCharacteristics>
{"".join(details)}</Child>"""


def details(
    work: str = "<ReferralNFA>0</ReferralNFA>", *, received: str = "2023-05-01", more: str = ""
):
    return f"""<CINdetails><CINreferralDate>{received}</CINreferralDate>
<ReferralSource>2A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>{more}
{work}</CINdetails>"""


def whole(local_id: str = "ABC1") -> str:
    """A child with every module, all of it right."""
    return child(local_id, details(WORK))


def reasons(report) -> dict[str, str]:
    """Why each element was not taken, where each is refused once."""
    return {refusal.element: refusal.reason for refusal in report.refused}
