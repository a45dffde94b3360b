"""Nothing known is asked again; a child added later has the family's words, and own dates."""

from datetime import date

import pytest
from django.urls import reverse

from assessments.models import Assessment
from casework.timescales.models import Deadline
from casework.timescales.sweep import sweep
from tests.factories import (
    AssessmentFactory,
    ChildContactFactory,
    ChildFactory,
    ChildVisitFactory,
    EpisodeOfNeedFactory,
    ReferralFactory,
    RelationshipFactory,
    Section47Factory,
)

pytestmark = pytest.mark.django_db


def brother_of(child):
    alfie = ChildFactory(team=child.team, person__given_name="Alfie")
    RelationshipFactory(person=child.person, relative=alfie.person, kind="brother")
    RelationshipFactory(person=alfie.person, relative=child.person, kind="sister")
    return alfie


def strategy(child):
    return reverse("strategy-add", args=[child.pk])


def test_the_worry_of_the_referral_is_carried_in_with_where_it_is_from(signed_in, manager, child):
    part = ChildContactFactory(child=child, worry="She is tired", contact__contact_name="Mrs Pell")
    ReferralFactory(child=child, contact=part)
    response = signed_in(manager).get(strategy(child))
    concern = response.context["parts"][0]["concern"]
    assert concern.value() == "She is tired"
    assert "From the referral of 5 January 2026." in concern.help_text
    said = response.content.decode()
    assert "On the file: Amira Hussain" in said
    assert "Referred: Mrs Pell" in said
    assert response.context["form"]["chair"].value() == manager.pk


def test_a_brother_left_as_he_was_offered_is_not_decided_on(signed_in, manager, child):
    alfie = brother_of(child)
    ReferralFactory(child=alfie, reasons="He was there too")
    client = signed_in(manager)
    offered = client.get(strategy(child))
    data = {
        field.html_name: field.value() for field in offered.context["attendees"].management_form
    }
    for row in offered.context["attendees"]:
        data |= {field.html_name: field.value() or "" for field in row}
    response = client.post(
        strategy(child),
        data
        | {
            "starts_at": "2026-01-05T14:00",
            "way": "phone",
            f"{child.number}-concern": "A bruise",
            f"{child.number}-decision": "no_section_47",
            f"{child.number}-reasons": "It fits what she said",
            f"{alfie.number}-concern": "He was there too",
        },
    )
    assert response.status_code == 302, response.context["form"].errors
    assert not alfie.strategydiscussions.exists()


def test_the_day_the_child_was_seen_is_taken_from_the_visit(signed_in, manager, child):
    enquiry = Section47Factory(child=child)
    ChildVisitFactory(child=child, held_on=date(2026, 1, 4))
    ChildVisitFactory(child=child, held_on=date(2026, 1, 6))
    url = reverse("section47-finish", args=[child.pk, enquiry.pk])
    field = signed_in(manager).get(url).context["form"]["child_seen_on"]
    assert field.value() == date(2026, 1, 6)
    assert "From the visit of 6 January 2026" in field.help_text


def test_a_child_added_later_has_their_own_clock_and_the_familys_words(signed_in, manager, child):
    EpisodeOfNeedFactory(child=child)
    first = AssessmentFactory(child=child, referral_received_on=date(2026, 1, 5))
    from assessments.models import FamilyAssessment

    first.family = FamilyAssessment.objects.create(
        authority=child.authority, family_and_home="Two rooms above the shop"
    )
    first.save()
    alfie = brother_of(child)
    ReferralFactory(child=alfie, received_on=date(2026, 2, 2))
    signed_in(manager).post(
        reverse("referral-decide", args=[alfie.pk]),
        {
            "decision": "assess",
            "decision_reasons": "He lives there now",
            "primary_need": "N1",
            "decided_on": "2026-02-03",
        },
    )
    later = Assessment.objects.get(child=alfie)
    assert later.family == first.family
    sweep([child.pk, alfie.pk])
    due = dict(
        Deadline.objects.filter(code="assessment.complete").values_list("child", "due_at__date")
    )
    assert due == {child.pk: date(2026, 3, 9), alfie.pk: date(2026, 4, 8)}


def test_a_restricted_brothers_words_are_not_shared(signed_in, manager, child):
    from assessments.models import FamilyAssessment

    alfie = brother_of(child)
    alfie.restricted = True
    alfie.save()
    hidden = FamilyAssessment.objects.create(authority=child.authority, family_and_home="Hidden")
    AssessmentFactory(child=alfie, family=hidden)
    ReferralFactory(child=child)
    signed_in(manager).post(
        reverse("referral-decide", args=[child.pk]),
        {
            "decision": "assess",
            "decision_reasons": "In need",
            "primary_need": "N1",
            "decided_on": "2026-01-06",
        },
    )
    assert Assessment.objects.get(child=child).family != hidden
