"""From the request to the panel, the steps, the end of it, and what goes on afterwards."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casework.actions.models import Action
from casework.legal.models import LegalStatus
from casework.plans.models import Plan
from casework.preproceedings.models import (
    AssessmentOfChild,
    ChildPreProceedings,
    LegalAdvice,
    LetterSent,
    OrderedAssessment,
    PanelDecision,
    Parent,
    PreProceedings,
    Proceedings,
    TrackerUpdate,
)
from casework.preproceedings.panel_sheet.sheet import sheet
from casework.timescales.sweep import sweep
from tests import factories as make
from tests.html import squeezed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def ago(days) -> date:
    return TODAY - timedelta(days=days)


def said(day: date, name: str) -> dict:
    return {name: day.isoformat()}


@pytest.fixture
def row(child):
    return make.ChildPreProceedingsFactory(
        child=child, started_on=ago(98), process__asked_on=ago(105)
    )


def the_panel(child, day=TODAY, **more) -> dict:
    """What is sent for a panel about one child, just after midnight."""
    nobody = {
        "attendees-TOTAL_FORMS": 0,
        "attendees-INITIAL_FORMS": 0,
        "attendees-MIN_NUM_FORMS": 0,
        "attendees-MAX_NUM_FORMS": 1000,
    }
    rows = {f"agreed-{n}-whom": child.pk for n in range(3)}
    when = {
        "starts_at_day": day.day,
        "starts_at_month": day.month,
        "starts_at_year": day.year,
        "starts_at_time": "00:01",
    }
    return {"check_at": "start", "way": "person", "held": "yes", **when, **nobody, **rows, **more}


def of(child, **answers) -> dict:
    return {f"{child.number}-{name}": value for name, value in answers.items()}


def test_from_a_plan_to_the_panel_with_what_is_known_filled_in(signed_in, worker, child):
    plan = make.PlanFactory(child=child, started_on=ago(200), kind="protection")
    need = make.NeedFactory(child=child, plan=plan)
    make.PlanActionFactory(need=need, action__child=child)
    page = signed_in(worker).get(reverse("plo-ask", args=[child.pk])).content.decode()
    assert "Child protection plan from" in page
    assert "Fit a stair gate and a night light (not done)" in page


def test_asking_for_a_panel_makes_one_process_with_a_row_for_each_child_ticked(
    signed_in, worker, child
):
    brother = make.ChildFactory(authority=child.authority, team=child.team)
    make.RelationshipFactory(person=child.person, relative=brother.person, kind="brother")
    asked = {
        "threshold": "Hit twice",
        "tried": "A plan",
        "wants": "Whether to begin",
        **of(child, lives="with Mum"),
        **of(brother, included="on", lives="with Mum"),
    }
    answer = signed_in(worker).post(reverse("plo-ask", args=[child.pk]), asked)
    process = PreProceedings.objects.get()
    assert answer.url == reverse("plo", args=[child.pk, process.pk])
    assert {row.child_id for row in process.children.all()} == {child.pk, brother.pk}
    assert all(row.started_on is None for row in process.children.all())


def test_a_child_with_an_open_process_is_led_to_it(signed_in, worker, row):
    answer = signed_in(worker).get(reverse("plo-ask", args=[row.child_id]))
    assert answer.url == reverse("plo", args=[row.child_id, row.process_id])


def test_the_panel_begins_it_and_the_legal_status_says_so(signed_in, manager, child):
    row = make.ChildPreProceedingsFactory(child=child, started_on=None)
    answer = signed_in(manager).post(
        reverse("plo-panel-add", args=[child.pk]),
        the_panel(
            child,
            **of(child, decision="start", reasons="She was hurt again"),
            **{
                "agreed-0-what": "Order a parenting assessment of Kirsty",
                "agreed-0-owner": f"worker:{manager.pk}",
                **said(TODAY + timedelta(days=7), "agreed-0-due_on"),
            },
        ),
    )
    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()
    assert row.started_on == TODAY
    assert LegalStatus.objects.in_force().get(child=child).kind == "preproceedings"
    action = Action.objects.get(child=child)
    assert (action.source, action.due_on) == ("panel", TODAY + timedelta(days=7))


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"reasons": "It is better"}, "decision"),
        ({"decision": "step_down", "reasons": "It is better"}, "stepped_to"),
        ({"decision": "extend", "reasons": "One report is late"}, "new_end"),
        ({"decision": "go_on", "reasons": ""}, "reasons"),
    ],
)
def test_what_a_panel_leaves_out_is_said_beside_its_question(
    signed_in, manager, row, answers, field
):
    answer = signed_in(manager).post(
        reverse("plo-panel-add", args=[row.child_id]),
        the_panel(row.child, check_at="week_16", **of(row.child, **answers)),
    )
    assert answer.status_code == 200
    assert field in answer.context["parts"][0].errors
    assert not PanelDecision.objects.exists()


def test_an_extension_keeps_its_reason_and_its_new_end(signed_in, manager, row):
    end = TODAY + timedelta(days=42)
    signed_in(manager).post(
        reverse("plo-panel-add", args=[row.child_id]),
        the_panel(
            row.child,
            check_at="week_12",
            **of(row.child, decision="extend", reasons="The psychologist is late"),
            **said(end, f"{row.child.number}-new_end"),
        ),
    )
    row.refresh_from_db()
    assert (row.extended_to, row.extended_on, row.week_12_on) == (end, TODAY, TODAY)
    assert row.running


def test_an_extension_that_ends_before_it_was_decided_is_said_beside_its_date(
    signed_in, manager, row
):
    answer = signed_in(manager).post(
        reverse("plo-panel-add", args=[row.child_id]),
        the_panel(
            row.child,
            check_at="week_12",
            **of(row.child, decision="extend", reasons="The psychologist is late"),
            **said(ago(1), f"{row.child.number}-new_end"),
        ),
    )
    assert "new_end" in answer.context["parts"][0].errors
    assert not PanelDecision.objects.exists()


def test_a_step_down_opens_a_child_in_need_plan_and_says_what_goes_on(signed_in, manager, row):
    action = make.ActionFactory(child=row.child, source="panel", agreed_on=ago(90), due_on=TODAY)
    make.LegalStatusFactory(child=row.child, kind="preproceedings", started_on=ago(98))
    answer = signed_in(manager).post(
        reverse("plo-panel-add", args=[row.child_id]),
        the_panel(
            row.child,
            check_at="week_16",
            **of(row.child, decision="step_down", stepped_to="need", reasons="He is safe"),
            **{f"a{action.pk}-answer": "going"},
        ),
    )
    row.refresh_from_db()
    assert (row.outcome, row.outcome_on, row.stepped_to) == ("step_down", TODAY, "need")
    assert not LegalStatus.objects.in_force().filter(child=row.child).exists()
    plan = Plan.objects.open().get(child=row.child)
    assert plan.kind == "need"
    assert answer.url == reverse("plo-goes-on", args=[row.child_id, row.process_id])
    need = make.NeedFactory(child=row.child, plan=plan)
    signed_in(manager).post(answer.url, {f"action-{action.pk}": f"plan-{need.pk}"})
    assert need.actions.get().action == action


def test_a_child_protection_plan_goes_on_after_a_step_down(signed_in, manager, row):
    plan = make.PlanFactory(child=row.child, started_on=ago(200))
    signed_in(manager).post(
        reverse("plo-panel-add", args=[row.child_id]),
        the_panel(
            row.child,
            check_at="week_16",
            **of(row.child, decision="step_down", stepped_to="need", reasons="He is safe"),
        ),
    )
    assert Plan.objects.open().get(child=row.child) == plan


def test_a_social_worker_does_not_record_what_a_panel_decided(signed_in, worker, row):
    url = reverse("plo-panel-add", args=[row.child_id])
    assert signed_in(worker).get(url).status_code == 403


def test_a_panel_that_did_not_meet_decides_nothing(signed_in, manager, row):
    signed_in(manager).post(
        reverse("plo-panel-add", args=[row.child_id]),
        the_panel(row.child, held="no", not_held_because="The chair was ill"),
    )
    assert not PanelDecision.objects.exists()


@pytest.fixture
def mother(row):
    return make.ParentFactory(process=row.process)


def step(row, word) -> str:
    return reverse("plo-step-add", args=[row.child_id, row.process_id, word])


def test_each_parent_gets_a_letter_of_their_own(signed_in, worker, row, mother):
    answer = signed_in(worker).post(
        step(row, "letters"),
        {
            "parent": mother.pk,
            "kind": "before",
            "how": "hand",
            "family_meeting_offered": "on",
            **said(ago(94), "sent_on"),
            **said(ago(93), "read_through_on"),
        },
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.letters_sent_on == ago(94)


def test_a_letter_cannot_be_before_the_decision_to_begin(signed_in, worker, row, mother):
    answer = signed_in(worker).post(
        step(row, "letters"),
        {"parent": mother.pk, "kind": "before", "how": "hand", **said(ago(99), "sent_on")},
    )
    assert "not before" in answer.context["form"].errors["sent_on"][0]
    assert not LetterSent.objects.exists()


def test_a_parent_is_someone_of_the_family_or_a_name(signed_in, worker, row):
    kirsty = make.PersonFactory(authority=row.child.authority)
    make.RelationshipFactory(person=row.child.person, relative=kirsty, kind="mother")
    stranger = make.PersonFactory(authority=row.child.authority)
    client = signed_in(worker)
    nobody = client.post(step(row, "parents"), {"represented": "not_yet"})
    assert "Choose who it is" in nobody.context["form"].errors["person"][0]
    other = client.post(step(row, "parents"), {"person": stranger.pk, "represented": "not_yet"})
    assert "person" in other.context["form"].errors
    client.post(step(row, "parents"), {"person": kirsty.pk, "represented": "not_yet"})
    assert Parent.objects.get().person == kirsty


def test_an_assessment_is_about_the_children_ticked(signed_in, worker, row):
    sent = {
        "kind": "parenting",
        "expert": "Northmoor Family Centre",
        "about": [row.pk],
        "cost": "1850.50",
        **said(ago(90), "ordered_on"),
        **said(ago(48), "due_on"),
    }
    assert signed_in(worker).post(step(row, "assessments"), sent).status_code == 302
    ordered = OrderedAssessment.objects.get()
    assert AssessmentOfChild.objects.get(ordered=ordered).in_process == row
    edit = reverse("plo-step", args=[row.child_id, row.process_id, "assessments", ordered.pk])
    late = {**sent, **said(ago(20), "received_on")}
    assert "says" in signed_in(worker).post(edit, late).context["form"].errors
    signed_in(worker).post(edit, {**late, "says": "Kirsty can do it with help"})
    ordered.refresh_from_db()
    assert ordered.late


def test_a_step_written_in_error_is_withdrawn_with_its_reason(signed_in, worker, row, mother):
    letter = make.LetterSentFactory(parent=mother, process=row.process, sent_on=ago(90))
    url = reverse("plo-step-withdraw", args=[row.child_id, row.process_id, "letters", letter.pk])
    assert "because" in signed_in(worker).post(url, {}).context["form"].errors
    signed_in(worker).post(url, {"because": "It was the other brother’s"})
    assert not LetterSent.objects.exists()
    row.refresh_from_db()
    assert row.letter_sent_on is None


def test_milestones_looked_at_are_written_for_every_child_still_in_it(signed_in, worker, row):
    sister = make.ChildPreProceedingsFactory(
        child=make.ChildFactory(authority=row.child.authority, team=row.child.team),
        process=row.process,
    )
    make.ChildPreProceedingsFactory(
        child=make.ChildFactory(authority=row.child.authority, team=row.child.team),
        process=row.process,
        outcome="left",
        outcome_on=TODAY,
        outcome_because="Moved",
    )
    signed_in(worker).post(
        reverse("plo-look", args=[row.child_id, row.process_id]),
        {"why_late": "The lawyer has the letter", **said(TODAY, "looked_on")},
    )
    looked = TrackerUpdate.objects.values_list("in_process", flat=True)
    assert set(looked) == {row.pk, sister.pk}


def test_what_is_said_of_the_milestones_names_no_sister_of_whom_one_may_not_know(
    client, worker, manager, row
):
    """It is written once and stands on every child's file."""
    hidden = make.ChildFactory(
        authority=row.child.authority, restricted=True, person__given_name="Zephyrine"
    )
    sister = make.ChildPreProceedingsFactory(child=hidden, process=row.process)
    trusted = make.WorkerFactory(team=worker.team, username="trusted")
    for of in (row.child, sister.child):
        make.AllocationFactory(child=of, worker=trusted, role="joint")
    late = "The letter waits. Zephyrine was hurt again."
    client.force_login(trusted)
    address = reverse("plo-look", args=[row.child_id, row.process_id])
    client.post(address, {"why_late": late, **said(TODAY, "looked_on")})
    assert TrackerUpdate.objects.filter(in_process=row).get().why_late == late
    for name, keys in (("plo", [row.child_id, row.process_id]), ("plo-child", [row.child_id])):
        page = reverse(name, args=keys)
        told, whole = (opened_by(client, reader, page) for reader in (worker, trusted))
        assert "The letter waits." in told
        assert "Zephyrine" not in told
        assert "Zephyrine was hurt again." in whole
    told, whole = (
        str([one.as_data() for one in sheet(reader).families]) for reader in (manager, trusted)
    )
    assert "The letter waits." in told
    assert "Zephyrine" not in told
    assert "Zephyrine was hurt again." in whole


