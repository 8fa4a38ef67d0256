"""Writes a message into the queue, in the transaction of the act that it tells of: both hold, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from donghanh.apps.notices import bridge, ports
from donghanh.apps.notices.models import Message, Sending
from donghanh.apps.notices.operations.writing import JOB, move
from donghanh.apps.notices.refusals import CannotQueue, NotFound
from donghanh.apps.notices.values import CHANNELS, NO_CHANNEL, Address

KIND = re.compile(r"[a-z][a-z_]{0,23}")
LONGEST = 8000


@transaction.atomic
def queue_message(  # noqa: PLR0913 - what a message consists of
    *, to: Address, kind: str, text: str, subject: str = "", about: str, is_secret: bool = False,
    key: str, now: datetime, unit_code: str = "", hidden: Sequence[str] = (), corrects: str = "",
) -> str:  # fmt: skip
    """
    Write a message to a customer; a job sends it.

    An address that can belong to nobody, or none (`Address("none", "")`), makes a message that has failed:
    the act that it tells of stands, and whoever works on it sees that the customer was not told.

    to        : channel sms or email, or none
    kind      : a word: receipt, question, answer, apology, incident, reopened, code, rating, …
    about     : a reference such as `request:YC-21-000001`
    is_secret : the text is shown to nobody and wiped when it was sent
    key       : of the act; the same key again is the first message, whatever it says
    now       : [aware]
    unit_code : whose customer it is; empty for the company's
    hidden    : words of the text that only the customer may read, such as a tracking code
    corrects  : code of the message that this one corrects
    returns   : the message's code
    raises    : CannotQueue, for a kind, a key or a text that is none
    """
    _check(to, kind, text, about, key)
    known = Message.objects.filter(key=key).values_list("code", flat=True).first()
    if known:
        return str(known)
    value, wrong = bridge.written_address(to=to)
    channel = to.channel if value or to.channel == NO_CHANNEL else NO_CHANNEL
    words = _words(channel, kind, text, is_secret, now)
    message = Message(
        key=key, kind=kind, channel=channel, address=value, subject=" ".join(subject.split())[:200],
        text="" if is_secret else bridge.covered(words=words, hidden=hidden), is_secret=is_secret,
        about=about, unit_id=unit_code or None, corrects=_corrected(corrects), product_at=now,
    )  # fmt: skip
    message.pk, message.code = _next(now)
    if not Message.objects.bulk_create([message], ignore_conflicts=True) or not _is_ours(message):
        return str(Message.objects.values_list("code", flat=True).get(key=key))
    _begin(message, words, wrong, now)
    if is_secret:
        transaction.on_commit(ports.wake_sender, robust=True)
    return str(message.code)


def _check(to: Address, kind: str, text: str, about: str, key: str) -> None:
    if to.channel not in CHANNELS:
        raise CannotQueue("channel-unknown", f"'{to.channel[:20]}' is none of {', '.join(CHANNELS)}.")
    if not KIND.fullmatch(kind):
        raise CannotQueue("kind-wrong", f"'{kind[:30]}' is no word of small letters, at most 24.")
    if not text.strip() or len(text) > LONGEST:
        raise CannotQueue("text-wrong", f"A text of 1 to {LONGEST} signs is expected, not {len(text)}.")
    if not key or len(key) > 200 or not about or len(about) > 120:
        raise CannotQueue("key-wrong", "A key of 1 to 200 signs and a reference of 1 to 120 are expected.")


def _words(channel: str, kind: str, text: str, is_secret: bool, now: datetime) -> str:
    said = text.replace("\x00", "").strip()
    if channel == NO_CHANNEL:
        return said
    rule = bridge.rule_of(channel=channel, kind=kind, is_secret=is_secret, at=now)
    return bridge.fitted_words(rule=rule, channel=channel, text=said)


def _corrected(code: str) -> Message | None:
    if not code:
        return None
    found = Message.objects.filter(code=code).first()
    if found is None:
        raise NotFound("message", code)
    return found


def _next(now: datetime) -> tuple[int, str]:
    """The row's number and the code made of it; from the sequence, so that nobody waits for anybody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('notices_message', 'id'))")
        number = int(cursor.fetchone()[0])
    return number, f"TN-{now.astimezone(bridge.ZONE):%y}-{number:07d}"


def _is_ours(message: Message) -> bool:
    """Whether this very row was written, not one of the same key by somebody who came at the same moment."""
    return Message.objects.filter(pk=message.pk).exists()


def _begin(message: Message, words: str, wrong: str, now: datetime) -> None:
    sending = Sending(message=message, state="", words=words)
    if wrong:
        move(sending=sending, name="refuse", at=now, why=wrong)
        return
    rule = bridge.rule_of(
        channel=message.channel, kind=message.kind, is_secret=message.is_secret, at=message.product_at
    )
    sending.expires_at = bridge.useless_from(rule=rule, at=now)
    move(sending=sending, name="queue", at=now, as_role=JOB, next_at=bridge.rested(rule=rule, at=now))
