from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join

from casework.children.extensions.page_parts import page_parts, ways_on_from

register = template.Library()


@register.simple_tag(name="page_parts", takes_context=True)
def page_parts_tag(context, page: str):
    """``{% page_parts "plan" %}``: what later apps have to say of the child on this page."""
    request, child = context["request"], context["child"]
    read = (
        (part.template, part.reads(child, request.user))
        for part in page_parts
        if page in part.pages
    )
    shown = (
        (render_to_string(name, {**facts, "child": child}, request),)
        for name, facts in read
        if facts
    )
    return format_html_join("", "{}", shown)


@register.simple_tag(name="ways_on", takes_context=True)
def ways_on_tag(context, record):
    """``{% ways_on need as ways %}``: the words and address of each deed that begins from it."""
    request = getattr(context, "request", None) or context["request"]
    return ways_on_from(record, request.user)
