"""
Hold what was paid against what was owed, from both sides, for one round and bill month.

Everybody paid is entitled, everybody entitled is paid or has a named reason, and each amount is what the
group's percentage makes of the bill. Codes may be codes or tokens that stand for them: nothing here looks in.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

FINDINGS = {
    "paid-not-entitled": "A reduction was given to somebody who is not entitled to it.",
    "entitled-not-paid": "Somebody is entitled, was not given the reduction, and no reason is named.",
    "amount-differs": "What was given is not what the group's percentage makes of the bill.",
    "paid-and-excused": "Somebody was given the reduction and stands among those who were not.",
}
KEYS = ["code", "relief"]
HOUSEHOLD_QUARTERS, WHOLE = 4, 10_000


@dataclass(frozen=True)
class Equation:
    """
    entitled = paid_entitled + excused + omitted, and paid = paid_entitled + unentitled; customers each.

    findings : code, relief, rule, expected_amount, found_amount [đồng]; none when the certificate holds
    unchecked_count : customers whose amount no percentage of the whole bill makes (other prices, tiers)
    """

    entitled_count: int
    paid_count: int
    paid_entitled_count: int
    excused_count: int
    omitted_count: int
    unentitled_count: int
    unchecked_count: int
    paid_amount: int
    findings: pl.DataFrame

    @property
    def holds(self) -> bool:
        return self.findings.is_empty()


def certify(
    *, owed: pl.DataFrame, paid: pl.DataFrame, excused: pl.DataFrame, reliefs: pl.DataFrame
) -> Equation:
    """
    Compare the two sides.

    owed    : code, relief; whoever is entitled, once
    paid    : code, category, relief, kwh, quota_quarters, gross_amount, relief_amount; one row a customer and
              relief, all invoices and adjustments of the month together
    excused : code, relief, reason; entitled and not paid, and why
    reliefs : frame of RELIEFS

    >>> # one paid without being entitled: paid 1 = paid_entitled 0 + unentitled 1
    """
    both = paid.join(owed.select(KEYS), on=KEYS)
    unentitled = paid.join(owed.select(KEYS), on=KEYS, how="anti")
    left = owed.select(KEYS).join(paid.select(KEYS), on=KEYS, how="anti")
    omitted = left.join(excused.select(KEYS), on=KEYS, how="anti")
    doubled = excused.join(paid.select(KEYS), on=KEYS)
    checked = both.with_columns(expected_amount=_expected(both, reliefs))
    wrong = checked.filter(pl.col("expected_amount") != pl.col("relief_amount"))
    found = [
        _finding(unentitled, "paid-not-entitled", expected=pl.lit(0), found=pl.col("relief_amount")),
        _finding(omitted, "entitled-not-paid", expected=None, found=pl.lit(0)),
        _finding(wrong, "amount-differs", expected=pl.col("expected_amount"), found=pl.col("relief_amount")),
        _finding(doubled, "paid-and-excused", expected=None, found=None),
    ]
    return Equation(
        entitled_count=owed.height,
        paid_count=paid.height,
        paid_entitled_count=both.height,
        excused_count=left.height - omitted.height,
        omitted_count=omitted.height,
        unentitled_count=unentitled.height,
        unchecked_count=checked["expected_amount"].null_count(),
        paid_amount=int(paid["relief_amount"].sum()),
        findings=pl.concat(found).sort("rule", *KEYS),
    )


def _expected(paid: pl.DataFrame, reliefs: pl.DataFrame) -> pl.Series:
    """[đồng] for groups that take a percentage of the whole amount, half up; null for others."""
    percent = reliefs.filter(pl.col("effect") == "percent_of_amount").select(
        "relief", "category", "percent_hundredths", "threshold_kwh", "percent_hundredths_above"
    )
    limit = pl.col("threshold_kwh") * pl.col("quota_quarters")
    is_above = limit.is_not_null() & (pl.col("kwh") * HOUSEHOLD_QUARTERS > limit)
    rate = pl.when(is_above).then("percent_hundredths_above").otherwise("percent_hundredths")
    amount = (pl.col("gross_amount") * rate.cast(pl.Int64) + WHOLE // 2) // WHOLE
    joined = paid.join(percent, on=["relief", "category"], how="left", maintain_order="left")
    return joined.select(amount.alias("expected_amount"))["expected_amount"]


def _finding(
    rows: pl.DataFrame, rule: str, *, expected: pl.Expr | None, found: pl.Expr | None
) -> pl.DataFrame:
    return rows.select(
        *KEYS,
        rule=pl.lit(rule),
        expected_amount=(pl.lit(None) if expected is None else expected).cast(pl.Int64),
        found_amount=(pl.lit(None) if found is None else found).cast(pl.Int64),
    )
