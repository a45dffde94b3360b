"""The services a council has: who may add one, whom it is for, and what stays when it ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from casework.support.models import Service
from tests.factories import AuthorityFactory, ServiceFactory, WorkerFactory
from tests.html import squeezed as squeeze

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def day_of(name: str, day) -> dict:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def squeezed(answer) -> str:
    return squeeze(answer.content.decode())


def facts(**more) -> dict:
    return {
        "name": "Harbour counselling",
        "kind": "therapy",
        "provider": "Harbour",
        "needs": ["wellbeing", "bereavement"],
        "age_from": "5",
        "age_to": "17",
        "asks": "What does the child hope for?\n\nWho knows of this?",
        **day_of("starts_on", TODAY),
        **more,
    }


@pytest.fixture
def desk(signed_in, service_manager):
    return signed_in(service_manager)


def test_a_service_manager_adds_a_service_with_what_its_referral_asks(desk, authority):
    desk.post(reverse("service-add"), facts())
    service = Service.objects.get()
    assert service.authority == authority
    assert service.needs == ["wellbeing", "bereavement"]
    assert service.asks == ["What does the child hope for?", "Who knows of this?"]
    page = squeezed(desk.get(service.get_absolute_url()))
    assert "5 to 17" in page
    assert "Who knows of this?" in page


def test_an_administrator_adds_one_though_they_open_no_file(signed_in, team):
    desk = signed_in(WorkerFactory(team=team, role="administrator"))
    desk.post(reverse("service-add"), facts())
    assert Service.objects.count() == 1
    assert desk.get(reverse("services")).status_code == 200


@pytest.mark.parametrize("role", ["social_worker", "team_manager", "family_support", "inspector"])
@pytest.mark.parametrize("page", ["service-add", "service-edit", "service-end"])
def test_nobody_else_changes_what_services_there_are(signed_in, team, role, page):
    service = ServiceFactory(authority=team.authority)
    desk = signed_in(WorkerFactory(team=team, role=role))
    about = [] if page == "service-add" else [service.pk]
    assert desk.get(reverse(page, args=about)).status_code == 403
    assert desk.post(reverse(page, args=about), facts()).status_code == 403
    assert desk.get(reverse("services")).status_code == 200


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(desk):
    page = desk.post(
        reverse("service-add"), facts(needs=[], age_from="9", age_to="4", cost="12", cost_per="")
    )
    said = squeezed(page)
    assert "Say at least one need it answers" in said
    assert "The oldest age cannot be below the youngest" in said
    assert "Say what the cost is for" in said
    assert "Who knows of this?" in said
    assert not Service.objects.exists()


def test_a_service_of_another_council_is_not_found(desk):
    other = ServiceFactory(authority=AuthorityFactory(name="Elsewhere"))
    for page in ("service-record", "service-edit", "service-end"):
        assert desk.get(reverse(page, args=[other.pk])).status_code == 404


def test_it_takes_referrals_from_its_first_day_until_the_day_it_ends(desk, authority):
    service = ServiceFactory(authority=authority, starts_on=TODAY - timedelta(days=9))
    assert list(Service.objects.active()) == [service]
    end = {**day_of("ends_on", TODAY), "ended_because": "The grant ended"}
    desk.post(reverse("service-end", args=[service.pk]), end)
    assert not Service.objects.active().exists()
    assert list(Service.objects.on(TODAY - timedelta(days=1))) == [service]
    assert not Service.objects.on(TODAY - timedelta(days=10)).exists()
    assert "The grant ended" in squeezed(desk.get(service.get_absolute_url()))


def test_the_database_refuses_an_end_without_a_reason(authority):
    with pytest.raises(ValidationError, match="Say when it ended and why"):
        ServiceFactory.build(authority=authority, ends_on=TODAY).full_clean()


@pytest.mark.parametrize(
    ("age", "fits"), [(4, False), (5, True), (17, True), (18, False), (None, True)]
)
def test_a_service_is_for_the_ages_it_says(authority, age, fits):
    service = ServiceFactory(authority=authority, age_from=5, age_to=17)
    assert Service.objects.for_age(age).exists() is fits
    assert service.open_to(age) is fits


def test_the_list_is_asked_by_need_in_a_handful_of_queries(
    desk, authority, django_assert_max_num_queries
):
    for n in range(12):
        ServiceFactory(authority=authority, name=f"Service {n}", needs=["eating"])
    ServiceFactory(authority=authority, name="The other one", needs=["parenting"])
    desk.get(reverse("services"))
    with django_assert_max_num_queries(8):
        page = squeezed(desk.get(reverse("services") + "?need=eating"))
    assert "Service 11" in page
    assert "The other one" not in page


def test_the_api_gives_the_services_of_ones_own_council(signed_in, worker):
    service = ServiceFactory(authority=worker.authority, asks=["Why now?"])
    ServiceFactory(authority=AuthorityFactory(name="Elsewhere"))
    rows = signed_in(worker).get(reverse("service-help-list")).json()["results"]
    assert [row["id"] for row in rows] == [service.pk]
    assert rows[0]["asks"] == ["Why now?"]
    assert rows[0]["active"] is True


def test_its_history_keeps_what_stood_before(desk, authority):
    service = ServiceFactory(authority=authority, name="Before")
    desk.post(reverse("service-edit", args=[service.pk]), facts(name="After"))
    service.refresh_from_db()
    names = service.events.order_by("pgh_id").values_list("name", flat=True)
    assert list(names) == ["Before", "After"]
