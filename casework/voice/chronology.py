from django.db.models import Case, TextField, Value, When
from django.db.models.functions import Coalesce, Concat, NullIf

from casework.chronology.registry import Events, registry
from casework.voice.models import Advocate, Tool, Voice, VoiceAnswer

TOOL = Case(
    When(work__own_tool__isnull=False, then="work__own_tool__name"),
    *(When(work__tool=code, then=Value(label)) for code, label in Tool.choices),
    output_field=TextField(),
)
OFFERED = Case(*(When(kind=code, then=Value(label)) for code, label in Advocate.Kind.choices))

registry.add(
    Events(
        code="voice",
        records=Voice.objects.all,
        happened="held_on",
        title=Concat(Value("What the child said or showed: "), TOOL, output_field=TextField()),
        detail=Coalesce(NullIf("translation", Value("")), "words", output_field=TextField()),
        url="voice",
        kind="visits",
    ),
    Events(
        code="voice.changed",
        records=lambda: VoiceAnswer.objects.filter(outcome=VoiceAnswer.Outcome.CHANGED),
        happened="answered_on",
        title="Something changed because the child said it",
        detail="what",
        url="voice",
        kind="visits",
    ),
    Events(
        code="advocate",
        records=lambda: Advocate.objects.filter(started_on__isnull=False),
        happened="started_on",
        title=Concat(OFFERED, Value(" began to help the child"), output_field=TextField()),
        detail="organisation",
        url="voice-taking-part",
        kind="plans",
    ),
)
