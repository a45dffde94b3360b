"""What was being saved on a file while it was merged follows it."""

from django.db import transaction

from casework.children.models import Child, even_merged, file_changed, tell_file_changed
from casework.duplicates.models import Merge, MergedRow
from casework.duplicates.tables import Pair


def follow(*, child_ids, **_) -> None:
    """A save that waited for the merge to end was meant for the file that is kept now."""
    merged = even_merged().filter(pk__in=child_ids, merged_into__isnull=False)
    for absorbed in merged.select_related("merged_into"):
        _follow(absorbed)


@transaction.atomic
def _follow(absorbed: Child) -> None:
    done = Merge.objects.standing().filter(absorbed=absorbed).first()
    if done is None or absorbed.merged_into is None:
        return
    pair = Pair(absorbed.merged_into, absorbed)
    lines = []
    for column in pair.moving():
        if column.related_model is not Child or column.model is Child:
            continue
        table = column.model._meta.db_table
        known = done.rows.filter(table=table, column=column.column).values("record")
        late = pair.rows(column, kept=False).exclude(pk__in=known)
        before, after = pair.absorbed.pk, pair.kept.pk
        lines += [
            MergedRow(
                merge=done, table=table, record=pk, column=column.column, before=before, after=after
            )
            for pk in late.values_list("pk", flat=True)
        ]
        late.update(**{column.attname: pair.kept.pk})
    if lines:
        MergedRow.objects.bulk_create(lines)
        tell_file_changed(pair.kept.pk)


def listen() -> None:
    file_changed.connect(follow, dispatch_uid="what was being saved follows a merged file")
