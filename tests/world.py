"""One council with something of everything, for the tests that open every page of it.

Ruby is known to her worker. Zephyrine, her sister, is restricted: only ``trusted`` may know of her,
and she stands beside Ruby on everything that is about more than one child.
"""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_celery_beat import models as beat

from assessments.models import Amendment, FamilyAssessment
from audits.models import CorrectiveAction, Moderation
from casework.access.accounts.news import tell_of_account
from casework.access.models import AccountRequest, Export, SavedList, Team
from casework.access.roles import ROLES
from casework.children.codes import AllocationRole
from casework.children.models import LifeEvent, PersonJoin, Relationship
from casework.children.models.asks import Ask
from casework.children.relatives.joins import FACTS
from casework.chronology.models import Significance
from casework.conferences.models import MeetingAction
from casework.corrections.models import Withdrawal
from casework.corrections.operations import ask_to_withdraw
from casework.documents.forms import put_file
from casework.documents.models import ContactLimit, Letter, LetterTemplate
from casework.duplicates.operations import merge, propose
from casework.governance.models import LookReview
from casework.notices.feeds import CalendarFeed
from casework.notices.models import Mail, Notice
from casework.practice.default_templates import ship_all
from casework.practice.models import Template
from casework.practice.versions import draft_of
from casework.preproceedings.letters import LETTER
from casework.preproceedings.models import AssessmentOfChild
from casework.preproceedings.panel_sheet.operations import keep as keep_sheet
from casework.preproceedings.panel_sheet.sheet import sheet
from casework.retention.models import DueFile, Hold, Round, Rule
from casework.retention.operations import lay_down_rules
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from casework.writing.vocabulary.models import OwnTerm
from missing.models import (
    Finding,
    InterviewProvider,
    InterviewReview,
    LogEntry,
    PoliceSheet,
    Subject,
)
from tests import factories as make

HIDDEN = "Zephyrine"
"""The given name of the restricted sister: no page may say it to anyone but those who may know."""
TODAY = timezone.localdate()


def ago(days):
    return TODAY - timedelta(days=days)


def moment_ago(days):
    return timezone.now() - timedelta(days=days)


def people(team, called="the") -> dict:
    """One worker of each role, by the role's name."""
    return {
        role: make.WorkerFactory(
            team=team,
            role=role,
            username=f"{called}.{role}",
            last_name=f"The-{role}",
            email=f"{role}@example.org",
        )
        for role in ROLES
    }


