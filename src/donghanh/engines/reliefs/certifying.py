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
    "amount-differs": "What was given is not what the rule of the group makes of the bill.",
    "basis-missing": "Of this reduction no bill is there from which it could be computed.",
    "basis-differs": "The bills from which it is computed are not what was billed.",
    "paid-and-excused": "Somebody was given the reduction and stands among those who were not.",
}
KEYS = ["code", "relief"]
HOUSEHOLD_QUARTERS, WHOLE = 4, 10_000


@dataclass(frozen=True)
class Equation:
    """
    entitled = paid_entitled + excused + omitted, and paid = paid_entitled + unentitled; customers each.

    findings : code, relief, rule, expected_amount, found_amount [đồng]; none when the certificate holds
    unchecked_count : customers whose amount could not be computed, for want of their bills
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
    *, owed: pl.DataFrame, paid: pl.DataFrame, excused: pl.DataFrame, reliefs: pl.DataFrame,
    recomputed: pl.DataFrame | None = None,
) -> Equation:  # fmt: skip
    """
    Compare the two sides.

    owed    : code, relief; whoever is entitled, once
    paid    : code, category, relief, kwh, quota_quarters, gross_amount, relief_amount; one row a customer and
              relief, all invoices and adjustments of the month together
    excused : code, relief, reason; entitled and not paid, and why
    reliefs : frame of RELIEFS
    recomputed : code, category, relief, kwh, gross_amount, relief_amount; what rating makes of the bills
              anew, for groups that take no percentage of the whole amount

    >>> # one paid without being entitled: paid 1 = paid_entitled 0 + unentitled 1
    """
    both = paid.join(owed.select(KEYS), on=KEYS)
    unentitled = paid.join(owed.select(KEYS), on=KEYS, how="anti")
    left = owed.select(KEYS).join(paid.select(KEYS), on=KEYS, how="anti")
    omitted = left.join(excused.select(KEYS), on=KEYS, how="anti")
    doubled = excused.join(paid.select(KEYS), on=KEYS)
    checked = _with_expected(both, reliefs, recomputed)
    wrong = checked.filter(pl.col("expected_amount") != pl.col("relief_amount"))
    unknown = checked.filter(pl.col("expected_amount").is_null())
    strange = checked.filter(
        (pl.col("kwh_again") != pl.col("kwh")) | (pl.col("gross_again") != pl.col("gross_amount"))
    )
    found = [
        _finding(unentitled, "paid-not-entitled", expected=pl.lit(0), found=pl.col("relief_amount")),
        _finding(omitted, "entitled-not-paid", expected=None, found=pl.lit(0)),
        _finding(wrong, "amount-differs", expected=pl.col("expected_amount"), found=pl.col("relief_amount")),
        _finding(doubled, "paid-and-excused", expected=None, found=None),
        _finding(unknown, "basis-missing", expected=None, found=pl.col("relief_amount")),
        _finding(strange, "basis-differs", expected=pl.col("gross_again"), found=pl.col("gross_amount")),
    ]
    return Equation(
        entitled_count=owed.height,
        paid_count=paid.height,
        paid_entitled_count=both.height,
        excused_count=left.height - omitted.height,
        omitted_count=omitted.height,
        unentitled_count=unentitled.height,
        unchecked_count=unknown.height,
        paid_amount=int(paid["relief_amount"].sum()),
        findings=pl.concat(found).sort("rule", *KEYS),
    )


def _with_expected(
    paid: pl.DataFrame, reliefs: pl.DataFrame, recomputed: pl.DataFrame | None
) -> pl.DataFrame:
    """Add expected_amount, and kwh_again and gross_again of what was rated anew; null where unknown."""
    schema = {
        "code": pl.String, "category": pl.String, "relief": pl.String, "kwh_again": pl.Int64,
        "gross_again": pl.Int64, "amount_again": pl.Int64,
    }  # fmt: skip
    again = pl.DataFrame(schema=schema) if recomputed is None else recomputed.rename(
        {"kwh": "kwh_again", "gross_amount": "gross_again", "relief_amount": "amount_again"}
    )  # fmt: skip
    joined = paid.with_columns(of_percent=_of_percent(paid, reliefs)).join(
        again, on=["code", "category", "relief"], how="left", maintain_order="left"
    )
    return joined.with_columns(expected_amount=pl.coalesce("of_percent", "amount_again"))


def _of_percent(paid: pl.DataFrame, reliefs: pl.DataFrame) -> pl.Series:
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
