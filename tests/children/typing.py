"""Types into the forms of a page as a browser would, and reads what stands in them."""

from django.urls import reverse
from lxml import html

from casework.children.saving.form_tokens import COUNT, OURS, TOKEN


def forms_of(response):
    """The forms of a page that hold more than a line of text."""
    page = html.fromstring(response.content)
    return [form for form in page.iter("form") if form.xpath(".//textarea")]


def standing(form) -> dict[str, list[str]]:
    """What the form would send, ours left out."""
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        if name not in OURS:
            found.setdefault(name, []).append(value.strip("\n"))
    return found


def fill(form) -> dict[str, list[str]]:
    """Answer everything: dates by half, each box ticked, the last of each choice, words."""
    for control in form.inputs:
        kind = control.get("type", "text") if control.tag == "input" else control.tag
        if kind == "textarea":
            control.value = f"Words for {control.name}:\n  “half a sentence <b>"
        elif kind == "text":
            control.value = "31" if control.name.endswith("_day") else "typed"
            if control.name.endswith(("_month", "_year")):
                control.value = ""
        elif kind == "checkbox":
            control.checked = True
        elif kind == "radio" and control.get("value"):
            form.inputs[control.name].value = control.get("value")
        elif kind == "select" and control.value_options:
            control.value = (
                control.value_options[-1:] if control.multiple else (control.value_options[-1])
            )
    return standing(form)


def opened(client, path):
    """The first such form of a page."""
    return forms_of(client.get(path))[0]


def token_of(form) -> str:
    return form.fields[TOKEN]


def save(client, token, typed, count=1, **more):
    """What the script sends once a pause."""
    return client.post(reverse("draft-keep"), {**typed, TOKEN: token, COUNT: count, **more})
