"""Events of a chronology. Twenty stand on a child's page and fifty on the chronology, so Python
writes them and not a template. Every value is escaped."""

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from casework.interface import words
from casework.interface.templatetags.casework import dated, escaped

register = template.Library()


@register.simple_tag
def event_row(event) -> SafeString:
    """One event: a ``<li>`` inside ``<ol class="cw-chronology">``.

    It has at (date or instant), title, url, what (a sentence), significant, recorded_late (words
    such as "written down 9 days later"), corrected (words); of several children also names and
    parts [(name, words)]; reasons (why workers marked it); marks [(name, url, is marked)].
    """
    title = escaped(event.title)
    link = f'<a class="govuk-link" href="{escaped(event.url)}">{title}</a>' if event.url else title
    marked = ' class="cw-event--significant"' if event.significant else ""
    what = f'<p class="cw-event__what">{escaped(event.what)}</p>\n' if event.what else ""
    parts = (
        f'<p class="cw-event__what"><b>{escaped(name)}:</b> {escaped(told)}</p>\n'
        for name, told in event.parts
    )
    reasons = (
        f'<p class="cw-event__why"><b>Why it matters:</b> {escaped(reason)}</p>\n'
        for reason in event.reasons
    )
    return mark_safe(
        f'<li{marked}>\n<p class="cw-note">{_when(event)}{_marks(event, title)}</p>\n'
        f'<p class="cw-event__title">{link}</p>\n{what}{"".join(parts)}{"".join(reasons)}</li>\n'
    )


def _when(event) -> str:
    """The day, and what must be known of it."""
    facts = [dated(event.at, words.event_day(event.at, timezone.now()))]
    if event.names:
        facts.append(f"<b>{escaped(event.names)}</b>")
    if event.significant:
        facts.append('<span class="cw-event__mark">Significant</span>')
    facts += [escaped(late) for late in (event.recorded_late, event.corrected) if late]
    return " · ".join(facts)


def _marks(event, title: str) -> str:
    """Where each child's event is marked as one that matters."""
    if not event.marks:
        return ""
    day = escaped(words.full_day(event.at))
    links = (
        f' · <a class="govuk-link" href="{escaped(url)}">'
        f"{'Change why' if marked else 'This matters'}{f' for {escaped(name)}' if name else ''}"
        f'<span class="govuk-visually-hidden">: {title}, {day}</span></a>'
        for name, url, marked in event.marks
    )
    return f'<span class="cw-event__marks cw-no-print">{"".join(links)}</span>'
