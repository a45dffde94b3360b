"""One factory a model: a believable row in one line."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessments.models import Assessment, Section47, StrategyDiscussion
from audits.models import Audit, Improvement, LocalCriterion, Programme, Score
from casework.access.models import Absence, Authority, Team, Worker
from casework.actions.models import Action
from casework.children.family.homes import live_together
from casework.children.models import (
    Address,
    AgeStatement,
    Alert,
    Allocation,
    Child,
    FileGrant,
    IdentityReader,
    Move,
    Person,
    PersonName,
    Relationship,
    SealedIdentity,
)
from casework.conferences.models import ChildInNeedMeeting, Conference, CoreGroup
from casework.confidentiality.models import (
    GroupAccess,
    GroupRequest,
    Opening,
    Restriction,
    RestrictionReview,
)
from casework.corrections.models import Correction, Withdrawal
from casework.disclosure.models import Disclosure, NameAnswer, PickedRecord, Redaction
from casework.disclosure.models.records import checksum_of
from casework.documents.models import ChildDocument, Document
from casework.duplicates.models import Merge
from casework.legal.models import LegalStatus
from casework.meetings.models import Attendee, Meeting
from casework.plans.models import (
    Contingency,
    FamilyPlan,
    ManagementOversight,
    Need,
    NeedScore,
    Plan,
    PlanAction,
    PlanReading,
    PlanReview,
    PlanVisitor,
)
from casework.preproceedings.models import (
    Agreement,
    AssessmentOfChild,
    ChildInCourt,
    ChildPreProceedings,
    CourtExtension,
    Hearing,
    LegalAdvice,
    LetterCopy,
    LetterSent,
    OrderedAssessment,
    PanelDecision,
    Parent,
    PreProceedings,
    Proceedings,
    ProcessMeeting,
    TrackerUpdate,
)
from casework.recording.models import ChildNote, ChildVisit, Note, Visit
from casework.referrals.models import ChildContact, Contact, EpisodeOfNeed, FamilyHelp, Referral
from casework.retention.models import Certificate
from casework.returns.models import CensusImport
from casework.supervision.models import (
    ActionAnswer,
    AgendaItem,
    AgreedAction,
    CaseSupervision,
    Discussion,
    FileSample,
    GroupDiscussion,
    GroupSession,
    Observation,
    PrivateLook,
    PrivateNote,
    SampledFile,
    Session,
)
from casework.supervision.models import Agreement as SupervisionAgreement
from casework.support.models import (
    ChildSession,
    EdgeOfCare,
    EdgeReferral,
    EdgeReview,
    FollowUp,
    Goal,
    GoalScore,
    Group,
    GroupAttendance,
    GroupDay,
    GroupPlace,
    Service,
    ShortBreak,
    Skill,
    SupportPlan,
    SupportSession,
)
from casework.support.models import Programme as SupportProgramme
from casework.systems import operations as system_operations
from casework.systems.models import System
from casework.systems.scopes import registry as scopes
from casework.transfers.models import Transfer
from casework.voice.models import (
    Advocate,
    DirectWork,
    HowChildTells,
    LifeStoryItem,
    OwnTool,
    Voice,
    VoiceAnswer,
)
from casework.waits.models import GapEntry, HelpReferral, NeedForHelp, ServiceGap
from missing.models import MissingEpisode, ReturnInterview

MONDAY = date(2026, 1, 5)


class AuthorityFactory(DjangoModelFactory):
    class Meta:
        model = Authority
        django_get_or_create = ("name",)

    name = "Northmoor Council"
    la_code = factory.Sequence(lambda n: f"{900 - n % 800:03d}")


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team
        django_get_or_create = ("authority", "name")

    authority = factory.SubFactory(AuthorityFactory)
    name = "Safeguarding team 2"


class WorkerFactory(DjangoModelFactory):
    class Meta:
        model = Worker
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"worker.{n}")
    first_name = "Amira"
    last_name = factory.Sequence(lambda n: f"Hussain{n or ''}")
    role = "social_worker"
    team = factory.SubFactory(TeamFactory)
    authority = factory.SelfAttribute("team.authority")


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    authority = factory.SubFactory(AuthorityFactory)
    given_name = "Kirsty"
    family_name = "Whitfield"


class PersonNameFactory(DjangoModelFactory):
    class Meta:
        model = PersonName

    person = factory.SubFactory(PersonFactory)
    family_name = "Holroyd"


class AddressFactory(DjangoModelFactory):
    class Meta:
        model = Address

    person = factory.SubFactory(PersonFactory)
    lines = "14 Tansy Court"
    postcode = "NM1 4AB"


class ChildFactory(DjangoModelFactory):
    """A child of a team: ``ChildFactory(team=team, person__given_name="Alfie")``."""

    class Meta:
        model = Child

    team = factory.SubFactory(TeamFactory)
    authority = factory.SelfAttribute("team.authority")
    person = factory.SubFactory(
        PersonFactory,
        authority=factory.SelfAttribute("..authority"),
        given_name="Ruby",
        born_on=date(2019, 3, 14),
        sex="F",
    )


class RelationshipFactory(DjangoModelFactory):
    class Meta:
        model = Relationship
        skip_postgeneration_save = True

    person = factory.SubFactory(PersonFactory)
    relative = factory.SubFactory(PersonFactory)
    kind = "mother"

    @factory.post_generation
    def lives_with(self, create, extracted, **kwargs):
        """They share a home: who has none on file gets the same one."""
        if extracted:
            live_together(self.person, self.relative)


class RecordFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    child = factory.SubFactory(ChildFactory)


class AllocationFactory(RecordFactory):
    class Meta:
        model = Allocation

    worker = factory.SubFactory(WorkerFactory, team=factory.SelfAttribute("..child.team"))
    started_on = MONDAY


class AlertFactory(RecordFactory):
    class Meta:
        model = Alert

    text = "Two workers to visit"


class FileGrantFactory(RecordFactory):
    class Meta:
        model = FileGrant

    worker = factory.SubFactory(WorkerFactory, role="inspector")
    reason = "In the sample"
    until = factory.LazyFunction(timezone.localdate)


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    authority = factory.SubFactory(AuthorityFactory)
    title = "School report, autumn"
    kind = "report"
    dated_on = MONDAY


class ChildDocumentFactory(RecordFactory):
    """On a child's file, with no bytes."""

    class Meta:
        model = ChildDocument

    document = factory.SubFactory(
        DocumentFactory, authority=factory.SelfAttribute("..child.authority")
    )


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    authority = factory.SubFactory(AuthorityFactory)
    received_at = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    source = "2A"
    what_was_said = "Ruby came to school without a coat again and said she was hungry."


