"""The doctor's look at the database: which server, whether it answers, tables, jobs that wait."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from donghanh.adapters import embedded_postgres
from donghanh.adapters.environment import Environment
from donghanh.faces.cli.doctor_words import Finding

MANY_JOBS = 1000


def look(environment: Environment) -> list[Finding]:
    """Say what is known of the server; when it answers, of the tables and the jobs too."""
    server = _own_server(environment) if environment.database_url else _embedded_server(environment)
    if server.blind:
        return [server]
    return [server, *_inside()]


def _own_server(environment: Environment) -> Finding:
    parts = urlsplit(environment.database_url)
    return Finding("database", f"a server of your own: {parts.hostname}:{parts.port or 5432}{parts.path}")


def _embedded_server(environment: Environment) -> Finding:
    home = environment.home / "postgres"
    cluster = embedded_postgres.find(home=home)
    if cluster is None:
        return Finding(
            "database", f"embedded, never made in {home}", "Run: donghanh database migrate", blind=True
        )
    if not embedded_postgres.is_running(cluster=cluster):
        return Finding(
            "database",
            f"embedded, stopped; data in {cluster.data}",
            "Run: donghanh database start",
            blind=True,
        )
    pid = _first_line(cluster.data / "postmaster.pid")
    return Finding(
        "database", f"embedded, running on 127.0.0.1:{cluster.port}, pid {pid}; data in {cluster.data}"
    )


def _first_line(path: Path) -> str:
    try:
        return path.read_text().splitlines()[0].strip()
    except (OSError, IndexError):
        return "unknown"


def _inside() -> list[Finding]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "donghanh.project.settings")
    import django
    from django.db import Error

    django.setup()
    try:
        return [finding for ask in (_server_version, _tables) for finding in ask()]
    except (Error, OSError) as reason:
        said = str(reason).strip().splitlines()[0] if str(reason).strip() else type(reason).__name__
        to_do = "Check DATABASE_URL and that the server runs and takes connections."
        return [Finding("connection", f"the database does not answer: {said}", to_do, blind=True)]


def _server_version() -> list[Finding]:
    (number,) = _row("SELECT current_setting('server_version')")
    used, limit = _row("SELECT count(*), current_setting('max_connections')::int FROM pg_stat_activity")
    to_do = "" if used < limit * 0.9 else "Close idle clients: connections are nearly used up."
    return [Finding("server", f"PostgreSQL {number}; {used} of {limit} connections in use", to_do)]


def _tables() -> list[Finding]:
    from donghanh.faces.cli.database import pending_migrations

    pending = pending_migrations()
    if pending:
        told = f"{len(pending)} migrations pending, the first is {pending[0]}"
        return [Finding("tables", told, "Run: donghanh database migrate")]
    looks: tuple[Callable[[], Finding], ...] = (_jobs, _clock, _staff)
    return [Finding("tables", "up to date"), *(ask() for ask in looks)]


def _jobs() -> Finding:
    waiting, failed = _row(
        "SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'failed')"
        " FROM procrastinate_jobs"
    )
    to_do = "See them: donghanh jobs list --failed" if failed else ""
    if waiting > MANY_JOBS:
        to_do = "Run the worker: donghanh jobs work"
    return Finding("jobs", f"{waiting} waiting, {failed} failed", to_do)


def _clock() -> Finding:
    from donghanh.apps.organisation import queries
    from donghanh.faces import clock

    stands = "stands still" if queries.product_clock_is_set() else "follows real time"
    return Finding("clock", f"{clock.now():%d/%m/%Y %H:%M}, {stands}")


def _staff() -> Finding:
    (active,) = _row("SELECT count(*) FROM organisation_staff WHERE is_active")
    return Finding("staff", f"{active} may sign in", "" if active else "Add somebody: donghanh staff add")


def _row(question: str) -> tuple:  # type: ignore[type-arg]
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(question)
        return tuple(cursor.fetchone() or ())
