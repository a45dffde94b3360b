"""What cannot be guessed from a form: answers that are given for it, and what must be there first.

Each by the name of the address.
"""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from assessments.models import Assessment, Section47
from audits.models import Audit, Score
from audits.models.participation import SectionGrade
from casework.children.models import Move
from casework.disclosure.models import NameAnswer, Redaction
from casework.disclosure.operations import look_again
from casework.plans.models import Plan
from casework.referrals.models import EpisodeOfNeed
from casework.support.models import EdgeOfCare
from casework.timescales.sweep import sweep
from casework.transfers.models import Transfer
from missing.models import Finding, InterviewReview, Subject
from tests import factories as make
from tests.assessments.written import in_full
from tests.matrix.people import PASSWORD
from tests.returns.files import census, whole

TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=130)


def said(**answers) -> dict[str, dict]:
    """One answer a question; a paper by its name and what it holds."""
    return {name: {name: [answer]} for name, answer in answers.items()}


def on_days(**days) -> dict[str, dict]:
    return {
        name: {
            f"{name}_day": [str(day.day)],
            f"{name}_month": [str(day.month)],
            f"{name}_year": [str(day.year)],
        }
        for name, day in days.items()
    }


PUBLISHED = """figure,area,period,share,source,address
referral.again,England,2025,22.4,A ministry,https://example.org/figures
"""
NEW_WORDS = "nine-long-boats-on-the-lake"
NO_BUTTON: dict[str, dict] = {"the button": {}}
"""The first of the form's buttons only shows how it reads."""

BODIES: dict[str, Callable[..., dict]] = {
    "account_change_password": lambda _: said(
        oldpassword=PASSWORD, password1=NEW_WORDS, password2=NEW_WORDS
    ),
    "account_login": lambda world: said(
        login=world.worker("social_worker").username, password=PASSWORD
    ),
    "account_reauthenticate": lambda _: said(password=PASSWORD),
    "account_reset_password": lambda world: said(email=world.worker("social_worker").email),
    "criterion-add": lambda _: said(code="LOC.NEW1") | on_days(effective_from=TODAY),
    "disclosure-record": lambda _: said(words="the rug"),
    "duplicates-propose": lambda world: said(first=world.ruby.number, other=world.brother.number),
    "import-census": lambda world: said(
        file=("census.xml", census(whole(), lea=world.authority.la_code).getvalue())
    ),
    "interview-acted": lambda _: (
        said(acted_at_time="10:00") | on_days(acted_at=TODAY - timedelta(days=5))
    ),
    "letter-template": lambda _: NO_BUTTON,
    "merge-propose": lambda world: said(other=world.brother.number),
    "move-to-right-child": lambda world: said(
        to=world.brother.number, seen=str(world.brother.pk), because="It was his"
    ),
    "plo-step-move": lambda world: said(to=world.brother.number),
    "programme-add": lambda _: (
        said(title="Autumn audits") | on_days(begins_on=TODAY, due_on=TODAY + timedelta(days=60))
    ),
    "published": lambda _: said(file=("table.csv", PUBLISHED.encode())),
}
"""Answers, by the name of the question."""


def another_parent(world):
    world.related(world.ruby.person, make.PersonFactory(authority=world.authority), "father")


def a_letter_on_file(world):
    make.ChildDocumentFactory(child=world.ruby, document__kind="letter")


def no_withdrawal_waits(world):
    type(world.withdrawal).objects.filter(child=world.ruby, decided_at=None).delete()


def another_group(world):
    make.GroupFactory(worker=world.workers["social_worker"])


def still_in_time(world):
    world.disclosure.received_on = TODAY
    world.disclosure.save()
    sweep()


def picked_and_answered(world):
    """Every record as it stands today, and each name in it answered."""
    worker, disclosure = world.workers["social_worker"], world.disclosure
    Redaction.objects.filter(pk=world.blacked_out.pk).delete()
    look_again(disclosure, by=worker)
    for name in {name for record in disclosure.records.all() for name in record.names}:
        NameAnswer.objects.get_or_create(
            disclosure=disclosure,
            name=name,
            defaults={"answer": "keep", "reason": "professional", "answered_by": worker},
        )


def nobody_moves(world):
    Move.objects.filter(child=world.ruby).delete()


def a_group_met(world):
    make.GroupSessionFactory(led_by=world.workers["team_manager"], held_on=TODAY)


def no_episode(world):
    going = EpisodeOfNeed.objects.filter(child=world.ruby, closed_on=None)
    going.update(closed_on=TODAY, closure_reason="RC8")


def not_reviewed(world):
    InterviewReview.objects.filter(child=world.ruby).delete()


