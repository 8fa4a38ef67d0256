"""
Rating in memory beside what others would write: plain household bills, one price list, whole months, quotas.

Peers can do no more than that, so all rate only that. Six control integers must be equal first. Loops in
Python and PySAM's utilityrate5 (twelve months of a customer a run, in floats) run on a sample, scaled.

    python bench/rate_peers.py [--bills 650000] [--rounds 3]
"""

import argparse
import sys
from decimal import ROUND_HALF_UP, Decimal

import duckdb
import numpy as np
import pandas as pd
import polars as pl
from common import Row, best_of, close, insist_equal, rows_against
from rate_mix import mix_part

from donghanh.engines.rating.books import law_books
from donghanh.engines.rating.wide import rate_wide
from donghanh.lawbook.billing_law import read_law

TIERS = ((50, 1678), (50, 1734), (100, 2014), (100, 2536), (100, 2834), (None, 2927))
SAMPLE = 5_000
YEARS = 20
PER_YEAR = 12
GOALS = {"int loop, scaled": 30, "pandas": 6}
"""How many times faster than these the goal says that we are."""


def households(count: int) -> pl.DataFrame:
    """Household bills of the mix, read before the VAT of February 2022."""
    mixed = mix_part(start=0, count=int(count * 1.2), relief=None)
    return mixed.filter(pl.col("category").cast(pl.String) == "residential").head(count)


def controls(kwh: object, net: object, vat: object) -> list[int]:
    """Six integers: sums, and sums that a shifted row would change."""
    columns = [np.asarray(column, dtype=np.int64) for column in (kwh, net, vat)]
    turn = np.arange(len(columns[0])) % 997
    return [int(column.sum()) for column in columns] + [int((column * turn).sum()) for column in columns]


