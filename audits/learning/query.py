"""Which audits a page of learning is about: up to which day, over how long, of whom."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils import timezone

from audits.models import Audit
from casework.access.models import Team
from casework.access.roles import Permission
from casework.figures.spans import Span, months_before
from casework.interface.forms import DateField
from casework.interface.words import full_day

MONTHS = [
    ("24", "2 years"),
    ("12", "12 months"),
    ("6", "6 months"),
    ("3", "3 months"),
    ("1", "1 month"),
]
YEAR, QUARTER = 12, 3


def may_learn(worker) -> bool:
    """Themes are for those who judge practice, and those who have it judged."""
    return worker.may(Permission.AUDIT) or worker.may(Permission.GIVE_OUT_AUDITS)


class LearningForm(forms.Form):
    at = DateField(label="Finished up to", named="date", past=True, required=False)
    months = forms.ChoiceField(label="Counted over", choices=MONTHS, required=False)
    team = forms.ChoiceField(label="Team", required=False)
    kind = forms.ChoiceField(
        label="Sort of audit", choices=[("", "Any"), *Audit.Kind.choices], required=False
    )

    def __init__(self, *args, worker, **kwargs):
        super().__init__(*args, **kwargs)
        teams = Team.objects.filter(authority=worker.authority_id).order_by("name")
        named = [(str(pk), name) for pk, name in teams.values_list("pk", "name")]
        self.teams: dict[str, str] = dict(named)
        self.fields["team"].choices = [("", "Any"), *named]

    @classmethod
    def of(cls, address, worker, usual: tuple[date, int]) -> "LearningForm":
        """The form as an address fills it; what it leaves out is the usual."""
        data = address.copy()
        if not any(name == "at" or name.startswith("at_") for name in data):
            data["at"] = usual[0].isoformat()
        data.setdefault("months", str(usual[1]))
        return cls(data, worker=worker)


@dataclass(frozen=True)
class AuditQuery:
    """``usual`` is the day and the months of a page that is asked nothing else."""

    worker: Any
    usual: tuple[date, int]
    at: date
    months: int
    team: str = ""
    kind: str = ""

    @classmethod
    def read(cls, form: LearningForm, worker, usual: tuple[date, int]) -> "AuditQuery":
        """The question of an address. A form that cannot be read asks the usual one."""
        data = form.cleaned_data if form.is_valid() else {}
        return cls(
            worker,
            usual,
            at=data.get("at") or usual[0],
            months=int(data.get("months") or usual[1]),
            team=data.get("team", ""),
            kind=data.get("kind", ""),
        )

    @property
    def span(self) -> Span:
        return Span.of_months(self.months, self.at)

    @property
    def before(self) -> Span:
        return self.span.earlier(self.months)

    @property
    def is_usual(self) -> bool:
        return (self.at, self.months) == self.usual and not (self.team or self.kind)

    @property
    def words(self) -> str:
        return f"{full_day(self.span.first)} to {full_day(self.span.last)}"

    def address(self, path: str, **more) -> str:
        """A page about the same audits, and ``more``. It always says its day and its months: each
        page has its own usual ones."""
        parts = {"months": self.months, "team": self.team, "kind": self.kind, **more}
        kept = {name: value for name, value in parts.items() if value}
        return f"{path}?{urlencode({'at': self.at.isoformat(), **kept})}"


def this_year(worker) -> tuple[date, int]:
    return timezone.localdate(), YEAR


def last_quarter(worker) -> tuple[date, int]:
    """The last quarter of the calendar that is over."""
    today = timezone.localdate()
    begun = months_before(today.replace(day=1), (today.month - 1) % QUARTER)
    return begun - timedelta(days=1), QUARTER
