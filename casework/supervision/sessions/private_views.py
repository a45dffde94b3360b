"""What stays between the two, and the next manager who says why they read it."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView

from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.supervision.models import PrivateLook, PrivateNote, Session
from casework.supervision.models.private import next_manager_of
from casework.supervision.sessions.base_views import FormOfSupervision
from casework.supervision.sessions.forms import PrivateLookForm, PrivateNoteForm


class BesideSession(FormOfSupervision, PermissionMixin, CreateView):
    """Something kept with a session, by one of those who may."""

    permission = Permission.READ_FILES

    @classmethod
    def opens_to(cls, worker) -> bool:
        return worker.works_here

    @cached_property
    def session(self) -> Session:
        return get_object_or_404(self.sessions(), pk=self.kwargs["pk"])

    def sessions(self):
        return Session.objects.of_two(self.request.user)

    def get_success_url(self):
        return reverse("session", args=[self.session.pk])


class PrivateNoteAdd(BesideSession):
    """Kept between the two: nobody who reads a child's file meets it."""

    form_class = PrivateNoteForm
    title = "Keep something between the two of you"
    intro = "Only the two of you read it. The manager above can, with a reason that you both see."
    saved = "Kept between the two of you."

    def get_form_kwargs(self):
        made = PrivateNote(session=self.session, written_by=self.request.user)
        return {**super().get_form_kwargs(), "instance": made}


class PrivateLookAdd(BesideSession):
    """The next manager says why they read the private notes: then they stand open for an hour."""

    form_class = PrivateLookForm
    title = "Read the private notes"
    saved = "The two of them see that you read these, when, and why."

    def sessions(self):
        return Session.objects.exclude(
            Q(worker=self.request.user) | Q(supervisor=self.request.user)
        ).filter(authority=self.request.user.authority_id)

    def get_form_kwargs(self):
        if next_manager_of(self.session) != self.request.user.pk:
            raise Http404
        made = PrivateLook(session=self.session, worker=self.request.user)
        return {**super().get_form_kwargs(), "instance": made}
