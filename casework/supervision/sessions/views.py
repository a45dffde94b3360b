"""A worker's supervision: booked, moved, held, signed; and what stays between the two."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView, TemplateView, UpdateView

from casework.children.base_views import PermissionMixin
from casework.children.models import Allocation, Child
from casework.supervision.models import AgendaItem, Agreement, Observation, PrivateNote, Session
from casework.supervision.models.private import next_manager_of
from casework.supervision.operations import put_on_agenda
from casework.supervision.sessions.base_views import FormOfSupervision, OfWorker
from casework.supervision.sessions.forms import (
    AgendaForm,
    AgreementForm,
    BookForm,
    HeldForm,
    MissedForm,
    MoveForm,
    ObservationAnswerForm,
    ObservationForm,
)


class MakeForWorker(FormOfSupervision, OfWorker, CreateView):
    """Something new between this manager and one of their workers."""

    def get_form_kwargs(self):
        manager, model = self.request.user, self.form_class._meta.model
        made = model(authority_id=manager.authority_id, worker=self.worker, supervisor=manager)
        return {**super().get_form_kwargs(), "instance": made}

    def get_success_url(self):
        return reverse("supervision-worker", args=[self.worker.pk])


class SessionBook(MakeForWorker):
    form_class = BookForm
    title, save_label = "Book supervision", "Book it"
    saved = "Booked. You both see it among what is to come."


class AgreementAdd(MakeForWorker):
    form_class = AgreementForm
    title = "Supervision agreement"
    saved = "Kept. It holds once you have both signed it."


class ObservationAdd(MakeForWorker):
    form_class = ObservationForm
    title = "Observation of practice"
    saved = "Kept. They see it, and can answer."


class OfTwo(PermissionMixin):
    """Something between two people: for anyone else it does not exist."""

    model: type = Session
    http_method_names = ["get", "post", "head", "options"]

    @classmethod
    def opens_to(cls, worker) -> bool:
        return worker.works_here

    def get_queryset(self):
        return self.model.objects.of_two(self.request.user).with_people()


class OfSession(OfTwo):
    """A session that is still to come or was just held: what was signed by both is not changed."""

    open_only = True

    def get_queryset(self):
        sessions = super().get_queryset()
        signed = Q(worker_signed_at=None) | Q(supervisor_signed_at=None)
        return sessions.filter(signed) if self.open_only else sessions


class SessionPage(OfTwo, TemplateView):
    """One session: its agenda, its children, and what stays between the two."""

    template_name = "supervision/session.html"

    @cached_property
    def session(self) -> Session:
        return get_object_or_404(
            Session.objects.with_people().filter(self.known), pk=self.kwargs["pk"]
        )

    @property
    def known(self) -> Q:
        """The two; and whoever may supervise the supervisor, who is asked why they read."""
        me = self.request.user
        above = Agreement.objects.filter(worker=OuterRef("supervisor"), supervisor=me)
        return Q(worker=me) | Q(supervisor=me) | Q(Exists(above))

    def get_context_data(self, **kwargs):
        session, me = self.session, self.request.user
        own = me.pk in session.two
        if not own and next_manager_of(session) != me.pk:
            raise Http404
        notes = PrivateNote.objects.filter(session=session).readable_by(me).oldest_first()
        items = AgendaItem.objects.visible_to(me).filter(session=session).with_child()
        return super().get_context_data(
            session=session,
            own=own,
            notes=notes,
            items=items,
            moves=session.moves.all(),
            looks=session.looks.select_related("worker") if own else [],
            may_sign=own and session.held_on and me in session.waits_for(),
            supervises=me.pk == session.supervisor_id,
            may_ask=not own and not notes,
            **kwargs,
        )


class SessionForm(FormOfSupervision, OfSession, UpdateView):
    model = Session


class SessionAgenda(SessionForm):
    form_class = AgendaForm
    title, saved = "Agenda", "Agenda kept."

    def get_form_kwargs(self):
        session = self.object
        held = Allocation.objects.open().filter(worker=session.worker_id).values("child")
        there = session.children.values("child")
        children = Child.objects.visible_to(self.request.user).filter(pk__in=held)
        children = children.exclude(pk__in=there).with_person().by_name()
        return {**super().get_form_kwargs(), "children": children}

    def form_valid(self, form):
        response = super().form_valid(form)
        put_on_agenda(self.object, form.cleaned_data.get("children", []), by=self.request.user)
        return response


class OfPlanned(SessionForm):
    """What can only be done while a session is still to be held."""

    def get_queryset(self):
        return super().get_queryset().planned()


class SessionMoved(OfPlanned):
    form_class = MoveForm
    title, save_label = "Move this session", "Move it"
    saved = "Moved. When it was to be, and why it moved, is kept."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}


class SessionMissed(OfPlanned):
    form_class = MissedForm
    title = "It was not held"
    saved = "Kept, with why. The next one is due as before."


class SessionHeld(OfPlanned):
    form_class = HeldForm
    title, saved = "It was held", "Kept. Write each child’s supervision on their file, then sign."

    def get_queryset(self):
        return super().get_queryset().filter(supervisor=self.request.user)

    def get_form_kwargs(self):
        items = AgendaItem.objects.visible_to(self.request.user).filter(session=self.object)
        return {**super().get_form_kwargs(), "items": items.with_child()}


class Signed(OfTwo, UpdateView):
    """One of the two signs: a press, and no form."""

    http_method_names = ["post"]
    fields: list[str] = []

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        signed = get_object_or_404(self.get_queryset().select_for_update(of=("self",)), **kwargs)
        if isinstance(signed, Session) and not signed.held_on:
            raise PermissionDenied
        signed.sign(request.user)
        messages.success(request, "Signed." if signed.signed else "Signed. It waits for the other.")
        return redirect(self.where(signed))

    def where(self, signed) -> str:
        return reverse("session", args=[signed.pk])


class SessionSign(Signed):
    model = Session


class OwnOrWorkers(Signed):
    """Back to the page of the worker for whoever supervises, to their own for the worker."""

    def where(self, signed) -> str:
        if signed.supervisor_id == self.request.user.pk:
            return reverse("supervision-worker", args=[signed.worker_id])
        return reverse("supervision-own")


class AgreementSign(OwnOrWorkers):
    model = Agreement


class ObservationAnswer(FormOfSupervision, OfTwo, UpdateView):
    """The one who was watched answers, in their own words."""

    model = Observation
    form_class = ObservationAnswerForm
    title = "What you think of the feedback"
    saved = "Your answer is kept beside the feedback."

    def get_queryset(self):
        return super().get_queryset().filter(worker=self.request.user)

    def get_success_url(self):
        return reverse("supervision-own")
