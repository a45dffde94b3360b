"""Every form is saved whole or not at all, and once however often it is sent."""

from django.db import IntegrityError, OperationalError, transaction
from django.http import HttpResponse
from django.urls import Resolver404, resolve

from casework.children.models import FormSubmission, key_of, wait_for
from casework.interface.django_private import forget_waiting_messages, waiting_messages

REDIRECTS = range(300, 400)
COLLISIONS = (IntegrityError, OperationalError)
TRIES = 3
NOT_OURS = ("/account/", "/admin/", "/api/")


def saves_by_parts(view):
    """For a view whose posts are not one save: each part is kept as soon as it is written."""
    view.saves_by_parts = True
    return view


class SaveOnce:
    """Wraps each post of a worker in one transaction with the note that it was sent.

    A double click, a resent form or an answer lost on the way leads where the first one led, with
    the same words. Two people who save at the same instant what only one may (a second plan, a
    decision taken twice) never see a fault: the later one is read again from the beginning, and
    the form itself then says in plain words what stands in the way.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_a_save(request):
            return self.get_response(request)
        key = key_of(request)
        for last in (*[False] * (TRIES - 1), True):
            request.collided = None if last else False
            response = self.save(request, key)
            if not request.collided:
                return response
            begin_again(request)

    def save(self, request, key):
        worker = request.user
        with transaction.atomic():
            if key and (sent := wait_for(key)):
                return sent.answer(request)
            response = self.get_response(request)
            if request.collided or response.status_code >= 500:
                transaction.set_rollback(True)
            elif key and response.status_code in REDIRECTS:
                FormSubmission.objects.create(
                    key=key, worker=worker, led_to=response["Location"], told=messages_of(request)
                )
        return response

    def process_exception(self, request, exception):
        """Someone else's save came between what this one read and what it wrote."""
        if getattr(request, "collided", None) is False and isinstance(exception, COLLISIONS):
            request.collided = True
            return HttpResponse(status=503)
        return None


def is_a_save(request) -> bool:
    if request.method != "POST" or not request.user.is_authenticated:
        return False
    if request.path.startswith(NOT_OURS):
        return False
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return not getattr(getattr(view, "view_class", view), "saves_by_parts", False)


def messages_of(request) -> list:
    return [[message.level, str(message)] for message in waiting_messages(request)]


def begin_again(request) -> None:
    forget_waiting_messages(request)
    for file in request.FILES.values():
        file.seek(0)
