"""
When clocks are due, for a whole queue at once; one case is a frame of length one.

A clock of working days counts from the day after the start and ends with the office's hours of its last day;
one of working hours counts these hours alone; the others run day and night. A pause gives back what it took
of the time that its clock counts, but only while the clock still ran: a pause that begins after the due time
moves nothing, so that nobody can pause himself out of a breach. Pauses that overlap count once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import polars as pl

from donghanh.engines.deadlines.working import SECOND_US, Micros, WorkTimes
from donghanh.kernel.case_tables import CLOCKED, DUE, PAUSES
from donghanh.kernel.request_tables import INSTANT

PLAIN = {"calendar_days": 86_400, "hours": 3_600, "seconds": 1, "immediate": 0}
"""Seconds of one of the clock's amount, for clocks that run day and night."""


def due_many(
    *, clocked: pl.DataFrame, pauses: pl.DataFrame | None = None, as_of: datetime, work: WorkTimes
) -> pl.DataFrame:
    """
    Reckon due times.

    clocked : frame of CLOCKED
    pauses  : frame of PAUSES; one that lasts gives back what it took until `as_of`
    returns : frame of DUE, in the order of `clocked`
    raises  : FrameDoesNotFit; Beyond, when a due time lies where the calendar says nothing; ValueError for a
              naive `as_of`
    """
    if as_of.tzinfo is None:
        raise ValueError(f"{as_of} has no zone; hand over an aware instant.")
    cases = CLOCKED.require(clocked)
    start = cases["start_at"].to_physical().to_numpy()
    kinds, amount = cases["clock"], cases["amount"].to_numpy()
    is_work = kinds.is_in(["working_days", "working_hours"]).to_numpy()
    due, given = _first_due(start, kinds, amount, is_work, work), np.zeros(len(start), np.int64)
    told = _effective(cases, PAUSES.empty() if pauses is None else PAUSES.require(pauses), as_of)
    for turn in sorted(told["turn"].unique().to_list()):
        due, given = _pushed(due, given, is_work, told.filter(pl.col("turn") == turn), work)
    lasting = told.filter("is_lasting")["place"].to_numpy()
    is_paused = np.zeros(len(start), bool)
    is_paused[lasting] = True
    return DUE.require(
        pl.DataFrame({
            "case": cases["case"],
            "due_at": pl.Series(due).cast(INSTANT),
            "due_on": pl.Series(work.days_of(due).astype(np.int32)).cast(pl.Date),
            "paused_seconds": given // SECOND_US,
            "is_paused": is_paused,
        })
    )  # fmt: skip


def _first_due(start: Micros, kinds: pl.Series, amount: Any, is_work: Any, work: WorkTimes) -> Micros:
    """Due times before any pause."""
    unit = kinds.replace_strict(PLAIN, default=0, return_dtype=pl.Int64).to_numpy()
    due = start + amount * unit * SECOND_US
    days = np.flatnonzero((kinds == "working_days").to_numpy())
    due[days] = work.closing(work.days_of(start[days]), amount[days])
    hours = np.flatnonzero(is_work & (kinds == "working_hours").to_numpy())
    due[hours] = _worked_on(start[hours], amount[hours] * 3_600 * SECOND_US, work)
    return due


def _worked_on(start: Micros, length: Micros, work: WorkTimes) -> Micros:
    """The instant after so much work; the start itself after none."""
    done = work.worked_until(work.worked_before(start) + length) if len(start) else start
    return np.where(length == 0, start, done)


def _effective(cases: pl.DataFrame, pauses: pl.DataFrame, as_of: datetime) -> pl.DataFrame:
    """Pauses without overlap, none before its clock's start; `turn` counts those of a case."""
    place = cases.select("case", "start_at").with_row_index("place")
    now = pl.lit(as_of).cast(INSTANT)
    joined = pauses.join(place, on="case", how="inner").with_columns(
        is_lasting=pl.col("until_at").is_null() & (pl.col("from_at") <= now),
        until_at=pl.min_horizontal(pl.col("until_at").fill_null(now), now),
        from_at=pl.max_horizontal("from_at", "start_at"),
    )
    ordered = joined.sort("place", "from_at", "until_at").with_columns(
        before=pl.col("until_at").shift(1).cum_max().over("place")
    )
    cut = ordered.with_columns(from_at=pl.max_horizontal("from_at", "before"))
    return cut.filter((pl.col("until_at") > pl.col("from_at")) | pl.col("is_lasting")).with_columns(
        turn=pl.int_range(1, pl.len() + 1).over("place")
    )


def _pushed(
    due: Micros, given: Micros, is_work: Any, pauses: pl.DataFrame, work: WorkTimes
) -> tuple[Micros, Micros]:
    """Due times after one more pause of some cases, and what was given back by now."""
    place = pauses["place"].to_numpy()
    start, until = (pauses[name].to_physical().to_numpy() for name in ("from_at", "until_at"))
    runs = (start < due[place]) & (until > start)
    place, start, until = place[runs], start[runs], until[runs]
    due, given, worked = due.copy(), given.copy(), is_work[place]
    plain, office = place[~worked], place[worked]
    length = until - start
    due[plain] += length[~worked]
    given[plain] += length[~worked]
    if len(office):
        taken = work.worked_before(until[worked]) - work.worked_before(start[worked])
        due[office] = _worked_on(due[office], taken, work)
        given[office] += taken
    return due, given
