"""
Customers who moved or changed unit: the energy follows the customer from the old code to the new one.

The old code counts until the day of the move, the new one from that day on (half-open), so the month of
the move is the sum of both parts, and a history that was also copied to the new code counts once. Chains
are followed to the code that is valid on the day asked about; each code has one successor at most.
"""

from datetime import date

import polars as pl

from donghanh.engines.selection.lookups import rows_of

LONGEST_CHAIN = 24


class CannotFollow(ValueError):
    """The successions do not lead from each old code to one new one; the sentence names the first."""


def segments(*, customers: pl.DataFrame, successions: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """
    List the codes of everybody who moved until `as_of`, each with the days on which it was theirs.

    customers   : code, unit_code, contract_from [day], contract_until [day, null: runs]
    successions : old_code, new_code, day [first day of the new code]
    returns     : code, row [index into customers], final_code, final_row, start [day, null: always],
                  until [day, null: still], contract_from, contract_until, unit_code
    raises      : CannotFollow, when a code has two successors or two predecessors, when a chain turns
                  back upon itself, and when a code is not among the customers
    """
    moves = successions.filter(pl.col("day") <= as_of).select("old_code", "new_code", "day")
    _check_single(moves)
    codes = pl.concat([moves["old_code"], moves["new_code"].alias("old_code")]).unique(maintain_order=True)
    parts = (
        codes.alias("code")
        .to_frame()
        .lazy()
        .join(moves.lazy().select(code="old_code", until="day"), on="code", how="left")
        .join(moves.lazy().select(code="new_code", start="day"), on="code", how="left")
        .join(_finals(moves).lazy(), on="code", how="left")
        .with_columns(final_code=pl.coalesce("final_code", "code"))
        .collect()
    )
    return _with_customers(parts, customers)


def _check_single(moves: pl.DataFrame) -> None:
    for column, what in (("old_code", "successors"), ("new_code", "predecessors")):
        twice = moves.filter(pl.col(column).is_duplicated())
        if twice.height:
            raise CannotFollow(
                f"{twice[column][0]} has more than one of {what}; a code is followed by one code. "
                "Correct the record of the move."
            )


def _finals(moves: pl.DataFrame) -> pl.DataFrame:
    """Follow every old code to the end of its chain."""
    step = moves.select(code="new_code", after="old_code").select(code="after", final_code="code")
    reached = step
    for _ in range(LONGEST_CHAIN):
        further = reached.join(step.rename({"code": "final_code", "final_code": "after"}), on="final_code")
        if further.is_empty():
            return reached
        reached = reached.join(further.select("code", "after"), on="code", how="left").select(
            "code", final_code=pl.coalesce("after", "final_code")
        )
    raise CannotFollow(
        f"The moves of {reached['code'][0]} turn back upon themselves, or are more than {LONGEST_CHAIN}. "
        "Correct the record of the moves."
    )


def _with_customers(parts: pl.DataFrame, customers: pl.DataFrame) -> pl.DataFrame:
    rows = rows_of(codes=parts["code"], among=customers["code"])
    strangers = parts["code"].filter(rows.is_null())
    if len(strangers):
        raise CannotFollow(
            f"{strangers[0]} moved, but is not among the customers handed in ({len(strangers)} codes so). "
            "Hand in the old codes too: without them a part of the energy would be missing unseen."
        )
    known = customers.select("contract_from", "contract_until", "unit_code")[rows].with_columns(
        pl.col("unit_code").cast(pl.String)
    )
    whole = parts.with_columns(row=rows).hstack(known)
    finals = whole.select(final_code="code", final_row="row")
    return whole.join(finals, on="final_code", how="left")
