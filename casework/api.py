"""The API's addresses: each app's ``api.py`` holds its view set."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.routers import APIRootView, DefaultRouter

from assessments.api import AssessmentViewSet, Section47ViewSet, StrategyDiscussionViewSet
from audits.api import AuditViewSet
from audits.inspections.api import InspectionFileViewSet
from audits.learning.api import ImprovementViewSet, ThemesView
from audits.programmes.api import CriteriaView, ProgrammeViewSet
from casework.actions.api import ActionViewSet
from casework.children.api import (
    AddressViewSet,
    AgeStatementViewSet,
    ChildViewSet,
    LifeEventViewSet,
    MoveViewSet,
    RelationshipViewSet,
)
from casework.children.bulk.api import bulk_addresses, offered
from casework.children.known.api import AskViewSet
from casework.chronology.api import ChronologyView
from casework.conferences.api import ChildInNeedMeetingViewSet, ConferenceViewSet, CoreGroupViewSet
from casework.confidentiality.api import (
    GroupAccessViewSet,
    OpeningViewSet,
    RestrictionViewSet,
    SealedIdentityViewSet,
)
from casework.corrections.api import CorrectionViewSet, WithdrawalViewSet
from casework.dashboards.handover.api import HandoverViewSet
from casework.dashboards.plain_words.api import JargonView
from casework.dashboards.wall.api import WallView
from casework.disclosure.api import DisclosureViewSet
from casework.documents.api import ChildDocumentViewSet, ContactLimitViewSet
from casework.duplicates.api import MergeViewSet
from casework.figures.api import FiguresView
from casework.governance.api import LookReviewViewSet
from casework.legal.api import LegalStatusViewSet
from casework.meetings.api import MeetingViewSet
from casework.notices.api import NoticeViewSet
from casework.plans.api import PlanViewSet
from casework.preproceedings.api import CareProceedingsViewSet, PreProceedingsViewSet
from casework.preproceedings.letters.api import LetterCopyViewSet
from casework.preproceedings.panel_sheet.api import KeptSheetViewSet, PanelSheetView
from casework.recording.api import ChildNoteViewSet, ChildVisitViewSet
from casework.referrals.api import (
    ContactViewSet,
    EpisodeOfNeedViewSet,
    FamilyHelpViewSet,
    ReferralViewSet,
)
from casework.retention.api import CertificateViewSet, RuleViewSet
from casework.supervision.api import (
    CaseSupervisionViewSet,
    GroupDiscussionViewSet,
    ManagementOversightViewSet,
)
from casework.support.api import EdgeOfCareViewSet, SupportProgrammeViewSet, SupportSessionViewSet
from casework.support.groups.api import GroupPlaceViewSet, GroupViewSet, ShortBreakViewSet
from casework.support.services.api import ServiceViewSet
from casework.systems.scopes import Scope
from casework.systems.scopes import registry as scopes
from casework.timescales.api import DeadlineViewSet
from casework.transfers.api import TransferViewSet
from casework.voice.api import (
    AdvocateViewSet,
    HowChildTellsViewSet,
    LifeStoryItemViewSet,
    VoiceAnswerViewSet,
    VoiceViewSet,
)
from casework.waits.api import NeedForHelpViewSet, ServiceGapViewSet
from missing.api import (
    FindingViewSet,
    InterviewReviewViewSet,
    InterviewViewSet,
    MissingEpisodeViewSet,
    PoliceSheetViewSet,
)

BESIDE = {
    "chronology": "child-chronology",
    "audit-themes": "audit-themes",
    "figures": "figure-list",
    "wall": "wall-numbers",
    "jargon": "jargon-in-texts",
    "panel-sheet": "panel-sheet-now",
    "criteria": "criteria-asked",
    "schema": "schema",
}


class Root(APIRootView):
    """Every address there is; that of a chronology is of the child whose ``id`` stands in it."""

    def get(self, request, *args, **kwargs):
        lists = super().get(request, *args, **kwargs).data
        place = {"pk": 0}
        beside = {
            words: reverse(name, kwargs=place if words == "chronology" else None, request=request)
            for words, name in BESIDE.items()
        }
        beside["chronology"] = beside["chronology"].replace("/0/", "/{id}/")
        bulk = {
            f"bulk/{route}": reverse(f"bulk-{route}", request=request) for route in offered(router)
        }
        return Response({**lists, **beside, **bulk})


class Addresses(DefaultRouter):
    APIRootView = Root


scopes.add(
    Scope(
        "children",
        "Children, addresses and families",
        (
            "children",
            "addresses",
            "age-statements",
            "relationships",
            "contact-limits",
            "moves",
            "life-events",
            "merges",
        ),
    ),
    Scope(
        "restrictions",
        "Which files are restricted or sealed, and were opened in an emergency",
        ("restrictions", "group-accesses", "sealed-identities", "file-openings"),
    ),
    Scope(
        "front-door",
        "Contacts, referrals and episodes of need",
        ("contacts", "family-help", "referrals", "episodes"),
    ),
    Scope(
        "assessments",
        "Assessments, strategy discussions and enquiries",
        ("assessments", "strategy-discussions", "section-47s"),
    ),
    Scope(
        "meetings",
        "Conferences, core groups and other meetings",
        ("conferences", "core-groups", "child-in-need-meetings", "meetings"),
    ),
    Scope("plans", "Plans and actions", ("plans", "actions")),
    Scope("clocks", "Deadlines", ("deadlines",)),
    Scope(
        "legal",
        "Legal statuses and proceedings",
        (
            "legal-statuses",
            "pre-proceedings",
            "care-proceedings",
            "letter-copies",
            "panel-sheets",
            "panel-sheet",
        ),
    ),
    Scope("recording", "Visits and notes", ("visits", "notes", "handovers")),
    Scope("disclosures", "Records given to others", ("disclosures",)),
    Scope("documents", "Documents, with their bytes", ("documents",)),
    Scope("chronology", "The chronology of a child", ("chronology",)),
    Scope(
        "voice",
        "What children said",
        ("voices", "voice-answers", "how-children-tell", "advocates", "life-story-items"),
    ),
    Scope(
        "support",
        "Services, support and the wait for help",
        (
            "services",
            "edge-of-care",
            "support-programmes",
            "support-sessions",
            "groups",
            "group-places",
            "short-breaks",
            "help-needs",
            "service-gaps",
        ),
    ),
    Scope(
        "missing",
        "Missing episodes and return interviews",
        ("missing-episodes", "interviews", "findings", "police-sheets", "interview-reviews"),
    ),
    Scope(
        "supervision",
        "Supervision, oversight and transfers",
        ("case-supervisions", "management-oversight", "group-discussions", "transfers"),
    ),
    Scope("corrections", "What was withdrawn or corrected", ("withdrawals", "corrections")),
    Scope(
        "retention",
        "How long files are kept, and certificates of deletion",
        ("retention-rules", "deletion-certificates"),
    ),
    Scope("figures", "Figures, and the numbers for the wall", ("figures", "wall")),
)
OF_PEOPLE_ALONE = {
    "asks",
    "look-reviews",
    "notices",
    "inspection-files",
    "audits",
    "programmes",
    "improvements",
    "audit-themes",
    "criteria",
    "jargon",
}
"""What no connected system is let read: of a person’s own, or judged of somebody’s work."""

router = Addresses()
for route, view_set, name in (
    ("children", ChildViewSet, "child"),
    ("contacts", ContactViewSet, "contact"),
    ("family-help", FamilyHelpViewSet, "family-help-record"),
    ("referrals", ReferralViewSet, "referral"),
    ("addresses", AddressViewSet, "address"),
    ("age-statements", AgeStatementViewSet, "age-statement"),
    ("relationships", RelationshipViewSet, "relationship"),
    ("contact-limits", ContactLimitViewSet, "contact-limit"),
    ("legal-statuses", LegalStatusViewSet, "legal-status"),
    ("moves", MoveViewSet, "move"),
    ("life-events", LifeEventViewSet, "life-event"),
    ("episodes", EpisodeOfNeedViewSet, "episode"),
    ("assessments", AssessmentViewSet, "assessment"),
    ("strategy-discussions", StrategyDiscussionViewSet, "strategy-discussion"),
    ("section-47s", Section47ViewSet, "section-47"),
    ("conferences", ConferenceViewSet, "conference"),
    ("core-groups", CoreGroupViewSet, "core-group"),
    ("child-in-need-meetings", ChildInNeedMeetingViewSet, "child-in-need-meeting"),
    ("meetings", MeetingViewSet, "meeting-record"),
    ("plans", PlanViewSet, "plan"),
    ("actions", ActionViewSet, "action"),
    ("withdrawals", WithdrawalViewSet, "withdrawal"),
    ("corrections", CorrectionViewSet, "correction"),
    ("merges", MergeViewSet, "merge-record"),
    ("restrictions", RestrictionViewSet, "restriction-record"),
    ("file-openings", OpeningViewSet, "file-opening-record"),
    ("group-accesses", GroupAccessViewSet, "group-access-record"),
    ("sealed-identities", SealedIdentityViewSet, "sealed-identity-record"),
    ("asks", AskViewSet, "ask"),
    ("look-reviews", LookReviewViewSet, "look-review-record"),
    ("retention-rules", RuleViewSet, "retention-rule-record"),
    ("deletion-certificates", CertificateViewSet, "deletion-certificate"),
    ("handovers", HandoverViewSet, "handover"),
    ("inspection-files", InspectionFileViewSet, "inspection-file"),
    ("pre-proceedings", PreProceedingsViewSet, "pre-proceedings-record"),
    ("care-proceedings", CareProceedingsViewSet, "care-proceedings-record"),
    ("case-supervisions", CaseSupervisionViewSet, "case-supervision-record"),
    ("management-oversight", ManagementOversightViewSet, "management-oversight-record"),
    ("group-discussions", GroupDiscussionViewSet, "group-discussion-record"),
    ("voices", VoiceViewSet, "voice-record"),
    ("voice-answers", VoiceAnswerViewSet, "voice-answer-record"),
    ("how-children-tell", HowChildTellsViewSet, "how-child-tells-record"),
    ("advocates", AdvocateViewSet, "advocate-record"),
    ("life-story-items", LifeStoryItemViewSet, "life-story-record"),
    ("services", ServiceViewSet, "service-help"),
    ("edge-of-care", EdgeOfCareViewSet, "edge-of-care-record"),
    ("support-programmes", SupportProgrammeViewSet, "support-programme"),
    ("support-sessions", SupportSessionViewSet, "support-session-record"),
    ("groups", GroupViewSet, "group-record"),
    ("group-places", GroupPlaceViewSet, "group-place-record"),
    ("short-breaks", ShortBreakViewSet, "short-break-record"),
    ("transfers", TransferViewSet, "transfer-record"),
    ("disclosures", DisclosureViewSet, "disclosure-entry"),
    ("help-needs", NeedForHelpViewSet, "help-need-record"),
    ("service-gaps", ServiceGapViewSet, "service-gap-record"),
    ("letter-copies", LetterCopyViewSet, "letter-copy"),
    ("panel-sheets", KeptSheetViewSet, "kept-sheet-record"),
    ("visits", ChildVisitViewSet, "visit"),
    ("notes", ChildNoteViewSet, "note"),
    ("missing-episodes", MissingEpisodeViewSet, "missing-episode"),
    ("interviews", InterviewViewSet, "interview-record"),
    ("findings", FindingViewSet, "finding"),
    ("police-sheets", PoliceSheetViewSet, "police-sheet"),
    ("interview-reviews", InterviewReviewViewSet, "interview-review-record"),
    ("audits", AuditViewSet, "audit-record"),
    ("programmes", ProgrammeViewSet, "programme-record"),
    ("improvements", ImprovementViewSet, "improvement-record"),
    ("documents", ChildDocumentViewSet, "document"),
    ("deadlines", DeadlineViewSet, "deadline"),
    ("notices", NoticeViewSet, "notice"),
):
    router.register(route, view_set, basename=name)

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("children/<int:pk>/chronology/", ChronologyView.as_view(), name="child-chronology"),
    path("audit-themes/", ThemesView.as_view(), name="audit-themes"),
    path("jargon/", JargonView.as_view(), name="jargon-in-texts"),
    path("wall/", WallView.as_view(), name="wall-numbers"),
    path("figures/", FiguresView.as_view(), name="figure-list"),
    path("panel-sheet/", PanelSheetView.as_view(), name="panel-sheet-now"),
    path("criteria/", CriteriaView.as_view(), name="criteria-asked"),
    *bulk_addresses(router),
    path("", include(router.urls)),
]
