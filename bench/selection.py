"""
Selection by measured energy: 650,000 customers with 12 months each, 7.8 million readings.

The readings lie in a Parquet file, month by month, inside a month in the order of the customers, null where
one is missing: the layout that `windows.lay_out` takes without copying. Contestants:

  scan     read the columns that the rule must read, and add each one up: the least that any answer costs
  ours     read the same columns, lay out, judge: energy, months missing, moves, standing, ties, quota, a
           verdict and the reasons for each of the 650,000 customers
  duckdb   GROUP BY on the same file: energy and months missing a customer, nothing else
  pandas   groupby on the same file: the same

First all must give the same energy, months missing and large customers. Then three tables, best of several
rounds: processor seconds from the file (limit: 1.5 times the scan), the same by the clock on the wall, and
by the clock with everything in memory already. In that last one the scan is seven bare sums at the speed
of the memory: the strictest comparison, printed without a limit so that nobody takes the first for it.
"""

import argparse
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import polars as pl
from common import best_of, close, insist_equal, rows_against

from donghanh.engines.selection.high_consumption import HighConsumptionRule, select_high_consumption
from donghanh.engines.selection.selections import Selection
from donghanh.engines.selection.standing import Standing
from donghanh.engines.selection.windows import lay_out, window_before

AS_OF = date(2021, 12, 20)
MONTHS = window_before(as_of=AS_OF)
THRESHOLD = 2_000_000
LIMIT = 1.5
RULE = HighConsumptionRule(
    threshold_kwh=THRESHOLD, quota=80, standing=Standing(kinds=("enterprise", "public_body"))
)
CUSTOMER_COLUMNS = ["kind", "unit_code", "contract_from", "contract_until"]
KINDS = pl.Enum(["household", "enterprise", "public_body"])
UNITS = ["PA01GT", "PA01HH", "PA01ND", "PA01NH", "PA01NT", "PA01TN", "PA01VB", "PA01XT", "PA01YY"]
BY_CUSTOMER = """
    SELECT customer_row, coalesce(sum(energy_kwh), 0)::BIGINT AS energy_kwh,
           12 - count(energy_kwh) AS missing_count
    FROM {source} WHERE month >= DATE '2020-12-01' AND month < DATE '2021-12-01'
    GROUP BY customer_row
"""


def customers(count: int, dice: np.random.Generator) -> pl.DataFrame:
    """Customers in the order of their codes; one in twenty is no household; few contracts have ended."""
    unit = np.sort(dice.integers(0, len(UNITS), count))
    began = np.datetime64("2005-01-01") + dice.integers(0, 5700, count)
    ended = np.where(
        dice.random(count) < 0.02, np.datetime64("2021-06-01") + dice.integers(0, 400, count), None
    )
    units = pl.Series(unit).cast(pl.UInt32)
    return pl.DataFrame(
        {
            "code": [f"{UNITS[one]}{row:07d}" for row, one in enumerate(unit)],
            "unit_code": pl.Series(UNITS, dtype=pl.Enum(UNITS)).gather(units),
            "kind": pl.Series(dice.choice(KINDS.categories, count, p=[0.95, 0.04, 0.01]), dtype=KINDS),
            "contract_from": pl.Series(began).cast(pl.Date),
            "contract_until": pl.Series(ended.astype("datetime64[D]")).cast(pl.Date),
        }
    ).with_columns(pl.col("code").set_sorted())


def readings(people: pl.DataFrame, dice: np.random.Generator) -> pl.DataFrame:
    """Twelve readings each, heavy tails for whoever is no household, one in a thousand missing."""
    count = people.height
    scale = np.where(people["kind"].cast(pl.String).to_numpy() == "household", 5.0, 8.3)
    months = []
    for month in MONTHS:
        energy = np.exp(dice.normal(scale, np.where(scale > 6, 1.3, 0.6))).astype(np.int64)
        is_there = pl.Series(dice.random(count) > 0.001)
        rows = pl.int_range(count, dtype=pl.UInt32, eager=True)
        frame = pl.DataFrame({"month": [month] * count, "customer_row": rows, "energy_kwh": energy})
        months.append(frame.with_columns(pl.when(is_there).then("energy_kwh")))
    return pl.concat(months, rechunk=True)


