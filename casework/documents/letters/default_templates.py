"""Puts the templates that come with Casework where an administrator can read and change them."""

from casework.documents.letters.registry import shipped
from casework.interface.migrations import stands

FACTS = ("title", "kind", "source", "body")


def ship(using="default", **kwargs) -> int:
    """After each migration: a new version of each shipped template whose words have changed."""
    from casework.documents.models import LetterTemplate

    if not stands(LetterTemplate, using):
        return 0
    standing = LetterTemplate.objects.using(using).filter(authority=None).order_by("version")
    newest = {template.code: template for template in standing}
    changed = [
        LetterTemplate(
            code=template.code,
            version=_next(newest.get(template.code)),
            **{name: getattr(template, name) for name in FACTS},
        )
        for template in shipped
        if _differs(newest.get(template.code), template)
    ]
    LetterTemplate.objects.using(using).bulk_create(changed)
    return len(changed)


def _next(newest) -> int:
    return newest.version + 1 if newest else 1


def _differs(newest, template) -> bool:
    return newest is None or any(getattr(newest, f) != getattr(template, f) for f in FACTS)
