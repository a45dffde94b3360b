"""The PostgreSQL and Valkey the product brings, used when no server is named.

Only the binaries come from packages; how they live is written here, because a child's record is at
stake: a private folder, passwords on every connection, writes that survive a crash, and no server
left behind. A *keeper* (shared_server.py) runs one server for as long as anybody uses it.
"""

from casework.embedded.addresses import (
    broker_url,
    database_settings,
    database_url,
    pages_account,
    replica_settings,
    secret_key,
)
from casework.embedded.paths import state_folder

__all__ = [
    "broker_url",
    "database_settings",
    "database_url",
    "pages_account",
    "secret_key",
    "replica_settings",
    "state_folder",
]
