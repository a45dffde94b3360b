"""A census again, a newer one and an older one: what people wrote or decided here stands."""

from datetime import date
from io import BytesIO

import pytest

from assessments.models import Assessment
from casework.children.models import Child
from casework.conferences.models import Conference
from casework.plans.models import Plan
from casework.referrals.models import EpisodeOfNeed, Referral
from casework.returns.census import import_census
from casework.timescales.models import Deadline
from tests.factories import AuthorityFactory, ChildFactory, NeedFactory, TeamFactory, WorkerFactory
from tests.returns.files import (
    ASSESSMENT,
    CIN_PLAN,
    CP_PLAN,
    ENQUIRY,
    WORK,
    child,
    details,
    pupil_number,
    whole,
)
from tests.returns.files import census as file_of

pytestmark = pytest.mark.django_db

OPEN = ASSESSMENT.replace(
    "<AssessmentAuthorisationDate>2023-06-20</AssessmentAuthorisationDate>", ""
)
GOES_ON = "<ReferralNFA>0</ReferralNFA>"
CLOSED = "<CINclosureDate>2023-12-01</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>"


def census(*children, day="2024-03-31", lines=True):
    text = file_of(*children).getvalue().decode().replace("2024-03-31", day)
    return BytesIO((text if lines else text.replace("\n", "")).encode())


def kept(report) -> dict[str, tuple[str, str]]:
    """What was kept: by element, ours and what the file says."""
    return {one.element: (one.ours, one.theirs) for one in report.tally.kept}


def changed(model, **values):
    """As a person does it: their own change in the history."""
    record = model.objects.get()
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    return record


# What people wrote or decided here


def test_an_assessment_authorised_here_stays_so_with_its_factors_and_words():
    file = child("ABC1", details(OPEN + GOES_ON))
    import_census(census(file))
    manager = WorkerFactory()
    changed(
        Assessment,
        factors=["3B", "18A", "1A"],
        daily_life="Toast",
        outcome="cin_plan",
        authorised_on=date(2024, 5, 1),
        authorised_by=manager,
    )
    changed(EpisodeOfNeed, closed_on=date(2024, 6, 1), closure_reason="RC1")
    report = import_census(census(file))
    assessment = Assessment.objects.get()
    assert (assessment.authorised_on, assessment.factors) == (date(2024, 5, 1), ["3B", "18A", "1A"])
    assert assessment.daily_life == "Toast"
    assert not EpisodeOfNeed.objects.open().exists()
    assert report.tally.changed == {}
    assert kept(report) == {
        "AssessmentAuthorisationDate": ("2024-05-01", ""),
        "AssessmentFactors": ("3B, 18A, 1A", "3B, 18A"),
        "CINclosureDate": ("2024-06-01", ""),
        "ReasonForClosure": ("RC1", ""),
    }
    where = {one.element: one.record for one in report.tally.kept}
    assert where["AssessmentFactors"] == "CINdetails 1 of 2023-05-01, Assessments 1 of 2023-05-02"


@pytest.mark.parametrize(
    ("field", "value"),
    [("born_on", date(2015, 3, 28)), ("sex", "M"), ("ethnicity", "WIRI"), ("given_name", "Ruby")],
)
def test_an_identity_corrected_here_is_never_reverted(field, value):
    import_census(census(whole()))
    person = Child.objects.get().person
    setattr(person, field, value)
    person.save()
    report = import_census(census(whole(), day="2025-03-31"))
    assert getattr(Child.objects.get().person, field) == value
    assert report.tally.changed == {}
    assert len(report.tally.kept) == (field != "given_name")


def test_a_pupil_number_corrected_here_is_kept_and_no_reason_for_having_none_stands_beside_it():
    none = "<UPNunknown>UN3</UPNunknown>"
    import_census(census(child("ABC1", identifiers=none)))
    corrected = changed(Child, upn="H801200001001", upn_unknown="")
    report = import_census(census(child("ABC1", identifiers=none), day="2025-03-31"))
    corrected.refresh_from_db()
    assert (corrected.upn, corrected.upn_unknown) == ("H801200001001", "")
    assert kept(report) == {"UPNunknown": ("", "UN3")}


