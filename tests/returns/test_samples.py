"""The two published files: what is in them, counted by other means, against what is on record."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from assessments.models import Assessment, Section47
from casework.children.models import Child
from casework.conferences.models import Conference
from casework.plans.models import Plan
from casework.referrals.models import EpisodeOfNeed, Referral
from casework.returns.census import import_census
from tests.returns.files import SAMPLES

pytestmark = pytest.mark.django_db

TODAY = "2026-11-23"


def load(name):
    with open(SAMPLES / name, "rb") as source:
        return import_census(source)


def on_record():
    return {
        "children": Child.objects.count(),
        "referrals": Referral.objects.count(),
        "episodes": EpisodeOfNeed.objects.count(),
        "assessments": Assessment.objects.count(),
        "section_47s": Section47.objects.count(),
        "cin_plans": Plan.objects.child_in_need().count(),
        "cp_plans": Plan.objects.child_protection().count(),
        "conferences": Conference.objects.initial().count(),
        "reviews": Conference.objects.review().count(),
    }


def came(*days):
    return all(day is None or day <= TODAY for day in days)


def test_the_2022_file_is_on_record_but_for_days_that_have_not_come():
    tree = ET.parse(SAMPLES / "fake_CIN_data.xml")
    children = list(tree.iter("Child"))
    tags = ("CINreferralDate", "CINclosureDate", "DateOfInitialCPC")
    every = [tuple(map(details.findtext, tags)) for details in tree.iter("CINdetails")]
    referrals = [one for one in every if came(one[0])]
    episodes = [one for one in referrals if came(one[1]) and (one[1] or one[2])]
    conferences = [one for one in episodes if one[2] and came(one[2])]
    report = load("fake_CIN_data.xml")
    assert len(children) == 332
    assert on_record() == {
        "children": len(children),
        "referrals": len(referrals),
        "episodes": len(episodes),
        "conferences": len(conferences),
        "assessments": 0,
        "section_47s": 0,
        "cin_plans": 0,
        "cp_plans": 0,
        "reviews": 0,
    }
    assert report.tally.created == +type(report.read)(on_record())
    assert report.read["referrals"] == len(every)
    assert report.read["conferences"] == sum(1 for one in every if one[2])


def test_no_referral_with_no_further_action_leaves_an_episode_open():
    load("fake_CIN_data.xml")
    assert not EpisodeOfNeed.objects.open().exists()
    assert set(Referral.objects.values_list("decision", flat=True)) == {"no_action"}


def test_the_2022_file_keeps_only_pupil_numbers_that_can_be_true():
    tree = ET.parse(SAMPLES / "fake_CIN_data.xml")
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"

    def fits(upn):
        return letters[sum(int(d) * n for n, d in enumerate(upn[1:], start=2)) % 23] == upn[0]

    upns = [element.text for element in tree.iter("UPN")]
    report = load("fake_CIN_data.xml")
    refused = [refusal.value for refusal in report.refused if refusal.element == "UPN"]
    assert sorted(refused) == sorted(upn for upn in upns if not fits(upn))
    assert Child.objects.exclude(upn="").count() == sum(map(fits, upns)) > 0


def test_the_older_codes_of_sex_are_read():
    tree = ET.parse(SAMPLES / "fake_CIN_data.xml")
    load("fake_CIN_data.xml")
    for codes, sex in ({"1"}, "M"), ({"2"}, "F"), ({"0", "9"}, "U"):
        said = [e.text for e in tree.iter("GenderCurrent") if e.text in codes]
        assert Child.objects.filter(person__sex=sex).count() == len(said) > 0


def test_the_2024_file_is_on_record_but_for_what_cannot_be_true():
    load("CIN_Census_2024.xml")
    assert on_record() == {
        "children": 1,
        "referrals": 1,
        "episodes": 1,
        "assessments": 0,
        "section_47s": 0,
        "cin_plans": 1,
        "cp_plans": 0,
        "conferences": 1,
        "reviews": 0,
    }


def test_what_of_the_2024_file_was_not_taken_and_why():
    first, second = (1, "DfEX0000001"), (2, "child_fails_assessments")
    assessment = "CINdetails 1 of 2022-10-06, Assessments 1 of 2028-04-28"
    details, whole = "CINdetails 1 of 2022-10-06", "It hangs on Child 2, which was left out"
    enquiry, plan = f"{details}, Section47 1 of 2022-06-02", "ChildProtectionPlans 1 of 2022-02-17"
    said = load("CIN_Census_2024.xml").refused
    assert [(one.line, (one.ordinal, one.child), one.record) for one in said] == [
        (21, first, ""),
        (22, first, ""),
        (23, first, ""),
        (42, first, assessment),
        (43, first, assessment),
        (46, first, assessment),
        (55, first, enquiry),
        (57, first, f"{enquiry}, DateOfInitialCPC 1 of 2022-06-17"),
        (62, first, f"{details}, {plan}"),
        (68, first, f"{details}, {plan}, CPPreviewDate 1 of 2023-02-15"),
        (75, second, ""),
        (86, second, "CINdetails 1 of 2024-10-24"),
        (92, second, "CINdetails 1 of 2024-10-24, Assessments 1 of 2023-12-25"),
        (95, second, "CINdetails 1 of 2024-10-24, Assessments 1 of 2023-12-25"),
    ]
    assert [(one.element, one.value, one.reason) for one in said] == [
        ("UPN", "A123456789123", "Its first letter should be P: something is mistyped"),
        ("FormerUPN", "X98765432123B", "Its first letter should be F: something is mistyped"),
        (
            "ChildIdentifiers",
            "PersonBirthDate",
            "These words stand outside any element: they were left out",
        ),
        ("AssessmentActualStartDate", "2028-04-28", "This day has not come yet"),
        (
            "AssessmentAuthorisationDate",
            "2020-09-19",
            "It is before AssessmentActualStartDate, 2028-04-28",
        ),
        ("AssessmentFactors", "RB", "This code is not in the list"),
        ("S47ActualStartDate", "2022-06-02", "It is before CINreferralDate, 2022-10-06"),
        (
            "DateOfInitialCPC",
            "2022-06-17",
            "It hangs on Section47 1 of 2022-06-02, which was left out",
        ),
        ("CPPstartDate", "2022-02-17", "It is before CINreferralDate, 2022-10-06"),
        ("CPPreviewDate", "2023-02-15", f"It hangs on {plan}, which was left out"),
        ("LAchildID", second[1], "An identifier holds letters and digits only"),
        ("CINdetails", "", whole),
        ("Assessments", "", whole),
        ("FactorsIdentifiedAtAssessment", "", "It is empty"),
    ]


def test_what_the_2024_file_says_of_its_first_child():
    load("CIN_Census_2024.xml")
    child = Child.objects.select_related("person").get()
    assert (child.local_id, child.upn, child.upn_unknown) == ("DfEX0000001", "", "UN3")
    person = child.person
    assert (person.born_on, person.sex, person.ethnicity) == (date(2015, 3, 27), "M", "WBRI")
    assert person.disabilities == ["HAND", "HEAR"]
    episode = child.episodeofneeds.get()
    assert (episode.started_on, episode.closed_on) == (date(2022, 10, 6), date(2023, 2, 27))
    assert (episode.closure_reason, episode.primary_need) == ("RC1", "N4")
    assert episode.referral.source == "1A"
    assert episode.referral.decided_on is None
    plan = episode.plans.child_in_need().get()
    assert (plan.started_on, plan.ended_on) == (date(2023, 1, 24), date(2023, 1, 26))
    assert child.conferences.get().held_on == date(2022, 12, 6)


def test_a_child_of_a_census_can_be_found_by_identifier():
    load("CIN_Census_2024.xml")
    assert Child.objects.matching("dfex0000001").get().name == "Child DfEX0000001"