class ChildContactFactory(RecordFactory):
    class Meta:
        model = ChildContact

    contact = factory.SubFactory(
        ContactFactory, authority=factory.SelfAttribute("..child.authority")
    )


class ReferralFactory(RecordFactory):
    class Meta:
        model = Referral

    received_on = MONDAY
    source = "2A"


class EpisodeOfNeedFactory(RecordFactory):
    class Meta:
        model = EpisodeOfNeed

    started_on = MONDAY
    primary_need = "N1"


class AssessmentFactory(RecordFactory):
    class Meta:
        model = Assessment

    referral_received_on = MONDAY
    started_on = factory.SelfAttribute("referral_received_on")

    class Params:
        authorised = factory.Trait(
            authorised_on=MONDAY,
            authorised_by=factory.SubFactory(WorkerFactory),
            outcome="cin_plan",
        )


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    authority = factory.SubFactory(AuthorityFactory)
    kind = "conference"
    starts_at = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
    held = True


class AttendeeFactory(DjangoModelFactory):
    class Meta:
        model = Attendee

    meeting = factory.SubFactory(MeetingFactory)
    name = "Mrs Pell"
    agency = "education"
    attendance = "came"


class MeetingRecordFactory(RecordFactory):
    class Meta:
        abstract = True

    held_on = MONDAY
    meeting = factory.SubFactory(
        MeetingFactory, authority=factory.SelfAttribute("..child.authority")
    )


class StrategyDiscussionFactory(MeetingRecordFactory):
    class Meta:
        model = StrategyDiscussion

    concern = "A bruise on Ruby’s arm that she could not explain"
    decision = "section_47"
    reasons = "The injury and what she said do not fit"


class Section47Factory(RecordFactory):
    class Meta:
        model = Section47

    started_on = MONDAY


class PlanFactory(RecordFactory):
    class Meta:
        model = Plan

    kind = "protection"
    started_on = MONDAY
    initial_category = "NEG"
    latest_category = "NEG"


class NeedFactory(RecordFactory):
    class Meta:
        model = Need

    plan = factory.SubFactory(PlanFactory, child=factory.SelfAttribute("..child"))
    need = "Ruby needs to sleep without listening out"
    what_will_be_different = "Ruby sleeps from 8.30pm to 7am, five nights in seven"


class NeedScoreFactory(RecordFactory):
    class Meta:
        model = NeedScore

    need = factory.SubFactory(NeedFactory, child=factory.SelfAttribute("..child"))
    scored_on = MONDAY
    score = 2


class ActionFactory(RecordFactory):
    class Meta:
        model = Action

    source = "plan"
    what = "Fit a stair gate and a night light"
    owner_name = "Dawn Pickering, family support worker"
    agreed_on = MONDAY
    due_on = date(2026, 1, 19)


class PlanActionFactory(DjangoModelFactory):
    class Meta:
        model = PlanAction

    need = factory.SubFactory(NeedFactory)
    action = factory.SubFactory(ActionFactory, child=factory.SelfAttribute("..need.child"))


class ContingencyFactory(RecordFactory):
    class Meta:
        model = Contingency

    plan = factory.SubFactory(PlanFactory, child=factory.SelfAttribute("..child"))
    trigger = "Dean comes to the house again"
    step = "Call 999; Ruby goes to nan’s that night"
    who = "Kirsty"
    when = "That day"


