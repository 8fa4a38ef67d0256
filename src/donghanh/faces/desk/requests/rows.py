"""Rows of the requests' tables as finished values, each number with the address of the list behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from donghanh.apps.requests.values import CaseRow, Load, QueueFilters
from donghanh.faces.desk.asking import Standing, address
from donghanh.faces.desk.requests import words
from donghanh.faces.desk.requests.choosing import queue_address


def case_columns(*, with_unit: bool) -> list[dict[str, Any]]:
    """Columns of a list of cases."""
    columns: list[dict[str, Any]] = [
        {"key": "left", "label": _("Thời gian còn lại"), "kind": "status", "tone_key": "left_tone"},
        {"key": "due_at", "label": _("Hạn"), "kind": "moment"},
        {"key": "code", "label": _("Mã"), "kind": "code", "url_key": "url"},
        {"key": "service", "label": _("Dịch vụ")},
        {"key": "name", "label": _("Khách hàng")},
        {"key": "unit", "label": _("Nơi giải quyết")},
        {"key": "channel", "label": _("Kênh")},
        {"key": "responsible", "label": _("Người giải quyết")},
        {"key": "state", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
    ]
    return [one for one in columns if with_unit or one["key"] != "unit"]


def case_row(one: CaseRow, *, standing: Standing, units: Mapping[str, str]) -> dict[str, Any]:
    """One case of a list."""
    left, tone = left_of(one, standing=standing)
    return {
        "id": one.code,
        "code": one.code,
        "url": address("desk-request", one.code),
        "left": left,
        "left_tone": tone,
        "due_at": one.due_at,
        "service": words.said(one.service_vi, one.service_en),
        "name": one.name,
        "unit": place_of(one, units),
        "channel": words.channel(one.channel),
        "responsible": one.responsible or _("Chưa ai nhận"),
        "state": words.word(words.STATES, one.state),
        "tone": words.TONES.get(one.state, "idle"),
        "received_at": one.received_at,
    }


def left_of(one: CaseRow, *, standing: Standing) -> tuple[str, str]:
    """Words and tone of the time left; for what is over, whether the promise was kept."""
    if one.state not in words.OPEN:
        return (_("Trễ hạn"), "bad") if one.is_late else (_("Đúng hạn"), "good")
    return words.time_left(due_at=one.due_at, now=standing.now, is_paused=one.is_paused)


def place_of(one: CaseRow, units: Mapping[str, str]) -> str:
    """Where the case lies: a unit, or a department of the company."""
    if one.desk == "unit" or one.desk not in words.RESPONSIBLE:
        return units.get(one.unit_code, one.unit_code)
    name = words.word(words.RESPONSIBLE, one.desk)
    return f"{name} ({units.get(one.unit_code, one.unit_code)})" if one.unit_code else name


def load_row(one: Load, asked: QueueFilters) -> dict[str, Any]:
    """One person's load, each number with its list."""
    theirs = replace(QueueFilters(), unit_code=asked.unit_code, responsible=one.username)
    return {
        "name": one.full_name,
        "open": one.open_count,
        "late": one.late_count,
        "open_url": queue_address(theirs),
        "late_url": queue_address(replace(theirs, view="late")),
    }
