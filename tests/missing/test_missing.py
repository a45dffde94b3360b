from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.interface.words import LONDON
from casework.notices.models import Notice
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from missing.models import MissingEpisode, ReturnInterview
from tests.factories import MissingEpisodeFactory, ReturnInterviewFactory, WorkerFactory

HOUR = timedelta(hours=1)


def london(year, month, day, hour=0, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def typed(name, at):
    """An instant as a browser sends it."""
    return {
        f"{name}_day": at.day,
        f"{name}_month": at.month,
        f"{name}_year": at.year,
        f"{name}_time": f"{at:%H:%M}",
    }


def typed_day(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def away(child, went_at=None, returned_at=None, **facts):
    """A child who went, and came back where a time is given."""
    return MissingEpisodeFactory(
        child=child, went_at=went_at or london(2025, 10, 23, 18), returned_at=returned_at, **facts
    )


@pytest.fixture
def missing_now(child):
    return away(child, timezone.now() - 15 * HOUR - timedelta(minutes=50))


@pytest.fixture
def back(child):
    """Home at 10am on the Saturday before the clocks go back."""
    return away(child, returned_at=london(2025, 10, 25, 10))


# Going missing


def report(**changes):
    return {
        "kind": "M",
        "missing_from": "home",
        **typed("went_at", london(2025, 10, 23, 20, 20)),
        "circumstances": "Last seen at the bus station.",
        "risk": "high",
        "risk_reasons": "Only 6.",
        **typed("reported_at", london(2025, 10, 23, 20, 55)),
        "reported_by": "Fern House",
        "police_reference": "NM-2611-0388",
    } | changes


def add(client, child, **changes):
    return client.post(reverse("missing-add", args=[child.pk]), report(**changes))


def test_a_report_is_written_down(signed_in, worker, child):
    assert add(signed_in(worker), child).status_code == 302
    episode = MissingEpisode.objects.get()
    assert episode.went_at == london(2025, 10, 23, 20, 20)
    assert (episode.risk, episode.police_reference) == ("high", "NM-2611-0388")
    assert episode.recorded_by == worker


def test_a_child_is_missing_once_at_a_time(signed_in, worker, child):
    away(child)
    page = add(signed_in(worker), child).content.decode()
    assert "Ruby is already recorded as missing since 6pm on 23 October 2025" in page
    assert page.count("already recorded as missing") == 2


def test_times_away_do_not_overlap(signed_in, worker, child, back):
    page = add(signed_in(worker), child).content.decode()
    assert (
        "Ruby was missing from 6pm on 23 October 2025 to 10am on 25 October 2025: check the times"
        in page
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        away(child, london(2025, 10, 24, 1), london(2025, 10, 26, 1))


def test_a_time_away_before_one_already_written_down_is_told_with_its_return(
    signed_in, worker, child, back
):
    """Of September, written down after one of October."""
    earlier = typed("went_at", london(2025, 9, 3, 21)) | typed(
        "reported_at", london(2025, 9, 3, 22)
    )
    page = add(signed_in(worker), child, **earlier).content.decode()
    assert "Ruby was missing again from 6pm on 23 October 2025: say when they came back" in page
    assert MissingEpisode.objects.count() == 1
    returned = typed("returned_at", london(2025, 9, 4, 7)) | {"returned_where": "Home"}
    assert add(signed_in(worker), child, **earlier, **returned).status_code == 302
    assert MissingEpisode.objects.count() == 2
    late = typed("returned_at", london(2025, 10, 24, 7)) | {"returned_where": "Home"}
    page = add(signed_in(worker), child, **earlier, **late).content.decode()
    assert "check the times" in page
    assert MissingEpisode.objects.count() == 2


def test_a_child_who_was_back_before_it_was_written_down_is_not_told_of_as_missing(
    signed_in, worker, manager, child
):
    back = typed("returned_at", london(2025, 10, 24, 7)) | {"returned_where": "Home"}
    add(signed_in(worker), child, **back)
    assert MissingEpisode.objects.get().returned_at == london(2025, 10, 24, 7)
    assert not Notice.objects.filter(kind="missing").exists()


@pytest.mark.parametrize(
    ("returned", "says"),
    [
        ({"returned_where": "Home"}, "Say when the child came back"),
        (typed("returned_at", london(2025, 10, 24, 7)), "Say where the child arrived"),
        (
            typed("returned_at", london(2025, 10, 23, 7)) | {"returned_where": "Home"},
            "This is before the child went missing",
        ),
    ],
)
def test_what_a_return_lacks_is_said_beside_it(signed_in, worker, child, returned, says):
    assert says in add(signed_in(worker), child, **returned).content.decode()
    assert not MissingEpisode.objects.exists()


def test_a_child_can_go_again_the_moment_they_came_back(signed_in, worker, child, back):
    response = add(
        signed_in(worker),
        child,
        **typed("went_at", back.returned_at.astimezone(LONDON)),
        **typed("reported_at", london(2025, 10, 25, 11)),
    )
    assert response.status_code == 302


def test_police_are_told_after_the_child_went(signed_in, worker, child):
    page = add(signed_in(worker), child, **typed("reported_at", london(2025, 10, 23, 20, 19)))
    words = "The report to police is before the child went missing: check both times"
    assert words in page.content.decode()
    assert not MissingEpisode.objects.exists()


def test_a_child_cannot_go_missing_before_birth(signed_in, worker, child):
    page = add(signed_in(worker), child, **typed("went_at", london(2019, 3, 13, 8)))
    assert "Ruby was born on 14 March 2019: check the date" in page.content.decode()


# Coming back


def come_back(client, episode, on, at=""):
    data = {**typed_day("returned_on", on), "returned_on_time": at, "returned_where": "Home"}
    return client.post(reverse("missing-return", args=[episode.child_id, episode.pk]), data)


def test_a_return_is_written_down_to_the_minute(signed_in, worker, child):
    episode = away(child)
    come_back(signed_in(worker), episode, date(2025, 10, 25), "10am")
    episode.refresh_from_db()
    assert episode.returned_at == london(2025, 10, 25, 10)
    assert episode.returned_time_known


def test_where_only_the_day_is_known_72_hours_are_not_counted(signed_in, worker, child):
    episode = away(child)
    come_back(signed_in(worker), episode, date(2025, 10, 25))
    episode.refresh_from_db()
    assert (episode.returned_at, episode.returned_time_known) == (london(2025, 10, 25), False)
    sweep([child.pk])
    assert not Deadline.objects.get(code="rhi.complete").time_known
    page = signed_in(worker).get(reverse("missing", args=[child.pk])).content.decode()
    assert "Time not known: cannot count 72 hours" in page


def test_back_on_the_day_they_went_at_an_hour_nobody_knows(signed_in, worker, child):
    episode = away(child)
    assert come_back(signed_in(worker), episode, date(2025, 10, 23)).status_code == 302
    episode.refresh_from_db()
    assert episode.returned_at == episode.went_at
    assert not episode.returned_time_known


@pytest.mark.parametrize(
    ("on", "at", "words"),
    [
        (date(2025, 10, 23), "5.59pm", "She came back before going missing: check both times"),
        (date(2025, 10, 22), "", "She came back before going missing: check both times"),
        (
            date(2025, 10, 23),
            "6.30pm",
            "She came back before it was reported to police: check both times",
        ),
        (date(2025, 10, 25), "teatime", "Give a time such as 9.15am or 21:15"),
    ],
)
def test_times_out_of_order_are_said_plainly(signed_in, worker, child, on, at, words):
    episode = away(child, reported_at=london(2025, 10, 23, 19))
    page = come_back(signed_in(worker), episode, on, at).content.decode()
    assert words in page
    episode.refresh_from_db()
    assert episode.returned_at is None


def test_a_return_to_come_is_refused(signed_in, worker, missing_now):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = come_back(signed_in(worker), missing_now, tomorrow, "1am").content.decode()
    assert "The time the child came back must be today or earlier" in page


MOMENTS = st.datetimes(datetime(2025, 3, 1), datetime(2025, 11, 30)).map(
    lambda at: at.replace(second=0, microsecond=0)
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(went=MOMENTS, returned=MOMENTS, known=st.booleans())
def test_a_return_is_either_refused_in_words_or_kept_in_order(
    signed_in, worker, child, went, returned, known
):
    MissingEpisode.objects.all().delete()
    episode = away(child, went.replace(tzinfo=LONDON))
    at = f"{returned:%H:%M}" if known else ""
    response = come_back(signed_in(worker), episode, returned.date(), at)
    episode.refresh_from_db()
    if response.status_code == 302:
        assert episode.returned_at >= episode.went_at
        assert episode.returned_time_known is known
        assert episode.returned_at.astimezone(LONDON).date() == returned.date()
    else:
        assert episode.returned_at is None
        said = response.content.decode()
        refused = ("before going missing", "clocks went forward", "showed it twice")
        assert any(words in said for words in refused)
    if returned.date() > went.date():
        said = response.content.decode()
        skipped = "clocks went forward" in said or "showed it twice" in said
        assert response.status_code == 302 or skipped


# The offer, and the clocks


def clock(code):
    return Deadline.objects.get(code=code)


def offer(client, episode, at, **answer):
    url = reverse("interview-offer", args=[episode.child_id, episode.pk])
    return client.post(url, {**typed("offered_at", at), "answer": "", **answer})


@pytest.mark.parametrize(
    ("offered", "in_time"),
    [
        (london(2025, 10, 15, 0, 10), True),
        (london(2025, 10, 15, 23, 40), True),
        (london(2025, 10, 15, 23, 41), False),
    ],
)
def test_at_once_is_judged_by_the_time_that_passed_and_not_by_the_day(child, offered, in_time):
    """Back at 23.40 and offered at 00.10: half an hour."""
    interview = ReturnInterviewFactory(child=child, offered_at=offered)
    MissingEpisodeFactory(
        child=child,
        went_at=london(2025, 10, 14, 20),
        returned_at=london(2025, 10, 14, 23, 40),
        interview=interview,
    )
    sweep([child.pk])
    assert Deadline.objects.filter(code="rhi.offer").met_in_time().exists() is in_time


def test_the_childs_own_worker_is_never_marked_independent(signed_in, worker, manager, back):
    """Back on 25 October 2025."""
    child = back.child
    child.allocations.filter(worker=worker).update(started_on=date(2025, 10, 1))
    client = signed_in(worker)
    offer(client, back, london(2025, 10, 25, 12), answer="accepted")
    held = london(2025, 10, 26, 12)
    refused = talk(client, worker, [back], held, independent="yes")
    assert "own worker" in refused.context["form"].errors["independent"][0]
    assert talk(client, manager, [back], held, independent="yes").status_code == 302


def test_missing_joins_the_row_of_the_file_only_when_there_is_something(signed_in, worker, child):
    client = signed_in(worker)
    row = f'href="{reverse("missing", args=[child.pk])}"'
    assert row not in client.get(reverse("family", args=[child.pk])).content.decode()
    MissingEpisodeFactory(child=child)
    assert row in client.get(reverse("family", args=[child.pk])).content.decode()


def test_an_offer_stops_its_clock_at_the_moment_it_was_made(signed_in, worker, child, back):
    sweep([child.pk])
    assert clock("rhi.offer").met_at is None
    assert Deadline.objects.overdue().filter(code="rhi.offer").exists()
    offer(signed_in(worker), back, london(2025, 10, 25, 12))
    sweep([child.pk])
    assert clock("rhi.offer").met_at == london(2025, 10, 25, 12)
    assert clock("rhi.complete").met_at is None


def test_an_offer_can_be_made_at_the_moment_of_return_and_not_before(signed_in, worker, back):
    page = offer(signed_in(worker), back, london(2025, 10, 25, 9, 59)).content.decode()
    assert "The offer is before the child came back, at 10am on 25 October 2025" in page
    assert offer(signed_in(worker), back, london(2025, 10, 25, 10)).status_code == 302


def test_a_no_says_why_and_ends_the_clock_unmet(signed_in, worker, child, back):
    client, at = signed_in(worker), london(2025, 10, 25, 12)
    page = offer(client, back, at, answer="declined").content.decode()
    assert page.count("Say why the interview did not happen") == 2
    offer(client, back, at, answer="declined", not_held_because="“It’s nobody’s business.”")
    sweep([child.pk])
    assert clock("rhi.complete").lapsed_at == at
    page = client.get(reverse("missing", args=[child.pk])).content.decode()
    assert "Said no" in page
    assert "Ask their carer" in page


def test_an_answer_cannot_come_before_the_offer(signed_in, worker, back):
    page = offer(
        signed_in(worker),
        back,
        london(2025, 10, 25, 12),
        answer="accepted",
        **typed("answered_at", london(2025, 10, 25, 11, 59)),
    )
    assert "The answer is before the offer: check both times" in page.content.decode()


def talk(client, worker, episodes, held_at, **changes):
    data = {
        "about": [one.pk for one in episodes],
        **typed("held_at", held_at),
        "place": "At school",
        "own_words": "They cancelled Lexi again.",
        "independent": "no",
        "immediate_risk": "no",
        "interviewer": worker.pk,
        "next_steps": "",
    }
    return client.post(reverse("interview-add", args=[episodes[0].child_id]), data | changes)


@pytest.mark.parametrize(
    ("held_at", "in_time"),
    [(london(2025, 10, 28, 9, 0), True), (london(2025, 10, 28, 9, 1), False)],
)
def test_72_hours_run_through_the_night_the_clocks_go_back(
    signed_in, worker, child, back, held_at, in_time
):
    """10am summer time on the Saturday to 9am winter time on the Tuesday."""
    client = signed_in(worker)
    offer(client, back, london(2025, 10, 25, 12), answer="accepted")
    assert talk(client, worker, [back], held_at).status_code == 302
    sweep([child.pk])
    assert clock("rhi.complete").due_at == datetime(2025, 10, 28, 9, 0, tzinfo=UTC)
    assert Deadline.objects.met_in_time().filter(code="rhi.complete").exists() is in_time


# The interview


def test_the_childs_words_come_first_and_are_needed(signed_in, worker, back):
    client = signed_in(worker)
    offer(client, back, london(2025, 10, 25, 12))
    page = talk(client, worker, [back], london(2025, 10, 26, 14), own_words="").content.decode()
    assert "Write down what the child said, in their own words" in page
    fields = list(client.get(reverse("interview-add", args=[back.child_id])).context["form"].fields)
    assert fields[:2] == ["about", "own_words"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (typed("held_at", london(2025, 10, 25, 9)), "The talk is before the child came back"),
        (
            typed("held_at", london(2025, 10, 25, 11)),
            "The interview cannot be before it was offered",
        ),
        ({"immediate_risk": "yes"}, "Someone must act today: say who will do what"),
        ({"about": []}, "Choose at least one time away"),
    ],
)
def test_what_is_wrong_with_an_interview_is_said_plainly(signed_in, worker, back, changes, words):
    client = signed_in(worker)
    offer(client, back, london(2025, 10, 25, 12))
    page = talk(client, worker, [back], london(2025, 10, 26, 14), **changes).content.decode()
    assert words in page
    assert not ReturnInterview.objects.held().exists()


def test_one_conversation_answers_several_times_away_and_each_keeps_its_offer(
    signed_in, worker, child, back
):
    again = away(child, london(2025, 10, 26, 20), london(2025, 10, 27, 2))
    client = signed_in(worker)
    offer(client, back, london(2025, 10, 25, 12), answer="accepted")
    offer(client, again, london(2025, 10, 27, 10))
    assert talk(client, worker, [again, back], london(2025, 10, 28, 8)).status_code == 302
    sweep([child.pk])
    offers = dict(Deadline.objects.filter(code="rhi.offer").values_list("record_id", "met_at"))
    assert offers == {back.pk: london(2025, 10, 25, 12), again.pk: london(2025, 10, 27, 10)}
    held = Deadline.objects.filter(code="rhi.complete", met_at=london(2025, 10, 28, 8))
    assert set(held.values_list("record_id", flat=True)) == {back.pk, again.pk}
    conversation = ReturnInterview.objects.held().get()
    page = client.get(reverse("interview", args=[child.pk, conversation.pk])).content.decode()
    assert "They cancelled Lexi again." in page
    assert "26 October 2025" in page


def test_a_time_away_without_an_offer_is_asked_when_it_was_offered(signed_in, worker, child, back):
    client, held_at = signed_in(worker), london(2025, 10, 26, 14)
    page = talk(client, worker, [back], held_at).content.decode()
    assert "Say when the interview was offered" in page
    talk(client, worker, [back], held_at, **typed("offered_at", london(2025, 10, 25, 13)))
    interview = ReturnInterview.objects.get()
    assert interview.offered_at == london(2025, 10, 25, 13)
    assert interview.answer == "accepted"


def test_a_time_away_of_another_child_cannot_be_talked_about(signed_in, worker, child, back):
    from tests.factories import ChildFactory

    other = away(ChildFactory(team=child.team), returned_at=london(2025, 10, 25, 10))
    client = signed_in(worker)
    talk(
        client,
        worker,
        [back, other],
        london(2025, 10, 26, 14),
        **typed("offered_at", london(2025, 10, 25, 13)),
    )
    assert not ReturnInterview.objects.exists()
    for name in ("missing-return", "interview-offer"):
        assert client.get(reverse(name, args=[child.pk, other.pk])).status_code == 404


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"held_at": london(2026, 1, 6, 8)}, "The interview cannot be before it was offered"),
        ({"answer": "declined"}, "Say why the interview did not happen"),
        (
            {"held_at": london(2026, 1, 6, 10), "own_words": ""},
            "Write down what the child said, in their own words",
        ),
        ({"immediate_risk": True}, "Someone must act today: say who will do what"),
    ],
)
def test_the_database_refuses_what_the_form_does(child, facts, words):
    from django.core.exceptions import ValidationError

    interview = ReturnInterviewFactory.build(child=child, **{"own_words": "Words.", **facts})
    interview.authority_id = child.authority_id
    with pytest.raises(ValidationError) as refused:
        interview.full_clean()
    assert words in str(refused.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        interview.save()


# The banner and the pages


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0.5, "less than 1 hour"),
        (1, "1 hour"),
        (15.9, "15 hours"),
        (71.9, "71 hours"),
        (72, "3 days"),
        (97, "4 days"),
    ],
)
def test_the_banner_says_for_how_long_rounded_down(signed_in, worker, child, hours, said):
    away(child, timezone.now() - hours * HOUR - timedelta(seconds=5))
    page = signed_in(worker).get(reverse("missing", args=[child.pk]))
    assert page.context["banner"]["alerts"][0]["text"] == f"Missing now, {said}"


