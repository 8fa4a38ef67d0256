"""
How many wrong readings the checks before billing catch, and how many right ones they hold for nothing.

A synthetic province with mistakes planted on purpose, one sort each, is checked month by month; the truth is
known. Beside it the plain rule that many use: hold what is half as much again, or half as much, as the month
before. Deterministic: the same seed, the same table. Exit status 1 when a stated goal is missed.

    python bench/holds.py [--customers 20000] [--seed 2021] [--mistakes 0.01]

The month after a mistake holds its echo (the difference comes back), as do the months before one that were
made the same: neither right nor wrong, and left out.
Only ordinary registers carry planted mistakes; readings that never came and months that were estimated three
times are so by definition, and count as caught when they are named.
"""

from __future__ import annotations

import argparse
import sys

import polars as pl

from donghanh.engines.readings import TRAITS, check, periods, stretches
from donghanh.lawbook.reading_checks import read_terms
from donghanh.world.mistakes import MISTAKEN_MONTHS, SORTS
from donghanh.world.province import World
from donghanh.world.readings import Metering, metering

GOAL_RECALL = {
    "too-high": 0.95, "too-low": 0.90, "went-back": 0.98, "same-again": 0.95, "estimated-again": 1.0,
    "not-read": 1.0,
}  # fmt: skip
GOAL_PRECISION = 0.70  # two of three holds are worth the look
GOAL_HELD = 0.02
NAIVE_UP, NAIVE_DOWN = 150, 50  # per cent of the month before


def main() -> int:
    """Deal the province, check it, print the table; answers the exit status."""
    asked = _asked()
    dealt = _province(asked.customers, asked.seed, asked.mistakes)
    ours, naive, truth, count = _judged(*dealt)
    return _told(ours, naive, truth, count)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--mistakes", type=float, default=0.01, help="share of the last months' readings")
    return parser.parse_args()


def _province(customers: int, seed: int, mistakes: float) -> tuple[pl.DataFrame, list[Metering]]:
    chunks = list(World(customers=customers, seed=seed).chunks())
    people = pl.concat([chunk.customers for chunk in chunks])
    return people, [metering(seed=seed, chunk=chunk, mistakes=mistakes) for chunk in chunks]


def _judged(
    people: pl.DataFrame, dealt: list[Metering]
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, int]:
    """Holds of ours and of the plain rule as point and month; the truth; how many bills were checked."""
    terms = read_terms(day=MISTAKEN_MONTHS[0])
    points, meters = _numbered(dealt)
    registers = pl.concat([one.registers for one in dealt]).join(meters, on="serial").drop("serial")
    shown = pl.concat([one.readings for one in dealt]).join(meters, on="serial").with_row_index("reading")
    shown = shown.with_columns(pl.col("reading").cast(pl.Int64))
    followed = stretches(
        shown=shown.select("reading", "point", "meter", "register", "read_on", "index", "kind"),
        registers=registers.select(
            "point", "meter", "register", "from_on", "opening_index", "digits", "multiplier"
        ),
        rollover_percent=terms.rollover_percent,
    )
    added, traits = periods(stretches=followed), _traits(points, people, dealt)
    found, count = [], 0
    for month in MISTAKEN_MONTHS:
        checked, findings = check(periods=added, traits=traits, month=month, terms=terms)
        found.append(findings.filter(pl.col("severity") == "hold").select("point", "month", "rule"))
        count += checked["is_due"].sum()
    return pl.concat(found), _naive(added, traits), _truth(dealt, meters), count


def _numbered(dealt: list[Metering]) -> tuple[pl.DataFrame, pl.DataFrame]:
    points = (
        pl.concat([one.points for one in dealt])
        .with_row_index("number")
        .with_columns(pl.col("number").cast(pl.Int64))
    )
    meters = (
        pl.concat([one.meters for one in dealt])
        .with_row_index("meter")
        .with_columns(pl.col("meter").cast(pl.Int64))
    )
    named = (
        meters.join(points.select("number", "point"), on="point").drop("point").rename({"number": "point"})
    )
    return points, named.select("serial", "meter", "point", "from_on", "digits", "multiplier")


