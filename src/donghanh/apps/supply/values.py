"""What is told of supplies: plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class SupplyFact:
    """
    Something that a step asks for.

    kind     : text, whole, number, signed, day, coming_day, yes_no, choice
    proposed : what the application says of it
    choices  : code, vi, en of each
    """

    code: str
    kind: str
    vi: str
    en: str
    is_required: bool
    unit: str
    proposed: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class SupplyStepRow:
    """A step of the chain: taken (with who, when, facts), current or still to come."""

    code: str
    vi: str
    en: str
    standing: str
    at: datetime | None
    by: str
    as_role: str
    facts: Mapping[str, str]
    note: str


@dataclass(frozen=True)
class WiringRow:
    """
    How the free wiring stands for an application; nothing personal.

    state  : waiting (all places are held), offered, accepted, declined, lapsed
    number : the place of the quota, None without one
    place_in_order : how many applications wait before it, and itself; 0 when it does not wait
    """

    campaign_code: str
    activity_code: str
    vi: str
    en: str
    state: str
    number: int | None
    quota: int
    arrived_at: datetime
    place_in_order: int
    reference: str


@dataclass(frozen=True)
class SupplyTrack:
    """What anybody with the tracking code may see of a supply: nothing personal, no facts, no names."""

    steps: tuple[tuple[str, str, str], ...]
    wiring: WiringRow | None


@dataclass(frozen=True)
class SupplyRow:
    """A supply in the list; name of the customer as in the queue of requests."""

    case_code: str
    service_code: str
    service_vi: str
    service_en: str
    name: str
    unit_code: str
    state: str
    next_step: str
    next_vi: str
    next_en: str
    due_at: datetime | None
    due_on: date | None
    seconds_left: int | None
    is_late: bool
    is_paused: bool
    is_over: bool
    wiring: str
    wiring_number: int | None


@dataclass(frozen=True)
class SupplyList:
    """A page of the list, with how many supplies stand before each step."""

    rows: tuple[SupplyRow, ...]
    total: int
    page: int
    pages: int
    by_step: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class SupplyPage:
    """
    One supply with its steps.

    may_take : whether this actor may take `step` now; asks : what that step asks for
    step     : the one that may be taken now: the next one, or the end of a supply for a time
    writes   : what the registers get, a word of the lawbook's WRITES; effect : what they got, by word
    order    : reference of the work order that is open for it
    """

    row: SupplyRow
    steps: tuple[SupplyStepRow, ...]
    asks: tuple[SupplyFact, ...]
    may_take: bool
    comes: str
    writes: str
    customer_code: str
    point_code: str
    arrived_at: datetime | None
    wiring: WiringRow | None
    may_answer: bool
    step: str = ""
    effect: Mapping[str, str] = field(default_factory=dict)
    order: str = ""
