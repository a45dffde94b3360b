"""The demonstration’s figures, counted again by hand: row by row, with nothing of the engine."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from operator import itemgetter

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from casework.access.models import Absence, Team, Worker
from casework.children.models import Allocation, Child, FileGrant, Relationship
from casework.demonstration.management.commands.load_demo import furnish
from casework.demonstration.world import World
from casework.meetings.models import Attendee
from casework.plans.models import Plan
from casework.recording.models import ChildVisit
from casework.referrals.models import EpisodeOfNeed, Referral
from casework.timescales.models import Deadline, WorkingDay

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAYS = [TODAY, TODAY - timedelta(days=75)]
SESSION, WHO = 1, 1


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        made = World(children=150, seed=11, password="open sesame")
        furnish(made)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def team():
    sizes = Counter(Child.objects.filter(team__isnull=False).values_list("team", flat=True))
    return Team.objects.get(pk=sizes.most_common(1)[0][0])


@pytest.fixture
def manager(team):
    return Worker.objects.get(team=team, role="team_manager", is_active=True)


@pytest.fixture
def client(manager):
    made = Client()
    made.force_login(manager)
    return made


@pytest.fixture
def known(manager):
    """Whom a manager may know of: their own children and those whose file they were named to; and
    their team's, and those of whoever they stand in for today, but for the restricted."""
    held = defaultdict(set)
    for allocation in Allocation.objects.filter(ended_on=None):
        held[allocation.worker_id].add(allocation.child_id)
    deputised = {
        child
        for absence in Absence.objects.filter(deputy=manager)
        if absence.started_on <= TODAY <= absence.until
        for child in held[absence.worker_id]
    }
    for grant in FileGrant.objects.filter(worker=manager, ends_at=None):
        if grant.started_on <= TODAY and (grant.until is None or grant.until >= TODAY):
            held[manager.pk].add(grant.child_id)
    return {
        child.pk
        for child in Child.objects.all()
        if child.pk in held[manager.pk]
        or (not child.restricted and (child.team_id == manager.team_id or child.pk in deputised))
    }


def london(instant):
    return timezone.localtime(instant).date()


def year_before(day):
    return day.replace(year=day.year - 1)


def stood(row, day, until="ended_on"):
    end = getattr(row, until)
    return row.started_on <= day and (end is None or end > day)


def team_on():
    """The team that held a child on a day, from allocations; else the one that has them now."""
    leads = defaultdict(list)
    for one in Allocation.objects.filter(role="lead"):
        leads[one.child_id].append(one)
    now = dict(Child.objects.values_list("pk", "team"))

    def held_by(child, day):
        found = [one for one in leads[child] if stood(one, day) and one.team_id]
        return max(found, key=lambda one: (one.started_on, one.pk)).team_id if found else now[child]

    return held_by


def figures_by_hand(known, team, day):
    """By code, (counted, of), for this team over the 12 months to a day."""
    held_by = team_on()
    first = year_before(day) + timedelta(days=1)
    count = defaultdict(lambda: [0, 0])

    def add(code, child, on, counted):
        if child in known and held_by(child, on) == team.pk:
            count[code][0] += bool(counted)
            count[code][1] += 1

    visits = sorted(
        ChildVisit.objects.select_related("visit"), key=lambda v: (v.held_on, v.visit.held_at, v.pk)
    )
    for visit in visits:
        if first <= visit.held_on <= day:
            add("visits.seen", visit.child_id, visit.held_on, visit.seen)
            late = (london(visit.recorded_at) - visit.held_on).days > 7
            add("visits.written_late", visit.child_id, visit.held_on, late)
            if visit.seen:
                add("visits.alone", visit.child_id, visit.held_on, visit.seen_alone)
                add("visits.own_words", visit.child_id, visit.held_on, visit.own_words)
    last_seen = {v.child_id: v.seen_alone for v in visits if v.seen and v.held_on <= day}
    plans = list(Plan.objects.all())
    for plan in plans:
        if stood(plan, day):
            if plan.child_id in last_seen:
                add("plan.seen_alone", plan.child_id, day, last_seen[plan.child_id])
            if not plan.imported:
                add("plan.own_words", plan.child_id, day, plan.own_words)
            if plan.kind == "protection":
                months = (day.year - plan.started_on.year) * 12 + day.month - plan.started_on.month
                over = months > 9 or (months == 9 and plan.started_on.day < day.day)
                add("cp_plan.over_9", plan.child_id, day, over)
        if plan.kind == "protection" and first <= plan.started_on <= day:
            before = [
                p
                for p in plans
                if p.child_id == plan.child_id
                and p.kind == "protection"
                and p.started_on < plan.started_on
            ]
            add("cp_plan.again", plan.child_id, plan.started_on, before or plan.previous_plans)
    worked = dict(WorkingDay.objects.values_list("day", "working"))
    for one in Assessment.objects.filter(imported=False):
        done = [end for end in (one.authorised_on, one.stopped_on) if end]
        if one.started_on <= day and all(end > day for end in done):
            after = range(1, (day - one.referral_received_on).days + 1)
            passed = sum(worked[one.referral_received_on + timedelta(days=n)] for n in after)
            add("assessment.past_35", one.child_id, day, passed > 35)
            add("assessment.past_45", one.child_id, day, passed > 45)
        if one.authorised_on and first <= one.authorised_on <= day:
            add("assessment.own_words", one.child_id, one.authorised_on, one.own_words)
    episodes = list(EpisodeOfNeed.objects.all())
    referrals = list(Referral.objects.all())
    for referral in referrals:
        came = referral.received_on
        if not first <= came <= day:
            continue
        theirs = [
            e for e in episodes if e.child_id == referral.child_id and e.referral_id != referral.pk
        ]
        if any(e.started_on < came and (not e.closed_on or e.closed_on > came) for e in theirs):
            continue
        before = [
            *(r.received_on for r in referrals if r.child_id == referral.child_id),
            *(e.started_on for e in theirs if e.referral_id is None),
        ]
        ended = [e.closed_on for e in theirs if e.closed_on and e.closed_on <= came]
        for code, days in (("again", [d for d in before if d < came]), ("since_closing", ended)):
            soon = bool(days) and max(days) >= year_before(came)
            add(f"referral.{code}", referral.child_id, came, soon)
    restricted = dict(Child.objects.values_list("pk", "restricted"))
    for one in Attendee.objects.select_related("meeting").prefetch_related("meeting__children"):
        on = london(one.meeting.starts_at)
        ours = one.agency in ("family", "social_care")
        if (
            one.meeting.kind == "conference"
            and one.meeting.held
            and not ours
            and first <= on <= day
        ):
            child = min((restricted[c.pk], c.pk) for c in one.meeting.children.all())[1]
            add("agencies.came", child, on, one.attendance == "came")
    now = timezone.now()
    for one in Deadline.objects.filter(code__in=("cp_visit.next", "assessment.complete")):
        fell = first <= london(one.due_at) <= day and (one.due_at < now or one.met_at)
        if fell and one.time_known and not (one.lapsed_at and one.lapsed_at < one.due_at):
            in_time = one.met_at is not None and one.met_at <= one.due_at
            add(one.code, one.child_id, london(one.due_at), in_time)
    return {code: tuple(pair) for code, pair in count.items()}


