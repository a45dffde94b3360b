"""How pages say dates, ages, counts and states."""

from functools import cache
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from casework.interface import words

register = template.Library()


def escaped(words) -> str:
    """What ``conditional_escape`` gives, which first asks of each argument whether it is still to
    be translated. A list has hundreds."""
    return words.__html__() if hasattr(words, "__html__") else escape(str(words))


def _filter_of_dates(function):
    """A filter that passes over an empty date."""
    return lambda when: function(when) if when else ""


@register.filter
def day(when):
    """Today, tomorrow, Friday, Friday 4 December."""
    return words.capital(words.day(when, timezone.now())) if when else ""


@register.filter
def day_inside(when):
    """The same inside a sentence: "today", "Friday"."""
    return words.day(when, timezone.now()) if when else ""


@register.filter
def short_day(when):
    """13 November; with the year if it is not this one."""
    return words.short_day(when, timezone.now()) if when else ""


@register.filter
def named_day(when):
    """Tuesday 17 November; with the year if it is not this one."""
    return words.named_day(when, timezone.now()) if when else ""


@register.filter
def day_and_time(when):
    """Today at 2pm, Wednesday at 10am."""
    return words.capital(words.day_and_time(when, timezone.now())) if when else ""


@register.filter
def event_day(when):
    """Today, 8.30am; otherwise 13 November 2026."""
    return words.event_day(when, timezone.now()) if when else ""


register.filter("full_day", _filter_of_dates(words.full_day))
register.filter("moment", _filter_of_dates(words.moment))
register.filter("clock", _filter_of_dates(words.clock))


@register.filter
def written_for(label, names):
    """Save visit for Ruby and Noah; alone where nobody is named."""
    return f"{label} for {names}" if names else label


register.filter("listed", words.listed)
register.filter("pounds", words.pounds)
register.filter("counted", words.counted)


@register.simple_tag
def dated(when, label=""):
    """A ``<time>`` that says the words given, or the full date, and prints the full date."""
    if not when:
        return ""
    full = words.full_day(when) if words.is_whole_day(when) else words.moment(when)
    says = escaped(label or full)
    printed = "" if not label or full in label else f' data-full="{full}"'
    return mark_safe(f'<time datetime="{words.machine(when)}"{printed}>{says}</time>')


@register.simple_tag
def status(state, label, when=None):
    """A state: its shape and its words, which hold a date where there is one. On a list it stands
    fifty times: ``components/status.html`` draws it by this."""
    says = dated(when, label) if when else escaped(label)
    return mark_safe(
        f'<span class="cw-status cw-status--{escaped(state)}">{_drawn(shape(state))}'
        f'<span class="cw-status__words">{says}</span></span>'
    )


@register.simple_tag
def clock_words(deadline, was_due="", say_why="", names=""):
    """A clock: its state and, if it is late, when it was due and why. On a list it stands fifty
    times: ``components/deadline.html`` draws it by this."""
    state = getattr(deadline, "shown_state", "") or getattr(deadline, "state", "")
    drawn = [status(state, deadline.words, date_shown(deadline))]
    if state == "overdue" and (before := was_due or getattr(deadline, "was_due", "")):
        why = _way_to_why(deadline, say_why, names) if say_why else ""
        drawn.append(f'<span class="cw-note">{escaped(before)}{why}</span>')
    if because := getattr(deadline, "late_because", ""):
        drawn.append(f'<span class="cw-note">Why: {escaped(because)}</span>')
    return mark_safe("".join(drawn))


def _way_to_why(deadline, address, names) -> str:
    label = "Change why" if getattr(deadline, "late_because", "") else "Say why"
    of = f", for {names}" if names else ""
    return format_html(
        '. <a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> this is late{}'
        "</span></a>",
        address,
        label,
        of,
    )


@cache
def _drawn(shape: str) -> str:
    return render_to_string("components/shapes/state.html", {"shape": shape})


@register.filter
def date_shown(deadline):
    """The date a deadline's words are about: when it was done, or when it is due."""
    if not str(getattr(deadline, "state", "")).startswith("done"):
        return deadline.due_at
    met = getattr(deadline, "met_at", None)
    return words.as_day(met) if met else None


@register.filter
def plural_s(number):
    """An s unless there is one."""
    return "" if number == 1 else "s"


@register.filter
def ages(person):
    """7 years old, 14 months old, due 2 February 2027: of a person, a child or a date of birth."""
    born_on, expected_on = _birth(person)
    about = _about(person)
    if (died_on := _death(person)) is None:
        return about + words.age_words(born_on, timezone.now(), expected_on=expected_on)
    if born_on is None:
        return "not born" if expected_on else "age not known"
    return f"was {about}{words.age_words(born_on, died_on)}"


def _about(thing) -> str:
    """Before an age that is estimated or disputed."""
    return getattr(getattr(thing, "person", thing), "about", "")


@register.filter
def age(person):
    """7, for beside a name; nothing where it is not known or not yet born."""
    born_on, _ = _birth(person)
    if born_on is None:
        return ""
    return f"{_about(person)}{words.age(born_on, _death(person) or timezone.now())}"


def _death(thing):
    """Nobody grows older than the day they died."""
    return getattr(getattr(thing, "person", thing), "died_on", None)


def _birth(thing):
    person = getattr(thing, "person", thing)
    if person is None or words.is_day(person):
        return person, None
    return person.born_on, person.expected_on


@register.filter
def girl_or_boy(person):
    """The word for the banner: their own word for their gender first."""
    person = getattr(person, "person", person)
    return person.gender or {"F": "girl", "M": "boy"}.get(person.sex, "")


@register.filter
def siblings_word(children):
    sexes = {child.person.sex for child in children}
    word = {"F": "Sister", "M": "Brother"}.get(*sexes) if len(sexes) == 1 else None
    if word is None:
        return "Brothers and sisters"
    return word if len(children) == 1 else f"{word}s"


@register.filter
def spaced(number):
    """An NHS number as it is read aloud: 999 000 0042."""
    text = str(number or "")
    return f"{text[:3]} {text[3:6]} {text[6:]}" if len(text) == 10 else text


@register.filter
def initial_capital(text):
    return words.capital(str(text))


@register.filter
def drawing(svg):
    """An SVG this server made, to stand in the page: our policy allows no data address."""
    return mark_safe(svg[svg.index("<svg") :])


@register.filter
def shape(state):
    """The name of a state's shape: ring, half, diamond, tick or dots."""
    return words.SHAPES.get(state, "dots")


register.filter("possessive", words.possessive)


@register.filter
def identity(child):
    """What stands in the small line of the banner: only what is known."""
    person = child.person
    facts = [
        person.get_ethnicity_display() if person.ethnicity not in ("NOBT", "REFU") else "",
        f"speaks {person.languages}" if person.languages else "",
        "needs an interpreter" if person.needs_interpreter else "",
        person.religion,
    ]
    return [fact for fact in facts if fact]


@register.filter
def ages_beside(children):
    """7, 4 and 1, or due 2 February 2027, for beside names."""
    return words.listed(_age_beside(child.person) for child in children)


def _age_beside(person):
    if person.born_on is not None:
        return age(person)
    return words.age_words(None, timezone.now(), expected_on=person.expected_on)