def test_what_a_person_changed_is_kept_and_the_rest_of_the_record_is_put_right():
    import_census(census(child("ABC1", details(OPEN + GOES_ON))))
    changed(Assessment, factors=["1A"])
    newer = OPEN.replace(">2023-05-12<", ">2023-05-15<")
    report = import_census(census(child("ABC1", details(newer + GOES_ON)), day="2025-03-31"))
    assessment = Assessment.objects.get()
    assert (assessment.factors, assessment.review_on) == (["1A"], date(2023, 5, 15))
    assert kept(report) == {"AssessmentFactors": ("1A", "3B, 18A")}


def test_what_a_person_changed_stays_theirs_after_a_file_changed_something_else():
    import_census(census(child("ABC1", details(OPEN + GOES_ON))))
    changed(Assessment, factors=["1A"])
    newer = OPEN.replace(">2023-05-12<", ">2023-05-15<")
    for _ in range(2):
        import_census(census(child("ABC1", details(newer + GOES_ON)), day="2025-03-31"))
    assert Assessment.objects.get().factors == ["1A"]


def test_a_newer_census_finishes_an_assessment_nobody_touched_here():
    import_census(census(child("ABC1", details(OPEN + GOES_ON))))
    report = import_census(census(child("ABC1", details(ASSESSMENT + GOES_ON)), day="2025-03-31"))
    assert Assessment.objects.get().authorised_on == date(2023, 6, 20)
    assert report.tally.kept == []


def test_a_census_does_not_authorise_what_someone_is_writing_here():
    import_census(census(child("ABC1", details(OPEN + GOES_ON))))
    changed(Assessment, daily_life="Toast")
    finished = child("ABC1", details(ASSESSMENT + GOES_ON, more=CLOSED))
    report = import_census(census(finished, day="2025-03-31"))
    assert Assessment.objects.get().authorised_on is None
    assert EpisodeOfNeed.objects.open().exists()
    assert kept(report)["AssessmentAuthorisationDate"] == ("", "2023-06-20")
    assert kept(report)["CINclosureDate"] == ("", "2023-12-01")


def test_a_census_does_not_end_a_plan_people_are_working_here():
    going = CIN_PLAN.replace("<CINPlanEndDate>2023-09-01</CINPlanEndDate>", "")
    import_census(census(child("ABC1", details(going + GOES_ON))))
    plan = Plan.objects.get()
    NeedFactory(plan=plan, child=plan.child)
    report = import_census(census(child("ABC1", details(CIN_PLAN + GOES_ON)), day="2025-03-31"))
    assert Plan.objects.open().exists()
    assert kept(report) == {"CINPlanEndDate": ("", "2023-09-01")}


def test_a_plan_ended_here_is_not_opened_again():
    import_census(census(child("ABC1", details(ENQUIRY + GOES_ON + CP_PLAN))))
    changed(Plan, ended_on=date(2024, 2, 1), end_because="conference")
    report = import_census(census(child("ABC1", details(ENQUIRY + GOES_ON + CP_PLAN))))
    assert not Plan.objects.open().exists()
    assert kept(report) == {"CPPendDate": ("2024-02-01", "")}


def test_an_authorised_assessment_is_locked_to_a_corrected_file_too():
    import_census(census(whole()))
    corrected = whole().replace(">2023-06-20<", ">2023-06-30<").replace(">3B<", ">4B<")
    report = import_census(census(corrected, day="2025-03-31"))
    assessment = Assessment.objects.get()
    assert (assessment.authorised_on, assessment.factors) == (date(2023, 6, 20), ["3B", "18A"])
    assert kept(report).keys() == {"AssessmentAuthorisationDate", "AssessmentFactors"}
    assert all("locked" in one.reason for one in report.tally.kept)


# Which census is newer


