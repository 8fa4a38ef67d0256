"""
Adjusts many bills at once, when a reduction comes late, changes or ends: each adjustment points back.

What is handed in are the differences of a dry run; they are checked against what was issued and what the law
gives now, so that a dry run grown stale, or sent twice, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import transaction

from donghanh.apps.billing.bridge.current import AMOUNTS, bill_of, current_of
from donghanh.apps.billing.bridge.rating import made
from donghanh.apps.billing.operations.issuing import issue_corrections
from donghanh.apps.billing.permissions import check_confirm
from donghanh.apps.billing.refusals import CannotCorrect
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.tariffs.queries import digest_in_force, law_of

NEEDED = ("bill", "relief_after", "total_amount_before", "total_amount_difference")


@dataclass(frozen=True)
class Adjusted:
    """
    What was, or would be, issued.

    invoices   : keys of the adjustments; none for a dry run
    total_dong : [đồng] their sum, which is the sum of the differences
    """

    count: int
    total_dong: int
    relief_dong: int
    invoices: tuple[int, ...]


@transaction.atomic
def adjust(
    *,
    differences: pl.DataFrame,
    reason: str,
    by: Actor,
    at: datetime,
    release: str = "",
    is_dry: bool = False,
) -> Adjusted:
    """
    Issue one adjustment a bill, so that each bill comes to what it should be; all of them or none.

    differences : bill, relief_after [null: none], total_amount_before, total_amount_difference; as
                  `apps.reliefs.queries.differences` answers in `touched`
    release     : digest of the law that holds now; else that in force at the moment
    raises      : Forbidden; CannotCorrect `reason-missing`, `columns-missing`, `bills-unknown`,
                  `before-differs` (issued meanwhile, or sent twice), `after-differs`
    """
    _check(differences, reason)
    law = release or digest_in_force(on_moment=at)
    wanted = {int(row["bill"]): row for row in differences.iter_rows(named=True)}
    current = current_of(bills=wanted)
    _refuse("bills-unknown", "have no invoice", wanted.keys() - current.keys())
    for unit in {row["unit_code"] for row in current.values()}:
        check_confirm(actor=by, unit_code=unit, proposed_by="")
    stale = [
        bill for bill, row in wanted.items() if row["total_amount_before"] != current[bill]["total_amount"]
    ]
    _refuse("before-differs", "come to another amount by now", stale)
    rows = adjusted_rows(
        current=current,
        changes={bill: {"relief": row["relief_after"]} for bill, row in wanted.items()},
        law=law,
    )
    _refuse("after-differs", "come to another amount by this law", [
        row["bill"] for row in rows if row["total_amount"] != wanted[row["bill"]]["total_amount_difference"]
    ])  # fmt: skip
    total = sum(row["total_amount"] for row in rows)
    relief = sum(row["relief_amount"] for row in rows)
    if is_dry:
        return Adjusted(len(rows), total, relief, ())
    issued = issue_corrections(rows=rows, release=law, reason=reason, by=by, at=at)
    return Adjusted(len(rows), total, relief, tuple(issued))


def adjust_for_reliefs(
    *, actor: Actor, month: date, differences: pl.DataFrame, reason: str, at: datetime
) -> int:
    """Adjust the bills that a round touches, as `apps.reliefs.ports.Adjust`. raises : as `adjust`"""
    return adjust(differences=differences, reason=f"{reason} ({month:%m/%Y})", by=actor, at=at).count


def adjusted_rows(
    *, current: dict[int, dict[str, Any]], changes: dict[int, dict[str, Any]], law: str
) -> list[dict[str, Any]]:
    """
    Rate bills with what changes of them; rows of adjustments hold the differences of amounts.

    raises : CannotCorrect `not-rated`
    """
    after = {bill: current[bill] | change for bill, change in sorted(changes.items())}
    rated = made(law=law_of(digest=law), bill=bill_of(rows=after.values()))
    if rated.refused.height:
        first = rated.refused.row(0, named=True)
        raise CannotCorrect("not-rated", f"Bill {first['bill']}: {first['rule']} {first['facts']}", **first)
    return [_row(after[total["bill"]], total) for total in rated.totals.iter_rows(named=True)]


def _row(after: dict[str, Any], total: dict[str, Any]) -> dict[str, Any]:
    lowered = {name: total[name] - after[name] for name in AMOUNTS}
    return after | lowered | {
        "kind": "adjust_down" if lowered["total_amount"] < 0 else "adjust_up",
        "vat_percent": total["vat_percent"], "lines_check": total["lines_check"],
        "refers_to_id": after["base"], "books_net": lowered["net_amount"],
        "books_vat": lowered["vat_amount"], "books_total": lowered["total_amount"],
    }  # fmt: skip


def _check(differences: pl.DataFrame, reason: str) -> None:
    if not reason.strip():
        raise CannotCorrect("reason-missing", "Say why the bills are adjusted.")
    missing = [name for name in NEEDED if name not in differences.columns]
    if missing:
        raise CannotCorrect(
            "columns-missing", f"The differences have no {', '.join(missing)}.", columns=missing
        )
    _refuse("bill-repeated", "come twice", differences.filter(pl.col("bill").is_duplicated())["bill"])


def _refuse(rule: str, what: str, bills: Iterable[int]) -> None:
    if found := sorted(set(bills)):
        told = ", ".join(map(str, found[:5]))
        raise CannotCorrect(rule, f"{len(found)} bills {what}: {told}.", bills=found[:50], count=len(found))
