"""
Serves the site: gunicorn with threads, and beside it the worker of the jobs; both end together.
"""

from __future__ import annotations

import errno
import socket
import sys

import click

from donghanh.faces.cli.house import BadInput, open_house
from donghanh.faces.cli.together import run_together

PARTS = ("web server", "worker of the jobs")
PORT = click.option(
    "--port", type=click.IntRange(1, 65_535), default=8000, envvar="DONGHANH_PORT", show_default=True,
    help="port; another free one is taken when it is in use",
)  # fmt: skip


@click.command()
@PORT
@click.option("--host", default="127.0.0.1", show_default=True, help="address to listen on")
@click.option("--workers", type=int, default=2, show_default=True, help="processes")
@click.option("--threads", type=int, default=4, show_default=True, help="threads of each process")
def serve(port: int, host: str, workers: int, threads: int) -> None:
    """Serve the site as it stands, with the worker of its jobs."""
    open_house()
    serve_until_stopped(host=host, port=port, workers=workers, threads=threads)


def serve_until_stopped(*, host: str, port: int, workers: int = 2, threads: int = 4) -> None:
    """
    Run web server and worker until one of them ends or somebody stops us.

    raises : BadInput, when there are migrations that the database has not seen, the host is not one of
             this machine, or web server or worker ended by itself
    """
    _check_migrated()
    _make_folders()
    door = _door(host, port)
    number = door.fileno()
    name = "localhost" if host == "127.0.0.1" else host
    click.echo(f"Đồng Hành: http://{name}:{door.getsockname()[1]}/  (Ctrl-C ends)")
    sys.stdout.flush()
    web = [
        sys.executable, "-m", "gunicorn", "donghanh.project.wsgi:application", "--bind", f"fd://{number}",
        "--workers", str(workers), "--threads", str(threads), "--worker-class", "gthread",
        "--timeout", "120", "--graceful-timeout", "5", "--no-control-socket", "--log-level", "warning",
    ]  # fmt: skip
    worker = [sys.executable, "-m", "donghanh", "jobs", "work"]
    ended = run_together(commands=[web, worker], hand_over=[number])
    door.close()
    click.echo("Stopped: web server and worker have ended.", err=True)
    _tell_end(ended)


def _tell_end(ended: tuple[int, int] | None) -> None:
    """Say what still runs; one of the two that ended by itself is a failure."""
    from donghanh.adapters import embedded_postgres
    from donghanh.adapters.environment import ENVIRONMENT

    cluster = embedded_postgres.find(home=ENVIRONMENT.home / "postgres")
    embedded = not ENVIRONMENT.database_url and cluster is not None
    if embedded and embedded_postgres.is_running(cluster=cluster):
        click.echo("The database still runs; to stop it: make stop (donghanh database stop).", err=True)
    if ended is not None:
        place, status = ended
        raise BadInput(
            f"The {PARTS[place]} ended by itself with status {status}, so everything was stopped. "
            "Next: read what it said above; donghanh doctor."
        )


def _check_migrated() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    if pending:
        raise BadInput(
            f"The database has not seen {len(pending)} migrations, the first is {pending[0][0]}. "
            "Next: donghanh database migrate (or make demo)."
        )


def _make_folders() -> None:
    """The web server warns of a folder of static files that is missing; a page's own come from the code."""
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def _door(host: str, wished: int) -> socket.socket:
    """
    Listen on the wished port, or on another that is free, and say which.

    We listen ourselves and hand the open door on: between looking for a port and taking it, somebody
    else could have come.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in (wished, 0):
        try:
            door = socket.create_server((host, port), family=family, backlog=2048)
        except OSError as reason:
            refusal = reason
            continue
        if port != wished:
            in_use = refusal.errno == errno.EADDRINUSE
            why = "is in use" if in_use else f"cannot be taken ({refusal.strerror})"
            click.echo(f"Port {wished} {why}; taking {door.getsockname()[1]} instead.", err=True)
        return door
    raise BadInput(
        f"Nobody can listen on '{host}' here ({refusal.strerror}). "
        "Next: leave --host out, or name an address of this machine; 0.0.0.0 is all of them."
    )
