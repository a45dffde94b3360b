"""The pages of a programme: who plans it, who reads what of it, and what each page says."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audits.models import Audit, Programme
from audits.programmes import operations as programme_operations
from casework.access.models import Export
from tests.audits.conftest import boxes
from tests.factories import AllocationFactory, ChildFactory, ProgrammeFactory, WorkerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def children(worker):
    children = [ChildFactory(team=worker.team) for _ in range(6)]
    for child in children:
        AllocationFactory(child=child, worker=worker)
    return children


@pytest.fixture
def programme(authority, service_manager):
    return ProgrammeFactory(authority=authority, made_by=service_manager)


@pytest.fixture
def drawn(programme, children, auditor, service_manager):
    programme_operations.draw_sample(programme, service_manager)
    programme.refresh_from_db()
    return programme


@pytest.fixture
def plan(signed_in, service_manager, today):
    def post(query="", **answers):
        facts = {
            "title": "Neglect",
            "kind": "thematic",
            "question": "",
            "population": "worked_with",
            "sampling": "random",
            "numbers": "",
            "size": "4",
            "graded": "on",
            "readers": "1",
            "moderated_share": "20",
            **boxes("begins_on", today),
            **boxes("due_on", today + timedelta(days=20)),
            **answers,
        }
        return signed_in(service_manager).post(reverse("programme-add") + query, facts)

    return post


def errors(response):
    return {
        field: [message for problem in problems for message in problem.messages]
        for field, problems in response.context["form"].errors.as_data().items()
    }


def test_a_programme_is_planned_and_its_sample_drawn(plan, children, auditor, service_manager):
    response = plan(sections=["plan", "assessment"], moderator=service_manager.pk)
    programme = Programme.objects.get()
    assert response["Location"] == programme.get_absolute_url()
    assert (programme.edition, programme.made_by) == ("ilacs-2026", service_manager)
    assert (programme.sections, programme.blind) == (["plan", "assessment"], False)


def test_drawing_opens_the_files_and_says_so(
    programme, children, auditor, signed_in, service_manager
):
    client = signed_in(service_manager)
    before = client.get(programme.get_absolute_url())
    assert "6 children to sample from" in before.text
    after = client.post(reverse("programme-draw", args=[programme.pk]), follow=True)
    assert "3 children drawn, and each file opened to its auditor." in after.text
    assert Audit.objects.filter(programme=programme).count() == 3
    again = client.post(reverse("programme-draw", args=[programme.pk]), follow=True)
    assert "This sample has been drawn already." in again.text
    assert Audit.objects.filter(programme=programme).count() == 3


def test_two_readers_make_a_blind_round(plan):
    plan(readers="3")
    assert Programme.objects.get().blind is True


@pytest.mark.parametrize(
    ("answers", "field", "words"),
    [
        ({"title": ""}, "title", "Say what to call it"),
        ({"size": ""}, "size", "Say how many children"),
        ({"size": "0"}, "size", "Ensure this value is greater than or equal to 1."),
        ({"sampling": ""}, "sampling", "Say how the children are sampled"),
        ({"sampling": "stratified"}, "__all__", "Say which groups to draw within"),
        (
            {"sampling": "list"},
            "numbers",
            "Give the children’s numbers, such as C00042, one a line",
        ),
        (
            {"sampling": "list", "numbers": "C99999 Ruby"},
            "numbers",
            "No child you can see has the number C99999 and Ruby",
        ),
        ({"begins_on_day": ""}, "begins_on", "Give a day for “Begins on”"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(plan, answers, field, words):
    assert words in errors(plan(**answers))[field]
    assert not Programme.objects.exists()


def test_the_end_cannot_be_before_the_beginning(plan, today):
    response = plan(**boxes("begins_on", today + timedelta(days=21)))
    assert errors(response)["__all__"] == ["The date to finish by cannot be before it begins"]


def test_a_list_pasted_holds_only_children_one_may_know_of(plan, children, restricted_child):
    known = f"{children[0].number}, c{children[1].pk}\n"
    response = plan(sampling="list", numbers=known + restricted_child.number)
    assert errors(response)["numbers"] == [
        f"No child you can see has the number {restricted_child.number}"
    ]
    plan(sampling="list", numbers=known)
    programme = Programme.objects.get()
    assert (programme.sampling, programme.population) == ("list", "list")
    assert programme.given == [children[0].pk, children[1].pk]


def test_the_list_behind_a_figure_is_asked_again_and_drawn_from(
    plan, children, auditor, restricted_child, signed_in, service_manager
):
    from tests.factories import PlanFactory

    for child in (*children[:4], restricted_child):
        PlanFactory(child=child, kind="protection", started_on=timezone.localdate())
    client = signed_in(service_manager)
    behind = client.get(reverse("figure-behind", args=["cp_plan.again"]))
    link = next(url for label, url in behind.context["onward"])
    assert "Audit a sample of these" in behind.text
    page = client.get(link)
    listed = page.context["form"].listed
    assert listed.children == [child.pk for child in children[:4]]
    assert "Sampled from this list:" in page.text
    plan(figure=page.context["form"].initial["figure"], size="2")
    programme = Programme.objects.get()
    assert programme.given == [child.pk for child in children[:4]]
    assert programme.given_from == listed.title
    audits = programme_operations.draw_sample(programme, service_manager)
    assert audits[0].chosen_because == "On the list given for “Neglect”"
    assert {audit.child for audit in audits} <= set(children[:4])


def test_a_list_that_is_no_figures_is_refused(plan):
    for figure in ("/children/", "/figures/none/behind/", "https://elsewhere.example/x"):
        assert "cannot be asked again" in errors(plan(figure=figure))["__all__"][0]


def test_a_drawn_programme_stays_as_it_is(drawn, signed_in, service_manager):
    client = signed_in(service_manager)
    assert client.get(reverse("programme-change", args=[drawn.pk])).status_code == 403


def test_a_programme_is_changed_until_it_is_drawn(programme, signed_in, service_manager):
    page = signed_in(service_manager).get(reverse("programme-change", args=[programme.pk]))
    assert page.context["form"].initial["title"] == programme.title


def test_drawn_again_the_same_children_come_out(drawn, signed_in, service_manager):
    page = signed_in(service_manager).get(reverse("programme-proof", args=[drawn.pk]))
    assert page.context["same"] is True
    assert "the same 3 children come out" in page.text
    assert page.context["digest"] in page.text
    assert drawn.seed in page.text


def test_a_sample_that_was_meddled_with_is_found_out(drawn, signed_in, service_manager):
    drawn.seed = "0000"
    drawn.save()
    page = signed_in(service_manager).get(reverse("programme-proof", args=[drawn.pk]))
    frame = {number for number, _ in drawn.frame}
    audited = set(drawn.audits.values_list("child_id", flat=True))
    assert audited < frame
    assert page.context["same"] is (set(page_again(drawn)) == audited)
    Audit.objects.filter(programme=drawn).first().delete()
    page = signed_in(service_manager).get(reverse("programme-proof", args=[drawn.pk]))
    assert page.context["same"] is False
    assert "other children come out" in page.text


def page_again(programme):
    from audits.sampling import draw

    return draw(list(map(tuple, programme.frame)), programme.size, programme.seed)


def test_the_frame_is_taken_away_for_the_children_one_may_know_of(
    drawn, children, signed_in, service_manager
):
    children[0].restricted = True
    children[0].save()
    url = reverse("programme-proof", args=[drawn.pk])
    answer = signed_in(service_manager).get(url + "?as=csv")
    text = b"".join(answer.streaming_content).decode()
    assert text.count("\n") == 1 + 5
    assert children[0].number not in text
    assert Export.objects.get().title == "Frame of an audit programme"


def test_an_auditor_reads_their_own_part_and_changes_nothing(
    drawn, auditor, signed_in, service_manager
):
    other = WorkerFactory(team=None, authority=auditor.authority, role="auditor", first_name="Tom")
    first, *rest = Audit.objects.filter(programme=drawn)
    Audit.objects.filter(pk=first.pk).update(auditor=other)
    client = signed_in(auditor)
    assert [line["programme"] for line in client.get(reverse("programmes")).context["lines"]] == [
        drawn
    ]
    page = client.get(drawn.get_absolute_url())
    assert {audit.pk for audit in page.context["audits"]} == {audit.pk for audit in rest}
    assert "Change" not in page.text
    for name in ("programme-change", "programme-draw"):
        assert client.post(reverse(name, args=[drawn.pk])).status_code == 403
    url = reverse("programme-auditor", args=[drawn.pk, rest[0].pk])
    assert client.get(url).status_code == 403
    assert client.get(reverse("programme-add")).status_code == 403


def test_a_programme_whose_files_have_closed_to_its_auditor_says_so(drawn, auditor, signed_in):
    auditor.grants.update(until=timezone.localdate() - timedelta(days=1))
    assert "None open to you" in signed_in(auditor).get(reverse("programmes")).text


def test_a_programme_one_has_no_part_in_is_not_there(drawn, programme, signed_in, team):
    someone = WorkerFactory(team=None, authority=team.authority, role="auditor")
    client = signed_in(someone)
    assert client.get(reverse("programmes")).context["lines"] == []
    for name in ("programme", "programme-proof"):
        assert client.get(reverse(name, args=[drawn.pk])).status_code == 404


def test_another_council_finds_nothing(drawn, elsewhere, signed_in):
    client = signed_in(elsewhere)
    for name in ("programme", "programme-proof", "programme-change"):
        assert client.get(reverse(name, args=[drawn.pk])).status_code == 404
    assert client.post(reverse("programme-draw", args=[drawn.pk])).status_code == 404
    assert client.get(reverse("programmes")).context["lines"] == []


@pytest.mark.parametrize("role", ["social_worker", "inspector", "administrator", "data_analyst"])
def test_who_audits_nothing_opens_no_programme(drawn, signed_in, team, role):
    client = signed_in(WorkerFactory(team=team, role=role))
    for url in (reverse("programmes"), drawn.get_absolute_url(), reverse("programme-add")):
        assert client.get(url).status_code == 403


def test_a_programme_not_drawn_has_no_proof(programme, signed_in, service_manager):
    url = reverse("programme-proof", args=[programme.pk])
    assert signed_in(service_manager).get(url).status_code == 404


@pytest.mark.parametrize("number", [1, 15])
def test_pages_take_few_queries_however_many_audits(
    programme, worker, auditor, service_manager, signed_in, number, django_assert_max_num_queries
):
    for _ in range(number):
        AllocationFactory(child=ChildFactory(team=worker.team), worker=worker)
    programme.size = number
    programme.save()
    client = signed_in(service_manager)
    with django_assert_max_num_queries(8 + 2):
        assert client.get(programme.get_absolute_url()).status_code == 200
    programme_operations.draw_sample(programme, service_manager)
    for url in (
        reverse("programmes"),
        programme.get_absolute_url(),
        reverse("programme-proof", args=[programme.pk]),
    ):
        with django_assert_max_num_queries(8 + 2):  # the session, and who is signed in
            assert client.get(url).status_code == 200
