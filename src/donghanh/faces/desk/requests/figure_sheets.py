"""The indicators as sheets: the same tables, with what they are of above each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from donghanh.adapters.spreadsheets.writing import Value, WrittenSheet
from donghanh.apps.requests.queries.figures import ElectronicShare, Indicators
from donghanh.faces.design.figures import written_day
from donghanh.faces.desk.asking import Standing, unit_names
from donghanh.faces.desk.requests import figure_rows
from donghanh.faces.desk.requests.figure_links import Window


def sheets(
    *, counted: Indicators, shares: Sequence[ElectronicShare], standing: Standing, window: Window
) -> list[WrittenSheet]:
    """Lay the indicators out as sheets."""
    units, notes = unit_names(standing), _notes(standing, window)
    parts = (
        ("service", _("Theo dịch vụ"), counted.by_service),
        ("unit", _("Theo đơn vị"), counted.by_unit),
        ("channel", _("Theo kênh"), counted.by_channel),
    )
    told = [
        _sheet(
            title, figure_rows.columns(), [figure_rows.row(by, one, window, units) for one in found], notes
        )
        for by, title, found in parts
    ]
    worst = [figure_rows.worst(one, units) for one in counted.worst]
    told.append(_sheet(_("Trễ nhất"), figure_rows.worst_columns(), worst, notes))
    lines: list[list[Value]] = [
        [units.get(one.unit_code, one.unit_code), f"{one.month:%m/%Y}", one.case_count, one.electronic_count,
         figure_rows.percent(one.share)]
        for one in shares
    ]  # fmt: skip
    heads = [_("Đơn vị"), _("Tháng"), _("Yêu cầu"), _("Điện tử"), _("Tỷ lệ")]
    told.append(WrittenSheet(_("Kênh điện tử"), heads, lines, notes))
    if counted.pausing:
        pausing = [figure_rows.pausing(one, window, units) for one in counted.pausing]
        told.append(_sheet(_("Tạm dừng"), figure_rows.pausing_columns(), pausing, notes))
    return told


def _sheet(
    title: str, columns: list[dict[str, Any]], rows: list[dict[str, Any]], notes: list[str]
) -> WrittenSheet:
    keys = [str(column["key"]) for column in columns]
    return WrittenSheet(
        title, [str(one["label"]) for one in columns], [[row[key] for key in keys] for row in rows], notes
    )


def _notes(standing: Standing, window: Window) -> list[str]:
    sentence = _("Nhận từ %(from)s đến %(last)s, như hết ngày %(on)s, phạm vi của %(name)s.")
    last = window.until_on - timedelta(days=1)
    return [
        sentence % {
            "from": written_day(window.from_on), "last": written_day(last), "on": written_day(window.on),
            "name": standing.actor.full_name,
        }
    ]  # fmt: skip