def test_a_child_who_is_back_has_no_alert(signed_in, worker, back):
    page = signed_in(worker).get(reverse("missing", args=[back.child_id]))
    assert page.context["banner"]["alerts"] == []


CHILD_PAGES = ["missing", "missing-add", "interview-add"]


@pytest.mark.parametrize("name", CHILD_PAGES)
def test_a_stranger_does_not_find_the_child(signed_in, stranger, elsewhere, back, name):
    for someone in (stranger, elsewhere):
        assert signed_in(someone).get(reverse(name, args=[back.child_id])).status_code == 404


@pytest.mark.parametrize("name", ["missing-return", "interview-offer"])
def test_a_stranger_does_not_find_a_time_away(signed_in, stranger, back, name):
    url = reverse(name, args=[back.child_id, back.pk])
    assert signed_in(stranger).get(url).status_code == 404


@pytest.mark.parametrize("name", CHILD_PAGES)
def test_a_restricted_child_is_not_found(signed_in, coordinator, restricted_child, name):
    away(restricted_child, returned_at=london(2025, 10, 25, 10))
    url = reverse(name, args=[restricted_child.pk])
    assert signed_in(coordinator).get(url).status_code == 404


@pytest.mark.parametrize("name", ["missing-add", "interview-add"])
def test_a_role_that_only_reads_may_not_write(signed_in, team, back, name):
    analyst = WorkerFactory(team=team, role="data_analyst")
    assert signed_in(analyst).get(reverse(name, args=[back.child_id])).status_code == 403


