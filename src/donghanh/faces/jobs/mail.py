"""Takes new letters from the company's mailbox every minute, where one is set."""

from __future__ import annotations

from django.conf import settings
from django.db import close_old_connections, connections
from procrastinate.contrib.django import app

from donghanh.faces import clock, maildir


@app.periodic(cron="* * * * *")
@app.task(name="take_mail", queue="mail", queueing_lock="take_mail", lock="take_mail", pass_context=False)
def take_mail(timestamp: int) -> int:
    """
    Make cases of the letters in `new` of the Maildir `DONGHANH_MAILBOX`; answers how many there were.

    timestamp : when the worker meant to run it [seconds], not used
    """
    if settings.MAILBOX is None or not settings.MAILBOX.is_dir():
        return 0
    close_old_connections()
    try:
        own = settings.MAILBOX_ADDRESSES
        return sum(1 for _ in maildir.take_all(path=settings.MAILBOX, now=clock.now(), own_addresses=own))
    finally:
        connections.close_all()  # of this thread; the next job may run in another
