"""Messages of a unit on a moving clock, and a channel that answers what a test tells it to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

UNIT, OTHER = "PA01ND", "PA01XT"


class Carrier:
    """Takes every message, unless told otherwise; remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[Any] = []
        self.answers: list[Any] = []

    def __call__(self, outgoing):
        from donghanh.apps.notices.values import ACCEPTED, Outcome

        self.given.append(outgoing)
        answer = self.answers.pop(0) if self.answers else Outcome(ACCEPTED, f"gw-{len(self.given)}")
        if isinstance(answer, BaseException):
            raise answer
        return answer


@dataclass
class Post:
    """Writes and sends messages at its moment."""

    actors: Any
    now: datetime
    sms: Carrier = field(default_factory=Carrier)
    keys: Any = field(default_factory=lambda: count(1))

    def later(self, **span: int) -> datetime:
        self.now += timedelta(**span)
        return self.now

    def queue(self, text: str = "Đã nhận yêu cầu", *, to: str = "0912345678", channel: str = "sms", **more):
        from donghanh.apps.notices.operations import queue_message
        from donghanh.apps.notices.values import Address

        asked = {"kind": "answer", "about": "request:YC-21-000001", "unit_code": UNIT, "now": self.now} | more
        asked.setdefault("key", f"test:{next(self.keys)}")
        return queue_message(to=Address(channel, to), text=text, **asked)

    def send(self, **more):
        from donghanh.apps.notices.operations import send_due

        return send_due(now=self.now, **more)

    def story(self, code: str, *, actor: Any = None):
        from donghanh.apps.notices.queries import message_story

        return message_story(actor=actor or self.actors.director, code=code)

    def state(self, code: str) -> str:
        return self.story(code).row.state

    def sending(self, code: str):
        from donghanh.apps.notices.models import Sending

        return Sending.objects.get(message__code=code)


@pytest.fixture
def post(actors, product_now, monkeypatch):
    """Monday, 20 December 2021, nine o'clock; a channel for SMS and none for e-mail."""
    from donghanh.apps.notices import ports

    monkeypatch.setattr(ports, "_PLUGS", ports._Plugs())
    made = Post(actors=actors, now=product_now)
    ports.plug_channel(channel="sms", send=made.sms)
    return made
