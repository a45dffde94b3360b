"""What a child's voice adds to their file: a page, deeds, a search, and how it is put right."""

from casework.children.extensions.banner_and_menu import MenuItem, Page, parts
from casework.children.extensions.endings import Cause, Ends, endings
from casework.children.extensions.file_search import Findable, within
from casework.children.extensions.mistakes import Kind, mistakes
from casework.voice.models import Advocate, HowChildTells, LifeStoryItem, Voice, VoiceAnswer

parts.add(
    Page(order=52, label="Voice", url="voice"),
    MenuItem(order=31, label="Direct work, views and wishes", url="voice-add"),
    MenuItem(order=132, label="Advocate or independent visitor", url="advocate-add"),
    MenuItem(order=133, label="How the child tells people things", url="voice-tells-add"),
    MenuItem(order=134, label="Something for later life", url="life-story-add"),
)

within.add(
    Findable(
        label="What the child said",
        records=Voice.objects.all,
        happened="held_on",
        url="voice",
        words=("words", "translation", "means", "with_whom", "work__place", "work__asked_by_name"),
    ),
    Findable(
        label="Answer to the child",
        records=VoiceAnswer.objects.all,
        happened="answered_on",
        url="voice",
        words=("what", "told_how"),
    ),
    Findable(
        label="How the child tells people things",
        records=HowChildTells.objects.all,
        happened="written_on",
        url="voice-taking-part",
        words=("ways", "when_glad", "when_not", "helps"),
    ),
    Findable(
        label="Advocate or independent visitor",
        records=Advocate.objects.all,
        happened="offered_on",
        url="voice-taking-part",
        words=("name", "organisation", "because", "offered_how", "ended_because"),
    ),
    Findable(
        label="For later life",
        records=LifeStoryItem.objects.all,
        happened="recorded_at",
        url="later-life",
        words=("title", "to_them"),
    ),
)


def _day_of_the_work(voice) -> None:
    """Corrected for one, the day is corrected for the brothers and sisters who were there."""
    voice.held_on = voice.work.held_on
    for other in voice.work.children.exclude(pk=voice.pk).exclude(held_on=voice.held_on):
        other.held_on = voice.held_on
        other.save()


mistakes.add(
    Kind(
        model=Voice,
        called="what the child said",
        happened="held_on",
        url="voice",
        shared="work",
        shared_fields=("held_on", "tool", "place", "asked_by_name", "helper_name"),
        keeps=_day_of_the_work,
    ),
    Kind(model=VoiceAnswer, called="answer to the child", happened="answered_on", url="voice"),
    Kind(
        model=HowChildTells,
        called="how the child tells people things",
        happened="written_on",
        url="voice-taking-part",
    ),
    Kind(
        model=Advocate,
        called="advocate or independent visitor",
        happened="offered_on",
        url="voice-taking-part",
    ),
    Kind(
        model=LifeStoryItem,
        called="something for later life",
        url="later-life",
        not_corrected="It is changed on its own page, and its history keeps what it was",
    ),
)


def _end(advocate, ending) -> None:
    advocate.ended_on = ending.on_or_after(advocate.started_on or advocate.offered_on)
    advocate.ended_because = ending.because
    advocate.save()


endings.add(
    Ends(
        order=74,
        records=lambda: Advocate.objects.standing().select_related("child__person"),
        end=_end,
        causes=frozenset({Cause.DIED, Cause.MOVED}),
        label=lambda advocate: str(advocate),
    )
)
