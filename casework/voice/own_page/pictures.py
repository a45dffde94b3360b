"""A drawing or photograph of the child, shown on their own pages: an image and nothing else."""

from django.urls import reverse

from casework.documents.models import ChildDocument, DocumentFile
from casework.voice.models import Voice

SHOWN = {"png": "image/png", "jpg": "image/jpeg"}
"""What every browser draws and no script hides in, checked by content when it was kept."""


def image_of(part: ChildDocument | None) -> DocumentFile | None:
    """The newest version, where it is an image that can be shown and no more private than the rest
    of the file."""
    if part is None or part.removed_at or part.document.sensitive:
        return None
    files = part.document.files.all()
    return next((file for file in files if file.format in SHOWN), None)


def picture_of(voice: Voice) -> str:
    """The address of its picture; nothing where there is none to show."""
    if image_of(voice.picture):
        return reverse("voice-picture", args=[voice.child_id, voice.pk])
    return ""
