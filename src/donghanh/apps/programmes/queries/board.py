"""
The board: where the appreciation months stand at the end of a day, per activity and unit, worst first.

Counted anew from the moves each time it is asked for (`engines.programmes.standing`), so any day can be
seen again. Seven queries, whatever the number of customers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.models import Activity, Campaign
from donghanh.apps.programmes.queries.frames import (
    UnitName,
    benefit_frame,
    move_frame,
    target_frame,
    unit_names,
)
from donghanh.apps.programmes.queries.plan import campaign_named
from donghanh.engines.programmes.standing import activity_totals, standing
from donghanh.engines.programmes.timeline import timeline

STATUS_ORDER = ("late", "at_risk", "on_course", "reached", "not_begun", "no_target")


@dataclass(frozen=True)
class Figures:
    """One line's numbers, all in the activity's unit of measure; `late_count` counts benefits."""

    target: int | None
    nominated: int
    approved: int
    delivered: int
    received: int
    late_count: int
    missing: int | None
    days_left: int
    status: str
    why: str


@dataclass(frozen=True)
class UnitLine:
    """An activity in one unit."""

    unit_code: str
    unit_name_vi: str
    unit_name_en: str
    basis: str
    figures: Figures


@dataclass(frozen=True)
class ActivityLine:
    """An activity in the whole of what the actor sees; for a measure, where its number will come from."""

    code: str
    row: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    method: str
    measured_in_vi: str
    measured_in_en: str
    due_on: date
    fed_by_vi: str
    fed_by_en: str
    figures: Figures
    units: tuple[UnitLine, ...]


@dataclass(frozen=True)
class ProgrammeLines:
    """One of the campaign's programmes with its activities, worst first."""

    code: str
    name_vi: str
    name_en: str
    activities: tuple[ActivityLine, ...]


@dataclass(frozen=True)
class Tile:
    """One unit on the map: its worst status, and how many of its activities stand at each."""

    unit_code: str
    name_vi: str
    name_en: str
    row: int
    column: int
    status: str
    late: int
    at_risk: int
    reached: int
    activities: int


@dataclass(frozen=True)
class Board:
    """The whole board as of a day."""

    campaign_code: str
    name_vi: str
    name_en: str
    motto_vi: str
    motto_en: str
    from_on: date
    until_on: date
    as_of: date
    programmes: tuple[ProgrammeLines, ...]
    tiles: tuple[Tile, ...]
    timeline: Mapping[str, tuple[tuple[date, int, int, int, int], ...]]


def board(*, actor: Actor, campaign_code: str, as_of: date) -> Board:
    """
    Count the board of a campaign as of the end of a day, for what the actor sees.

    returns : per activity the company's line (or the actor's units' sum) and a line a unit; the time line
              is activity -> (day, nominated, approved, delivered, received) on days with a move
    raises  : NotFound, when there is no such campaign
    """
    campaign = campaign_named(campaign_code)
    activities = list(campaign.activities.select_related("programme").order_by("position"))
    moves = move_frame(actor=actor, campaign=campaign)
    benefits = benefit_frame(actor=actor, campaign=campaign, moves=moves, as_of=as_of)
    targets, bases = target_frame(actor=actor, campaign=campaign, activities=activities, as_of=as_of)
    rows = standing(benefits=benefits, moves=moves, targets=targets, as_of=as_of)
    totals = activity_totals(rows=rows, as_of=as_of)
    names = unit_names(day=as_of, codes=rows["unit"].unique().to_list())
    lines = _activity_lines(activities=activities, rows=rows, totals=totals, bases=bases, names=names)
    return Board(
        campaign_code=campaign.code,
        name_vi=campaign.name_vi,
        name_en=campaign.name_en,
        motto_vi=campaign.motto_vi,
        motto_en=campaign.motto_en,
        from_on=campaign.from_on,
        until_on=campaign.until_on,
        as_of=as_of,
        programmes=_programmes(campaign=campaign, activities=activities, lines=lines),
        tiles=_tiles(rows=rows, names=names),
        timeline=_timeline(benefits=benefits, moves=moves, as_of=as_of),
    )


