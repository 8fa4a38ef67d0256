"""What messages are spoken of with: an address, what a channel is given and answers, rows of lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

SMS, EMAIL, NO_CHANNEL = "sms", "email", "none"
CHANNELS = (SMS, EMAIL, NO_CHANNEL)
ACCEPTED, TRY_AGAIN, REFUSED, UNCERTAIN = "accepted", "try_again", "refused", "uncertain"


@dataclass(frozen=True)
class Address:
    """Where to: channel is sms (a telephone), email, or none when the customer left no address."""

    channel: str
    value: str


@dataclass(frozen=True)
class Outgoing:
    """
    A message as a channel is given it.

    code : the message's own, for Message-ID or the gateway's client reference: the same at every try
    text : in full, with what nobody else is shown
    """

    code: str
    channel: str
    to: str
    subject: str
    text: str = field(repr=False)
    kind: str = ""


@dataclass(frozen=True)
class Outcome:
    """
    What a channel answered.

    result    : accepted; try_again (nothing was taken); refused (for good); uncertain (nobody knows)
    reference : the channel's own name of the message
    why       : a stable word, such as `address-unknown`, `not-reachable`
    """

    result: str
    reference: str = ""
    why: str = ""


@dataclass(frozen=True)
class MessageRow:
    """One message in a list: the address is masked, hidden words are covered, a secret text is empty."""

    code: str
    kind: str
    channel: str
    to: str
    subject: str
    text: str
    is_secret: bool
    about: str
    unit_code: str
    state: str
    why: str
    tries: int
    queued_at: datetime
    next_at: datetime | None
    settled_at: datetime | None


@dataclass(frozen=True)
class MessageMoveRow:
    """One step of a message; `by` is a person's name, empty for the job and the channel."""

    move: str
    from_state: str
    to_state: str
    why: str
    reference: str
    by: str
    at: datetime


@dataclass(frozen=True)
class MessageStory:
    """One message with what came of it; corrects and corrected_by: codes."""

    row: MessageRow
    moves: tuple[MessageMoveRow, ...]
    corrects: str
    corrected_by: tuple[str, ...]
    parts: int
    may_give_up: bool
    may_act: bool


@dataclass(frozen=True)
class MessageFilters:
    """What a list is narrowed to; empty asks nothing. about: `request:YC-…`."""

    state: str = ""
    channel: str = ""
    kind: str = ""
    unit_code: str = ""
    about: str = ""


@dataclass(frozen=True)
class MessagePage:
    """A page of messages, newest first; counts by state of everything in sight; channels not set up."""

    rows: tuple[MessageRow, ...]
    total: int
    page: int
    pages: int
    counts: dict[str, int]
    filters: MessageFilters
    channels_missing: tuple[str, ...]


@dataclass(frozen=True)
class Sent:
    """What a run of the sender did, by result."""

    accepted: int = 0
    put_off: int = 0
    failed: int = 0
    uncertain: int = 0
    expired: int = 0
    waiting: int = 0
