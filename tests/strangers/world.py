"""One of every record there is about one child, made by walking the models.

Every row of a child has the same number, so an address made with that number is a true one whatever
it names. Every text about the child holds words found nowhere else, so that one look at a page
tells whether it says anything of them. A new model has a row here the day it is added; one that
cannot be made fails by name.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from factory import SubFactory
from factory.django import DjangoModelFactory

from audits.models import Programme
from casework.access.models import Authority, Team, Worker
from casework.children.models import Child, Person
from casework.children.models.looks import FileSet
from casework.meetings.models import Meeting
from casework.plans.models import Plan
from casework.retention.deletion import extent as deletion
from casework.support.services.needs import Need
from missing.models import ReturnInterview
from tests import factories

OURS = ("casework", "assessments", "missing", "audits")
DAY = date(2026, 1, 5)
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
ROOTS = {Child, Person}
STAFF = {Authority, Team, Worker}
POINTS_BY_NUMBER = {"record", "record_id"}


def our_models() -> list[type[models.Model]]:
    """Those that are written by people or the product, not the histories of them."""
    every = [one for one in apps.get_models() if one.__module__.split(".")[0] in OURS]
    return [one for one in every if not hasattr(one, "pgh_tracked_model")]


def points_to(model) -> set[type[models.Model]]:
    return {one.related_model for one in model._meta.fields if one.is_relation} - {model}


@cache
def beneath_a_child() -> frozenset[type[models.Model]]:
    """The models that hang from a child or a person, at however many steps."""
    found = set(ROOTS)
    while more := {one for one in our_models() if points_to(one) & found} - found - STAFF:
        found |= more
    return frozenset(found)


EACH_ITS_OWN = {
    "children.HouseMove",
    "confidentiality.GroupRequest",
    "preproceedings.KeptFamily",
    "preproceedings.PreProceedings",
    "preproceedings.Proceedings",
}
"""Of these every file has one of its own here: each child's part of them is private by itself."""
SHARED = deletion.SHARED - EACH_ITS_OWN
"""Words about several children at once: they stand above a child's row, and are as private. The
product says which."""


OF_SEVERAL = SHARED | {"meetings.Attendee"}


def about_a_child(model) -> bool:
    return model in beneath_a_child() or model._meta.label in SHARED


def has_an_owner(model) -> bool:
    """Some rows belong to nobody: the calendar, the record of nightly work."""
    return model in ROOTS or bool(points_to(model))


def to_be_made() -> list[type[models.Model]]:
    return [one for one in our_models() if one not in STAFF and has_an_owner(one)]


@cache
def factory_of(model):
    every = [one for one in vars(factories).values() if isinstance(one, type)]
    ours = [one for one in every if issubclass(one, DjangoModelFactory) and not one._meta.abstract]
    return next((one for one in ours if one._meta.model is model), None)


@dataclass
class File:
    """A child, and one of everything about them, each row numbered ``number``."""

    number: int
    word: str
    team: Team
    restricted: bool
    worker: Worker
    plain_where_shared: bool = False
    kept: dict[type[models.Model], models.Model] = field(default_factory=dict)
    at_first: tuple = ()

    @property
    def child(self) -> Child:
        return self.kept[Child]

    @property
    def surname(self) -> str:
        return f"Qq{self.word[2:]}"

    @property
    def words(self) -> list[str]:
        """What nobody else's page says: of any text, of the name, and the child's number."""
        return [self.word, self.surname, f"C{self.number}"]

    def fill(self) -> "File":
        for model in to_be_made():
            self.make(model)
        self.kept[Meeting].children.add(self.child)
        return self

    def make(self, model):
        if model not in self.kept:
            try:
                self.kept[model] = self.row(model)
            except Exception as trouble:
                raise AssertionError(
                    f"No {model._meta.label} could be made: {trouble}"
                ) from trouble
        return self.kept[model]

    def row(self, model):
        made_by = factory_of(model)
        facts = self.facts(model, made_by._meta.pre_declarations if made_by else {})
        facts |= {name: self.value_of(said) for name, said in EXACTLY.get(label(model), {}).items()}
        row = made_by(**facts) if made_by else model._default_manager.create(**facts)
        return row

    def value_of(self, said):
        return said(self) if callable(said) else said

    def facts(self, model, declared) -> dict:
        facts = {}
        for one in model._meta.concrete_fields:
            if one.primary_key:
                facts[one.name] = self.number
            elif one.is_relation:
                if (
                    one.name in declared
                    and isinstance(declared[one.name], SubFactory)
                    or needed(one)
                ):
                    facts[one.name] = self.related(one)
            elif one.name == "withdrawn_because":
                continue
            elif isinstance(one, models.CharField | models.TextField) and not one.choices:
                if self.is_told_by(model):
                    facts[one.name] = self.word[: one.max_length]
                elif needed(one) and one.name not in declared:
                    facts[one.name] = f"Plain {self.number}"[: one.max_length]
            elif needed(one) and one.name not in declared:
                facts[one.name] = self.number if one.name in POINTS_BY_NUMBER else plain_value(one)
        if hasattr(model, "team") and model in beneath_a_child():
            facts["team"] = self.team
        return facts

    def is_told_by(self, model) -> bool:
        """Whether the texts of this model's row hold the child's own word."""
        return about_a_child(model) and not (self.plain_where_shared and label(model) in OF_SEVERAL)

    def related(self, one):
        of_staff = {Authority: self.team.authority, Team: self.team, Worker: self.worker}
        return of_staff.get(one.related_model) or self.make(one.related_model)

    def relative(self):
        return factories.PersonFactory(
            authority=self.team.authority, given_name=self.word, family_name=self.word
        )

    def second_file(self):
        """A file that may be the same child's, as private as the first."""
        return factories.ChildFactory(
            person=self.relative(), team=self.team, restricted=self.restricted
        )


