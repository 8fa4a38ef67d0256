"""Opens the house for a command that needs memory: the database runs, Django is set up."""

from __future__ import annotations

import os

import click


def open_house() -> None:
    """
    Start the embedded database unless `DATABASE_URL` names another, then set Django up.

    raises : click.ClickException (exit status 2) when the database cannot be started
    """
    from donghanh.adapters import embedded_postgres
    from donghanh.adapters.environment import ENVIRONMENT

    if not ENVIRONMENT.database_url:
        try:
            embedded_postgres.ensure_running(home=ENVIRONMENT.home / "postgres")
        except embedded_postgres.CannotStartDatabase as reason:
            raise BadInput(str(reason)) from reason
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "donghanh.project.settings")
    import django

    django.setup()


class BadInput(click.ClickException):
    """What the user gave cannot be used: the message says what was found, where, and what to do next."""

    exit_code = 2
