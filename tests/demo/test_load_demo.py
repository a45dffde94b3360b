"""The demonstration authority is made whole, and breaks no rule of the record."""

from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from assessments.models import Assessment, Section47
from audits.models import Audit
from casework.access.models import Worker
from casework.access.roles import ROLES
from casework.actions.models import Action
from casework.children.models import (
    Allocation,
    Child,
    ChildRecord,
    FileGrant,
    Relationship,
    upn_is_valid,
)
from casework.conferences.models import ChildInNeedMeeting, Conference, CoreGroup
from casework.demonstration.management.commands.load_demo import furnish
from casework.demonstration.world import World
from casework.notices.models import Notice
from casework.plans.models import Contingency, Need, Plan
from casework.recording.models import ChildVisit
from casework.referrals.models import ChildContact, EpisodeOfNeed, Referral
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from missing.models import MissingEpisode

SMALL = 60
PASSWORD = "open sesame"


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def world(django_db_setup, django_db_blocker):
    """A small authority, made once for this module and taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = World(children=SMALL, seed=7, password=PASSWORD)
        furnish(made)
        sweep(authority=made.authority)  # what the commit does for files corrected or merged
        yield made
        transaction.set_rollback(True)


def everything_of_a_child():
    return [
        model
        for model in apps.get_models()
        if issubclass(model, ChildRecord) and not model._meta.abstract
    ]


def test_every_role_has_someone_who_can_sign_in(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    for role in ROLES:
        worker = Worker.objects.filter(role=role, is_active=True).first()
        assert worker is not None, role
        assert worker.check_password(PASSWORD)
        assert not worker.is_superuser


def test_every_kind_of_record_is_there():
    missing = [
        model._meta.label
        for model in everything_of_a_child()
        if model is not Deadline and not model.objects.exists()
    ]
    # What a worker has half written is theirs alone; no one has written anything yet.
    assert [label for label in missing if not label.endswith("Draft")] == []


def states_of(code: str) -> set[str]:
    return set(Deadline.objects.filter(code=code).with_state().values_list("state", flat=True))


# With a limit of a day or two, warned of a day ahead, nothing is ever simply on time; what is due
# at once is due or late.
NEVER_ON_TIME = {
    "contact.screen",
    "referral.decision",
    "strategy.hold",
    "s47.child_seen",
    "oversight.allocation",
}
AT_ONCE = {"rhi.offer"}


EVERY_SIDE = [
    "contact.screen",
    "referral.decision",
    "assessment.complete",
    "icpc.hold",
    "core_group.first",
    "core_group.next",
    "cp_review.first",
    "cp_review.next",
    "cp_visit.first",
    "cp_visit.next",
    "cin_plan.first_meeting",
    "cin_review.next",
    "cin_visit.first",
    "cin_visit.next",
    "rhi.complete",
    "action.due",
    "audit.complete",
    "strategy.hold",
    "s47.child_seen",
    "s47.complete",
    "oversight.allocation",
    "assessment.child_seen",
    "icpc.minutes",
    "cp_plan.long",
    "cin_plan.long",
]


def wanted(code: str) -> set[str]:
    return {"due_soon", "overdue"} | (set() if code in NEVER_ON_TIME else {"on_time"})


@pytest.mark.parametrize("code", EVERY_SIDE)
def test_each_clock_has_children_on_every_side_of_it(code):
    assert wanted(code) <= states_of(code)


def test_what_is_due_at_once_is_waiting_for_someone():
    for code in AT_ONCE:
        assert {"due_soon", "overdue"} & states_of(code)


def test_no_child_is_without_a_story():
    for child in Child.objects.annotate(
        contacts=Count("childcontacts", distinct=True),
        helped=Count("episodeofneeds", distinct=True),
    ):
        assert child.contacts
        if child.helped:
            assert child.assessments.exists() or child.referrals.exists()


def test_brothers_and_sisters_are_not_described_alike():
    texts = defaultdict(list)
    for assessment in Assessment.objects.exclude(daily_life="").select_related("child__person"):
        said = f"{assessment.daily_life} {assessment.risk} {assessment.own_words}"
        plain = said.replace(assessment.child.first_name, "")
        texts[assessment.family_id].append(plain)
    groups = [said for said in texts.values() if len(said) > 1]
    assert groups
    for said in groups:
        assert len(set(said)) == len(said)


def test_children_of_one_visit_each_say_something_of_their_own():
    said = Counter(ChildVisit.objects.exclude(own_words="").values_list("visit", "own_words"))
    assert said
    assert max(said.values()) == 1


def test_nothing_is_left_unfilled_in_any_text():
    for model in everything_of_a_child():
        texts = [f.name for f in model._meta.fields if f.get_internal_type() == "TextField"]
        for name in texts:
            assert not model.objects.filter(**{f"{name}__regex": "[{}]"}).exists(), (model, name)


def test_every_record_says_who_wrote_it_and_when():
    for model in everything_of_a_child():
        if model in (Deadline, Notice):
            continue
        rows = model.objects.filter(Q(recorded_by=None) | Q(team=None))
        assert not rows.exists(), model
        assert not model.objects.filter(recorded_at__gt=timezone.now()).exists(), model
    assert ChildVisit.objects.filter(recorded_at__date__lt=timezone.localdate()).exists()


def test_every_row_keeps_the_rules_of_its_model():
    """The database has checked the constraints; this checks what models say beyond them."""
    for model in everything_of_a_child():
        if model is Deadline:
            continue
        for row in model.objects.order_by("?")[:25]:
            row.full_clean(validate_unique=False, validate_constraints=False)


def test_history_sits_inside_its_episode():
    inside = Q(authorised_on__gte=F("episode__started_on")) | Q(authorised_on=None)
    assert not Assessment.objects.exclude(inside).exists()
    assert not Plan.objects.filter(started_on__lt=F("episode__started_on")).exists()
    assert not Plan.objects.filter(ended_on__gt=F("episode__closed_on")).exists()
    assert (
        not EpisodeOfNeed.objects.filter(closed_on=None, plans__ended_on=None)
        .filter(child__allocations=None)
        .exclude(plans=None)
        .exclude(child__person__given_name="Callum")
        .exists()
    )


def test_a_child_protection_plan_comes_from_a_conference():
    for plan in Plan.objects.child_protection():
        held = Conference.objects.filter(child=plan.child, plan=plan).exclude(kind="review")
        assert held.filter(held_on=plan.started_on, decision="plan").exists()


def test_an_enquiry_follows_its_strategy_discussion():
    assert Section47.objects.exists()
    assert not Section47.objects.exclude(started_on=F("strategy__held_on")).exists()


def test_core_groups_and_meetings_are_held_during_their_plan():
    for model in (CoreGroup, ChildInNeedMeeting):
        during = model.objects.exclude(plan=None)
        assert during.exists()
        assert not during.filter(held_on__lt=F("plan__started_on")).exists()
        assert not during.filter(held_on__gt=F("plan__ended_on")).exists()


def test_nothing_held_is_still_to_come():
    today = timezone.localdate()
    for model in (Conference, CoreGroup, ChildInNeedMeeting, ChildVisit):
        assert not model.objects.filter(held_on__gte=today).exists(), model


def test_most_visits_are_in_time_and_some_are_not():
    met = Deadline.objects.filter(code__in=["cp_visit.next", "cin_visit.next"])
    in_time, late = met.met_in_time().count(), met.met_late().count()
    assert in_time > late * 3
    assert late


def test_practice_is_good_in_places_and_poor_in_others():
    assert Contingency.objects.exclude(who="LA").exists()
    assert Plan.objects.filter(contingencies=None).exists()
    assert Action.objects.filter(due_on=None).exclude(due_event="").exists()
    assert Action.objects.filter(for_child=True, due_on__isnull=False).exists()
    assert Need.objects.filter(starting_point="").exists()
    assert Assessment.objects.filter(daily_life__icontains="presents as").exists() or (
        Assessment.objects.filter(daily_life__icontains="resides with").exists()
    )


def test_the_restricted_child_is_known_only_to_their_worker():
    hidden = Child.objects.filter(restricted=True)
    assert hidden.exists()
    manager = Worker.objects.get(username="service.manager")
    assert not Child.objects.visible_to(manager).filter(restricted=True).exists()


def test_a_child_is_missing_today_and_one_has_no_worker():
    assert MissingEpisode.objects.open().exists()
    waiting = Plan.objects.open().exclude(child__in=Allocation.objects.leading().values("child"))
    assert waiting.exists()


def test_families_are_as_different_as_families_are():
    people = Child.objects.values_list("person__given_name", "person__family_name")
    names = " ".join(" ".join(pair) for pair in people)
    assert not names.isascii()
    assert max(len(f"{first} {last}") for first, last in people) > 40
    assert Child.objects.filter(person__born_on=None, person__expected_on__isnull=False).count() > 1
    assert Child.objects.values("person__ethnicity").distinct().count() > 4
    assert (
        Child.objects.annotate(
            siblings=Count(
                "person__relationships",
                filter=Q(
                    person__relationships__kind__in=["brother", "sister", "sibling", "half_sibling"]
                ),
            )
        )
        .filter(siblings=6)
        .count()
        == 7
    )
    nearly = timezone.localdate() - timedelta(days=365 * 18 - 40)
    assert Child.objects.filter(person__born_on__lt=nearly).exists()


def test_relationships_are_written_in_both_directions():
    one_way = Relationship.objects.exclude(
        person__in=Relationship.objects.filter(relative=F("person")).values("person")
    )
    assert one_way.exists()
    pairs = set(Relationship.objects.values_list("person", "relative"))
    assert all((relative, person) in pairs for person, relative in pairs)


def test_numbers_belong_to_no_one():
    for child in Child.objects.exclude(upn=""):
        assert upn_is_valid(child.upn)
    for number in Child.objects.exclude(nhs_number="").values_list("nhs_number", flat=True):
        assert number.startswith("999")
        weights = sum(int(d) * (10 - i) for i, d in enumerate(number[:9]))
        assert (11 - weights % 11) % 11 == int(number[9])


def test_the_inspector_and_the_auditor_see_only_what_was_opened_to_them():
    inspector = Worker.objects.get(username="inspector")
    assert Child.objects.visible_to(inspector).count() == 6
    auditor = Worker.objects.get(username="auditor")
    opened = FileGrant.objects.in_force().filter(worker=auditor).count()
    assert Child.objects.visible_to(auditor).count() == opened > 0
    assert Audit.objects.open().exists()
    assert Audit.objects.finished().exists()


def test_no_auditor_judges_their_own_work():
    for audit in Audit.objects.all():
        assert audit.independent()


def test_the_family_of_the_guide_is_where_the_guide_says():
    ruby = Child.objects.get(person__given_name="Ruby", person__family_name="Whitfield")
    amira = Worker.objects.get(username="social.worker")
    assert ruby in Child.objects.allocated_to(amira)
    assert Child.objects.siblings_of(ruby).count() == 2
    plan = Plan.objects.open().get(child=ruby)
    assert (plan.kind, plan.latest_category, plan.previous_plans) == ("protection", "NEG", 1)
    visit = Deadline.objects.open().get(child=ruby, code="cp_visit.next")
    assert (visit.due_at - timezone.now()).days < 4
    spoke = ruby.childvisits.exclude(own_words="").newest_first().first()
    assert spoke.own_words.startswith("I put my chair by the door")


def test_contacts_waiting_for_a_decision_have_no_referral_yet():
    waiting = ChildContact.objects.waiting()
    assert waiting.exists()
    assert not Referral.objects.filter(contact__in=waiting).exists()


def test_a_second_authority_is_refused_in_plain_words():
    with pytest.raises(CommandError, match="already here. Nothing was changed"):
        call_command("load_demo", children=1)