class ConferenceFactory(MeetingRecordFactory):
    class Meta:
        model = Conference

    kind = "initial"
    decision = "plan"
    category = "NEG"


class CoreGroupFactory(MeetingRecordFactory):
    class Meta:
        model = CoreGroup

    plan = factory.SubFactory(PlanFactory, child=factory.SelfAttribute("..child"))


class ChildInNeedMeetingFactory(MeetingRecordFactory):
    class Meta:
        model = ChildInNeedMeeting


class VisitFactory(DjangoModelFactory):
    class Meta:
        model = Visit

    authority = factory.SubFactory(AuthorityFactory)
    worker = factory.SubFactory(WorkerFactory)
    held_at = datetime(2026, 1, 5, 15, 30, tzinfo=UTC)
    what_happened = "Kirsty was up and dressed and the heating was on."


def lead_of(visit):
    """Whoever led the work that day makes the visit; a child led by nobody is given someone."""
    leads = Allocation.objects.filter(child=visit.child)
    led = leads.leading_on(visit.held_on).first() or leads.leading().first()
    return (led or AllocationFactory(child=visit.child, started_on=visit.held_on)).worker


class ChildVisitFactory(RecordFactory):
    class Meta:
        model = ChildVisit

    visit = factory.SubFactory(
        VisitFactory,
        authority=factory.SelfAttribute("..child.authority"),
        worker=factory.LazyAttribute(lambda visit: lead_of(visit.factory_parent)),
    )
    held_on = MONDAY
    seen = True


class NoteFactory(DjangoModelFactory):
    class Meta:
        model = Note

    authority = factory.SubFactory(AuthorityFactory)
    kind = "call"
    happened_at = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)
    title = "Call from Mrs Pell"
    text = "Ruby has had breakfast every day this week."


class ChildNoteFactory(RecordFactory):
    class Meta:
        model = ChildNote

    note = factory.SubFactory(NoteFactory, authority=factory.SelfAttribute("..child.authority"))


class MissingEpisodeFactory(RecordFactory):
    class Meta:
        model = MissingEpisode

    went_at = datetime(2026, 1, 5, 20, 0, tzinfo=UTC)


class ReturnInterviewFactory(RecordFactory):
    class Meta:
        model = ReturnInterview

    offered_at = datetime(2026, 1, 6, 9, 0, tzinfo=UTC)


class AuditFactory(RecordFactory):
    class Meta:
        model = Audit

    auditor = factory.SubFactory(WorkerFactory, role="auditor")
    edition = "ilacs-2026"
    sampling = "random"
    started_on = MONDAY
    due_on = date(2026, 1, 30)


class ScoreFactory(DjangoModelFactory):
    class Meta:
        model = Score

    audit = factory.SubFactory(AuditFactory)
    criterion = "HP.PL.3"
    answer = "met"
    reason = "It is there"
    evidence = "The plan"
    final = True


class ImprovementFactory(DjangoModelFactory):
    class Meta:
        model = Improvement

    criterion = "HP.PL.3"
    kind = "training"
    what = "Two mornings on writing what will be different"
    owner = factory.SubFactory(WorkerFactory)
    authority = factory.SelfAttribute("owner.authority")
    recorded_by = factory.SelfAttribute("owner")
    agreed_on = MONDAY
    due_on = date(2026, 3, 31)


class FamilyPlanFactory(DjangoModelFactory):
    class Meta:
        model = FamilyPlan

    authority = factory.SubFactory(AuthorityFactory)
    worries = "The children could be hurt if Dean comes back"
    going_well = "Nan has them every Wednesday"
    familys_own_plan = "Kirsty will ring Nan before it is bad"


class PlanReviewFactory(RecordFactory):
    class Meta:
        model = PlanReview

    plan = factory.SubFactory(PlanFactory, child=factory.SelfAttribute("..child"))
    reviewed_on = MONDAY
    what_changed = "Ruby slept until 7 on two nights"


class ManagementOversightFactory(RecordFactory):
    class Meta:
        model = ManagementOversight

    plan = factory.SubFactory(PlanFactory, child=factory.SelfAttribute("..child"))
    looked_on = MONDAY
    working = "partly"
    found = "Ruby sleeps better; the core group does not meet"
    what_changes = "The core group meets every four weeks"


class PlanVisitorFactory(RecordFactory):
    class Meta:
        model = PlanVisitor

    plan = factory.SubFactory(PlanFactory, child=factory.SelfAttribute("..child"))
    worker = factory.SubFactory(WorkerFactory, team=factory.SelfAttribute("..child.team"))
    started_on = MONDAY
    until = MONDAY + timedelta(days=60)
    because = "She speaks Polish and knows the family"


class PlanReadingFactory(RecordFactory):
    class Meta:
        model = PlanReading

    plan = factory.SubFactory(PlanFactory, child=factory.SelfAttribute("..child"))
    read_on = MONDAY
    read_with = "Kirsty"


class FamilyHelpFactory(RecordFactory):
    class Meta:
        model = FamilyHelp

    offered_on = MONDAY
    help_with = "Mornings: getting up, breakfast and school on time"


