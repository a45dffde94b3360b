"""What stands beside a field while it is written: the template pack asks for it."""

from django import template

register = template.Library()


@register.filter
def thoughts_beside(field):
    """What to say beside this field, and what the script reads of its form; nothing where the
    form does not ask for help with it."""
    form = field.form
    beside = getattr(form, "writing", {}).get(field.name)
    if beside is None:
        return None
    answers = [
        f"{code}={form.add_prefix(name)}"
        for code, names in beside.answers(form.fields).items()
        for name in names
    ]
    return {
        "thoughts": form.thoughts(field.name),
        "was": form.was(field.name),
        "kind": beside.kind,
        "only": " ".join(beside.only or ()),
        "thin": " ".join(beside.thin),
        "reads": " ".join(form.add_prefix(name) for name in beside.reads or (field.name,)),
        "answers": " ".join(answers),
    }
