"""
The public numbers that a draw takes its chance from, and the key string that they make.

RFC 3797, section 4: numbers of one source are sorted, written without leading zeros, each followed by a
full stop; each source is closed by a slash. Anybody who read the lottery results in the newspaper can
write the key by hand. Sources here give whole numbers, as lotteries do; decimals and words are refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"[0-9]{1,18}")
_BETWEEN = re.compile(r"[,;\s]+")
LARGEST_SOURCE_COUNT = 16


class BadSource(ValueError):
    """A source that is not a list of whole numbers; says which one and what was found."""


def parse_source(*, text: str, place: int = 1) -> tuple[int, ...]:
    """
    Read one source as it was drawn: whole numbers between commas, semicolons or spaces.

    text   : "2,5,12,8,10"
    place  : which source it is, from 1, for the message
    raises : BadSource

    >>> parse_source(text="05, 12 8")
    (5, 12, 8)
    """
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    wrong = [part for part in parts if not _NUMBER.fullmatch(part)]
    if wrong or not parts:
        found = repr(wrong[0]) if wrong else "nothing"
        raise BadSource(
            f"source {place}: found {found} in {text!r}; expected whole numbers such as 2,5,12,8,10. "
            "Write the numbers as they were drawn, without names or decimals."
        )
    return tuple(int(part) for part in parts)


def key_of(*, sources: Sequence[Sequence[int]]) -> str:
    """
    Write the key string of RFC 3797 for sources in their announced order.

    raises : BadSource, when there is no source or there are more than sixteen

    >>> key_of(sources=[[9319], [2, 5, 12, 8, 10]])
    '9319./2.5.8.10.12./'
    """
    if not 1 <= len(sources) <= LARGEST_SOURCE_COUNT:
        raise BadSource(f"found {len(sources)} sources; expected between 1 and {LARGEST_SOURCE_COUNT}.")
    return "".join("".join(f"{n}." for n in sorted(numbers)) + "/" for numbers in sources)