def opened_by(client, worker, page) -> str:
    client.force_login(worker)
    return client.get(page, follow=True).content.decode()


def test_to_go_without_a_letter_is_offered_until_every_parent_has_theirs(signed_in, manager, child):
    row = make.ChildPreProceedingsFactory(child=child)
    parents = [make.ParentFactory(process=row.process) for _ in range(2)]
    page = reverse("plo", args=[child.pk, row.process_id])
    no_letter = reverse("plo-no-letter", args=[child.pk, row.process_id])

    make.LetterSentFactory(parent=parents[0], process=row.process)
    assert no_letter in signed_in(manager).get(page).content.decode()

    make.LetterSentFactory(parent=parents[1], process=row.process)
    assert no_letter not in signed_in(manager).get(page).content.decode()


def test_an_urgent_case_goes_to_court_without_a_letter(signed_in, manager, child):
    """For an unborn child: asked today, decided today, applied for after the birth."""
    row = make.ChildPreProceedingsFactory(child=child, started_on=None, process__urgent=True)
    client = signed_in(manager)
    client.post(
        reverse("plo-panel-add", args=[child.pk]),
        the_panel(child, **of(child, decision="apply", reasons="The baby would not be safe")),
    )
    row.refresh_from_db()
    assert (row.started_on, row.outcome, row.outcome_on) == (TODAY, "apply", TODAY)
    no_letter = reverse("plo-no-letter", args=[child.pk, row.process_id])
    assert (
        "no_letter_because"
        in client.post(no_letter, {"no_letter": "danger", **said(TODAY, "no_letter_on")})
        .context["form"]
        .errors
    )
    client.post(
        no_letter,
        {"no_letter": "danger", "no_letter_because": "Hours", **said(TODAY, "no_letter_on")},
    )
    early = {"about": [row.pk], **said(ago(1), "applied_on")}
    assert "applied_on" in client.post(step(row, "applications"), early).context["form"].errors
    client.post(
        step(row, "applications"),
        {
            "about": [row.pk],
            "short_notice": "on",
            "short_notice_because": "Labour began",
            "case_number": "NM26C00017",
            **said(TODAY, "applied_on"),
            **said(TODAY, "issued_on"),
        },
    )
    row.refresh_from_db()
    assert row.applied_on == TODAY
    assert Proceedings.objects.get().short_notice
    status = LegalStatus.objects.in_force().get(child=child)
    assert (status.kind, status.case_number) == ("proceedings", "NM26C00017")


