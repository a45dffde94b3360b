from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf

from assessments.codes import Factor
from assessments.models import Amendment, Assessment, Section47, StrategyDiscussion
from casework.chronology.patterns import Repeats, before
from casework.chronology.registry import Events, registry


def decided(words, field, choices):
    """The words and, after a colon, what was decided, as it stands inside a sentence."""
    cases = [
        When(**{field: code}, then=Value(f"{label[:1].lower()}{label[1:]}"))
        for code, label in choices
    ]
    return Concat(Value(f"{words}: "), Case(*cases, default=Value("outcome not recorded")))


KIND = Case(*(When(kind=code, then=Value(label)) for code, label in Assessment.Kind.choices))

registry.add(
    Events(
        code="assessment_started",
        order=16,
        records=Assessment.objects.all,
        happened="started_on",
        title=Concat(KIND, Value(" started")),
        url="assessments",
        kind="assessed",
    )
)

registry.add(
    Events(
        code="assessment_authorised",
        order=30,
        ends=True,
        records=Assessment.objects.all,
        happened="authorised_on",
        title=decided("Assessment authorised", "outcome", Assessment.Outcome.choices),
        detail=Coalesce(NullIf("manager_analysis", Value("")), F("recommendation")),
        significant=True,
        url="assessments",
        kind="assessed",
    )
)

registry.add(
    Events(
        code="assessment_corrected",
        order=31,
        ends=True,
        records=Amendment.objects.authorised,
        happened="authorised_on",
        title="Assessment corrected",
        detail="why",
        url="assessments",
        kind="assessed",
    )
)

registry.add(
    Events(
        code="strategy_discussion",
        at="meeting__starts_at",
        order=20,
        records=StrategyDiscussion.objects.all,
        happened="held_on",
        title=decided("Strategy discussion", "decision", StrategyDiscussion.Decision.choices),
        detail="concern",
        significant=True,
        url="section47s",
        kind="assessed",
    )
)

registry.add(
    Events(
        code="section47_finished",
        order=32,
        ends=True,
        records=Section47.objects.all,
        happened="ended_on",
        title=decided("Section 47 enquiry finished", "outcome", Section47.Outcome.choices),
        detail="findings",
        significant=True,
        url="section47s",
        kind="assessed",
    )
)

registry.add(
    Events(
        code="section47_started",
        at="strategy__meeting__starts_at",
        order=21,
        records=Section47.objects.all,
        happened="started_on",
        title="Section 47 enquiry started",
        significant=True,
        url="section47s",
        kind="assessed",
    )
)

FACTORS = {
    code: f"{label[:1].lower()}{label[1:]}".removesuffix(" (withdrawn code)")
    for code, label in Factor.choices
}

before.add(
    Repeats(
        code="section47s",
        order=30,
        thing="section 47 enquiries",
        singular="section 47 enquiry",
        short="Enquiry",
        records=Section47.objects.all,
        happened="started_on",
        until="ended_on",
        title=decided("Section 47 enquiry", "outcome", Section47.Outcome.choices),
        detail="findings",
        url="section47s",
    ),
    Repeats(
        code="assessments",
        order=60,
        thing="assessments",
        short="Assessment",
        records=Assessment.objects.all,
        happened="started_on",
        until="authorised_on",
        themes="factors",
        labels=FACTORS,
        theme="{count} found {theme}",
        title=Concat(
            KIND,
            Case(
                *(
                    When(outcome=code, then=Value(f": {label[:1].lower()}{label[1:]}"))
                    for code, label in Assessment.Outcome.choices
                ),
                default=Value(""),
            ),
        ),
        detail=Coalesce(NullIf("manager_analysis", Value("")), F("recommendation")),
        url="assessments",
    ),
)
