"""What every form of the record shares: GOV.UK date boxes, and the database's rules as errors."""

from django import forms

from casework.interface.forms import formfield


class RecordForm(forms.ModelForm):
    """A form on one record. The model's constraints are checked even over fields not shown."""

    class Meta:
        formfield_callback = formfield

    def _get_validation_exclusions(self):
        """Leave out only what this form already found wrong, so every constraint is tried."""
        return set(self._errors) | {"recorded_by"}