def label(model) -> str:
    return model._meta.label


def needed(one) -> bool:
    if one.is_relation:
        return not one.null or one.name == "authority"
    automatic = getattr(one, "auto_now", False) or getattr(one, "auto_now_add", False)
    return not (
        one.null or one.has_default() or automatic or one.blank and one.empty_strings_allowed
    )


def plain_value(one):
    if one.choices:
        return one.choices[0][0]
    by_kind = {
        models.DateTimeField: NOON,
        models.DateField: DAY,
        models.BooleanField: False,
        models.IntegerField: 1,
        models.DecimalField: 1,
        ArrayField: [],
        models.JSONField: {},
        FileSet: "{}",
    }
    return next(value for kind, value in by_kind.items() if isinstance(one, kind))


def supervisor_of(file):
    """Somebody else of the team: nobody supervises themselves."""
    return factories.WorkerFactory(team=file.team, role="team_manager")


EXACTLY: dict[str, dict] = {
    "governance.Seal": {"number": lambda file: file.number},
    "voice.Advocate": {"ended_because": ""},
    "voice.DirectWork": {"tool": "houses", "own_tool": None},
    "voice.Voice": {"alone": False, "language": "ar"},
    "audits.Audit": {
        "programme": lambda file: file.make(Programme),
        "edition": "ilacs-2026",
        "auditor": lambda file: file.worker,
        "due_on": DAY + timedelta(days=30),
    },
    "audits.Improvement": {"criterion": "HP.PL.3"},
    "audits.LocalCriterion": {"code": lambda file: f"LOC.{file.word[-4:].upper()}"},
    "audits.Moderation": {"grade_before": "good", "grade": "good"},
    "audits.Programme": {
        "drawn_at": NOON,
        "seed": "0",
        "frame": lambda file: [[file.number, ""]],
        "made_by": lambda file: file.worker,
    },
    "audits.Score": {"criterion": "HP.PL.3"},
    "audits.SectionGrade": {"section": "plan", "grade": "good"},
    "children.Child": {"restricted": lambda file: file.restricted, "upn": ""},
    "children.Draft": {"expires_on": date(2099, 1, 1), "page": "0", "count": 1},
    "children.FileGrant": {"until": DAY, "ended_because": ""},
    "children.Person": {"sex": "F", "family_name": lambda file: file.surname},
    "children.Relationship": {"relative": File.relative},
    "children.PersonJoin": {"joined": File.relative},
    "children.FormSubmission": {"key": lambda file: file.word},
    "confidentiality.Opening": {"judged": "", "reviewed_at": None, "found": ""},
    "confidentiality.Restriction": {"decided_by": None, "ended_because": ""},
    "corrections.Correction": {"kind": "recording.childvisit"},
    "corrections.Withdrawal": {"kind": "recording.childvisit"},
    "documents.ChildDocument": {"removed_because": ""},
    "duplicates.Merge": {"absorbed": File.second_file, "not_agreed_because": ""},
    "documents.LetterTemplate": {"code": lambda file: f"letter-{file.word[-4:]}"},
    "meetings.Attendee": {"person": lambda file: file.make(Person)},
    "meetings.Meeting": {
        "not_held_because": "",
        "held": False,
        "starts_at": lambda file: timezone.now(),
    },
    "missing.MissingEpisode": {
        "interview": lambda file: file.make(ReturnInterview),
        "ended_because": "",
        "no_interview_because": "",
    },
    "missing.ReturnInterview": {"provider": None, "provider_person": ""},
    "notices.Notice": {"kind": "overdue", "child": lambda file: file.child},
    "notices.Told": {"kind": "overdue"},
    "practice.Section": {"key": "own_words"},
    "access.AccountRequest": {"kind": "factor", "role": "social_worker", "decided_by": None},
    "access.Absence": {"deputy": lambda file: factories.WorkerFactory(team=file.team)},
    "retention.Hold": {
        "child": lambda file: file.child,
        "category": "",
        "lifted_because": "",
        "lifted_by": None,
    },
    "retention.Round": {"authorised_at": None, "authorised_by": None, "finished_at": None},
    "retention.DueFile": {"file": lambda file: file.number, "left_out_because": ""},
    "retention.Rule": {"years_after_death": None, "confirmed_at": None, "confirmed_by": None},
    "preproceedings.PreProceedings": {"no_letter": "", "no_letter_on": None},
    "preproceedings.ChildPreProceedings": {"outcome": "", "outcome_on": None, "imported": False},
    "preproceedings.PanelDecision": {"decision": "go_on", "new_end": None},
    "preproceedings.Parent": {"represented": "yes", "person": lambda file: file.make(Person)},
    "preproceedings.OrderedAssessment": {"called_off_on": None},
    "preproceedings.Hearing": {"held_on": None},
    "preproceedings.ChildInCourt": {"final_on": None, "final_order": ""},
    "preproceedings.CourtExtension": {"extends": DAY, "until": DAY + timedelta(days=7)},
    "preproceedings.KeptFamily": {
        "said": lambda file: {
            "key": file.number,
            "name": file.word,
            "worker": file.word,
            "day": "2026-01-05",
            "letter_age": 0,
            "children": [
                {
                    "lane": file.number % 10000,
                    "child_id": file.number,
                    "name": file.word,
                    "note": file.word,
                    "began_on": "2026-01-05",
                    "outcome_on": None,
                    "extended_to": None,
                }
            ],
            "steps": [],
        }
    },
    "preproceedings.KeptChild": {"lane": lambda file: file.number % 10000},
    "preproceedings.LetterCopy": {"kind": "easy_read", "language": ""},
    "plans.ManagementOversight": {"plan": lambda file: file.make(Plan)},
    "support.EdgeReferral": {"consent_on": DAY},
    "support.EdgeOfCare": {"decision": "", "ended_because": "", "outcome": ""},
    "support.Group": {"ended_on": None},
    "support.GroupPlace": {"left_because": "", "left_on": None, "what_changed": ""},
    "support.GroupAttendance": {"came": "came"},
    "support.ShortBreak": {"status": "booked", "because": "", "nights": 1},
    "support.Skill": {"what": "victims"},
    "support.Service": {"needs": lambda file: ["parenting"], "ended_because": "", "cost_per": ""},
    "supervision.Agreement": {"supervisor": lambda file: supervisor_of(file)},
    "supervision.Session": {
        "supervisor": lambda file: supervisor_of(file),
        "missed_because": "",
        "starts_at": lambda file: timezone.now() + timedelta(minutes=file.number % 1000),
    },
    "supervision.Observation": {"supervisor": lambda file: supervisor_of(file)},
    "transfers.Transfer": {
        "to_team": lambda file: factories.TeamFactory(
            authority=file.team.authority, name=f"Team {file.number}"
        )
    },
    "disclosure.Redaction": {"reason": "third_party"},
    "disclosure.NameAnswer": {"reason": "third_party", "answer": "redact"},
    "timescales.Deadline": {"code": "assessment.complete"},
    "waits.NeedForHelp": {"meanwhile_from": DAY, "no_service_on": DAY},
    "waits.HelpReferral": {
        "first_session_on": DAY,
        "ended_on": DAY,
        "ended_because": "finished",
        "effect": "better",
    },
    "waits.ServiceGap": {
        "need": lambda file: Need.values[file.number % len(Need)],
        "closed_because": "",
    },
    "writing.Dismissal": {
        "kind": "plan_action",
        "code": "jargon",
        "words": "PLO",
        "reason": "known_word",
    },
    "writing.OwnTerm": {"means": "Plain words"},
}
"""What a constraint asks for, or a code that must be one the product knows."""
