"""A form that was sent and saved, known again if it is sent once more.

The rules are written down in docs/saving.md. No part of the child's record: no history.
"""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.db import connection, models
from django.shortcuts import redirect
from django.utils import timezone

from casework.children.saving.form_tokens import opening_of, typed_in

KEPT = timedelta(days=7)
CSRF = "csrfmiddlewaretoken"


def key_of(request) -> str:
    """The same words, sent from the same showing of the same form, by the same worker.

    Each showing of a page has a CSRF token of its own; a form that keeps drafts, an opening.
    Empty where a request was not made by a page of ours.
    """
    opening = opening_of(request.POST, request.user)
    showing = opening.page if opening else request.POST.get(CSRF, "")
    if not showing:
        return ""
    digest = hashlib.sha256(f"{request.user.pk}\n{request.path}\n{showing}\n".encode())
    digest.update(typed_in(request.POST).urlencode().encode())
    for name, file in sorted(request.FILES.items()):
        digest.update(f"{name}\n{file.name}\n{file.size}\n".encode())
        for part in file.chunks():
            digest.update(part)
        file.seek(0)
    return digest.hexdigest()


class FormSubmissionQuerySet(models.QuerySet):
    def delete_old(self) -> int:
        return self.filter(at__lt=timezone.now() - KEPT).delete()[0]


class FormSubmission(models.Model):
    """What came of one form: where its worker was led, and what they were told."""

    key = models.CharField(max_length=64, unique=True)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    led_to = models.CharField(max_length=1000)
    told = models.JSONField(default=list)

    objects = FormSubmissionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["at"], name="form_submission_by_age")]

    def __str__(self):
        return self.led_to

    def answer(self, request):
        """The same answer again."""
        for level, words in self.told:
            messages.add_message(request, level, words)
        return redirect(self.led_to)


def wait_for(key: str) -> FormSubmission | None:
    """Whatever is saving this very form now ends first; then what came of it, if it was saved.

    The lock goes with the transaction, and so with the process: a server that dies leaves none.
    """
    lock = int.from_bytes(bytes.fromhex(key[:16]), signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
    return FormSubmission.objects.filter(key=key).first()
