"""The watch over due times: warns before they come, in working hours, and ends pauses at their longest."""

from __future__ import annotations

from django.db import close_old_connections, connections
from procrastinate.contrib.django import app

from donghanh.apps.requests import operations
from donghanh.faces import clock


@app.periodic(cron="*/5 * * * *")
@app.task(name="watch_requests", queue="requests", queueing_lock="watch_requests", pass_context=False)
def watch_requests(timestamp: int) -> None:
    """
    Look every five minutes; the moment is the product's, not the worker's, so that a demo's clock counts.

    timestamp : when the worker meant to run it [seconds], not used
    """
    close_old_connections()
    try:
        operations.escalate_due(now=clock.now())
    finally:
        connections.close_all()  # of this thread; the next job may run in another
