"""Case supervision on a child's file: what is brought, what was said, what is agreed."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from casework.access.roles import Permission
from casework.actions.models import Action
from casework.children.base_views import ChildPage, ChildRecordCreate
from casework.children.extensions.shared_records import tell
from casework.children.together.views import RecordTogether
from casework.interface.plain_text import whole_number
from casework.plans.models import ManagementOversight
from casework.plans.reviews.forms import MEANWHILE, answered_meanwhile
from casework.supervision.cases.briefs import briefs
from casework.supervision.cases.forms import ASKED_AFTER, CaseForm, DiscussionForm, OversightForm
from casework.supervision.cases.reflection import answers_of
from casework.supervision.models import (
    ActionAnswer,
    AgreedAction,
    CaseSupervision,
    GroupDiscussion,
    Session,
)
from casework.supervision.operations import open_actions

NEWEST = 20


class CaseSupervisionAdd(RecordTogether):
    """The talk about a child, and about brothers and sisters with the same worker: kept whole once
    every open action is answered."""

    permission = Permission.SUPERVISE
    template_name = "supervision/case_form.html"
    shared_form = DiscussionForm
    title = "Case supervision"
    logged_as = "case supervision"

    @cached_property
    def session(self) -> Session | None:
        """The worker's own session in which they talk, where the page was opened from one."""
        number = whole_number(self.request.GET.get("session", ""))
        mine = Session.objects.filter(supervisor=self.request.user)
        return mine.filter(pk=number).select_related("worker").first() if number else None

    def shared_kwargs(self):
        talks_with = self.session.worker_id if self.session else self.lead
        return {**super().shared_kwargs(), "talks_with": talks_with, "session": self.session}

    def forms(self, data=None):
        shared = self.shared_form(data, **self.shared_kwargs())
        actions = open_actions(self.children, self.request.user, ASKED_AFTER, hold=data is not None)
        cards = [
            CaseForm(data, child=child, worker=self.request.user, actions=actions[child.pk])
            for child in self.children
        ]
        if data is not None and answered_meanwhile(data, self.answers(cards)):
            shared.add_error(None, MEANWHILE)
        return shared, cards

    def answers(self, cards):
        return [answer for card in cards for answer in card.answers]

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            return super().post(request, *args, **kwargs)

    def show(self, shared, cards):
        known = briefs(self.children, self.request.user)
        for card in cards:
            card.brief = known[card.child.pk]
        return super().show(shared, cards)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        beneath = [form for card in kwargs["cards"] for form in card.beneath]
        return {**context, "forms": [*context["forms"], *beneath], "session": self.session}

    def saved_words(self, record, cards):
        return f"Supervision kept on the file of {self.names}."

    def get_success_url(self):
        if self.session:
            return reverse("session", args=[self.session.pk])
        return reverse("child-supervision", args=[self.child.pk])


class ChildSupervision(ChildPage):
    """What was talked about, decided and looked at by managers for this child, newest first."""

    template_name = "supervision/child.html"
    page = "child-supervision"
    logged_as = "supervision"

    def get_context_data(self, **kwargs):
        child, worker = self.child, self.request.user
        talks = CaseSupervision.objects.of_child(child).with_discussion().newest_first()
        looks = ManagementOversight.objects.of_child(child).newest_first()
        groups = GroupDiscussion.objects.of_child(child).newest_first().select_related("group")
        actions = Action.objects.of_child(child).open().filter(source__in=ASKED_AFTER)
        return super().get_context_data(
            talks=talks[:NEWEST],
            oversights=looks.select_related("recorded_by")[:NEWEST],
            group_talks=groups[:NEWEST],
            actions=actions.with_owner(worker).order_by("due_on", "pk")[:50],
            may_supervise=worker.may(Permission.SUPERVISE),
            may_oversee=worker.may(Permission.AUTHORISE),
            **kwargs,
        )


class CaseSupervisionRead(ChildPage):
    """One talk, as it was kept for this child: nobody else's part, and no word of the worker's own
    supervision."""

    template_name = "supervision/case.html"
    page = "child-supervision"
    logged_as = "case supervision"

    def get_context_data(self, **kwargs):
        talks = CaseSupervision.objects.of_child(self.child).with_discussion()
        talk = tell([get_object_or_404(talks, pk=self.kwargs["pk"])], self.request.user)[0]
        about = {"supervision": talk}
        answers = ActionAnswer.objects.filter(**about).select_related("action")
        agreed = AgreedAction.objects.filter(**about).select_related("action")
        actions = Action.objects.filter(from_supervision__in=agreed).with_owner(self.request.user)
        owned = {action.pk: action for action in actions}
        for row in agreed:
            row.action = owned.get(row.action_id, row.action)
        others = CaseSupervision.objects.visible_to(self.request.user).exclude(pk=talk.pk)
        others = others.filter(discussion=talk.discussion_id).select_related("child__person")
        return super().get_context_data(
            talk=talk,
            reflections=answers_of(talk.discussion),
            answers=answers,
            agreed=agreed,
            others=others,
            **kwargs,
        )


class OversightAdd(ChildRecordCreate):
    """A manager writes what they found and decided: short, and from any page that needs it."""

    form_class = OversightForm
    permission = Permission.AUTHORISE
    template_name = "supervision/oversight_form.html"
    title = "Management oversight"
    save_label = "Save"
    logged_as = "management oversight"

    def new_record(self):
        kinds = ManagementOversight.About
        return ManagementOversight.on_file_of(self.child, self.request.user, about=kinds.OTHER)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "about": self.request.GET.get("about", "")}

    def get_saved_words(self):
        return f"Oversight kept on {self.child.first_name}’s file."

    def get_success_url(self):
        return reverse("child-supervision", args=[self.child.pk])
