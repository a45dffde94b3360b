"""What a council does in a year, by chance but the same for the same seed.

Each deed is the product's own: a record saved by its model, a form, a turning point. None of them
looks at a deadline or a notice, so they are the same however often anything was swept.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from assessments.models import Assessment, Section47, StrategyDiscussion
from casework.access.models import Team, Worker
from casework.actions.models import Action
from casework.children.life_events.operations import (
    accept_move,
    end_what_ends_at_eighteen,
    keep_birth,
    keep_death,
)
from casework.children.models import Allocation, Child, LifeEvent, Move
from casework.meetings.models import Meeting
from casework.plans.models import Plan
from casework.recording.models import ChildVisit
from casework.referrals.models import ChildContact, EpisodeOfNeed, Referral
from casework.timescales.forms import HolidayForm
from casework.timescales.models import Target
from missing.models import MissingEpisode, ReturnInterview
from tests import factories as make

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LONDON = ZoneInfo("Europe/London")
EVERYONE = None


@dataclass
class Deeds:
    """``steady``: each thing is written on its day, and no child changes hands. ``corrected``
    says of whom a date was last put right from which something was counted, and when."""

    clock: object
    authority: object
    seed: int
    steady: bool = False
    chance: Random = field(init=False)
    corrected: dict = field(default_factory=dict)

    def __post_init__(self):
        self.chance = Random(f"deeds {self.seed}")

    @property
    def today(self):
        return self.clock.today

    def ago(self, most: int):
        """Today, or some days ago: much is written down later."""
        late = self.chance.choice([0, 0, 0, self.chance.randint(0, most)])
        return self.today - DAY * (0 if self.steady else late)

    def at(self, day):
        return datetime.combine(day, time(self.chance.randint(9, 16), 30), LONDON)

    def one(self, rows):
        """One of these rows, or None where there are none."""
        ids = list(rows.order_by("pk").values_list("pk", flat=True))
        return rows.model.objects.get(pk=self.chance.choice(ids)) if ids else None

    def worker(self, role="social_worker"):
        return self.one(Worker.objects.filter(role=role, is_active=True))

    def child(self):
        return self.one(Child.objects.filter(person__died_on=None))

    def put_right(self, record):
        record.save()
        self.corrected[record.child_id] = self.clock.at

    def of_the_day(self):
        """The day's deeds, one after another: few at a weekend."""
        yield end_what_ends_at_eighteen
        busy = 2 if self.today.weekday() > 4 else 7
        weights = [(deed, often) for deeds, often in OFTEN for deed in deeds]
        weights = [one for one in weights if not (self.steady and one[0] in UNSTEADY)]
        for deed in self.chance.choices(*zip(*weights, strict=True), k=busy):
            yield lambda deed=deed: deed(self)


def visit(it):
    if plan := it.one(Plan.objects.open()):
        on = max(it.ago(9), plan.started_on)
        out = "" if it.chance.random() < 0.9 else "Nobody answered; back tomorrow"
        make.ChildVisitFactory(
            child=plan.child,
            held_on=on,
            visit__held_at=it.at(on),
            visit__worker=it.worker(),
            seen=not out,
            not_seen_because=out,
        )


def meeting_of(it, plan):
    on = max(it.ago(5), plan.started_on)
    facts = {"child": plan.child, "plan": plan, "held_on": on, "meeting__starts_at": it.at(on)}
    return facts | {"held": it.chance.random() < 0.9}


def core_group(it):
    if plan := it.one(Plan.objects.open().child_protection()):
        make.CoreGroupFactory(**meeting_of(it, plan))


def review_conference(it):
    if plan := it.one(Plan.objects.open().child_protection()):
        make.ConferenceFactory(kind="review", decision="continue", **meeting_of(it, plan))


def in_need_meeting(it):
    if plan := it.one(Plan.objects.open().child_in_need()):
        make.ChildInNeedMeetingFactory(**meeting_of(it, plan))


def minutes_sent(it):
    """Saved on the meeting, which is on nobody's file: only the night sees it."""
    if meeting := it.one(Meeting.objects.minutes_outstanding()):
        meeting.minutes_sent_on = it.today
        meeting.save()


def plan_gone_through(it):
    if plan := it.one(Plan.objects.open()):
        again = it.today + DAY * it.chance.randint(20, 90)
        make.PlanReviewFactory(
            child=plan.child, plan=plan, reviewed_on=it.today, next_review_on=again
        )


def plan_read(it):
    if plan := it.one(Plan.objects.open().child_in_need()):
        make.PlanReadingFactory(child=plan.child, plan=plan, read_on=it.today)


