"""What the page of any record says of its corrections, and where it is put right."""

from django import template

from casework.access.roles import Permission
from casework.children.extensions.mistakes import mistakes
from casework.corrections.presentation import corrections_of

register = template.Library()


@register.inclusion_tag("corrections/_put_right.html", takes_context=True)
def put_right(context, record):
    """One query; for the page of a record, not for the lines of a list."""
    kind, worker = mistakes.of_record(record), context["request"].user
    return {
        "kind": kind,
        "record": record,
        "corrections": corrections_of(record, worker),
        "may": worker.may(Permission.RECORD) and not kind.not_withdrawn,
    }
