"""
Sends what is due, so that two workers never send one message and a worker that was lost is noticed.

A message is taken with its row locked (others skip it) and marked `sending` before the channel is asked. From
then on the worker holds a lock of its database session on the message. When the worker dies, the server frees
that lock: a message that is `sending` and that nobody holds was given to the channel or was not, and nobody
knows. It becomes uncertain, and is asked for again only where the channel sends nothing twice.
"""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime

from django.db import connection, transaction

from donghanh.apps.notices import bridge, ports
from donghanh.apps.notices.models import Sending
from donghanh.apps.notices.operations.writing import locked, move
from donghanh.apps.notices.values import ACCEPTED, REFUSED, TRY_AGAIN, UNCERTAIN, Outcome, Outgoing, Sent

HELD = 0x544E  # the class of the locks that workers hold on what they are sending
LOG = logging.getLogger(__name__)


def send_due(*, now: datetime, limit: int = 200) -> Sent:
    """
    Send the messages that are due, the longest due first; not inside a transaction.

    now     : [aware]
    limit   : of messages in this run
    returns : how many went which way; `waiting` are queued for a channel that nobody plugged
    """
    counts: Counter[str] = Counter(expired=_expire(now=now), uncertain=_settle_lost(now=now))
    for _ in range(limit):
        result = _send_next(now=now)
        if not result:
            break
        counts[result] += 1
    waiting = Sending.objects.filter(state="queued").exclude(message__channel__in=ports.channels_plugged())
    return Sent(
        accepted=counts[ACCEPTED], put_off=counts[TRY_AGAIN], failed=counts[REFUSED],
        uncertain=counts[UNCERTAIN], expired=counts["expired"], waiting=waiting.count(),
    )  # fmt: skip


def _send_next(*, now: datetime) -> str:
    held: int | None = None
    try:
        with transaction.atomic():
            found = _next_due(now=now)
            if found is None:
                return ""
            if rests := _rests_until(sending=found, now=now):
                Sending.objects.filter(pk=found.pk).update(next_at=rests)
                return "rested"
            _hold(found.pk)
            held = found.pk  # the lock is the session's: a transaction that is undone keeps it
            outgoing = _begin(sending=found, now=now)
        return _carry(outgoing=outgoing, now=now)
    finally:
        if held is not None:
            _let_go(held)


def _next_due(*, now: datetime) -> Sending | None:
    return (
        Sending.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("message")
        .filter(state="queued", next_at__lte=now, message__channel__in=ports.channels_plugged())
        .order_by("next_at", "pk")
        .first()
    )


def _rests_until(*, sending: Sending, now: datetime) -> datetime | None:
    """The morning, for a message that was due by day when no worker ran."""
    moment = bridge.rested(rule=_rule(sending), at=now)
    return moment if moment > now else None


def _begin(*, sending: Sending, now: datetime) -> Outgoing:
    message = sending.message
    words = sending.words
    sending.tries += 1
    move(sending=sending, name="begin", at=now)
    return Outgoing(message.code, message.channel, message.address, message.subject, words, message.kind)


def _carry(*, outgoing: Outgoing, now: datetime) -> str:
    """Ask the channel, outside of any transaction, and write down what it answered."""
    channel = ports.channel_named(channel=outgoing.channel)
    try:
        outcome = channel.send(outgoing) if channel else Outcome(TRY_AGAIN, why="channel-missing")
    except Exception as trouble:  # noqa: BLE001 - whatever broke, it was given or was not
        # Not the trouble's words: they may hold the message's.
        LOG.warning("The channel %s broke: %s", outgoing.channel, type(trouble).__name__)
        outcome = Outcome(UNCERTAIN, why="channel-broke")
    with transaction.atomic():
        sending = locked(code=outgoing.code)
        if sending.state == "sending":  # else a report was faster
            return _write(sending, outcome, now)
    return ACCEPTED


def _write(sending: Sending, outcome: Outcome, now: datetime) -> str:
    if outcome.result == ACCEPTED:
        move(sending=sending, name="accept", at=now, reference=outcome.reference)
    elif outcome.result == TRY_AGAIN:
        return _put_off(sending, outcome, now)
    elif outcome.result == REFUSED:
        move(sending=sending, name="fail", at=now, why=outcome.why, reference=outcome.reference)
    else:
        _lose(sending, outcome.why or "answer-lost", now)
    return outcome.result


def _put_off(sending: Sending, outcome: Outcome, now: datetime) -> str:
    again = bridge.again_at(rule=_rule(sending), tries=sending.tries, at=now)
    if again is None:
        move(sending=sending, name="fail", at=now, why=f"tries-over: {outcome.why}".rstrip(": "))
        return REFUSED
    move(sending=sending, name="put_off", at=now, why=outcome.why, next_at=again)
    return TRY_AGAIN


def _lose(sending: Sending, why: str, now: datetime) -> None:
    """Nobody knows; where the channel knows a code again, it is asked again after a pause."""
    channel = ports.channel_named(channel=sending.message.channel)
    again = bridge.again_at(rule=_rule(sending), tries=sending.tries, at=now)
    repeats = channel is not None and channel.repeats_safely and again is not None
    move(sending=sending, name="lose", at=now, why=why, keeps_words=repeats)
    if repeats:
        sending.settled_at = None
        move(sending=sending, name="repeat", at=now, why="channel-refuses-doubles", next_at=again)


def _settle_lost(*, now: datetime) -> int:
    """Find messages that a worker was sending when it died; answers how many."""
    count = 0
    for pk in Sending.objects.filter(state="sending").values_list("pk", flat=True)[:1000]:
        if not _may_hold(pk):
            continue  # a living worker is at it
        try:
            with transaction.atomic():
                found = Sending.objects.select_for_update(skip_locked=True, of=("self",))
                sending = found.select_related("message").filter(pk=pk, state="sending").first()
                if sending is not None:
                    _lose(sending, "worker-lost", now)
                    count += 1
        finally:
            _let_go(pk)
    return count


def _expire(*, now: datetime) -> int:
    """
    Give up what is too old. What waits for a channel that nobody plugged waits on, but for one-time codes.
    """
    count = 0
    old = Sending.objects.filter(state="queued", expires_at__lte=now).select_related("message")
    with transaction.atomic():
        for sending in old.select_for_update(skip_locked=True, of=("self",))[:1000]:
            if sending.message.is_secret or ports.channel_named(channel=sending.message.channel):
                move(sending=sending, name="expire", at=now, why="too-old")
                count += 1
    return count


def _rule(sending: Sending) -> bridge.NoticeRule:
    message = sending.message
    return bridge.rule_of(
        channel=message.channel, kind=message.kind, is_secret=message.is_secret, at=message.product_at
    )


def _hold(pk: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [HELD, pk])


def _may_hold(pk: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [HELD, pk])
        return bool(cursor.fetchone()[0])


def _let_go(pk: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [HELD, pk])