def _activity_lines(
    *, activities: list[Activity], rows: pl.DataFrame, totals: pl.DataFrame,
    bases: Mapping[tuple[str, str], str], names: Mapping[str, UnitName],
) -> dict[str, ActivityLine]:  # fmt: skip
    by_activity: dict[str, list[UnitLine]] = {}
    for row in rows.iter_rows(named=True):
        if row["unit"] in names:
            vi, en, *_ = names[row["unit"]]
            basis = bases.get((row["activity"], row["unit"]), "")
            line = UnitLine(row["unit"], vi, en, basis, _figures(row))
            by_activity.setdefault(row["activity"], []).append(line)
    found = {row["activity"]: _figures(row) for row in totals.iter_rows(named=True)}
    order = {code: place for place, code in enumerate(totals["activity"].to_list())}
    ordered = sorted(activities, key=lambda one: (order.get(one.code, len(order)), one.position))
    return {
        one.code: _line(activity=one, figures=found.get(one.code), units=by_activity.get(one.code, []))
        for one in ordered
    }


def _line(*, activity: Activity, figures: Figures | None, units: list[UnitLine]) -> ActivityLine:
    return ActivityLine(
        code=activity.code,
        row=activity.row,
        name_vi=activity.name_vi,
        name_en=activity.name_en,
        short_vi=activity.short_vi,
        short_en=activity.short_en,
        method=activity.method,
        measured_in_vi=activity.unit_of_measure_vi,
        measured_in_en=activity.unit_of_measure_en,
        due_on=activity.due_on,
        fed_by_vi=activity.terms.get("fed_by_vi", ""),
        fed_by_en=activity.terms.get("fed_by_en", ""),
        figures=figures or Figures(None, 0, 0, 0, 0, 0, None, 0, "no_target", ""),
        units=tuple(units),
    )


def _figures(row: Mapping[str, object]) -> Figures:
    value: Mapping[str, int] = row  # type: ignore[assignment]
    return Figures(
        target=value["target"],
        nominated=value["nominated_quantity"],
        approved=value["approved_quantity"],
        delivered=value["delivered_quantity"],
        received=value["received_quantity"],
        late_count=value["late_count"],
        missing=value["missing_quantity"],
        days_left=value["days_left"] or 0,
        status=str(row["status"]),
        why=str(row["why"] or ""),
    )


def _programmes(
    *, campaign: Campaign, activities: list[Activity], lines: Mapping[str, ActivityLine]
) -> tuple[ProgrammeLines, ...]:
    programmes = {one.programme_id: one.programme for one in activities}
    owner = {one.code: one.programme_id for one in activities}
    return tuple(
        ProgrammeLines(
            code=programme.code,
            name_vi=programme.name_vi,
            name_en=programme.name_en,
            activities=tuple(line for code, line in lines.items() if owner[code] == programme.pk),
        )
        for programme in sorted(programmes.values(), key=lambda one: one.position)
    )


def _tiles(*, rows: pl.DataFrame, names: Mapping[str, UnitName]) -> tuple[Tile, ...]:
    statuses: dict[str, list[str]] = {}
    for unit, status, target in rows.select("unit", "status", "target").iter_rows():
        if unit in names and target is not None:
            statuses.setdefault(unit, []).append(status)
    tiles = []
    for code, (vi, en, row, column) in names.items():
        if row is None or column is None or code not in statuses:
            continue
        held = statuses[code]
        worst = min(held, key=STATUS_ORDER.index)
        tiles.append(
            Tile(code, vi, en, row, column, worst, held.count("late"), held.count("at_risk"),
                 held.count("reached"), len(held))
        )  # fmt: skip
    return tuple(tiles)


def _timeline(
    *, benefits: pl.DataFrame, moves: pl.DataFrame, as_of: date
) -> dict[str, tuple[tuple[date, int, int, int, int], ...]]:
    """Over all units in sight: the units of an activity are one unit for this purpose."""
    if moves.is_empty():
        return {}
    together = benefits.with_columns(unit=pl.lit("*"))
    days = timeline(benefits=together, moves=moves.filter(pl.col("on") <= as_of))
    found: dict[str, list[tuple[date, int, int, int, int]]] = {}
    for activity, _, on, *figures in days.iter_rows():
        found.setdefault(activity, []).append((on, *figures))
    return {activity: tuple(points) for activity, points in found.items()}
