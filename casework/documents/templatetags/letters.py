"""The words of a letter on screen."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from casework.documents.letters.blocks import runs

register = template.Library()


@register.filter
def marked(text):
    """Lines kept, what stands between two pairs of stars in bold, all of it escaped."""
    lines = ((format_html_join("", "{}", map(_run, runs(line))),) for line in text.splitlines())
    return format_html_join(mark_safe("<br>"), "{}", lines)


def _run(run):
    words, bold = run
    return (format_html("<b>{}</b>", words) if bold else words,)
