#!/usr/bin/env python3
"""Django's commands, with the embedded servers where no others are named."""

import os
import sys

from django.core.management import execute_from_command_line

from casework.embedded.commands import servers_for


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casework.settings")
    with servers_for(sys.argv):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
