import shutil
import tempfile
from pathlib import Path

import pytest

from casework.embedded.paths import prepare
from casework.embedded.shared_server import using
from casework.embedded.test_server import copy


def new_folder() -> Path:
    """Short, and where another account can reach it, as pytest's own folders are not."""
    folder = Path(tempfile.mkdtemp(prefix="casework-", dir="/tmp"))
    folder.chmod(0o711)
    return folder


@pytest.fixture
def empty():
    """A data folder before its first start."""
    folder = new_folder()
    yield prepare(folder / "data")
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def made():
    folder = prepare(new_folder())
    with using(folder, ["postgres"]):
        pass
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def data(made, empty):
    """A data folder that has been used before: quicker than making one."""
    copy(made, empty)
    return empty
