"""The watch over conduct: tells of planned inspections and of times that passed, in working hours."""

from __future__ import annotations

from django.db import close_old_connections, connections
from procrastinate.contrib.django import app

from donghanh.apps.conduct import operations
from donghanh.faces import clock


@app.periodic(cron="*/10 * * * *")
@app.task(name="watch_conduct", queue="requests", queueing_lock="watch_conduct", pass_context=False)
def watch_conduct(timestamp: int) -> None:
    """
    Look every ten minutes, at the product's moment.

    timestamp : when the worker meant to run it [seconds], not used
    """
    close_old_connections()
    try:
        operations.watch_conduct(now=clock.now())
    finally:
        connections.close_all()  # of this thread; the next job may run in another
