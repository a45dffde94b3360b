"""Whether children are heard, and whether it changes anything: as at any day."""

from datetime import timedelta

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Concat

from casework.figures.registry import Cut, Figure, figures
from casework.legal.models import LegalStatus
from casework.plans.models import Plan
from casework.recording.models import ChildNote, ChildVisit
from casework.referrals.models import EpisodeOfNeed
from casework.voice.models import Advocate, OwnTool, Tool, Voice, VoiceAnswer

LATELY = timedelta(days=183)
"""Six months: the span between two reviews of a child protection plan (Working Together 2023)."""
GROUP = "seen"
Outcome = VoiceAnswer.Outcome


def in_work(day):
    """Children with an episode of need open at the end of the day."""
    still = Q(closed_on=None) | Q(closed_on__gt=day)
    return EpisodeOfNeed.objects.filter(still, started_on__lte=day)


def since(records, on: str, day):
    """This child's records of the six months up to and with the day."""
    lately = {f"{on}__gt": day - LATELY, f"{on}__lte": day}
    return records.filter(child=OuterRef("child"), **lately)


def own_words(day):
    """Where a child's own words stand: direct work, visits, notes."""
    return (
        since(Voice.objects, "held_on", day),
        since(ChildVisit.objects.with_words(), "held_on", day),
        since(ChildNote.objects.with_words(), "note__happened_at__date", day),
    )


def heard(day):
    """Children in work, each with whether their own words were written down lately."""
    voices, visits, notes = own_words(day)
    spoke = Q(Exists(voices)) | Q(Exists(visits)) | Q(Exists(notes))
    return in_work(day).annotate(was_heard=Case(When(spoke, then=True), default=False))


def changed(day):
    """Children in work who were heard lately, each with whether something changed because of it by
    that day. At a visit or in a note, what changed stands beside the words and has no day."""
    voices, visits, notes = own_words(day)
    answers = VoiceAnswer.objects.filter(
        voice=OuterRef("pk"), outcome=Outcome.CHANGED, answered_on__lte=day
    )
    because = (
        Q(Exists(voices.filter(Exists(answers))))
        | Q(Exists(visits.exclude(changed_because="")))
        | Q(Exists(notes.exclude(changed_because="")))
    )
    heard_ones = heard(day).filter(was_heard=True)
    return heard_ones.annotate(was_changed=Case(When(because, then=True), default=False))


def said(span):
    """What children said in direct work, each with whether it was answered by the last day."""
    answers = VoiceAnswer.objects.filter(voice=OuterRef("pk"), answered_on__lte=span.last)
    return Voice.objects.annotate(was_answered=Exists(answers))


def protected_or_in_care(day):
    """Children in work who had a child protection plan or were looked after on the day, each with
    whether an advocate was offered by then."""
    child = OuterRef("child")
    still = Q(ended_on=None) | Q(ended_on__gt=day)
    plans = Plan.objects.child_protection().filter(still, child=child, started_on__lte=day)
    care = LegalStatus.objects.looked_after().on(day).filter(child=child)
    offers = Advocate.objects.filter(child=child, offered_on__lte=day)
    children = in_work(day).filter(Q(Exists(plans)) | Q(Exists(care)))
    return children.annotate(was_offered=Exists(offers))


def tools(worker):
    own = OwnTool.objects.of(worker.authority_id)
    shipped = [choice for choice in Tool.choices if choice[0] != Tool.OWN]
    return [*shipped, *((f"own-{tool.pk}", tool.name) for tool in own)]


TOOL = Cut(
    name="tool",
    label="Tool",
    value=Case(
        When(work__own_tool=None, then="work__tool"),
        default=Concat(Value("own-"), Cast("work__own_tool", CharField())),
        output_field=CharField(),
    ),
    choices=tools,
)

figures.add(
    Figure(
        code="voice.heard",
        title="Children whose own words are on file",
        group=GROUP,
        of="children in work",
        which="said or showed something that was written down in the six months before",
        which_not="have nothing of their own written down in that time",
        source="Ofsted, focused visit 2019: views sought and captured with a range of tools",
        records=heard,
        counted=Q(was_heard=True),
    ),
    Figure(
        code="voice.changed",
        title="Children whose words changed something",
        group=GROUP,
        of="children in work whose own words are on file",
        which="had something change because of what they said",
        which_not="had nothing written down that changed because of it",
        source="Ofsted, focused visit 2019: views are used effectively to inform planning",
        records=changed,
        counted=Q(was_changed=True),
    ),
    Figure(
        code="voice.answers",
        title="What children said in direct work, answered",
        group=GROUP,
        of="things children said in direct work",
        which="were answered: what changed, or why not yet",
        which_not="were not answered",
        source="Local default: a child is told what became of what they said",
        records=said,
        on="held_on",
        counted=Q(was_answered=True),
        cut=TOOL,
    ),
    Figure(
        code="voice.told",
        title="Answers a child was told",
        group=GROUP,
        of="answers to what children said",
        which="were told to the child",
        which_not="were not told to the child",
        source="Local default: an answer nobody tells the child answers nobody",
        records=lambda span: VoiceAnswer.objects.all(),
        on="answered_on",
        counted=lambda span: Q(told_on__lte=span.last),
    ),
    Figure(
        code="voice.advocate",
        title="An advocate or independent visitor offered",
        group=GROUP,
        of="children in work with a child protection plan, or looked after",
        which="were offered one",
        which_not="were not offered one",
        source="Children Act 1989, sections 26A and 23ZB; offered by the day asked",
        records=protected_or_in_care,
        counted=Q(was_offered=True),
    ),
)
