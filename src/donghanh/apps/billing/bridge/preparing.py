"""A unit's month made ready for a run: bills rated, and who is held, refused or not due, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.apps.billing.bridge.rating import made
from donghanh.apps.billing.bridge.reliefs import with_reliefs
from donghanh.apps.billing.bridge.rows import Bill, with_metered
from donghanh.apps.metering.queries import Billable, billable
from donghanh.engines.billing import digest_of_frame, digest_of_results
from donghanh.engines.rating.law import Law

REST = {
    "state": pl.String, "bill": pl.Int64, "code": pl.String, "rule": pl.String, "facts": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class Prepared:
    """
    Everything a run needs, reckoned before its first row is written.

    rows   : one a rated bill, by customer code and bill: columns of an invoice but its numbers
    rest   : REST: held, refused (by metering or by rating) and not due
    points : how many points have a contract in the month: rows + rest
    """

    rows: pl.DataFrame
    rest: pl.DataFrame
    points: int
    input_digest: str
    result_digest: str

    def count(self, state: str) -> int:
        """How many of the rest are in a state."""
        return self.rest.filter(pl.col("state") == state).height


def prepare(*, unit_code: str, month: date, law: Law, known_on: date) -> Prepared:
    """
    Ask metering and reliefs, and rate.

    known_on : reductions by the facts that counted at the end of this day: that of issue
    raises   : NoReadingTerms
    """
    asked = billable(unit_code=unit_code, month=month)
    bills = with_reliefs(
        bills=asked.bills, identity=asked.identity, month=month, known_on=known_on, release=law.release
    )
    rated = made(law=law, bill=Bill(bills, asked.usage, asked.quotas))
    identity = asked.identity.select("bill", "code", "name", "address", "tax_code", "registers")
    told = with_metered(
        bills=bills, usage=asked.usage, quotas=asked.quotas, registers=identity.select("bill", "registers")
    )
    who = identity.drop("registers")
    rows = rated.totals.join(told, on="bill").join(who, on="bill").with_columns(
        unit_code=pl.lit(unit_code), month=pl.lit(month, pl.Date)
    )  # fmt: skip
    return Prepared(
        rows=rows.sort("code", "bill"),
        rest=_rest(asked, rated.refused),
        points=asked.points,
        input_digest=digest_of_frame(*(one.sort("bill") for one in (told, who))),
        result_digest=digest_of_results(results=rated.totals),
    )


def _rest(asked: Billable, refused: pl.DataFrame) -> pl.DataFrame:
    names = asked.identity.select("bill", "code")
    parts = [
        asked.held.select(pl.lit("held").alias("state"), "bill", "code", "rule", "facts"),
        _named(asked.refused, names), _named(refused, names),
        asked.not_due.select(
            pl.lit("not_due").alias("state"), "bill", "code", pl.lit("contract-new").alias("rule"),
            pl.lit("").alias("facts"),
        ),
    ]  # fmt: skip
    return pl.concat([part.cast(REST) for part in parts]).sort("state", "rule", "code", "bill")


def _named(refused: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    told = refused.join(names, on="bill", how="left").with_columns(pl.col("code").fill_null(""))
    return told.select(pl.lit("refused").alias("state"), "bill", "code", "rule", "facts")
