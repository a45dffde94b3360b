from collections.abc import Callable

from django import forms

from casework.access.models import Team, Worker
from casework.interface.django_private import ModelForm
from casework.interface.forms import formfield
from casework.interface.registry import Registry

keeps_role = Registry[Callable[[Worker], str]](
    "reason why someone keeps their role", key="__name__"
)
"""Asked of a worker as they would be; nothing where the new role lets them hold what they hold."""
IN_A_TEAM = ("social_worker", "family_support", "team_manager")
NOT_YOUR_OWN = "You cannot change what you yourself may do: ask another administrator"


class WorkerForm(ModelForm):
    """Someone who works here. Nobody chooses a password for somebody else."""

    class Meta:
        model = Worker
        fields = [
            "first_name",
            "last_name",
            "username",
            "email",
            "role",
            "team",
            "social_work_england_number",
            "caseload_limit",
            "governs_information",
        ]
        formfield_callback = formfield
        labels = {
            "first_name": "First name",
            "last_name": "Last name",
            "username": "Name to sign in with",
            "email": "E-mail address",
            "social_work_england_number": "Social Work England number",
            "caseload_limit": "The most children they should hold",
            "governs_information": "Leads on information governance",
        }
        help_texts = {
            "username": "Such as amira.hussain",
            "caseload_limit": "",
            "governs_information": "They are told who was given which role, and who signed in after"
            " a reset, and may prepare records for others and agree to them, if their role opens"
            " files",
        }
        error_messages = {
            "username": {
                "required": "Give the name they will sign in with",
                "unique": "Someone already signs in with this name",
                "invalid": "Use only letters, numbers and the signs . @ + - _",
            },
            "role": {"required": "Choose a role"},
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.instance.authority = by.authority
        self.fields["team"].queryset = Team.objects.filter(authority=by.authority)
        for name in ("first_name", "last_name"):
            self.fields[name].required = True

    def clean(self):
        cleaned = super().clean()
        if (
            cleaned.get("role") in IN_A_TEAM
            and not cleaned.get("team")
            and "team" not in self.errors
        ):
            self.add_error("team", "Choose the team they work in")
        return cleaned


class WorkerChangeForm(WorkerForm):
    class Meta(WorkerForm.Meta):
        fields = [*WorkerForm.Meta.fields, "leaves_on", "is_active"]
        labels = WorkerForm.Meta.labels | {"is_active": "Works here and can sign in"}
        help_texts = WorkerForm.Meta.help_texts | {
            "leaves_on": "From the next day they cannot sign in, nor be given anything."
            " Managers see it beside their name, with the children to give to others",
            "is_active": "Their children stay with them until a manager gives each to someone else",
        }

    def clean(self):
        """One administrator cannot widen their own role, nor shut out the last of them; and nobody
        is given a role in which they could not hold what they hold."""
        cleaned = super().clean()
        if "role" in self.changed_data and cleaned.get("role"):
            self.instance.role = cleaned["role"]
            for reason in filter(None, (ask(self.instance) for ask in keeps_role)):
                self.add_error("role", reason)
        if self.instance.pk == self.by.pk:
            for name in {"role", "leaves_on", "is_active", "email"} & set(self.changed_data):
                self.add_error(name, NOT_YOUR_OWN)
        return cleaned


class TeamForm(ModelForm):
    class Meta:
        model = Team
        fields = ["name"]
        formfield_callback = formfield
        labels = {"name": "Name of the team"}
        error_messages = {"name": {"required": "Give the team’s name"}}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.authority = by.authority

    def clean_name(self):
        name = self.cleaned_data["name"].strip()
        others = Team.objects.filter(authority=self.instance.authority, name__iexact=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("There is already a team with this name")
        return name
