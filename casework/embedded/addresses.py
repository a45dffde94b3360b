"""Where the database and the broker are: an address that was given always wins."""

import os
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from casework.embedded.places import secret, socket_dir, state_folder


def database_url() -> str:
    given = os.environ.get("DATABASE_URL")
    if given:
        return given
    password = quote(secret(state_folder(), "database-password"), safe="")
    host = urlencode({"host": str(socket_dir(state_folder()))})
    return f"postgresql://casework:{password}@/casework?{host}"


def broker_url() -> str:
    given = os.environ.get("BROKER_URL")
    return given or f"redis+socket://{socket_dir(state_folder())}/valkey?virtual_host=0"


def secret_key() -> str:
    return os.environ.get("CASEWORK_SECRET_KEY") or secret(state_folder(), "secret-key")


def database_settings(url: str) -> dict:
    """Django's settings for an address in PostgreSQL's own form: a socket's folder may stand in
    the query (?host=/folder) or, percent-encoded, where a host stands."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"DATABASE_URL must begin with postgresql://, not {parts.scheme}://")
    options = dict(parse_qsl(parts.query))
    account, _, place = parts.netloc.rpartition("@")
    user, _, password = account.partition(":")
    host, port = split_port(place)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": options.pop("dbname", None) or unquote(parts.path.lstrip("/")),
        "USER": options.pop("user", None) or unquote(user),
        "PASSWORD": options.pop("password", None) or unquote(password),
        "HOST": options.pop("host", None) or unquote(host),
        "PORT": options.pop("port", None) or port,
        "OPTIONS": options,
    }


def split_port(place: str) -> tuple[str, str]:
    """An IPv6 address stands in brackets, and its colons are not a port's."""
    if place.startswith("["):
        host, _, rest = place[1:].partition("]")
        return host, rest.lstrip(":")
    host, _, port = place.partition(":")
    return host, port