def test_the_court_gives_time_eight_weeks_at_a_time(signed_in, worker, row):
    court = make.ProceedingsFactory(
        process=row.process, applied_on=date(2026, 1, 5), issued_on=date(2026, 1, 6)
    )
    part = make.ChildInCourtFactory(child=row.child, in_process=row, proceedings=court)
    url = reverse("plo-court-extend", args=[row.child_id, part.pk])
    sent = {"because": "The father came forward", **said(date(2026, 6, 1), "ordered_on")}
    long = signed_in(worker).post(url, {**sent, **said(date(2026, 9, 1), "until")})
    assert "eight weeks" in long.context["form"].errors["until"][0]
    signed_in(worker).post(url, {**sent, **said(date(2026, 8, 31), "until")})
    assert part.extensions.get().extends == date(2026, 7, 6)


def test_a_final_order_is_the_legal_status(signed_in, worker, row):
    court = make.ProceedingsFactory(process=row.process, issued_on=ago(60), applied_on=ago(61))
    part = make.ChildInCourtFactory(child=row.child, in_process=row, proceedings=court)
    make.LegalStatusFactory(child=row.child, kind="proceedings", started_on=ago(60))
    signed_in(worker).post(
        reverse("plo-order", args=[row.child_id, part.pk]),
        {"final_order": "care", "final_plan": "foster", **said(TODAY, "final_on")},
    )
    assert LegalStatus.objects.in_force().get(child=row.child).kind == "care"


