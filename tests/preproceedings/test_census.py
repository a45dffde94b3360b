"""A generated year of families holds the rules of the census."""

from datetime import date, timedelta
from random import Random

import pytest
from django.test import TestCase
from django.urls import reverse

from casework.preproceedings.census import DATASET, bounds, elements, for_dataset, of_year
from casework.preproceedings.models import ChildPreProceedings, keep
from tests import factories as make

pytestmark = pytest.mark.django_db
YEAR = 2027
FIRST, LAST = bounds(YEAR)
DAYS = (
    "PPStartDate",
    "LBPSentDate",
    "InitialPPMeetingDate",
    "StepDecisionDate",
    "CourtAppDate",
    "LetterInitCPDate",
)


def family(chance: Random, team) -> ChildPreProceedings:
    """One family, begun some time from before the year to its last day."""
    start = FIRST + timedelta(days=chance.randint(-60, 364))
    row = make.ChildPreProceedingsFactory(child=make.ChildFactory(team=team), started_on=start)
    on = {"process": row.process}
    parents = [make.ParentFactory(**on, name=name) for name in ("Mum", "Dad")]
    for parent in parents[: chance.randint(0, 2)]:
        make.LetterSentFactory(
            **on,
            parent=parent,
            sent_on=start + timedelta(days=chance.randint(0, 40)),
            family_meeting_offered=chance.random() < 0.7,
        )
    of = {"child": row.child, "in_process": row}
    for number in range(chance.randint(0, 4)):
        kind = "first" if number == 0 else chance.choice(["review", "review", "family_group"])
        day = start + timedelta(days=12 + 30 * number)
        make.ProcessMeetingFactory(**of, kind=kind, held_on=day, held=chance.random() < 0.9)
    row.refresh_from_db()
    decide(chance, row, start, parents)
    keep([row.process_id])
    return row


def decide(chance, row, start, parents):
    outcome = chance.choice(["", "", "step_down", "apply", "left"])
    if not outcome:
        return
    row.outcome, row.outcome_on = outcome, start + timedelta(days=chance.randint(20, 140))
    row.outcome_because, row.stepped_to = "So", "need" if outcome == "step_down" else ""
    row.save()
    if outcome == "apply" and chance.random() < 0.8:
        applied = row.outcome_on + timedelta(days=chance.randint(0, 20))
        court = make.ProceedingsFactory(process=row.process, applied_on=applied, issued_on=None)
        make.ChildInCourtFactory(child=row.child, in_process=row, proceedings=court)
        make.LetterSentFactory(
            process=row.process,
            parent=parents[0],
            kind="issue",
            sent_on=applied + timedelta(days=chance.randint(0, 10)),
        )


class GeneratedYear(TestCase):
    """Forty families of one year, made once for every test of them."""

    @classmethod
    def setUpTestData(cls):
        chance, team = Random(2026), make.TeamFactory()
        for _ in range(40):
            family(chance, team)
        cls.rows = [elements(row, YEAR) for row in of_year(YEAR)]

    def test_a_generated_year_holds_rules_9005_to_9015(self):
        assert 20 < len(self.rows) < 40
        for said in self.rows:
            for name in DAYS:
                assert name not in said or FIRST <= said[name] <= LAST, "9005, 9006, 9008, 9009"
            start = said["PPStartDate"]
            assert said.get("LBPSentDate", start) >= start, "9006"
            assert ("LBPSentDate" in said) == ("FGDMMeetingOffer" in said), "9007"
            assert not said.get("FGDMMeetingOffer") or "FGDMMeetingFac" in said, "9010Q"
            assert said.get("StepDecisionDate", start) >= start, "9009"
            assert said.get("PPOutcome", "A") in ("A", "B", "C"), "9011"
            if "CourtAppDate" in said:
                assert said["CourtAppDate"] >= said["StepDecisionDate"], "9012"
            if "LetterInitCPDate" in said:
                assert said["LetterInitCPDate"] >= said["CourtAppDate"], "9013"
            assert ("InitialPPMeetingDate" in said) == ("ReviewMeetingsCount" in said), "9015Q"

    def test_the_generated_year_has_something_of_every_element(self):
        assert {name for said in self.rows for name in said} == {
            *DAYS,
            "FGDMMeetingOffer",
            "FGDMMeetingFac",
            "ReviewMeetingsCount",
            "PPOutcome",
        }

    def test_reviews_are_counted_by_hand_as_the_census_counts_them(self):
        for row in of_year(YEAR):
            held = row.meetings.filter(
                kind="review", held=True, held_on__range=(FIRST, LAST)
            ).count()
            assert elements(row, YEAR).get("ReviewMeetingsCount", held) == held


def test_a_process_of_the_year_before_is_not_in_the_year(team):
    make.ChildPreProceedingsFactory(started_on=FIRST - timedelta(days=1))
    inside = make.ChildPreProceedingsFactory(started_on=FIRST)
    assert list(of_year(YEAR)) == [inside]


def test_the_dataset_has_every_column(child):
    row = make.ChildPreProceedingsFactory(child=child)
    make.ParentFactory(process=row.process, represented="yes", represented_at_issue=True)
    make.PanelDecisionFactory(child=child, in_process=row)
    found = for_dataset().get(pk=row.pk)
    said = {name: getattr(found, field) for name, field in DATASET.items()}
    assert said["prep_legal_gateway_outcome"] == "start"
    assert said["prep_pre_pro_parents_legal_rep"] == 1
    assert said["prep_plo_family_id"] == row.process_id


def test_whoever_runs_returns_takes_the_rows_away(signed_in, team, worker):
    analyst = make.WorkerFactory(team=team, role="data_analyst", username="analyst")
    make.ChildPreProceedingsFactory(child=make.ChildFactory(team=team), started_on=date(2026, 5, 5))
    client = signed_in(analyst)
    for name in ("plo-census", "plo-dataset"):
        assert (
            "2026-05-05"
            in b"".join(
                client.get(reverse(name), {"as": "csv", "year": YEAR}).streaming_content
            ).decode()
        )
    assert signed_in(worker).get(reverse("plo-census")).status_code == 403