def moves(people: pl.DataFrame, dice: np.random.Generator) -> pl.DataFrame:
    """One customer in a thousand has moved, each to the code of another row."""
    rows = dice.choice(people.height, 2 * (people.height // 1000), replace=False).reshape(2, -1)
    old, new = (people["code"].gather(pl.Series(row)) for row in rows)
    return pl.DataFrame({"old_code": old, "new_code": new}).with_columns(day=pl.lit(date(2021, 6, 10)))


def scan(energy: pl.DataFrame | pl.LazyFrame, people: pl.DataFrame) -> list[tuple[int, ...]]:
    """Add up every column that the rule reads."""
    sums = pl.col("month").to_physical().sum(), pl.col("customer_row").sum(), pl.col("energy_kwh").sum()
    found = energy.lazy().select(*sums).collect().row(0)
    return [found, people.select(pl.col(CUSTOMER_COLUMNS).to_physical().sum()).row(0)]


def ours(energy: pl.DataFrame, people: pl.DataFrame, moved: pl.DataFrame | None) -> Selection:
    """Lay out and judge."""
    window = lay_out(energy=energy, customers=people, months=MONTHS)
    return select_high_consumption(customers=people, window=window, rule=RULE, as_of=AS_OF, successions=moved)


def by_pandas(frame: pd.DataFrame) -> pd.DataFrame:
    """Group, add, count."""
    groups = frame.groupby("customer_row", sort=True)["energy_kwh"]
    return pd.DataFrame({"energy_kwh": groups.sum(), "count": groups.count()})


def answers(path: Path, energy: pl.DataFrame, people: pl.DataFrame) -> dict[str, object]:
    """Energy and number of missing months of everybody, and who is above, as each contestant says."""
    plain = ours(energy, people, None)
    missing = _missing_counts(plain, people)
    grouped = duckdb.sql(BY_CUSTOMER.format(source=f"'{path}'") + " ORDER BY customer_row").pl()
    frame = by_pandas(pd.read_parquet(path))
    return {
        "ours": _answer(plain.verdicts["energy_kwh"], missing),
        "duckdb": _answer(grouped["energy_kwh"], grouped["missing_count"]),
        "pandas": _answer(
            pl.Series(frame["energy_kwh"].to_numpy()), 12 - pl.Series(frame["count"].to_numpy())
        ),
    }


def _answer(energy: pl.Series, missing: pl.Series) -> tuple[object, ...]:
    energy, missing = energy.cast(pl.Int64), missing.cast(pl.Int64)
    above = (energy > THRESHOLD).arg_true().to_list()
    digest = energy.hash(seed=1).sum(), missing.hash(seed=1).sum()
    return int(energy.sum()), int(missing.sum()), digest, len(above), tuple(above)


def _missing_counts(selection: Selection, people: pl.DataFrame) -> pl.Series:
    """Count the months that our details name; everybody's contract covers the window here."""
    told = [selection.details[name] for name in ("energy_unknown", "known_months_suffice")]
    counts = pl.concat(told).select("code", pl.col("missing_months").list.len())
    joined = people.select("code").join(counts, on="code", how="left", maintain_order="left")
    return joined["missing_months"].fill_null(0)


def main() -> int:
    """Make the data, insist on equal answers, time from the file and in memory."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    options.add_argument("--customers", type=int, default=650_000)
    options.add_argument("--rounds", type=int, default=9)
    given = options.parse_args()
    dice = np.random.default_rng(2021)
    people = customers(given.customers, dice)
    energy, moved = readings(people, dice), moves(people, dice)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "energy.parquet"
        energy.write_parquet(path, row_group_size=people.height)
        steady = people.with_columns(
            contract_from=pl.lit(date(2005, 1, 1)), contract_until=pl.lit(None, dtype=pl.Date)
        )
        insist_equal(answers=answers(path, energy, steady))
        contestants = {
            "scan": lambda: scan(pl.scan_parquet(path), people),
            "ours": lambda: ours(pl.read_parquet(path), people, moved),
            "duckdb GROUP BY": lambda: duckdb.sql(BY_CUSTOMER.format(source=f"'{path}'")).fetchnumpy(),
            "pandas groupby": lambda: by_pandas(pd.read_parquet(path)),
        }
        cost = best_of(contestants=contestants, rounds=given.rounds, clock=time.process_time)
        from_file = best_of(contestants=contestants, rounds=given.rounds)
    in_pandas, database = energy.to_pandas(), duckdb.connect()
    database.register("readings", energy.to_arrow())
    in_memory = best_of(
        contestants={
            "scan": lambda: scan(energy, people),
            "ours": lambda: ours(energy, people, moved),
            "duckdb GROUP BY": lambda: database.sql(BY_CUSTOMER.format(source="readings")).fetchnumpy(),
            "pandas groupby": lambda: by_pandas(in_pandas),
        },
        rounds=given.rounds,
    )
    print(f"{people.height:,} customers, {energy.height:,} readings")
    code = close(
        title="from a Parquet file, processor seconds",
        rows=rows_against(seconds=cost, base="scan", limits={"ours": LIMIT}),
    )
    by_the_clock = {"from a Parquet file, by the clock": from_file, "in memory, by the clock": in_memory}
    for title, seconds in by_the_clock.items():
        close(title=title, rows=rows_against(seconds=seconds, base="scan", limits={}))
    return code


if __name__ == "__main__":
    sys.exit(main())
