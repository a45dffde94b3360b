"""Two people writing in one record: nothing is overwritten that the second has not seen.

A page says, signed, which version of each record its writer saw. Where the record has changed
since, each field keeps the one change made to it; where both changed the same field, nothing is
saved until the writer has read the other's words and chosen. The rules stand in docs/saving.md.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.db.models import Max, Model
from django.forms import BaseModelForm, Textarea

from casework.access.models import Worker
from casework.interface import words

SEEN, KEEP, ABOUT = "cw-seen", "cw-keep", "cw-about"
SALT = "casework.children.seen"
MINE, THEIRS, BOTH = "mine", "theirs", "both"
READ_BEFORE = 20


def name_of(record: Model) -> str:
    return f"{record._meta.label_lower}:{record.pk}"


def has_history(record) -> bool:
    return (
        isinstance(record, Model) and record.pk is not None and hasattr(record, "pgh_event_models")
    )


def seen_in(forms, before: dict[str, int]) -> dict[str, int]:
    """The version of each record that these forms show; the one seen first where words were typed
    over it."""
    read_again: dict[Model, bool] = {}
    for form in forms:
        for record in filter(has_history, getattr(form, "writes_in", list)()):
            read_again[record] = read_again.get(record, False) or form.was_read_again
    versions = versions_of(read_again)
    return {
        name: versions[name] if again or name not in before else before[name]
        for name, again in ((name_of(record), again) for record, again in read_again.items())
    }


def versions_of(records) -> dict[str, int]:
    """The event in the history of each record whose words it holds; 0 where it has none. One query
    a table, and one more for a record that was saved by another since it was read."""
    versions = {name_of(record): 0 for record in records}
    for model in {type(record) for record in records}:
        of_model = {record.pk: record for record in records if isinstance(record, model)}
        events = model.pgh_event_models["update"].objects.order_by()
        ever = events.filter(pgh_obj__in=of_model).values("pgh_obj")
        for newest in events.filter(pgh_id__in=ever.annotate(at=Max("pgh_id")).values("at")):
            record = of_model[newest.pgh_obj_id]
            versions[name_of(record)] = _held_by(record, newest).pgh_id
    return versions


def _held_by(record: Model, newest):
    """The newest event, unless that was written after the record was read: then an earlier one,
    so that nobody saves over words that they were not shown."""
    if not differing(record, newest):
        return newest
    events = type(newest).objects.filter(pgh_obj=record.pk, pgh_id__lt=newest.pgh_id)
    earlier = events.order_by("-pgh_id")[:READ_BEFORE]
    return next((event for event in earlier if not differing(record, event)), newest)


def differing(record: Model, event) -> list[str]:
    """The columns of a record, as far as they were read, that are not as an event has them."""
    unread = record.get_deferred_fields()
    return [
        field.name
        for field in record._meta.concrete_fields
        if field.attname not in unread
        and hasattr(event, field.attname)
        and getattr(event, field.attname) != getattr(record, field.attname)
    ]


def signed(seen: dict[str, int]) -> str:
    return signing.Signer(salt=SALT).sign_object(seen)


def read(token: str) -> dict[str, int]:
    try:
        return signing.Signer(salt=SALT).unsign_object(token or "")
    except signing.BadSignature:
        return {}


@dataclass(frozen=True)
class Collision:
    """One field that two people changed: what it was, what the other wrote, who and when.

    ``keep`` and ``about`` name what the writer's choice, and the version it is about, are sent as.
    """

    was: str
    theirs: str
    who: str
    at: datetime
    version: int
    keep: str
    about: str
    may_be_both: bool


@dataclass
class Changed:
    """What happened to a record since its writer saw it."""

    record: Model
    before: Any
    latest: Any

    @property
    def who(self) -> str:
        context = self.latest.pgh_context
        worker = context and Worker.objects.filter(pk=context.metadata.get("user")).first()
        return str(worker or "Someone")

    @property
    def at(self) -> datetime:
        return self.latest.pgh_created_at

    def fields(self) -> list[str]:
        """The columns that are not as the writer saw them."""
        return differing(self.record, self.before)


def hold(record: Model) -> Model:
    """The record as it stands, held until this save ends."""
    return type(record)._base_manager.select_for_update().get(pk=record.pk)


def changed_since(record: Any, seen: int | None) -> Changed | None:
    """What changed in the record, which is held; None where its writer saw it as it stands."""
    events = record.pgh_event_models["update"].objects.filter(pgh_obj=record.pk)
    latest = events.select_related("pgh_context").order_by("-pgh_id").first()
    if seen is None or latest is None or latest.pgh_id == seen:
        return None
    before = events.filter(pgh_id=seen).first()
    return Changed(record, before or latest, latest)


def value_of(record, name: str):
    """A column as a form gives it back: a choice among records is compared by its key."""
    return getattr(record, record._meta.get_field(name).attname)


def same(first, second) -> bool:
    """A browser sends the ends of lines in its own way; that is no change."""
    return _plain(first) == _plain(second)


def _plain(value):
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return value.pk if isinstance(value, Model) else value


if TYPE_CHECKING:
    FormBase = BaseModelForm
else:
    FormBase = object


class Merges(FormBase):
    """For a form that writes in records which others may be writing in as well.

    A form ``as_seen`` decides about a record: it is refused where anything in the record changed
    since the page was read, and shows it again.
    """

    as_seen = False
    was_read_again = False

    def writes_in(self) -> list[Model]:
        """Every record this form writes in, each with the fields it has in common with the form."""
        return [self.instance]

    def take_in_what_changed(self) -> None:
        seen = read(self.data.get(SEEN, ""))
        for record in filter(has_history, self.writes_in()):
            if now := changed_since(hold(record), seen.get(name_of(record))):
                self._take_in(record, now)

    def _take_in(self, record, now: Changed) -> None:
        names = now.fields()
        if self.as_seen and names:
            self.was_read_again = True
            sentence = (
                f"{now.who} changed this at {words.moment(now.at)}: read it again, then decide"
            )
            self.add_error(None, sentence)
        for name in names:
            if name in self.fields and not self.as_seen:
                self._settle(name, record, now)
            else:
                column = record._meta.get_field(name).attname
                setattr(record, column, getattr(now.record, column))

    def _settle(self, name: str, record, now: Changed) -> None:
        """One field that someone else changed."""
        if name in self.errors:
            return
        mine, theirs = self.cleaned_data[name], getattr(now.record, name)
        if same(mine, value_of(now.before, name)):
            self.cleaned_data[name] = theirs
        elif not same(mine, theirs):
            self._choose(name, record, now)

    def _choose(self, name: str, record, now: Changed) -> None:
        keep, about = self.add_prefix(f"{KEEP}-{name}"), self.add_prefix(f"{ABOUT}-{name}")
        chosen = self.data.get(keep, "")
        if chosen and self.data.get(about) == str(now.latest.pgh_id):
            self.cleaned_data[name] = self._kept(name, chosen, getattr(now.record, name))
            return
        was, theirs = (value_words(version, name) for version in (now.before, now.record))
        field: Any = self.fields[name]
        field.collision = Collision(
            was, theirs, now.who, now.at, now.latest.pgh_id, keep, about, self._is_text(name)
        )
        self.add_error(name, f"{now.who} changed this while you were writing. Choose what to keep")

    def _kept(self, name: str, chosen: str, theirs):
        mine = self.cleaned_data[name]
        if chosen == BOTH and self._is_text(name):
            return f"{theirs}\n\n{mine}"
        return theirs if chosen == THEIRS else mine

    def _is_text(self, name: str) -> bool:
        return isinstance(self.fields[name].widget, Textarea)


def value_words(record, name: str) -> str:
    """What stands in a column, in words."""
    field, value = record._meta.get_field(name), value_of(record, name)
    if field.is_relation and value:
        return str(field.related_model._base_manager.filter(pk=value).first() or "")
    labels = dict(
        field.flatchoices or getattr(getattr(field, "base_field", None), "flatchoices", [])
    )
    if isinstance(value, list):
        return words.listed(labels.get(code, code) for code in value) if value else ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return words.moment(value)
    if isinstance(value, date):
        return words.full_day(value)
    return str(labels.get(value, value) or "")
