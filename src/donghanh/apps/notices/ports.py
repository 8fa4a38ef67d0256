"""
What messages ask of the outside and of the apps above: channels that carry them, and who sees a subject.

A channel that nobody plugged leaves its messages in the queue, and the pages say so. A channel's `send` must
come back: it has its own time limit, and answers an `Outcome` instead of raising.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from donghanh.apps.notices.values import Outcome, Outgoing
from donghanh.apps.organisation.permissions import Actor

Send = Callable[[Outgoing], Outcome]
Sight = Callable[[Actor, str], bool]


@dataclass(frozen=True)
class Channel:
    """repeats_safely : the channel knows a code that it took before and sends nothing twice"""

    send: Send
    repeats_safely: bool = False


def _nobody_wakes() -> None:
    """The job that comes every minute will send it."""


@dataclass
class _Plugs:
    wake: Callable[[], None] = _nobody_wakes
    channels: dict[str, Channel] = field(default_factory=dict)
    sights: dict[str, Sight] = field(default_factory=dict)


_PLUGS = _Plugs()


def plug_channel(*, channel: str, send: Send, repeats_safely: bool = False) -> None:
    """Say who carries the messages of a channel (sms, email)."""
    _PLUGS.channels[channel] = Channel(send, repeats_safely)


def unplug_channel(*, channel: str) -> None:
    """Take a channel away: its messages wait."""
    _PLUGS.channels.pop(channel, None)


def channel_named(*, channel: str) -> Channel | None:
    """The channel of a name; None while nobody carries its messages."""
    return _PLUGS.channels.get(channel)


def channels_plugged() -> frozenset[str]:
    """Names of the channels that carry messages."""
    return frozenset(_PLUGS.channels)


def plug_wake(*, wake: Callable[[], None]) -> None:
    """Say who sends at once what cannot wait; called when the transaction holds."""
    _PLUGS.wake = wake


def wake_sender() -> None:
    """Have what is due sent now: somebody waits for a code."""
    _PLUGS.wake()


def plug_sight(*, prefix: str, may_see: Sight) -> None:
    """Say who sees the subjects of a prefix (`request`); `may_see` gets the name behind the colon."""
    _PLUGS.sights[prefix] = may_see


def may_see_subject(*, actor: Actor, about: str) -> bool:
    """Answer whether the actor sees what a message is about; False where nobody said who does."""
    prefix, _, name = about.partition(":")
    rule = _PLUGS.sights.get(prefix)
    return rule is not None and rule(actor, name)
