"""Forms whose texts are looked at while they are written.

A form says of a field what kind of writing it is, ``writing = {"what": Beside("plan_action")}``,
and is ``HelpsWriting``. The template pack draws the rest.
"""

from django.db.models.signals import post_save

from casework.children.models import ChildRecord
from casework.writing.beside import Aside, Beside, Thoughts, thoughts
from casework.writing.dismissals import Dismissal, Reason, dismissed_of

SHOWN, ASIDE = "-beside", "-aside"


def asides_in(data, name: str) -> list[Aside]:
    """What was put aside beside one field, as a form posts it."""
    values = [
        value for key in data if key.startswith(name + ASIDE) for value in data.getlist(key)
    ]  # fmt: skip
    found = [one for one in map(Aside.read, values) if one and one.reason in Reason.values]
    return list({(one.code, one.words): one for one in found}.values())


class HelpsWriting:
    """Puts prompts beside the fields named in ``writing``, and keeps what was put aside with the
    record: in the same save, whoever saves it."""

    writing: dict[str, Beside] = {}
    writer = None  # who writes now; whoever began the record where the page does not say
    restored = None  # a draft that was opened again

    def save(self, commit=True):
        self.keep_asides()
        return super().save(commit)

    def keep_asides(self) -> None:
        """They wait on the record until it is saved."""
        for name in self.writing:
            if name in self.fields and self.data.get(self.add_prefix(name) + SHOWN):
                put_aside(
                    self.instance, name, self.writing[name].kind, self.asides(name), self.writer
                )  # fmt: skip

    def asides(self, name: str) -> list[Aside]:
        """As they stand on the page: sent, in a draft, or kept with the record."""
        html_name, typed = self.add_prefix(name), self.data if self.is_bound else self.restored
        if typed and typed.get(html_name + SHOWN):
            return asides_in(typed, html_name)
        kept = dismissed_of(self.instance, name)
        return [Aside(one.code, one.words, one.reason) for one in kept]

    def thoughts(self, name: str) -> Thoughts:
        beside = self.writing[name]
        text = "\n".join(str(self[one].value() or "") for one in beside.reads or (name,))
        answered = [
            code for code, fields in beside.answers(self.fields).items()
            if any(is_filled(self[one].value()) for one in fields)
        ]  # fmt: skip
        return thoughts(
            self.add_prefix(name), beside.kind, text, only=beside.only, answered=answered,
            asides=self.asides(name),
        )  # fmt: skip


def is_filled(value) -> bool:
    """A date that was posted is the text of its boxes."""
    return any(value.values()) if isinstance(value, dict) else bool(value)


def put_aside(record: ChildRecord, field: str, kind: str, asides: list[Aside], writer) -> None:
    waiting = record.__dict__.setdefault("_put_aside", {})
    waiting[field] = (kind, asides, writer or record.recorded_by)


def keep(instance, **kwargs) -> None:
    """What its writer put aside is kept as the record is: in the same transaction, or not at all.
    What they took back goes. No clock reads these, so no deadline is swept for them."""
    for field, (kind, asides, writer) in instance.__dict__.pop("_put_aside", {}).items():
        about = Dismissal.objects.about([instance]).filter(field=field)
        known = {(one.code, one.words): one for one in about}
        wanted = {(one.code, one.words): one for one in asides}
        about.filter(pk__in=[known[key].pk for key in known.keys() - wanted.keys()]).delete()
        Dismissal.objects.bulk_create(
            Dismissal.on_file_of(
                instance.child, writer, record=instance._meta.label_lower,
                record_id=instance.pk, field=field, kind=kind, code=code, words=words,
                reason=wanted[code, words].reason,
            )
            for code, words in wanted.keys() - known.keys()
        )  # fmt: skip


def listen() -> None:
    post_save.connect(keep, dispatch_uid="casework.writing.keep")
