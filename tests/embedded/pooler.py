"""PgBouncer before the database, as a council's database people would set one up."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

from casework.embedded.binaries import as_account
from casework.embedded.paths import private_folder, secret, server_account, socket_dir
from tests.browser.mortal import free_port
from tests.embedded.watching import connect, eventually

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
SETTINGS = """
[databases]
casework = host={sockets} dbname=casework

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {accounts}
pool_mode = transaction
default_pool_size = {most}
max_client_conn = 200
"""


class Pooler:
    """In transaction mode, with no more than ``most`` connections of the pages to the database."""

    def __init__(self, data: Path, *, most: int):
        self.data, self.port = data, free_port()
        self.password = secret(data, "pages-password")
        account = server_account()
        folder = private_folder(data / "pooler")
        kept, accounts, self.log = folder / "settings", folder / "accounts", folder / "log"
        accounts.write_text(f'"casework_pages" "{self.password}"\n')
        kept.write_text(
            SETTINGS.format(sockets=socket_dir(data), port=self.port, accounts=accounts, most=most)
        )
        for path in (accounts, kept):
            path.chmod(0o600)
            if account:
                os.chown(path, account.pw_uid, account.pw_gid)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(PROGRAM), str(kept)], stdout=log, stderr=log, cwd="/", **as_account(account)
            )
        eventually(self.answers)

    def answers(self) -> bool:
        place = {"host": "127.0.0.1", "port": self.port}
        try:
            connect(self.data, user="casework_pages", password=self.password, **place).close()
        except Exception:
            return False
        return True

    @property
    def address(self) -> str:
        password = quote(self.password, safe="")
        return f"postgresql://casework_pages:{password}@127.0.0.1:{self.port}/casework"

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
