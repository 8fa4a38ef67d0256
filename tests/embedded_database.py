"""
Brings the embedded PostgreSQL up before Django reads its settings, for tests that need memory.

Loaded with `-p tests.embedded_database`. Several runs at once, and the workers of each, share one
server: every run has a database of its own name. The last run of those for whom it was started stops
it, unless somebody else is connected. Without a server, tests that need no database run all the same.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import pytest

RUN = "DONGHANH_TEST_DATABASE"
WHY_NOT = "DONGHANH_TEST_WHY_NO_DATABASE"
PREFIX = "test_donghanh_"
_held: list[IO[str]] = []


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def _bring_up() -> None:
    """Set what this run and its workers read, and start the server unless the user named one."""
    os.environ["DONGHANH_POOL"] = "0"
    os.environ[RUN] = f"{PREFIX}{os.getpid()}"
    os.environ["PGOPTIONS"] = "-c synchronous_commit=off"
    os.environ.pop(WHY_NOT, None)
    if os.environ.get("DATABASE_URL"):
        return
    from donghanh.adapters import embedded_postgres

    try:
        _start(server_home())
    except (embedded_postgres.CannotStartDatabase, OSError) as reason:
        os.environ[WHY_NOT] = str(reason)


def server_home() -> Path:
    from donghanh.adapters.environment import ENVIRONMENT

    return ENVIRONMENT.home / "postgres"


def _start(home: Path) -> None:
    from donghanh.adapters import embedded_postgres

    home.mkdir(parents=True, exist_ok=True)
    lock = (home / "tests.lock").open("a+")
    fcntl.flock(lock, fcntl.LOCK_SH)  # waits while another run stops the server
    _held.append(lock)
    before = embedded_postgres.find(home=home)
    was_running = before is not None and embedded_postgres.is_running(cluster=before)
    cluster = embedded_postgres.ensure_running(home=home)
    if not was_running:
        (home / "tests.started").write_text(_postmaster(cluster.data))
    _drop_leftovers(cluster.url)


def _postmaster(data: Path) -> str:
    with suppress(OSError, IndexError):
        return (data / "postmaster.pid").read_text().splitlines()[0].strip()
    return ""


def _drop_leftovers(url: str) -> None:
    """Drop the databases of runs that were killed before they could do so."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        named = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        for (name,) in named.fetchall():
            pid = name.removeprefix(PREFIX).partition("_")[0]
            if pid.isdigit() and not Path(f"/proc/{pid}").exists():
                with suppress(psycopg.Error):
                    connection.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _stop_when_last() -> None:
    from donghanh.adapters import embedded_postgres

    lock = _held.pop()
    with lock, suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        cluster = embedded_postgres.find(home=server_home())
        started = server_home() / "tests.started"
        ours = cluster and started.exists() and started.read_text() == _postmaster(cluster.data)
        if cluster and ours and embedded_postgres.is_running(cluster=cluster) and _nobody_else(cluster.url):
            embedded_postgres.stop(home=server_home())
            started.unlink(missing_ok=True)


def _nobody_else(url: str) -> bool:
    import psycopg

    with psycopg.connect(url) as connection:
        others = connection.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchone()
    return others == (0,)


def pytest_unconfigure() -> None:
    if _held:
        _stop_when_last()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """A test that needs memory fails with the server's own words when there is no server."""
    needs = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(
        getattr(item, "fixturenames", ())
    )
    if needs and os.environ.get(WHY_NOT):
        pytest.fail(f"No database for this test. {os.environ[WHY_NOT]}", pytrace=False)
    return (yield)


if not _is_worker():
    _bring_up()
