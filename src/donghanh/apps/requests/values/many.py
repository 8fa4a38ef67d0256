"""Acts on many cases at once: bulk answers and the watch over due times."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class BulkRow:
    """What would become of one case in a bulk answer; `problem` is empty when it would be answered."""

    code: str
    name: str
    service_vi: str
    state: str
    text: str
    problem: str


@dataclass(frozen=True)
class BulkPreview:
    """A bulk answer before it is done: `digest` is handed back, so that what was seen is what is done."""

    rows: tuple[BulkRow, ...]
    answerable_count: int
    digest: str


@dataclass(frozen=True)
class NotAnswered:
    """A case that was not answered, and the stable word of why."""

    code: str
    problem: str

    def __iter__(self) -> Iterator[str]:
        return iter((self.code, self.problem))


@dataclass(frozen=True)
class BulkDone:
    """Which cases were answered and which were not, with why."""

    answered: tuple[str, ...]
    refused: tuple[NotAnswered, ...]


@dataclass(frozen=True)
class Escalated:
    """What a run of the watch did: warnings written, pauses that reached their longest and ended."""

    warned: int
    pauses_ended: int
    cases: tuple[str, ...] = field(default=())