def test_it_is_asked_whether_the_court_used_an_assessment(signed_in, worker, row):
    court = make.ProceedingsFactory(process=row.process, applied_on=ago(20), issued_on=ago(19))
    make.ChildInCourtFactory(child=row.child, in_process=row, proceedings=court)
    row.refresh_from_db()
    assert row.applied_on
    part = make.AssessmentOfChildFactory(child=row.child, in_process=row)
    OrderedAssessment.objects.update(received_on=ago(30))
    timeline = signed_in(worker).get(reverse("plo", args=[row.child_id, row.process_id]))
    assert "Did the court use it?" in squeezed(timeline.content.decode())
    url = reverse("plo-used", args=[row.child_id, part.pk])
    refused = signed_in(worker).post(url, {"used_in_court": "no"})
    assert "Say why" in refused.context["form"].errors["not_used_because"][0]
    why = {"used_in_court": "no", "not_used_because": "It was a year old"}
    assert signed_in(worker).post(url, why).status_code == 302
    part.refresh_from_db()
    assert part.used_in_court == "no"


def test_a_baby_joins_the_process_of_the_family(signed_in, manager, row):
    baby = make.ChildFactory(authority=row.child.authority, team=row.child.team)
    make.RelationshipFactory(person=row.child.person, relative=baby.person, kind="brother")
    url = reverse("plo-join", args=[row.child_id, row.process_id])
    early = signed_in(manager).post(url, {"child": baby.pk, **said(ago(120), "day")})
    assert "day" in early.context["form"].errors
    signed_in(manager).post(url, {"child": baby.pk, **said(ago(3), "day")})
    joined = ChildPreProceedings.objects.get(child=baby)
    assert (joined.process, joined.started_on) == (row.process, ago(3))


