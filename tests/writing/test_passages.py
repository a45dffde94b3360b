"""What a writer put aside: on the record's page, before a manager, and counted for all."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, FamilyAssessment
from casework.documents.models import Letter, LetterTemplate
from casework.plans.models import Contingency, Plan
from casework.writing.checks.engine import KINDS
from casework.writing.models import Dismissal
from casework.writing.prompts.models import Reason
from casework.writing.prompts.views import KIND_WORDS
from missing.models import ReturnInterview
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    ChildFactory,
    ContingencyFactory,
    FileGrantFactory,
    MissingEpisodeFactory,
    NeedFactory,
    PlanActionFactory,
    PlanFactory,
    RelationshipFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
VAGUE = "Professionals to liaise about CAMHS for the family"


@pytest.fixture
def plan(child):
    plan = PlanFactory(child=child, started_on=TODAY - timedelta(days=3))
    PlanActionFactory(need=NeedFactory(child=child, plan=plan), action__what=VAGUE)
    ContingencyFactory(
        child=child,
        plan=plan,
        trigger="Concerns escalate",
        step="Consider next steps",
        who="Professionals",
        when="As needed",
    )
    return plan


def page(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def prompts(client, child, name="plan", *args):
    """The forms that put a prompt aside: what is asked, and the token that stands for it."""
    found = client.get(reverse(name, args=[child.pk, *args])).context["to_think"]
    return {(prompt.code, prompt.words): token for one in found for prompt, token in one.prompts}


def put_aside(client, child, token, reason="not_known"):
    address = reverse("not-needed", args=[child.pk])
    return client.post(address, {"prompt": token, "reason": reason})


# Before it is sent, without script


def test_the_writer_of_a_plan_reads_what_there_is_to_think_about(signed_in, worker, child, plan):
    asked = prompts(signed_in(worker), child)
    assert ("jargon", "CAMHS") in asked
    assert ("contingency_clear", "") in asked
    assert not {code for code, _ in asked} & {"timebound", "owner_named"}  # fields say it
    said = page(signed_in(worker), "plan", child.pk)
    assert "To think about before you send it" in said
    assert "Say what would have to happen" in said


def test_a_prompt_is_put_aside_with_a_reason_and_stays_so(signed_in, worker, child, plan):
    client = signed_in(worker)
    put_aside(client, child, prompts(client, child)["jargon", "CAMHS"], "known_word")
    one = Dismissal.objects.get()
    assert (one.field, one.code, one.words, one.reason, one.recorded_by) == (
        "what",
        "jargon",
        "CAMHS",
        "known_word",
        worker,
    )
    assert ("jargon", "CAMHS") not in prompts(client, child)
    action = plan.needs.get().actions.get().action
    action.what = f"{VAGUE} and CAMHS again"
    action.save()
    assert ("jargon", "CAMHS") not in prompts(client, child)


def test_a_prompt_put_aside_twice_is_kept_once(signed_in, worker, child, plan):
    client = signed_in(worker)
    token = prompts(client, child)["contingency_clear", ""]
    for reason in ("not_known", "wrong"):
        assert put_aside(client, child, token, reason).status_code == 302
    assert Dismissal.objects.get().reason == Reason.NOT_KNOWN


def test_no_reason_puts_nothing_aside(signed_in, worker, child, plan):
    client = signed_in(worker)
    token = prompts(client, child)["contingency_clear", ""]
    put_aside(client, child, token, "")
    put_aside(client, child, token, "because")
    assert not Dismissal.objects.exists()
    assert "Choose why it is not needed here" in page(client, "plan", child.pk)


def test_a_plan_that_was_sent_asks_its_writer_nothing(signed_in, worker, child, plan):
    Plan.objects.update(submitted_at=timezone.now(), submitted_by=worker)
    assert not prompts(signed_in(worker), child)


def test_who_only_reads_is_asked_nothing(signed_in, team, child, plan):
    reader = WorkerFactory(team=team, role="data_analyst")
    assert not prompts(signed_in(reader), child)


def test_a_token_is_of_one_worker_and_one_child(signed_in, worker, child, plan, manager):
    token = prompts(signed_in(worker), child)["jargon", "CAMHS"]
    other = ChildFactory(team=child.team)
    assert put_aside(signed_in(manager), child, token).status_code == 404
    assert put_aside(signed_in(worker), other, token).status_code == 404
    assert put_aside(signed_in(worker), child, token + "x").status_code == 404
    assert put_aside(signed_in(worker), child, "").status_code == 404
    assert not Dismissal.objects.exists()


def test_a_role_that_records_nothing_puts_nothing_aside(signed_in, team, child, plan, worker):
    token = prompts(signed_in(worker), child)["jargon", "CAMHS"]
    analyst = WorkerFactory(team=team, role="data_analyst")
    assert put_aside(signed_in(analyst), child, token).status_code == 403


# In the forms of each record


@pytest.fixture
def assessment(child):
    return AssessmentFactory(child=child, referral_received_on=TODAY - timedelta(days=9))


def test_each_section_is_asked_only_for_what_it_is_about(signed_in, worker, child, assessment):
    Assessment.objects.update(
        risk="There is a dog and the house is cold in the mornings.",
        identity="She is in year 3 at the school near the park.",
        own_words="I put my chair by the door. I want Mum to get up first.",
    )
    asked = set(prompts(signed_in(worker), child, "assessment", assessment.pk))
    assert asked == {("risk_analysis", ""), ("identity_culture", "")}


def test_an_assessment_keeps_what_was_put_aside_and_its_form_shows_it(
    signed_in, worker, child, assessment
):
    client, address = signed_in(worker), reverse("assessment-edit", args=[child.pk, assessment.pk])
    typed = {
        "risk": "There is a dog and the house is cold in the mornings.",
        "risk-beside": "1",
        "risk-aside": "risk_analysis|not_known|",
    }
    assert client.post(address, typed).status_code == 302
    one = Dismissal.objects.get()
    assert (one.record, one.record_id, one.field) == (
        "assessments.assessment",
        assessment.pk,
        "risk",
    )
    said = client.get(address).content.decode()
    ticked = 'checked name="risk-aside" value="risk_analysis|not_known|"'
    assert ticked in " ".join(said.split())


def test_what_is_unticked_is_asked_again(signed_in, worker, child, assessment):
    client, address = signed_in(worker), reverse("assessment-edit", args=[child.pk, assessment.pk])
    typed = {"risk": "There is a dog and the house is cold.", "risk-beside": "1"}
    client.post(address, {**typed, "risk-aside": "risk_analysis|not_known|"})
    client.post(address, {**typed, "risk-was": "risk_analysis|not_known|"})
    assert not Dismissal.objects.exists()
    assert Dismissal.pgh_event_models["delete"].objects.filter(pgh_label="delete").exists()


def test_what_someone_else_put_aside_meanwhile_stays(signed_in, worker, child, assessment):
    client, address = signed_in(worker), reverse("assessment-edit", args=[child.pk, assessment.pk])
    typed = {"risk": "There is a dog and the house is cold.", "risk-beside": "1"}
    client.post(address, {**typed, "risk-aside": "risk_analysis|not_known|"})
    client.post(address, typed)
    assert Dismissal.objects.exists()


def test_what_was_put_aside_in_the_familys_part_stands_with_each_child(
    signed_in, worker, child, assessment
):
    brother = ChildFactory(team=child.team)
    AllocationFactory(child=brother, worker=worker)
    RelationshipFactory(person=child.person, relative=brother.person, kind="brother")
    family = FamilyAssessment.objects.create(authority=child.authority)
    his = AssessmentFactory(child=brother, family=family, referral_received_on=TODAY)
    Assessment.objects.update(family=family)
    typed = {
        "wider_family": "Nan comes when the TAF meets on Mondays.",
        "wider_family-beside": "1",
        "wider_family-aside": "jargon|known_word|TAF",
        "with": brother.number,
    }
    address = reverse("assessment-edit", args=[child.pk, assessment.pk])
    assert signed_in(worker).post(address, typed).status_code == 302
    kept = Dismissal.objects.values_list("child", "record_id", "field")
    assert set(kept) == {
        (child.pk, assessment.pk, "wider_family"),
        (brother.pk, his.pk, "wider_family"),
    }


def test_a_contingency_put_aside_goes_with_its_copy_for_a_brother(signed_in, worker, child, plan):
    brother = ChildFactory(team=child.team)
    AllocationFactory(child=brother, worker=worker)
    RelationshipFactory(person=child.person, relative=brother.person, kind="brother")
    his = PlanFactory(child=brother, started_on=TODAY)
    typed = {
        "trigger": "Dean comes",
        "step": "Think about it",
        "who": "Us",
        "when": "Then",
        "also_for": str(his.pk),
        "step-beside": "1",
        "step-aside": "contingency_clear|elsewhere|",
    }
    signed_in(worker).post(reverse("contingency-add", args=[child.pk]), typed)
    both = Contingency.objects.filter(trigger="Dean comes")
    assert set(Dismissal.objects.values_list("child", "record_id")) == set(
        both.values_list("child", "pk")
    )


def test_an_interview_is_read_whole_and_keeps_what_was_put_aside(signed_in, worker, manager, child):
    back = timezone.now() - timedelta(days=1)
    episode = MissingEpisodeFactory(
        child=child, went_at=back - timedelta(days=1), returned_at=back, interview=None
    )
    client, address = signed_in(worker), reverse("interview-add", args=[child.pk])
    talked, offered = back + timedelta(hours=4), back + timedelta(hours=1)
    typed = {
        "about": [episode.pk],
        **moment("held_at", talked),
        **moment("offered_at", offered),
        "own_words": "They cancelled Lexi again.",
        "place": "",
        "independent": "no",
        "immediate_risk": "no",
        "interviewer": worker.pk,
        "next_steps-beside": "1",
        "why_left": "She was fed up and went out on Friday night.",
    }
    said = client.post(address, typed).content.decode()
    assert "Say what you asked about harm" in said
    assert "Write what the child said" not in said  # it has a field of its own
    aside = {"place": "At school", "next_steps-aside": "safeguarding_explored|elsewhere|"}
    assert client.post(address, typed | aside).status_code == 302
    talk = ReturnInterview.objects.held().get()
    assert [one.code for one in Dismissal.objects.about([talk])] == ["safeguarding_explored"]
    asked = prompts(client, child, "interview", talk.pk)
    assert asked
    assert ("safeguarding_explored", "") not in asked
    assert not prompts(signed_in(manager), child, "interview", talk.pk)  # who only reads it


def moment(name, when):
    when = timezone.localtime(when)
    return {
        f"{name}_day": when.day,
        f"{name}_month": when.month,
        f"{name}_year": when.year,
        f"{name}_time": f"{when:%H:%M}",
    }


def test_a_letter_is_read_a_paragraph_at_a_time(signed_in, worker, child):
    template = LetterTemplate.objects.get(code="childs-own-letter", authority=None)
    letter = Letter.on_file_of(
        child,
        worker,
        template=template,
        title="For Ruby",
        text=(
            "# In accordance with procedure\n\nWe will meet on Monday at school.\n\n"
            "Pursuant to the aforementioned, professionals will facilitate engagement with CAMHS."
            "\n\n> I like the CAMHS lady very much indeed."
        ),
    )
    letter.save()
    address = reverse("letter-edit", args=[child.pk, letter.pk])
    found = signed_in(worker).get(address).context["form"].thoughts("text")
    assert [(one.code, one.words) for one in found.prompts] == [
        ("plain_language", "Pursuant to the aforementioned, professionals will facilitate")
    ]
    [word] = found.words
    assert letter.text[word.start :].startswith("CAMHS")
    draft = signed_in(worker).get(reverse("letter", args=[child.pk, letter.pk]))
    assert [prompt.words for prompt, _ in draft.context["to_think"][0].prompts] == [
        found.prompts[0].words,
        "CAMHS",
    ]
    assert "To think about before you make it final" in draft.content.decode()
    assert "Reading age about" in draft.content.decode()
    typed = {
        "title": "For Ruby",
        "text": letter.text,
        "text-beside": "1",
        "text-aside": f"plain_language|wrong|{found.prompts[0].words}",
    }
    assert signed_in(worker).post(address, typed).status_code == 302
    assert Dismissal.objects.get().words == found.prompts[0].words


# Before a manager


@pytest.fixture
def sent(worker, plan):
    plan.submitted_at, plan.submitted_by = timezone.now(), worker
    plan.save()
    return plan


def test_a_manager_sees_what_was_put_aside_in_a_plan_and_why(
    signed_in, worker, manager, child, sent
):
    action = sent.needs.get().actions.get().action
    Dismissal.on_file_of(
        child,
        worker,
        record="actions.action",
        record_id=action.pk,
        field="what",
        kind="plan_action",
        code="measurable",
        reason=Reason.NOT_KNOWN,
    ).save()
    before = Plan.objects.values().get()
    said = page(signed_in(manager), "plan-authorise", child.pk, sent.pk)
    assert "Put aside while writing" in said
    assert "Say what anyone could see when it is done" in said
    assert "Nobody knows yet" in said
    assert str(worker) in said
    assert Plan.objects.values().get() == before
    assert "To think about" not in said


def test_a_manager_of_a_plan_with_nothing_put_aside_reads_no_more(signed_in, manager, child, sent):
    assert "Put aside" not in page(signed_in(manager), "plan-authorise", child.pk, sent.pk)


def test_a_manager_sees_what_was_put_aside_in_an_assessment(
    signed_in, worker, manager, child, assessment
):
    Assessment.objects.update(
        risk="There is a dog.", submitted_at=timezone.now(), submitted_by=worker
    )
    Dismissal.on_file_of(
        child,
        worker,
        record="assessments.assessment",
        record_id=assessment.pk,
        field="risk",
        kind="assessment_section",
        code="risk_analysis",
        reason=Reason.ELSEWHERE,
    ).save()
    said = page(signed_in(manager), "assessment-authorise", child.pk, assessment.pk)
    assert "Put aside while writing" in said
    assert "It is written somewhere else" in said


# Counted


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("service_manager", 200),
        ("administrator", 200),
        ("auditor", 200),
        ("social_worker", 403),
        ("team_manager", 403),
        ("inspector", 403),
        ("data_analyst", 403),
    ],
)
def test_those_who_oversee_quality_see_the_counts(signed_in, team, role, status):
    worker = WorkerFactory(team=team, role=role)
    assert signed_in(worker).get(reverse("put-aside")).status_code == status


def test_prompts_are_counted_by_reason_and_words_by_how_often(
    signed_in, service_manager, worker, child, django_assert_max_num_queries
):
    def aside(number, code, reason, words=""):
        Dismissal.on_file_of(
            child,
            worker,
            record="actions.action",
            record_id=number,
            field="what",
            kind="plan_action",
            code=code,
            reason=reason,
            words=words,
        ).save()

    aside(1, "timebound", "wrong")
    aside(2, "timebound", "wrong")
    aside(3, "timebound", "not_known")
    aside(3, "jargon", "known_word", "CAMHS")
    client = signed_in(service_manager)
    with django_assert_max_num_queries(2 + 8):
        context = client.get(reverse("put-aside")).context
    line = context["prompts"][0]
    assert (line["code"], line["total"]) == ("timebound", 3)
    assert line["reasons"] == [(2, "The prompt is wrong"), (1, "Nobody knows yet")]
    assert [(one["written"], one["number"]) for one in context["words"]] == [("CAMHS", 1)]


def test_another_council_is_not_counted(signed_in, service_manager, elsewhere, worker):
    other = ChildFactory(team=elsewhere.team)
    Dismissal.on_file_of(
        other,
        elsewhere,
        record="actions.action",
        record_id=1,
        field="what",
        kind="plan_action",
        code="timebound",
        reason="wrong",
    ).save()
    assert signed_in(service_manager).get(reverse("put-aside")).context["total"] == 0


@pytest.mark.parametrize("role", ["service_manager", "administrator", "auditor"])
def test_prompts_of_a_restricted_file_are_counted_only_for_those_who_may_read_it(
    signed_in, team, worker, role
):
    reader, hidden = WorkerFactory(team=team, role=role), ChildFactory(team=team, restricted=True)
    Dismissal.on_file_of(
        hidden,
        worker,
        record="actions.action",
        record_id=1,
        field="what",
        kind="plan_action",
        code="jargon",
        words="CAMHS",
        reason="known_word",
    ).save()
    said = signed_in(reader).get(reverse("put-aside")).context
    assert (said["total"], said["prompts"], [*said["words"]]) == (0, [], [])
    FileGrantFactory(child=hidden, worker=reader)
    opened = int(role != "administrator")
    assert signed_in(reader).get(reverse("put-aside")).context["total"] == opened


def test_every_kind_that_is_checked_has_words_for_its_page():
    assert set(KINDS) == set(KIND_WORDS)
