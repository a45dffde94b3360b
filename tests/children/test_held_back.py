"""Words written once for several children, in every form that changes them: whoever may not know of
one of the children neither reads what names them nor writes over it."""

import pytest
from django.urls import URLResolver, get_resolver, reverse
from django.views.generic import UpdateView

from assessments.models import FamilyAssessment
from casework.children.extensions.shared_records import children_of
from casework.children.shared_words import LEFT_OUT
from casework.children.together.held_back import CHANGED_MEANWHILE, NOT_WHOLE
from tests.factories import (
    AgreementFactory,
    AllocationFactory,
    AssessmentFactory,
    ChildDocumentFactory,
    ChildPreProceedingsFactory,
    EdgeOfCareFactory,
    FamilyPlanFactory,
    GroupDayFactory,
    GroupPlaceFactory,
    OrderedAssessmentFactory,
    PlanFactory,
)
from tests.html import squeezed
from tests.practice.templates import with_section

pytestmark = pytest.mark.django_db

SAID = "Ruby ate. Hidden hit her. They slept."
TOLD = f"Ruby ate. {LEFT_OUT} They slept."


def of_family_assessment(child, sister):
    family = FamilyAssessment.objects.create(authority=child.authority, wider_family=SAID)
    own = AssessmentFactory(child=child, family=family)
    AssessmentFactory(child=sister, family=family)
    return reverse("assessment-edit", args=[child.pk, own.pk]), family, "wider_family"


def of_added_section(child, sister):
    with_section(child.authority, key="section_school", shared=True)
    family = FamilyAssessment.objects.create(authority=child.authority)
    own, _ = (AssessmentFactory(child=one, family=family) for one in (child, sister))
    row = own.answers.get(section__key="section_school")
    row.text = SAID
    row.save()
    return reverse("assessment-edit", args=[child.pk, own.pk]), row, "section_school-text"


def of_family_plan(child, sister):
    family = FamilyPlanFactory(authority=child.authority, worries=SAID)
    for one in (child, sister):
        PlanFactory(child=one, family=family, kind="need", initial_category="")
    return reverse("plan-family", args=[child.pk]), family, "worries"


def process(child, sister):
    own = ChildPreProceedingsFactory(child=child)
    ChildPreProceedingsFactory(child=sister, process=own.process)
    return own.process


def step(child, kind, row):
    return reverse("plo-step", args=[child.pk, row.process_id, kind, row.pk])


def of_agreement(child, sister):
    row = AgreementFactory(process=process(child, sister), words=SAID)
    return step(child, "agreements", row), row, "words"


def of_ordered_assessment(child, sister):
    row = OrderedAssessmentFactory(process=process(child, sister), question=SAID)
    return step(child, "assessments", row), row, "question"


def of_no_letter(child, sister):
    row = process(child, sister)
    row.no_letter_because = SAID
    row.save()
    return reverse("plo-no-letter", args=[child.pk, row.pk]), row, "no_letter_because"


def group(child, sister, name="Steady"):
    place = GroupPlaceFactory(child=child, group__name=name)
    GroupPlaceFactory(child=sister, group=place.group)
    return place.group


def of_group(child, sister):
    row = group(child, sister, SAID)
    return reverse("support-group-edit", args=[row.pk]), row, "name"


def of_group_end(child, sister):
    row = group(child, sister)
    row.what_came = SAID
    row.save()
    return reverse("support-group-end", args=[row.pk]), row, "what_came"


def of_group_day(child, sister):
    row = GroupDayFactory(group=group(child, sister), about=SAID)
    address = reverse("support-group-session-edit", args=[row.group_id, row.pk])
    return address, row, "about"


def of_document(child, sister):
    part = ChildDocumentFactory(child=child, document__from_whom=SAID)
    ChildDocumentFactory(child=sister, document=part.document)
    address = reverse("document-version", args=[child.pk, part.document_id])
    return address, part.document, "from_whom"


def of_edge_answers(child, sister):
    case = EdgeOfCareFactory(child=child)
    EdgeOfCareFactory(child=sister, referral=case.referral)
    case.referral.answers = [{"asked": "Who can help?", "answered": SAID}]
    case.referral.save()
    return reverse("edge-answers", args=[child.pk, case.pk]), case.referral, "answer-0"


def words_of(row, name):
    row.refresh_from_db()
    if name == "answer-0":
        return row.answers[0]["answered"]
    return getattr(row, name.rpartition("-")[2])


