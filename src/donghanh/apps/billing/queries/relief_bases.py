"""
The bills from which a round's reductions are computed anew, where no percentage of the whole amount does it.

For the certificate, whose reader rates them again: as they stand, adjustments counted in, each with the text
of the law by which it was rated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from donghanh.adapters.relief_certificate import Bases, repriced_reliefs
from donghanh.apps.billing.bridge.current import bill_of, current_of
from donghanh.apps.billing.models import BillingRun
from donghanh.apps.customers.bridge.copying import copy_out
from donghanh.apps.reliefs.law import relief_law
from donghanh.apps.tariffs.queries import text_of
from donghanh.kernel.billing_tables import QUOTAS, USAGE
from donghanh.lawbook.documents import parse_document
from donghanh.lawbook.reliefs import frame_of_documents

AT_ONCE = 20_000
"""Bills read out of the database at a time: a province's households fit into little memory."""
BILLS_OF = """
SELECT DISTINCT invoice.bill FROM billing_invoice invoice
WHERE invoice.month = %s AND invoice.kind = 'original' AND invoice.code = ANY(%s) ORDER BY 1
"""


def bases_of(*, relief_round: str, month: date, paid: pl.DataFrame) -> Bases | None:
    """
    Answer all bills of the month of whoever was given a reduction by other prices or by tiers.

    paid    : frame of RELIEFS_PAID
    returns : null when nobody was
    raises  : KeyError, for a round that no document tells
    """
    document = parse_document(text=relief_law().texts[relief_round], path=Path("law.yaml"))
    repriced = repriced_reliefs(frame_of_documents([document])[0])
    wanted = paid.filter(pl.col("relief").is_in(repriced)).select("code", "category").unique()
    if wanted.is_empty():
        return None
    codes = wanted["code"].unique().sort().to_list()
    numbers = copy_out(query=BILLS_OF, parameters=[month, codes], schema={"bill": pl.Int64})["bill"]
    parts = list(_parts(numbers.to_list(), relief_round))
    bills = pl.concat([bills for bills, _, _ in parts]).join(wanted, on=["code", "category"], how="semi")
    usage, quotas = (
        pl.concat([part[at] for part in parts]).join(bills.select("bill"), on="bill", how="semi")
        for at in (1, 2)
    )
    releases = {digest: text_of(digest=digest) for digest in bills["release"].unique()}
    return Bases(bills, USAGE.require(usage), QUOTAS.require(quotas), releases)


def _parts(
    numbers: Sequence[int], relief_round: str
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]]:
    release_of = dict(BillingRun.objects.values_list("pk", "release"))
    for first in range(0, len(numbers), AT_ONCE):
        rows = list(current_of(bills=numbers[first : first + AT_ONCE]).values())
        bill = bill_of(rows=rows)
        more = pl.DataFrame(
            [_more(row, release_of) for row in rows],
            schema={"bill": pl.Int64, "code": pl.String, "release": pl.String}, orient="row",
        )  # fmt: skip
        own = pl.col("relief").str.starts_with(f"{relief_round}/")
        bills = bill.bills.with_columns(relief=pl.when(own).then("relief")).join(more, on="bill")
        yield bills.select("code", "release", *bill.bills.columns), bill.usage, bill.quotas


def _more(row: dict[str, Any], release_of: dict[int, str]) -> tuple[int, str, str]:
    return row["bill"], row["code"], release_of[row["run_id"]]
