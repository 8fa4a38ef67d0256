"""Who calls, and incidents that many call about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from donghanh.apps.requests.values.queue import CaseRow


@dataclass(frozen=True)
class CallerCustomer:
    """A customer with this telephone, masked."""

    code: str
    name: str
    address: str
    unit_code: str
    price_group: str


@dataclass(frozen=True)
class IncidentRow:
    """An incident and how many cases speak of it."""

    code: str
    title: str
    group: str
    unit_code: str
    opened_at: datetime
    ended_at: datetime | None
    case_count: int
    open_case_count: int


@dataclass(frozen=True)
class Caller:
    """Who calls: customers with this number, their and the number's open cases, what is out around them."""

    phone: str
    customers: tuple[CallerCustomer, ...]
    open_cases: tuple[CaseRow, ...]
    recent_cases: tuple[CaseRow, ...]
    incidents: tuple[IncidentRow, ...]
