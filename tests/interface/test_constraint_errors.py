"""A constraint of the database that a form leaves unchecked is a page that fails on saving."""

import importlib
import pkgutil
from types import SimpleNamespace

import pytest
from django import forms
from django.apps import apps
from django.db.models import Q, UniqueConstraint, Value
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils import timezone

from casework.children.models import Relationship
from casework.interface.errors import summary
from tests.factories import AllocationFactory, ChildFactory, RelationshipFactory

pytestmark = pytest.mark.django_db

OURS = ("casework.", "assessments.", "missing.", "audits.")


def every_module():
    importlib.import_module("casework.urls")
    for config in apps.get_app_configs():
        if f"{config.name}.".startswith(OURS):
            package = importlib.import_module(config.name)
            for found in pkgutil.walk_packages(package.__path__, f"{config.name}."):
                if not {"migrations", "management"} & set(found.name.split(".")):
                    importlib.import_module(found.name)


def model_forms(kind=forms.ModelForm) -> set:
    if kind is forms.ModelForm:
        every_module()
    below = kind.__subclasses__()
    ours = {one for one in below if one.__module__.startswith(OURS) and one._meta.model}
    return ours.union(*(model_forms(one) for one in below))


def left_out(form_class) -> set[str]:
    """The fields this form does not check where nothing typed in it is wrong."""
    model = form_class._meta.model
    form = form_class.__new__(form_class)
    form.fields, form._errors, form.cleaned_data = dict(form_class.base_fields), {}, {}
    form.instance, form.worker = model(), SimpleNamespace(pk=1)
    return set(form.unchecked_fields())


def fields_of(constraint) -> set[str]:
    """What a constraint reads: where a form leaves one of them out, Django tries it nowhere."""
    condition = getattr(constraint, "condition", None)
    read = set(condition.referenced_base_fields) if condition else set()
    if isinstance(constraint, UniqueConstraint):
        named = Q(*(Exact(each, Value("")) for each in constraint.expressions))
        read |= set(constraint.fields) | set(named.referenced_base_fields)
    return read


def unchecked() -> set[tuple[str, str]]:
    found = set()
    for form_class in model_forms():
        out = left_out(form_class)
        for constraint in form_class._meta.model._meta.constraints:
            if fields_of(constraint) & out:
                found.add((form_class.__name__, constraint.name))
    return found


SAID_OTHERWISE = {
    # The other part of the constraint is made on saving, so that no row can stand in its way.
    ("ChildContactForm", "contact_once_a_child"),
    ("ChildNoteForm", "note_once_a_child"),
    ("ChildVisitForm", "visit_once_a_child"),
    ("WordsForm", "note_once_a_child"),
    ("NewTemplateForm", "template_version_once"),
    ("ChildSessionForm", "support_session_once_a_child"),
    # The form goes on with the row that stands.
    ("ScoreForm", "score_once_a_criterion"),
    ("SectionGradeForm", "section_graded_once"),
    ("SectionGradeForm", "section_grade_has_a_reason"),
    ("RemoveForm", "document_once_a_child"),
    ("RemoveForm", "document_removed_says_why"),
    # A record is withdrawn by its own page; who asks for that agrees to nothing yet.
    ("ChildNoteForm", "childnote_withdrawn_whole"),
    ("ChildSessionForm", "childsession_withdrawn_whole"),
    ("ChildVisitForm", "childvisit_withdrawn_whole"),
    ("RemoveForm", "childdocument_withdrawn_whole"),
    ("MoveForm", "withdrawal_agreed_by_another"),
    ("PutBackForm", "withdrawal_agreed_by_another"),
    ("AskForm", "transfer_decided_by_another"),
    ("Reason", "withdrawal_agreed_by_another"),
    ("ProposeForm", "merge_agreed_by_another"),
    ("ProposeKnownForm", "merge_agreed_by_another"),
    # Only another entry that is still somebody's relative can be chosen.
    ("JoinForm", "person_join_of_two"),
    ("JoinForm", "person_joined_once"),
    # Somebody new stands on no file; of someone known, every constraint is tried (see below).
    ("RelationshipForm", "relationship_once"),
    ("RelationshipForm", "relationship_with_someone_else"),
    # The form asks the same at its own question, in its own words.
    ("ProviderForm", "interview_provider_once"),
    ("ActionForm", "action_agency_is_someone"),
    ("ActionForm", "action_due_after_agreed"),
    ("ActionForm", "action_from_audit_has_a_date"),
    ("ActionForm", "action_has_an_end"),
    ("ActionForm", "action_has_one_owner"),
    ("ActionMoveForm", "action_due_after_agreed"),
    ("ActionMoveForm", "action_from_audit_has_a_date"),
    ("ActionMoveForm", "action_has_an_end"),
    ("AgreedForm", "action_agency_is_someone"),
    ("AgreedForm", "action_due_after_agreed"),
    ("AgreedForm", "action_from_audit_has_a_date"),
    ("AgreedForm", "action_has_an_end"),
    ("AgreedForm", "action_has_one_owner"),
    ("PlanActionForm", "action_agency_is_someone"),
    ("PlanActionForm", "action_due_after_agreed"),
    ("PlanActionForm", "action_has_an_end"),
    ("PlanActionForm", "action_from_audit_has_a_date"),
    ("PlanActionForm", "action_has_one_owner"),
    ("NewActionForm", "action_agency_is_someone"),
    ("NewActionForm", "action_due_after_agreed"),
    ("NewActionForm", "action_has_an_end"),
    ("NewActionForm", "action_from_audit_has_a_date"),
    ("NewActionForm", "action_has_one_owner"),
    ("AskPartForm", "plo_child_is_of_a_family"),
    # Its council and its files are not asked; who confirmed it is written beside when.
    ("RuleForm", "retention_rule_once"),
    ("RuleForm", "retention_rule_confirmed_by_somebody"),
    # Only asked for: nothing is decided, begun or ended by this form.
    ("EdgeOfCareForm", "edge_decided_after_asked"),
    ("EdgeOfCareForm", "edge_ends_after_it_starts"),
    ("EdgeOfCareForm", "edge_starts_once_accepted"),
    ("DecisionForm", "panel_extends_forward"),
    ("DecisionForm", "panel_extension_has_its_end"),
    ("DecisionForm", "panel_says_why"),
    ("CaseForm", "case_supervision_says_what_changed"),
    ("CaseForm", "case_supervision_once_a_child"),
    ("CaseForm", "casesupervision_withdrawn_whole"),
    ("AmendForm", "amendment_authorised_by_another"),
    ("DecideForm", "amendment_authorised_by_another"),
    ("ChildConferenceForm", "conference_held_decides"),
    ("ChildConferenceForm", "conference_plan_has_a_category"),
    ("ChildPlanForm", "plan_ends_after_it_starts"),
    ("ChildPlanForm", "plan_protection_has_a_category"),
    ("ChildVisitForm", "visit_alone_means_seen"),
    ("ChildVisitForm", "visit_not_seen_says_why"),
    ("VoiceForm", "voice_alone_or_with_somebody"),
    ("VoiceForm", "voice_translated_from_another_language"),
    ("VoiceForm", "voice_withdrawn_whole"),
    ("InterviewForm", "interview_held_after_offer"),
    ("ProposeForm", "merge_of_two_files"),
    ("ProposeForm", "merge_proposed_once"),
    ("ProposeKnownForm", "merge_of_two_files"),
    ("ProposeKnownForm", "merge_proposed_once"),
    ("LogForm", "log_says_what"),
    ("OwnTermForm", "own_term_once"),
    ("TeamForm", "team_name_once"),
    ("ReturnForm", "missing_once_at_a_time"),
    ("ReturnForm", "missing_returns_after_leaving"),
    ("UseForm", "finding_action_is_an_action"),
    ("UseForm", "finding_ending_has_a_date"),
    ("UseForm", "finding_partner_says_who_and_what"),
    ("UseForm", "finding_says_because"),
    ("UseForm", "finding_strategy_is_a_meeting"),
    ("WorkerForm", "worker_has_an_authority"),
    ("WorkerChangeForm", "worker_has_an_authority"),
}
"""Looked at one by one; a form that is not here tries every constraint of its model."""


