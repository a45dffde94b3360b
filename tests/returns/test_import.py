from datetime import date
from io import BytesIO

import pytest
from django.db import connection

from assessments.models import Assessment, Section47
from casework.access.models import Worker
from casework.children.models import Child
from casework.conferences.models import Conference
from casework.plans.models import Plan
from casework.referrals.models import EpisodeOfNeed, Referral
from casework.returns import census as engine
from casework.returns.census import import_census
from casework.timescales.models import Deadline
from tests.factories import AssessmentFactory, AuthorityFactory, ChildFactory, TeamFactory
from tests.returns.files import (
    ASSESSMENT,
    CIN_PLAN,
    CP_PLAN,
    ENQUIRY,
    WORK,
    census,
    child,
    details,
    reasons,
    whole,
)

pytestmark = pytest.mark.django_db

EVERY_MODULE = {
    "children",
    "referrals",
    "episodes",
    "assessments",
    "section_47s",
    "cin_plans",
    "cp_plans",
    "conferences",
    "reviews",
}


def written() -> int:
    """Rows written by this transaction so far, in any table, history included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"
        )
        return cursor.fetchone()[0]


# What a right file becomes


def test_every_module_of_a_right_file_is_loaded_and_nothing_refused():
    report = import_census(census(whole()))
    assert report.refused == []
    assert report.tally.created == dict.fromkeys(EVERY_MODULE, 1) == report.read


def test_an_assessment_keeps_its_dates_and_factors_withdrawn_ones_too():
    import_census(census(whole()))
    assessment = Assessment.objects.get()
    assert assessment.referral_received_on == date(2023, 5, 1)
    assert assessment.started_on == date(2023, 5, 2)
    assert assessment.review_on == date(2023, 5, 12)
    assert assessment.authorised_on == date(2023, 6, 20)
    assert assessment.factors == ["3B", "18A"]
    assert assessment.episode == EpisodeOfNeed.objects.get()


def test_a_conference_is_linked_to_its_enquiry_and_to_the_plan_it_made():
    import_census(census(whole()))
    conference = Conference.objects.initial().get()
    assert conference.section_47 == Section47.objects.get()
    assert conference.plan == Plan.objects.child_protection().get()
    assert (conference.decision, conference.category) == ("plan", "NEG")


def test_a_conference_that_made_no_plan_says_nothing_of_its_decision():
    import_census(census(child("ABC1", details(ENQUIRY + "<ReferralNFA>0</ReferralNFA>"))))
    conference = Conference.objects.get()
    assert (conference.plan, conference.decision) == (None, "")


@pytest.mark.parametrize(
    "reviews",
    [
        "<Reviews><CPPreviewDate>2023-11-30</CPPreviewDate><CPPreviewDate>2024-02-01</CPPreviewDate>"
        "</Reviews>",
        "<Reviews><CPPreviewDate>2023-11-30</CPPreviewDate></Reviews>"
        "<Reviews><CPPreviewDate>2024-02-01</CPPreviewDate></Reviews>",
    ],
)
def test_reviews_are_read_in_both_forms(reviews):
    plan = CP_PLAN.replace("<Reviews><CPPreviewDate>2023-11-30</CPPreviewDate></Reviews>", reviews)
    import_census(census(child("ABC1", details("<ReferralNFA>0</ReferralNFA>" + plan))))
    held = Conference.objects.review().order_by("held_on").values_list("held_on", flat=True)
    assert list(held) == [date(2023, 11, 30), date(2024, 2, 1)]


@pytest.mark.parametrize(
    ("said", "truth"), [("1", True), ("true", True), ("0", False), ("False", False)]
)
def test_booleans_are_read_in_both_forms(said, truth):
    enquiry = ENQUIRY.replace("Required>0<", f"Required>{said}<")
    import_census(census(child("ABC1", details(enquiry + "<ReferralNFA>0</ReferralNFA>"))))
    assert Section47.objects.get().conference_not_needed is truth


@pytest.mark.parametrize(
    ("tag", "said", "sex"),
    [
        ("Sex", "1", "M"),
        ("Sex", "2", "F"),
        ("Sex", "M", "M"),
        ("Sex", "U", "U"),
        ("GenderCurrent", "0", "U"),
        ("GenderCurrent", "9", "U"),
        ("GenderCurrent", "2", "F"),
    ],
)
def test_sex_is_read_in_old_codes_and_new(tag, said, sex):
    import_census(census(child("ABC1", details(), identifiers=f"<{tag}>{said}</{tag}>")))
    assert Child.objects.get().person.sex == sex


def test_an_unborn_child_has_an_expected_date_and_no_sex():
    born = "<ExpectedPersonBirthDate>2024-05-01</ExpectedPersonBirthDate><Sex>M</Sex>"
    report = import_census(census(child("ABC1", details(), identifiers=born)))
    person = Child.objects.get().person
    assert (person.unborn, person.sex) == (True, "U")
    assert reasons(report) == {"Sex": "Until a child is born their sex is not known"}


def test_a_file_with_a_namespace_is_read_the_same():
    text = census(whole()).getvalue().replace(b"<Message>", b'<Message xmlns="urn:cin">')
    assert import_census(BytesIO(text)).tally.created == dict.fromkeys(EVERY_MODULE, 1)


def test_two_open_episodes_are_loaded_as_the_file_has_them():
    two = details(received="2023-05-01"), details(received="2023-06-01")
    import_census(census(child("ABC1", *two)))
    assert EpisodeOfNeed.objects.open().count() == 2


def test_two_referrals_on_the_same_day_are_two_also_the_second_time():
    file = child("ABC1", details(), details(WORK))
    import_census(census(file))
    again = import_census(census(file))
    assert Referral.objects.count() == 2
    assert (again.tally.created, again.tally.changed) == ({}, {})


# Referrals with no further action


def test_no_further_action_with_nothing_else_is_a_referral_and_no_episode():
    report = import_census(census(child("ABC1", details("<ReferralNFA>1</ReferralNFA>"))))
    assert Referral.objects.get().decision == "no_action"
    assert not EpisodeOfNeed.objects.exists()
    assert report.read["episodes"] == 0


def test_no_further_action_with_work_is_closed_on_its_last_day():
    work = ASSESSMENT + CIN_PLAN + "<ReferralNFA>true</ReferralNFA>"
    import_census(census(child("ABC1", details(work))))
    assert EpisodeOfNeed.objects.get().closed_on == date(2023, 9, 1)


def test_where_a_file_does_not_say_work_means_the_referral_was_accepted():
    report = import_census(census(child("ABC1", details(ASSESSMENT)), child("ABC2", details(""))))
    assert EpisodeOfNeed.objects.get().child.local_id == "ABC1"
    assert [r.reason for r in report.refused] == ["It is missing", "It is missing"]


def test_the_decision_clock_does_not_run_for_a_referral_of_a_census(on_commit):
    with on_commit():
        import_census(census(whole()))
    codes = set(Deadline.objects.values_list("code", flat=True))
    assert "referral.decision" not in codes
    assert {"assessment.complete", "icpc.hold", "cp_review.first", "cp_review.next"} <= codes


# What is not taken


@pytest.mark.parametrize(
    ("good", "bad", "element", "reason"),
    [
        (
            "<CPPstartDate>2023-09-07",
            "<CPPstartDate>2023-02-30",
            "CPPstartDate",
            "There is no such day in the calendar",
        ),
        (
            "<CPPstartDate>2023-09-07",
            "<CPPstartDate>07/09/2023",
            "CPPstartDate",
            "A date is written YYYY-MM-DD",
        ),
        (
            "<CPPstartDate>2023-09-07",
            "<CPPstartDate>0023-09-07",
            "CPPstartDate",
            "This day is too far away to be right",
        ),
        ("<CPPstartDate>2023-09-07", "<CPPstartDate>", "CPPstartDate", "It is empty"),
        ("<CPPstartDate>2023-09-07</CPPstartDate>", "", "CPPstartDate", "It is missing"),
        (
            "<InitialCategory",
            "<CPPendDate>2023-09-01</CPPendDate><InitialCategory",
            "CPPendDate",
            "It is before CPPstartDate, 2023-09-07",
        ),
    ],
)
def test_a_bad_key_or_date_refuses_its_module_and_what_hangs_on_it(good, bad, element, reason):
    report = import_census(census(whole().replace(good, bad)))
    assert not Plan.objects.child_protection().exists()
    assert not Conference.objects.review().exists()
    assert reasons(report)[element] == reason
    assert reasons(report)["CPPreviewDate"].startswith("It hangs on ChildProtectionPlans 1")
    assert Conference.objects.get().plan is None
    assert Assessment.objects.exists()
    assert Plan.objects.child_in_need().exists()


@pytest.mark.parametrize(
    ("good", "bad", "element"),
    [
        (">WBRI<", ">XXXX<", "Ethnicity"),
        (">2A<", ">99<", "ReferralSource"),
        (">N1<", ">N77<", "PrimaryNeedCode"),
        (">3B<", ">3Z<", "AssessmentFactors"),
        (">EMO<", ">BAD<", "LatestCategoryOfAbuse"),
        (">F<", ">X<", "Sex"),
        (">2023-05-12<", ">soon<", "AssessmentInternalReviewDate"),
        (">2023-09-12<", ">2023-09-31<", "InitialCPCtarget"),
        (">H801200001001<", ">Z801200001001<", "UPN"),
        (">2015-03-27<", ">2015-02-29<", "PersonBirthDate"),
        ("PreviousCPP>1<", "PreviousCPP>-1<", "NumberOfPreviousCPP"),
        ("CnotRequired>0<", "CnotRequired>maybe<", "ICPCnotRequired"),
    ],
)
def test_a_bad_optional_element_is_left_blank_and_reported(good, bad, element):
    report = import_census(census(whole().replace(good, bad)))
    assert [refusal.element for refusal in report.refused] == [element]
    assert report.refused[0].value in bad
    assert report.tally.created == dict.fromkeys(EVERY_MODULE, 1)


@pytest.mark.parametrize("local_id", ["", "ABC 1", "ABC-1", "A" * 21, "É1"])
def test_a_child_without_an_identifier_is_refused_whole_and_others_load(local_id):
    report = import_census(census(whole(local_id), whole("ABC2")))
    assert [one.local_id for one in Child.objects.all()] == ["ABC2"]
    assert report.tally.created == dict.fromkeys(EVERY_MODULE, 1)
    assert "LAchildID" in reasons(report)
    assert {r.reason for r in report.refused if r.element == "CINdetails"} == {
        "It hangs on Child 1, which was left out"
    }


def test_an_episode_that_ends_before_it_starts_is_refused_and_its_referral_stays():
    closed = "<CINclosureDate>2023-04-30</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>"
    report = import_census(census(child("ABC1", details(WORK, more=closed))))
    assert Referral.objects.count() == 1
    assert not EpisodeOfNeed.objects.exists()
    assert not Assessment.objects.exists()
    assert reasons(report)["CINclosureDate"] == "It is before CINreferralDate, 2023-05-01"


def test_an_assessment_before_its_referral_is_refused():
    report = import_census(census(child("ABC1", details(WORK, received="2023-05-03"))))
    assert not Assessment.objects.exists()
    assert reasons(report) == {
        "AssessmentActualStartDate": "It is before CINreferralDate, 2023-05-03"
    }


def test_a_reason_for_closure_without_a_date_is_left_out():
    odd = details(more="<ReasonForClosure>RC7</ReasonForClosure>")
    report = import_census(census(child("ABC1", odd)))
    assert EpisodeOfNeed.objects.open().get().closure_reason == ""
    assert "ReasonForClosure" in reasons(report)


def test_a_conference_given_at_both_levels_is_one_conference():
    both = details(WORK, more="<DateOfInitialCPC>2023-09-07</DateOfInitialCPC>")
    report = import_census(census(child("ABC1", both)))
    assert Conference.objects.initial().get().section_47 is not None
    assert "The Section47 gives this conference too" in reasons(report)["DateOfInitialCPC"]


def test_no_disability_beside_others_and_a_code_given_twice_are_reported():
    odd = "".join(f"<Disability>{code}</Disability>" for code in ("AUT", "NONE", "AUT", "LD"))
    told = child("ABC1", characteristics=f"<Disabilities>{odd}</Disabilities>")
    report = import_census(census(told))
    assert Child.objects.get().person.disabilities == ["AUT", "LD"]
    assert len(report.refused) == 2


def test_an_element_casework_does_not_read_is_reported_and_the_rest_loads():
    work = WORK + "<FamilyHelpPlan><FHStartDate>2023-06-01</FHStartDate></FamilyHelpPlan>"
    report = import_census(census(child("ABC1", details(work)), "<Adult/>"))
    assert [r.element for r in report.refused] == ["FamilyHelpPlan", "Adult"]
    assert report.tally.created == dict.fromkeys(EVERY_MODULE, 1)


def test_a_child_whom_the_database_will_not_take_is_left_out_alone(monkeypatch):
    authority = AuthorityFactory(la_code="975", name="Council 975")
    stands = ChildFactory(
        team=TeamFactory(authority=authority),
        local_id="ABC3",
        person__born_on=None,
        person__died_on=date(2014, 1, 1),
    )
    report = import_census(census(*(whole(f"ABC{n}") for n in range(6))))
    assert report.tally.created["referrals"] == 5
    assert not Referral.objects.filter(child=stands).exists()
    assert [r.child for r in report.refused] == ["ABC3"]
    assert "person died after birth" in report.refused[0].reason


# Again, and corrected


def test_the_same_file_again_writes_nothing_at_all(on_commit):
    with on_commit():
        first = import_census(census(whole("ABC1"), whole("ABC2")))
    before = written()
    assert before > 0
    with on_commit():
        again = import_census(census(whole("ABC1"), whole("ABC2")))
    assert written() == before
    assert (again.tally.created, again.tally.changed) == ({}, {})
    assert again.tally.unchanged == first.tally.created


def test_a_corrected_file_changes_what_differs_and_only_that():
    import_census(census(whole("ABC1"), whole("ABC2")))
    corrected = whole("ABC1").replace(">2023-05-12<", ">2023-05-15<").replace(">WBRI<", ">WIRI<")
    report = import_census(census(corrected, whole("ABC2")))
    assert report.tally.changed == {"children": 1, "assessments": 1}
    assert (report.tally.created, report.tally.kept) == ({}, [])
    child = Child.objects.get(local_id="ABC1")
    assert child.person.ethnicity == "WIRI"
    assert child.assessments.get().review_on == date(2023, 5, 15)
    assert Child.objects.get(local_id="ABC2").person.ethnicity == "WBRI"


def test_a_module_refused_once_is_loaded_when_it_is_put_right():
    import_census(census(whole().replace(">2023-08-21<", ">2023-08-32<")))
    report = import_census(census(whole()))
    assert report.tally.created == {"section_47s": 1, "conferences": 1}
    assert Conference.objects.initial().get().plan is not None


def test_an_episode_the_corrected_file_leaves_open_is_opened_again():
    closed = "<CINclosureDate>2023-12-01</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>"
    import_census(census(child("ABC1", details(more=closed))))
    import_census(census(child("ABC1", details())))
    episode = EpisodeOfNeed.objects.get()
    assert (episode.closed_on, episode.closure_reason) == (None, "")


def test_what_a_corrected_file_leaves_out_of_a_child_is_kept():
    import_census(census(whole()))
    report = import_census(census(child("ABC1", details(WORK), identifiers="")))
    kept = Child.objects.get()
    assert (kept.upn, kept.person.born_on) == ("H801200001001", date(2015, 3, 27))
    assert report.tally.changed == {}


def test_what_was_recorded_by_hand_is_never_overwritten():
    import_census(census(child("ABC1", details())))
    kept = Child.objects.get()
    AssessmentFactory(
        child=kept,
        referral_received_on=date(2023, 5, 1),
        started_on=date(2023, 5, 2),
        factors=["1A"],
    )
    report = import_census(
        census(child("ABC1", details(ASSESSMENT + "<ReferralNFA>0</ReferralNFA>")))
    )
    assert report.tally.unchanged["assessments"] == 1
    assert Assessment.objects.get().factors == ["1A"]


# Whose it is


def test_a_new_council_gets_a_team_and_a_manager_who_sees_its_children(client, on_commit):
    with on_commit():
        report = import_census(census(whole()))
    assert client.login(username="manager.975", password=report.account.password) is True
    manager = Worker.objects.get(username="manager.975")
    assert manager.authority.name == "Council 975"
    child = Child.objects.visible_to(manager).get()
    assert child.team.name == "Imported"
    assert "1 child. " in client.get("/service/").content.decode()
    assert child.number in client.get("/children/?whose=all").content.decode()
    assert client.get(child.get_absolute_url()).status_code == 200


def test_a_council_with_workers_gets_no_account():
    TeamFactory(authority=AuthorityFactory(la_code="975"), name="Front door")
    assert import_census(census(whole())).account is not None
    assert import_census(census(whole())).account is None


# How much it asks


@pytest.mark.parametrize("first_time", [True, False])
def test_the_number_of_queries_does_not_grow_with_the_children(
    django_assert_max_num_queries, first_time
):
    asked = []
    for number in (5, 50):
        file = census(*(whole(f"{number}X{n}") for n in range(number)))
        if not first_time:
            import_census(file)
        with django_assert_max_num_queries(60) as queries:
            import_census(file)
        asked.append(len(queries))
    assert asked[1] <= asked[0]


def test_children_are_written_in_batches(monkeypatch):
    monkeypatch.setattr(engine, "AT_ONCE", 2)
    report = import_census(census(*(whole(f"ABC{n}") for n in range(5))))
    assert report.tally.created == dict.fromkeys(EVERY_MODULE, 5)