@pytest.mark.parametrize("name", ["missing", "missing-add", "interview-add"])
def test_a_page_takes_few_queries_whatever_the_history(
    signed_in, worker, child, django_assert_max_num_queries, name
):
    for day in range(1, 28):
        interview = ReturnInterviewFactory(child=child) if day % 2 else None
        away(child, london(2025, 9, day, 18), london(2025, 9, day, 23), interview=interview)
    sweep([child.pk])
    client = signed_in(worker)
    with django_assert_max_num_queries(15):  # 12, and the session, the worker and the look
        assert client.get(reverse(name, args=[child.pk])).status_code == 200


def test_the_newest_twenty_times_stand_first(signed_in, worker, child):
    for day in range(1, 28):
        away(child, london(2025, 9, day, 18), london(2025, 9, day, 23))
    client, url = signed_in(worker), reverse("missing", args=[child.pk])
    page = client.get(url).context
    assert len(page["lines"]) == 20
    rest = client.get(url, {"before": page["older"]}).context["lines"]
    assert [line["episode"].went_at.day for line in rest] == [7, 6, 5, 4, 3, 2, 1]


def test_a_morning_return_is_taken_at_its_own_clock(signed_in, worker, child):
    episode = away(child, london(2025, 7, 1, 22))
    come_back(signed_in(worker), episode, date(2025, 7, 2), "0630")
    episode.refresh_from_db()
    assert episode.returned_at == datetime.combine(date(2025, 7, 2), time(5, 30), tzinfo=UTC)


def test_what_becomes_known_is_added_while_the_child_is_missing(signed_in, worker, child):
    episode = away(child, london(2025, 10, 23, 20, 20))
    url = reverse("missing-edit", args=[child.pk, episode.pk])
    client = signed_in(worker)
    assert client.post(url, report(police_reference="NM-1")).status_code == 302
    episode.refresh_from_db()
    assert (episode.police_reference, episode.risk) == ("NM-1", "high")
    come_back(client, episode, date(2025, 10, 25), "10am")
    assert client.get(url).status_code == 404


def test_nothing_is_assumed_of_a_report_or_an_interview(signed_in, worker, child, back):
    client = signed_in(worker)
    form = client.get(reverse("missing-add", args=[child.pk])).context["form"]
    assert form["risk"].value() is None
    form = client.get(reverse("interview-add", args=[child.pk])).context["form"]
    assert form["independent"].value() is None
    assert form["immediate_risk"].value() is None
    assert list(form["about"].value()) == [back.pk]
