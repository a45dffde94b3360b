"""Lines of lists of children, and of what leads on from a file. There are fifty on a page, so
Python writes them and not a template, which looks up every name anew: a seventh of the time. Every
value is escaped."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from casework.interface.templatetags.casework import ages, clock_words, dated, escaped

register = template.Library()


def link_to(child, url="", words="") -> SafeString:
    """The child's name, or other words for them, which leads to their file or where it is said."""
    address, name = url or child.get_absolute_url(), escaped(words or child.name)
    return mark_safe(f'<a class="govuk-link" href="{address}">{name}</a>')


@register.simple_tag
def line_of(child, what, note, *, url="", deadline=None, day=None) -> SafeString:
    """One line of the children behind a number: who, what of them, and when. ``url`` is where the
    name leads, if not to the file; of a ``deadline`` its state is shown, else the ``day``."""
    when = clock_words(deadline) if deadline else dated(day)
    return mark_safe(
        f'<li>\n<p class="cw-work__who">{link_to(child, url)}'
        f' <span class="cw-note">{escaped(ages(child))}</span></p>\n'
        f'<div class="cw-work__what"><p>{escaped(what)}</p>'
        f'<p class="cw-note">{escaped(note)}</p></div>\n'
        f'<div class="cw-work__due">{when}</div>\n<div class="cw-work__do"></div>\n</li>\n'
    )


@register.simple_tag
def clock_lines(deadlines) -> SafeString:
    """Lines of clocks: whose child, what is due, who holds them, and how it stands."""
    return mark_safe(
        "".join(
            line_of(
                deadline.child,
                deadline.title,
                deadline.worker or "No one is allocated",
                deadline=deadline,
            )
            for deadline in deadlines
        )
    )


@register.simple_tag
def child_rows(children) -> SafeString:
    """The rows of ``children/_list.html``."""
    return mark_safe("".join(map(_child_row, children)))


def _child_row(child) -> str:
    """And by what a search found them, where that was neither a name nor a number of theirs."""
    born_on, team = child.person.born_on, child.team
    born = dated(born_on) if born_on else ""
    return (
        f'<tr>\n<th scope="row">{link_to(child)}{_found_by(child)}</th>\n'
        f'<td data-label="Age">{escaped(ages(child.person))}</td>\n'
        f'<td data-label="Born">{born}</td>\n'
        f'<td data-label="Number">{child.number}</td>\n'
        f'<td data-label="Team">{escaped(team.name) if team else ""}</td>\n</tr>\n'
    )


def _found_by(child) -> str:
    if not child.found_through and not child.former_homes:
        return ""
    homes = (f"Former address: {home}, {home.until_words}" for home in child.former_homes)
    through = (f"Found by {relation}" for relation in child.found_through)
    notes = ((note,) for note in (*through, *homes))
    return format_html_join("", '<span class="cw-note">{}</span>', notes)


@register.simple_tag
def file_pages_row(pages, *, keys=True) -> SafeString:
    """The pages of a file, as items of a list: {label, url, current, key}. A page has each browser
    key once."""
    return mark_safe("".join(_page_item(page, keys) for page in pages))


def _page_item(page: dict, keys: bool) -> str:
    key = f' accesskey="{escaped(page["key"])}"' if keys and page["key"] else ""
    current = ' aria-current="page"' if page["current"] else ""
    return f'<li><a href="{page["url"]}"{key}{current}>{escaped(page["label"])}</a></li>\n'


@register.simple_tag
def record_menu(items) -> SafeString:
    """What can be recorded on a file, as items of a list: {url, label, note}."""
    return mark_safe("".join(_menu_item(item) for item in items))


def _menu_item(item: dict) -> str:
    note = f' <span class="cw-note">{escaped(item["note"])}</span>' if item["note"] else ""
    link = f'<a class="govuk-link" href="{item["url"]}">{escaped(item["label"])}</a>'
    return f"<li>{link}{note}</li>\n"
