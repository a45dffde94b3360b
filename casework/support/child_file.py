from django.db.models import Exists, OuterRef, Subquery

from casework.children.extensions.banner_and_menu import BannerAlert, MenuItem, Page, parts
from casework.children.extensions.endings import Cause, Ends, endings
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.merges import Answer, Once, Then, answers, once
from casework.children.extensions.mistakes import Kind, mistakes
from casework.children.extensions.next_steps import Step, steps
from casework.interface.words import as_day
from casework.support.groups.operations import end_place, put_place_back, withdraw_place
from casework.support.models import (
    ChildSession,
    EdgeOfCare,
    EdgeReview,
    FollowUp,
    Goal,
    GoalScore,
    GroupAttendance,
    GroupPlace,
    Programme,
    ShortBreak,
    SupportPlan,
)


def _annotations():
    cases = EdgeOfCare.objects.filter(child=OuterRef("pk"))
    going = cases.open().order_by("-asked_on")
    return {
        "edge_asked": Exists(cases.waiting().filter(ended_on=None)),
        "edge_service": Subquery(going.values("referral__service__name")[:1]),
        "edge_since": Subquery(going.values("started_on")[:1]),
        "edge_ever": Exists(cases),
        "support_ever": Exists(Programme.objects.filter(child=OuterRef("pk")))
        | Exists(ChildSession.objects.filter(child=OuterRef("pk"))),
        "groups_ever": Exists(GroupPlace.objects.filter(child=OuterRef("pk")))
        | Exists(ShortBreak.objects.filter(child=OuterRef("pk"))),
    }


def _words(child) -> list[str]:
    if child.edge_since:
        return [f"On the edge of care: {child.edge_service} works with the family"]
    return [f"On the edge of care: {child.edge_service} is asked for"] if child.edge_service else []


parts.add(
    BannerAlert(order=61, annotations=_annotations, danger=False, reads=_words, url="edge"),
    Page(order=58, label="Edge of care", url="edge", shown=lambda child: child.edge_ever),
    Page(order=59, label="Family support", url="support", shown=lambda child: child.support_ever),
    Page(order=62, label="Groups", url="groups-of-child", shown=lambda child: child.groups_ever),
    MenuItem(
        order=32,
        label="A family support session",
        url="support-session-add",
        note="one form for brothers and sisters",
    ),
    MenuItem(order=164, label="Ask for help on the edge of care", url="edge-ask"),
    MenuItem(order=165, label="Give family support work to somebody", url="support-programme-add"),
    MenuItem(order=163, label="A place in a group", url="group-place-add"),
    MenuItem(order=169, label="A short break", url="short-break-add"),
)

within.add(
    Findable(
        label="Edge of care",
        records=EdgeOfCare.objects.all,
        happened="asked_on",
        url="edge",
        words=(
            "referral__why_now",
            "referral__tried",
            "own_words",
            "decided_because",
            "outcome_words",
        ),
        about="referral__children__child",
        of_all=("referral__why_now", "referral__tried", "referral__answers"),
    ),
    Findable(
        label="Support plan",
        records=SupportPlan.objects.all,
        happened="agreed_on",
        url="edge",
        words=("hopes", "help_given", "family_does", "if_it_gets_hard"),
    ),
    Findable(
        label="Review of a support plan",
        records=EdgeReview.objects.all,
        happened="held_on",
        url="edge",
        words=("child_said", "what_changed", "what_next", "who_came"),
    ),
    Findable(
        label="After edge of care",
        records=FollowUp.objects.all,
        happened="known_on",
        url="edge",
        words=("how_known", "words"),
    ),
    Findable(
        label="Family support programme",
        records=Programme.objects.all,
        happened="started_on",
        url="support",
        words=("purpose", "what_changed"),
    ),
    Findable(
        label="Family support session",
        records=ChildSession.objects.all,
        happened="held_on",
        url="support",
        words=("session__what_happened", "session__adults", "own_words", "what_changed"),
        about="session__children__child",
        of_all=("session__what_happened", "session__adults"),
    ),
    Findable(
        label="Place in a group",
        records=GroupPlace.objects.all,
        happened="joined_on",
        url="groups-of-child",
        words=("group__name", "hopes", "what_changed"),
        about="group__places__child",
        of_all=("group__name",),
    ),
    Findable(
        label="Attendance at a group",
        records=GroupAttendance.objects.all,
        happened="held_on",
        url="groups-of-child",
        words=("because", "noticed"),
    ),
    Findable(
        label="Short break",
        records=ShortBreak.objects.all,
        happened="starts_on",
        url="groups-of-child",
        words=("where", "because", "own_words", "how_it_was"),
    ),
)


def _waits(child) -> int | None:
    waiting = EdgeOfCare.objects.waiting().filter(ended_on=None).of_child(child)
    return waiting.values_list("pk", flat=True).first()