FORMS = {
    "assessment-edit": of_family_assessment,
    "assessment-edit, a section that was added": of_added_section,
    "plan-family": of_family_plan,
    "plo-step": of_agreement,
    "plo-step, another": of_ordered_assessment,
    "plo-no-letter": of_no_letter,
    "support-group-edit": of_group,
    "support-group-end": of_group_end,
    "support-group-session-edit": of_group_day,
    "document-version": of_document,
    "edge-answers": of_edge_answers,
}


@pytest.fixture
def writer(worker):
    """Leads every team's work here but may not know of the restricted sister."""
    worker.role = "team_manager"
    worker.save()
    return worker


@pytest.mark.parametrize("where", FORMS)
def test_a_form_shows_no_more_than_the_page_and_keeps_what_it_does_not_show(
    signed_in, writer, child, restricted_child, where
):
    address, row, name = FORMS[where](child, restricted_child)
    page = squeezed(signed_in(writer).get(address).content.decode())
    assert "Hidden" not in page, page[page.index("Hidden") - 300 :][:400]
    assert TOLD in page
    assert NOT_WHOLE in page
    for typed in ("Nothing at all", TOLD):
        answer = signed_in(writer).post(address, {name: typed})
        assert words_of(row, name) == SAID
        if answer.status_code == 200:
            shown = squeezed(answer.content.decode())
            assert (CHANGED_MEANWHILE in shown) is (typed != TOLD)
            assert typed in shown
            assert "Hidden" not in shown


@pytest.mark.parametrize("where", FORMS)
def test_whoever_may_know_of_all_of_them_changes_the_words(
    signed_in, writer, child, restricted_child, where
):
    AllocationFactory(child=restricted_child, worker=writer, role="joint")
    address, row, name = FORMS[where](child, restricted_child)
    page = squeezed(signed_in(writer).get(address).content.decode())
    assert SAID in page
    assert NOT_WHOLE not in page


def test_answers_to_a_service_are_shown_no_more_of_on_their_page(
    signed_in, writer, child, restricted_child
):
    _, referral, _ = of_edge_answers(child, restricted_child)
    case = child.edgeofcares.get()
    page = squeezed(
        signed_in(writer).get(reverse("edge-case", args=[child.pk, case.pk])).content.decode()
    )
    assert TOLD in page
    assert "Hidden" not in page
    [row] = (
        signed_in(writer)
        .get(reverse("edge-of-care-record-list"), {"child": child.pk})
        .json()["results"]
    )
    assert row["answers"] == [{"asked": "Who can help?", "answered": TOLD}]
    assert words_of(referral, "answer-0") == SAID


def test_saving_the_rest_keeps_the_family_s_words_though_one_assessment_was_authorised(
    signed_in, writer, child, restricted_child
):
    """From then on the words are two rows: the new one holds what was not shown too."""
    address, family, _ = of_family_assessment(child, restricted_child)
    family.children.filter(child=restricted_child).update(
        authorised_on="2026-01-05", authorised_by=writer, outcome="cin_plan"
    )
    signed_in(writer).post(address, {"wider_family": TOLD, "family_and_home": "A flat."})
    own = family.__class__.objects.get(children__child=child)
    assert (own.wider_family, own.family_and_home) == (SAID, "A flat.")
    assert own.pk != family.pk
    assert "Hidden" not in signed_in(writer).get(address).content.decode()


OTHERS = {
    "edge-consent": "who agreed, and when",
    "meeting-minutes-sent": "a day",
    "session-agenda": "of two people’s supervision, which those two read; its page is no child’s",
    "session-held": "the same",
    "session-missed": "the same",
    "session-move": "a day",
}


def every_form(patterns=None):
    for one in patterns or get_resolver().url_patterns:
        if isinstance(one, URLResolver):
            yield from every_form(one.url_patterns)
        elif view := getattr(one.callback, "view_class", None):
            yield one.name, view


def changes_shared_words(view) -> bool:
    model = getattr(getattr(getattr(view, "form_class", None), "_meta", None), "model", None)
    return bool(model) and issubclass(view, UpdateView) and bool(children_of(model))


def test_every_form_that_changes_words_of_several_stands_here():
    told = {name.partition(",")[0] for name in FORMS}
    asked = {name for name, view in every_form() if changes_shared_words(view)}
    assert sorted(asked - told - set(OTHERS)) == []