class MoveFactory(RecordFactory):
    class Meta:
        model = Move

    direction = "out"
    council = "Elsewhere Council"
    moved_on = MONDAY
    told_on = MONDAY


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme

    authority = factory.SubFactory(AuthorityFactory)
    title = "Autumn whole-file audits"
    sampling = "random"
    size = 3
    edition = "ilacs-2026"
    begins_on = factory.LazyFunction(timezone.localdate)
    due_on = factory.LazyAttribute(lambda one: one.begins_on + timedelta(days=28))
    made_by = factory.SubFactory(
        WorkerFactory, role="service_manager", team__authority=factory.SelfAttribute("...authority")
    )


class LocalCriterionFactory(DjangoModelFactory):
    class Meta:
        model = LocalCriterion

    authority = factory.SubFactory(AuthorityFactory)
    code = "LOC.NEG1"
    section = "plan"
    asks = "Does the plan say what {name} will eat this week?"
    good = "Meals are named"
    look_in = "plan"
    begins_on = date(2026, 1, 1)


class WithdrawalFactory(RecordFactory):
    class Meta:
        model = Withdrawal

    kind = "recording.childvisit"
    record = factory.Sequence(lambda number: number)
    because = "It is another child’s"


class MergeFactory(RecordFactory):
    """Proposed: the second file is of the same team."""

    class Meta:
        model = Merge

    absorbed = factory.SubFactory(ChildFactory, team=factory.SelfAttribute("..child.team"))
    because = "One birth date"


class RestrictionFactory(RecordFactory):
    """Words about a restricted file; ``restrict`` makes one that holds."""

    class Meta:
        model = Restriction

    because = "Threats were made against the carers"
    review_on = MONDAY
    started_at = factory.LazyFunction(timezone.now)


class RestrictionReviewFactory(RecordFactory):
    class Meta:
        model = RestrictionReview

    restriction = factory.SubFactory(RestrictionFactory, child=factory.SelfAttribute("..child"))
    due_on = MONDAY


class OpeningFactory(RecordFactory):
    """A row of the log alone: nothing is opened by it."""

    class Meta:
        model = Opening

    kind = "emergency"
    because = "Police are at the door and ask who the child lives with"


class SealedIdentityFactory(RecordFactory):
    """Nothing of the file is sealed by it: ``sealing.operations.seal`` does that."""

    class Meta:
        model = SealedIdentity

    because = "Adopted"


class IdentityReaderFactory(RecordFactory):
    class Meta:
        model = IdentityReader

    identity = factory.SubFactory(SealedIdentityFactory, child=factory.SelfAttribute("..child"))
    worker = factory.SubFactory(WorkerFactory, team=factory.SelfAttribute("..child.team"))
    because = "Works on the adoption"


class GroupRequestFactory(DjangoModelFactory):
    class Meta:
        model = GroupRequest

    authority = factory.SubFactory(AuthorityFactory)
    worker = factory.SubFactory(WorkerFactory)
    asked_by = factory.SubFactory(WorkerFactory, role="team_manager")
    because = "One plan for all of them"
    until = factory.LazyFunction(timezone.localdate)


class GroupAccessFactory(RecordFactory):
    class Meta:
        model = GroupAccess

    request = factory.SubFactory(
        GroupRequestFactory, authority=factory.SelfAttribute("..child.authority")
    )


class CorrectionFactory(RecordFactory):
    class Meta:
        model = Correction

    kind = "recording.childvisit"
    record = factory.Sequence(lambda number: number)
    because = "It was misheard"


class CertificateFactory(DjangoModelFactory):
    class Meta:
        model = Certificate

    authority = factory.SubFactory(AuthorityFactory)
    keys = factory.Sequence(lambda n: [500_000 + n])
    mark = "0"
    category = "other"
    rule = "6 years from the day the file closed"
    year = 2020
    begun_by = "Marguerite Obi"
    authorised_by = "Frances Hale"
    deleted_at = factory.LazyFunction(timezone.now)
    tables = factory.LazyFunction(lambda: {"referrals_referral": 1})
    signature = "0"


class LegalStatusFactory(RecordFactory):
    class Meta:
        model = LegalStatus

    kind = "section_20"
    started_on = date(2026, 1, 5)


class AgeStatementFactory(RecordFactory):
    class Meta:
        model = AgeStatement

    who = "child"
    said_on = date(2026, 1, 5)


class TransferFactory(RecordFactory):
    class Meta:
        model = Transfer

    to_team = factory.SubFactory(
        TeamFactory, authority=factory.SelfAttribute("..child.authority"), name="Long-term team"
    )
    why = "The assessment is done"
    summary = "Nothing is planned or due on this file."


class DisclosureFactory(RecordFactory):
    class Meta:
        model = Disclosure

    kind = "access"
    asked_by = "parent"
    asker = "Dawn Holroyd"
    basis = "Article 15 of the UK GDPR"
    received_on = MONDAY
    identity_words = "Known to us for years"
    entitlement = "She holds parental responsibility; he is two years old"


