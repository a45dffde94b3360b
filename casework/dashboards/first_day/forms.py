from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from casework.access.models import DEMONSTRATION, Authority, Team, Worker
from casework.dashboards.first_day.operations import is_first_code
from casework.interface.forms import Textarea

NAME = Authority._meta.get_field("name").max_length
TEAM = Team._meta.get_field("name").max_length or 0
THREE_DIGITS = RegexValidator(r"^\d{3}$", "Give the three digits of your LA code, such as 888")


def _text(label, required, **kwargs) -> forms.CharField:
    return forms.CharField(label=label, error_messages={"required": required}, **kwargs)


class CouncilForm(forms.Form):
    """A council, its teams and its first administrator."""

    code = _text(
        "The code of the first day",
        "Give the code: whoever runs the server can read it",
        max_length=40,
        help_text="Whoever runs the server reads it with: python manage.py first_day",
    )
    name = _text("What is your council called?", "Give the name of your council", max_length=NAME)
    la_code = _text(
        "What is its LA code?",
        "Give the three digits of your LA code",
        max_length=3,
        validators=[THREE_DIGITS],
        help_text="The three digits that stand in your statutory returns, such as 888",
    )
    teams = _text(
        "Which teams are there?",
        "Name at least one team",
        widget=Textarea(rows=6),
        help_text="One on a line. You can add others and rename them later",
    )
    first_name = _text("Your first name", "Give your first name", max_length=150)
    last_name = _text("Your last name", "Give your last name", max_length=150)
    username = _text(
        "Name to sign in with",
        "Give the name you will sign in with",
        max_length=150,
        validators=Worker._meta.get_field("username").validators,
        help_text="Such as amira.hussain",
    )
    email = forms.EmailField(
        label="E-mail address",
        error_messages={
            "required": "Give your e-mail address",
            "invalid": "Give an e-mail address such as name@council.gov.uk",
        },
    )
    password = _text(
        "Password",
        "Choose a password",
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"}),
        help_text="Long, and used nowhere else",
    )
    again = _text(
        "The same password again",
        "Write the password again",
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        if by is not None:
            del self.fields["code"]
            for name, whose in (("first_name", "First"), ("last_name", "Last")):
                self.fields[name].label = f"{whose} name of the first administrator"

    def clean_code(self):
        if not is_first_code(self.cleaned_data["code"]):
            raise ValidationError("This is not the code. Read it again on the server")
        return self.cleaned_data["code"]

    def clean_la_code(self):
        """Of the demonstration no second step is asked at sign-in."""
        if self.cleaned_data["la_code"] == DEMONSTRATION:
            raise ValidationError(f"{DEMONSTRATION} is the demonstration. Give your own LA code")
        return self.cleaned_data["la_code"]

    def clean_teams(self):
        """Each once, however often and in whatever case it was written."""
        lines = (line.strip() for line in self.cleaned_data["teams"].splitlines())
        teams = list({line.casefold(): line for line in lines if line}.values())
        if not teams:
            raise ValidationError("Name at least one team")
        if long := next((team for team in teams if len(team) > TEAM), None):
            raise ValidationError(f"“{long[:40]}…” is too long for the name of a team")
        return teams

    def clean_username(self):
        username = self.cleaned_data["username"]
        if Worker.objects.filter(username__iexact=username).exists():
            raise ValidationError("Someone already signs in with this name")
        return username

    def clean(self):
        cleaned = super().clean()
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", "The two passwords are not the same")
        elif password:
            try:
                validate_password(password, Worker(**self.administrator(cleaned)))
            except ValidationError as weak:
                self.add_error("password", weak)
        return cleaned

    @staticmethod
    def administrator(data) -> dict:
        names = ("first_name", "last_name", "username", "email")
        return {name: data.get(name, "") for name in names}
