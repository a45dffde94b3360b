"""What is asked of the waits: as at which day, over how long, of which children and which need."""

from django import forms

from casework.figures.query import FigureQuery, FigureQueryForm
from casework.support.services.needs import Need

MONTHS = [("12", "12 months"), ("24", "2 years"), ("6", "6 months"), ("3", "3 months")]


class WaitsQueryForm(FigureQueryForm):
    months = forms.ChoiceField(label="Counted over", choices=MONTHS, required=False)
    help = forms.ChoiceField(
        label="Need for help", choices=[("", "Any"), *Need.choices], required=False
    )

    def query(self, worker) -> FigureQuery:
        """The question of an address. A form that cannot be read asks the usual one."""
        query = FigureQuery.read(self, worker)
        need = self.cleaned_data.get("help") if self.is_valid() else ""
        if need:
            query.where["help"] = need
        return query
