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

from donghanh.engines.selection.combinations import combine, look_up, members
from donghanh.engines.selection.successions import segments
from donghanh.engines.selection.windows import EnergyWindow
from donghanh.kernel.months import next_month

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
    names = window.cells.columns
    energy = window.cells.select(reduce(add, map(pl.col, names)).alias("energy_kwh")).to_series()
    known = _known(_whole(customers, energy.is_null().arg_true().cast(pl.UInt32)), window)
    if successions is None or successions.is_empty():
        parts = _NO_PARTS
    else:
        parts = segments(customers=customers, successions=successions, as_of=as_of)
        followed = _known(parts, window, has_chains=True)
        known = pl.concat([known.join(followed, on="row", how="anti"), followed])
    return EnergyTotals(
        energy_kwh=_corrected(energy, known),
        contract_from=_first_contract(customers["contract_from"], parts),
        missing=_missing(known),
        moved=_moved(parts),
        left=_left(parts),
    )


def _first_contract(contract_from: pl.Series, parts: pl.DataFrame) -> pl.Series:
    firsts = parts.group_by("final_row").agg(pl.col("contract_from").min())
    if firsts.is_empty():
        return contract_from
    return contract_from.clone().scatter(firsts["final_row"], firsts["contract_from"])


def _whole(customers: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """Let each of these rows be its customer's only code, theirs always."""
    always = pl.lit(None, dtype=pl.Date)
    contracts = customers.select("contract_from", "contract_until")[rows]
    return contracts.with_columns(rows.alias("final_row"), rows.alias("row"), start=always, until=always)


def _known(parts: pl.DataFrame, window: EnergyWindow, *, has_chains: bool = False) -> pl.DataFrame:
    """Go through the months of the codes that were a customer's: row, energy_kwh, missing_months."""
    months = window.cells.columns
    readings = parts.hstack(window.cells[parts["row"]])
    given = readings.select(
        "final_row",
        *[
            pl.when(_is_theirs(month)).then(name).alias(name)
            for name, month in zip(months, window.months, strict=True)
        ],
        *[
            _is_missing(name, month).alias(f"no {name}")
            for name, month in zip(months, window.months, strict=True)
        ],
    )
    together = _together(given) if has_chains else given
    missing = combine(
        frame=together, conditions=[(1 << k, pl.col(f"no {name}")) for k, name in enumerate(months)]
    )
    lists = look_up(
        bits=missing, meaning=lambda mask: members(mask=mask, of=window.months), dtype=pl.List(pl.Date)
    )
    return together.select(
        pl.col("final_row").alias("row"), pl.sum_horizontal(months).alias("energy_kwh")
    ).with_columns(lists.alias("missing_months"))


def _together(given: pl.DataFrame) -> pl.DataFrame:
    """Add up the codes of one customer, month by month."""
    return given.group_by("final_row", maintain_order=True).agg(
        pl.col(pl.Int64).sum(), pl.col(pl.Boolean).any()
    )


def _is_theirs(month: date) -> pl.Expr:
    """Whether the code was the customer's for some day of the month."""
    starts_before = (pl.col("start") < next_month(month)).fill_null(value=True)
    return starts_before & (pl.col("until") > month).fill_null(value=True)


def _is_missing(name: str, month: date) -> pl.Expr:
    """Whether a reading should be there, by the contract's days, and is not."""
    runs = (pl.col("contract_from") < next_month(month)) & (
        (pl.col("contract_until") > month).fill_null(value=True)
    )
    return pl.col(name).is_null() & runs & _is_theirs(month)


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
    return energy.clone().scatter(known["row"], known["energy_kwh"]) if known.height else energy


def _missing(known: pl.DataFrame) -> pl.DataFrame:
    return known.filter(pl.col("missing_months").list.len() > 0).select("row", "missing_months")
