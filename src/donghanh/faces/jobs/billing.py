"""Billing runs in the background, in the name of whoever asked for them."""

from __future__ import annotations

from datetime import date

from django.db import close_old_connections, connections, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from donghanh.apps.billing import operations
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.queries import actor_named
from donghanh.faces import clock


@app.task(
    name="run_billing",
    queue="billing",
    retry=RetryStrategy(max_attempts=3, wait=10, retry_exceptions={OSError}),
)
def run_billing(unit_code: str, month: str, username: str) -> None:
    """Run a unit's month; may be run again at any time, for what is done stands in the database."""
    close_old_connections()
    try:
        actor = actor_named(username=username, on=clock.today())
        if actor is None:
            raise Forbidden("role_missing", act="run_billing", username=username)
        operations.run_billing(
            actor=actor, unit_code=unit_code, month=date.fromisoformat(month), at=clock.now()
        )
    finally:
        connections.close_all()  # of this thread; the next job may run in another


def queue_run(unit_code: str, month: date, username: str) -> None:
    """Put a run into the queue, unless it waits there already."""
    name = f"billing-{unit_code}-{month:%Y-%m}"
    job = run_billing.configure(lock=name, queueing_lock=name)
    try:
        with transaction.atomic():  # a savepoint: a refusal of the database must not end the caller's act
            job.defer(unit_code=unit_code, month=month.isoformat(), username=username)
    except AlreadyEnqueued:
        return  # It waits already: the same month, whoever asked first.
