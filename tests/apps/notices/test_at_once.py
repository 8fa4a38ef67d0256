"""Two workers at one time, each with its own connection: none sends what the other holds."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, connections

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_message_that_another_worker_is_sending_is_neither_sent_again_nor_called_lost(post):
    given, may_go = threading.Event(), threading.Event()
    slow = post.queue()
    from donghanh.apps.notices import ports
    from donghanh.apps.notices.values import ACCEPTED, Outcome

    sent = []

    def carry(outgoing):
        sent.append(outgoing.code)
        if outgoing.code == slow:
            given.set()
            assert may_go.wait(20)
        return Outcome(ACCEPTED)

    def work():
        try:
            post.send(limit=1)
        finally:
            connections.close_all()

    ports.plug_channel(channel="sms", send=carry)
    worker = threading.Thread(target=work)
    worker.start()
    assert given.wait(20)
    quick = post.queue()

    other = post.send()
    between = (other.accepted, other.uncertain, post.state(slow))
    may_go.set()
    worker.join(20)

    assert between == (1, 0, "sending")
    assert sent == [slow, quick]
    assert post.state(slow) == "sent"


def test_what_a_dead_worker_held_is_found_by_the_next_one(post):
    """The worker's connection is ended by the server, as when its machine loses its power."""
    code = post.queue()
    from donghanh.apps.notices import ports

    def die(_):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    def work():
        ports.plug_channel(channel="sms", send=die)
        with pytest.raises(DatabaseError):
            post.send()
        connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join(20)
    connection.ensure_connection()

    assert post.send().uncertain == 1
    assert post.state(code) == "uncertain"


def test_a_message_whose_sending_could_not_begin_is_free_for_another_worker(post, monkeypatch):
    from donghanh.apps.notices.models import Sending
    from donghanh.apps.notices.operations import sending

    code = post.queue()
    number = Sending.objects.get(message__code=code).pk

    def broken(**_):
        raise DatabaseError("the disk is full")

    with monkeypatch.context() as broke:
        broke.setattr(sending, "move", broken)
        with pytest.raises(DatabaseError):
            post.send()

    free = []

    def look():
        try:
            free.append(sending._may_hold(number))
        finally:
            connections.close_all()

    other = threading.Thread(target=look)
    other.start()
    other.join()
    assert free == [True]
    assert post.send().accepted == 1
