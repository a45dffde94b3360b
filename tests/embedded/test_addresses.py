"""A server that is named by its address always wins over the embedded one."""

import pytest
from django.db.backends.postgresql.base import DatabaseWrapper

from casework import embedded
from casework.embedded.paths import Trouble, socket_dir


@pytest.fixture(autouse=True)
def _nothing_named(monkeypatch, tmp_path):
    for name in ("DATABASE_URL", "BROKER_URL", "CASEWORK_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CASEWORK_DATA_DIR", str(tmp_path / "data"))


@pytest.mark.parametrize(
    ("name", "address"),
    [("DATABASE_URL", "postgresql://db.example/casework"), ("BROKER_URL", "redis://broker:6379/0")],
)
def test_a_named_server_wins(monkeypatch, name, address):
    monkeypatch.setenv(name, address)
    given = {"DATABASE_URL": embedded.database_url, "BROKER_URL": embedded.broker_url}[name]
    assert given() == address


def test_the_embedded_database_is_reached_by_its_socket_with_a_password():
    settings = embedded.database_settings(embedded.database_url())
    assert settings["HOST"] == str(socket_dir(embedded.state_folder()))
    assert (settings["NAME"], settings["USER"], settings["PORT"]) == ("casework", "casework", "")
    assert len(settings["PASSWORD"]) > 40


def test_the_embedded_broker_is_reached_by_its_socket():
    folder = socket_dir(embedded.state_folder())
    assert embedded.broker_url() == f"redis+socket://{folder}/valkey?virtual_host=0"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgresql://ann:pw@db.example:6432/casework", ("db.example", "6432", "ann", "pw")),
        ("postgres://ann@db.example/casework", ("db.example", "", "ann", "")),
        ("postgresql://ann:p%40%3A%2Fw@db/casework", ("db", "", "ann", "p@:/w")),
        ("postgresql://ann:pw@[2001:db8::1]:5432/casework", ("2001:db8::1", "5432", "ann", "pw")),
        ("postgresql://ann:pw@[2001:db8::1]/casework", ("2001:db8::1", "", "ann", "pw")),
        ("postgresql://ann:pw@/casework?host=/run/pg", ("/run/pg", "", "ann", "pw")),
        ("postgresql://ann:pw@%2Frun%2Fpg/casework", ("/run/pg", "", "ann", "pw")),
        ("postgresql:///casework?host=/run/pg&user=ann&port=1", ("/run/pg", "1", "ann", "")),
        ("postgresql://ann:pw@first,second/casework", ("first,second", "", "ann", "pw")),
        ("postgresql://ann:pw@one:1,[::2]:3,four/casework", ("one,::2,four", "1,3,", "ann", "pw")),
    ],
)
def test_every_form_of_postgresqls_address_is_read(address, expected):
    settings = embedded.database_settings(address)
    assert tuple(settings[key] for key in ("HOST", "PORT", "USER", "PASSWORD")) == expected
    assert settings["NAME"] == "casework"


def test_what_else_an_address_says_reaches_the_driver():
    address = "postgresql://ann:pw@db/casework?sslmode=verify-full&connect_timeout=5"
    settings = embedded.database_settings(address)
    assert settings["OPTIONS"] == {"sslmode": "verify-full", "connect_timeout": "5"}
    wrapper = DatabaseWrapper(
        settings | {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None}
    )
    assert wrapper.get_connection_params()["sslmode"] == "verify-full"


def test_another_kind_of_database_is_refused_by_name():
    with pytest.raises(ValueError, match="must begin with postgresql://, not mysql://"):
        embedded.database_settings("mysql://db/casework")


def test_the_secret_key_is_made_once_and_a_given_one_wins(monkeypatch):
    made = embedded.secret_key()
    assert len(made) > 40
    assert embedded.secret_key() == made
    monkeypatch.setenv("CASEWORK_SECRET_KEY", "given")
    assert embedded.secret_key() == "given"


def test_beside_a_named_database_no_key_is_made_afresh(monkeypatch):
    """A container without its volume would seal drafts with a key that is gone with it."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/casework")
    with pytest.raises(Trouble, match="CASEWORK_SECRET_KEY"):
        embedded.secret_key()
    assert not (embedded.state_folder() / "secret-key").exists()


def test_a_key_made_before_the_database_was_moved_is_kept(monkeypatch):
    made = embedded.secret_key()
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/casework")
    assert embedded.secret_key() == made
