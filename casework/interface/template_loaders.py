"""Templates are read without their indentation.

It is there for whoever writes them, and was a quarter of what a long page sent. A comma or a full
stop that stands behind a condition at the beginning of a line follows the word before it: nobody is
called “Kirsty Whitfield , 31”. There are as many lines as before, so that a fault in a template is
still named by its own.
"""

import re

from django.template.loaders import app_directories, filesystem

INDENTATION = re.compile(r"\n[ \t]+")
APART = re.compile(r"\n(\{% if [^%\n]*%\}[,.;])")


class Unindented:
    def get_contents(self, origin) -> str:
        text = super().get_contents(origin)  # type: ignore[misc]
        if not origin.name.endswith(".html"):
            return text
        return APART.sub(r"\1\n", INDENTATION.sub("\n", text))


class Templates(Unindented, filesystem.Loader):
    """Those of the product."""


class AppTemplates(Unindented, app_directories.Loader):
    """Those of an app, its own or a library's."""
