"""Tags the template pack draws forms with."""

from itertools import islice

from django import forms, template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from casework.interface import errors
from casework.interface.widgets import DateBoxes, FoldedCheckboxes, Textarea

register = template.Library()

KINDS = (
    (DateBoxes, "date"),
    (FoldedCheckboxes, "folded"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (Textarea, "textarea"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
)
CLASSES = {"textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload"}
WIDTHS = ((5, "5"), (13, "10"), (20, "20"))


@register.filter
def kind(field):
    """Which part of the pack draws this field."""
    widget = field.field.widget
    return next((name for cls, name in KINDS if isinstance(widget, cls)), "input")


@register.filter
def part(field):
    return f"govuk/controls/{kind(field)}.html"


register.filter("problems", errors.problems)
register.filter("first_input", errors.first_input)


@register.simple_tag
def control(field):
    """The control itself, with GOV.UK's classes and no hint to fill it from memory."""
    widget, which = _as_text(field.field.widget), kind(field)
    own = widget.attrs.get("class", "")
    base = CLASSES.get(which, "govuk-input")
    classes = [base, own if own else _width(field, which)]
    if field.errors:
        classes.append(f"{base}--error")
    if getattr(widget, "count", None):
        classes.append("govuk-js-character-count")
    attrs = {"class": " ".join(filter(None, classes)), "aria-describedby": described_by(field)}
    if which != "file":
        attrs["autocomplete"] = widget.attrs.get("autocomplete", "off")
    return mark_safe(field.as_widget(attrs={k: v for k, v in attrs.items() if v}))


def _as_text(widget):
    """A number is typed as text: a browser's number box throws away what it cannot read."""
    widget.attrs.pop("placeholder", None)  # a label never goes away as you type
    if isinstance(widget, forms.NumberInput):
        widget.input_type = "text"
        widget.attrs = {k: v for k, v in widget.attrs.items() if k not in ("min", "max", "step")}
        widget.attrs.setdefault("inputmode", "decimal")
    return widget


def _width(field, which):
    """A short answer has a short box: its length says what is asked."""
    if which != "input":
        return ""
    if isinstance(field.field.widget, forms.NumberInput):
        return "govuk-input--width-5"
    limit = getattr(field.field, "max_length", None) or 0
    fits = next((width for most, width in WIDTHS if 0 < limit <= most), None)
    return f"govuk-input--width-{fits}" if fits else ""


@register.simple_tag
def tick(field):
    """One checkbox that answers a question by itself."""
    attrs = {"class": "govuk-checkboxes__input", "aria-describedby": described_by(field)}
    return mark_safe(field.as_widget(attrs={k: v for k, v in attrs.items() if v}))


@register.filter
def described_by(field):
    """The ids of the hint, the error and the count, in the order they are read."""
    ids = []
    if field.help_text:
        ids.append(f"{field.auto_id}_helptext")
    if field.errors:
        ids.append(f"{field.auto_id}_error")
    if getattr(field.field.widget, "count", None):
        ids.append(f"{field.auto_id}-info")
    return " ".join(ids)


@register.simple_tag
def described(field):
    ids = described_by(field)
    return format_html(' aria-describedby="{}"', ids) if ids else ""


@register.filter
def boxes(field):
    """The boxes of a date, each knowing whether it is at fault."""
    wrong = errors.boxes_at_fault(field)
    context = field.field.widget.get_context(field.html_name, field.value(), {"id": field.auto_id})
    return [box | {"wrong": box["box"] in wrong} for box in context["widget"]["boxes"]]


@register.filter
def which_of_two(field):
    """The two answers where a time came twice that night; nothing for any other."""
    context = field.field.widget.get_context(field.html_name, field.value(), {"id": field.auto_id})
    return context["widget"].get("twice", [])


@register.filter
def options(field):
    """The radios or checkboxes of a field, each with the fields it opens, if any."""
    reveals = getattr(field.field.widget, "reveals", {})
    return [
        {
            "data": option.data,
            "label": option.choice_label,
            "id": option.id_for_label,
            "opens": [field.form[name] for name in _named(reveals.get(_value(option), ()))],
        }
        for option in field.subwidgets
    ]


@register.filter
def option_groups(field):
    """The checkboxes of a field under the headings of their choices. A heading that stands alone is
    open, and the first is where something is wrong: there the page leads to."""
    boxes, groups = iter(options(field)), list(field.field.choices)
    shown = field.errors or len(groups) == 1
    for place, (name, choices) in enumerate(groups):
        held = list(islice(boxes, len(choices)))
        ticked = sum(option["data"]["selected"] for option in held)
        yield {"name": name, "options": held, "ticked": ticked, "open": shown and place == 0}


def _value(option):
    return str(option.data["value"])


def _named(opened) -> tuple[str, ...]:
    return (opened,) if isinstance(opened, str) else tuple(opened)


@register.filter
def look(field):
    """Classes for how radios or checkboxes are laid out."""
    widget = field.field.widget
    block = "govuk-checkboxes" if kind(field) in ("checkboxes", "folded") else "govuk-radios"
    small = f"{block}--small" if getattr(widget, "small", True) else ""
    inline = f"{block}--inline" if getattr(widget, "inline", False) else ""
    return " ".join(filter(None, [small, inline]))


@register.filter
def in_order(form):
    """The fields to draw one after another: not those that another field's answer opens."""
    opened = {
        name
        for field in form
        for opened in getattr(field.field.widget, "reveals", {}).values()
        for name in _named(opened)
    }
    return [field for field in form.visible_fields() if field.name not in opened]


@register.inclusion_tag("components/error_summary.html")
def error_summary(*things):
    """The summary for these forms and formsets, once: a form already summed up is left out."""
    fresh = [form for form in errors.forms_in(*things) if not getattr(form, "summed_up", False)]
    problems = [problem for form in fresh for problem in errors.problems_of(form)]
    for form in fresh:
        form.summed_up = True
    return {"problems": problems, "kept": not any(_asks_password(form) for form in fresh)}


def _asks_password(form):
    """A password is never sent back to the page, so not all that was typed is still there."""
    fields = getattr(form, "fields", {}).values()
    return any(isinstance(field.widget, forms.PasswordInput) for field in fields)


@register.filter
def has_errors(thing):
    return bool(errors.summary(thing))


UNSAID = dict.fromkeys(
    [
        "form_action",
        "form_class",
        "unkept",
        "save_look",
        "save_name",
        "leave_url",
        "leave_words",
        "second_label",
        "second_name",
        "second_value",
    ]
)
"""What a form is told by its tag alone, never by what the page happens to call so."""


@register.simple_block_tag(takes_context=True, name="form")
def whole_form(context, content, **says):
    """A whole form round these fields: ``components/form.html`` tells what it can be told."""
    return _drawn("form", context, UNSAID | says | {"fields": content})


@register.simple_block_tag(takes_context=True)
def press(context, content, to, look="", name="", value=""):
    """A button that does something at once: ``components/press.html``."""
    says = {"to": to, "look": look, "name": name, "value": value, "words": content}
    return _drawn("press", context, says)


def _drawn(component, context, says):
    template_of_it = context.template.engine.get_template(f"components/{component}.html")
    with context.push(**says):
        return mark_safe(template_of_it.render(context))
