"""
Where the places of a quota ended: enough to judge one customer alone as the whole list was judged.

Kept with a selection (as JSON), and handed back to the same rule with a frame of length one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Cut:
    """
    Where the places of one group ended.

    quota      : places there are; None without a limit
    taken      : places that were taken
    last       : values of the order's keys of the last who was placed, when the quota is full
    is_tied    : the first left out equals the last placed in the first key
    decided_by : the key that decided between these two; None when nobody was left out
    """

    quota: int | None
    taken: int
    last: tuple[object, ...] | None = None
    is_tied: bool = False
    decided_by: str | None = None

    @property
    def is_full(self) -> bool:
        """Whether a further candidate has to be before the last to get a place."""
        return self.quota is not None and self.taken >= self.quota

    def as_plain(self) -> dict[str, Any]:
        """Answer the cut as values that JSON can hold; `cut_from_plain` reads them back."""
        last = None if self.last is None else [_plain(value) for value in self.last]
        return {
            "quota": self.quota,
            "taken": self.taken,
            "last": last,
            "is_tied": self.is_tied,
            "decided_by": self.decided_by,
        }


def cut_from_plain(plain: Mapping[str, Any]) -> Cut:
    """
    Read a cut that was kept as JSON.

    >>> kept = Cut(quota=1, taken=1, last=(5, date(2021, 12, 1)))
    >>> cut_from_plain(kept.as_plain()) == kept
    True
    """
    last = None if plain["last"] is None else tuple(_read(value) for value in plain["last"])
    return Cut(**{**plain, "last": last})


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _read(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    return (
        datetime.fromisoformat(value["instant"]) if "instant" in value else date.fromisoformat(value["day"])
    )
