"""Forms whose texts are looked at while they are written.

A form says of a field what kind of writing it is, ``writing = {"what": Beside("plan_action")}``,
and is ``HelpsWriting``. The template pack draws the rest.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models.signals import post_save
from django.forms import ModelForm
from django.http import QueryDict

from casework.access.models import Worker
from casework.children.models import ChildRecord
from casework.writing.prompts.models import Dismissal, Reason, dismissed_of
from casework.writing.prompts.prompts import Aside, Beside, Thoughts, answers, joined, thoughts

SHOWN, ASIDE, WAS = "-beside", "-aside", "-was"


def asides_in(data, name: str, ending: str = ASIDE) -> list[Aside]:
    """What was put aside beside one field, as a form posts it; or what stood there already."""
    values = [value for key in data if key.startswith(name + ending) for value in data.getlist(key)]
    asides = [aside for aside in map(Aside.read, values) if aside and aside.reason in Reason.values]
    return list({(aside.code, aside.words): aside for aside in asides}.values())


if TYPE_CHECKING:
    OfAModel = ModelForm
else:
    OfAModel = object


class HelpsWriting(OfAModel):
    """Puts prompts beside the fields named in ``writing``, and keeps what was put aside with the
    record: in the same save, whoever saves it."""

    writing: dict[str, Beside] = {}
    # Who writes now; whoever began the record where the page does not say.
    writer: Worker | None = None
    restored: QueryDict | None = None  # a draft that was opened again

    def save(self, commit=True):
        self.put_aside_on(self.instance)
        return super().save(commit)

    def put_aside_on(self, record: ChildRecord, names=None) -> None:
        """On this record, or on another that the same words were written for (all, or the fields
        of these ``names``): it waits there until the record is saved."""
        waiting = {
            name: PutAside(
                beside.kind, self.asides(name), self.was(name), self.writer or record.recorded_by
            )
            for name, beside in self.writing.items()
            if name in (names or self.fields) and self.data.get(self.add_prefix(name) + SHOWN)
        }
        record.__dict__.setdefault("_put_aside", {}).update(waiting)

    def keep_with(self, record: ChildRecord) -> None:
        """With a record that is saved already."""
        self.put_aside_on(record)
        keep(record)

    def was(self, name: str) -> list[Aside]:
        """As they stood when the page was opened."""
        html_name, typed = self.add_prefix(name), self.data if self.is_bound else self.restored
        if typed and typed.get(html_name + SHOWN):
            return asides_in(typed, html_name, WAS)
        return self.kept(name)

    def kept(self, name: str) -> list[Aside]:
        dismissals = dismissed_of(self.instance, name)
        return [
            Aside(dismissal.code, dismissal.words, dismissal.reason) for dismissal in dismissals
        ]

    def asides(self, name: str) -> list[Aside]:
        """As they stand on the page: sent, in a draft, or kept with the record."""
        html_name, typed = self.add_prefix(name), self.data if self.is_bound else self.restored
        if typed and typed.get(html_name + SHOWN):
            return asides_in(typed, html_name)
        return self.kept(name)

    @property
    def authority_id(self) -> int | None:
        of_record = getattr(self.instance, "authority_id", None)
        return of_record or (self.writer.authority_id if self.writer else None)

    def thoughts(self, name: str) -> Thoughts:
        beside = self.writing[name]
        texts = [str(self[field].value() or "") for field in beside.reads or (name,)]
        answered = [
            code
            for code, fields in beside.answers(self.fields).items()
            if any(answers(code, self[field].value()) for field in fields)
        ]
        return thoughts(
            self.add_prefix(name),
            beside,
            joined(beside.kind, texts),
            fields=texts,
            answered=answered,
            asides=self.asides(name),
            authority_id=self.authority_id,
        )


@dataclass(frozen=True)
class PutAside:
    """What waits to be kept with one field of a record: as it stands, as it stood when the page
    was opened, and who writes."""

    kind: str
    asides: list[Aside]
    was: list[Aside]
    writer: Worker | None


def keep(instance, **kwargs) -> None:
    """What its writer put aside is kept as the record is: in the same transaction, or not at all.
    What they took back goes; what someone else put aside meanwhile stays. No clock reads these, so
    no deadline is swept for them."""
    for field, waiting in instance.__dict__.pop("_put_aside", {}).items():
        wanted = {(aside.code, aside.words): aside for aside in waiting.asides}
        taken_back = {(aside.code, aside.words) for aside in waiting.was} - wanted.keys()
        about = Dismissal.objects.about([instance]).filter(field=field)
        for code, words in taken_back:
            about.filter(code=code, words=words).delete()
        Dismissal.objects.bulk_create(
            [_dismissal(instance, field, waiting, aside) for aside in wanted.values()],
            ignore_conflicts=True,
        )


def _dismissal(record, field: str, waiting: PutAside, aside: Aside) -> Dismissal:
    return Dismissal.on_file_of(
        record.child,
        waiting.writer,
        record=record._meta.label_lower,
        record_id=record.pk,
        field=field,
        kind=waiting.kind,
        code=aside.code,
        words=aside.words,
        reason=aside.reason,
    )


def listen() -> None:
    post_save.connect(keep, dispatch_uid="casework.writing.keep")