class PickedRecordFactory(DjangoModelFactory):
    class Meta:
        model = PickedRecord

    disclosure = factory.SubFactory(DisclosureFactory)
    source = "recording.childvisit"
    record_id = 1
    label = "Visit"
    text = "## What happened\nHe played on the rug."
    checksum = factory.LazyAttribute(lambda record: checksum_of(record.text))


class RedactionFactory(DjangoModelFactory):
    class Meta:
        model = Redaction

    record = factory.SubFactory(PickedRecordFactory)
    words = "the rug"
    reason = "third_party"


class NameAnswerFactory(DjangoModelFactory):
    class Meta:
        model = NameAnswer

    disclosure = factory.SubFactory(DisclosureFactory)
    name = "Aisha"
    answer = "redact"
    reason = "third_party"


class AbsenceFactory(DjangoModelFactory):
    class Meta:
        model = Absence

    worker = factory.SubFactory(WorkerFactory)
    deputy = factory.SubFactory(WorkerFactory, team=factory.SelfAttribute("..worker.team"))
    set_by = factory.SelfAttribute("worker")
    started_on = factory.LazyFunction(timezone.localdate)
    until = factory.LazyAttribute(lambda absence: absence.started_on + timedelta(days=7))


class PreProceedingsFactory(DjangoModelFactory):
    class Meta:
        model = PreProceedings

    authority = factory.SubFactory(AuthorityFactory)
    asked_on = MONDAY
    threshold = "Ruby has been hit twice and her mother could not keep Dean away"
    tried = "A child protection plan since June; Dean came back each time"
    wants = "Whether to begin pre-proceedings"


class ChildPreProceedingsFactory(RecordFactory):
    """``with_process`` of the same council; begun on the Monday it was asked for."""

    class Meta:
        model = ChildPreProceedings

    process = factory.SubFactory(
        PreProceedingsFactory, authority=factory.SelfAttribute("..child.authority")
    )
    started_on = MONDAY


class FamilyRowFactory(DjangoModelFactory):
    """A row of the family’s process: give the process of the children it is about."""

    class Meta:
        abstract = True

    process = factory.SubFactory(PreProceedingsFactory)


class ParentFactory(FamilyRowFactory):
    class Meta:
        model = Parent

    name = "Kirsty Whitfield"
    relation = "Ruby’s mother"


class LetterSentFactory(FamilyRowFactory):
    class Meta:
        model = LetterSent

    parent = factory.SubFactory(ParentFactory, process=factory.SelfAttribute("..process"))
    sent_on = date(2026, 1, 8)
    family_meeting_offered = True


class AgreementFactory(FamilyRowFactory):
    class Meta:
        model = Agreement

    agreed_on = date(2026, 1, 19)
    words = "Kirsty will not let Dean in; Dawn visits on Tuesdays"


class OrderedAssessmentFactory(FamilyRowFactory):
    class Meta:
        model = OrderedAssessment

    kind = "parenting"
    expert = "Northmoor Family Centre"
    ordered_on = date(2026, 1, 20)
    due_on = date(2026, 3, 2)


class LegalAdviceFactory(FamilyRowFactory):
    class Meta:
        model = LegalAdvice

    given_on = MONDAY
    given_by = "Priya Nair, solicitor"
    advice = "The threshold is likely to be met on the injuries alone"


class ProceedingsFactory(FamilyRowFactory):
    class Meta:
        model = Proceedings

    applied_on = date(2026, 4, 20)
    issued_on = date(2026, 4, 21)
    court = "Northmoor Family Court"
    case_number = "NM26C00017"


class HearingFactory(FamilyRowFactory):
    class Meta:
        model = Hearing

    proceedings = factory.SubFactory(ProceedingsFactory, process=factory.SelfAttribute("..process"))
    kind = "management"
    listed_on = date(2026, 5, 8)


class InProcessFactory(RecordFactory):
    """A child’s own part of a step: ``in_process`` is a row of the same child."""

    class Meta:
        abstract = True

    in_process = factory.SubFactory(
        ChildPreProceedingsFactory, child=factory.SelfAttribute("..child")
    )


class PanelDecisionFactory(InProcessFactory):
    class Meta:
        model = PanelDecision

    check_at = "start"
    decided_on = MONDAY
    decision = "start"
    reasons = "Nothing has changed since June, and Ruby was hurt again"


class TrackerUpdateFactory(InProcessFactory):
    class Meta:
        model = TrackerUpdate

    looked_on = date(2026, 1, 26)
    why_late = "The letter waited for the lawyer"


class ProcessMeetingFactory(InProcessFactory):
    class Meta:
        model = ProcessMeeting

    kind = "first"
    held_on = date(2026, 1, 16)
    meeting = factory.SubFactory(
        MeetingFactory, kind="preproceedings", authority=factory.SelfAttribute("..child.authority")
    )


