"""
A million due times of a queue: mixed clocks, some paused; beside NumPy's busday and a naive loop over days.

Contestants first answer alike. `ours mixed` reckons all kinds of clocks with pauses; `ours days` clocks of
working days alone, which is all that `numpy.busday_offset` can do (it knows neither office hours nor pauses).
The naive loop walks day by day, Python's way, over a sample; its time is scaled to the whole.

    python bench/deadlines.py [--cases 1000000] [--sample 5000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from common import Row, best_of, close, insist_equal

from donghanh.engines.deadlines import due_many
from donghanh.kernel.case_tables import CLOCKED, PAUSES
from donghanh.lawbook.calendars import read_calendar
from donghanh.lawbook.work_times import ZONE, read_work_times

SEED = 20_211_231
AS_OF = datetime(2024, 1, 1, tzinfo=UTC)
KINDS = ("working_days", "working_hours", "calendar_days", "hours")
FIRST, DAYS = date(2020, 2, 1), 1_000
PAUSED_SHARE = 5  # one case in so many
LIMITS = {"ours days": 6.0, "ours mixed": 15.0}
LEAST_GAIN = 10.0


def main() -> int:
    """Deal a queue, insist on equal answers, time, print; answers the exit status."""
    asked = _asked()
    queue, pauses = _queue(asked.cases)
    days = queue.filter(pl.col("clock") == "working_days")
    days = pl.concat([days] * (asked.cases // max(days.height, 1) + 1)).head(asked.cases)
    days = days.with_columns(case=pl.int_range(pl.len(), dtype=pl.Int64))
    work = read_work_times()
    sample = days.head(asked.sample)
    insist_equal(
        answers={
            "ours days": _ours(sample)["due_on"].to_list(),
            "numpy busday": _busday(*_columns(sample)).tolist(),
            "naive loop": _naive(*_columns(sample)),
        }
    )
    _insist_mixed(queue, pauses)
    started, amounts = _columns(days)
    few = _columns(sample)
    seconds = best_of(
        contestants={
            "numpy busday": lambda: _busday(started, amounts),
            "ours days": lambda: _ours(days),
            "ours mixed": lambda: due_many(clocked=queue, pauses=pauses, as_of=AS_OF, work=work),
            "naive loop, days (scaled)": lambda: _naive(*few),
        },
        rounds=asked.rounds,
    )
    seconds["naive loop, days (scaled)"] *= asked.cases / asked.sample
    base = seconds["numpy busday"]
    rows = [Row(name, time, time / base, LIMITS.get(name)) for name, time in seconds.items()]
    gain = seconds["naive loop, days (scaled)"] / seconds["ours days"]
    status = close(title=f"{asked.cases:,} due times, {pauses.height:,} pauses", rows=rows)
    print(f"ours days is {gain:.0f} times as fast as the naive loop (at least {LEAST_GAIN:.0f} wanted)")
    return status or int(gain < LEAST_GAIN)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--sample", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _queue(count: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    dice = np.random.default_rng(SEED)
    midnight = int(datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=ZONE).timestamp())
    start = (midnight + dice.integers(0, DAYS * 1_440, count) * 60) * 1_000_000
    clocked = pl.DataFrame({
        "case": np.arange(count),
        "clock": np.array(KINDS)[dice.integers(0, len(KINDS), count)].tolist(),
        "amount": dice.integers(1, 31, count),
        "start_at": start,
    })  # fmt: skip
    paused = dice.choice(count, count // PAUSED_SHARE, replace=False)
    begin = start[paused] + dice.integers(0, 3 * 1_440, len(paused)) * 60_000_000
    pauses = pl.DataFrame(
        {
            "case": paused,
            "from_at": begin,
            "until_at": begin + dice.integers(60, 7_200, len(paused)) * 60_000_000,
        }
    )
    return _typed(clocked, CLOCKED.schema), _typed(pauses, PAUSES.schema)


def _typed(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(kind) for name, kind in schema.items())


def _ours(days: pl.DataFrame) -> pl.DataFrame:
    return due_many(clocked=days, as_of=AS_OF, work=read_work_times())


def _columns(days: pl.DataFrame) -> tuple[Any, Any]:
    local = days["start_at"].dt.convert_time_zone(str(ZONE)).dt.date()
    return local.to_numpy(), days["amount"].to_numpy()


def _busday(started: Any, amounts: Any) -> Any:
    """NumPy's way: make-up days need a week of seven days with every rest day a holiday."""
    return np.busday_offset(started, amounts, roll="preceding", busdaycal=_rest_days())


@cache
def _rest_days() -> np.busdaycalendar:
    calendar = read_calendar()
    first, until, worked = calendar.covers.start, calendar.covers.until, set(calendar.working_days)
    assert until is not None
    every = (first + timedelta(days=at) for at in range((until - first).days))
    return np.busdaycalendar(weekmask="1111111", holidays=[day for day in every if day not in worked])


def _naive(started: Any, amounts: Any) -> list[date]:
    """Day by day, as one would write it first."""
    calendar, found = read_calendar(), []
    for day, amount in zip(started.tolist(), amounts.tolist(), strict=True):
        left = amount
        while left:
            day += timedelta(days=1)  # noqa: PLW2901
            weekend = day.weekday() >= 5 and day not in calendar.make_up_days
            left -= 0 if weekend or day in calendar.days_off else 1
        found.append(day)
    return found


def _insist_mixed(queue: pl.DataFrame, pauses: pl.DataFrame) -> None:
    """The clocks that run day and night, against sums of integers; those of a queue against each alone."""
    work = read_work_times()
    whole = due_many(clocked=queue, pauses=pauses, as_of=AS_OF, work=work)
    part = queue.sample(200, seed=SEED)
    alone = [
        due_many(clocked=part[at], pauses=pauses, as_of=AS_OF, work=work)["due_at"][0]
        for at in range(0, part.height, 10)
    ]
    together = part[::10].join(whole, on="case", how="left", maintain_order="left")["due_at"].to_list()
    insist_equal(answers={"a case alone": alone, "the same in the queue": together})
    plain = queue.join(pauses, on="case", how="anti").filter(pl.col("clock") == "hours")
    later = pl.col("start_at") + pl.duration(hours=pl.col("amount"))
    sums = plain.select(later).to_series().to_list()
    told = plain.join(whole, on="case", how="left", maintain_order="left")["due_at"].to_list()
    insist_equal(answers={"hours by sums": sums, "hours by the engine": told})


if __name__ == "__main__":
    sys.exit(main())
