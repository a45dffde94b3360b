"""Where the database and the broker are: an address that was given always wins."""

import os
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from casework.embedded.paths import Trouble, secret, socket_dir, state_folder

PAGES = "CASEWORK_AS_PAGES"
"""Tells a process that it serves pages, or works for them: it signs in to the embedded database
with the account that makes no table and changes no log."""


def database_url() -> str:
    given = os.environ.get("DATABASE_URL")
    if given:
        return given
    account, kept = ("casework", "database-password")
    if os.environ.get(PAGES):
        account, kept = (pages_account(), "pages-password")
    password = quote(secret(state_folder(), kept), safe="")
    host = urlencode({"host": str(socket_dir(state_folder()))})
    return f"postgresql://{account}:{password}@/casework?{host}"


def pages_account() -> str:
    return os.environ.get("CASEWORK_DATABASE_PAGES_ACCOUNT") or "casework_pages"


def broker_url() -> str:
    given = os.environ.get("BROKER_URL")
    return given or f"redis+socket://{socket_dir(state_folder())}/valkey?virtual_host=0"


def secret_key() -> str:
    """Made at first need with the embedded database. Beside a database of one's own a new key is
    refused: each container or machine would make another, and drafts sealed with one are lost."""
    given = os.environ.get("CASEWORK_SECRET_KEY")
    if given:
        return given
    if os.environ.get("DATABASE_URL") and not (state_folder() / "secret-key").exists():
        raise Trouble(
            "Give CASEWORK_SECRET_KEY, a long random text: DATABASE_URL names a database, and a key"
            f" made afresh would not open what another key sealed in it. {state_folder()} has none."
        )
    return secret(state_folder(), "secret-key")


def database_settings(url: str) -> dict:
    """Django's settings for an address in PostgreSQL's own form: a socket's folder may stand in
    the query (?host=/folder) or, percent-encoded, where a host stands, and several hosts may stand
    beside each other (``first,second?target_session_attrs=read-write``)."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"DATABASE_URL must begin with postgresql://, not {parts.scheme}://")
    options = dict(parse_qsl(parts.query))
    account, _, place = parts.netloc.rpartition("@")
    user, _, password = account.partition(":")
    host, port = split_ports(place)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": options.pop("dbname", None) or unquote(parts.path.lstrip("/")),
        "USER": options.pop("user", None) or unquote(user),
        "PASSWORD": options.pop("password", None) or unquote(password),
        "HOST": options.pop("host", None) or unquote(host),
        "PORT": options.pop("port", None) or port,
        "OPTIONS": options,
    }


def replica_settings(url: str, keeps: dict[str, str]) -> dict:
    """Of a database that is only read, and given up soon where it does not answer. A pooler refuses
    ``keeps``, which are then none."""
    given = database_settings(url)
    options = {"connect_timeout": "2", "tcp_user_timeout": "5000"} | given["OPTIONS"]
    if keeps:
        kept = keeps | {"default_transaction_read_only": "on"}
        options["options"] = " ".join(f"-c {name}={value}" for name, value in kept.items())
    return given | {"OPTIONS": options, "TEST": {"MIRROR": "default"}}


def split_ports(places: str) -> tuple[str, str]:
    """One port may be said for each of several hosts, or none for any."""
    hosts, ports = zip(*map(split_port, places.split(",")), strict=True)
    return ",".join(hosts), ",".join(ports) if any(ports) else ""


def split_port(place: str) -> tuple[str, str]:
    """An IPv6 address stands in brackets, and its colons are not a port's."""
    if place.startswith("["):
        host, _, rest = place[1:].partition("]")
        return host, rest.lstrip(":")
    host, _, port = place.partition(":")
    return host, port
