"""
Serves the site: gunicorn with threads, and beside it the worker of the jobs; both end together.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence

import click

from donghanh.faces.cli.house import BadInput, open_house


@click.command()
@click.option("--port", type=int, default=lambda: int(os.environ.get("DONGHANH_PORT", "8000")), help="port")
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

    raises : BadInput, when there are migrations that the database has not seen
    """
    _check_migrated()
    chosen = port if _is_free(host, port) else _free_port(host)
    if chosen != port:
        click.echo(f"Port {port} is in use; taking {chosen} instead.", err=True)
    click.echo(f"Đồng Hành: http://{'localhost' if host == '127.0.0.1' else host}:{chosen}/  (Ctrl-C ends)")
    sys.stdout.flush()
    web = [
        sys.executable, "-m", "gunicorn", "donghanh.project.wsgi:application", "--bind", f"{host}:{chosen}",
        "--workers", str(workers), "--threads", str(threads), "--worker-class", "gthread",
        "--timeout", "120", "--log-level", "warning",
    ]  # fmt: skip
    worker = [sys.executable, "-m", "donghanh", "jobs", "work"]
    _run_together([web, worker])


def _run_together(commands: Sequence[Sequence[str]]) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    processes = [subprocess.Popen(command) for command in commands]
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.3)
    except KeyboardInterrupt:
        click.echo("Stopping.", err=True)
    finally:
        for process in processes:
            if process.poll() is None:
                process.terminate()
        for process in processes:
            process.wait(timeout=20)


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


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
