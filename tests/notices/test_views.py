import pytest
from django.urls import reverse

from casework.notices.models import Notice
from casework.timescales.models import Deadline
from tests.factories import AssessmentFactory, ChildFactory


@pytest.fixture
def tell(child):
    def make(worker, on=child, **facts):
        notice = Notice.on_file_of(
            on, None, worker=worker, kind="overdue", about="Assessment authorised", **facts
        )
        notice.save()
        return notice

    return make


def test_what_is_new_stands_first_and_names_the_child_to_who_may_know(signed_in, worker, tell):
    tell(worker)
    page = signed_in(worker).get(reverse("notices"))
    assert [notice.worker for notice in page.context["unread"]] == [worker]
    assert "Ruby" in page.content.decode()


def test_a_notice_says_how_things_stand_now(signed_in, worker, child, tell, on_commit):
    with on_commit():
        AssessmentFactory(child=child, authorised=True)
    tell(worker, deadline=Deadline.objects.get(code="assessment.complete"))
    assert "Done 5 January" in signed_in(worker).get(reverse("notices")).content.decode()


def test_no_one_reads_anothers_notices(signed_in, worker, manager, tell):
    notice = tell(worker)
    client = signed_in(manager)
    assert client.get(reverse("notices")).context["unread"] == []
    assert client.post(reverse("notice-read", args=[notice.pk])).status_code == 404
    client.post(reverse("notices-read"), {"notice": notice.pk})
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_notice_is_marked_as_read(signed_in, worker, tell):
    notice = tell(worker)
    client = signed_in(worker)
    assert client.post(reverse("notice-read", args=[notice.pk])).url == reverse("notices")
    page = client.get(reverse("notices"))
    assert (page.context["unread"], page.context["read"]) == ([], [notice])


def test_marking_all_leaves_what_came_since(signed_in, worker, tell):
    first, second = tell(worker), tell(worker)
    signed_in(worker).post(reverse("notices-read"), {"notice": [first.pk, "x"]})
    assert list(Notice.objects.unread()) == [second]


def test_what_did_not_stand_on_the_page_is_not_marked(signed_in, worker, tell):
    made = [tell(worker) for _ in range(53)]
    client = signed_in(worker)
    page = client.get(reverse("notices"))
    assert "The newest 50 of 53 are here" in page.content.decode()
    shown = [notice.pk for notice in page.context["unread"]]
    client.post(reverse("notices-read"), {"notice": shown})
    assert set(Notice.objects.unread()) == set(made[:3])


def test_one_kind_can_be_read_alone(signed_in, worker, child, tell):
    tell(worker)
    Notice.on_file_of(child, None, worker=worker, kind="returned", about="A plan").save()
    client = signed_in(worker)
    page = client.get(reverse("notices"), {"kind": "returned"})
    assert [notice.kind for notice in page.context["unread"]] == ["returned"]
    assert [(count["label"], count["number"]) for count in page.context["counts"]] == [
        ("Overdue", 1),
        ("Sent back to you", 1),
    ]
    assert len(client.get(reverse("notices"), {"kind": "nonsense"}).context["unread"]) == 2


@pytest.fixture
def gone_up(worker, team):
    """The same duty, late for five children, and another for one of them."""
    made = [
        Notice.on_file_of(
            ChildFactory(team=team), None, worker=worker, kind="escalated", about="Visit made"
        )
        for _ in range(5)
    ]
    made.append(
        Notice.on_file_of(
            made[0].child, None, worker=worker, kind="escalated", about="Plan written"
        )
    )
    for notice in made:
        notice.save()
    return made


def test_many_of_one_duty_that_went_up_are_one_line_with_a_number(signed_in, manager, gone_up):
    Notice.objects.update(worker=manager)
    page = signed_in(manager).get(reverse("notices"))
    [line] = page.context["alike"]
    assert (line["about"], line["number"], line["children"]) == ("Visit made", 5, 5)
    assert [notice.about for notice in page.context["unread"]] == ["Plan written"]
    assert page.context["unread_notices"] == 2
    assert "5 children" in page.content.decode()


def test_every_one_of_them_is_a_press_away(signed_in, manager, gone_up):
    Notice.objects.update(worker=manager)
    page = signed_in(manager).get(reverse("notices"), {"kind": "escalated", "about": "Visit made"})
    assert {notice.pk for notice in page.context["unread"]} == {one.pk for one in gone_up[:5]}
    assert page.context["alike"] == []


def test_read_together_leaves_what_came_since_and_every_other_duty(signed_in, manager, gone_up):
    Notice.objects.update(worker=manager)
    client = signed_in(manager)
    [line] = client.get(reverse("notices")).context["alike"]
    since = Notice.on_file_of(
        gone_up[0].child, None, worker=manager, kind="escalated", about="Visit made"
    )
    since.save()
    client.post(reverse("notices-read"), {"together": line["together"]})
    assert set(Notice.objects.unread()) == {gone_up[5], since}
    for nonsense in ("nonsense", "2026-13-40T10:00:00+00:00", "2026-11-30T10:00:00", ""):
        client.post(reverse("notices-read"), {"together": f"{nonsense} Visit made"})
        assert set(Notice.objects.unread()) == {gone_up[5], since}


def test_what_is_late_for_the_worker_is_never_put_together(signed_in, worker, team, tell):
    for _ in range(6):
        tell(worker, on=ChildFactory(team=team))
    page = signed_in(worker).get(reverse("notices"))
    assert (len(page.context["unread"]), page.context["alike"]) == (6, [])
    assert page.context["unread_notices"] == 6


def test_reading_is_never_done_by_a_link(signed_in, worker, tell):
    notice = tell(worker)
    client = signed_in(worker)
    assert client.get(reverse("notice-read", args=[notice.pk])).status_code == 405
    assert client.get(reverse("notices-read")).status_code == 405


def test_the_header_counts_what_is_new(signed_in, worker, tell):
    tell(worker)
    assert signed_in(worker).get(reverse("notices")).context["unread_notices"] == 1


def test_a_child_no_longer_known_of_is_neither_shown_nor_counted(signed_in, worker, team, tell):
    other = ChildFactory(team=team)
    tell(worker, on=other)
    other.restricted = True
    other.save()
    page = signed_in(worker).get(reverse("notices"))
    assert page.context["unread"] == []
    assert page.context["unread_notices"] == 0


def test_an_administrator_has_no_notices(signed_in, worker):
    worker.role = "administrator"
    worker.save()
    client = signed_in(worker)
    assert client.get(reverse("notices")).status_code == 403
    assert "Notices" not in client.get(reverse("you")).content.decode()


@pytest.mark.parametrize("number", [1, 40])
def test_the_page_takes_few_queries_however_many_there_are(
    signed_in, worker, child, tell, number, django_assert_max_num_queries
):
    AssessmentFactory(child=child)
    for _ in range(number):
        tell(worker)
    client = signed_in(worker)
    with django_assert_max_num_queries(8 + 2):  # the session, and who is signed in
        assert client.get(reverse("notices")).status_code == 200