class AssessmentOfChildFactory(InProcessFactory):
    class Meta:
        model = AssessmentOfChild

    ordered = factory.SubFactory(
        OrderedAssessmentFactory, process=factory.SelfAttribute("..in_process.process")
    )


class ChildInCourtFactory(InProcessFactory):
    class Meta:
        model = ChildInCourt

    proceedings = factory.SubFactory(
        ProceedingsFactory, process=factory.SelfAttribute("..in_process.process")
    )


class CourtExtensionFactory(RecordFactory):
    class Meta:
        model = CourtExtension

    in_court = factory.SubFactory(ChildInCourtFactory, child=factory.SelfAttribute("..child"))
    ordered_on = date(2026, 10, 1)
    extends = date(2026, 10, 19)
    until = date(2026, 12, 14)
    because = "The father’s family came forward late"


class LetterCopyFactory(RecordFactory):
    """Give the letter it copies, and the document that is the copy."""

    class Meta:
        model = LetterCopy

    kind = "translated"
    language = "Polish"
    made_by = "Northmoor Translations"
    made_on = MONDAY


class BetweenTwoFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    worker = factory.SubFactory(WorkerFactory)
    supervisor = factory.SubFactory(
        WorkerFactory, team=factory.SelfAttribute("..worker.team"), role="team_manager"
    )
    authority = factory.SelfAttribute("worker.authority")


class SupervisionAgreementFactory(BetweenTwoFactory):
    class Meta:
        model = SupervisionAgreement

    agreed_on = MONDAY
    how_we_work = "An hour and a half, door shut, children first"


class SessionFactory(BetweenTwoFactory):
    class Meta:
        model = Session

    starts_at = factory.Sequence(lambda n: datetime(2026, 1, 5, 10, tzinfo=UTC) + timedelta(days=n))


class PrivateNoteFactory(DjangoModelFactory):
    class Meta:
        model = PrivateNote

    session = factory.SubFactory(SessionFactory)
    about = "wellbeing"
    text = "Sleeping badly since the inquest"
    written_by = factory.SelfAttribute("session.worker")


class PrivateLookFactory(DjangoModelFactory):
    class Meta:
        model = PrivateLook

    session = factory.SubFactory(SessionFactory)
    worker = factory.SubFactory(WorkerFactory, role="service_manager")
    because = "She has been off for three weeks"


class AgendaItemFactory(RecordFactory):
    class Meta:
        model = AgendaItem

    session = factory.SubFactory(SessionFactory)


class DiscussionFactory(DjangoModelFactory):
    class Meta:
        model = Discussion

    worker = factory.SubFactory(WorkerFactory)
    authority = factory.SelfAttribute("worker.authority")
    held_on = MONDAY
    hypotheses = "She may be caring for her mother at night"


class CaseSupervisionFactory(RecordFactory):
    class Meta:
        model = CaseSupervision

    discussion = factory.SubFactory(DiscussionFactory, held_on=factory.SelfAttribute("..held_on"))
    held_on = MONDAY
    what_changed = "Ruby slept at home every night this month"
    decision = "go_on"
    decided_because = "The plan works: nan has her on Wednesdays"


class ActionAnswerFactory(RecordFactory):
    class Meta:
        model = ActionAnswer

    supervision = factory.SubFactory(CaseSupervisionFactory, child=factory.SelfAttribute("..child"))
    action = factory.SubFactory(ActionFactory, child=factory.SelfAttribute("..child"))
    answer = "carried"
    because = "School was shut"


class AgreedActionFactory(RecordFactory):
    class Meta:
        model = AgreedAction

    supervision = factory.SubFactory(CaseSupervisionFactory, child=factory.SelfAttribute("..child"))
    action = factory.SubFactory(
        ActionFactory, child=factory.SelfAttribute("..child"), source="supervision"
    )
    outcome = "Ruby sleeps through the night"


class GroupSessionFactory(DjangoModelFactory):
    class Meta:
        model = GroupSession

    led_by = factory.SubFactory(WorkerFactory, role="team_manager")
    recorded_by = factory.SelfAttribute("led_by")
    authority = factory.SelfAttribute("led_by.authority")
    team = factory.SelfAttribute("led_by.team")
    kind = "group"
    held_on = MONDAY
    theme = "Fathers we do not meet"
    learned = "We ask for his number at the first visit"


class GroupDiscussionFactory(RecordFactory):
    class Meta:
        model = GroupDiscussion

    group = factory.SubFactory(GroupSessionFactory)
    held_on = MONDAY
    thought = "Nobody has asked Ruby what the nights are like"
    what_changes = "Ask her, on her own, this week"


class ObservationFactory(BetweenTwoFactory):
    class Meta:
        model = Observation

    kind = "visit"
    observed_on = MONDAY
    did_well = "Sat on the floor with the child"
    to_develop = "Leave a silence"


class FileSampleFactory(DjangoModelFactory):
    class Meta:
        model = FileSample

    drawn_by = factory.SubFactory(WorkerFactory, role="service_manager")
    authority = factory.SelfAttribute("drawn_by.authority")
    drawn_on = MONDAY
    seed = "seed"


