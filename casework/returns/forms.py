from django import forms

LARGEST = 10 * 1024 * 1024


class CensusForm(forms.Form):
    file = forms.FileField(
        label="Census file",
        help_text="The XML file, up to 10 MB",
        error_messages={
            "required": "Choose the census file",
            "empty": "This file is empty: choose another",
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                "This file is larger than 10 MB. Whoever looks after Casework here can bring it in"
                " from the command line"
            )
        return file