def plan_begins(it):
    free = Child.objects.filter(person__died_on=None).exclude(
        pk__in=Plan.objects.open().values("child")
    )
    if child := it.one(free):
        kind = it.chance.choice(["need", "protection"])
        make.PlanFactory(child=child, kind=kind, started_on=it.today)


def plan_ends(it):
    if plan := it.one(Plan.objects.open()):
        plan.ended_on, plan.end_because = it.today, "needs_met"
        plan.save()


def contact(it):
    if child := it.child():
        make.ChildContactFactory(child=child, contact__received_at=it.clock.at - HOUR)


def contact_screened(it):
    if part := it.one(ChildContact.objects.filter(outcome="")):
        part.outcome, part.screened_on = "no_action", it.today
        part.save()


def referral(it):
    if child := it.child():
        make.ReferralFactory(child=child, received_on=it.ago(3))


def referral_decided(it):
    if asked := it.one(Referral.objects.undecided()):
        asked.decision = it.chance.choice(["assess", "strategy", "no_action"])
        asked.decided_on, asked.decided_by = it.today, it.worker("team_manager")
        asked.save()
        helped = EpisodeOfNeed.objects.open().filter(child=asked.child).exists()
        if asked.decision == "assess" and not helped:
            make.EpisodeOfNeedFactory(child=asked.child, referral=asked, started_on=it.today)


def assessment(it):
    if episode := it.one(EpisodeOfNeed.objects.open()):
        on = max(it.ago(10), episode.started_on)
        make.AssessmentFactory(
            child=episode.child, episode=episode, referral_received_on=on, started_on=it.today
        )


def assessment_authorised(it):
    if done := it.one(Assessment.objects.filter(authorised_on=None, stopped_on=None)):
        done.authorised_on, done.authorised_by = it.today, it.worker("service_manager")
        done.outcome = it.chance.choice(["cin_plan", "no_action"])
        done.save()


def strategy(it):
    if episode := it.one(EpisodeOfNeed.objects.open()):
        talk = make.StrategyDiscussionFactory(
            child=episode.child,
            held_on=it.today,
            meeting__kind="strategy",
            meeting__starts_at=it.at(it.today),
        )
        make.Section47Factory(
            child=episode.child, episode=episode, strategy=talk, started_on=it.today
        )


def enquiry_ends(it):
    if enquiry := it.one(Section47.objects.filter(ended_on=None)):
        enquiry.ended_on, enquiry.outcome = it.today, "not_substantiated"
        enquiry.save()


def action(it):
    if plan := it.one(Plan.objects.open()):
        due_on = it.today + DAY * it.chance.randint(2, 60)
        make.ActionFactory(child=plan.child, agreed_on=it.today, due_on=due_on)


def action_done(it):
    if todo := it.one(Action.objects.open()):
        todo.done_on, todo.what_changed = it.today, "Nobody wakes at night"
        todo.save()


def action_dropped(it):
    if todo := it.one(Action.objects.open()):
        todo.dropped_on, todo.dropped_because = it.today, "They moved house"
        todo.save()


def goes_missing(it):
    if child := it.one(Child.objects.filter(person__died_on=None, missingepisodes=None)):
        make.MissingEpisodeFactory(child=child, went_at=it.clock.at - 5 * HOUR)


def comes_back(it):
    if away := it.one(MissingEpisode.objects.open()):
        away.returned_at = it.clock.at - HOUR * it.chance.randint(0, 3)
        away.save()


def interview_offered(it):
    if home := it.one(MissingEpisode.objects.filter(returned_at__isnull=False, interview=None)):
        home.interview = make.ReturnInterviewFactory(child=home.child, offered_at=it.clock.at)
        home.save()


def interview_held(it):
    offered = ReturnInterview.objects.filter(held_at=None, answer="", covered_by=None)
    if talk := it.one(offered.filter(episodes__isnull=False)):
        talk.answer, talk.held_at, talk.own_words = "accepted", it.clock.at, "I went to the sea"
        talk.save()


def reallocated(it):
    if held := it.one(Allocation.objects.leading()):
        held.ended_on = it.today
        held.save()
        others = Worker.objects.filter(role="social_worker", is_active=True)
        new = it.one(others.exclude(pk=held.worker_id))
        make.AllocationFactory(child=held.child, worker=new, started_on=it.today)


def another_team(it):
    if child := it.child():
        child.team = it.one(Team.objects.filter(authority=it.authority))
        child.save()


