"""The demo's story in the background: one job plays day after day through the day that is wanted."""

from __future__ import annotations

from django.db import close_old_connections, connections, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from donghanh.apps.organisation.operations import record_demo_failure
from donghanh.faces.story import playing


@app.task(name="play_story", queue="story", lock="play_story")
def play_story() -> None:
    """Play on; may be run again at any time, for each day carries its mark."""
    close_old_connections()
    try:
        playing.play()
    except Exception as reason:
        record_demo_failure(why=f"{type(reason).__name__}: {reason}")
        raise
    finally:
        connections.close_all()  # of this thread; the next job may run in another


def queue_play() -> None:
    """Put the playing into the queue, unless it waits there already."""
    try:
        with transaction.atomic():
            play_story.configure(queueing_lock="play_story").defer()
    except AlreadyEnqueued:
        return  # the waiting one plays through whatever day is wanted then