def test_the_timeline_names_no_child_one_may_not_know_of(signed_in, worker, row):
    hidden = make.ChildFactory(
        authority=row.child.authority, restricted=True, person__given_name="Zephyrine"
    )
    make.ChildPreProceedingsFactory(child=hidden, process=row.process)
    page = signed_in(worker).get(reverse("plo", args=[row.child_id, row.process_id]))
    assert page.status_code == 200
    assert "Zephyrine" not in page.content.decode()


def test_a_process_of_another_family_is_not_found(signed_in, worker, row):
    other = make.PreProceedingsFactory(authority=row.child.authority)
    assert signed_in(worker).get(reverse("plo", args=[row.child_id, other.pk])).status_code == 404


def test_advice_is_read_and_written_by_those_the_roles_name(signed_in, worker, row):
    url = reverse("plo-advice", args=[row.child_id, row.process_id])
    signed_in(worker).post(
        url, {"given_by": "Priya Nair", "advice": "Likely met", **said(TODAY, "given_on")}
    )
    assert LegalAdvice.objects.get().advice == "Likely met"
    assert "Likely met" in signed_in(worker).get(url).content.decode()


def full(row):
    """One of every step for this child."""
    of = {"child": row.child, "in_process": row}
    make.PanelDecisionFactory(**of)
    make.ProcessMeetingFactory(**of)
    make.ProcessMeetingFactory(**of, kind="review", held_on=date(2026, 2, 20))
    make.AssessmentOfChildFactory(**of)
    make.TrackerUpdateFactory(**of)
    mother = make.ParentFactory(process=row.process)
    make.LetterSentFactory(process=row.process, parent=mother)


