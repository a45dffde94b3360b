"""The sections of an assessment as PostgreSQL writes them for the API: the same as ``written``."""

from dataclasses import replace

from django.db.models import Case, F, IntegerField, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Concat, Left, Replace, Right, Substr, Upper
from django.db.models.lookups import Exact

from assessments.models import OF_THE_FAMILY, SECTIONS, AssessmentSection
from casework.children.api import child_first_name
from casework.interface.rows_as_json import ManyRows, OneRow, Place
from casework.practice.models import ADDED, Section, Version


def version_in_sql(place: Place) -> Case:
    """As a version is called: its template, and its number."""
    words = Concat(
        F(f"{place.way}version__template__title"),
        Value(", version "),
        F(f"{place.way}version__number"),
        output_field=TextField(),
    )
    return Case(When(place.when(version__isnull=False), then=words), default=None)


def asked_version() -> Case:
    """The version whose sections an assessment was asked. One that a census brought in open is
    asked what is asked today, and one it brought closed is asked nothing; one begun before there
    were templates has the sections that came with the product."""
    of = {"template__authority": OuterRef("child__authority"), "template__kind": OuterRef("kind")}
    every = Version.objects.filter(**of)
    shipped = Subquery(every.filter(number=1).values("pk")[:1])
    today = Subquery(every.newest_in_force().values("pk")[:1])
    return Case(
        When(version__isnull=False, then=F("version")),
        When(imported=False, then=shipped),
        When(authorised_on=None, stopped_on=None, then=today),
        default=None,
    )


def sections_in_sql(place: Place) -> ManyRows:
    """Each section it was asked, in its version's order, and what was answered; of rows annotated
    with their ``asked_version``."""
    asked = Section.objects.filter(version=OuterRef("asked_version")).order_by("position", "pk")
    facts = {
        "key": F("key"),
        "title": _title(place),
        "shared": F("shared"),
        "text": _text(place),
        "score": Case(When(key__startswith=ADDED, then=_answer("score")), default=None),
    }
    return ManyRows(asked.values_list(OneRow(facts)))


def _title(place: Place):
    """With the child's name where it belongs, and a capital."""
    name = child_first_name(replace(place, outer=True, way=f"{place.way}child__"))
    of_the_name = Case(
        When(Exact(Right(name, 1), Value("s")), then=Concat(name, Value("’"))),
        default=Concat(name, Value("’s")),
        output_field=TextField(),
    )
    whose = Replace("title", Value("{name}’s"), of_the_name)  # type: ignore[arg-type]
    words = Replace(whose, Value("{name}"), name)
    return Concat(Upper(Left(words, 1)), Substr(words, 2), output_field=TextField())


def _text(place: Place) -> Case:
    family = [f"family__{key}" for key in OF_THE_FAMILY]
    written = {path.removeprefix("family__"): OuterRef(place.path(path)) for path in family}
    written |= {key: OuterRef(place.path(key)) for key in (*SECTIONS, "recommendation")}
    return Case(
        When(key__startswith=ADDED, then=Coalesce(_answer("text"), Value(""))),
        *(When(key=key, then=Coalesce(words, Value(""))) for key, words in written.items()),
        default=Value(""),
        output_field=TextField(),
    )


def _answer(what: str) -> Subquery:
    rows = AssessmentSection.objects.filter(
        assessment=OuterRef(OuterRef("pk")), section=OuterRef("pk")
    )
    field = IntegerField() if what == "score" else TextField()
    return Subquery(rows.values(what)[:1], output_field=field)
