"""Passwords that are known already are refused, without asking anybody over the network.

The list is the one that Django carries: 20,000 that were used most in breaches (Royce Williams,
from Have I Been Pwned). People who are refused one of them change a letter or add a year, and so do
those who guess: what is left once that is taken away is looked up too. National Cyber Security
Centre, *Password administration for system owners*: a deny list instead of rules about signs.
"""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

LETTERS = str.maketrans("013457@$!8", "oieastasib")
AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
OURS = ("casework", "social work", "socialwork", "safeguarding", "council", "childrens services")


class NotBreached:
    """Refuses what was breached, with whatever is usually put around it, and words of the place."""

    def __init__(self):
        self.known = CommonPasswordValidator().passwords

    def validate(self, password, user=None):
        if any(core in self.known or core in self.of_place(user) for core in cores(password)):
            raise ValidationError(
                "Too many people use this password, or one nearly like it. Choose three or four"
                " words that do not belong together",
                code="password_breached",
            )

    def of_place(self, user) -> set[str]:
        """The product’s own words, and the council’s."""
        council = str(getattr(user, "authority", "") or "").lower()
        words = {*OURS, council, council.removesuffix(" council").strip()}
        return {word.replace(" ", "") for word in words if word} | words - {""}

    def get_help_text(self):
        return "Not one that is known from breaches, nor one nearly like it."


def cores(password: str) -> set[str]:
    """The password, and what people start from: without the signs around it, with letters in place
    of the signs that stand for them, once where it is said twice."""
    plain = password.lower().strip()
    starts = {plain, AROUND.sub("", plain), plain.translate(LETTERS)}
    starts |= {AROUND.sub("", plain).translate(LETTERS), AROUND.sub("", plain.translate(LETTERS))}
    half = len(plain) // 2
    if plain[:half] == plain[half:]:
        starts.add(plain[:half])
    return {core for core in starts if core}
