"""Carries rows to the engines and back: the organisation's successions as the engine's plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.apps.organisation.models import UnitSuccession
from donghanh.engines.organisation import restating
from donghanh.engines.organisation.successions import Succession


def successions() -> list[Succession]:
    """Load every part that ever went from one unit to another, in the order in which they were written."""
    rows = UnitSuccession.objects.order_by("on", "id")
    return [Succession(row.predecessor_id, row.successor_id, row.on, row.weight) for row in rows]


def resolve(*, code: str, day: date) -> tuple[str, ...]:
    """Say which units on the tree of `day` hold what `code` held."""
    return restating.resolve(code=code, successions=successions(), day=day)


def restate(*, figures: pl.DataFrame, from_day: date, to_day: date) -> pl.DataFrame:
    """Tell figures of one day's units on another day's tree; totals stand."""
    return restating.restate(figures=figures, successions=successions(), from_day=from_day, to_day=to_day)


@dataclass(frozen=True)
class ReferenceUnit:
    """A unit as the lawbook tells it."""

    code: str
    kind: str
    parent_code: str | None
    name_vi: str
    name_en: str
    tile_row: int | None = None
    tile_column: int | None = None


@dataclass(frozen=True)
class ReferenceCommune:
    """A commune as the lawbook tells it."""

    code: str
    name: str
    district_code: str
    district: str
    unit_code: str


@dataclass(frozen=True)
class Reference:
    """The lawbook's organisation, and the first day on which it stands so."""

    from_on: date
    units: tuple[ReferenceUnit, ...]
    communes: tuple[ReferenceCommune, ...]


def reference() -> Reference:
    """Read the organisation and the communes from the lawbook."""
    # Until the lawbook has its places: the codes alone.
    nine = ["ND", "VB", "YY", "NT", "NH", "GT", "HH", "XT", "TN"]
    units = [
        ReferenceUnit(
            "EVNNPC", "corporation", None, "Tổng công ty Điện lực miền Bắc", "Northern Power Corporation"
        ),
        ReferenceUnit("PA01", "company", "EVNNPC", "Công ty Điện lực Nam Định", "Nam Dinh Power Company"),
        ReferenceUnit("PA01-KD", "department", "PA01", "Phòng Kinh doanh", "Business Department"),
        ReferenceUnit("PA01-VP", "department", "PA01", "Văn phòng", "Office"),
        ReferenceUnit(
            "PA01-CSKH", "department", "PA01", "Trung tâm chăm sóc khách hàng", "Customer-care Centre"
        ),
        *(
            ReferenceUnit(
                f"PA01{code}", "unit", "PA01", f"Điện lực {code}", f"{code} Power Unit", row // 3, row % 3
            )
            for row, code in enumerate(nine)
        ),
    ]
    communes = [
        ReferenceCommune("13729", "Xã Mỹ Hưng", "358", "Huyện Mỹ Lộc", "PA01ND"),
        ReferenceCommune("13732", "Xã Mỹ Thuận", "358", "Huyện Mỹ Lộc", "PA01ND"),
        ReferenceCommune("14089", "Thị trấn Xuân Trường", "364", "Huyện Xuân Trường", "PA01XT"),
    ]
    return Reference(date(2010, 1, 1), tuple(units), tuple(communes))
