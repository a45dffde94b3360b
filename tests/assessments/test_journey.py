"""From the first contact to an authorised assessment, a strategy discussion and an enquiry."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Section47, StrategyDiscussion
from casework.children.models import Child
from casework.meetings.models import Meeting
from casework.referrals.models import EpisodeOfNeed
from casework.timescales.models import Deadline
from tests.assessments.written import typed as written
from tests.factories import ChildFactory, RelationshipFactory

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate().isoformat()


def test_a_child_is_taken_from_a_contact_to_an_enquiry(client, worker, manager, child, on_commit):
    """Each step is the form the page itself offers, followed where the page leads."""
    client.force_login(worker)
    Child.objects.all().refresh_search()
    found = client.get(reverse("contact-add"), {"q": "ruby"}).content.decode()
    contact_url = reverse("contact-add-for", args=[child.pk])
    assert contact_url in found

    with on_commit():
        client.post(
            contact_url,
            {
                "received_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
                "source": "2A",
                "what_was_said": "Ruby was hungry again.",
                f"{child.number}-worry": "She is tired",
            },
        )
    assert running("contact.screen")

    client.force_login(manager)
    screen = Deadline.objects.get(code="contact.screen").action_link["url"]
    with on_commit():
        response = client.post(
            screen, {"outcome": "referral", "reasons": "Third time", "screened_on": today()}
        )
    assert not running("contact.screen")
    assert running("referral.decision")

    assert response.url == Deadline.objects.get(code="referral.decision").action_link["url"]
    with on_commit():
        client.post(
            response.url,
            {
                "decision": "assess",
                "decision_reasons": "She may be in need",
                "primary_need": "N1",
                "decided_on": today(),
            },
        )
    assert not running("referral.decision")
    assert running("assessment.complete")
    assert EpisodeOfNeed.objects.open().of_child(child).exists()

    client.force_login(worker)
    assessment = Assessment.objects.get()
    listed = client.get(Deadline.objects.get(code="assessment.complete").action_link["url"])
    edit = reverse("assessment-edit", args=[child.pk, assessment.pk])
    assert edit in listed.content.decode()
    read = client.post(
        edit,
        written(child_seen_on=today(), factors=["16A", "3B"], family_and_home="Two rooms"),
        follow=True,
    )
    submit = reverse("assessment-submit", args=[child.pk, assessment.pk])
    assert submit in read.content.decode()
    client.post(submit)

    client.force_login(manager)
    queue = client.get(reverse("authorise")).content.decode()
    authorise = reverse("assessment-authorise", args=[child.pk, assessment.pk])
    assert authorise in queue
    assert "I do the toast." in client.get(authorise).content.decode()
    with on_commit():
        response = client.post(
            authorise,
            {"outcome": "strategy", "manager_analysis": "Her voice is heard"},
            follow=True,
        )
    assert not running("assessment.complete")
    assert Deadline.objects.met_in_time().filter(code="assessment.complete").exists()
    strategy = reverse("strategy-add", args=[child.pk])
    assert f'href="{strategy}"' in response.content.decode()

    rows = attendees(
        client.get(strategy), [("Amira Hussain", "social_care"), ("PC Lowe", "police")]
    )
    client.post(
        strategy,
        rows
        | {
            "starts_at": f"{today()}T00:00",
            "way": "video",
            f"{child.number}-concern": "A bruise she could not explain",
            f"{child.number}-decision": "section_47",
            f"{child.number}-investigation": "joint",
            f"{child.number}-reasons": "What was said does not fit",
        },
    )
    discussion = StrategyDiscussion.objects.get()
    enquiry = Section47.objects.get()
    assert enquiry.strategy == discussion
    assert enquiry.started_on == discussion.held_on == timezone.localdate()
    assert enquiry.episode == discussion.episode == assessment.episode
    assert {a.agency for a in discussion.meeting.attendees.all()} == {"social_care", "police"}

    reading = client.get(reverse("section47s", args=[child.pk])).content.decode()
    assert "Not recorded as taking part: Health." in reading
    client.force_login(worker)
    finish = reverse("section47-finish", args=[child.pk, enquiry.pk])
    assert finish in reading
    client.post(
        finish,
        {"child_seen_on": today(), "findings": "Someone hurt her", "recommended": "conference"},
    )
    enquiry.refresh_from_db()
    assert enquiry.ended_on is None
    client.force_login(manager)
    decide = reverse("section47-authorise", args=[child.pk, enquiry.pk])
    assert decide in client.get(reverse("authorise")).content.decode()
    with on_commit():
        client.post(decide, {"outcome": "conference"})
    enquiry.refresh_from_db()
    assert (enquiry.outcome, enquiry.conference_not_needed, enquiry.authorised_by) == (
        "conference",
        False,
        manager,
    )
    assert not running("s47.complete")


def running(code):
    return Deadline.objects.open().filter(code=code).exists()


def attendees(response, people):
    """The rows of the page as offered, with these people written in them."""
    offered = response.context["attendees"]
    data = {field.html_name: field.value() for field in offered.management_form}
    for number, row in enumerate(offered):
        data |= {field.html_name: field.value() or "" for field in row}
        if number < len(people):
            name, agency = people[number]
            data |= {f"attendees-{number}-name": name, f"attendees-{number}-agency": agency}
    return data


def test_someone_who_took_part_has_a_name(signed_in, manager, child):
    client = signed_in(manager)
    url = reverse("strategy-add", args=[child.pk])
    rows = attendees(client.get(url), [("", "police")])
    response = client.post(url, rows | {"attendees-1-attendance": "absent"})
    assert response.context["attendees"].errors[1] == {"name": ["Say who was invited"]}


def test_a_strategy_discussion_about_three_children_is_one_meeting(signed_in, manager, child, team):
    alfie = ChildFactory(team=team, person__given_name="Alfie")
    noah = ChildFactory(team=team, person__given_name="Noah")
    for other in (alfie, noah):
        RelationshipFactory(person=child.person, relative=other.person, kind="brother")
    client = signed_in(manager)
    url = reverse("strategy-add", args=[child.pk])
    rows = attendees(client.get(url), [("PC Lowe", "police")])
    own = {"concern": "A bruise", "investigation": "joint", "reasons": "It does not fit"}
    client.post(
        url,
        rows
        | {
            "starts_at": "2026-01-05T14:00",
            "way": "phone",
            **{f"{child.number}-{name}": value for name, value in own.items()},
            f"{child.number}-decision": "section_47",
            **{f"{alfie.number}-{name}": value for name, value in own.items()},
            f"{alfie.number}-decision": "no_section_47",
            f"{alfie.number}-included": "on",
        },
    )
    meeting = Meeting.objects.get()
    assert set(meeting.children.all()) == {child, alfie}
    assert (meeting.kind, meeting.held) == ("strategy", True)
    assert [enquiry.child for enquiry in Section47.objects.all()] == [child]
    assert StrategyDiscussion.objects.get(child=alfie).decision == "no_section_47"
    assert Child.objects.filter(strategydiscussions=None).get() == noah
