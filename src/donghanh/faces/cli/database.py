"""`donghanh database`: start and stop the embedded server, say its address, bring its tables up to date."""

from __future__ import annotations

import json

import click

from donghanh.faces.cli.house import BadInput, open_house


@click.group()
def database() -> None:
    """The database: the embedded PostgreSQL, or the server that DATABASE_URL names."""


@database.command()
@click.option("--port", type=int, help="Wished TCP port; without it the last one, or any that is free.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def start(port: int | None, as_json: bool) -> None:
    """Start the embedded server unless it runs already, making it on the first call."""
    from donghanh.adapters import embedded_postgres
    from donghanh.adapters.environment import ENVIRONMENT

    _check_embedded(ENVIRONMENT.database_url)
    try:
        cluster = embedded_postgres.ensure_running(home=ENVIRONMENT.home / "postgres", port=port)
    except embedded_postgres.CannotStartDatabase as reason:
        raise BadInput(str(reason)) from reason
    if as_json:
        click.echo(json.dumps({"running": True, "port": cluster.port, "data": str(cluster.data)}))
    else:
        click.echo(f"PostgreSQL listens on 127.0.0.1:{cluster.port}; its data is in {cluster.data}")


@database.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def stop(as_json: bool) -> None:
    """Stop the embedded server; nothing is lost."""
    from donghanh.adapters import embedded_postgres
    from donghanh.adapters.environment import ENVIRONMENT

    _check_embedded(ENVIRONMENT.database_url)
    try:
        stopped = embedded_postgres.stop(home=ENVIRONMENT.home / "postgres")
    except embedded_postgres.CannotStartDatabase as reason:
        raise BadInput(str(reason)) from reason
    if as_json:
        click.echo(json.dumps({"stopped": stopped}))
    else:
        click.echo("PostgreSQL was stopped." if stopped else "PostgreSQL was not running.")


@database.command()
def url() -> None:
    """Print the address of the database, password included: for psql and other clients."""
    from donghanh.adapters import embedded_postgres
    from donghanh.adapters.environment import ENVIRONMENT

    if ENVIRONMENT.database_url:
        click.echo(ENVIRONMENT.database_url)
        return
    cluster = embedded_postgres.find(home=ENVIRONMENT.home / "postgres")
    if cluster is None:
        raise BadInput("The embedded database was never made. Next: donghanh database start")
    click.echo(cluster.url)


@database.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def migrate(as_json: bool) -> None:
    """Bring the tables up to date; says how many steps were taken."""
    open_house()
    from django.core.management import call_command

    pending = pending_migrations()
    call_command("migrate", verbosity=0, interactive=False)
    if as_json:
        click.echo(json.dumps({"applied": pending}))
    else:
        click.echo(f"{len(pending)} migrations were applied; the tables are up to date.")


def pending_migrations() -> list[str]:
    """List the migrations that the database has not seen, in the order in which they will be applied."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _check_embedded(database_url: str) -> None:
    if database_url:
        raise BadInput(
            "DATABASE_URL names a server of your own, which is started and stopped where it runs. "
            "Next: unset DATABASE_URL to use the embedded one."
        )
