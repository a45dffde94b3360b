from django.urls import reverse

from casework.access.roles import Permission
from casework.actions.forms import ActionDoneForm, ActionDropForm, ActionMoveForm
from casework.actions.models import Action
from casework.children.base_views import ChildPage, ChildRecordUpdate


class Actions(ChildPage):
    """Every promise made for the child: still to do, then the newest 20 that ended."""

    template_name = "actions/actions.html"
    page = "actions"
    logged_as = "actions"

    def get_context_data(self, **kwargs):
        actions = Action.objects.of_child(self.child).with_owner(self.request.user)
        return super().get_context_data(
            open=actions.open().with_moves().order_by("due_on", "pk")[:50],
            ended=actions.ended().order_by("-agreed_on", "-pk")[:20],
            may_record=self.request.user.may(Permission.RECORD),
            **kwargs,
        )


class OpenAction(ChildRecordUpdate):
    """One action of this child that is still to do."""

    page = "actions"
    logged_as = "an action"

    def get_queryset(self):
        return super().get_queryset().open()

    def get_success_url(self):
        return reverse("actions", args=[self.child.pk])


class ActionDone(OpenAction):
    form_class = ActionDoneForm
    title = "This was done"
    save_label = "Close the action"
    saved = "Action closed, with what changed for the child."

    @property
    def intro(self):
        return self.get_object().what


class ActionDropped(OpenAction):
    form_class = ActionDropForm
    title = "This is no longer needed"
    save_label = "Take it off the list"
    saved = "Action taken off the list. The reason is kept."

    @property
    def intro(self):
        return self.get_object().what


class ActionMove(OpenAction):
    form_class = ActionMoveForm
    title = "A new date for this"
    save_label = "Change the date"
    saved = "Date changed. The date before and the reason are kept."

    @property
    def intro(self):
        action = self.get_object()
        return f"{action.what} It was to be done by {action.by}."

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "worker": self.request.user}
