"""What lets somebody in never stands in a log."""

import logging
import re

KEY = re.compile(r"(/account/password/reset/key/)[^/\s\"']+")


class NoWayIn(logging.Filter):
    """An address that chooses a password is written without its key, whoever writes it down."""

    def filter(self, record: logging.LogRecord) -> bool:
        words = record.getMessage()
        if "/password/reset/key/" in words:
            record.msg, record.args = KEY.sub(r"\1…", words), ()
        return True
