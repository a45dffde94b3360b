"""What two people could do at once is done by one of them at a time: the row is held.

That it holds is proved with real transactions where it matters most
(tests/referrals/test_operations, tests/children/test_conflicts); here, that every save that must
hold a row asks the database to.
"""

import re
from contextlib import suppress
from datetime import date

import pytest
from django.core.mail import get_connection
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import Amendment
from audits.programmes.operations import CannotDraw, draw_sample
from casework.children.saving.conflicts import hold
from casework.documents.letters.finalise import make_final, next_version
from casework.documents.models import Letter, LetterTemplate
from casework.duplicates.operations import merge, undo
from casework.notices.deadline_notices import tell_of_deadlines
from casework.notices.mailing import _new_to, send_one
from casework.plans.authorising.views import hold_all_of
from casework.practice.default_templates import ship
from casework.practice.versions import draft_of, move
from casework.referrals.operations import one_at_a_time
from casework.timescales.models import Deadline
from missing.findings.likeness import join, take_apart
from missing.models import Subject
from tests.factories import (
    ActionFactory,
    AssessmentFactory,
    ChildVisitFactory,
    ContingencyFactory,
    DisclosureFactory,
    DocumentFactory,
    FamilyPlanFactory,
    MergeFactory,
    NeedFactory,
    PlanActionFactory,
    PlanFactory,
    ProgrammeFactory,
    Section47Factory,
    SessionFactory,
    TransferFactory,
)
from tests.test_house import ROOT, modules

pytestmark = pytest.mark.django_db

HELD_BY = {
    "assessments/authorising/amendments.py": 1,
    "assessments/authorising/views.py": 2,
    "assessments/strategy/enquiry_views.py": 1,
    "audits/programmes/operations.py": 1,
    "casework/children/saving/conflicts.py": 1,
    "casework/disclosure/views.py": 2,
    "casework/documents/letters/finalise.py": 2,
    "casework/duplicates/operations.py": 2,
    "casework/notices/mailing.py": 2,
    "casework/notices/deadline_notices.py": 1,
    "casework/plans/authorising/views.py": 2,
    "casework/practice/default_templates.py": 1,
    "casework/practice/versions.py": 2,
    "casework/referrals/operations.py": 1,
    "casework/figures/deleted_files.py": 1,
    "casework/retention/deletion/operations.py": 3,
    "casework/retention/operations.py": 2,
    "casework/supervision/operations.py": 1,
    "casework/supervision/sessions/views.py": 1,
    "casework/timescales/models.py": 1,
    "casework/transfers/views.py": 1,
    "missing/findings/likeness.py": 2,
}
"""How often each module holds rows. One more has a test below; one fewer is a fault."""


def test_every_place_that_holds_a_row_is_named_here():
    texts = {str(path.relative_to(ROOT)): path.read_text() for path, _ in modules()}
    held = {path: text.count("select_for_update") for path, text in texts.items()}
    assert {path: number for path, number in held.items() if number} == HELD_BY


@pytest.fixture
def held():
    """``held(deed)``: the tables whose rows the deed holds."""

    def of(deed) -> set[str]:
        with CaptureQueriesContext(connection) as asked:
            deed()
        locks = [one["sql"] for one in asked if re.search(r" FOR (NO KEY )?UPDATE", one["sql"])]
        return {re.search(r'FROM "(\w+)"', sql).group(1) for sql in locks}

    return of


def test_deciding_holds_the_children_it_is_about(held, child):
    assert held(lambda: one_at_a_time([child])) == {"children_child"}


def test_saving_over_a_record_holds_it(held, child):
    assert held(lambda: hold(ChildVisitFactory(child=child))) == {"recording_childvisit"}


def test_telling_holds_the_day_people_were_told_up_to(held):
    assert held(tell_of_deadlines) == {"notices_toldupto"}


def test_flagging_holds_what_it_flags_and_leaves_what_a_save_holds(held):
    assert held(Deadline.objects.flag_overdue) == {"timescales_deadline"}


def test_gathering_an_e_mail_holds_its_worker(held, worker):
    assert held(lambda: _new_to(worker, 1)) == {"access_worker"}


def test_an_e_mail_is_held_while_it_is_sent(held):
    assert held(lambda: send_one(1, timezone.now(), get_connection())) == {"notices_mail"}


def test_a_template_is_held_while_it_is_shipped_or_drafted(held, authority):
    assert held(lambda: ship(authority, "child_and_family")) == {"practice_template"}


def test_a_sample_is_drawn_by_one(held, service_manager):
    programme = ProgrammeFactory(authority=service_manager.authority)

    def draw():
        with suppress(CannotDraw):
            draw_sample(programme, service_manager)

    assert held(draw) == {"audits_programme"}


def test_a_letter_is_made_final_by_one(held, child, worker):
    template = LetterTemplate.objects.create(
        authority=child.authority,
        code="plain",
        title="Plain",
        kind="letter",
        source="child",
        body="Hello",
    )
    letter = Letter.objects.create(child=child, template=template, title="Hello", text="Hello")
    assert held(lambda: make_final(letter, worker)) == {"documents_letter"}


