"""Whatever can be opened of a child's file, in whatever form: it names no sister of whom the reader
may not know, though visits, notes, minutes, an assessment, a plan and a document are about both."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html
from pypdf import PdfReader

from assessments.models import FamilyAssessment
from casework.children.models import Child
from casework.disclosure.operations import pick
from casework.disclosure.texts import candidates
from casework.timescales.sweep import sweep
from tests.factories import (
    AllocationFactory,
    AssessmentFactory,
    ChildDocumentFactory,
    ChildNoteFactory,
    ChildVisitFactory,
    ConferenceFactory,
    DisclosureFactory,
    FamilyPlanFactory,
    MeetingFactory,
    PlanFactory,
    RelationshipFactory,
    StrategyDiscussionFactory,
)
from tests.interface.test_any_address import address, routes
from tests.practice.templates import with_section

pytestmark = pytest.mark.django_db

NAME = "Zephyrine"
SAID = f"Both girls were in. {NAME}’s bruise was old. Ruby ate well."
SCHOOL = "section_school"
PARTS = 6
TOLD_OF_BOTH = 3
"""At so many addresses of each part at least, whoever may know of both is told of her."""


def written_for_both(child, sister, worker):
    now = timezone.now()
    part = ChildVisitFactory(child=child, visit__what_happened=SAID, visit__held_at=now)
    ChildVisitFactory(child=sister, visit=part.visit)
    part = ChildNoteFactory(child=child, note__title=SAID, note__text=SAID, note__happened_at=now)
    ChildNoteFactory(child=sister, note=part.note)
    part = ChildDocumentFactory(child=child, document__title=SAID)
    ChildDocumentFactory(child=sister, document=part.document)
    for key in (SCHOOL, "section_home"):
        with_section(child.authority, key=key, shared=key == SCHOOL, title=f"{{name}}, {key}")
    family = FamilyAssessment.objects.create(authority=child.authority, wider_family=SAID)
    for of in (child, sister):
        assessment = AssessmentFactory(child=of, family=family)
        assessment.answers.filter(section__key=SCHOOL).update(text=SAID)
    plans = FamilyPlanFactory(authority=child.authority, worries=SAID)
    minutes = MeetingFactory(authority=child.authority, minutes=SAID, starts_at=now)
    for of in (child, sister):
        plan = PlanFactory(child=of, family=plans, started_on=now.date() - timedelta(days=40))
        ConferenceFactory(child=of, plan=plan, meeting=minutes)
        StrategyDiscussionFactory(child=of, meeting=minutes)


@pytest.fixture
def sister(child, worker, restricted_child):
    """Restricted, and in everything that is written for both; somebody else works with both."""
    restricted_child.person.given_name = NAME
    restricted_child.person.save()
    RelationshipFactory(person=child.person, relative=restricted_child.person, kind="sister")
    trusted = restricted_child.allocations.get().worker
    for of, who in ((child, worker), (child, trusted)):
        AllocationFactory(child=of, worker=who, role="joint")
    written_for_both(child, restricted_child, worker)
    disclosure = DisclosureFactory(child=child)
    pick(disclosure, {entry.key for entry in candidates(child, worker)}, by=worker)
    sweep([child.pk, restricted_child.pk])
    return restricted_child


def words_of(answer) -> str:
    """What a person reads in an answer, whatever kind of file it is."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.get("Content-Type", "")
    if body.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return "\n".join(
                packed.read(name).decode("utf-8", "replace") for name in packed.namelist()
            )
    text = body.decode("utf-8", "replace")
    return f"{text}\n{html.fromstring(body).text_content()}" if "html" in kind and body else text


def addresses(child) -> list[str]:
    """Of every page and answer, with those lists that can be taken away."""
    at = (address(name, pattern, child) for name, pattern in routes())
    plain = [url for url in dict.fromkeys(at) if url]
    return [*plain, *(f"{url}?as=csv" for url in plain if "/api/" not in url)]


def told_at(worker, urls):
    """Where this worker is told her name, or what was written of her."""
    client = Client(raise_request_exception=False)
    client.force_login(worker)
    for url in urls:
        answer = client.get(url)
        assert answer.status_code < 500, url
        words = words_of(answer) if answer.status_code == 200 else ""
        if NAME in words or "bruise was old" in words:
            yield url


@pytest.mark.long(one_in=PARTS)
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_that_can_be_opened_names_a_sister_of_whom_one_may_not_know(
    child, worker, sister, part
):
    assert not Child.objects.visible_to(worker).filter(pk=sister.pk).exists()
    urls = addresses(child)[part::PARTS]
    assert list(told_at(worker, urls)) == []
    trusted = sister.allocations.get().worker
    assert len(list(told_at(trusted, urls))) >= TOLD_OF_BOTH
