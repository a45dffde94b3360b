"""What a form asks where something is decided: an answer, and the day it was given."""

from django.utils import timezone


def answer_now(form, name, choices):
    """A decision taken here must be given; "not known yet" is no answer."""
    form.fields[name].required = True
    form.fields[name].choices = choices.choices


def day_of_decision(form, name, named):
    """Today unless the worker says otherwise; never to come."""
    field = form.fields[name]
    field.required, field.past, field.named = True, True, named
    form.initial[name] = form.initial.get(name) or timezone.localdate()
