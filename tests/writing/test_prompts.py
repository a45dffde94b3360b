"""Prompts beside a text: what is asked, what fields answer, and what is put aside."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from casework.actions.models import Action
from casework.children.models import Draft
from casework.writing.models import Dismissal
from casework.writing.prompts.models import Reason
from casework.writing.prompts.prompts import Aside, Beside, answers, joined, thoughts
from tests.factories import FileGrantFactory, NeedFactory, PlanFactory, WorkerFactory

UNDATED = "Kirsty to put Ruby to bed in her own room every night so that she sleeps"
HARD = "Kirsty to attend CAMHS with Ruby by 6 January, so that Ruby sleeps"
CHECK = "/writing/check/"
READS = ("SELECT", "EXECUTE kept_")
PLAN = Beside("plan_action")


def codes(found):
    return [one.code for one in found.prompts]


def test_an_end_in_the_text_or_in_a_field_is_not_asked_for():
    assert "timebound" in codes(thoughts("what", PLAN, UNDATED))
    assert "timebound" not in codes(thoughts("what", PLAN, f"{UNDATED} by 6 January"))
    answered = thoughts("what", PLAN, UNDATED, answered=["timebound"])
    assert "timebound" not in codes(answered)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("before the review", True),
        ("half-term", True),
        ("2027-01-06", True),
        ("", False),
        ("Ongoing", False),
        ("As required", False),
        ("when a place is available", False),
        ("When clinically appropriate", False),
        ("asap", False),
        ("TBC", False),
        ({"day": "6", "month": "", "year": ""}, True),
        ({"day": "", "month": ""}, False),
    ],
)
def test_a_field_answers_for_the_text_only_with_an_end(value, said):
    assert answers("timebound", value) is said


def test_an_owner_in_its_field_is_an_owner_whatever_it_says():
    assert answers("owner_named", "TBC Smith")


def test_what_a_section_asks_for_itself_is_asked_only_of_a_thin_answer():
    section = Beside("assessment_section", only=("lived_experience",), thin=("lived_experience",))
    thin = "Ruby was seen and appeared well at home."
    assert codes(thoughts("x", section, thin)) == ["lived_experience"]
    assert codes(thoughts("x", section, f"{thin} {thin} {thin}")) == []


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        (
            (
                "Dean comes to the house again",
                "Call 999. Ruby goes to nan’s that night",
                "Kirsty",
                "That day",
            ),
            False,
        ),
        (
            (
                "Need 1 is not at 5 by the review on 6 January",
                "Ask the legal planning panel whether to begin pre-proceedings",
                "Helen Cartwright",
                "By 13 January",
            ),
            False,
        ),
        (("Concerns escalate", "Consider next steps", "Professionals", "As needed"), True),
        (("If things get worse", "Review the plan", "The core group", "When needed"), True),
        (("Concerns escalate", "Consider next steps", "", ""), False),
    ],
)
def test_what_happens_if_is_read_as_one_text_once_all_of_it_is_there(texts, asked):
    text = joined("plan_contingency", list(texts))
    assert bool(thoughts("step", Beside("plan_contingency"), text).prompts) is asked


def test_at_most_three_things_are_asked_and_the_surest_first():
    found = thoughts(
        "x", Beside("assessment_section"), "It is a nice day and the house was tidy today."
    )
    assert len(found.prompts) == 3
    short = thoughts("what", PLAN, "Support will be offered to them as needed.")
    assert codes(short)[0] == "timebound"


def test_nothing_is_asked_of_a_text_that_has_only_begun():
    assert not thoughts("what", PLAN, "Kirsty to put").any
    assert not thoughts("what", PLAN, "").any


def test_a_hard_word_comes_with_where_it_stands_and_what_it_means():
    [word] = thoughts("what", PLAN, f"🙂 {HARD}").words
    assert (word.words, word.start) == ("CAMHS", HARD.index("CAMHS") + 2)
    assert "mental health" in word.meaning
    assert word.explained.startswith("CAMHS (")


def test_a_word_explained_as_we_offer_it_is_not_asked_again():
    for text in (HARD, "Ruby has ASD and needs a quiet room by 6 January with Kirsty"):
        [word] = thoughts("what", PLAN, text).words
        said = text.replace(word.words, word.explained)
        assert not thoughts("what", PLAN, said).words


def test_what_was_put_aside_is_not_asked_again_when_the_text_changes():
    aside = [Aside("timebound", "", "not_known"), Aside("jargon", "CAMHS", "known_word")]
    for text in (UNDATED, f"{UNDATED}. CAMHS has been asked to help Kirsty with this."):
        found = thoughts("what", PLAN, text, asides=aside)
        assert "timebound" not in codes(found)
        assert not found.words
        assert len(found.asides) == 2


@pytest.mark.parametrize("value", ["", "timebound", "timebound|", "|not_known|"])
def test_what_no_page_of_ours_sends_puts_nothing_aside(value):
    assert Aside.read(value) is None


def test_an_aside_reads_as_it_is_sent():
    aside = Aside("jargon", "step up | down", "wrong")
    assert Aside.read(aside.value) == aside


# The answer while it is written


def asked(**more):
    return {"kind": "plan_action", "name": "a0-what", "text": UNDATED, **more}


@pytest.mark.django_db
def test_a_worker_is_answered_with_a_piece_of_the_page(signed_in, worker):
    said = signed_in(worker).post(CHECK, asked()).content.decode()
    assert "Say by which date" in said
    assert "Not needed here" in said
    assert 'name="a0-what-aside-timebound-1"' in said
    assert "<html" not in said


@pytest.mark.django_db
def test_a_field_beside_it_answers(signed_in, worker):
    said = (
        signed_in(worker)
        .post(CHECK, asked(**{"answers-timebound": "before the review"}))
        .content.decode()
    )
    assert "Say by which date" not in said


@pytest.mark.django_db
def test_the_text_is_kept_nowhere(signed_in, worker, caplog, django_assert_max_num_queries):
    client = signed_in(worker)
    sessions = list(Session.objects.values_list("session_data", flat=True))
    cache.clear()  # and so the council's own words are asked for: two queries
    with caplog.at_level("DEBUG"), django_assert_max_num_queries(3 + 2) as done:
        answer = client.post(CHECK, asked())
    assert UNDATED not in answer.content.decode()
    assert not [query for query in done.captured_queries if not query["sql"].startswith(READS)]
    assert "her own room" not in caplog.text
    assert list(Session.objects.values_list("session_data", flat=True)) == sessions
    assert not Draft.objects.exists()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("social_worker", 200),
        ("team_manager", 200),
        ("auditor", 200),
        ("administrator", 403),
        ("inspector", 403),
        ("data_analyst", 403),
    ],
)
def test_only_those_who_write_are_answered(signed_in, team, role, status):
    worker = WorkerFactory(team=team, role=role)
    assert signed_in(worker).post(CHECK, asked()).status_code == status


@pytest.mark.django_db
def test_nobody_is_answered_who_is_not_signed_in(client):
    assert client.post(CHECK, asked()).status_code == 302


@pytest.mark.django_db
def test_the_answer_wants_the_pages_own_token(worker):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(worker)
    assert client.post(CHECK, asked()).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("more", [{"kind": "poem"}, {"name": ""}, {"name": "x" * 101}])
def test_what_no_page_of_ours_asks_is_refused(signed_in, worker, more):
    assert signed_in(worker).post(CHECK, asked(**more)).status_code == 400


@pytest.mark.django_db
def test_what_was_typed_is_shown_as_text_and_never_as_a_page(signed_in, worker):
    text = 'The <b>CAMHS</b> "><script>alert(1)</script> PQX<img src=x> will be asked'
    name = '"><script>alert(2)</script>'
    said = signed_in(worker).post(CHECK, asked(text=text, name=name)).content.decode()
    assert "<script" not in said
    assert "<img" not in said


# Kept with the record


@pytest.fixture
def need(child):
    return NeedFactory(child=child, plan=PlanFactory(child=child))


@pytest.fixture
def address(child, need):
    return reverse("plan-action-add", args=[child.pk, need.pk])


def row(need, worker, **more):
    return {
        "a0-what": UNDATED,
        "a0-need": need.pk,
        "a0-owner": f"worker:{worker.pk}",
        "a0-due_event": "before the review",
        "a0-for_child": "on",
        "a0-what-beside": "1",
        **more,
    }


@pytest.mark.django_db
def test_what_was_put_aside_is_kept_with_the_record(signed_in, worker, address, need, child):
    aside = {"a0-what-aside": ["timebound|not_known|", "jargon|known_word|step up"]}
    assert signed_in(worker).post(address, row(need, worker, **aside)).status_code == 302
    kept = Dismissal.objects.order_by("code")
    assert [(one.code, one.words, one.reason) for one in kept] == [
        ("jargon", "step up", "known_word"),
        ("timebound", "", "not_known"),
    ]
    assert {one.recorded_by for one in kept} == {worker}
    action = Action.objects.get()
    assert list(Dismissal.objects.about([action])) == list(kept.order_by("recorded_at", "pk"))
    assert Dismissal.pgh_event_models["insert"].objects.count() == 2


@pytest.mark.django_db
def test_a_reason_chosen_without_script_is_kept_too(signed_in, worker, address, need):
    chosen = {"a0-what-aside-child_focused-1": "child_focused|elsewhere|"}
    signed_in(worker).post(address, row(need, worker, **chosen))
    assert Dismissal.objects.get().reason == Reason.ELSEWHERE


@pytest.mark.django_db
def test_a_reason_of_someone_elses_making_is_not_kept(signed_in, worker, address, need):
    signed_in(worker).post(address, row(need, worker, **{"a0-what-aside": "timebound|because|"}))
    assert Action.objects.exists()
    assert not Dismissal.objects.exists()


@pytest.mark.django_db
def test_nothing_is_put_aside_where_the_record_is_not_saved(signed_in, worker, address, need):
    wrong = row(need, worker, **{"a0-what-aside": "timebound|not_known|", "a0-owner": ""})
    said = signed_in(worker).post(address, wrong).content.decode()
    assert not Dismissal.objects.exists()
    assert 'value="timebound|not_known|"' in said
    assert "Say by which date" in said  # named as put aside, with its reason
    assert "Nobody knows yet" in said


@pytest.mark.django_db
def test_prompts_never_stop_a_save(signed_in, worker, address, need):
    vague = row(need, worker, **{"a0-what": "Professionals to liaise re CSE and the TAF as needed"})
    assert signed_in(worker).post(address, vague).status_code == 302


@pytest.mark.django_db
def test_what_was_put_aside_comes_back_with_a_draft(signed_in, worker, address):
    client = signed_in(worker)
    token = client.get(address).context["draft"].token
    typed = {"a0-what": UNDATED, "a0-what-beside": "1", "a0-what-aside": "timebound|not_known|"}
    client.post(reverse("draft-keep"), {**typed, "cw-draft": token, "cw-draft-count": "1"})
    said = client.get(address).content.decode()
    ticked = 'checked name="a0-what-aside" value="timebound|not_known|"'
    assert ticked in " ".join(said.split())


@pytest.mark.django_db
def test_an_empty_form_asks_nothing_and_the_page_costs_no_query_for_it(
    signed_in, worker, address, django_assert_max_num_queries
):
    client = signed_in(worker)
    client.get(address)
    with django_assert_max_num_queries(26) as done:
        said = client.get(address).content.decode()
    assert "To think about" not in said
    assert not [one for one in done.captured_queries if "writing_dismissal" in one["sql"]]


@pytest.mark.django_db
def test_a_stranger_reads_nothing_that_was_put_aside(worker, stranger, child, team):
    Dismissal.on_file_of(
        child,
        worker,
        record="actions.action",
        record_id=1,
        field="what",
        kind="plan_action",
        code="timebound",
        reason=Reason.NOT_KNOWN,
    ).save()
    assert not Dismissal.objects.visible_to(stranger).exists()
    assert Dismissal.objects.visible_to(worker).exists()
    inspector = WorkerFactory(team=team, role="inspector")
    assert not Dismissal.objects.visible_to(inspector).exists()
    FileGrantFactory(child=child, worker=inspector, until=timezone.localdate())
    assert Dismissal.objects.visible_to(inspector).exists()


AWAY = [
    "I went to my dad's because I hadn't seen him since my birthday and no one would give me a"
    " straight answer about when I could",
    "contact got cancelled for the third time",
    "he got the train to darlington on his own with his birthday money and his dad met him at the"
    " station",
    "they had a chinese and watched the match and his dad rang mum at ten o'clock",
    "I asked him straight out was there any drinking or anyone else there or anything that scared"
    " him he said dad had two cans and it was fine nobody else came",
]


@pytest.mark.parametrize(
    ("next_steps", "asked"),
    [
        (
            "I'll take it to the review on the ninth that contact has to be a fixed day and I'm"
            " ringing the contact centre in the morning",
            [],
        ),
        ("NFA", ["actions_for_plan"]),
        ("", ["actions_for_plan"]),
    ],
)
def test_two_lines_of_what_happens_next_count_in_an_interview_however_long(next_steps, asked):
    fields = [*AWAY, next_steps]
    beside = Beside("rhi", only=("actions_for_plan",), reads=("a", "b"))
    to_think = thoughts("", beside, "\n".join(fields), fields=fields)
    assert [prompt.code for prompt in to_think.prompts] == asked