def dies(it):
    if child := it.child():
        died = LifeEvent.Kind.DIED
        keep_death(LifeEvent.on_file_of(child, None, kind=died, happened_on=it.today), None)


def is_born(it):
    if child := it.one(Child.objects.filter(person__born_on=None, person__died_on=None)):
        child.person.born_on, child.person.sex = it.today, "F"
        keep_birth(child.person, None)


def moves_away(it):
    if child := it.one(Child.objects.filter(person__died_on=None, moves=None)):
        accept_move(
            make.MoveFactory.build(
                child=child,
                authority=child.authority,
                moved_on=it.today,
                told_on=it.today,
                accepted_on=it.today,
                accepted_by="Their duty manager",
            ),
            None,
        )


def moves_in(it):
    if child := it.one(Child.objects.filter(person__died_on=None, moves=None)):
        make.MoveFactory(
            child=child,
            direction=Move.Direction.IN,
            on_plan=True,
            moved_on=it.today,
            told_on=it.today,
        )


def episode_closes(it):
    if episode := it.one(EpisodeOfNeed.objects.open()):
        episode.closed_on, episode.closure_reason = it.today, "RC8"
        episode.save()


def visit_removed(it):
    if made := it.one(ChildVisit.objects.filter(held_on__gt=it.today - 60 * DAY)):
        made.delete()


def discussion_removed(it):
    recent = StrategyDiscussion.objects.filter(held_on__gt=it.today - 60 * DAY)
    talks = recent.filter(section_47=None)
    if talk := it.one(talks):
        talk.delete()


def own_number(it):
    """The council sets itself a number for what begins from today."""
    codes = {"assessment.complete": 40, "cp_visit.next": 12, "core_group.first": 8}
    code = it.chance.choice(sorted(codes))
    Target.objects.update_or_create(
        authority=it.authority,
        code=code,
        effective_from=it.today,
        defaults={
            "amount": codes[code] - it.chance.randint(0, 4),
            "why": "To be sooner",
            "set_by": it.worker("service_manager"),
        },
    )


# What puts right a date that something was counted from.


def referral_day_corrected(it):
    if written := it.one(Assessment.objects.filter(authorised_on=None)):
        written.referral_received_on -= DAY * it.chance.randint(1, 12)
        it.put_right(written)


def plan_day_corrected(it):
    if plan := it.one(Plan.objects.filter(authorised_on=None)):
        plan.started_on -= DAY * it.chance.randint(1, 5)
        it.put_right(plan)


def visit_day_corrected(it):
    if made := it.one(ChildVisit.objects.filter(held_on__gt=it.today - 90 * DAY)):
        made.held_on -= DAY * it.chance.randint(1, 4)
        it.put_right(made)


def action_day_moved(it):
    if todo := it.one(Action.objects.open().filter(due_on__isnull=False)):
        todo.due_on += DAY * it.chance.randint(3, 30)
        it.put_right(todo)


def birthday_corrected(it):
    if child := it.one(Child.objects.filter(person__born_on__lt=it.today - 600 * DAY)):
        child.person.born_on -= DAY * it.chance.randint(1, 200)
        child.person.save()
        child.save()


def holiday_proclaimed(it):
    """Some day within a month becomes a bank holiday: every open count of days moves."""
    day = it.today + DAY * it.chance.randint(3, 30)
    form = HolidayForm({"day": day.isoformat(), "holiday": "A day of thanks"})
    if form.is_valid():
        form.save()
        it.corrected[EVERYONE] = it.clock.at


DAILY = [
    visit,
    visit,
    visit,
    core_group,
    in_need_meeting,
    minutes_sent,
    plan_gone_through,
    plan_read,
    plan_begins,
    contact,
    contact_screened,
    referral,
    referral_decided,
    assessment,
    assessment_authorised,
    strategy,
    enquiry_ends,
    action,
    action_done,
    goes_missing,
    comes_back,
    interview_offered,
    interview_held,
    reallocated,
]
RARE = [
    review_conference,
    plan_ends,
    action_dropped,
    another_team,
    dies,
    is_born,
    moves_away,
    moves_in,
    episode_closes,
    visit_removed,
    discussion_removed,
    own_number,
]
CORRECTIONS = [
    referral_day_corrected,
    plan_day_corrected,
    visit_day_corrected,
    action_day_moved,
    birthday_corrected,
    holiday_proclaimed,
]
OFTEN = [(DAILY, 12), (RARE, 2), (CORRECTIONS, 3)]
UNSTEADY = [
    reallocated,
    another_team,
    dies,
    moves_away,
    visit_removed,
    discussion_removed,
    *CORRECTIONS,
]