def _traits(points: pl.DataFrame, people: pl.DataFrame, dealt: list[Metering]) -> pl.DataFrame:
    books = pl.concat([one.books for one in dealt]).unique("book")
    whole = (
        points.drop("point")
        .join(people, on="code")
        .join(books, on="book")
        .with_columns(point="number", like=pl.concat_str("category", "commune_code", separator="/"))
    )
    return TRAITS.require(whole.select(TRAITS.schema.names()))


def _naive(added: pl.DataFrame, traits: pl.DataFrame) -> pl.DataFrame:
    """The plain rule: half as much again, or half as much, as the month before; and what was not read."""
    before = added.select("point", pl.col("month").dt.offset_by("1mo"), before="kwh")
    both = added.filter(pl.col("month").is_in(list(MISTAKEN_MONTHS))).join(before, on=["point", "month"])
    apart = (pl.col("kwh") * 100 >= pl.col("before") * NAIVE_UP) | (
        pl.col("kwh") * 100 <= pl.col("before") * NAIVE_DOWN
    )
    return both.filter((apart | pl.col("kwh").is_null()) & (pl.col("before") > 0)).select("point", "month")


def _truth(dealt: list[Metering], meters: pl.DataFrame) -> pl.DataFrame:
    told = pl.concat([one.truth for one in dealt])
    return told.join(meters.select("serial", "point"), on="serial").select("point", "month", "sort")


def _told(ours: pl.DataFrame, naive: pl.DataFrame, truth: pl.DataFrame, count: int) -> int:
    known = ours.filter(pl.col("rule").is_in(["missing", "estimated-again"]))  # so by definition
    echoes = _echoes(truth)
    failed = []
    print(f"{count} bills checked, {truth.height} mistakes planted, {known.height} unread or estimated again")
    print(f"{'mistake':18}{'planted':>8}{'caught':>8}{'recall':>8}{'goal':>7}{'±50 %':>9}")
    for sort in SORTS:
        planted = truth.filter(pl.col("sort") == sort)
        caught = planted.join(ours.unique(["point", "month"]), on=["point", "month"], how="semi").height
        plain = planted.join(naive, on=["point", "month"], how="semi").height
        recall, least = caught / max(planted.height, 1), GOAL_RECALL[sort]
        failed += [sort] if recall < least else []
        naive_recall = plain / max(planted.height, 1)
        print(f"{sort:18}{planted.height:8}{caught:8}{recall:8.3f}{least:7.2f}{naive_recall:9.3f}")
    judged = ours.join(known, on=["point", "month"], how="anti").join(
        echoes, on=["point", "month"], how="anti"
    )
    for rule in ("negative", "jump", "sameness", "unlike-households"):
        of = judged.filter(pl.col("rule") == rule).unique(["point", "month"])
        print(f"precision of {rule:22}{_share(of, truth):8.3f}  of {of.height}")
    ours_all = judged.unique(["point", "month"])
    plain_all = naive.join(known, on=["point", "month"], how="anti").join(
        echoes, on=["point", "month"], how="anti"
    )
    precision, plain_precision = _share(ours_all, truth), _share(plain_all, truth)
    held = ours.unique(["point", "month"]).height / count
    goal = GOAL_HELD + truth.height / count
    print(f"precision {precision:.3f} (goal {GOAL_PRECISION}), held {held:.4f} of bills (goal {goal:.4f})")
    print(f"±50 %:    {plain_precision:.3f}, held {naive.height / count:.4f} of bills")
    if precision < GOAL_PRECISION or held > goal:
        failed.append("precision")
    print("all goals met" if not failed else f"missed: {', '.join(failed)}")
    return 1 if failed else 0


def _echoes(truth: pl.DataFrame) -> pl.DataFrame:
    """Months that a mistake spoils beside its own: the next, and of those made the same the two before."""
    after = truth.select("point", pl.col("month").dt.offset_by("1mo"))
    still = truth.filter(pl.col("sort") == "same-again")
    before = [still.select("point", pl.col("month").dt.offset_by(f"-{back}mo")) for back in (1, 2)]
    return pl.concat([after, *before]).unique()


def _share(holds: pl.DataFrame, truth: pl.DataFrame) -> float:
    right = holds.join(truth, on=["point", "month"], how="semi").height
    return right / max(holds.height, 1)


if __name__ == "__main__":
    sys.exit(main())
