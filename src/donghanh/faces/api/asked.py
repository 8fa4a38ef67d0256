"""
The kinds of values that may be sent: what a code, a day, a number or a text looks like.

Each is narrower than what the database could take, so that nothing reaches it that it would choke on: no NUL,
no number beyond its column, no day that another calendar would read otherwise.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from donghanh.engines.programmes.moves import BENEFIT
from donghanh.kernel.customer_tables import SOCIAL_CLASSES

DAY = r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
LARGEST = 2_000_000_000


class Sent(BaseModel):
    """A body: an object whose every name is known; anything else would be read as one left out."""

    model_config = ConfigDict(extra="forbid")


def iso_day(value: object) -> date:
    """
    Read a day written 2021-12-20, of this century; nothing else is guessed at.

    raises : ValueError
    """
    if not isinstance(value, str) or len(value) != 10 or not value.isascii() or not value.startswith("20"):
        raise ValueError("expected a day such as 2021-12-20")
    return date.fromisoformat(value)


def day_or_none(value: object) -> date | None:
    """Read a day as `iso_day`; null stays null."""
    return None if value is None else iso_day(value)


_DAY: dict[str, Any] = {"type": "string", "format": "date", "pattern": DAY}

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=60)]
CodeOrNone = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]*$", max_length=60)]
CustomerCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]*$", max_length=13)]
Digest = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$", max_length=64)]
Commune = Annotated[str, StringConstraints(pattern=r"^([0-9]{5})?$", max_length=5)]
Day = Annotated[date, BeforeValidator(iso_day), WithJsonSchema(_DAY)]
DayAsked = Annotated[
    date | None,
    BeforeValidator(day_or_none),
    WithJsonSchema({**_DAY, "description": "as of the end of this day; today when left out"}),
]
DayOrNone = Annotated[
    date | None, BeforeValidator(day_or_none), WithJsonSchema({"anyOf": [_DAY, {"type": "null"}]})
]
Number = Annotated[int, Field(ge=1, le=LARGEST)]
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=200)]
Reason = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=2000)]
Phone = Annotated[str, StringConstraints(pattern=r"^[0-9+ .()-]*$", max_length=20)]

Kind = Literal["household", "enterprise", "public_body", "school", "pupil", "area"]
SocialClass = Literal["", *SOCIAL_CLASSES]  # type: ignore[valid-type]
State = Literal["", *BENEFIT.states]  # type: ignore[valid-type]
Stage = Literal["", *BENEFIT.path]  # type: ignore[valid-type]
MoveName = Literal[*BENEFIT.moves]  # type: ignore[valid-type]
Verdict = Annotated[str, StringConstraints(pattern=r"^[a-z_]*$", max_length=20)]
