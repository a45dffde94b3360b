from django import template

from casework.access.links import may_open

register = template.Library()


@register.simple_tag(name="may_open", takes_context=True)
def may_open_tag(context, where: str) -> bool:
    """``{% may_open "visit-add" as drawn %}``: whether whoever reads the page may open that one."""
    request = getattr(context, "request", None) or context["request"]
    return may_open(request.user, where)
