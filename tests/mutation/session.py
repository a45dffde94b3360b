"""A plugin of pytest: runs the tests of an area once, then again for each small change."""

import ast
import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from cProfile import Profile
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.mutants import Mutant, mutants_of

HERE = Path(__file__).parents[2]
SURVIVED, KILLED, OUTLASTED, NEEDS_FRESH = 0, 1, 2, 3
NAMES = {SURVIVED: "survived", KILLED: "killed", OUTLASTED: "outlasted"}
FRESH = 3
"""A fresh process takes so many times as long as a fork."""


def pytest_addoption(parser):
    parser.addoption("--mutants", help="a file that names the changes; it gets what became of them")


def pytest_collection_modifyitems(config, items):
    """Of a test with real transactions, stopped in the midst, the rows would stay."""
    left_out = [one for one in items if has_real_transactions(one)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [one for one in items if one not in left_out]


def has_real_transactions(item) -> bool:
    mark = item.get_closest_marker("django_db")
    real = {"transactional_db", "live_server", "django_db_serialized_rollback"}
    return bool(
        (mark and mark.kwargs.get("transaction"))
        or real & set(getattr(item, "fixturenames", ()))
        or item.get_closest_marker("long")
        or item.get_closest_marker("browser")
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    if not (name := session.config.getoption("mutants")):
        return None
    file = Path(name)
    asked = json.loads(file.read_text())
    run = Run(session, asked["seconds"])
    run.once()
    until = time.monotonic() + asked["seconds_in_all"]
    with file.open("a") as told:
        for mutant in chosen(asked):
            if time.monotonic() < until:
                told.write(f"\n{json.dumps(run.tell(mutant))}")
                told.flush()
    return True


def chosen(asked) -> list[Mutant]:
    every = {
        module: mutants_of(HERE, module, frozenset(asked["narrowing"]))
        for module in {module for module, _ in asked["mutants"]}
    }
    return [every[module][index] for module, index in asked["mutants"]]


class Run:
    """One session: which tests call what, and what each change does to them."""

    def __init__(self, session, seconds):
        self.session, self.seconds = session, seconds
        self.callers = defaultdict(set)
        self.took = {}

    def once(self):
        """As the tree is. A test that fails already cannot notice anything."""
        for item in self.session.items:
            calls = Profile(builtins=False)
            began = time.monotonic()
            calls.enable()
            fine = passes(item, self.session)
            calls.disable()
            if fine:
                self.took[item] = time.monotonic() - began
                for entry in calls.getstats():
                    self.callers[key_of(entry.code)].add(item)
        self.functions = defaultdict(list)
        for one in gc.get_objects():
            if type(one) is FunctionType and one.__code__.co_filename.startswith(str(HERE)):
                self.functions[key_of(one.__code__)].append(one)

    def tell(self, mutant):
        began = time.monotonic()
        verdict, ran = self.verdict(mutant)
        return {
            "mutant": str(mutant),
            "verdict": verdict,
            "tests": ran,
            "seconds": round(time.monotonic() - began, 1),
        }

    def verdict(self, mutant) -> tuple[str, int]:
        if not mutant.function:
            return self.fresh(mutant), len(self.took)
        callers = self.callers[str(HERE / mutant.module), *mutant.function]
        items = sorted(callers, key=self.took.get)
        if not items:
            return "called by no test", 0
        code = self.forked(mutant, items)
        return (self.fresh(mutant) if code == NEEDS_FRESH else NAMES[code]), len(items)

    def forked(self, mutant, items) -> int:
        from django.db import connections

        connections.close_all()
        if child := os.fork():
            _, status = os.waitpid(child, 0)
            return os.WEXITSTATUS(status) if os.WIFEXITED(status) else KILLED
        code = KILLED
        try:
            # A change that never ends is noticed: the alarm ends the child.
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(int(self.seconds * 2))
            self.put(mutant)
            code = self.noticed(items, time.monotonic() + self.seconds)
        except ValueError:
            code = NEEDS_FRESH  # a function that closes over something else is another function
        finally:
            os._exit(code)

    def put(self, mutant):
        key = (str(HERE / mutant.module), *mutant.function)
        whole = compile(ast.fix_missing_locations(mutant.tree), key[0], "exec", dont_inherit=True)
        (new,) = (code for code in codes(whole) if key_of(code) == key)
        for function in self.functions[key]:
            function.__code__ = new

    def noticed(self, items, until) -> int:
        for item in items:
            if not passes(item, self.session):
                return KILLED
            if time.monotonic() > until:
                return OUTLASTED
        return SURVIVED

    def fresh(self, mutant) -> str:
        """In a process of its own, which reads the changed module from the copy."""
        path = HERE / mutant.module
        kept, times = path.read_text(), path.stat()
        path.write_text(ast.unparse(ast.fix_missing_locations(mutant.tree)))
        os.utime(path, (times.st_atime, times.st_mtime + 60))
        try:
            return NAMES[self.run_fresh(likeliest_first(mutant, self.took))]
        finally:
            path.write_text(kept)
            os.utime(path, (times.st_atime, times.st_mtime))

    def run_fresh(self, files) -> int:
        command = [
            sys.executable,
            "-B",
            "-m",
            "pytest",
            "-n",
            "0",
            "-x",
            "-q",
            "--reuse-db",
            "-p",
            "no:cacheprovider",
            "-p",
            "tests.mutation.session",
            *files,
        ]
        done = subprocess.Popen(
            command,
            cwd=HERE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return KILLED if done.wait(self.seconds * FRESH) else SURVIVED
        except subprocess.TimeoutExpired:
            os.killpg(done.pid, signal.SIGKILL)
            done.wait()
            return OUTLASTED


def passes(item, session) -> bool:
    """The session itself is what comes next, so that its database stays for the next test."""
    return not any(one.failed for one in runtestprotocol(item, log=False, nextitem=session))


def codes(code: CodeType):
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from codes(one)


def key_of(code: CodeType | str) -> tuple | str:
    if isinstance(code, str):
        return code  # a function written in C
    return code.co_filename, code.co_qualname, code.co_firstlineno


def likeliest_first(mutant, items) -> list[str]:
    """Files whose text speaks of the module, then the quickest."""
    took = defaultdict(float)
    for item, seconds in items.items():
        took[str(item.path)] += seconds
    stem = Path(mutant.module).stem
    return sorted(
        took, key=lambda file: (stem not in file and stem not in Path(file).read_text(), took[file])
    )