def test_the_timeline_asks_no_more_for_more_children_and_steps(
    signed_in, worker, row, django_assert_max_num_queries
):
    client = signed_in(worker)
    url = reverse("plo", args=[row.child_id, row.process_id])
    full(row)
    client.get(url)
    with django_assert_max_num_queries(60) as first:
        client.get(url)
    for _ in range(3):
        child = make.ChildFactory(authority=row.child.authority, team=row.child.team)
        full(make.ChildPreProceedingsFactory(child=child, process=row.process))
    with django_assert_max_num_queries(len(first)):
        client.get(url)


def test_the_papers_chosen_for_the_panel_stand_on_the_timeline(signed_in, worker, row):
    paper = make.DocumentFactory(authority=row.child.authority, title="The school’s report")
    make.ChildDocumentFactory(child=row.child, document=paper)
    gone = make.DocumentFactory(authority=row.child.authority, title="Another file’s paper")
    row.process.papers.set([paper, gone])
    page = signed_in(worker).get(reverse("plo", args=[row.child_id, row.process_id]))
    said = page.content.decode()
    assert reverse("document", args=[row.child_id, paper.pk]) in said
    assert "The school’s report" in said
    assert "Another file’s paper" not in said


@pytest.mark.parametrize(
    ("cost", "said"), [("2400.00", "£2,400"), ("1850.50", "£1,850.50"), ("0", "£0")]
)
def test_money_is_grouped_and_has_pence_only_where_there_are_some(
    signed_in, worker, row, cost, said
):
    make.OrderedAssessmentFactory(
        process=row.process, ordered_on=ago(50), due_on=ago(10), cost=cost
    )
    page = signed_in(worker).get(reverse("plo", args=[row.child_id, row.process_id]))
    assert said in squeezed(page.content.decode()).replace("<", " ").split()


def test_the_timeline_and_the_panels_sheet_say_the_same(signed_in, worker, manager, row, mother):
    """One drawing and one table: what the one says of each step, the other says."""
    make.LetterSentFactory(parent=mother, process=row.process, sent_on=ago(90))
    sweep([row.child_id])
    page = signed_in(worker).get(reverse("plo", args=[row.child_id, row.process_id]))
    [family] = sheet(manager).families
    assert page.context["family"].table == family.table
    assert page.context["family"].drawing == family.drawing


def test_the_timeline_of_an_earlier_process_holds_nothing_of_the_later_one(
    signed_in, worker, child
):
    over = {"outcome": "step_down", "outcome_on": ago(300), "stepped_to": "need"}
    earlier = make.ChildPreProceedingsFactory(
        child=child, started_on=ago(400), outcome_because="It held", **over
    )
    later = make.ChildPreProceedingsFactory(child=child, started_on=ago(20))
    sweep([child.pk])
    for row in (earlier, later):
        page = signed_in(worker).get(reverse("plo", args=[child.pk, row.process_id]))
        days = [step.shown_on for step in page.context["family"].steps]
        assert days
        assert all((day < ago(250)) is (row == earlier) for day in days)
