"""
One migrated database that the databases of tests are copied from: migrating takes half a minute.

It stands in the embedded server under a name made of everything that a migration depends on, so that a change
of any of it makes another; the ones before are dropped. A server of the user's own is left alone.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROOT = Path(__file__).parents[1]
PREFIX = "template_of_tests_"
DEPENDS_ON = ("src/donghanh/apps/*/migrations/*.py", "src/donghanh/project/settings.py", "requirements*.lock")


def template_name() -> str:
    """The name says of which migrations and libraries it was made."""
    told = hashlib.sha256()
    for pattern in DEPENDS_ON:
        for path in sorted(ROOT.glob(pattern)):
            told.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return PREFIX + told.hexdigest()[:16]


def template_for_tests(*, home: Path) -> str | None:
    """Answer the name of the migrated database, made if it is not there; None for a server not ours."""
    if os.environ.get("DATABASE_URL"):
        return None
    from django.db import connection

    name, own = template_name(), connection.settings_dict
    with _alone(home), _server(own) as server:
        known = [row[0] for row in server.execute("SELECT datname FROM pg_database").fetchall()]
        if name not in known:
            _make(server, name, own)
            _drop_others(server, [one for one in known if one.startswith(PREFIX)])
    return name


def _make(server: psycopg.Connection, name: str, own: dict[str, object]) -> None:
    """Under another name first: one called so is always a finished one."""
    from django.core.management import call_command
    from django.db import connection

    half_made = f"{name}_half"
    server.execute(f'DROP DATABASE IF EXISTS "{half_made}"')
    server.execute(f'CREATE DATABASE "{half_made}"')
    before = own["NAME"]
    connection.close()
    own["NAME"] = half_made
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        own["NAME"] = before
    server.execute(f'ALTER DATABASE "{half_made}" RENAME TO "{name}"')


def _drop_others(server: psycopg.Connection, names: list[str]) -> None:
    for name in names:
        try:
            server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        except psycopg.errors.ObjectInUse:
            continue  # another run copies from it at this moment; the next change drops it


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Workers that start together: the first makes it, the others wait and copy."""
    with (home / "tests.template.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _server(own: dict[str, object]) -> Iterator[psycopg.Connection]:
    reach = {"host": own["HOST"], "port": own["PORT"], "user": own["USER"], "password": own["PASSWORD"]}
    with psycopg.connect(**reach, dbname="postgres", autocommit=True) as server:
        yield server
