"""One form for brothers and sisters: what is shared written once, then each child's own part."""

from django import forms

from casework.children.forms import RecordForm
from casework.children.models import Child
from casework.children.views import ChildRecordCreate
from casework.interface.words import capital, listed


class BesideMixin:
    """Puts the words of a constraint beside the field that answers them.

    ``beside`` maps a constraint's name to a field of the form.
    """

    beside: dict[str, str] = {}

    def _update_errors(self, errors):
        spoken = {
            constraint.violation_error_message: self.beside[constraint.name]
            for constraint in self._meta.model._meta.constraints
            if constraint.name in self.beside
        }
        for error in errors.error_dict.pop("__all__", []) if hasattr(errors, "error_dict") else []:
            for one in error.error_list:
                self.add_error(spoken.get(one.messages[0]), one)
        super()._update_errors(errors)


class ChildPartForm(BesideMixin, RecordForm):
    """One child's own part. A brother's or sister's counts only once it is ticked."""

    included = forms.BooleanField(required=False)
    made_on_saving: tuple[str, ...] = ()
    asks = "This is about {name} too"

    def __init__(self, *args, first, **kwargs):
        super().__init__(*args, empty_permitted=not first, use_required_attribute=False, **kwargs)
        self.first, self.child = first, self.instance.child
        for field in self.fields.values():
            if field.label:
                field.label = field.label.format(name=self.child.first_name)
        self.fields["included"].label = self.asks.format(name=self.child.first_name)
        if first:
            del self.fields["included"]

    def has_changed(self):
        """Words and the tick say that a child is meant; a radio once chosen cannot be cleared."""
        return any(
            name == "included" or isinstance(self.fields[name], forms.CharField)
            for name in self.changed_data
        )

    def clean(self):
        cleaned = super().clean()
        if not self.first and not cleaned.get("included"):
            self.add_error(
                "included",
                f"Tick this if it is about {self.child.first_name},"
                f" or clear what you wrote about {self.child.first_name}",
            )
        return cleaned

    @property
    def chosen(self):
        return self.first or self.cleaned_data.get("included", False)

    def _get_validation_exclusions(self):
        """The shared row these point to is made on saving."""
        return super()._get_validation_exclusions() | set(self.made_on_saving)


class FamilyCreate(ChildRecordCreate):
    """Records one thing for a child and those of their brothers and sisters who are ticked.

    ``form_class`` holds what is shared, ``part_class`` one child's own part.
    """

    part_class: type[ChildPartForm]
    template_name = "referrals/family_form.html"

    def get_children(self) -> list[Child]:
        """The child, then the brothers and sisters this worker may know of."""
        siblings = Child.objects.visible_to(self.request.user).siblings_of(self.child)
        return [self.child, *siblings.with_person().order_by("person__born_on", "pk")]

    def get_parts(self) -> list[ChildPartForm]:
        if not hasattr(self, "_parts"):
            data = self.request.POST if self.request.method == "POST" else None
            model = self.part_class._meta.model
            self._parts = [
                self.part_class(
                    data, prefix=child.number, first=child.pk == self.child.pk,
                    instance=model.on_file_of(child, self.request.user),
                )
                for child in self.get_children()
            ]  # fmt: skip
        return self._parts

    def get_forms(self, form):
        """Everything that must be right before anything is saved, in the order it is read."""
        return [form, *self.get_parts()]

    def post(self, request, *args, **kwargs):
        self.object = None
        form = self.get_form()
        valid = [one.is_valid() for one in self.get_forms(form)]
        if all(valid):
            return self.form_valid(form)
        return self.form_invalid(form)

    def chosen(self) -> list[ChildPartForm]:
        return [part for part in self.get_parts() if part.chosen]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        parts = self.get_parts()
        return {**context, "parts": parts, "forms": self.get_forms(context["form"])[1:]}

    def for_whom(self) -> str:
        return capital(listed(part.child.first_name for part in self.chosen()))