def _to_start(child) -> int | None:
    accepted = EdgeOfCare.objects.open().accepted().filter(started_on=None).of_child(child)
    return accepted.values_list("pk", flat=True).first()


steps.add(
    Step(
        order=56,
        label="Accept or decline edge of care help",
        url="edge-decide",
        applies=_waits,
        waits="A decision on edge of care help comes next: a manager makes it.",
    ),
    Step(order=57, label="Record the first meeting", url="edge-start", applies=_to_start),
)


def _end_case(case, ending) -> None:
    """What was asked for and never began comes to nothing; where the child lives was not asked."""
    case.ended_on = ending.on_or_after(case.started_on or case.asked_on)
    case.ended_because, case.outcome = EdgeOfCare.Ended.OTHER, EdgeOfCare.Outcome.NOT_KNOWN
    case.outcome_words = ending.because
    case.save()


def _end_programme(programme, ending) -> None:
    programme.ended_on = ending.on_or_after(programme.started_on)
    programme.what_changed = ending.because
    programme.save()


def _end_place(place, ending) -> None:
    place.left_on = ending.on_or_after(place.joined_on)
    place.left_because, place.what_changed = GroupPlace.Left.OTHER, ending.because
    end_place(place)


EVERY = frozenset(Cause)
endings.add(
    Ends(
        order=68,
        records=EdgeOfCare.objects.open().select_related("referral__service").all,
        end=_end_case,
        label=lambda case: str(case),
    ),
    Ends(
        order=69,
        records=Programme.objects.open,
        end=_end_programme,
        causes=EVERY,
        label=lambda programme: f"Family support: {programme}",
    ),
    Ends(
        order=73,
        records=GroupPlace.objects.open().select_related("group", "opened").all,
        end=_end_place,
        causes=EVERY,
        label=lambda place: str(place),
    ),
)


def _day_of_the_session(part) -> None:
    part.held_on = as_day(part.session.held_at)


WITH_THE_CASE = "It goes with the child’s edge of care work"
ON_ITS_PAGE = "It is changed on the page of the work, and its history keeps what it said"
mistakes.add(
    Kind(
        model=EdgeOfCare,
        called="edge of care work",
        happened="asked_on",
        url="edge",
        shared="referral",
        settled=lambda case: case.started_on is not None,
        also=lambda case: [
            *case.supportplans.all(),
            *case.edgereviews.all(),
            *case.goals.all(),
            *GoalScore.objects.filter(goal__case=case),
            *case.followups.all(),
        ],
        not_moved="Withdraw it, and ask for help on the right child’s file",
    ),
    Kind(
        model=SupportPlan,
        called="support plan",
        happened="agreed_on",
        url="edge",
        not_moved=WITH_THE_CASE,
    ),
    Kind(
        model=EdgeReview,
        called="review of a support plan",
        happened="held_on",
        url="edge",
        also=lambda review: list(review.scores.all()),
        not_moved=WITH_THE_CASE,
    ),
    Kind(
        model=Goal,
        called="goal of edge of care",
        url="edge",
        also=lambda goal: list(goal.scores.all()),
        not_moved=WITH_THE_CASE,
    ),
    Kind(
        model=GoalScore,
        called="number on a goal",
        happened="scored_on",
        url="edge",
        not_moved=WITH_THE_CASE,
    ),
    Kind(
        model=FollowUp,
        called="follow-up after edge of care",
        happened="known_on",
        url="edge",
        not_moved=WITH_THE_CASE,
    ),
    Kind(
        model=Programme,
        called="programme of family support",
        happened="started_on",
        url="support",
        not_moved="Withdraw it, and give the work on the right child’s file",
    ),
    Kind(
        model=ChildSession,
        called="family support session",
        happened="held_on",
        url="support",
        shared="session",
        keeps=_day_of_the_session,
    ),
)
mistakes.add(
    Kind(
        model=GroupPlace,
        called="place in a group",
        happened="joined_on",
        url="groups-of-child",
        also=lambda place: list(place.attendances.all()),
        follows=withdraw_place,
        returns=put_place_back,
        not_moved="Withdraw it, and give the place on the right child’s file",
    ),
    Kind(
        model=GroupAttendance,
        called="attendance at a group",
        happened="held_on",
        url="groups-of-child",
        not_moved="It goes with the child’s place in the group",
    ),
    Kind(model=ShortBreak, called="short break", happened="starts_on", url="groups-of-child"),
)
answers.add(
    Answer(
        model=GroupPlace,
        field="adult",
        then=Then.MOVES,
        because="Who comes is the same, whatever their number was",
    )
)
once.add(Once(model=GroupPlace, called="place in a group"))
once.add(Once(model=EdgeOfCare, called="edge of care work"))