def test_an_older_census_never_overrides_a_newer_one():
    import_census(census(child("ABC1", details(ASSESSMENT + GOES_ON, more=CLOSED))))
    older = child("ABC1", details(OPEN + GOES_ON, received="2023-05-01")).replace("WBRI", "WIRI")
    report = import_census(census(older, day="2023-09-30"))
    assert Assessment.objects.get().authorised_on == date(2023, 6, 20)
    assert EpisodeOfNeed.objects.get().closed_on == date(2023, 12, 1)
    assert Child.objects.get().person.ethnicity == "WBRI"
    assert report.tally.changed == {}
    assert kept(report)["CINclosureDate"] == ("2023-12-01", "")
    assert "31 March 2024 is newer" in report.tally.kept[0].reason


def test_a_newer_census_that_says_the_same_is_not_overridden_by_one_between():
    import_census(census(whole(), day="2023-12-31"))
    import_census(census(whole(), day="2025-03-31"))
    import_census(census(whole().replace("WBRI", "WIRI"), day="2024-03-31"))
    assert Child.objects.get().person.ethnicity == "WBRI"


def test_an_older_census_still_brings_in_what_is_new():
    import_census(census(child("ABC1", details(received="2023-05-01"))))
    report = import_census(census(child("ABC1", details(received="2022-02-01")), day="2022-03-31"))
    assert Referral.objects.count() == 2
    assert report.tally.created["referrals"] == 1


@pytest.mark.parametrize("day", ["soon", "2023-02-30", "2099-01-01"])
def test_a_census_whose_day_is_wrong_is_taken_to_be_of_the_end_of_its_year(day):
    report = import_census(census(whole(), day=day))
    assert report.header.reference_on == date(2024, 3, 31)
    assert [one.element for one in report.refused] == ["ReferenceDate"]


def test_a_census_without_day_or_year_changes_nothing_a_dated_one_told_of():
    import_census(census(whole()))
    text = census(whole().replace("WBRI", "WIRI")).getvalue().decode()
    bare = text.replace("<ReferenceDate>2024-03-31</ReferenceDate>", "").replace(
        "<Year>2024</", "<Year></"
    )
    report = import_census(BytesIO(bare.encode()))
    assert Child.objects.get().person.ethnicity == "WBRI"
    assert kept(report) == {"Ethnicity": ("WBRI", "WIRI")}


# Which child, and which record


def without_lines(report):
    return [{**vars(one), "line": 0} for one in report.refused]


def test_two_children_under_one_identifier_are_both_refused_with_or_without_line_breaks():
    two = whole("ABC1"), child("ABC1", details(received="2023-12-01")), whole("ABC2")
    reports = [import_census(census(*two, lines=lines)) for lines in (True, False)]
    assert [one.local_id for one in Child.objects.all()] == ["ABC2"]
    assert without_lines(reports[0]) == without_lines(reports[1])
    identifiers = [one for one in reports[0].refused if one.element == "LAchildID"]
    assert [one.ordinal for one in identifiers] == [1, 2]
    assert "Children 1 and 2 of this file" in identifiers[0].reason
    left_out = [
        (one.ordinal, one.record) for one in reports[0].refused if one.element == "CINdetails"
    ]
    assert left_out == [(1, "CINdetails 1 of 2023-05-01"), (2, "CINdetails 1 of 2023-12-01")]


def test_a_file_of_which_no_child_was_taken_troubles_no_clock(on_commit, caplog):
    with on_commit():
        import_census(census(whole("ABC1"), whole("ABC1")))
    assert not Child.objects.exists()
    assert caplog.records == []


def test_equal_faults_on_one_line_are_each_told():
    bad = whole().replace(">18A<", ">3Z<").replace(">3B<", ">3Z<")
    for lines in (True, False):
        report = import_census(census(bad, lines=lines))
        assert [one.value for one in report.refused] == ["3Z", "3Z"]


def test_a_child_of_another_council_is_never_the_one_meant():
    other = TeamFactory(authority=AuthorityFactory(la_code="111"))
    theirs = ChildFactory(team=other, local_id="ABC1", upn="H801200001001")
    report = import_census(census(whole("ABC1")))
    assert report.tally.created["children"] == 1
    theirs.refresh_from_db()
    assert not theirs.referrals.exists()
    assert Child.objects.exclude(pk=theirs.pk).get().authority.la_code == "975"


