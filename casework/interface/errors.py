"""What is wrong with a form, in our words, and which control each thing is about."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField, CheckboxInput, FileInput
from django.forms.formsets import BaseFormSet

from casework.interface.widgets import DateBoxes


@dataclass(frozen=True)
class Problem:
    """One line of the error summary; ``target`` is the id of the control to focus."""

    words: str
    target: str


# How each of Django's own messages begins, and what we say for it.
OURS = (
    ("This field is required", "{ask}"),
    ("Select a valid choice", "Choose one of the answers offered for “{label}”"),
    ("“", "Choose one of the answers offered for “{label}”"),
    ("Enter a whole number", "Give a whole number for “{label}”"),
    ("Enter a number", "Give a number for “{label}”"),
    ("Enter a valid email", "Give an e-mail address such as name@example.gov.uk"),
    ("Enter a valid URL", "Give a web address that begins with https://"),
    ("Enter a valid date", "Give a date for “{label}”, such as 23/11/2026"),
    ("Enter a list of values", "Choose from the answers offered for “{label}”"),
    (
        "Ensure this value has at most",
        "“{label}” holds {limit_value} characters; this is {show_value}",
    ),
    ("Ensure this value has at least", "“{label}” needs {limit_value} characters or more"),
    ("Ensure this value is greater than or equal to", "“{label}” must be {limit_value} or more"),
    ("Ensure this value is less than or equal to", "“{label}” must be {limit_value} or less"),
    (
        "The username and/or password",
        "The name or the password is not right, or the account is closed. An account closes after"
        " its last day of work; an administrator can open it again",
    ),
    ("Incorrect password", "That is not your password"),
    ("Incorrect code", "That code is not right: wait for the next one and try it"),
    ("Please type your current password", "That is not your password now"),
    ("You must type the same password", "The two passwords are not the same"),
    ("The submitted file is empty", "The file you chose is empty: choose another"),
    ("No file was submitted", "Choose a file for “{label}”"),
    (
        "Constraint “",
        "This does not fit what stands already: open the page again in another tab to see how it"
        " stands now",
    ),
    ("Upload a valid image", "Choose a picture for “{label}”"),
)


def problems(field: BoundField) -> list[str]:
    """The field's errors; where Django's own words would stand, ours, naming the question."""
    return [
        _in_our_words(text, problem, field) for problem in _all(field) for text in problem.messages
    ]


def _all(field: BoundField) -> list[ValidationError]:
    return field.form.errors.get(field.name, field.errors).as_data() if field.errors else []


def _in_our_words(text: str, problem: ValidationError, field: BoundField) -> str:
    for beginning, ours in OURS:
        if text.startswith(beginning) and _is_djangos(text, beginning):
            params = getattr(problem, "params", None) or {}
            return ours.format(label=field.label, ask=_ask(field), **_plain(params))
    return text


def _is_djangos(text: str, beginning: str) -> bool:
    return beginning != "“" or text.endswith("” is not a valid value.")


def _plain(params: dict) -> dict:
    return {key: params.get(key, "") for key in ("limit_value", "show_value")}


def _ask(field: BoundField) -> str:
    """What to do about a question left empty."""
    widget = field.field.widget
    if isinstance(widget, DateBoxes):
        named = getattr(field.field, "named", "")
        return f"Give the {named}" if named else f"Give a date for “{field.label}”"
    if isinstance(widget, CheckboxInput):
        return f"Tick “{field.label}” to go on"
    if isinstance(widget, FileInput):
        return f"Choose a file for “{field.label}”"
    if hasattr(widget, "choices"):
        return f"Choose an answer for “{field.label}”"
    return f"Fill in “{field.label}”"


def boxes_at_fault(field: BoundField) -> set[str]:
    """The parts of a date that are wrong; all of them where the error names none."""
    named = {
        box
        for problem in _all(field)
        for box in (getattr(problem, "params", None) or {}).get("boxes", ())
    }
    every = {box for box, _ in field.field.widget.boxes}
    return (named or every - {"time"}) if field.errors else set()


def first_input(field: BoundField) -> str:
    """The id of the control a link should focus: the first radio, or the first box at fault."""
    widget = field.field.widget
    if isinstance(widget, DateBoxes):
        wrong = boxes_at_fault(field)
        box = next((box for box, _ in widget.boxes if box in wrong), widget.boxes[0][0])
        return f"{field.auto_id}_{box}"
    if getattr(widget, "add_id_index", False):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


def in_reading_order(form: BaseForm) -> list[BoundField]:
    return [field for field in form if not field.is_hidden]


def summary(*things) -> list[Problem]:
    """Every problem of these forms and formsets, in reading order; None is passed over."""
    return [problem for form in forms_in(*things) for problem in problems_of(form)]


def forms_in(*things) -> Iterator[BaseForm | BaseFormSet]:
    for thing in things:
        if isinstance(thing, BaseFormSet):
            yield thing
            yield from thing.forms
        elif isinstance(thing, BaseForm):
            yield thing
        elif isinstance(thing, list | tuple):
            yield from forms_in(*thing)


def problems_of(form: BaseForm | BaseFormSet) -> Iterator[Problem]:
    if isinstance(form, BaseFormSet):
        first = form.forms[0] if form.forms else None
        for text in form.non_form_errors():
            yield Problem(str(text), _first_of(first))
        return
    if not form.is_bound:
        return
    for text in [*_whole(form), *_hidden(form)]:
        yield Problem(text, _first_of(form))
    for field in in_reading_order(form):
        for text in problems(field):
            yield Problem(text, first_input(field))


def _whole(form: BaseForm) -> list[str]:
    """Errors of the form as a whole."""
    return [_known(str(text)) or str(text) for text in form.non_field_errors()]


def _known(text: str) -> str:
    return next((ours for start, ours in OURS if text.startswith(start) and "{" not in ours), "")


def _hidden(form: BaseForm) -> list[str]:
    return [str(text) for field in form.hidden_fields() for text in field.errors]


def _first_of(form: BaseForm | None) -> str:
    shown = in_reading_order(form) if form else []
    return first_input(shown[0]) if shown else "main"
