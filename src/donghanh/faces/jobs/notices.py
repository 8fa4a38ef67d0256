"""Sends messages that are due: every minute, and at once when somebody waits for a code."""

from __future__ import annotations

from django.db import close_old_connections, connections
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from donghanh.apps.notices import operations
from donghanh.faces import clock

AT_ONCE = 200


@app.periodic(cron="* * * * *")
@app.task(name="send_messages", queue="notices", queueing_lock="send_messages", pass_context=False)
def send_messages(timestamp: int = 0) -> int:
    """
    Send what is due; answers how many were accepted. Two workers at once share them and send none twice.

    timestamp : when the worker meant to run it [seconds], not used
    """
    close_old_connections()
    try:
        return operations.send_due(now=clock.now(), limit=AT_ONCE).accepted
    finally:
        connections.close_all()  # of this thread; the next job may run in another


def wake() -> None:
    """Have the job run now; when it stands in the queue already, it will."""
    try:
        send_messages.defer()
    except AlreadyEnqueued:
        return
