"""`{% load bills %}`: a bill with the reasons of its amounts, for every face that shows one."""

from __future__ import annotations

from typing import Any

from django import template

from donghanh.faces.bills.explained import BillExplained
from donghanh.faces.bills.figures import written
from donghanh.faces.design import bill_rows

register = template.Library()
register.filter("dong_written", written)
register.filter("kwh_written", bill_rows.written_kwh)


@register.inclusion_tag("design/bill.html")
def bill_explained(bill: BillExplained, caption: str = "") -> dict[str, Any]:
    """Draw a bill: its lines, each with formula and clause, its sums, readings, and last year's prices."""
    return bill_rows.drawn_bill(bill=bill, caption=caption)
