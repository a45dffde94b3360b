"""A worker's supervision: booked, moved, held, signed; and what stays between the two."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView, TemplateView, UpdateView

from casework.access.models import Worker
from casework.access.roles import Permission
from casework.children.base_views import PermissionMixin
from casework.children.models import Allocation, Child
from casework.supervision.models import (
    AgendaItem,
    Agreement,
    Observation,
    PrivateLook,
    PrivateNote,
    Session,
)
from casework.supervision.models.private import next_manager_of
from casework.supervision.operations import put_on_agenda
from casework.supervision.people import own_team, supervised_by
from casework.supervision.regularity import due_of, sample_due, teams_with_due, with_due
from casework.supervision.sessions.forms import (
    AgendaForm,
    AgreementForm,
    BookForm,
    HeldForm,
    MissedForm,
    MoveForm,
    ObservationAnswerForm,
    ObservationForm,
    PrivateLookForm,
    PrivateNoteForm,
)
from casework.supervision.sessions.queries import away, children_of, facts_of, written_late

NEWEST = 12


class SupervisionHome(PermissionMixin, TemplateView):
    """A manager's workers, by name and never ranked, with when each is due; and one's own."""

    permission = Permission.SUPERVISE
    template_name = "supervision/home.html"

    def get_context_data(self, **kwargs):
        manager = self.request.user
        whole = "all" in self.request.GET
        found = supervised_by(manager) if whole else own_team(manager)
        workers = list(with_due(found.order_by("last_name", "first_name", "pk")))
        said, to_come = facts_of(manager, workers), self.next_of(workers)
        for worker in workers:
            worker.due, worker.said = due_of(worker), said[worker.pk]
            worker.next = to_come.get(worker.pk)
        senior = manager.may(Permission.SEE_WHOLE_SERVICE)
        return super().get_context_data(
            workers=workers,
            late=sum(worker.due.late for worker in workers),
            whole=whole,
            senior=senior,
            teams=[(team, due_of(team)) for team in self.teams(senior)],
            sample=due_of(sample_due(manager.authority_id)) if senior else None,
            **kwargs,
        )

    def next_of(self, workers) -> dict[int, Session]:
        """The next session of each; who leads it may be somebody else."""
        sessions = Session.objects.planned().filter(worker__in=workers)
        first = sessions.order_by("worker", "starts_at").distinct("worker")
        return {session.worker_id: session for session in first}

    def teams(self, senior: bool):
        teams = teams_with_due(self.request.user.authority_id)
        return teams if senior else teams.filter(pk=self.request.user.team_id)


class OwnSupervision(PermissionMixin, TemplateView):
    """Everyone's own: when it is next, what was agreed, and what waits for their signature."""

    template_name = "supervision/own.html"
    permission = Permission.READ_FILES

    @classmethod
    def opens_to(cls, worker) -> bool:
        return worker.works_here

    def get_context_data(self, **kwargs):
        worker = self.request.user
        mine = Session.objects.filter(worker=worker).with_people()
        (row,) = with_due(Worker.objects.filter(pk=worker.pk))
        agreements = Agreement.objects.filter(worker=worker).with_people().newest_first()
        watched = Observation.objects.filter(worker=worker).with_people().newest_first()
        return super().get_context_data(
            due=due_of(row),
            to_come=mine.to_come()[:NEWEST],
            earlier=mine.exclude(held_on=None, missed_because="").newest_first()[:NEWEST],
            agreement=agreements.first(),
            observations=watched[:NEWEST],
            **kwargs,
        )


class OfWorker(PermissionMixin):
    """A page about one worker: of those this manager supervises, or 404."""

    permission = Permission.SUPERVISE

    @cached_property
    def worker(self) -> Any:
        worker = with_due(supervised_by(self.request.user)).filter(pk=self.kwargs["pk"]).first()
        if worker is None:
            raise Http404
        return worker

    def get_context_data(self, **kwargs):
        return super().get_context_data(about=self.worker, **kwargs)


class WorkerSupervision(OfWorker, TemplateView):
    """What a manager has beside them: whom the worker holds, how much that is, what is late."""

    template_name = "supervision/worker.html"

    def get_context_data(self, **kwargs):
        worker, reader = self.worker, self.request.user
        sessions = Session.objects.filter(worker=worker).with_people()
        agreed = Agreement.objects.filter(worker=worker).with_people().newest_first()
        late, of = written_late(worker)
        watched = Observation.objects.of_two(reader).filter(worker=worker)
        return super().get_context_data(
            due=due_of(worker),
            children=children_of(worker, reader),
            said=facts_of(reader, [worker])[worker.pk],
            written_late=late,
            written=of,
            away=away(worker),
            to_come=sessions.to_come()[:NEWEST],
            earlier=sessions.exclude(held_on=None, missed_because="").newest_first()[:NEWEST],
            agreement=agreed.first(),
            observations=watched.newest_first()[:NEWEST],
            **kwargs,
        )


class FormOfSupervision:
    """A form about something between two people, in the frame they all share."""

    template_name = "supervision/form.html"
    title, intro, saved, save_label = "", "", "Saved.", "Save"

    def get_form(self, form_class=None):
        form = super().get_form(form_class)  # type: ignore[misc]
        form.writer = self.request.user  # type: ignore[attr-defined]
        return form

    def form_valid(self, form):
        with transaction.atomic():
            self.object = form.save()
        messages.success(self.request, self.saved)  # type: ignore[attr-defined]
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        return reverse("session", args=[self.object.pk])

    @property
    def back(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(  # type: ignore[misc]
            title=self.title, intro=self.intro, save_label=self.save_label, back=self.back, **kwargs
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
        found = get_object_or_404(self.get_queryset().select_for_update(of=("self",)), **kwargs)
        if isinstance(found, Session) and not found.held_on:
            raise PermissionDenied
        found.sign(request.user)
        messages.success(request, "Signed." if found.signed else "Signed. It waits for the other.")
        return redirect(self.where(found))

    def where(self, found) -> str:
        return reverse("session", args=[found.pk])


class SessionSign(Signed):
    model = Session


class OwnOrWorkers(Signed):
    """Back to the page of the worker for whoever supervises, to their own for the worker."""

    def where(self, found) -> str:
        if found.supervisor_id == self.request.user.pk:
            return reverse("supervision-worker", args=[found.worker_id])
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