def test_every_form_tries_the_constraints_of_what_it_saves():
    found = unchecked()
    assert found == SAID_OTHERWISE


def test_the_same_relative_twice_is_said_beside_their_number(signed_in, worker, child):
    brother = ChildFactory(team=child.team)
    desk, path = signed_in(worker), reverse("relationship-add", args=[child.pk])
    facts = {"kind": "brother", "number": brother.number}
    assert desk.post(path, facts).status_code == 302
    again = desk.post(path, facts)
    assert again.status_code == 200
    said = "This relationship is already on the file"
    assert again.context["form"].errors["number"] == [said]
    assert said in again.content.decode()
    assert Relationship.objects.filter(person=child.person).count() == 1


def test_a_relative_on_the_file_in_two_ways_can_be_put_in_a_third(signed_in, worker, child):
    """The other's file holds both ways already: neither is written again from this side."""
    other = ChildFactory(team=child.team)
    for kind in ("cousin", "friend"):
        RelationshipFactory(person=other.person, relative=child.person, kind=kind)
    facts = {"kind": "other", "number": other.number}
    answer = signed_in(worker).post(reverse("relationship-add", args=[child.pk]), facts)
    assert answer.status_code == 302
    assert Relationship.objects.filter(person=other.person).count() == 2


def test_who_shares_a_part_already_is_not_given_it_again(signed_in, manager, child):
    """Beside the field; saving would meet the constraint, as only the first to hold it is ended."""
    first, second = (
        AllocationFactory(child=child, role="other", worker__team=child.team, worker__username=name)
        for name in ("first", "second")
    )
    facts = {"worker": second.worker_id, "role": "other", "reason": "Again", **today()}
    answer = signed_in(manager).post(reverse("allocate", args=[child.pk]), facts)
    assert answer.context["form"].errors["worker"] == [
        "This worker is already allocated in this part"
    ]
    first.refresh_from_db()
    assert first.ended_on is None


def today():
    day = timezone.localdate()
    return {"started_on_day": day.day, "started_on_month": day.month, "started_on_year": day.year}


class AnyForm(forms.Form):
    def clean(self):
        constraint = UniqueConstraint(fields=["x"], name="of_no_words")
        raise forms.ValidationError(constraint.get_violation_error_message())


def test_a_constraint_with_no_sentence_of_its_own_never_shows_its_name():
    said = [problem.words for problem in summary(AnyForm({}))]
    assert said == [
        "This does not fit what stands already: open the page again in another tab to see how it"
        " stands now"
    ]
