"""The questions of a service’s own referral form, asked where help is asked for."""

from typing import Any

from django import forms

from casework.interface.forms import Textarea
from casework.support.models import EdgeReferral, Service

LONGEST = 2000


def fields_for(services: list[Service]) -> dict[str, forms.Field]:
    """A field for each question of each service; named by the service where there are several."""
    many = len([service for service in services if service.asks]) > 1
    return {
        _name(service, place): forms.CharField(
            label=f"{service.name} asks: {question}" if many else question,
            required=False,
            max_length=LONGEST,
            widget=Textarea(rows=2),
            help_text=f"Only where it is {service.name}" if many else f"{service.name} asks this",
        )
        for service in services
        for place, question in enumerate(service.asks)
    }


def _name(service: Service, place: int) -> str:
    return f"asks-{service.pk}-{place}"


def answered(service: Service, typed: dict[str, Any]) -> list[dict[str, str]]:
    """Each question as it is asked today, with its answer: a form that changes later, changes
    nothing of what was asked."""
    return [
        {"asked": question, "answered": typed.get(_name(service, place)) or ""}
        for place, question in enumerate(service.asks)
    ]


def questions_now(referral: EdgeReferral) -> list[str]:
    """Those asked then, and those the service has asked since that nobody put yet."""
    then = [row["asked"] for row in referral.answers]
    return then + [question for question in referral.service.asks if question not in then]