def none_being_written(world):
    open_ones = Assessment.objects.filter(child=world.ruby, authorised_on=None)
    facts = {"authorised_by": world.workers["team_manager"], "outcome": "cin_plan"}
    open_ones.update(authorised_on=TODAY, **facts)


def written_in_full(world):
    in_full(world.assessment)


def sent_in_full(world):
    in_full(world.submitted)


def another_name(world):
    """Of someone else, almost the same."""
    facts = {"kind": "person", "named": "Dan Big"}
    other = Subject.objects.create(authority=world.authority, kind="person", key="dan big")
    Finding.on_file_of(
        world.ruby, None, interview=world.interview, text="At the fair", subject=other, **facts
    ).save()


def a_plan_of_need(world):
    plans = Plan.objects.filter(child=world.ruby, ended_on=None)
    plans.update(kind="need", initial_category="", latest_category="")


def no_transfer_waits(world):
    waiting = Transfer.objects.filter(child=world.ruby)
    waiting.update(called_off_at=timezone.now())


def brothers_began_before(world):
    world.plo_going.started_on = LONG_AGO
    world.plo_going.save()


def every_file_read(world):
    files = {"file_shows": "She is heard", "supervision_shows": "It asks why"}
    world.sampled.sample.files.update(read_on=TODAY, **files)


def no_edge_of_care(world):
    going = EdgeOfCare.objects.filter(child=world.ruby, ended_on=None)
    going.update(ended_on=TODAY, ended_because="done", outcome="home")


def nothing_blocks(world):
    """Plans, assessments and enquiries have ended."""
    none_being_written(world)
    Plan.objects.filter(child=world.ruby, ended_on=None).update(
        ended_on=TODAY, end_because="stepped_down"
    )
    facts = {"authorised_on": TODAY, "authorised_by": world.workers["team_manager"]}
    said = {"findings": "Someone hurt her", "recommended": "conference", "ended_on": TODAY}
    enquiries = Section47.objects.filter(child=world.ruby, authorised_on=None)
    enquiries.update(outcome="conference", **facts, **said)


def all_judged(world):
    facts = {"audit": world.audit, "answer": "met", "reason": "So", "evidence": "The plan"}
    for section in world.audit.criteria.for_child:
        for code in section.codes:
            Score.objects.update_or_create(criterion=code, audit=world.audit, defaults=facts)
        SectionGrade.objects.update_or_create(
            section=section.key, audit=world.audit, defaults={"grade": "good", "reason": "So"}
        )
    said = {"grade": "good", "grade_reason": "Because", "difference": "She sleeps"}
    alone = {"no_view_because": "On leave", "no_feedback_because": "On leave"}
    Audit.objects.filter(pk=world.audit.pk).update(**said, **alone)


def written_down_twice(world):
    """Her mother, once more."""
    facts = {"given_name": world.mother.given_name, "family_name": world.mother.family_name}
    world.twin = make.PersonFactory(authority=world.authority, **facts)
    world.related(world.ruby.person, world.twin, "mother")


READY: dict[str, Callable] = {
    "assessment-add": none_being_written,
    "assessment-authorise": sent_in_full,
    "assessment-submit": written_in_full,
    "child-in-need-meeting-add": a_plan_of_need,
    "audit-complete": all_judged,
    "disclosure-extend": still_in_time,
    "disclosure-submit": picked_and_answered,
    "edge-ask": no_edge_of_care,
    "episode-close": nothing_blocks,
    "file-sample-end": every_file_read,
    "group-discussion-add": a_group_met,
    "group-place-add": another_group,
    "interview-review": not_reviewed,
    "letter-copy-add": a_letter_on_file,
    "missing-name-join": another_name,
    "move-out": nobody_moves,
    "move-to-right-child": no_withdrawal_waits,
    "plo-step-move": brothers_began_before,
    "referral-add": no_episode,
    "relative-join": written_down_twice,
    "separated": another_parent,
    "transfer-ask": no_transfer_waits,
    "withdraw": no_withdrawal_waits,
}
"""What must be on the file before the form can be saved."""

ASKS: dict[str, Callable[..., str]] = {
    "allocate-some": lambda world: f"?worker={world.going.pk}",
    "relative-join": lambda world: f"?with={world.twin.pk}",
}
"""What the address must ask for, so that its page holds the form."""

SENT: dict[str, Callable[..., dict]] = {
    "transfer-answer": lambda _: {"answer": ["no"], "because": ["There is no room"]}
}
"""Bodies of addresses whose form stands on another page."""

NOTHING_TO_SAVE = {
    "plo-goes-on": "nothing was directed, and it says so",
    "account_logout": "the session ends",
    "account_reauthenticate": "the session remembers it",
    "account_reset_password": "a letter goes by mail",
}
"""Forms that are taken and leave everything as it is."""
