"""A bill's lines and sums as the component `bill_explained` draws them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from donghanh.faces.bills.explained import BillExplained
from donghanh.faces.bills.figures import written_fraction


def drawn_bill(*, bill: BillExplained, caption: str) -> dict[str, Any]:
    """
    Lay a bill out.

    bill    : as `faces.bills.explain` answers it
    caption : what the table is called to readers; empty for its usual name
    """
    return {"bill": bill, "caption": caption, "lines": bill.lines, "sums": bill.sums_shown()}


def written_kwh(kwh: float | None) -> str:
    """Write energy of a line; nothing where a line is not of energy."""
    return "" if kwh is None else written_fraction(Fraction(kwh))