def test_the_next_version_of_a_document_is_numbered_by_one(held, authority):
    document = DocumentFactory(authority=authority)
    assert held(lambda: next_version(document)) == {"documents_document"}


def test_all_a_manager_read_of_a_plan_is_held_while_they_decide(held, child):
    family = FamilyPlanFactory(authority=child.authority)
    plan = PlanFactory(child=child, family=family)
    need = NeedFactory(child=child, plan=plan)
    PlanActionFactory(need=need)
    ContingencyFactory(child=child, plan=plan)
    assert held(lambda: hold_all_of(plan)) == {
        "plans_familyplan",
        "plans_need",
        "plans_contingency",
        "actions_action",
    }


def test_the_actions_of_a_child_are_held_while_supervision_answers_them(
    held, signed_in, child, manager
):
    ActionFactory(child=child, source="supervision")
    address = reverse("case-supervision-add", args=[child.pk])
    assert "actions_action" in held(lambda: signed_in(manager).post(address))


def test_a_session_is_held_while_it_is_signed(held, signed_in, worker, manager):
    session = SessionFactory(worker=worker, supervisor=manager, held_on=date(2026, 1, 5))
    address = reverse("session-sign", args=[session.pk])
    assert "supervision_session" in held(lambda: signed_in(manager).post(address))


def test_a_transfer_is_held_while_it_is_answered(held, signed_in, child, manager):
    asked = TransferFactory(child=child)
    address = reverse("transfer-off", args=[child.pk, asked.pk])
    assert "transfers_transfer" in held(lambda: signed_in(manager).post(address))


@pytest.mark.parametrize("name", ["disclosure-edit", "disclosure-submit", "disclosure-decide"])
def test_a_disclosure_is_held_while_it_is_changed_sent_or_decided_on(
    held, signed_in, child, manager, name
):
    asked = DisclosureFactory(child=child)
    address = reverse(name, args=[child.pk, asked.pk])
    assert "disclosure_disclosure" in held(lambda: signed_in(manager).post(address))


@pytest.mark.parametrize("name", ["section47-finish", "section47-authorise", "section47-return"])
def test_an_enquiry_is_held_while_it_is_sent_or_decided_on(held, signed_in, child, manager, name):
    enquiry = Section47Factory(child=child)
    address = reverse(name, args=[child.pk, enquiry.pk])
    assert "assessments_section47" in held(lambda: signed_in(manager).post(address))


@pytest.mark.parametrize("name", ["plan-submit", "plan-authorise"])
def test_a_plan_is_held_while_it_is_sent_or_decided_on(held, signed_in, child, manager, name):
    plan = PlanFactory(child=child)
    address = reverse(name, args=[child.pk, plan.pk])
    assert "plans_plan" in held(lambda: signed_in(manager).post(address))


@pytest.mark.parametrize(
    "name", ["assessment-edit", "assessment-submit", "assessment-authorise", "assessment-return"]
)
def test_an_assessment_is_held_while_it_is_written_or_decided_on(
    held, signed_in, child, manager, name
):
    assessment = AssessmentFactory(child=child)
    address = reverse(name, args=[child.pk, assessment.pk])
    assert "assessments_assessment" in held(lambda: signed_in(manager).post(address))


def test_a_correction_is_held_while_it_is_decided_on(held, signed_in, child, worker, manager):
    assessment = AssessmentFactory(child=child, authorised=True)
    asked = Amendment.on_file_of(
        child, worker, assessment=assessment, section="own_words", should_say="So", why="Heard"
    )
    asked.save()
    address = reverse("amendment-decide", args=[child.pk, asked.pk])
    sent = {"decline": "1", "declined_because": "It stands"}
    assert "assessments_amendment" in held(lambda: signed_in(manager).post(address, sent))


def test_both_files_are_held_while_they_are_merged_and_while_that_is_undone(held, child, manager):
    proposed = MergeFactory(child=child)
    assert "children_child" in held(lambda: merge(proposed, chosen={}, said=[], by=manager))
    deed = {"with_it": [], "because": "Cousins", "by": manager}
    assert "children_child" in held(lambda: undo(proposed, **deed))


def test_two_names_are_held_while_they_are_joined_and_one_while_it_is_taken_apart(
    held, worker, authority
):
    corsa, astra = (
        Subject.objects.create(authority=authority, kind="vehicle", key=key)
        for key in ("corsa", "astra")
    )
    assert held(lambda: join(corsa, into=astra, by=worker)) == {"missing_subject"}
    assert held(lambda: take_apart(corsa)) == {"missing_subject"}


@pytest.fixture
def template(authority):
    return ship(authority, "child_and_family").template


def test_a_template_is_held_while_its_draft_is_begun(held, template):
    assert held(lambda: draft_of(template)) == {"practice_template"}


def test_the_sections_of_a_draft_are_held_while_one_is_moved(held, template):
    draft = draft_of(template)
    first = draft.sections.first()
    assert held(lambda: move(first, 1)) == {"practice_section"}