def by_ints(rows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A plain loop over whole numbers: net and VAT of each bill."""
    made = []
    for kwh, quarters in rows:
        left, net = kwh, 0
        for width, price in TIERS:
            part = left if width is None else min(left, (2 * width * quarters + 4) // 8)
            net += part * price
            left -= part
        made.append((net, (2 * net * 10 + 100) // 200))
    return made


def by_decimals(rows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same loop over decimals."""
    whole = Decimal(1)
    made = []
    for kwh, quarters in rows:
        left, net = Decimal(kwh), Decimal(0)
        for width, price in TIERS:
            limit = left if width is None else (Decimal(width) * quarters / 4).quantize(whole, ROUND_HALF_UP)
            part = min(left, limit)
            net += part * price
            left -= part
        made.append((int(net), int((net / 10).quantize(whole, ROUND_HALF_UP))))
    return made


def by_pandas(frame: pd.DataFrame) -> pd.DataFrame:
    """Vectorised, tier by tier."""
    left, net = frame["kwh"].copy(), pd.Series(0, index=frame.index, dtype="int64")
    for width, price in TIERS:
        limit = left if width is None else (2 * width * frame["quarters"] + 4) // 8
        part = np.minimum(left, limit)
        net, left = net + part * price, left - part
    return pd.DataFrame({"net": net, "vat": (20 * net + 100) // 200})


def sql_of_tiers() -> str:
    """One statement; `//` on BIGINT stays whole in DuckDB."""
    limits, told = "0::BIGINT", []
    for width, price in TIERS:
        own = "kwh" if width is None else f"((2 * {width} * quarters + 4) // 8)"
        told.append(f"greatest(0, least(kwh - ({limits}), {own})) * {price}")
        limits = f"{limits} + {own}"
    net = " + ".join(told)
    return f"SELECT net, (20 * net + 100) // 200 AS vat FROM (SELECT {net} AS net FROM bills)"


def pysam_years(kwh_by_month: list[float]) -> float:
    """One customer's year by utilityrate5: what its energy costs, by the tiers of one household."""
    from PySAM import Utilityrate5

    lengths = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    load = [
        kwh / (24 * days) for kwh, days in zip(kwh_by_month, lengths, strict=True) for _ in range(24 * days)
    ]
    ends = np.cumsum([width or 0 for width, _ in TIERS])
    tiers = [
        [1, number, float(end) if width else 1e38, 0, float(price), 0.0]
        for number, ((width, price), end) in enumerate(zip(TIERS, ends, strict=True), start=1)
    ]
    model = Utilityrate5.new()
    model.assign({
        "Lifetime": {"analysis_period": 1, "system_use_lifetime_output": 0, "inflation_rate": 0},
        "SystemOutput": {"gen": [0.0] * 8760, "degradation": [0.0]},
        "Load": {"load": load, "load_escalation": [0.0]},
        "ElectricityRates": {
            "en_electricity_rates": 1, "rate_escalation": [0.0], "ur_metering_option": 4,
            "ur_ec_sched_weekday": [[1] * 24] * 12, "ur_ec_sched_weekend": [[1] * 24] * 12,
            "ur_ec_tou_mat": tiers, "ur_dc_enable": 0, "ur_monthly_fixed_charge": 0,
            "ur_monthly_min_charge": 0, "ur_annual_min_charge": 0, "ur_nm_yearend_sell_rate": 0,
            "ur_en_ts_sell_rate": 0, "ur_en_ts_buy_rate": 0, "ur_sell_eq_buy": 0,
        },
    })  # fmt: skip
    model.execute()
    return float(sum(model.Outputs.utility_bill_wo_sys_ym[1]))


def main() -> int:
    """Generate, compare, time."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--bills", type=int, default=650_000)
    asked.add_argument("--rounds", type=int, default=3)
    given = asked.parse_args()
    books, wide = law_books(read_law()), households(given.bills)
    plain = pl.DataFrame({"kwh": wide["kwh_all"], "quarters": wide["quota_quarters"].cast(pl.Int64)})
    paired = plain.to_pandas()
    rows, statement, base = plain.rows(), sql_of_tiers(), duckdb.connect()
    base.register("bills", plain.to_arrow())
    made, _ = rate_wide(books, wide)
    told = by_pandas(paired)
    asked_sql = base.sql(statement).to_arrow_table()
    ints, decimals = by_ints(rows), by_decimals(rows[:SAMPLE])
    insist_equal(
        answers={
            "ours": controls(made["kwh"], made["net_amount"], made["vat_amount"]),
            "ints": controls(plain["kwh"], *zip(*ints, strict=True)),
            "pandas": controls(plain["kwh"], told["net"], told["vat"]),
            "DuckDB": controls(plain["kwh"], asked_sql["net"], asked_sql["vat"]),
        }
    )
    insist_equal(answers={"ints, sample": ints[:SAMPLE], "decimals, sample": decimals})
    years = [[float(kwh) for kwh, _ in rows[start : start + PER_YEAR]] for start in range(YEARS)]
    ours = [sum(net for net, _ in by_ints([(int(kwh), 4) for kwh in year])) for year in years]
    insist_equal(answers={"ints, years": ours, "PySAM, years": [round(pysam_years(year)) for year in years]})
    seconds = best_of(
        contestants={
            "memory copy": lambda: [column.to_numpy().copy() for column in wide.get_columns()],
            "ours": lambda: rate_wide(books, wide),
            "pandas": lambda: by_pandas(paired),
            "DuckDB SQL": lambda: base.sql(statement).to_arrow_table(),
            "int loop": lambda: by_ints(rows[:SAMPLE]),
            "Decimal loop": lambda: by_decimals(rows[:SAMPLE]),
            "PySAM": lambda: [pysam_years(year) for year in years],
        },
        rounds=given.rounds,
    )
    for name, count in (("int loop", SAMPLE), ("Decimal loop", SAMPLE), ("PySAM", YEARS * PER_YEAR)):
        seconds[f"{name}, scaled"] = seconds.pop(name) * given.bills / count
    rows_told = rows_against(seconds=seconds, base="ours", limits={})
    for name, times in GOALS.items():
        rows_told.append(
            Row(f"ours against {name}", seconds["ours"], seconds["ours"] / seconds[name], 1 / times)
        )
    return close(title=f"{given.bills:,} plain household bills in memory, against ours", rows=rows_told)


if __name__ == "__main__":
    sys.exit(main())
