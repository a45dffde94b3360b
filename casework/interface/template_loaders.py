"""Templates are read without their indentation.

It is there for whoever writes them, and was a quarter of what a long page sent. A line stays a
line, so that a fault in a template is still named by its own.
"""

import re

from django.template.loaders import app_directories, filesystem

INDENTATION = re.compile(r"\n[ \t]+")


class Unindented:
    def get_contents(self, origin) -> str:
        text = super().get_contents(origin)  # type: ignore[misc]
        return INDENTATION.sub("\n", text) if origin.name.endswith(".html") else text


class Templates(Unindented, filesystem.Loader):
    """Those of the product."""


class AppTemplates(Unindented, app_directories.Loader):
    """Those of an app, its own or a library's."""
