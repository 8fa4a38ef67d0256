"""The board's rows and tiles as finished values: words for standings, an address behind each number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from donghanh.apps.programmes.queries.board import STATUS_ORDER, ActivityLine, Board, Figures, Tile
from donghanh.faces.design.figures import written_day, written_number
from donghanh.faces.desk.programmes import wording
from donghanh.faces.desk.programmes.standing import Standing

STAGES = ("nominated", "approved", "delivered", "received")


def unit_asked(*, board: Board, code: str) -> Tile | None:
    """The tile of the unit that the address names; None for all together or a unit out of sight."""
    return next((tile for tile in board.tiles if tile.unit_code == code), None)


def activity_rows(*, board: Board, standing: Standing, unit_code: str = "") -> list[dict[str, Any]]:
    """List the activities that promise something, worst first; with a unit, its figures alone."""
    rows = [
        _activity_row(line=line, programme=wording.said(programme, "name"), standing=standing, unit=unit_code)
        for programme in board.programmes
        for line in programme.activities
        if line.method != "measure"
    ]
    return sorted(rows, key=lambda row: (STATUS_ORDER.index(row["status"]), -row["open_percent"]))


def measure_rows(*, board: Board, standing: Standing) -> list[dict[str, Any]]:
    """List the measures with where their numbers will come from."""
    return [
        {
            "row": line.row,
            "name": wording.said(line, "name"),
            "measured_in": wording.said(line, "measured_in"),
            "fed_by": wording.said(line, "fed_by"),
            "url": standing.link("desk-activity", line.code),
        }
        for programme in board.programmes
        for line in programme.activities
        if line.method == "measure"
    ]


def tile_rows(*, board: Board, standing: Standing, unit: Tile | None) -> list[dict[str, Any]]:
    """Give the units' tiles: how many activities are reached, and the worst standing with its word."""
    return [
        {
            "unit_code": tile.unit_code,
            "name": short_name(wording.said(tile, "name")),
            "figure": f"{tile.reached}/{tile.activities}",
            "word": _tile_word(tile),
            "tone": wording.STATUS_TONES[tile.status],
            "url": standing.link("desk-board", don_vi=tile.unit_code),
            "current": unit is not None and unit.unit_code == tile.unit_code,
        }
        for tile in board.tiles
    ]


def short_name(name: str) -> str:
    """
    Leave the word that all units share out of a unit's name.

    >>> short_name("Điện lực Vụ Bản"), short_name("Vụ Bản Power Unit")
    ('Vụ Bản', 'Vụ Bản')
    """
    return name.removeprefix("Điện lực ").removesuffix(" Power Unit").replace("Thành phố", "TP")


def summary(*, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Count the activities by standing, worst first, for the line above the table."""
    found = [row["status"] for row in rows]
    return [
        {
            "word": f"{found.count(status)} {wording.word(wording.STATUSES, status).lower()}",
            "tone": wording.STATUS_TONES[status],
        }
        for status in STATUS_ORDER
        if status in found
    ]


def why_told(*, figures: Figures, due_on: object) -> str:
    """Say in a sentence why a line is late or at risk; nothing for the others."""
    if not figures.why:
        return ""
    return wording.word(wording.WHYS, figures.why) % {
        "due": written_day(due_on),  # type: ignore[arg-type]
        "missing": written_number(figures.missing),
        "late": written_number(figures.late_count),
        "days": written_number(figures.days_left),
        "approved": written_number(figures.approved),
        "target": written_number(figures.target),
    }


def days_told(*, figures: Figures) -> str:
    """Say how many days are left."""
    if figures.status == "reached":
        return ""
    if not figures.days_left:
        return _("hết hạn")
    return ngettext("còn %(count)s ngày", "còn %(count)s ngày", figures.days_left) % {
        "count": figures.days_left
    }


def _activity_row(*, line: ActivityLine, programme: str, standing: Standing, unit: str) -> dict[str, Any]:
    nothing = Figures(None, 0, 0, 0, 0, 0, None, 0, "no_target", "")
    of_unit = next((one.figures for one in line.units if one.unit_code == unit), nothing)
    figures = of_unit if unit else line.figures
    units = [] if unit else _unit_rows(line=line, standing=standing)
    return {
        **_figures(figures=figures, line=line, standing=standing, unit=unit),
        "code": line.code,
        "row": line.row,
        "name": wording.short(line),
        "programme": programme,
        "method": wording.word(wording.METHODS, line.method),
        "measured_in": wording.said(line, "measured_in"),
        "due_on": line.due_on,
        "url": standing.link("desk-activity", line.code),
        "units": units,
        "unit_count": len(units),
    }


def _unit_rows(*, line: ActivityLine, standing: Standing) -> list[dict[str, Any]]:
    ordered = sorted(line.units, key=lambda one: STATUS_ORDER.index(one.figures.status))
    return [
        {
            **_figures(figures=one.figures, line=line, standing=standing, unit=one.unit_code),
            "name": wording.said(one, "unit_name"),
            "basis": wording.word(wording.BASES, one.basis) if one.basis else "",
            "is_proposed": one.basis == "proposed",
            "url": standing.link("desk-board", don_vi=one.unit_code),
        }
        for one in ordered
    ]


def _figures(*, figures: Figures, line: ActivityLine, standing: Standing, unit: str) -> dict[str, Any]:
    def behind(stage: str) -> str:
        return standing.link("desk-benefits", hoat_dong=line.code, don_vi=unit, tu_buoc=stage)

    target = figures.target or 0
    return {
        "target": figures.target,
        "target_url": standing.link("desk-activity", line.code),
        "stages": [
            {
                "name": wording.word(wording.STATES, stage),
                "count": getattr(figures, stage),
                "url": behind(stage),
            }
            for stage in STAGES
        ],
        "delivered": figures.delivered,
        "meter": _meter(figures) if figures.target is not None else None,
        "late_count": figures.late_count,
        "late_url": standing.link("desk-benefits", hoat_dong=line.code, don_vi=unit, tre="1"),
        "days": days_told(figures=figures) if figures.target is not None else "",
        "status": figures.status,
        "status_word": wording.word(wording.STATUSES, figures.status),
        "tone": wording.STATUS_TONES[figures.status],
        "why": why_told(figures=figures, due_on=line.due_on),
        "open_percent": (figures.missing or 0) * 100 // target if target else 0,
    }


def _meter(figures: Figures) -> dict[str, int]:
    return {
        "target": figures.target or 0,
        "approved": figures.approved,
        "delivered": figures.delivered,
        "received": figures.received,
    }


def _tile_word(tile: Tile) -> str:
    count = {"late": tile.late, "at_risk": tile.at_risk}.get(tile.status)
    name = wording.word(wording.STATUSES, tile.status)
    return f"{count} {name.lower()}" if count else name


def names_of_units(tiles: Iterable[Tile]) -> dict[str, str]:
    """Name of each unit on the map by its code."""
    return {tile.unit_code: wording.said(tile, "name") for tile in tiles}
