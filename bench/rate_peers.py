"""
Rating beside what others would write: from Parquet parts of bills to Parquet parts of totals, the whole mix.

Households (some share a meter), prepaid, offices, hospitals, firms with three registers and reactive power,
a reduction, VAT, months inside which prices change. Twelve control integers must be equal first. Loops run on
a sample, scaled; so does PySAM's utilityrate5, which can only price plain households, in memory.

    python bench/rate_peers.py [--bills 650000] [--rounds 2] [--folder DIR]
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl
from common import Row, best_of, close, insist_equal, rows_against
from peers.by_duckdb import DuckDB
from peers.by_loop import decimal_loop, int_loop
from peers.by_pandas import Pandas
from peers.by_polars import by_polars
from peers.by_pysam import tiers_of, year_amount
from peers.price_lists import flat
from rate_mix import write_mix
from rate_shared import SAMPLE, controls, narrow, slowly

from donghanh.adapters.rating_files import rate_files, write_part
from donghanh.engines.rating import rate_totals
from donghanh.engines.rating.wide import WIDE
from donghanh.lawbook.billing_law import read_law

RELIEF = "covid-4/households"
LOOPED = 20_000
YEARS, PER_YEAR = 20, 12
GOALS = {"int loop": 30, "pandas": 6}
"""How many times faster than these the goal says that we are."""
Contestant = Callable[[Path, Path], object]


def main() -> int:
    """Generate, compare, time."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--bills", type=int, default=650_000)
    asked.add_argument("--rounds", type=int, default=2)
    asked.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        return compared(Path(name), given.bills, given.rounds)


def compared(folder: Path, count: int, rounds: int) -> int:
    """Equal first, then the times."""
    parts = write_mix(folder=folder / "whole", count=count, relief=RELIEF, with_changes=True)
    samples = {"looped": LOOPED, "slow": SAMPLE}
    for name, height in samples.items():
        (folder / name).mkdir()
        write_part(
            pl.read_parquet(parts[0]).head(height).cast(dict(WIDE.schema)), folder / name / parts[0].name
        )
    whole, loops = contestants()
    insist_alike(folder, {**whole, **loops})
    households = plain_households(folder / "looped")
    seconds = best_of(
        contestants={
            **{name: partial(work, folder / "whole", folder / name) for name, work in whole.items()},
            **{name: partial(work, folder / "looped", folder / name) for name, work in loops.items()},
            "PySAM": households,
        },
        rounds=rounds,
    )
    looped = min(count, LOOPED)
    for name, sampled in {**dict.fromkeys(loops, looped), "PySAM": YEARS * PER_YEAR}.items():
        seconds[name] *= count / sampled
    return told(count, seconds)


def contestants() -> tuple[dict[str, Contestant], dict[str, Contestant]]:
    """Those that rate the whole, and the loops that rate a sample; each makes its law anew in each run."""
    law = read_law()
    whole: dict[str, Contestant] = {
        "ours": lambda source, target: rate_files(law=law, source=source, target=target),
        "pandas": lambda source, target: each(Pandas(flat(law)).part, source, target),
        "DuckDB SQL": lambda source, target: each(DuckDB(flat(law)).part, source, target),
        "Polars alone": lambda source, target: each(partial(by_polars, flat(law)), source, target),
    }
    loops: dict[str, Contestant] = {
        "int loop": lambda source, target: each(int_loop(law).part, source, target),
        "Decimal loop": lambda source, target: each(decimal_loop(law).part, source, target),
    }
    return whole, loops


def each(work: Callable[[Path, Path], None], source: Path, target: Path) -> None:
    """Part by part."""
    for part in sorted(source.glob("*.parquet")):
        work(part, target)


def insist_alike(folder: Path, all_: dict[str, Contestant]) -> None:
    """Equal control integers: all rows of the whole engines, the loops' sample, the slow twin's."""
    for source in ("slow", "looped", "whole"):
        able = {name: work for name, work in all_.items() if source != "whole" or not name.endswith("loop")}
        answers = {}
        for name, work in able.items():
            (folder / name).mkdir(exist_ok=True)
            work(folder / source, folder / name)
            answers[name] = controls(pl.read_parquet(folder / name / "*.parquet"))
        if source == "slow":
            wide = pl.read_parquet(folder / source / "*.parquet").cast(dict(WIDE.schema))
            bills, usage = narrow(wide)
            answers["plain Python"] = controls(rate_totals(read_law(), bills=bills, usage=usage)[0])
            answers["slow twin"] = controls(slowly(wide))
        print(f"{answers['ours'][0]:,} bills: ", end="")
        insist_equal(answers=answers)


def plain_households(folder: Path) -> Callable[[], object]:
    """Years of plain households for PySAM, after their energy was held against ours."""
    wide = pl.read_parquet(folder / "*.parquet").cast(dict(WIDE.schema)).with_columns(relief=None)
    is_plain = (pl.col("category") == "residential") & (pl.col("quota_quarters") == 4)
    wide = wide.filter(is_plain, pl.col("from_on").dt.year() == 2021).head(YEARS * PER_YEAR)
    bills, usage = narrow(wide.cast(dict(WIDE.schema)))
    net = rate_totals(read_law(), bills=bills, usage=usage)[0]["net_amount"].to_list()
    kwh, tiers = wide["kwh_all"].to_list(), tiers_of(flat(read_law()))
    starts = range(0, YEARS * PER_YEAR, PER_YEAR)

    def priced() -> list[int]:
        return [year_amount(tiers, kwh[start : start + PER_YEAR]) for start in starts]

    insist_equal(
        answers={"ours, years": [sum(net[start : start + PER_YEAR]) for start in starts], "PySAM": priced()}
    )
    return priced


def told(count: int, seconds: dict[str, float]) -> int:
    """The table, goals below."""
    rows = rows_against(seconds=seconds, base="ours", limits={})
    rows += [
        Row(f"ours against {name}", seconds["ours"], seconds["ours"] / seconds[name], 1 / times)
        for name, times in GOALS.items()
    ]
    print("The loops and PySAM are scaled from a sample. Only ratios mean something.")
    return close(title=f"{count:,} bills from Parquet to Parquet, against ours", rows=rows)


if __name__ == "__main__":
    sys.exit(main())