class SampledFileFactory(RecordFactory):
    class Meta:
        model = SampledFile

    sample = factory.SubFactory(FileSampleFactory)


class OwnToolFactory(DjangoModelFactory):
    class Meta:
        model = OwnTool

    authority = factory.SubFactory(AuthorityFactory)
    name = factory.Sequence(lambda n: f"Worry monster {n}")


class DirectWorkFactory(DjangoModelFactory):
    class Meta:
        model = DirectWork

    asked_by = factory.SubFactory(WorkerFactory)
    authority = factory.SelfAttribute("asked_by.authority")
    recorded_by = factory.SelfAttribute("asked_by")
    held_on = MONDAY
    tool = "houses"


class VoiceFactory(RecordFactory):
    class Meta:
        model = Voice

    work = factory.SubFactory(
        DirectWorkFactory,
        held_on=factory.SelfAttribute("..held_on"),
        authority=factory.SelfAttribute("..child.authority"),
    )
    held_on = MONDAY
    kind = "wish"
    alone = True
    words = "I want a lock on my door"


class VoiceAnswerFactory(RecordFactory):
    class Meta:
        model = VoiceAnswer

    voice = factory.SubFactory(VoiceFactory, child=factory.SelfAttribute("..child"))
    outcome = "changed"
    what = "Dan put a lock on your door"
    answered_on = MONDAY


class HowChildTellsFactory(RecordFactory):
    class Meta:
        model = HowChildTells

    written_on = MONDAY
    speech = "none"
    ways = "Looks at what she wants"


class AdvocateFactory(RecordFactory):
    class Meta:
        model = Advocate

    kind = "advocate"
    offered_on = MONDAY


class LifeStoryItemFactory(RecordFactory):
    class Meta:
        model = LifeStoryItem

    kind = "letter"
    title = "Why you went to live with Nan"
    to_them = "You were six. Your mum could not keep you safe, and she knew it"


class NeedForHelpFactory(RecordFactory):
    class Meta:
        model = NeedForHelp

    need = "wellbeing"
    words = "She wakes at night and will not say why"
    identified_on = MONDAY


class HelpReferralFactory(RecordFactory):
    class Meta:
        model = HelpReferral

    need = factory.SubFactory(NeedForHelpFactory, child=factory.SelfAttribute("..child"))
    provider = "Harbour children’s counselling"
    referred_on = MONDAY


class ServiceGapFactory(DjangoModelFactory):
    class Meta:
        model = ServiceGap

    authority = factory.SubFactory(AuthorityFactory)
    need = "domestic_abuse"
    missing = "A specialist who works with children who live with domestic abuse"
    opened_on = MONDAY
    opened_by = factory.SubFactory(
        WorkerFactory, role="service_manager", team__authority=factory.SelfAttribute("...authority")
    )
    review_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=60))


class GapEntryFactory(DjangoModelFactory):
    class Meta:
        model = GapEntry

    gap = factory.SubFactory(ServiceGapFactory)
    kind = "raised"
    happened_on = MONDAY
    whom = "Integrated care board, children’s commissioner"
    words = "Six months of children waiting, with the ages"
    recorded_by = factory.SelfAttribute("gap.opened_by")


class CensusImportFactory(DjangoModelFactory):
    class Meta:
        model = CensusImport

    worker = factory.SubFactory(WorkerFactory)
    authority = factory.SelfAttribute("worker.authority")
    name = "census.xml"
    held = b"""<Message><Header><Collection>CIN</Collection></Header></Message>"""
    report = factory.LazyFunction(
        lambda: (
            dict.fromkeys(("read", "created", "changed", "unchanged"), {})
            | dict.fromkeys(("refused", "read_as", "kept_ours"), [])
        )
    )


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = Service

    authority = factory.SubFactory(AuthorityFactory)
    name = factory.Sequence(lambda n: f"Families First {n}")
    kind = "edge_of_care"
    needs = ["parenting"]
    provider = "The council"
    starts_on = MONDAY


class EdgeReferralFactory(DjangoModelFactory):
    class Meta:
        model = EdgeReferral

    service = factory.SubFactory(ServiceFactory)
    authority = factory.SelfAttribute("service.authority")
    referred_at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    threshold = "weeks"
    why_now = "His mother says she cannot go on after the weekend"
    consent = "parent"
    consent_by = "Kirsty, his mother"
    consent_on = MONDAY


class EdgeOfCareFactory(RecordFactory):
    """Asked for. ``begun`` and ``over`` take it further."""

    class Meta:
        model = EdgeOfCare

    class Params:
        begun = factory.Trait(
            decision="accepted",
            decided_on=factory.LazyAttribute(lambda o: o.referral.referred_at.date()),
            started_at=factory.LazyAttribute(lambda o: o.referral.referred_at),
        )
        over = factory.Trait(
            begun=True,
            ended_on=factory.LazyAttribute(
                lambda o: o.referral.referred_at.date() + timedelta(days=90)
            ),
            ended_because="done",
            outcome="home",
        )

    referral = factory.SubFactory(
        EdgeReferralFactory, service__authority=factory.SelfAttribute("...child.authority")
    )
    needs = ["parenting"]
    lives = "home"