# Clocks a census cannot open


def test_no_clock_runs_for_a_first_visit_or_core_group_a_census_cannot_carry(on_commit):
    going = CIN_PLAN.replace("<CINPlanEndDate>2023-09-01</CINPlanEndDate>", "")
    with on_commit():
        import_census(census(child("ABC1", details(ENQUIRY + going + GOES_ON + CP_PLAN))))
    codes = set(Deadline.objects.values_list("code", flat=True))
    assert not codes & {"cp_visit.first", "cin_visit.first", "core_group.first"}
    assert {"cp_review.first", "cp_review.next", "icpc.hold"} <= codes


def test_what_a_census_brings_is_signed_by_nobody():
    import_census(census(child("ABC1", details(WORK))))
    for model in (Referral, EpisodeOfNeed, Assessment, Plan, Conference):
        assert set(model.objects.values_list("recorded_by", flat=True)) == {None}


# Order, and capitals


@pytest.mark.parametrize(
    ("work", "element"),
    [
        (ASSESSMENT, "AssessmentActualStartDate"),
        (ENQUIRY, "S47ActualStartDate"),
        (CIN_PLAN, "CINPlanStartDate"),
        (CP_PLAN, "CPPstartDate"),
        ("<DateOfInitialCPC>2023-09-07</DateOfInitialCPC>", "DateOfInitialCPC"),
    ],
)
def test_work_before_its_referral_is_refused_whatever_it_is(work, element):
    report = import_census(census(child("ABC1", details(work + GOES_ON, received="2024-01-01"))))
    assert sum(report.tally.created.values()) == 3
    said = {one.element: one.reason for one in report.refused}
    assert said[element] == "It is before CINreferralDate, 2024-01-01"


def test_codes_in_lower_case_are_read_and_that_is_said():
    spoken = {">2A<": ">2a<", ">N1<": ">n1<", ">18A<": ">18a<", ">NEG<": ">neg<", ">H80": ">h80"}
    text = whole()
    for right, lower in spoken.items():
        text = text.replace(right, lower)
    report = import_census(census(text))
    assert report.refused == []
    assert Assessment.objects.get().factors == ["3B", "18A"]
    assert Child.objects.get().upn == "H801200001001"
    said = {one.value: one.reason for one in report.read_as}
    assert said["2a"] == "Read as 2A, as the list writes it"
    assert said.keys() == {"2a", "n1", "18a", "neg", "h801200001001"}
    assert report.as_json()["read_as"][0]["ordinal"] == 1


@pytest.mark.parametrize("restricted", [False, True])
def test_a_pupil_number_of_another_childs_file_is_reported_and_not_taken(restricted):
    import_census(census(child("ABC1")))
    theirs = changed(Child, restricted=restricted)
    taken = theirs.upn
    report = import_census(
        census(child("OK1"), child("XYZ9").replace(pupil_number("XYZ9"), taken), day="2025-03-31")
    )
    (refusal,) = report.refused
    told = (refusal.ordinal, refusal.child, refusal.element, refusal.value)
    assert told == (2, "XYZ9", "UPN", taken)
    assert refusal.line
    assert "ring" in refusal.reason
    assert (theirs.number in refusal.reason) is not restricted
    assert Child.objects.get(local_id="XYZ9").upn == ""
    assert Child.objects.get(local_id="OK1").upn == pupil_number("OK1")
    assert Child.objects.get(local_id="ABC1").upn == taken


def test_of_two_children_of_one_file_with_one_pupil_number_the_first_keeps_it():
    both = child("ABC1"), child("XYZ9").replace(pupil_number("XYZ9"), pupil_number("ABC1"))
    report = import_census(census(*both))
    (refusal,) = report.refused
    assert refusal.reason.startswith("An earlier child of this file, ABC1")
    assert Child.objects.get(local_id="XYZ9").upn == ""
    again = import_census(census(*both))
    assert not again.tally.changed
