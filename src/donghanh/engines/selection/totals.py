"""
Energy of a window, a customer: the known sum, which months are missing, who moved.

The bulk is one addition over the months: null wherever a month is missing, so whoever comes out with a
number is complete. The others (a few in a hundred) are looked at again, month by month: a month that
the contract does not reach is not expected, any other is missing. Those who moved are put together from
the codes that were theirs, each for its days. All three say the same thing: known energy, months missing.
"""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add

import polars as pl

from donghanh.engines.selection.combinations import bits_where, look_up, members
from donghanh.engines.selection.month_bits import months_touched
from donghanh.engines.selection.successions import segments
from donghanh.engines.selection.windows import EnergyWindow

_NO_PARTS = pl.DataFrame(
    schema={
        "code": pl.String, "until": pl.Date, "start": pl.Date, "final_code": pl.String,
        "row": pl.UInt32, "contract_from": pl.Date, "contract_until": pl.Date, "unit_code": pl.String,
        "final_row": pl.UInt32,
    }
)  # fmt: skip


@dataclass(frozen=True)
class EnergyTotals:
    """
    energy_kwh    : known energy of the window [kWh], row for row with the customers; never null
    contract_from : the first day of the customer's first contract, before any move
    missing       : row [index], missing_months [list of first days], never an empty list
    moved         : row [index of the new code], moved_on [day of the last move], previous_codes [list,
                    earliest first], previous_units [list], has_changed_unit
    left          : row [index of an old code], new_code, moved_on
    """

    energy_kwh: pl.Series
    contract_from: pl.Series
    missing: pl.DataFrame
    moved: pl.DataFrame
    left: pl.DataFrame


def energy_totals(
    *, customers: pl.DataFrame, window: EnergyWindow, as_of: date, successions: pl.DataFrame | None = None
) -> EnergyTotals:
    """
    Add up each customer's window. A missing month is listed, not counted as zero.

    customers   : code, unit_code, contract_from [day], contract_until [day, null: runs]
    window      : row for row with `customers`
    successions : old_code, new_code, day; None when nobody moved
    raises      : CannotFollow

    >>> january = EnergyWindow((date(2021, 1, 1),), pl.DataFrame({"2021-01-01": [70, None]}))
    >>> people = pl.DataFrame({"code": ["a", "b"]}).with_columns(
    ...     unit_code=pl.lit("U"), contract_from=date(2020, 1, 1), contract_until=pl.lit(None, dtype=pl.Date)
    ... )
    >>> energy_totals(customers=people, window=january, as_of=date(2021, 2, 1)).energy_kwh.to_list()
    [70, 0]
    """
    energy = _sums(window)
    gaps = _whole(customers, energy.is_null().arg_true().cast(pl.UInt32))
    parts = _NO_PARTS
    if successions is not None and successions.height:
        parts = segments(customers=customers, successions=successions, as_of=as_of)
    known = _known(gaps, parts, window)
    return EnergyTotals(
        energy_kwh=_corrected(energy, known),
        contract_from=_first_contract(customers["contract_from"], parts),
        missing=_missing(known),
        moved=_moved(parts),
        left=_left(parts),
    )


def _sums(window: EnergyWindow) -> pl.Series:
    """Add up the months of every customer; null where one of them is."""
    together = reduce(add, map(pl.col, window.cells.columns)).alias("energy_kwh")
    # In small blocks: eleven additions of whole columns would go to memory and back eleven times.
    return window.cells.lazy().select(together).collect(engine="streaming").to_series()


def _first_contract(contract_from: pl.Series, parts: pl.DataFrame) -> pl.Series:
    firsts = parts.group_by("final_row").agg(pl.col("contract_from").min())
    if firsts.is_empty():
        return contract_from
    return contract_from.clone().scatter(firsts["final_row"], firsts["contract_from"])


def _whole(customers: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """Let each of these rows be its customer's only code, theirs always."""
    contracts = customers.select("contract_from", "contract_until")[rows]
    always = pl.lit(None, dtype=pl.Date)
    return contracts.with_columns(final_row=rows, row=rows, start=always, until=always)


def _known(gaps: pl.DataFrame, parts: pl.DataFrame, window: EnergyWindow) -> pl.DataFrame:
    """
    Look again at those with gaps and at those who moved, each of their codes in the months it was theirs.

    returns : row, energy_kwh [known], missing_months [list, may be empty]
    """
    alone = gaps.filter(~pl.col("final_row").is_in(parts["final_row"].implode()))
    codes = pl.concat([alone, parts.select(alone.columns)])
    names, theirs = window.cells.columns, pl.col("theirs")
    together = (
        codes.hstack(window.cells[codes["row"]])
        .lazy()
        .with_columns(
            theirs=months_touched(start=pl.col("start"), until=pl.col("until"), months=window.months),
            missing=_missing_bits(window),
        )
        .select(
            pl.col("final_row").alias("row"),
            energy_kwh=pl.sum_horizontal(
                pl.when((theirs & (1 << place)) != 0).then(pl.col(name)) for place, name in enumerate(names)
            ),
            missing=pl.col("missing") & theirs,
        )
        .group_by("row")
        .agg(pl.col("energy_kwh").sum(), pl.col("missing").bitwise_or())
        .collect()
    )
    lists = look_up(
        bits=together["missing"],
        meaning=lambda mask: members(mask=mask, of=window.months),
        dtype=pl.List(pl.Date),
    )
    return together.select("row", "energy_kwh", lists.alias("missing_months"))


def _missing_bits(window: EnergyWindow) -> pl.Expr:
    """Number the months in which a reading should be there, by the contract's days, and is not."""
    absent = bits_where(
        [(1 << place, pl.col(name).is_null()) for place, name in enumerate(window.cells.columns)]
    )
    runs = months_touched(start=pl.col("contract_from"), until=pl.col("contract_until"), months=window.months)
    return absent & runs


def _moved(parts: pl.DataFrame) -> pl.DataFrame:
    """Tell of each new code which ones came before it, and whether a unit was another."""
    now = parts.filter(pl.col("until").is_null()).select("final_row", now="unit_code")
    before = parts.filter(pl.col("until").is_not_null()).sort("until")
    return (
        before.join(now, on="final_row", how="left", maintain_order="left")
        .group_by("final_row", maintain_order=True)
        .agg(
            moved_on=pl.col("until").max(),
            previous_codes="code",
            previous_units="unit_code",
            has_changed_unit=(pl.col("unit_code") != pl.col("now")).any(),
        )
        .rename({"final_row": "row"})
    )


def _left(parts: pl.DataFrame) -> pl.DataFrame:
    """Tell of each old code which one goes on."""
    gone = parts.filter(pl.col("until").is_not_null())
    return gone.select("row", new_code="final_code", moved_on="until")


def _corrected(energy: pl.Series, known: pl.DataFrame) -> pl.Series:
    """Write the known sums over those that had a gap or moved. `energy` is nobody else's yet."""
    return energy.scatter(known["row"], known["energy_kwh"]) if known.height else energy


def _missing(known: pl.DataFrame) -> pl.DataFrame:
    return known.filter(pl.col("missing_months").list.len() > 0).select("row", "missing_months")
