"""What a meeting does with actions: each plan's gone through, and new ones agreed."""

from django import forms
from django.utils import timezone

from casework.actions.forms import ActionAnswerForm, ActionForm
from casework.actions.models import Action
from casework.actions.owners import owner_choices
from casework.children.extensions.shared_records import for_file_of
from casework.conferences.models import MeetingAction
from casework.plans.models import PlanAction
from casework.writing.prompts.forms import HelpsWriting
from casework.writing.prompts.prompts import Beside

EVERYONE = "each"
ROWS = 3
SOURCES = {
    "conference": Action.Source.CONFERENCE,
    "core_group": Action.Source.CORE_GROUP,
    "child_in_need": Action.Source.REVIEW,
    "legal_planning": Action.Source.PANEL,
    "preproceedings": Action.Source.PANEL,
}


def answers_for(children, worker, data=None) -> dict[int, list[ActionAnswerForm]]:
    """For each child, a form for each open action of their plan: as it is until it is said."""
    links = (
        PlanAction.objects.open()
        .filter(need__plan__ended_on=None, need__child__in=children)
        .with_action()
        .select_related("need")
    )
    links = links.order_by("action__due_on", "pk")
    return answers_to([(link.need.child_id, link.action) for link in links], children, worker, data)


def answers_to(actions, children, worker, data=None) -> dict[int, list[ActionAnswerForm]]:
    """For each child, a form for each of these actions, given with the child's key."""
    by_child = {child.pk: child for child in children}
    answers: dict[int, list[ActionAnswerForm]] = {}
    for key, action in actions:
        prefix = f"a{action.pk}"
        if data is not None and f"{prefix}-answer" not in data:
            continue
        action.child = by_child[key]
        answers.setdefault(key, []).append(
            ActionAnswerForm(
                data,
                prefix=prefix,
                instance=action,
                worker=worker,
                going="Still going",
                initial={"answer": ActionAnswerForm.GOING},
            )
        )
    return answers


class AgreedForm(HelpsWriting, ActionForm):
    """An action agreed at the meeting, for one child or for each of them. An empty row is none."""

    writing = {"what": Beside("plan_action")}

    whom = forms.ChoiceField(label="For whom?")

    class Meta(ActionForm.Meta):
        fields = [name for name in ActionForm.Meta.fields if name != "due_event"]

    def __init__(self, *args, children, **kwargs):
        super().__init__(*args, empty_permitted=True, use_required_attribute=False, **kwargs)
        everyone = [(EVERYONE, "Each child it is about")] if len(children) > 1 else []
        names = [(str(child.pk), child.first_name) for child in children]
        self.fields["whom"].choices = [*everyone, *names]
        self.initial["whom"] = (everyone or names)[0][0]
        self.fields["for_child"].label = "Done for or with the child"

    def has_changed(self):
        return bool(set(self.changed_data) - {"whom", "for_child"})

    def keep(self, meeting, children) -> None:
        """One action for each child it was agreed for, and where it was agreed."""
        whom = self.cleaned_data["whom"]
        chosen = [child for child in children if whom in (EVERYONE, str(child.pk))]
        for child in chosen:
            action = self.copy_for(child, chosen)
            self.put_aside_on(action)
            action.save()
            MeetingAction.objects.create(meeting=meeting, action=action)

    def copy_for(self, child, chosen) -> Action:
        own = (
            "source",
            "what",
            "for_child",
            "owner_worker_id",
            "owner_person_id",
            "owner_name",
            "owner_agency",
            "due_on",
            "agreed_on",
        )
        facts = {name: getattr(self.instance, name) for name in own}
        by = self.instance.recorded_by
        return Action.on_file_of(child, by, **for_file_of(child, chosen, by, facts))


def agreed_rows(children, worker, kind: str, data=None) -> list[AgreedForm]:
    first, owners = children[0], owner_choices(children[0])
    return [
        AgreedForm(
            data,
            prefix=f"agreed-{number}",
            children=children,
            owners=owners,
            instance=Action.on_file_of(
                first, worker, source=SOURCES[kind], agreed_on=timezone.localdate()
            ),
        )
        for number in range(ROWS)
    ]
