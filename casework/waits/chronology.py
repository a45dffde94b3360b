from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce, Concat

from casework.chronology.registry import Events, registry
from casework.support.services.needs import Need
from casework.waits.models import HelpReferral, NeedForHelp

WHOM = Coalesce("service__name", "provider")


def called(path: str) -> Case:
    return Case(*(When(**{path: need, "then": Value(label)}) for need, label in Need.choices))


def labels(field: str, choices) -> Case:
    return Case(
        *(When(**{field: value, "then": Value(label)}) for value, label in choices),
        default=Value(""),
    )


registry.add(
    Events(
        code="help.found",
        records=NeedForHelp.objects.all,
        happened="identified_on",
        title=Concat(Value("A need for help: "), called("need")),
        detail="words",
        url="help-needs",
        kind="plans",
    ),
    Events(
        code="help.none",
        records=lambda: NeedForHelp.objects.filter(no_service_on__isnull=False),
        happened="no_service_on",
        title=Concat(Value("No service exists for a need: "), called("need")),
        detail="no_service_because",
        significant=True,
        url="help-needs",
        kind="plans",
    ),
    Events(
        code="help.ended",
        records=lambda: NeedForHelp.objects.filter(ended_on__isnull=False),
        happened="ended_on",
        title=Concat(
            Value("A need for help ended: "), labels("ended_because", NeedForHelp.Ended.choices)
        ),
        detail="ended_words",
        url="help-needs",
        kind="plans",
    ),
    Events(
        code="help.asked",
        records=HelpReferral.objects.all,
        happened="referred_on",
        title=Concat(Value("Help asked of "), WHOM),
        url="help-needs",
        kind="plans",
    ),
    Events(
        code="help.answered",
        records=lambda: HelpReferral.objects.filter(answered_on__isnull=False),
        happened="answered_on",
        title=Concat(WHOM, Value(": "), labels("answer", HelpReferral.Answer.choices)),
        detail="answer_words",
        url="help-needs",
        kind="plans",
    ),
    Events(
        code="help.started",
        records=lambda: HelpReferral.objects.filter(first_session_on__isnull=False),
        happened="first_session_on",
        title=Concat(Value("First session with "), WHOM),
        significant=True,
        url="help-needs",
        kind="plans",
    ),
    Events(
        code="help.over",
        records=lambda: HelpReferral.objects.filter(ended_on__isnull=False),
        happened="ended_on",
        title=Concat(Value("Help ended with "), WHOM),
        detail="effect_words",
        url="help-needs",
        kind="plans",
    ),
)
