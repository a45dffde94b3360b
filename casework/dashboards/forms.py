"""The council's weights of a caseload, and the day a page of clocks is asked for."""

from django import forms

from casework.dashboards.models import CaseloadWeights
from casework.interface.django_private import ModelForm
from casework.interface.forms import DateField, formfield


class AtForm(forms.Form):
    at = DateField(label="As it stood on", named="date", past=True, required=False)


class WeightsForm(ModelForm):
    class Meta:
        model = CaseloadWeights
        fields = ["no_plan", "need", "protection", "sibling"]
        formfield_callback = formfield
