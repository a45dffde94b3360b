"""The words of a database constraint, placed where the reader can answer them."""


class ConstraintErrorsMixin:
    """Puts the words of a constraint beside the field that answers them.

    ``beside`` maps a constraint's name to a field of the form.
    """

    beside: dict[str, str] = {}

    def place_errors(self, errors):
        spoken = {
            constraint.violation_error_message: self.beside[constraint.name]
            for constraint in self._meta.model._meta.constraints
            if constraint.name in self.beside
        }
        for error in errors.error_dict.pop("__all__", []) if hasattr(errors, "error_dict") else []:
            for complaint in error.error_list:
                self.add_error(spoken.get(complaint.messages[0]), complaint)
        super().place_errors(errors)