class SupportPlanFactory(RecordFactory):
    class Meta:
        model = SupportPlan

    case = factory.SubFactory(EdgeOfCareFactory, begun=True, child=factory.SelfAttribute("..child"))
    agreed_on = MONDAY
    hopes = "Evenings without shouting"
    help_given = "Dawn comes on Mondays until Easter"
    if_it_gets_hard = "Ring Dawn, or the duty desk at night"


class EdgeReviewFactory(RecordFactory):
    class Meta:
        model = EdgeReview

    case = factory.SubFactory(EdgeOfCareFactory, begun=True, child=factory.SelfAttribute("..child"))
    held_on = MONDAY
    who_came = "Kirsty and her son"
    what_changed = "Three calm evenings"
    what_next = "Every other Monday"


class GoalFactory(RecordFactory):
    class Meta:
        model = Goal

    case = factory.SubFactory(EdgeOfCareFactory, begun=True, child=factory.SelfAttribute("..child"))
    words = "Eat together twice a week"
    whose = "family"


class GoalScoreFactory(RecordFactory):
    class Meta:
        model = GoalScore

    goal = factory.SubFactory(GoalFactory, child=factory.SelfAttribute("..child"))
    stage = "review"
    scored_on = MONDAY
    score = 4


class FollowUpFactory(RecordFactory):
    class Meta:
        model = FollowUp

    case = factory.SubFactory(EdgeOfCareFactory, over=True, child=factory.SelfAttribute("..child"))
    months = 3
    known_on = MONDAY
    lives = "home"
    how_known = "Rang his mother"


class SupportProgrammeFactory(RecordFactory):
    class Meta:
        model = SupportProgramme

    worker = factory.SubFactory(
        WorkerFactory, role="family_support", team=factory.SelfAttribute("..child.team")
    )
    purpose = "Mornings and school"
    planned = 6
    started_on = MONDAY


class SupportSessionFactory(DjangoModelFactory):
    class Meta:
        model = SupportSession

    worker = factory.SubFactory(WorkerFactory, role="family_support")
    authority = factory.SelfAttribute("worker.authority")
    held_at = datetime(2026, 1, 5, 16, tzinfo=UTC)
    what_happened = "We drew the house and who sleeps where"


class ChildSessionFactory(RecordFactory):
    class Meta:
        model = ChildSession

    session = factory.SubFactory(SupportSessionFactory)
    held_on = MONDAY
    took_part = True


class GroupFactory(DjangoModelFactory):
    class Meta:
        model = Group

    worker = factory.SubFactory(WorkerFactory, role="family_support")
    authority = factory.SelfAttribute("worker.authority")
    service = factory.SubFactory(
        ServiceFactory, kind="group", authority=factory.SelfAttribute("..authority")
    )
    name = factory.Sequence(lambda n: f"Steady {n}")
    for_whom = "parents"
    starts_on = MONDAY


class GroupDayFactory(DjangoModelFactory):
    class Meta:
        model = GroupDay

    group = factory.SubFactory(GroupFactory)
    held_on = MONDAY


class GroupPlaceFactory(RecordFactory):
    class Meta:
        model = GroupPlace

    group = factory.SubFactory(GroupFactory, worker__team=factory.SelfAttribute("...child.team"))
    hopes = "Evenings without shouting"
    joined_on = MONDAY


class GroupAttendanceFactory(RecordFactory):
    class Meta:
        model = GroupAttendance

    place = factory.SubFactory(GroupPlaceFactory, child=factory.SelfAttribute("..child"))
    session = factory.SubFactory(GroupDayFactory, group=factory.SelfAttribute("..place.group"))
    came = "came"


class ShortBreakFactory(RecordFactory):
    class Meta:
        model = ShortBreak

    service = factory.SubFactory(
        ServiceFactory, kind="short_breaks", authority=factory.SelfAttribute("..child.authority")
    )
    starts_on = MONDAY
    nights = 2


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = Skill

    worker = factory.SubFactory(WorkerFactory, role="family_support")
    what = "victims"


class SystemFactory(DjangoModelFactory):
    """A connected system that may read everything a system may, of the whole service."""

    class Meta:
        model = System

    authority = factory.SubFactory(AuthorityFactory)
    name = factory.Sequence("Warehouse {}".format)
    purpose = "The monthly report"
    sight = "system_service"
    kinds = factory.LazyFunction(lambda: [scope.code for scope in scopes])
    keeper = factory.SubFactory(
        WorkerFactory, authority=factory.SelfAttribute("..authority"), team=None
    )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        by = Worker(authority=kwargs.pop("authority"))
        return system_operations.register(system=model_class(*args, **kwargs), by=by)


def system_with_credential(*, authority, by, **facts):
    system = SystemFactory(authority=authority, keeper=by, **facts)
    credential, _ = system_operations.issue(system=system, days=30, by=by)
    return system, credential