@pytest.mark.parametrize("day", DAYS)
def test_every_figure_of_the_largest_team_is_that_of_a_count_by_hand(client, known, team, day):
    by_hand = figures_by_hand(known, team, day)
    rows = client.get("/api/v1/figures/", {"team": team.pk, "at": day.isoformat()}).json()
    shown = {row["code"]: (row["now"]["counted"], row["now"]["of"]) for row in rows}
    assert len(by_hand) >= 14
    assert {code: shown[code] for code in by_hand} == by_hand


def clocks_by_hand(known, team, day):
    """By code: on time, due soon, overdue."""
    held_by, now = team_on(), timezone.now()
    found = defaultdict(Counter)
    for one in Deadline.objects.all():
        if day == TODAY:
            open_then = one.met_at is None and one.lapsed_at is None
            ours, late, soon = one.team_id, one.due_at < now, one.amber_from <= now
        else:
            ends = [london(end) for end in (one.met_at, one.lapsed_at) if end]
            open_then = london(one.opened_at) <= day and all(end > day for end in ends)
            ours = held_by(one.child_id, day)
            late, soon = _over_by(one.due_at, day), london(one.amber_from) <= day
        if one.child_id in known and open_then and ours == team.pk:
            found[one.rule.title]["Overdue" if late else "Due soon" if soon else "On time"] += 1
    return {title: dict(counts) for title, counts in found.items()}


def _over_by(due_at, day):
    """The last instant of a day is still in time."""
    return timezone.localtime(due_at).replace(tzinfo=None) < _end(day)


def _end(day: date):
    from datetime import datetime, time

    return datetime.combine(day, time.max)


@pytest.mark.parametrize("day", DAYS)
def test_every_clock_of_the_largest_team_is_that_of_a_count_by_hand(
    client, known, team, day, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20 + SESSION + WHO):  # two of them once a minute
        page = client.get(reverse("team"), {"at": day.isoformat()})
    shown = {
        row["name"]: {one["label"]: one["number"] for one in row["figures"] if one["number"]}
        for row in page.context["clocks"]
    }
    assert shown
    assert shown == clocks_by_hand(known, team, day)


@pytest.mark.parametrize("day", DAYS)
def test_every_caseload_of_the_largest_team_is_that_of_a_count_by_hand(client, known, team, day):
    page = client.get(reverse("team"), {"at": day.isoformat()})
    pairs = {
        (one.person_id, one.relative_id)
        for one in Relationship.objects.all()
        if "brother" in one.kind or "sister" in one.kind or "twin" in one.kind
    }
    person = dict(Child.objects.values_list("pk", "person"))
    assert page.context["caseload"]
    for row in filter(itemgetter("worker"), page.context["caseload"]):
        held = {
            one.child_id
            for one in Allocation.objects.filter(worker=row["worker"], role="lead")
            if stood(one, day) and one.child_id in known
        }
        assert row["children"] == len(held)
        alone = [
            child
            for child in held
            if not any((person[child], person[other]) in pairs for other in held - {child})
        ]
        assert len(alone) <= row["families"] <= len(held)
        plans = {one.child_id: one.kind for one in Plan.objects.all() if stood(one, day)}
        least = sum(1.5 if plans.get(child) == "protection" else 1 for child in alone)
        most = sum(1.5 if plans.get(child) == "protection" else 1 for child in held)
        assert least <= float(row["weight"]) <= most
