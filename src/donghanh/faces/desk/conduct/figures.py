"""Figures as of a day: units by month, items that fail most, what comes again; what is behind each."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from donghanh.adapters.spreadsheets.writing import WrittenSheet, build_workbook
from donghanh.apps.conduct import queries
from donghanh.apps.conduct.queries import ConductFigures
from donghanh.faces.design.figures import written_day
from donghanh.faces.desk.asking import address, standing_of
from donghanh.faces.desk.conduct import wording
from donghanh.faces.desk.conduct.standing import conduct_page, tabs, unit_names
from donghanh.faces.signin.asked import asked_day

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@conduct_page
def figures(request: HttpRequest) -> HttpResponse:
    """Show the figures as of the day that is asked for; each opens what is behind it."""
    standing, day = standing_of(request), asked_day(request)
    found = queries.conduct_figures(actor=standing.actor, as_of=day)
    context = {
        "tabs": tabs(here="figures", actor=standing.actor, day=standing.today),
        "day": day, "file_url": address("desk-conduct-figures-file", ngay=day.isoformat()),
        "months": _months(found, day), "month_columns": _month_columns(),
        "items": _items(found, day), "item_columns": _item_columns(),
        "repeats": _repeats(found, day), "repeat_columns": _repeat_columns(),
    }  # fmt: skip
    return render(request, "desk/conduct/figures.html", context)


@conduct_page
def figures_file(request: HttpRequest) -> HttpResponse:
    """Give the same tables as an XLSX file."""
    standing, day = standing_of(request), asked_day(request)
    found = queries.conduct_figures(actor=standing.actor, as_of=day)
    notes = [_("Như hết ngày %(on)s, phạm vi của %(name)s.") % {
        "on": written_day(day), "name": standing.actor.full_name,
    }]  # fmt: skip
    parts = (
        (_("Đơn vị theo tháng"), _month_columns(), _months(found, day)),
        (_("Mục hay chưa đạt"), _item_columns(), _items(found, day)),
        (_("Thiếu sót lặp lại"), _repeat_columns(), _repeats(found, day)),
    )
    sheets = [_sheet(title, columns, rows, notes) for title, columns, rows in parts]
    answer = HttpResponse(build_workbook(sheets=sheets), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="tac-phong-{day:%Y-%m-%d}.xlsx"'
    return answer


@conduct_page
def behind(request: HttpRequest) -> HttpResponse:
    """List the inspections and findings that a figure counts, as they stood on the day."""
    standing, day = standing_of(request), asked_day(request)
    unit, month, item = (request.GET.get(name, "")[:40] for name in ("don-vi", "thang", "muc"))
    units = unit_names(standing.today)
    found = queries.behind_figures(actor=standing.actor, as_of=day, unit_code=unit, month=month, item=item)
    context = {
        "trail": [
            (_("Tác phong"), address("desk-conduct")),
            (_("Số liệu"), address("desk-conduct-figures", ngay=day.isoformat())),
            (" · ".join(filter(None, (unit, month, item))) or _("Tất cả"), ""),
        ],
        "day": day,
        "inspections": [
            {
                "code": one.code, "url": address("desk-conduct-inspection", one.code),
                "unit": units.get(one.unit, one.unit),
                "kind": wording.word(wording.KINDS, one.kind), "day": one.finished_on,
                "points": f"{one.points}/{one.possible}",
                "verdict": wording.word(wording.VERDICTS, one.verdict),
                "tone": wording.TONES.get(one.verdict, "idle"),
            }
            for one in found.inspections
        ],
        "inspection_columns": [
            {"key": "code", "label": _("Lượt"), "kind": "code", "url_key": "url"},
            {"key": "day", "label": _("Ngày"), "kind": "day"},
            {"key": "kind", "label": _("Loại")},
            {"key": "unit", "label": _("Điện lực")},
            {"key": "points", "label": _("Điểm")},
            {"key": "verdict", "label": _("Đánh giá"), "kind": "status", "tone_key": "tone"},
        ],
        "findings": [
            {
                "code": one.code, "url": address("desk-conduct-finding", one.code),
                "unit": units.get(one.unit, one.unit),
                "item": wording.said(one.vi, one.en), "day": one.raised_on, "due": one.due,
                "state": wording.word(wording.FINDING_STATES, one.state),
                "tone": "bad" if one.is_late else wording.TONES.get(one.state, "idle"),
            }
            for one in found.findings
        ],
        "finding_columns": [
            {"key": "code", "label": _("Thiếu sót"), "kind": "code", "url_key": "url"},
            {"key": "day", "label": _("Ngày"), "kind": "day"},
            {"key": "item", "label": _("Mục của bảng kiểm")},
            {"key": "unit", "label": _("Điện lực")},
            {"key": "state", "label": _("Trạng thái hôm đó"), "kind": "status", "tone_key": "tone"},
            {"key": "due", "label": _("Hạn"), "kind": "day"},
        ],
    }  # fmt: skip
    return render(request, "desk/conduct/behind.html", context)


def _sheet(
    title: str, columns: list[dict[str, object]], rows: list[dict[str, Any]], notes: list[str]
) -> WrittenSheet:
    keys = [str(one["key"]) for one in columns]
    return WrittenSheet(
        title, [str(one["label"]) for one in columns], [[row[key] for key in keys] for row in rows], notes
    )


def _behind(day: date, **asked: str) -> str:
    named = {
        {"unit": "don-vi", "month": "thang", "item": "muc"}[name]: value for name, value in asked.items()
    }
    return address("desk-conduct-behind", ngay=day.isoformat(), **named)


def _months(found: ConductFigures, day: date) -> list[dict[str, Any]]:
    return [
        {
            "unit": one.unit, "month": f"{one.month[5:]}/{one.month[:4]}",
            "url": _behind(day, unit=one.unit, month=one.month), "inspected": one.inspected,
            "share": wording.percent(one.share_bp), "findings": one.findings, "open": one.open_findings,
            "late": one.late,
        }
        for one in found.months
    ]  # fmt: skip


def _month_columns() -> list[dict[str, object]]:
    return [
        {"key": "unit", "label": _("Điện lực"), "kind": "code", "url_key": "url"},
        {"key": "month", "label": _("Tháng")},
        {"key": "inspected", "label": _("Lượt kiểm tra"), "kind": "number"},
        {"key": "share", "label": _("Điểm kiểm tra")},
        {"key": "findings", "label": _("Thiếu sót"), "kind": "number"},
        {"key": "open", "label": _("Còn mở"), "kind": "number"},
        {"key": "late", "label": _("Quá hạn"), "kind": "number"},
    ]


def _items(found: ConductFigures, day: date) -> list[dict[str, Any]]:
    return [
        {
            "item": wording.said(one.vi, one.en), "url": _behind(day, item=one.line.item),
            "failed": one.line.failed, "applied": one.line.applied,
            "share": wording.percent(one.line.share.share_bp),
            "interval": wording.interval(one.line.share.low_bp, one.line.share.high_bp),
        }
        for one in found.items
    ]  # fmt: skip


def _item_columns() -> list[dict[str, object]]:
    return [
        {"key": "item", "label": _("Mục của bảng kiểm"), "url_key": "url"},
        {"key": "failed", "label": _("Chưa đạt"), "kind": "number"},
        {"key": "applied", "label": _("Đã xem"), "kind": "number"},
        {"key": "share", "label": _("Tỷ lệ chưa đạt")},
        {"key": "interval", "label": _("Khoảng 95 %")},
    ]


def _repeats(found: ConductFigures, day: date) -> list[dict[str, Any]]:
    return [
        {
            "unit": one.line.unit, "item": wording.said(one.vi, one.en),
            "url": _behind(day, unit=one.line.unit, item=one.line.item), "times": one.line.times,
            "last": date.fromisoformat(one.line.last),
        }
        for one in found.repeats
    ]  # fmt: skip


def _repeat_columns() -> list[dict[str, object]]:
    return [
        {"key": "item", "label": _("Mục của bảng kiểm"), "url_key": "url"},
        {"key": "unit", "label": _("Điện lực"), "kind": "code"},
        {"key": "times", "label": _("Số lần"), "kind": "number"},
        {"key": "last", "label": _("Lần cuối"), "kind": "day"},
    ]