class World:
    """Every record a page may be about, by a name; ``world.worker("auditor")`` gives who opens."""

    def __init__(self):
        self.team = make.TeamFactory()
        self.authority = self.team.authority
        self.workers = people(self.team)
        self.workers["superuser"] = make.WorkerFactory(
            team=self.team, role="administrator", username="root", is_superuser=True, is_staff=True
        )
        self.trusted = make.WorkerFactory(team=self.team, username="trusted")
        ship_all(self.authority)
        self.family()
        for build in (
            self.referred,
            self.assessed,
            self.met,
            self.planned,
            self.before_court,
            self.recorded,
            self.went_missing,
            self.wrote,
            self.audited,
            self.looked_after_the_house,
            self.supervised,
            self.listened,
            self.helped,
            self.waited,
        ):
            build()
        sweep()
        self.due()
        self.wrote_to_parents()

    def worker(self, role):
        return self.workers[role]

    def of_both(self, factory, **facts):
        """The record on Ruby's file; the same stands on her sister's."""
        factory(child=self.hidden, **facts)
        return factory(child=self.ruby, **facts)

    def listened(self):
        """What was said, answered and drawn; who speaks up; what is kept for later."""
        picture = make.ChildDocumentFactory(
            child=self.ruby, document__kind="picture", document__authority=self.authority
        )
        drawn = SimpleUploadedFile("house.png", b"\x89PNG\r\n\x1a\n drawn")
        drawn.format = "png"
        put_file(picture.document, drawn, self.workers["social_worker"], version=1)
        work = make.DirectWorkFactory(asked_by=self.workers["social_worker"], held_on=ago(9))
        self.voice = self.of_both(make.VoiceFactory, work=work, held_on=ago(9))
        self.voice.picture = picture
        self.voice.save()
        self.voice_answer = make.VoiceAnswerFactory(
            child=self.ruby, voice=self.voice, answered_on=ago(8)
        )
        self.tells = self.of_both(make.HowChildTellsFactory, speech="some")
        self.advocate = self.of_both(make.AdvocateFactory)
        self.life_story = self.of_both(make.LifeStoryItemFactory)
        self.own_tool = make.OwnToolFactory(authority=self.authority)

    def helped(self):
        """Help on the edge of care: going on for Ruby, over once, asked for a brother."""
        self.service = make.ServiceFactory(authority=self.authority)
        asked = {"service": self.service, "recorded_by": self.workers["social_worker"]}
        before = make.EdgeReferralFactory(**asked, referred_at=moment_ago(400))
        self.edge_over = self.of_both(make.EdgeOfCareFactory, referral=before, over=True)
        now = make.EdgeReferralFactory(**asked, referred_at=moment_ago(30))
        self.edge_case = self.of_both(make.EdgeOfCareFactory, referral=now, begun=True)
        facts = {"child": self.ruby, "case": self.edge_case}
        make.SupportPlanFactory(**facts, agreed_on=ago(20))
        review = make.EdgeReviewFactory(**facts, held_on=ago(5))
        goal = make.GoalFactory(**facts)
        make.GoalScoreFactory(child=self.ruby, goal=goal, review=review, scored_on=ago(5))
        again = make.EdgeReferralFactory(**asked, referred_at=moment_ago(1))
        self.edge_waiting = make.EdgeOfCareFactory(child=self.brother, referral=again)
        self.support_programme = self.of_both(make.SupportProgrammeFactory)
        self.support_session = make.SupportSessionFactory(
            worker=self.workers["family_support"], held_at=moment_ago(3)
        )
        part = {"session": self.support_session, "held_on": ago(3)}
        self.child_session = self.of_both(make.ChildSessionFactory, **part)
        self.skill = make.SkillFactory(worker=self.workers["social_worker"])
        self.group_of_parents = make.GroupFactory(worker=self.workers["social_worker"])
        self.group_day = make.GroupDayFactory(group=self.group_of_parents, held_on=ago(4))
        self.group_place = self.of_both(make.GroupPlaceFactory, group=self.group_of_parents)
        make.GroupAttendanceFactory(child=self.ruby, place=self.group_place, session=self.group_day)
        self.short_break = self.of_both(make.ShortBreakFactory)

    def waited(self):
        facts = {"identified_on": ago(400), "no_service_on": ago(30), "no_service_because": "Asked"}
        self.help_need = self.of_both(make.NeedForHelpFactory, need="domestic_abuse", **facts)
        self.help_asked = make.HelpReferralFactory(
            child=self.ruby, need=self.help_need, service=self.service, provider=""
        )
        senior = self.workers["service_manager"]
        self.gap = make.ServiceGapFactory(authority=self.authority, opened_by=senior)
        make.GapEntryFactory(gap=self.gap)

    def supervised(self):
        """The worker by their manager, and the manager by the service's."""
        worker, manager = self.workers["social_worker"], self.workers["team_manager"]
        senior, two = self.workers["service_manager"], {"worker": worker, "supervisor": manager}
        now = timezone.now()
        both = {"worker_signed_at": now, "supervisor_signed_at": now}
        make.SupervisionAgreementFactory(worker=manager, supervisor=senior, **both)
        self.agreement = make.SupervisionAgreementFactory(**two)
        self.session = make.SessionFactory(**two, starts_at=now)
        self.session_held = make.SessionFactory(**two, starts_at=moment_ago(9), held_on=ago(9))
        make.PrivateNoteFactory(session=self.session)
        self.observation = make.ObservationFactory(**two)
        talk = make.DiscussionFactory(worker=worker, held_on=ago(9), recorded_by=manager)
        facts = {"discussion": talk, "held_on": ago(9), "recorded_by": manager}
        self.case_supervision = self.of_both(make.CaseSupervisionFactory, **facts)
        promised = make.ActionFactory(child=self.ruby, source="supervision")
        make.AgreedActionFactory(
            child=self.ruby, supervision=self.case_supervision, action=promised
        )
        make.ActionAnswerFactory(
            child=self.ruby, supervision=self.case_supervision, action=promised
        )
        self.of_both(make.AgendaItemFactory, session=self.session)
        group = make.GroupSessionFactory(led_by=manager, held_on=ago(20))
        self.group_discussion = self.of_both(make.GroupDiscussionFactory, group=group)
        sample = make.FileSampleFactory(drawn_by=senior)
        self.sampled = self.of_both(make.SampledFileFactory, sample=sample)
        self.oversight = self.of_both(
            make.ManagementOversightFactory, plan=None, about="step_down", working=""
        )

    def family(self):
        """The auditor is of no team: independent of them all."""
        self.workers["auditor"].team = None
        self.workers["auditor"].save()
        self.ruby = make.ChildFactory(team=self.team, person__born_on=ago(365 * 13))
        self.hidden = make.ChildFactory(
            team=self.team,
            restricted=True,
            person__given_name=HIDDEN,
            person__born_on=ago(365 * 14),
        )
        for role in ("social_worker", "family_support"):
            part = AllocationRole.LEAD if role == "social_worker" else AllocationRole.FAMILY_SUPPORT
            make.AllocationFactory(child=self.ruby, worker=self.workers[role], role=part)
        for child in (self.hidden, self.ruby):
            role = AllocationRole.LEAD if child is self.hidden else AllocationRole.OTHER
            make.AllocationFactory(child=child, worker=self.trusted, role=role)
        self.going = make.WorkerFactory(team=self.team, username="going", leaves_on=TODAY)
        for child in (self.hidden, self.ruby):
            make.AllocationFactory(child=child, worker=self.going, role=AllocationRole.INTERVIEWER)
        for role in ("inspector", "auditor"):
            make.FileGrantFactory(child=self.ruby, worker=self.workers[role])
        self.mother = make.PersonFactory(authority=self.authority)
        for one, other in ((self.ruby, self.hidden), (self.hidden, self.ruby)):
            self.related(one.person, other.person, "sister")
            self.related(one.person, self.mother, "mother")
            self.related(self.mother, one.person, "child")
            make.AddressFactory(person=one.person)
        make.AddressFactory(person=self.mother)
        self.alert = make.AlertFactory(child=self.ruby)
        self.legal_status = make.LegalStatusFactory(child=self.ruby)
        self.emergency_order = make.LegalStatusFactory(
            child=self.ruby, kind="emergency", started_on=ago(2)
        )
        self.age_statement = make.AgeStatementFactory(child=self.ruby)
        self.rubys_address = self.ruby.person.addresses.get()
        self.mothers_tie = Relationship.objects.get(person=self.ruby.person, relative=self.mother)
        entered_twice = make.PersonFactory(authority=self.authority)
        self.person_join = PersonJoin.objects.create(
            authority=self.authority,
            kept=self.mother,
            joined=entered_twice,
            made_by=self.workers["social_worker"],
            before=dict.fromkeys(FACTS, ""),
            after=dict.fromkeys(FACTS, ""),
        )
        self.unborn = make.ChildFactory(
            team=self.team,
            person__given_name="Baby",
            person__born_on=None,
            person__sex="U",
            person__expected_on=TODAY + timedelta(days=30),
        )
        self.related(self.unborn.person, self.hidden.person, "mother")
        self.move = make.MoveFactory(child=self.ruby, moved_on=ago(20), told_on=ago(20))
        self.brother = make.ChildFactory(team=self.team, person__given_name="Alfie")
        make.AllocationFactory(child=self.brother, worker=self.workers["social_worker"])
        self.related(self.ruby.person, self.brother.person, "brother")
        self.related(self.brother.person, self.ruby.person, "sister")
        self.newborn = make.ChildFactory(team=self.team, person__given_name="Newcomer")

    def related(self, person, relative, kind, **facts):
        return make.RelationshipFactory(person=person, relative=relative, kind=kind, **facts)

    def referred(self):
        contact = make.ContactFactory(authority=self.authority, received_at=moment_ago(91))
        self.contact = self.of_both(make.ChildContactFactory, contact=contact)
        self.referral = self.of_both(make.ReferralFactory, received_on=ago(90))
        self.closed_episode = make.EpisodeOfNeedFactory(
            child=self.ruby, started_on=ago(400), closed_on=ago(300), closure_reason="RC8"
        )
        self.episode = self.of_both(make.EpisodeOfNeedFactory, started_on=ago(90))
        self.family_help = make.FamilyHelpFactory(child=self.ruby, offered_on=ago(100))
        self.helped = make.FamilyHelpFactory(
            child=self.unborn,
            offered_on=ago(100),
            answer="accepted",
            lead="Mina Cole",
            answered_on=ago(99),
            started_on=ago(98),
        )

    def assessed(self):
        family = FamilyAssessment.objects.create(authority=self.authority)
        facts = {"referral_received_on": ago(90), "family": family}
        self.assessment = self.of_both(make.AssessmentFactory, **facts)
        self.submitted = self.of_both(
            make.AssessmentFactory,
            referral_received_on=ago(60),
            submitted_at=moment_ago(1),
            submitted_by=self.workers["social_worker"],
        )
        self.authorised = make.AssessmentFactory(
            child=self.ruby, referral_received_on=ago(200), authorised=True, authorised_on=ago(150)
        )
        self.amendment = Amendment.on_file_of(
            self.ruby,
            self.workers["social_worker"],
            assessment=self.authorised,
            section="what_must_change",
            should_say="Nan has them on Wednesdays",
            why="The day was wrong",
        )
        self.amendment.save()

    def meeting_of(self, kind, **facts):
        """A meeting about both sisters, to which both were asked."""
        meeting = make.MeetingFactory(
            authority=self.authority, kind=kind, **{"starts_at": moment_ago(80)} | facts
        )
        meeting.children.set([self.ruby, self.hidden])
        asked = {"meeting": meeting, "name": "", "agency": "family", "invited_on": ago(85)}
        for person in (self.hidden.person, self.ruby.person, self.mother):
            make.AttendeeFactory(
                person=person, view=f"The view of {person.first_name}", report_asked=True, **asked
            )
        make.AttendeeFactory(meeting=meeting)
        return meeting

    def met(self):
        on = ago(80)
        strategy = self.meeting_of("strategy")
        self.strategy = self.of_both(
            make.StrategyDiscussionFactory, meeting=strategy, held_on=on, episode=None
        )
        self.enquiry = self.of_both(make.Section47Factory, started_on=on)
        self.enquiry_sent = self.of_both(
            make.Section47Factory,
            started_on=on,
            findings="Someone hurt her",
            recommended="conference",
            submitted_at=moment_ago(1),
            submitted_by=self.workers["social_worker"],
        )
        conference = self.meeting_of(
            "conference",
            which="initial",
            minutes=f"What was said. {HIDDEN} told her mother. Both parents came.",
        )
        self.conference = self.of_both(
            make.ConferenceFactory, meeting=conference, held_on=on, held=True
        )
        self.meeting = conference
        chair = {"chair": self.workers["conference_chair"]}
        self.meeting_to_come = self.meeting_of(
            "conference",
            which="review",
            held=False,
            starts_at=timezone.now() + timedelta(days=9),
            **chair,
        )
        self.meeting_of("conference", which="review", held=False, starts_at=moment_ago(2), **chair)
        self.meeting_of("core_group", held=True, minutes_sent_on=None, **chair)
        self.in_need_meeting = self.of_both(
            make.ChildInNeedMeetingFactory, meeting=self.meeting_of("child_in_need"), held_on=on
        )
        of_ruby = self.meeting_to_come.attendees.filter(person=self.ruby.person)
        self.attendee = of_ruby.get()
        self.agree(conference)

    def agree(self, meeting):
        """An action for Ruby that her sister owns, and one of her sister's own."""
        for child, owner in ((self.ruby, self.hidden.person), (self.hidden, self.ruby.person)):
            action = make.ActionFactory(
                child=child,
                source="meeting",
                owner_person=owner,
                owner_name="",
                agreed_on=ago(80),
                due_on=ago(10),
            )
            MeetingAction.objects.create(meeting=meeting, action=action)

    def planned(self):
        family = make.FamilyPlanFactory(authority=self.authority)
        self.plan = self.of_both(make.PlanFactory, started_on=ago(60), family=family)
        self.core_group = make.CoreGroupFactory(
            child=self.ruby, plan=self.plan, held_on=ago(50), meeting=self.meeting_of("core_group")
        )
        self.need = make.NeedFactory(child=self.ruby, plan=self.plan)
        make.NeedScoreFactory(child=self.ruby, need=self.need, scored_on=ago(60))
        make.NeedScoreFactory(child=self.ruby, need=self.need, scored_on=ago(5), score=6)
        self.action = make.ActionFactory(
            child=self.ruby,
            owner_person=self.hidden.person,
            owner_name="",
            agreed_on=ago(60),
            due_on=TODAY + timedelta(days=3),
        )
        make.PlanActionFactory(need=self.need, action=self.action)
        make.PlanFactory(child=self.brother, started_on=ago(60), family=family)
        self.contingency = make.ContingencyFactory(child=self.ruby, plan=self.plan)
        make.PlanReviewFactory(child=self.ruby, plan=self.plan, reviewed_on=ago(30))
        make.PlanReadingFactory(child=self.ruby, plan=self.plan, read_on=ago(20))
        self.visitor = make.PlanVisitorFactory(
            child=self.ruby, plan=self.plan, started_on=ago(20), until=TODAY + timedelta(days=20)
        )
        self.draft_plan = make.PlanFactory(
            child=self.unborn,
            kind="need",
            started_on=TODAY,
            submitted_at=moment_ago(0),
            submitted_by=self.workers["social_worker"],
        )
        self.ended_plan = make.PlanFactory(
            child=self.ruby,
            kind="need",
            started_on=ago(300),
            ended_on=ago(250),
            end_because="stepped_up",
            initial_category="",
            latest_category="",
        )
        make.PlanActionFactory(need=make.NeedFactory(child=self.ruby, plan=self.ended_plan))

    def before_court(self):
        """Ruby and her sister in pre-proceedings, gone to court; her brother's only asked for."""
        process = make.PreProceedingsFactory(authority=self.authority, asked_on=ago(140))
        decided = {
            "outcome": "apply",
            "outcome_on": ago(40),
            "outcome_because": "She is not safe at home",
        }
        self.plo_row = self.of_both(
            make.ChildPreProceedingsFactory, process=process, started_on=ago(130), **decided
        )
        self.plo = process
        parent = make.ParentFactory(process=process, person=self.mother, name="")
        make.ParentFactory(process=process, person=self.hidden.person, name="")
        self.plo_letter = make.LetterSentFactory(process=process, parent=parent, sent_on=ago(126))
        self.plo_agreement = make.AgreementFactory(process=process, agreed_on=ago(115))
        ordered = make.OrderedAssessmentFactory(
            process=process, ordered_on=ago(114), due_on=ago(80)
        )
        court = make.ProceedingsFactory(process=process, applied_on=ago(35), issued_on=ago(34))
        make.HearingFactory(process=process, proceedings=court, listed_on=ago(10))
        make.LegalAdviceFactory(process=process, given_on=ago(130))
        for child in (self.ruby, self.hidden):
            row = process.children.get(child=child)
            of = {"child": child, "in_process": row}
            make.PanelDecisionFactory(
                **of, meeting=self.meeting_of("legal_planning"), decided_on=ago(130)
            )
            make.ProcessMeetingFactory(
                **of, meeting=self.meeting_of("preproceedings"), held_on=ago(118)
            )
            make.TrackerUpdateFactory(**of, looked_on=ago(100))
            make.AssessmentOfChildFactory(**of, ordered=ordered)
            self.in_court = make.ChildInCourtFactory(**of, proceedings=court)
        self.in_court = self.ruby.childincourts.get()
        self.assessed_in_court = AssessmentOfChild.objects.get(child=self.ruby)
        asked = make.PreProceedingsFactory(authority=self.authority, asked_on=ago(3))
        self.plo_going = make.ChildPreProceedingsFactory(
            child=self.brother, process=asked, started_on=ago(2)
        )
        self.plo_brother = asked

    def recorded(self):
        facts = {"authority": self.authority, "worker": self.workers["social_worker"]}
        visit = make.VisitFactory(**facts, held_at=moment_ago(20))
        self.visit = self.of_both(
            make.ChildVisitFactory, visit=visit, held_on=ago(20), own_words="I am tired."
        )
        note = make.NoteFactory(authority=self.authority, happened_at=moment_ago(19))
        self.note = self.of_both(make.ChildNoteFactory, note=note, own_words="I like nan.")

    def went_missing(self):
        times = {"went_at": moment_ago(12), "returned_at": moment_ago(11)}
        self.urgent = make.ReturnInterviewFactory(
            child=self.ruby,
            offered_at=moment_ago(11),
            answer="accepted",
            answered_at=moment_ago(11),
            held_at=moment_ago(10),
            immediate_risk=True,
            next_steps="Ring the police tonight",
            own_words="He knows where I live.",
            interviewer=self.workers["social_worker"],
        )
        self.interview = make.ReturnInterviewFactory(
            child=self.ruby,
            offered_at=moment_ago(11),
            answer="accepted",
            answered_at=moment_ago(11),
            held_at=moment_ago(10),
            own_words="I rang Dan.",
            interviewer=self.workers["social_worker"],
        )
        self.of_both_missing(times)
        self.interview_provider = InterviewProvider.objects.create(
            authority=self.authority, name="Harbour Voices", reached="0191 498 0120"
        )
        offer = make.ReturnInterviewFactory(child=self.ruby, offered_at=moment_ago(6))
        self.to_talk = make.MissingEpisodeFactory(
            child=self.ruby, went_at=moment_ago(8), returned_at=moment_ago(7), interview=offer
        )
        self.returned = make.MissingEpisodeFactory(
            child=self.ruby, went_at=moment_ago(5), returned_at=moment_ago(4)
        )
        self.gone = make.MissingEpisodeFactory(child=self.ruby, went_at=moment_ago(1))
        make.MissingEpisodeFactory(child=self.hidden, went_at=moment_ago(1))
        LogEntry.on_file_of(
            self.ruby,
            None,
            episode=self.gone,
            kind=LogEntry.Kind.values[0],
            at=timezone.now(),
            said="Rang her friend",
        ).save()
        self.linked()
        self.police_sheet = PoliceSheet.on_file_of(self.ruby, None, looks="Tall")
        self.police_sheet.save()
        self.review = InterviewReview.on_file_of(
            self.ruby,
            None,
            interview=self.interview,
            reviewed_on=ago(5),
            feedback="Clear",
            reviewer=self.workers["missing_coordinator"],
        )
        self.review.save()

    def of_both_missing(self, times):
        self.missing_episode = make.MissingEpisodeFactory(
            child=self.ruby, interview=self.interview, **times
        )
        hidden_interview = make.ReturnInterviewFactory(
            child=self.hidden,
            offered_at=moment_ago(11),
            answer="accepted",
            answered_at=moment_ago(11),
            held_at=moment_ago(10),
            own_words="I went too.",
        )
        make.MissingEpisodeFactory(child=self.hidden, interview=hidden_interview, **times)
        self.hidden_interview = hidden_interview

    def linked(self):
        """Both sisters, and another child, spoke of the same man."""
        self.subject = Subject.objects.create(
            authority=self.authority, kind="person", key="big dan"
        )
        self.joined_name = Subject.objects.create(
            authority=self.authority, kind="person", key="dan", joined_to=self.subject
        )
        interviews = ((self.ruby, self.interview), (self.hidden, self.hidden_interview))
        for child, interview in interviews:
            finding = Finding.on_file_of(
                child,
                None,
                interview=interview,
                kind="person",
                named="Big Dan",
                text="They met Big Dan at the station",
                subject=self.subject,
                subject_as_named=self.joined_name,
            )
            finding.save()
            if child is self.ruby:
                self.finding = finding
        self.passed_finding = Finding.on_file_of(
            self.ruby,
            None,
            interview=self.interview,
            kind="place",
            text="The station",
            named="The station",
            ending="partner",
            ended_on=ago(5),
            partner="police",
            sent="What she said of the station",
        )
        self.passed_finding.save()

    def wrote(self):
        self.document = make.ChildDocumentFactory(
            child=self.ruby, document__authority=self.authority
        )
        self.paper = self.document.document
        make.ChildDocumentFactory(child=self.hidden, document=self.paper)
        worker = self.workers["social_worker"]
        paper = SimpleUploadedFile("report.pdf", b"%PDF-1.7\n%%EOF")
        paper.format = "pdf"
        self.file = put_file(self.paper, paper, worker, version=1)
        template = LetterTemplate.objects.get(code="childs-own-letter", authority=None)
        facts = {"template": template, "title": "For Ruby", "text": "Dear Ruby"}
        self.letter = Letter.on_file_of(self.ruby, worker, **facts)
        self.letter.save()
        self.letter_paper = make.ChildDocumentFactory(child=self.ruby).document
        Letter.on_file_of(
            self.ruby,
            worker,
            **facts,
            document=self.letter_paper,
            final_at=moment_ago(1),
            final_by=worker,
        ).save()
        self.limit = ContactLimit.on_file_of(
            self.ruby, worker, person=self.mother, limit="No contact", started_on=TODAY
        )
        self.limit.save()

    def wrote_to_parents(self):
        """A letter to Ruby's mother before court, its copy, and a kept sheet."""
        worker = self.workers["social_worker"]
        self.plo_parent = self.plo.parents.get(person=self.mother)
        self.parents_letter = Letter.on_file_of(
            self.ruby,
            worker,
            template=LetterTemplate.objects.get(code=LETTER, authority=None),
            about=str(self.plo_parent.pk),
            title="To Kirsty",
            text="Dear Kirsty",
            document=make.ChildDocumentFactory(child=self.ruby).document,
            final_at=moment_ago(1),
            final_by=worker,
        )
        self.parents_letter.save()
        self.letter_copy = make.LetterCopyFactory(
            child=self.ruby,
            letter=self.parents_letter,
            document=make.ChildDocumentFactory(child=self.ruby).document,
        )
        service = self.workers["service_manager"]
        self.kept_sheet = keep_sheet(sheet(service), by=service)

    def kept_by_rule(self, worker):
        """A rule, a hold, a round with one file, and the certificate of a file that is gone."""
        lay_down_rules(self.authority)
        self.retention_rule = Rule.objects.of(self.authority).first()
        self.hold = Hold.objects.create(
            authority=self.authority,
            child=self.ruby,
            reason="A claim was made",
            asked_by="The council's solicitor",
            placed_by=worker,
        )
        self.round = Round.objects.create(authority=self.authority, as_at=ago(1), begun_by=worker)
        self.due_file = DueFile.objects.create(
            round=self.round, file=self.ruby.pk, category="other", rule="6 years from closing"
        )
        self.certificate = make.CertificateFactory(authority=self.authority)

    def looked_after_the_house(self):
        worker = self.workers["social_worker"]
        self.saved_list = SavedList.objects.create(worker=worker, name="Mine", path="/children/")
        self.taken_away = Export.objects.create(worker=worker, title="A list", address="/x/")
        self.census = make.CensusImportFactory(
            authority=self.authority, worker=self.workers["data_analyst"]
        )
        self.term = OwnTerm.objects.create(authority=self.authority, term="MASH", means="The door")
        self.feed_secret = CalendarFeed.made_for(worker)
        self.life_event = LifeEvent.on_file_of(
            self.ruby, worker, kind="born", happened_on=self.ruby.person.born_on
        )
        self.life_event.save()
        self.absence = make.AbsenceFactory(
            worker=self.workers["social_worker"], deputy=self.workers["team_manager"]
        )
        self.transfer = make.TransferFactory(
            child=self.ruby, recorded_by=self.workers["social_worker"]
        )
        self.disclosures()
        self.withdrawal = Withdrawal.on_file_of(
            self.ruby, worker, kind="recording.childvisit", record=self.visit.pk, because="Hers"
        )
        self.withdrawal.save()
        self.second_files(worker)
        self.confided()
        self.ask = Ask.objects.create(
            authority=self.authority,
            worker=worker,
            where="page",
            typed="Ruby",
            files=[self.ruby.pk],
        )
        self.look_review = LookReview.objects.create(
            rule="hours",
            worker=worker,
            day=ago(1),
            why="The file was opened at night",
            children=[self.ruby.pk, self.hidden.pk],
            looks=2,
        )
        self.kept_by_rule(worker)
        self.handed_over = make.ChildNoteFactory(
            child=self.ruby, note__kind="management", note__title="Handed over to Joe"
        )
        self.inspected = make.FileGrantFactory(
            child=self.ruby, worker=make.WorkerFactory(team=self.team, role="inspector")
        )
        self.withdrawn = ask_to_withdraw(
            make.ChildNoteFactory(child=self.ruby), child=self.ruby, because="Hers", by=worker
        )
        self.correction = make.CorrectionFactory(child=self.ruby, record=self.visit.pk)
        Significance.on_file_of(
            self.ruby, worker, code="core_group", record=self.core_group.pk, reason="It turned"
        ).save()
        self.newborn_number = self.newborn.number
        self.local_code = self.criterion.code
        self.stranger = make.WorkerFactory(team=self.team, username="stranger")
        self.settings()
        self.templates()

    def disclosures(self):
        """One being prepared with a name to answer, one a manager is asked of, one agreed."""
        by = self.workers["social_worker"]
        self.disclosure = make.DisclosureFactory(child=self.ruby, recorded_by=by)
        self.picked = make.PickedRecordFactory(
            disclosure=self.disclosure,
            record_id=self.visit.pk,
            text="## What happened\nAisha came too and sat on the rug.",
            names={"Aisha": 1},
        )
        self.blacked_out = make.RedactionFactory(record=self.picked, made_by=by)
        self.disclosure_sent = make.DisclosureFactory(
            child=self.ruby, kind="court", submitted_by=by, submitted_at=timezone.now()
        )
        make.PickedRecordFactory(disclosure=self.disclosure_sent, record_id=self.visit.pk)
        self.disclosure_agreed = make.DisclosureFactory(
            child=self.ruby,
            kind="court",
            submitted_by=by,
            submitted_at=timezone.now(),
            authorised_on=timezone.localdate(),
            authorised_by=self.workers["team_manager"],
            document=self.paper,
        )

    def second_files(self, worker):
        """A pair that waits for a manager, and two files that were merged."""
        second = make.ChildFactory(team=self.team, person__given_name="Rubie")
        self.proposed_merge = propose(self.ruby, second, because="One birth date", by=worker)
        third = make.ChildFactory(team=self.team, person__given_name="Newcomer")
        proposed = propose(self.newborn, third, because="The same baby", by=worker)
        manager = self.workers["team_manager"]
        self.done_merge = merge(proposed, chosen={}, said=[["Name", "Newcomer"]], by=manager)

    def confided(self):
        """On Ruby's file what stands; on her brother's and the newcomer's what waits."""
        manager, asker = self.workers["team_manager"], self.workers["service_manager"]
        self.restriction = make.RestrictionFactory(child=self.ruby, recorded_by=asker)
        make.RestrictionReviewFactory(child=self.ruby, restriction=self.restriction)
        staff = {"family_of": self.going, "recorded_by": asker}
        self.ask_of_hidden = Ask.objects.create(
            authority=self.authority,
            worker=self.workers["social_worker"],
            where=Ask.Where.PAGE,
            typed="Somebody at this address",
            files=[self.hidden.pk],
        )
        self.opening = make.OpeningFactory(child=self.ruby, recorded_by=asker)
        self.asked = make.RestrictionFactory(child=self.brother, started_at=None, **staff)
        self.ending = make.RestrictionFactory(
            child=self.newborn,
            recorded_by=asker,
            ending_asked_by=asker,
            ending_asked_at=timezone.now(),
            ended_because="Nobody threatens them any more",
        )
        self.identity = make.SealedIdentityFactory(child=self.ruby, recorded_by=asker)
        self.reader = make.IdentityReaderFactory(identity=self.identity, child=self.ruby)
        self.unsealing = make.SealedIdentityFactory(
            child=self.brother,
            asked_by=asker,
            submitted_at=timezone.now(),
            unseal_because="The adoption was set aside",
        )
        request = make.GroupRequestFactory(authority=self.authority, asked_by=asker)
        grant = make.FileGrantFactory(child=self.ruby, worker=request.worker)
        self.group_access = make.GroupAccessFactory(
            child=self.ruby,
            request=request,
            grant=grant,
            decided_by=manager,
            decided_at=timezone.now(),
        )
        self.group_asked = make.GroupAccessFactory(
            child=self.brother, request=request, recorded_by=asker
        )

    def templates(self):
        self.template, self.other_template = Template.objects.of(self.authority)[:2]
        self.version = self.template.versions.first()
        self.draft_version = draft_of(self.template)
        self.section = self.draft_version.sections.all()[1]

    def settings(self):
        """What only the superuser looks after."""
        root = self.workers["superuser"]
        self.team_type = ContentType.objects.get_for_model(Team)
        self.system, self.credential = make.system_with_credential(
            authority=self.authority, by=self.workers["administrator"]
        )
        worker, asker = self.workers["social_worker"], self.workers["administrator"]
        self.user_session = UserSession.objects.create(
            user=worker, session_key="elsewhere", ip="192.0.2.7", user_agent="Firefox/140.0"
        )
        self.account_request = AccountRequest.objects.create(
            authority=self.authority, kind="factor", worker=worker, role=worker.role, asked_by=asker
        )
        self.account_event = tell_of_account(worker, "Somebody was let in again", by=root)
        self.interval = beat.IntervalSchedule.objects.create(every=1, period="days")
        self.crontab = beat.CrontabSchedule.objects.create(minute="7")
        self.clocked = beat.ClockedSchedule.objects.create(clocked_time=timezone.now())
        self.solar = beat.SolarSchedule.objects.create(event="sunset", latitude=53, longitude=-1)
        self.job = beat.PeriodicTask.objects.create(name="A job", task="x", interval=self.interval)

    def audited(self):
        auditor = self.workers["auditor"]
        self.audit = make.AuditFactory(
            child=self.ruby,
            auditor=auditor,
            worker=self.workers["social_worker"],
            started_on=ago(3),
            due_on=TODAY + timedelta(days=9),
        )
        self.finished = make.AuditFactory(
            child=self.ruby,
            auditor=auditor,
            grade="good",
            grade_reason="Why",
            difference="What",
            started_on=ago(40),
            due_on=ago(20),
            completed_on=ago(20),
        )
        make.ScoreFactory(audit=self.finished, answer="not_met")
        self.moderation = Moderation.objects.create(
            audit=self.finished,
            moderator=self.workers["service_manager"],
            because="drawn",
            asked_on=ago(10),
            grade_before="good",
        )
        action = make.ActionFactory(
            child=self.ruby, source="audit", done_on=ago(1), what_changed="It was read with Ruby"
        )
        self.corrective = CorrectiveAction.objects.create(
            audit=self.finished, action=action, checker=self.workers["team_manager"]
        )
        self.programme = make.ProgrammeFactory(
            authority=self.authority, made_by=self.workers["service_manager"]
        )
        self.audits_between()
        self.improvement = make.ImprovementFactory(owner=self.workers["service_manager"])
        self.criterion = make.LocalCriterionFactory(authority=self.authority)

    def audits_between(self):
        """Audits at the other steps of their way."""
        facts = {"child": self.ruby, "auditor": self.workers["auditor"]}
        done = {
            "grade": "good",
            "grade_reason": "Why",
            "difference": "What",
            "started_on": ago(50),
            "due_on": ago(30),
            "completed_on": ago(30),
        }
        open_now = {"started_on": ago(2), "due_on": TODAY}
        self.unsafe = make.AuditFactory(
            **facts, **open_now, not_safe_at=moment_ago(1), not_safe_because="Nobody has seen her"
        )
        self.unmoderated = make.AuditFactory(**facts, **done)
        self.answered = make.AuditFactory(**facts, **done)
        self.moderated = Moderation.objects.create(
            audit=self.answered,
            moderator=self.workers["service_manager"],
            because="drawn",
            asked_on=ago(10),
            grade_before="good",
            grade="good",
            reason="Why",
            done_on=ago(5),
        )
        self.drawn_programme = make.ProgrammeFactory(
            authority=self.authority,
            made_by=self.workers["service_manager"],
            title="Drawn",
            drawn_at=moment_ago(3),
            seed=1,
            size=1,
            frame=[[self.ruby.pk, ""]],
        )
        self.programme_audit = make.AuditFactory(
            **facts, **open_now, programme=self.drawn_programme
        )

    def due(self):
        self.deadline = Deadline.objects.of_child(self.ruby).filter(met_at=None).first()
        worker = self.workers["social_worker"]
        self.mail = Mail.objects.create(worker=worker, daily=True, made_on=TODAY)
        self.notice = Notice.on_file_of(
            self.ruby, None, worker=worker, kind="overdue", deadline=self.deadline
        )
        self.notice.save()
        counted = {"kind": "overdue", "about": "Visit", "number": 12, "counted_as": ["w1"]}
        line = Notice(worker=worker, authority=worker.authority, team=worker.team, **counted)
        [self.notice_line] = Notice.objects.bulk_create([line])


class EmptyWorld:
    """A council on its first day: people, and one child of whom nothing is written yet."""

    def __init__(self):
        team = make.TeamFactory(authority__name="Newtown Council")
        ship_all(team.authority)
        self.workers = people(team, "new")
        self.ruby = make.ChildFactory(team=team)
        for role in ("family_support", "social_worker"):
            part = AllocationRole.LEAD if role == "social_worker" else AllocationRole.FAMILY_SUPPORT
            make.AllocationFactory(child=self.ruby, worker=self.workers[role], role=part)
        make.FileGrantFactory(child=self.ruby, worker=self.workers["auditor"])

    def worker(self, role):
        return self.workers[role]
