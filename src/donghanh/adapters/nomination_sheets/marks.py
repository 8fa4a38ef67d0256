"""The mark of a template: its version, its commune, its campaign, in one cell above the headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

VERSION = 1
MARK = re.compile(r"DE-CU/(\d{1,3})/(\d{5})/([A-Za-z0-9._-]{1,60})")


@dataclass(frozen=True)
class Mark:
    """What a template says of itself."""

    version: int
    commune_code: str
    campaign_code: str


def mark_text(*, commune_code: str, campaign_code: str) -> str:
    """
    Write the mark of today's template.

    >>> mark_text(commune_code="13729", campaign_code="tri-an-khach-hang-2021")
    'DE-CU/1/13729/tri-an-khach-hang-2021'
    """
    return f"DE-CU/{VERSION}/{commune_code}/{campaign_code}"


def read_mark(*, above: Sequence[Sequence[str]]) -> Mark | None:
    """Find the mark in the records above the header; None where there is none."""
    for cell in (cell for record in above for cell in record):
        if found := MARK.search(cell):
            return Mark(int(found[1]), found[2], found[3])
    return None
